"""Commands for packs: pack template, convert, new."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.calling import Call, command
from simulator.cli.output import output_file, writing
from simulator.cli.speaking import Group
from simulator.errors import complain
from simulator.text import Text


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
    from simulator.files import write_whole
    from simulator.inputs.pack_content import content_of, write_folder
    from simulator.inputs.pack_intro import intro_of
    from simulator.inputs.workbook_writer import workbook_of

    place = call.place_called(pack)
    content = content_of(place.source)
    target = Path(out)
    if target.suffix:
        target = output_file(out, (".xlsx",), "FILE.xlsx")
        book = workbook_of(content, intro_of(place, call.language), call.language)
        with writing(target, "FILE.xlsx"):
            write_whole(target, book)
    else:
        refuse_taken(target)
        with writing(target, "DIR"):
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
