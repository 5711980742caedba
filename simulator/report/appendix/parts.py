"""Pieces that several appendices share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.analysis.accounts import TOTAL
from simulator.analysis.costs import LINES
from simulator.report import document as made
from simulator.report.appendix.document import (
    ESTIMATE_MARK,
    Chart,
    Number,
    Paragraph,
    Table,
    cells_of,
)
from simulator.report.appendix.document import Appendix as Printed
from simulator.report.appendix.printed import printed
from simulator.report.appendix.source import Source
from simulator.report.document import Words, say
from simulator.report.writers.words import cell_words
from simulator.rounding import whole_persons
from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix with its number and title; the summary in front has no number."""

    number: str
    title: Words
    blocks: tuple[made.Block, ...]
    landscape: bool = False


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


def finished(appendix: Appendix, language: str) -> Printed:
    """Print an appendix: give tables and charts their numbers, explain an estimate's mark once."""
    blocks = [printed(block, language) for block in appendix.blocks]
    counts = {Table: 0, Chart: 0}
    for i, block in enumerate(blocks):
        if isinstance(block, Table | Chart):
            counts[type(block)] += 1
            label = _LABELS[type(block)].in_(language)
            caption = f"{label} {counts[type(block)]}. {block.caption}"
            blocks[i] = replace(block, caption=caption)
    cells = [cell for block in blocks for cell in cells_of(block)]
    if any(isinstance(cell, Number) and cell.estimate for cell in cells):
        blocks.append(Paragraph((f"{ESTIMATE_MARK}: {_ESTIMATE.in_(language)}",), "note"))
    title = cell_words(appendix.title, language)
    return Printed(appendix.number, title, tuple(blocks), appendix.landscape)


_LABELS = {Table: Text("Bảng", "Table"), Chart: Text("Hình", "Figure")}
_ESTIMATE = Text(
    "số ước tính, dùng tạm khi chưa có số liệu chính thức.",
    "an estimate, used until the official figure is at hand.",
)
