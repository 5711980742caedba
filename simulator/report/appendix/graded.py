"""Forecasts that were kept, against what came: a part of appendix VII."""

from __future__ import annotations

from simulator.analysis.ledger import grades_shown
from simulator.report.appendix.document import Block
from simulator.report.appendix.printed import printed
from simulator.report.appendix.source import Source
from simulator.report.results import ledger


def graded(source: Source) -> list[Block]:
    """Return a table for each kept forecast of the place and of wider ones, and the causes."""
    found = grades_shown(source.region)
    made = ledger.section(found).blocks if found else ()
    return [printed(block, source.language) for block in made]
