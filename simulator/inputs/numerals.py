"""Numbers that people wrote: read where the way of writing is clear, refused where it is not.

``1.234,5`` is Vietnamese, ``1,234.5`` English. A number shows how it was written where only one way
fits it; a lone group of three digits (``9.100``) fits both, and takes the way of its file. Where
people are counted such a number is whole: ``9.100`` cannot be nine and a tenth, so it shows that
its file separates thousands by points; ``9.000`` could be nine, and shows nothing.
"""

from __future__ import annotations

import math
import re
from enum import Enum

from simulator.errors import input_error
from simulator.text import Text


class Convention(Enum):
    """How a file writes numbers: by its mark of decimals."""

    POINT = "."
    COMMA = ","

    @property
    def groups(self) -> str:
        """Return the mark between thousands."""
        return "," if self is Convention.POINT else "."

    @property
    def words(self) -> Text:
        """Return an example in words."""
        if self is Convention.POINT:
            return Text("1,234.5 (kiểu Anh)", "1,234.5 (English)")
        return Text("1.234,5 (kiểu Việt Nam)", "1.234,5 (Vietnamese)")


_SPACES = re.compile("[ \u00a0\u2009\u202f]")
_SPACED = re.compile(r"-?\d{1,3}( \d{3})+([.,]\d+)?", re.ASCII)
_LONE = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+", re.ASCII)
_POINTED = re.compile(r"-?\d{1,200}\.(?:\d{1,2}|\d{4,200})", re.ASCII)
"""A decimal point and nothing else, as programs write: most cells that are not whole."""
_MOST_DIGITS = 200
"""Plain digits up to this many are a float for certain."""
_CLEAR = {
    convention: re.compile(
        rf"[+-]?(?:[1-9]\d{{0,2}}(?:{re.escape(convention.groups)}\d{{3}})+"
        rf"(?:{re.escape(convention.value)}\d+)?"
        rf"|\d*{re.escape(convention.value)}\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)",
        re.ASCII,
    )
    for convention in Convention
}
"""What a convention can have written, plain digits aside."""
_FACTORS = {
    **dict.fromkeys(("nghìn", "ngàn", "thousand"), 1e3),
    **dict.fromkeys(("triệu", "million"), 1e6),
}
"""Words of size -> factor."""
_SAID = re.compile(rf"(\S+)\s+({'|'.join(_FACTORS)})\b.*", re.IGNORECASE)
_SIZED = re.compile(rf"(\S+) ?({'|'.join(_FACTORS)})", re.IGNORECASE)
_PERCENT = re.compile(r"(.+?) ?%")


def plain(text: str) -> str:
    """Return a number without the spaces between thousands and with an ASCII minus."""
    tidy = _SPACES.sub(" ", text.strip()).replace("\u2212", "-")
    return tidy.replace(" ", "") if _SPACED.fullmatch(tidy) else tidy


def convention_shown(text: str, *, people: bool = False) -> Convention | None:
    """Return the only convention in which a text is a number; None where both or neither fit.

    Parameters
    ----------
    people : the number counts people, so that it is whole

    >>> convention_shown("1.234.567"), convention_shown("12.5"), convention_shown("9.100")
    (<Convention.COMMA: ','>, <Convention.POINT: '.'>, None)
    >>> convention_shown("9.100", people=True), convention_shown("9.000", people=True)
    (<Convention.COMMA: ','>, None)
    """
    if text.isdecimal():
        return None  # most are plain digits
    if _POINTED.fullmatch(text):
        return Convention.POINT
    tidy = plain(text)
    percent = _PERCENT.fullmatch(tidy)
    if percent and not people:
        tidy = percent[1]
    lone = _LONE.fullmatch(tidy)
    if lone is None:
        fit = [c for c in Convention if _CLEAR[c].fullmatch(tidy)]
        return fit[0] if len(fit) == 1 else None
    if people and not tidy.endswith("000"):
        return Convention.COMMA if lone[1] == "." else Convention.POINT
    return None


def number_in(text: str, convention: Convention, *, share: bool = False) -> float | None:
    """Return the number that a text states in a convention; None where it states none.

    Parameters
    ----------
    share : a percentage is read as a fraction

    >>> number_in("9.100", Convention.COMMA), number_in("9.100", Convention.POINT)
    (9100.0, 9.1)
    >>> number_in("25,5 %", Convention.COMMA, share=True), number_in("1.5", Convention.COMMA)
    (0.255, None)
    """
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return float(text)
    if convention is Convention.POINT and _POINTED.fullmatch(text):
        return float(text)
    tidy = plain(text)
    percent = _PERCENT.fullmatch(tidy) if share else None
    tidy = percent[1] if percent else tidy
    if not (_PLAIN.fullmatch(tidy) or _CLEAR[convention].fullmatch(tidy)):
        return None
    value = float(tidy.replace(convention.groups, "").replace(convention.value, "."))
    if not math.isfinite(value):
        return None
    return value / 100.0 if percent else value


def number_alone(text: str, *, people: bool = False) -> float | None:
    """Return a number that was typed by itself, with no file to show how; None where unclear.

    Parameters
    ----------
    people : the number counts people, so that ``9.100`` is clear

    >>> number_alone("1.500"), number_alone("1.234.567"), number_alone("12,5"), number_alone("50")
    (None, 1234567.0, 12.5, 50.0)
    """
    shown = convention_shown(text, people=people)
    if shown is not None and people:
        return number_in(text, shown)
    if _LONE.fullmatch(plain(text)):
        return None
    readings = {number_in(text, convention) for convention in Convention} - {None}
    return readings.pop() if len(readings) == 1 else None


def read_alone(text: str, key: str, *, people: bool = False) -> float:
    """Return a number that was typed by itself, such as an option or a field of the page.

    Parameters
    ----------
    key : option or field, for what is wrong
    people : the number counts people

    Raises
    ------
    InputError
        where it is no number, or could be two.
    """
    value = number_alone(text, people=people)
    if value is not None:
        return value
    vi, en = hint_of_number(text, people=people, alone=True)
    if _LONE.fullmatch(plain(text)):
        raise input_error(
            f"{text!r} có thể là hai số{vi}", f"{text!r} could be two numbers{en}", key=key
        )
    raise input_error(f"{text!r} không phải là số{vi}", f"{text!r} is not a number{en}", key=key)


def read_typed(text: str, convention: Convention, *, people: bool = False) -> float:
    """Return a number that was typed into a field, read the way of the page's language.

    Another clear way of writing is taken too; what could be two numbers is refused.

    Parameters
    ----------
    people : the number counts people, so that ``9.100`` is clear

    Raises
    ------
    InputError
        where it is no number, or could be two.

    >>> [read_typed(text, Convention.COMMA) for text in ("28,5", "28.5", "1.500", "1.234,5")]
    [28.5, 28.5, 1500.0, 1234.5]
    >>> read_typed("1.500,5", Convention.POINT)
    1500.5
    """
    value = number_in(text, convention)
    if value is None or is_lone_group(text, convention):
        return read_alone(text, "", people=people)
    return value


def with_size(text: str, convention: Convention) -> tuple[str, float]:
    """Return a number without the word of size behind it, and the factor that the word stands for.

    >>> with_size("12,5 nghìn", Convention.COMMA), with_size("1.05 Million", Convention.POINT)
    (('12,5', 1000.0), ('1.05', 1000000.0))
    >>> with_size("12.500", Convention.COMMA), with_size("nghìn", Convention.COMMA)
    (('12.500', 1.0), ('nghìn', 1.0))
    """
    said = _SIZED.fullmatch(plain(text))
    if said is None or number_in(said[1], convention) is None:
        return text, 1.0
    return said[1], _FACTORS[said[2].lower()]


def is_lone_group(text: str, convention: Convention) -> bool:
    """Return whether a convention reads a decimal where the other has a thousand.

    >>> is_lone_group("12.000", Convention.POINT), is_lone_group("12.000", Convention.COMMA)
    (True, False)
    """
    lone = _LONE.fullmatch(plain(text))
    return lone is not None and lone[1] == convention.value


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def hint_of_number(text: str, *, people: bool = False, alone: bool = False) -> tuple[str, str]:
    """Return how to write what looks like a number, in both languages; nothing for other text.

    Parameters
    ----------
    alone : it is to be typed by itself, where each language may write its own decimals

    >>> hint_of_number("12,815 nghìn người")[1]
    ' (write 12815000 or 12815)'
    >>> hint_of_number("1,500", alone=True)[0], hint_of_number("1,234", alone=True)[0]
    (' (viết 1500 hoặc 1,5)', ' (viết 1234 hoặc 1,2340)')
    >>> hint_of_number("0,25")[1], hint_of_number("20 %")[1], hint_of_number("9.100")[1]
    (' (write 0.25)', ' (write 0.2)', ' (write 9100 or 9.1)')
    """
    said = _SAID.fullmatch(plain(text))
    factor = _FACTORS[said[2].lower()] if said else 1.0
    bare = said[1] if said else text
    found = {_scaled(number_in(bare, c, share=not people), factor) for c in Convention}
    readings = sorted((value for value in found if value is not None), reverse=True)
    words = [f"{value:.10g}" for value in readings if not people or value == int(value)]
    if not words:
        return "", ""
    if alone:
        # Three decimals could be a thousand again.
        words = [f"{one}0" if _LONE.fullmatch(one) else one for one in words]
    told = [one.replace(".", ",") for one in words] if alone else words
    return f" (viết {' hoặc '.join(told)})", f" (write {' or '.join(words)})"
