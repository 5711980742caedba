"""Commands for published projections: ledger keep, list, grade."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import click

from simulator.cli.choosing import region_for
from simulator.cli.options import format_option, lang_option, law_option, reports_errors
from simulator.cli.output import emit, writing
from simulator.cli.speaking import Group, language_of
from simulator.errors import complain
from simulator.inputs.region import load_region, region_names

HERE = "ledger"
"""The ledger of whoever works in this folder; the program brings one along beside it."""
read_option = click.option(
    "--ledger",
    "folder",
    default=None,
    help="Thư mục của sổ; mặc định: sổ kèm chương trình và thư mục ledger / "
    "the ledger's folder; default: the one shipped, and the folder ledger",
)


@click.group("ledger", cls=Group)
def ledger_command() -> None:
    """Sổ các dự báo đã công bố, và chấm điểm khi có số liệu thật.

    The ledger of published projections, graded when actual figures arrive.
    """


def _ledgers(folder: str | None) -> list[Path]:
    """Return the ledgers to read; one that is named and missing is a slip, not an empty one."""
    from simulator.analysis.ledger import SHIPPED_LEDGER

    if folder is None:
        return [SHIPPED_LEDGER, *(p for p in [Path(HERE)] if p.is_dir())]
    path = Path(folder)
    if not path.is_dir():
        raise complain(
            f"{folder}: chưa có sổ nào ở đây; giữ dự báo bằng simulator ledger keep",
            f"{folder}: no ledger here; keep a projection with simulator ledger keep",
            key="--ledger",
        )
    return [path]


@ledger_command.command("keep")
@click.argument("published", metavar="FOLDER")
@click.option(
    "--ledger",
    "folder",
    default=HERE,
    show_default=True,
    help="Thư mục của sổ / the ledger's folder",
)
@lang_option
@reports_errors
def keep_command(published: str, folder: str, lang: str | None) -> None:
    """Giữ một kết quả của lệnh run --out.

    Keep a result of run --out.
    """
    from simulator.analysis.ledger import keep

    with writing(Path(folder), "--ledger"):
        click.echo(keep(Path(folder), Path(published)))


@ledger_command.command("list")
@read_option
@click.option(
    "--region",
    default=None,
    help="Chỉ của địa bàn này / of this region only",
)
@format_option
@lang_option
@reports_errors
def list_command(folder: str | None, region: str | None, layout: str, lang: str | None) -> None:
    """Các dự báo đã giữ.

    The projections kept.
    """
    from simulator.analysis.ledger import NEEDED, entries

    code = None if region is None else load_region(region).code
    rows = [
        {
            "entry": name,
            "region": manifest["region"],
            "base_year": manifest["base_year"],
            "scenarios": ", ".join(manifest["scenarios_sha256"]),
            "program": manifest["program"],
        }
        for ledger in _ledgers(folder)
        for name, manifest in entries(ledger)
        if code in (None, manifest["region"])
    ]
    if layout != "table":
        emit(layout, rows, ("entry", *NEEDED[:2], "scenarios", "program"))
        return
    for row in rows:
        click.echo(f"{row['entry']}  {row['scenarios']}  {row['program']}")


@ledger_command.command("grade")
@read_option
@click.option(
    "--actuals",
    default=None,
    metavar="FILE.csv",
    help="Số liệu thật mới có, như history.csv / figures that have arrived, like history.csv",
)
@click.option(
    "--region",
    default=None,
    help="Chỉ của địa bàn này; mặc định: mọi địa bàn có trong sổ / "
    "of this region only; default: every region in the ledger",
)
@law_option
@format_option
@lang_option
@reports_errors
def grade_command(
    folder: str | None,
    actuals: str | None,
    region: str | None,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Chấm điểm các dự báo đã giữ bằng số liệu thật của địa bàn.

    Grade the projections kept with the region's actual figures.
    """
    from simulator.analysis.ledger import Grade, grade, read_actual_figures
    from simulator.report.ledger_table import ledger_table

    language = language_of(lang)
    ledgers = _ledgers(folder)
    names = _regions_of(ledgers) if region is None else [region]
    if actuals is not None and len(names) != 1:
        raise complain(
            f"nêu địa bàn của {actuals} (--region); trong sổ có: {', '.join(names)}",
            f"say whose figures {actuals} has (--region); in the ledger: {', '.join(names)}",
            key="--actuals",
        )
    found = []
    for name in names:
        place = region_for(name, law_as_of)
        arrived = None
        if actuals is not None:
            arrived = read_actual_figures(Path(actuals), place)
        for ledger in ledgers:
            found += grade(ledger, place, arrived)
    if layout == "table":
        click.echo(ledger_table(found, language))
    else:
        words = ("cause", "about")
        rows = [{**asdict(g), **{w: getattr(g, w).in_(language) for w in words}} for g in found]
        emit(layout, rows, [field.name for field in fields(Grade)])


def _regions_of(ledgers: list[Path]) -> list[str]:
    """Return the regions that have projections in the ledgers and a pack of their name."""
    from simulator.analysis.ledger import entries

    kept = {manifest["region"] for ledger in ledgers for _, manifest in entries(ledger)}
    return sorted(kept & set(region_names()))
