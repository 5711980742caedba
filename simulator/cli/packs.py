"""Commands for packs: pack template, convert, new, merge, split."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command, group
from simulator.errors import InputError, input_error
from simulator.inputs.figures import FIGURE_STATUSES, Status
from simulator.report.output import output_file, writing
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.pack_content import PackContent
    from simulator.inputs.region import Region
    from simulator.report.document import Section


@group
def pack_command() -> None:
    """Số liệu của địa bàn trong một sổ Excel hay một thư mục.

    A place's figures in a workbook or a folder.
    """


units_option = click.option(
    "--units",
    type=click.Choice(["former", "new"]),
    default="former",
    show_default=True,
    help="Địa phương: như trong gói, hay phường, xã mới / localities: as they are, or new ones",
)


@command(
    click.option(
        "--out",
        required=True,
        metavar="FILE.xlsx",
        help="Sổ sẽ ghi / the workbook to write",
    ),
    formats=False,
    under=pack_command,
)
def template_command(call: Call, out: str) -> None:
    """Ghi sổ Excel để địa bàn điền số liệu của mình, đã có những gì đã biết.

    Write a workbook in which a place fills in its figures, with what is known.
    """
    from simulator.files import write_whole
    from simulator.inputs.pack_content import content_of
    from simulator.inputs.pack_intro import intro_of
    from simulator.inputs.workbook_writer import workbook_of

    path = output_file(out, (".xlsx",))
    place = call.place
    book = workbook_of(content_of(place.source), intro_of(place, call.language), call.language)
    with writing(path):
        write_whole(path, book)
    _written(call, out)


@command(
    click.argument("pack", metavar="PACK"),
    click.argument("out", metavar="FILE.xlsx|DIR"),
    units_option,
    region=False,
    formats=False,
    under=pack_command,
)
def convert_command(call: Call, pack: str, out: str, units: str) -> None:
    """Đổi một gói từ thư mục sang sổ Excel hay ngược lại; không mất gì.

    Turn a pack from a folder into a workbook or back; nothing is lost.
    """
    from simulator.inputs.territory import Part, in_new_units

    part = Part.of(call.place_called(pack))
    _write(call, in_new_units(part) if units == "new" else part.content, out)


@command(
    click.argument("old", metavar="OLD"),
    click.argument("new", metavar="NEW"),
    region=False,
    under=pack_command,
)
def compare_command(call: Call, old: str, new: str) -> list[Section]:
    """So hai gói của một địa bàn: số nào khác, còn bao nhiêu là ước tính.

    Compare two packs of one place: which figures differ, how much is still estimated.
    """
    from simulator.analysis.evidence.pack_review import review
    from simulator.inputs.pack_content import content_of
    from simulator.inputs.pack_edit import changes
    from simulator.report.results import pack_changes

    before, after = call.place_called(old), call.place_called(new)
    different = changes(content_of(before.source), content_of(after.source))
    reviews = review(before), review(after)
    return [
        pack_changes.section(different),
        pack_changes.status_section(before, after, reviews),
    ]


@command(
    click.argument("code", metavar="CODE"),
    click.option("--name", required=True, help="Tên / name"),
    click.option("--name-en", default=None, help="Tên tiếng Anh / name in English"),
    click.option("--parent", default="viet_nam", help="Địa bàn cha / parent"),
    click.option("--base-year", type=int, default=None, help="Năm gốc / base year"),
    click.option(
        "--given",
        multiple=True,
        metavar="COUNT=PEOPLE",
        help="Số tháng 12 đã biết: population=700000, compulsory_si=12% / a count of December",
    ),
    click.option(
        "--source",
        default="",
        show_default=False,
        help="Nguồn của các số đó / source of these counts",
    ),
    click.option(
        "--status",
        type=click.Choice([s.value for s in FIGURE_STATUSES if s is not Status.ANNOUNCED]),
        default=Status.RECALLED.value,
        help="Trạng thái của các số đó / their status",
    ),
    click.option("--out", required=True, metavar="FILE.xlsx|DIR", help="Gói mới / the new pack"),
    region=False,
    formats=False,
    under=pack_command,
)
def new_command(
    call: Call,
    code: str,
    name: str,
    name_en: str | None,
    parent: str,
    base_year: int | None,
    given: tuple[str, ...],
    source: str,
    status: str,
    out: str,
) -> None:
    """Lập gói cho một địa bàn mới từ vài số đã biết; số còn lại theo tỷ lệ cả nước, ghi rõ.

    Make a pack for a new place from a few counts; the rest in the nation's proportion, marked.
    """
    from simulator.inputs.pack_new import new_pack

    nation = call.place_called(parent)
    counts = dict(part.partition("=")[::2] for part in given)
    content = new_pack(
        code,
        Text(name, name_en or name),
        nation,
        nation.base_year if base_year is None else base_year,
        counts,
        source or Text("nêu khi lập gói", "given when the pack was made").in_(call.language),
        status,
    )
    _write(call, content, out)


@command(
    click.argument("packs", nargs=-1, required=True, metavar="PACK PACK..."),
    click.option("--name", required=True, help="Tên / name"),
    click.option("--name-en", default=None, help="Tên tiếng Anh / name in English"),
    click.option("--code", default=None, help="Mã; mặc định theo tên / code, else from the name"),
    units_option,
    click.option("--out", required=True, metavar="FILE.xlsx|DIR", help="Gói gộp / the new pack"),
    region=False,
    formats=False,
    under=pack_command,
)
def merge_command(
    call: Call,
    packs: tuple[str, ...],
    name: str,
    name_en: str | None,
    code: str | None,
    units: str,
    out: str,
) -> None:
    """Gộp các địa bàn: số người cộng lại, tỷ lệ lấy bình quân, ghi rõ từ đâu.

    Join places: counts are added, rates weighted, and each says what it was made from.
    """
    from simulator.inputs.history_check import check_history
    from simulator.inputs.territory import Part, code_for, in_new_units, merge

    new_code = code_for(name, code, "--name")
    parts = []
    for pack in packs:
        place = call.place_called(pack)
        problems = check_history(place)
        if problems:
            raise InputError(problems)
        parts.append(Part.of(place))
    if units == "new":
        parts = [
            Part(_read(content := in_new_units(part), part.region.source.path.parent), content)
            for part in parts
        ]
    joined = merge(parts, new_code, Text(name, name_en or name))
    _write(call, joined.content, out)
    for words in joined.left_out:
        click.echo(f"  {Text('bỏ qua', 'left out').in_(call.language)}: {words.in_(call.language)}")


@command(
    click.argument("pack", metavar="PACK"),
    click.option(
        "--localities",
        required=True,
        metavar="CODE,CODE",
        help="Các địa phương tách ra / the localities that leave",
    ),
    click.option("--name", required=True, help="Tên phần tách ra / name of what leaves"),
    click.option("--name-en", default=None, help="Tên tiếng Anh / name in English"),
    click.option("--out", required=True, metavar="FILE.xlsx|DIR", help="Gói tách ra / its pack"),
    click.option("--rest-name", required=True, help="Tên phần còn lại / name of what stays"),
    click.option("--rest-name-en", default=None, help="Tên tiếng Anh / name in English"),
    click.option(
        "--rest-out", required=True, metavar="FILE.xlsx|DIR", help="Gói còn lại / the other pack"
    ),
    region=False,
    formats=False,
    under=pack_command,
)
def split_command(
    call: Call,
    pack: str,
    localities: str,
    name: str,
    name_en: str | None,
    out: str,
    rest_name: str,
    rest_name_en: str | None,
    rest_out: str,
) -> None:
    """Chia một địa bàn thành hai theo địa phương; cộng lại đúng bằng lúc trước.

    Divide a place in two by its localities; both add up to what it was.
    """
    from simulator.inputs.territory import Part, code_for, split

    if Path(out).resolve() == Path(rest_out).resolve():
        raise input_error("hai gói cùng một chỗ", "both packs in one place", key="--rest-out")
    codes = [code for part in localities.split(",") if (code := part.strip())]
    names = Text(name, name_en or name), Text(rest_name, rest_name_en or rest_name)
    new = code_for(name, None, "--name"), code_for(rest_name, None, "--rest-name")
    if new[0] == new[1]:
        raise input_error("hai gói cùng tên", "both packs have one name", key="--rest-name")
    halves = split(Part.of(call.place_called(pack)), codes, names, new)
    ready = [_ready(call, content, to) for content, to in zip(halves, (out, rest_out), strict=True)]
    for path, write in ready:
        with writing(path):
            write()
    _written(call, out)
    _written(call, rest_out)


def _write(call: Call, content: PackContent, out: str) -> None:
    """Write a pack as what ``out`` is: a workbook, or a new folder."""
    path, write = _ready(call, content, out)
    with writing(path):
        write()
    _written(call, out)


def _ready(call: Call, content: PackContent, out: str) -> tuple[Path, Callable[[], None]]:
    """Return where a pack goes and what writes it there, checked before anything is written.

    It is read and checked first as the folder that it would be.
    """
    from simulator.files import write_whole
    from simulator.inputs.pack_content import write_folder
    from simulator.inputs.pack_intro import intro_of
    from simulator.inputs.workbook_writer import workbook_of

    target = Path(out)
    place = _read(content, target.parent)
    if not target.suffix:
        refuse_taken(target)
        return target, lambda: write_folder(content, target)
    target = output_file(out, (".xlsx",))
    book = workbook_of(content, intro_of(place, call.language), call.language)
    return target, lambda: write_whole(target, book)


def _read(content: PackContent, beside: Path) -> Region:
    """Return a pack as it will be read, wherever it is written.

    Raises
    ------
    InputError
        with what is wrong with it.
    """
    from simulator.inputs.pack_content import files_of
    from simulator.inputs.pack_source import PackFiles
    from simulator.inputs.region import region_of

    return region_of(PackFiles(str(content.settings["code"]), files_of(content)), beside)


def refuse_taken(folder: Path) -> None:
    """Refuse a folder that holds anything: old tables would stand beside the new ones."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise input_error(
            f"{folder}: đã có; hãy nêu thư mục mới", f"{folder}: is there; give a new folder"
        )


def _written(call: Call, out: str) -> None:
    click.echo(Text(f"đã ghi {out}", f"{out} written").in_(call.language))
