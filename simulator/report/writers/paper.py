"""What Word, PDF and Excel have in common: cells as printed words, numbers tied to their unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from simulator.report.document import Block, Cell, Number, Paragraph, cells_of
from simulator.report.writers.words import cell_words, number_words
from simulator.text import Text, bound

FONT_FOLDER = Path(__file__).parent.parent / "fonts"
ATTACHED_PT = 13.0
"""Size of the line that says what an appendix is attached to."""
KEPT_WHOLE = 16
"""Rows of a table up to which it is not split between pages."""
_FEW_NOTES = 3
"""Notes up to which all that stand below a table stay with it; of more, the first alone."""
ESTIMATE_MARK = Text("(ư)", "(e)")
ORIGIN = Text("Nguồn gốc của các con số", "Where the numbers come from")
"""Heading of the last page."""


def shown(cell: Cell, language: str) -> str:
    """Return a cell as paper shows it; a traced number is bound to its unit."""
    if not isinstance(cell, Number):
        return cell_words(cell, language)
    # Four significant digits are for what is typed at a keyboard; on paper a number is whole.
    unit = "exact" if cell.unit == "plain" else cell.unit
    words = number_words(replace(cell, unit=unit), language)
    return bound(words) if cell.tag else words


def pieces(paragraph: Paragraph, language: str) -> list[str | Number]:
    """Return a paragraph as texts and traced numbers, texts of one part that touch as one."""
    found: list[str | Number] = []
    for part in paragraph.parts:
        start = len(found)
        for piece in cells_of(Paragraph((part,)), language):
            if isinstance(piece, Number) and piece.tag:
                found.append(piece)
            elif len(found) > start and isinstance(found[-1], str):
                found[-1] += shown(piece, language)
            else:
                found.append(shown(piece, language))
    return found


def kept_below(blocks: Sequence[Block], at: int) -> int:
    """Return how many notes below a table stand on the page of its end.

    >>> from simulator.report.document import Table
    >>> said = Paragraph(("a",), "note")
    >>> kept_below([Table("", (), ()), said, said, Paragraph(("b",))], 0)
    2
    """
    notes = notes_below(blocks, at)
    return notes if notes <= _FEW_NOTES else 1


def notes_below(blocks: Sequence[Block], at: int) -> int:
    """Return how many notes stand below a block, one after another."""
    run = takewhile(lambda b: isinstance(b, Paragraph) and b.style == "note", blocks[at + 1 :])
    return len(list(run))


def heading(number: str) -> Text:
    """Return what an appendix of a number is called."""
    return Text(f"Phụ lục {number}", f"Appendix {number}")
