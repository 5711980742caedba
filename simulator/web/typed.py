"""Numbers as people type them into the page, every field by the same reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.errors import InputError, Problem, input_error
from simulator.inputs.numerals import Convention, read_typed, with_size
from simulator.inputs.scenario import SHAPES
from simulator.levers import Lever
from simulator.report.numbers import format_number
from simulator.text import NOTHING, Text, joined, visible

MOST_RAMP = 10.0
LAST_START = 2050
LONGEST = 40
"""Characters of a field that are read."""
BILLIONS = ("tỷ đồng", "tỉ đồng", "tỷ", "tỉ", "billion VND", "billion", "bn VND", "bn")
PEOPLE = ("người", "people", "persons")
YEARS = ("năm", "years", "year")
"""How people write the unit of a field behind its number, which then may stand there."""


def convention_of(language: str) -> Convention:
    """Return how the page of a language writes numbers."""
    return Convention.COMMA if language == "vi" else Convention.POINT


def number_typed(
    text: str, language: str, *, units: Iterable[str] = (), people: bool = False
) -> float:
    """Return the number that a field holds.

    Parameters
    ----------
    units : of which one may stand behind the number, and a word of size before it
    people : the number counts people

    Raises
    ------
    InputError
        where it is no number, or could be two.

    >>> number_typed("28,5", "vi"), number_typed("1.500", "vi"), number_typed("1,500", "en")
    (28.5, 1500.0, 1500.0)
    >>> [number_typed(text, "vi", units=BILLIONS) for text in ("1,5 nghìn tỷ", "80 tỷ đồng")]
    [1500.0, 80.0]
    """
    stated = visible(text).strip()[:LONGEST]
    if not stated:
        raise input_error("cần một số", "a number is needed")
    convention, listed = convention_of(language), tuple(units)
    bare = without_unit(stated, listed)
    # In a field of billions "500 triệu" alone may be million of VND; of people it cannot.
    clear = people or bare != stated
    sized, factor = with_size(bare, convention) if clear else (bare, 1.0)
    # A size makes a whole number of people out of one with decimals.
    return factor * read_typed(sized, convention, people=people and factor == 1.0)


def without_unit(text: str, units: Iterable[str]) -> str:
    """Return a text without the unit behind its number.

    >>> [without_unit(text, BILLIONS) for text in ("1,5 tỷ", "2.236,9 Tỷ đồng ", "tỷ")]
    ['1,5', '2.236,9', 'tỷ']
    """
    stated = text.strip()
    ends = (unit for unit in units if stated.lower().endswith(unit.lower()))
    return next((stated[: -len(end)].strip() for end in ends if len(end) < len(stated)), stated)


def number_between(
    text: str,
    low: float,
    high: float,
    language: str,
    *,
    percent: bool = False,
    units: Iterable[str] = (),
) -> float:
    """Return a typed number within bounds.

    Parameters
    ----------
    percent : the field is in per cent, with or without its sign; a share is returned. A number of
        one or less without the sign could be a fraction of one, as files have it, and is refused
        where both lie within bounds
    units : of which one may stand behind the number, and a word of size before it

    Raises
    ------
    InputError
        where it is no number, could be two, or lies outside.

    >>> [number_between(text, 0, 1, "vi", percent=True) for text in ("37,5 %", "22,5", "0,8 %")]
    [0.375, 0.225, 0.008]
    >>> number_between("0,8", 0, 0.1, "vi", percent=True), number_between("0,5", 0, 10, "vi")
    (0.008, 0.5)
    """
    scale = 100.0 if percent else 1.0
    bare = text.strip().removesuffix("%") if percent else text
    value = number_typed(bare, language, units=units) / scale
    if percent and bare == text.strip():
        _refuse_a_fraction(bare, value, low, high)
    if not low <= value <= high:
        ends = [[exact(end * scale, lang) for end in (low, high)] for lang in ("vi", "en")]
        unit = Text(" %", "%") if percent else NOTHING
        raise input_error(
            f"{text.strip()[:LONGEST]}: cần từ {ends[0][0]} đến {ends[0][1]}{unit.vi}",
            f"{text.strip()[:LONGEST]}: give {ends[1][0]} to {ends[1][1]}{unit.en}",
        )
    return value


def _refuse_a_fraction(bare: str, share: float, low: float, high: float) -> None:
    """Refuse a number in per cent without its sign that could be a share within bounds as well."""
    fraction = 100.0 * share
    if 0.0 < abs(fraction) <= 1.0 and all(low <= v <= high for v in (share, fraction)):
        vi, en = ([exact(100.0 * v, lang) for v in (fraction, share)] for lang in ("vi", "en"))
        raise input_error(
            f"{bare[:LONGEST]} có thể hiểu theo hai cách: hãy viết {vi[0]} % hoặc {vi[1]} %",
            f"{bare[:LONGEST]} could be two numbers: write {en[0]}% or {en[1]}%",
        )


def year_between(text: str, low: int, high: int) -> int:
    """Return a typed year within bounds, written without separators.

    Raises
    ------
    InputError
        where it is no whole year within bounds.
    """
    stated = visible(text).strip()[:LONGEST]
    if not (stated.isascii() and stated.isdecimal() and low <= int(stated) <= high):
        raise input_error(
            f"{stated}: cần năm từ {low} đến {high}", f"{stated}: give a year {low} to {high}"
        )
    return int(stated)


class Fields:
    """The fields of a form, read one after another; what is wrong with them is told at once.

    >>> fields = Fields("vi")
    >>> fields.read(Text("Số dự án", "Projects"), "2", number_typed)
    2.0
    >>> fields.settle()
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.problems: list[Problem] = []

    def read(
        self,
        called: Text,
        text: str,
        reader: Callable[[str, str], float],
        hint: Text = NOTHING,
    ) -> float | None:
        """Return what a field holds; None where it is empty, or cannot be read.

        Parameters
        ----------
        called : the field's name
        reader : of text and language
        hint : said behind what is wrong
        """
        if not text.strip():
            return None
        try:
            return reader(text, self.language)
        except InputError as error:
            self.refuse(called, joined([words_of(error), hint], "; "))
            return None

    def refuse(self, called: Text, words: Text) -> None:
        """Note what is wrong with a field."""
        self.problems.append(Problem("", 0, 0, "", words, called=called))

    def settle(self) -> None:
        """Go on if nothing was wrong.

        Raises
        ------
        InputError
            with all that was.
        """
        if self.problems:
            raise InputError(self.problems)


def lever_field(
    lever: Lever, field: str, text: str, years: tuple[int, int], language: str
) -> float | int | str | None:
    """Return what was typed into a field of a lever; None where an end was taken away.

    Parameters
    ----------
    field : "level.CLASS", "start", "until", "ramp_years" or "shape"
    years : first and last year that the field takes

    Raises
    ------
    InputError
        where it cannot be read, or lies outside of what the field takes.
    """
    if field.startswith("level."):
        return number_between(text, lever.low, lever.high, language, percent=lever.percent)
    if field == "shape":
        return text if text in SHAPES else None
    if field == "ramp_years":
        return number_between(text, 0.0, MOST_RAMP, language, units=YEARS)
    if field == "until" and not text.strip():
        return None
    return year_between(text, *years)


def exact(value: float, language: str) -> str:
    """Return a number with all of its digits, up to six decimals.

    >>> exact(57385.0, "vi"), exact(0.125, "en")
    ('57.385', '0.125')
    """
    decimals = next((d for d in range(6) if abs(value - round(value, d)) < 1e-9), 6)
    return format_number(value, decimals, language)


def words_of(error: InputError) -> Text:
    """Return the first thing that is wrong with a field."""
    return error.problems[0].text
