"""Pieces that several appendices share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from simulator.analysis.accounts import TOTAL
from simulator.analysis.costs import LINES
from simulator.report.appendix.document import (
    ESTIMATE_MARK,
    Appendix,
    Block,
    Cell,
    Chart,
    Number,
    Paragraph,
    Table,
    cells_of,
)
from simulator.report.appendix.source import Source
from simulator.rounding import whole_persons
from simulator.text import Text

PEOPLE = Text("Đơn vị tính: người", "Unit: persons")
BILLIONS = Text("Đơn vị tính: tỷ đồng, theo giá năm {}", "Unit: billion VND at prices of {}")


def note(source: Source, text: Text) -> Paragraph:
    """Return a remark in small type."""
    return Paragraph((text.in_(source.language),), "note")


def billions(source: Source) -> str:
    """Return the line above a table of money."""
    return BILLIONS.in_(source.language).format(source.region.base_year)


def filled(source: Source, words: Text, **cells: Cell) -> list[Cell]:
    """Return a sentence with numbers and texts in the places that ``{name}`` marks."""
    pieces = re.split(r"\{(\w+)\}", words.in_(source.language))
    return [cells[piece] if i % 2 else piece for i, piece in enumerate(pieces) if piece]


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


def finished(appendix: Appendix, language: str) -> Appendix:
    """Give tables and charts their numbers, and explain the mark of an estimate once."""
    blocks: list[Block] = []
    tables = charts = 0
    for block in appendix.blocks:
        if isinstance(block, Table):
            tables += 1
            label = Text("Bảng", "Table").in_(language)
            blocks.append(replace(block, caption=f"{label} {tables}. {block.caption}"))
        elif isinstance(block, Chart):
            charts += 1
            label = Text("Hình", "Figure").in_(language)
            blocks.append(replace(block, caption=f"{label} {charts}. {block.caption}"))
        else:
            blocks.append(block)
    cells = [cell for block in blocks for cell in cells_of(block)]
    if any(isinstance(cell, Number) and cell.estimate for cell in cells):
        words = Text(
            f"{ESTIMATE_MARK}: số ước tính, dùng tạm khi chưa có số liệu chính thức.",
            f"{ESTIMATE_MARK}: an estimate, used until the official figure is at hand.",
        )
        blocks.append(Paragraph((words.in_(language),), "note"))
    return replace(appendix, blocks=tuple(blocks))
