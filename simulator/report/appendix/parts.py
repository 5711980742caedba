"""Pieces that several appendices share."""

from __future__ import annotations

from simulator.analysis.costing.costs import APART
from simulator.report.appendix.source import Source
from simulator.report.document import Words, say
from simulator.report.results.costs import billions_shown
from simulator.text import Text

PEOPLE = Text("Đơn vị tính: người", "Unit: persons")


def billions(source: Source) -> Words:
    """Return the line above a table of money."""
    words = "Đơn vị tính: tỷ đồng, theo giá năm {year}", "Unit: billion VND at prices of {year}"
    return say(*words, year=str(source.region.base_year))


def spending(source: Source) -> dict[str, float]:
    """Return line -> cost of the last scenario over all years [billion VND], and the total."""
    shown = billions_shown(source.accounts[source.scenarios[-1].name])
    return {name: values[-1] for name, values in shown.items() if name not in APART}
