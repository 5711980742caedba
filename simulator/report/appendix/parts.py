"""Pieces that several appendices share."""

from __future__ import annotations

from simulator.analysis.costing.accounts import TOTAL
from simulator.analysis.costing.costs import LINES
from simulator.report.appendix.source import Source
from simulator.report.document import Words, say
from simulator.rounding import adding_up
from simulator.text import Text

PEOPLE = Text("Đơn vị tính: người", "Unit: persons")


def billions(source: Source) -> Words:
    """Return the line above a table of money."""
    words = "Đơn vị tính: tỷ đồng, theo giá năm {year}", "Unit: billion VND at prices of {year}"
    return say(*words, year=str(source.region.base_year))


def spending(source: Source) -> dict[str, float]:
    """Return line -> cost of the last scenario over all years [billion VND], and the total.

    The lines are rounded so that they add up, wherever they are shown.
    """
    sums = source.accounts[source.scenarios[-1].name].sums
    total = sums[TOTAL].value / 1000
    names = [name for name in LINES if sums[name].value or sums[name].high]
    lines = adding_up([sums[name].value / 1000 for name in names], total, 1)
    return {**dict(zip(names, lines, strict=True)), TOTAL: round(total, 1)}
