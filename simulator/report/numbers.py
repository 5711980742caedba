"""Numbers as people read them: 1.234.567,8 in Vietnamese, 1,234,567.8 in English."""

from __future__ import annotations

import math

from simulator.rounding import numeral, rounded
from simulator.text import Text

MISSING = "–"
MINUS = "−"


def format_number(value: float, decimals: int = 0, language: str = "vi") -> str:
    """Return a number with separators of thousands; a dash where it is not known.

    >>> format_number(1234567.84, 1), format_number(-0.04, 1), format_number(float("nan"))
    ('1.234.567,8', '0,0', '–')
    >>> format_number(-1234.5, 1, "en"), format_number(12.5)
    ('−1,234.5', '13')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    words = numeral(abs(value), decimals).in_(language)
    negative = value < 0 and any(c in "123456789" for c in words)
    return MINUS + words if negative else words


def format_plain(value: float, language: str = "vi") -> str:
    """Return a number of unknown unit with four significant digits.

    >>> format_plain(0.0147787), format_plain(50000.0), format_plain(0.72, "en"), format_plain(1.0)
    ('0,01478', '50.000', '0.72', '1')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    words = f"{value:.4g}"
    decimals = 0 if "e+" in words else len(f"{float(words):.12f}".rstrip("0").partition(".")[2])
    return format_number(value, decimals, language)


def format_exact(value: float, language: str = "vi") -> str:
    """Return a whole number as it is, another with four significant digits.

    >>> format_exact(0.0500), format_exact(12847600.0), format_exact(1 / 3), format_exact(0.937859)
    ('0,05', '12.847.600', '0,3333', '0,9379')
    """
    whole = abs(value) >= 1000 or abs(round(value) - value) < 1e-9
    return format_number(value, 0, language) if whole else format_plain(value, language)


def format_stated(value: float, language: str = "vi") -> str:
    """Return a number as a file states it, with four decimals at most; whole from 1,000 on.

    >>> format_stated(0.25), format_stated(4.0), format_stated(12345.6)
    ('0,25', '4', '12.346')
    """
    if abs(value) >= 1000:
        return format_number(value, 0, language)
    words = format_number(value, 4, language)
    return words.rstrip("0").rstrip(",.") if "," in words or "." in words else words


def format_stated_share(value: float, language: str = "vi") -> str:
    """Return a share that a file states as a percentage, with four significant digits.

    >>> format_stated_share(0.22), format_stated_share(0.0055), format_stated_share(0.326, "en")
    ('22 %', '0,55 %', '32.6%')
    """
    return f"{format_plain(100 * value, language)}{' %' if language == 'vi' else '%'}"


def format_share(value: float, language: str = "vi", decimals: int = 1) -> str:
    """Return a share as a percentage.

    >>> format_share(0.4567), format_share(0.4567, "en")
    ('45,7 %', '45.7%')
    """
    words = format_number(100 * value, decimals, language)
    if words == MISSING:
        return words
    return f"{words} %" if language == "vi" else f"{words}%"


def format_level(level: float, percent: bool, language: str = "vi") -> str:
    """Return the level of a lever, as a percentage where people read it so.

    >>> format_level(1.0, True), format_level(0.725, True), format_level(-2.5, False)
    ('100 %', '72,5 %', '−2,5')
    """
    if not percent:
        return format_plain(level, language)
    whole = abs(100 * level - round(100 * level)) < 0.05
    return format_share(level, language, 0 if whole else 1)


def format_level_points(points: float, language: str = "vi") -> str:
    """Return the level of a lever that changes a share, in percentage points.

    >>> format_level_points(-2.0), format_level_points(0.5, "en"), format_level_points(1.0, "en")
    ('−2 điểm %', '+0.5 points', '+1 point')
    """
    decimals = 0 if abs(points - round(points)) < 0.05 else 1
    words = format_signed(points, decimals, language)
    one = words in ("+1", MINUS + "1")
    return f"{words} {_POINT.in_(language) if one else _POINTS.in_(language)}"


_POINT, _POINTS = Text("điểm %", "point"), Text("điểm %", "points")


def format_range(low: str, high: str, language: str) -> str:
    """Return the range between two numbers that are words already; an end may be missing.

    >>> format_range("26,0 %", "41,4 %", "vi"), format_range("2,4", MISSING, "vi")
    ('26,0 % – 41,4 %', 'từ 2,4')
    """
    if low == high == MISSING:
        return MISSING
    if high == MISSING:
        return f"{_FROM.in_(language)} {low}"
    return f"{_UP_TO.in_(language)} {high}" if low == MISSING else f"{low} – {high}"


_FROM, _UP_TO = Text("từ", "from"), Text("đến", "up to")


def format_chance(value: float, language: str = "vi") -> str:
    """Return a chance from draws, never as certain as 0 or 100 %.

    >>> format_chance(0.0), format_chance(0.62, "en"), format_chance(1.0)
    ('dưới 1 %', '62%', 'trên 99 %')
    """
    if not math.isfinite(value):
        return MISSING
    if value < 0.01:
        return "dưới 1 %" if language == "vi" else "below 1%"
    if value > 0.99:
        return "trên 99 %" if language == "vi" else "above 99%"
    return format_share(value, language, 0)


def format_points(
    value: float, language: str = "vi", decimals: int = 1, signed: bool = True
) -> str:
    """Return percentage points, with a sign.

    >>> format_points(-29.04), format_points(3.0, "en")
    ('−29,0', '+3.0')
    """
    return (
        format_signed(value, decimals, language)
        if signed
        else format_number(value, decimals, language)
    )


def format_signed(value: float, decimals: int = 0, language: str = "vi") -> str:
    """Return a number with its sign.

    >>> format_signed(1200), format_signed(0)
    ('+1.200', '0')
    """
    words = format_number(value, decimals, language)
    positive = words != MISSING and value > 0 and any(c in "123456789" for c in words)
    return f"+{words}" if positive else words


DECIMALS = {
    **dict.fromkeys(("person", "job", "person_year", "gap_person", "whole_share"), 0),
    "million_vnd_month": 3,
}
"""Unit -> decimals; one where nothing is said."""


def shown_difference(value: float, other: float, unit: str, language: str = "vi") -> str:
    """Return the difference of two values as they are shown, so that readers find the same.

    >>> shown_difference(0.0494, 0.0404, "share"), shown_difference(0.0450, 0.0444, "share")
    ('+0,9', '+0,1')
    """
    if unit == "share":
        points = rounded(100.0 * value, 1) - rounded(100.0 * other, 1)
        return format_points(points, language)
    decimals = DECIMALS.get(unit, 1)
    return format_signed(rounded(value, decimals) - rounded(other, decimals), decimals, language)
