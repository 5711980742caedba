"""Figures that arrive after a pack was made, held against it before anything rests on them."""

from __future__ import annotations

from pathlib import Path

from simulator.errors import InputError
from simulator.inputs.history_check import JUMP
from simulator.inputs.region import Region
from simulator.inputs.tables import TableReader

COLUMNS = ("year", "month", "indicator", "value")
OTHERS = ("unit", "status", "source", "use")


def check_arrivals(path: Path, region: Region) -> None:
    """Refuse counts that cannot be what they say: 41.000, thousands, or more UI than compulsory.

    Raises
    ------
    InputError
        with every problem of the table.
    """
    reader = TableReader(path, COLUMNS, OTHERS)
    found: dict[tuple[int, int, str], float] = {}
    for row in reader.rows:
        value = reader.people(row, "value", low=1.0)
        name = row.cells["indicator"]
        known = region.counts(name)
        if reader.clean(row) and known:
            last = known[max(known)]
            if not last.value / JUMP < value < last.value * JUMP:
                reader.complain(
                    row,
                    "value",
                    f"{value:.0f} gấp {value / last.value:.2g} lần số tháng 12/{last.year} "
                    f"({last.value:.0f}); xem lại đơn vị",
                    f"{value:.0f} is {value / last.value:.2g} times December {last.year} "
                    f"({last.value:.0f}); look at the unit",
                )
        if row.cells["year"].isdecimal() and row.cells["month"].isdecimal():
            found[int(row.cells["year"]), int(row.cells["month"]), name] = value
            compulsory = found.get((*_month(row.cells), "compulsory_si"))
            ui = found.get((*_month(row.cells), "ui_participants"))
            if compulsory and ui and ui > compulsory and reader.clean(row):
                reader.complain(
                    row,
                    "value",
                    f"BHTN {ui:.0f} nhiều hơn BHXH bắt buộc {compulsory:.0f} cùng tháng",
                    f"UI {ui:.0f} is above compulsory SI {compulsory:.0f} of the same month",
                )
    if reader.problems:
        raise InputError(reader.problems)


def _month(cells: dict[str, str]) -> tuple[int, int]:
    return int(cells["year"]), int(cells["month"])
