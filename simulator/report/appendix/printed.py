"""Blocks of a result as paper shows them: in one language, ranges in columns of their own."""

from __future__ import annotations

import math
from dataclasses import replace

from simulator.report import document as made
from simulator.report.appendix.document import (
    Block,
    Cell,
    Chart,
    Number,
    Paragraph,
    Series,
    Table,
)
from simulator.report.writers.words import cell_words, number_words
from simulator.text import Text

_ENDS = Text("Khoảng 80 %: từ", "80 % range: from"), Text("đến", "to")
"""Heads of the columns beside a number that has a range."""
_WIDTHS = 2.2, 1.0
"""Relative widths of the first column and of the others, where nothing is said."""


def printed(block: made.Block, language: str) -> Block:
    """Return a block as the papers write it."""
    if isinstance(block, made.Paragraph):
        parts = [piece for part in block.parts for piece in _pieces(part, language)]
        return Paragraph(tuple(parts), block.style)
    if isinstance(block, made.Table):
        return _table(block, language)
    lines = (Series(cell_words(s.name, language), s.x, s.y) for s in block.series)
    caption, alternative, unit = (
        cell_words(words, language) for words in (block.caption, block.alternative, block.unit)
    )
    return Chart(caption, alternative, unit, tuple(lines), block.targets)


def _pieces(part: made.Cell, language: str) -> list[Cell]:
    """Return a part of a paragraph as texts and numbers, texts that touch as one."""
    found: list[Cell] = []
    for piece in part.pieces(language) if isinstance(part, made.Sentence) else [part]:
        cell = _cell(piece, language)
        last = found[-1] if found else None
        if isinstance(cell, str) and isinstance(last, str):
            found[-1] = last + cell
        else:
            found.append(cell)
    return found


def _table(block: made.Table, language: str) -> Table:
    ranged = [
        any(isinstance(row[i], made.Number) and row[i].ranged for row in block.rows)  # type: ignore[union-attr]
        for i in range(len(block.head))
    ]
    first, usual = _WIDTHS
    widths = block.widths or (first, *([usual] * (len(block.head) - 1)))
    head: list[made.Words] = []
    wide: list[float] = []
    for words, width, split in zip(block.head, widths, ranged, strict=True):
        head += [words, *_ENDS] if split else [words]
        wide += [width] * (3 if split else 1)
    rows = tuple(
        tuple(
            _cell(cell, language)
            for one, split in zip(row, ranged, strict=True)
            for cell in (_with_ends(one) if split else (one,))
        )
        for row in block.rows
    )
    return Table(
        cell_words(block.caption, language),
        tuple(cell_words(words, language) for words in head),
        rows,
        tuple(wide),
        block.total,
        cell_words(block.unit, language),
        block.closing,
    )


def _with_ends(cell: made.Cell) -> tuple[made.Cell, ...]:
    if not isinstance(cell, made.Number) or not cell.ranged:
        return cell, "", ""
    return replace(cell, low=None, high=None), cell.end("low"), cell.end("high")


def short_tag(words: str) -> str:
    """Return a trace, cut where it is longer than the 64 letters that Word allows."""
    if len(words) <= 64:
        return words
    import hashlib

    return f"{words[:50]}~{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def _cell(cell: made.Cell, language: str) -> Cell:
    if not isinstance(cell, made.Number):
        return cell_words(cell, language)
    # Four significant digits are for what is typed at a keyboard; on paper a number is whole.
    unit = "exact" if cell.unit == "plain" else cell.unit
    text = number_words(replace(cell, unit=unit), language)
    if not cell.tag:
        return text
    value = cell.value if cell.value is not None and math.isfinite(cell.value) else None
    tag = short_tag(cell.tag)
    unit = "gap_person" if cell.unit == "short_person" else cell.unit
    return Number(text, value, tag, unit, cell.estimate, cell.formula, cell.down)
