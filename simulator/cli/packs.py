"""Commands for packs: pack template, convert, new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command
from simulator.cli.output import output_file, writing
from simulator.cli.speaking import Group
from simulator.errors import complain
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.pack_content import PackContent


@click.group("pack", cls=Group)
def pack_command() -> None:
    """Số liệu của địa bàn trong một sổ Excel hay một thư mục.

    A place's figures in a workbook or a folder.
    """


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
    region=False,
    formats=False,
    under=pack_command,
)
def convert_command(call: Call, pack: str, out: str) -> None:
    """Đổi một gói từ thư mục sang sổ Excel hay ngược lại; không mất gì.

    Turn a pack from a folder into a workbook or back; nothing is lost.
    """
    from simulator.inputs.pack_content import content_of

    _write(call, content_of(call.place_called(pack).source), out)


@command(
    click.argument("code", metavar="CODE"),
    click.option("--name", required=True, help="Tên / name"),
    click.option("--name-en", default=None, help="Tên tiếng Anh / name in English"),
    click.option("--parent", default="viet_nam", show_default=True, help="Địa bàn cha / parent"),
    click.option("--base-year", type=int, default=None, help="Năm gốc / base year"),
    click.option(
        "--given",
        multiple=True,
        metavar="COUNT=PEOPLE",
        help="Số tháng 12 đã biết: population=700000, compulsory_si=12% / a count of December",
    ),
    click.option("--source", default="", help="Nguồn của các số đó / source of these counts"),
    click.option(
        "--status",
        type=click.Choice(["published", "derived", "recalled", "estimate"]),
        default="recalled",
        show_default=True,
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


def _write(call: Call, content: PackContent, out: str) -> None:
    """Write a pack as what ``out`` is: a workbook, or a new folder.

    A workbook is made from the folder that it would be, which is read and checked first.
    """
    import tempfile

    from simulator.files import write_whole
    from simulator.inputs.pack_content import write_folder
    from simulator.inputs.pack_intro import intro_of
    from simulator.inputs.region import load_region
    from simulator.inputs.workbook_writer import workbook_of

    target = Path(out)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / str(content.settings["code"])
        write_folder(content, trial)
        place = load_region(trial)
        if target.suffix:
            target = output_file(out, (".xlsx",))
            book = workbook_of(content, intro_of(place, call.language), call.language)
            with writing(target):
                write_whole(target, book)
        else:
            refuse_taken(target)
            with writing(target):
                write_folder(content, target)
    _written(call, out)


def refuse_taken(folder: Path) -> None:
    """Refuse a folder that holds anything: old tables would stand beside the new ones."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise complain(
            f"{folder}: đã có; hãy nêu thư mục mới", f"{folder}: is there; give a new folder"
        )


def _written(call: Call, out: str) -> None:
    click.echo(Text(f"đã ghi {out}", f"{out} written").in_(call.language))
