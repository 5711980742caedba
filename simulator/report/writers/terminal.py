"""A section as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.report.document import Block, Cell, Number, Paragraph, Section, Table
from simulator.report.writers.words import cell_words, change_words, number_words

_RANGES = " [{}; {}]"


def write(section: Section, language: str) -> str:
    """Return a section as lines: its title, its tables in columns, its remarks below."""
    told = cell_words(section.title, language, _RANGES)
    remark = False
    for block in section.blocks:
        words = _block(block, language)
        close = remark and isinstance(block, Paragraph)  # remarks stand close together
        told += ("\n" if close else "\n\n") * bool(told and words) + words
        remark = isinstance(block, Paragraph)
    return told


def _block(block: Block, language: str) -> str:
    if isinstance(block, Paragraph):
        return "".join(cell_words(part, language, _RANGES) for part in block.parts)
    shown = block if isinstance(block, Table) else block.of
    return _table(shown, language) if shown.rows else ""


def _table(block: Table, language: str) -> str:
    rows = [[cell_words(cell, language) for cell in block.head]]
    rows += [[_cell(cell, language) for cell in row] for row in block.rows]
    right = [block.is_numeric(column) for column in range(len(block.head))]
    above = [cell_words(words, language, _RANGES) for words in (block.caption, block.unit)]
    return "\n".join([*(words for words in above if words), columns(rows, right)])


def _cell(cell: Cell, language: str) -> str:
    """Return a cell; the chance and the change of a number stand behind its range."""
    if not isinstance(cell, Number):
        return cell_words(cell, language, _RANGES)
    if cell.unit.startswith("gap_"):  # a table of many signs: below zero the target is passed
        cell = replace(cell, unit={"gap_point": "signed_point"}.get(cell.unit, "person"))
    words = cell_words(cell, language, _RANGES)
    if cell.chance is not None:
        words += f" p {number_words(Number(cell.chance, 'chance'), language)}"
        if cell.chances is not None:
            ends = (number_words(Number(end, "chance"), language) for end in cell.chances)
            words += f" [{'; '.join(ends)}]"
    return words + (f" ({change_words(cell, language)})" if cell.beside is not None else "")


def columns(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    """Return rows in columns as wide as their widest cell.

    >>> print(columns([["", "2025"], ["BHXH", "1.234"]], [False, True]))
           2025
    BHXH  1.234
    """
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(widths[i]) if right[i] else cell.ljust(widths[i])
            for i, cell in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
