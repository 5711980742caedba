"""Commands for published projections: ledger keep, list, grade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.bilingual import language_of
from simulator.cli.calling import Call, command, group
from simulator.cli.options import law_option
from simulator.errors import input_error
from simulator.inputs.pack_lineage import region_names
from simulator.report.output import writing
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.report.document import Section

HERE = "ledger"
"""The ledger of whoever works in this folder; the program brings one along beside it."""
_WITHOUT_INPUTS = Text(
    "số liệu, pháp luật đã khác lúc chạy, nên không giữ kèm được; sau này reconcile không tách "
    "được phần do cách tính",
    "pack or law have changed since that run and are not kept with it: reconcile will not tell "
    "the method apart later",
)
read_option = click.option(
    "--ledger",
    "folder",
    default=None,
    help="Thư mục của sổ; mặc định: sổ kèm chương trình và thư mục ledger / "
    "the ledger's folder; default: the one shipped, and the folder ledger",
)


@group
def ledger_command() -> None:
    """Sổ các dự báo đã công bố, và chấm điểm khi có số liệu thật.

    The ledger of published projections, graded when actual figures arrive.
    """


def _ledgers(folder: str | None) -> list[Path]:
    """Return the ledgers to read; one that is named and missing is a slip, not an empty one."""
    from simulator.analysis.past.ledger import SHIPPED_LEDGER

    if folder is None:
        return [SHIPPED_LEDGER, *(p for p in [Path(HERE)] if p.is_dir())]
    path = Path(folder)
    if not path.is_dir():
        raise input_error(
            f"{folder}: chưa có sổ nào ở đây; giữ dự báo bằng simulator ledger keep",
            f"{folder}: no ledger here; keep a projection with simulator ledger keep",
            key="--ledger",
        )
    return [path]


def entry_called(name: str) -> Path | None:
    """Return the folder of a kept projection by its name in a ledger or its path, or None."""
    from simulator.analysis.past.ledger import SHIPPED_LEDGER

    found = (place / name for place in (Path(), SHIPPED_LEDGER, Path(HERE)))
    return next((path for path in found if (path / "manifest.json").is_file()), None)


@command(
    click.argument("published", metavar="FOLDER"),
    click.option(
        "--ledger",
        "folder",
        default=HERE,
        help="Thư mục của sổ / the ledger's folder",
    ),
    region=False,
    formats=False,
    under=ledger_command,
)
def keep_command(call: Call, published: str, folder: str) -> None:
    """Giữ một kết quả của lệnh run --out.

    Keep a result of run --out.
    """
    from simulator.analysis.past.ledger import keep

    with writing(Path(folder), "--ledger"):
        entry, whole = keep(Path(folder), Path(published))
    click.echo(entry)
    if not whole:
        click.echo(_WITHOUT_INPUTS.in_(language_of(None)), err=True)


@command(
    read_option,
    click.option("--region", default=None, help="Chỉ của địa bàn này / of this region only"),
    region=False,
    under=ledger_command,
)
def list_command(call: Call, folder: str | None, region: str | None) -> Section:
    """Các dự báo đã giữ.

    The projections kept.
    """
    from simulator.analysis.past.ledger import entries
    from simulator.report.results import ledger as result

    code = None if region is None else call.place_called(region).code
    return result.kept(
        [
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
    )


@command(
    read_option,
    click.option(
        "--actuals",
        default=None,
        metavar="FILE.csv",
        help="Số liệu thật mới có, như history.csv / figures that have arrived, like history.csv",
    ),
    click.option(
        "--region",
        default=None,
        help="Chỉ của địa bàn này; mặc định: mọi địa bàn có trong sổ / "
        "of this region only; default: every region in the ledger",
    ),
    law_option,
    region=False,
    under=ledger_command,
)
def grade_command(
    call: Call, folder: str | None, actuals: str | None, region: str | None, law_as_of: str | None
) -> Section:
    """Chấm điểm các dự báo đã giữ bằng số liệu thật của địa bàn.

    Grade the projections kept with the region's actual figures.
    """
    from simulator.analysis.past.ledger import grade, read_actual_figures
    from simulator.report.results import ledger as result

    ledgers = _ledgers(folder)
    names = _regions_of(ledgers) if region is None else [region]
    if actuals is not None and len(names) != 1:
        raise input_error(
            f"nêu địa bàn của {actuals} (--region); trong sổ có: {', '.join(names)}",
            f"say whose figures {actuals} has (--region); in the ledger: {', '.join(names)}",
            key="--actuals",
        )
    found = []
    for name in names:
        place, arrived = call.place_called(name, law_as_of), None
        if actuals is not None:
            arrived = read_actual_figures(Path(actuals), place)
        for ledger in ledgers:
            found += grade(ledger, place, arrived)
    return result.section(found, keys=True)


def _regions_of(ledgers: list[Path]) -> list[str]:
    """Return the regions that have projections in the ledgers and a pack of their name."""
    from simulator.analysis.past.ledger import entries

    kept = {manifest["region"] for ledger in ledgers for _, manifest in entries(ledger)}
    return sorted(kept & set(region_names()))
