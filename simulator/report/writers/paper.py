"""What Word, PDF and Excel have in common: cells as printed words, numbers tied to their unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from simulator.report.document import Block, Cell, Number, Paragraph, Table, cells_of
from simulator.report.profile import Profile
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


PAGE_MM = (210.0, 297.0)
_MM_A_POINT = 25.4 / 72.0
_PADDING_MM = 2.4
"""Left and right of what stands in a cell, with its lines."""
_NARROW, _WIDE = frozenset(".,:;'|!()[]–- \u00a0ijlt"), frozenset("%mwMW—")
_EM = {"narrow": 0.33, "wide": 0.84, "capital": 0.7, "other": 0.5}
"""Widths of letters of a Times, in ems."""
_BOLD = 1.08


def widths_mm(table: Table, profile: Profile, language: str, *, landscape: bool) -> list[float]:
    """Return the widths of a table's columns: as it asks, but no word wider than its column.

    What narrow columns need is taken from the others, as each has room to spare.
    """
    margins = profile.margins_mm
    room = PAGE_MM[landscape] - margins["left"] - margins["right"]
    asked = [room * share / sum(table.shares) for share in table.shares]
    columns = zip(*(table.head, *table.rows), strict=True)
    least = [
        _PADDING_MM
        + profile.table_pt
        * _MM_A_POINT
        * max(_longest(cell, language) * (1.0 if i else _BOLD) for i, cell in enumerate(column))
        for column in columns
    ]
    spare = [max(0.0, have - need) for have, need in zip(asked, least, strict=True)]
    lacking = sum(max(0.0, need - have) for have, need in zip(asked, least, strict=True))
    taken = min(1.0, lacking / sum(spare)) if lacking else 0.0
    return [
        max(have, need) - taken * more for have, need, more in zip(asked, least, spare, strict=True)
    ]


def _longest(cell: Cell, language: str) -> float:
    """Return the length of the longest word of a cell, with the mark of an estimate [em]."""
    words = bound(shown(cell, language))
    if isinstance(cell, Number) and cell.tag and cell.estimate:
        words += f"\u00a0{ESTIMATE_MARK.in_(language)}"
    return max((sum(map(_em, word)) for word in words.split(" ")), default=0.0)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return _EM["narrow"]
    return _EM["wide" if letter in _WIDE else "capital" if letter.isupper() else "other"]


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
