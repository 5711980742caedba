"""What Word, PDF and Excel have in common: cells as printed words, numbers tied to their unit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.report.document import Cell, Number, Paragraph, cells_of
from simulator.report.writers.words import cell_words, number_words
from simulator.text import Text, bound

FONT_FOLDER = Path(__file__).parent.parent / "fonts"
ATTACHED_PT = 13.0
"""Size of the line that says what an appendix is attached to."""
KEPT_WHOLE = 16
"""Rows of a table up to which it is not split between pages."""
ESTIMATE_MARK = "(ư)"
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


def heading(number: str) -> Text:
    """Return what an appendix of a number is called."""
    return Text(f"Phụ lục {number}", f"Appendix {number}")
