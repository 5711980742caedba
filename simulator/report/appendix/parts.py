"""Pieces that several appendices share."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.accounts import TOTAL
from simulator.analysis.costs import LINES
from simulator.report.appendix.source import Source
from simulator.report.document import Words, say
from simulator.rounding import whole_persons
from simulator.text import Text

PEOPLE = Text("Đơn vị tính: người", "Unit: persons")


def billions(source: Source) -> Words:
    """Return the line above a table of money."""
    words = "Đơn vị tính: tỷ đồng, theo giá năm {year}", "Unit: billion VND at prices of {year}"
    return say(*words, year=str(source.region.base_year))


def adding_up(values: Sequence[float], total: float, decimals: int = 0) -> list[float]:
    """Return values rounded so that they add up to the rounded total, as people check.

    >>> adding_up([0.14, 0.14, 0.14], 0.42, 1)
    [0.2, 0.1, 0.1]
    """
    scale = 10**decimals
    whole = whole_persons([scale * v for v in values], round(scale * total))
    return [w / scale for w in whole]


def spending(source: Source) -> dict[str, float]:
    """Return line -> cost of the last scenario over all years [billion VND], and the total.

    The lines are rounded so that they add up, wherever they are shown.
    """
    sums = source.accounts[source.scenarios[-1].name].sums
    total = sums[TOTAL].value / 1000
    names = [name for name in LINES if sums[name].value or sums[name].high]
    lines = adding_up([sums[name].value / 1000 for name in names], total, 1)
    return {**dict(zip(names, lines, strict=True)), TOTAL: round(total, 1)}
