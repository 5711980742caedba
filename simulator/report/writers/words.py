"""Cells in words: what all the forms have in common."""

from __future__ import annotations

from collections.abc import Callable

from simulator.report.document import Cell, Chart, Number, Sentence
from simulator.report.numbers import (
    DECIMALS,
    MISSING,
    format_chance,
    format_exact,
    format_level,
    format_level_points,
    format_number,
    format_plain,
    format_range,
    format_share,
    format_signed,
    format_stated,
    format_stated_share,
    shown_difference,
)
from simulator.text import Text

BEYOND = Text("vượt", "beyond by")
_SHORT_OF = Text("còn thiếu", "short by")
_SHORT = Text("thiếu", "short by")


def _year(value: float, _: str) -> str:
    """Return a year, which has no separator of thousands."""
    return f"{value:.0f}"


_OF_THEIR_OWN: dict[str, Callable[[float, str], str]] = {
    "chance": format_chance,
    "plain": format_plain,
    "exact": format_exact,
    "stated": format_stated,
    "stated_share": format_stated_share,
    "level": lambda value, language: format_level(value, True, language),
    "year": _year,
    "level_points": format_level_points,
}


def number_words(number: Number, language: str) -> str:
    """Return a number as people write it, without its range; a dash where it is not known.

    >>> number_words(Number(0.4567, "share"), "vi"), number_words(Number(-12.4, "gap_person"), "en")
    ('45,7 %', 'beyond by 12')
    """
    if number.words is not None:
        return number.words.in_(language)
    value = number.value
    if value is None:
        return MISSING
    if number.unit in _OF_THEIR_OWN:
        return _OF_THEIR_OWN[number.unit](value, language)
    decimals = number.decimals
    if decimals is None:
        decimals = DECIMALS.get(number.unit, 1)
    if number.unit.endswith("share"):
        words = format_share(value, language, decimals)
        return f"+{words}" if number.signed and value > 0 else words
    if number.unit.startswith("gap_") and value < 0:
        return f"{BEYOND.in_(language)} {format_number(-value, decimals, language)}"
    if number.unit == "short_person":
        return f"{_SHORT_OF.in_(language)} {format_number(value, 0, language)}"
    shown = format_signed if number.signed or number.unit == "signed_point" else format_number
    return shown(value, decimals, language)


def target_words(chart: Chart, height: float, language: str) -> str:
    """Return what stands beside a target of a chart: a share as stated; on a curve, its chance."""
    unit = "chance" if chart.kind == "curve" else "stated_share"
    return number_words(Number(height / 100.0, unit), language)


def ends(number: Number, language: str) -> tuple[str, str]:
    """Return the ends of a range in words; of a gap that may be passed each says which it is.

    >>> ends(Number(-4.2, "gap_point", -14.0, 1.9), "en")
    ('beyond by 14.0', 'short by 1.9')
    """
    low, high = (number_words(number.end(end), language) for end in ("low", "high"))
    if number.unit.startswith("gap_") and (number.low or 0.0) < 0.0 < (number.high or 0.0):
        high = f"{_SHORT.in_(language)} {high}"
    return low, high


def range_words(number: Number, language: str) -> str:
    """Return the range of a number in words; an end may be missing."""
    return format_range(*ends(number, language), language)


def change_words(number: Number, language: str) -> str:
    """Return the difference of the digits shown from what the number is compared with, or ""."""
    if number.beside is None or number.value is None:
        return ""
    beyond = number.unit.startswith("gap_") and number.value < 0
    unit = number.unit.replace("gap_", "").replace("signed_", "")
    pair = (number.beside, number.value) if beyond else (number.value, number.beside)
    return shown_difference(*pair, unit, language)


def cell_words(cell: Cell, language: str, ranges: str = " ({} – {})") -> str:
    """Return a cell in running text.

    Parameters
    ----------
    ranges : what follows a number that has a range

    >>> cell_words(Number(1.0, "person", 0.0, 2.0), "vi")
    '1 (0 – 2)'
    """
    if isinstance(cell, Sentence):
        return "".join(cell_words(piece, language, ranges) for piece in cell.pieces(language))
    if not isinstance(cell, Number):
        return cell if isinstance(cell, str) else cell.in_(language)
    words = number_words(cell, language)
    if cell.ranged and words != MISSING and ends(cell, language) != (MISSING, MISSING):
        words += ranges.format(*ends(cell, language))
    return words
