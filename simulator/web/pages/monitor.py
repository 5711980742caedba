"""Monitor the year: monthly figures against the seasonal path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from simulator.analysis.programme.monitor import Actual, actuals_in, monitor, planned
from simulator.errors import InputError, Problem, input_error
from simulator.indicators import INDICATORS
from simulator.inputs.figures import Figure, Status
from simulator.inputs.region import Region
from simulator.inputs.text_files import decode
from simulator.inputs.updates import doubts
from simulator.report.numbers import format_number
from simulator.report.results import monitor as result
from simulator.schemes import SERIES
from simulator.text import Text
from simulator.web import draw
from simulator.web.choice import scenario_of
from simulator.web.escape import as_text
from simulator.web.payload import titled
from simulator.web.plain_table import HEADINGS, headings, line_in
from simulator.web.runs import FOUND, fingerprint, region_called
from simulator.web.session import Visitor
from simulator.web.typed import Fields
from simulator.web.typed_counts import people_typed
from simulator.web.watched import MONTH, MOST_CHARACTERS, TABLE, YEAR, key_of, years_of
from simulator.web.wide_table import unfolded

_Typed = tuple[tuple[int, int], dict[str, str]]
"""Year and month, and the counts of series as they were typed."""
_MANY = Text("Nhiều tháng một lúc: dán bảng từ Excel", "Many months at once: paste from Excel")


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    region = region_called(known.state.region)
    columns = st.columns([3, 1, 1, 2])
    scenario = titled(scenario_of(known, "monitor", columns[0]))
    draw.remark(_NOTE, language)
    month, typed = _one_month(known, region, columns[1], columns[2])
    with st.expander(_MANY.in_(language)):
        text = st.text_area(
            as_text(_columns_wanted(language)),
            placeholder=_example(region, language),
            max_chars=MOST_CHARACTERS,
            key=known.kept(key_of(region, TABLE), ""),
        )
    try:
        actuals = [
            *_checked(counts_of(region, month, typed, language), region),
            *_pasted(text, region),
        ]
        _refuse_two_counts(actuals)
        readings = monitor(region, scenario, actuals) if actuals else []
    except InputError as error:
        for problem in error.problems:
            st.error(as_text(line_in(problem, language)))
        return
    if readings:
        found = result.section(region, scenario, actuals, readings)
        draw.section(found, language)
        draw.aloud(draw.spoken(found, language), language)
    elif month[0] > region.base_year:
        plan = FOUND.get(
            ("watched", region.code, fingerprint(scenario), month),
            lambda: planned(region, scenario, *month),
        )
        for block in result.expected(plan, *month):
            draw.block(block, language)


def _one_month(known: Visitor, region: Region, at_year: Any, at_month: Any) -> _Typed:  # noqa: ANN401
    """Draw the fields for the counts of one month; return year, month and what was filled in."""
    language = known.language
    years, label = years_of(region), HEADINGS["year"].in_(language).capitalize()
    usual = latest_month(region)
    year = at_year.selectbox(as_text(label), years, key=known.kept(key_of(region, YEAR), usual[0]))
    label = HEADINGS["month"].in_(language).capitalize()
    month = at_month.selectbox(
        as_text(label), range(1, 13), key=known.kept(key_of(region, MONTH), usual[1])
    )
    people = Text(" (người)", " (people)").in_(language)
    typed: dict[str, str] = {}
    for column, name in zip(st.columns(len(SERIES)), SERIES, strict=True):
        text = column.text_input(
            as_text(INDICATORS[name].label.in_(language) + people),
            max_chars=30,
            placeholder=Text("số của tháng", "count of the month").in_(language),
            key=known.kept_number(key_of(region, name), ""),
        )
        if text.strip():
            typed[name] = text
    return (year, month), typed


def latest_month(region: Region) -> tuple[int, int]:
    """Return year and month of the last count that is likely to be there: of the month before."""
    day = region.law.compiled
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    years = years_of(region)
    return min(max(year, years[0]), years[-1]), month


def counts_of(
    region: Region, month: tuple[int, int], typed: Mapping[str, str], language: str
) -> list[Figure]:
    """Return the counts of one month as they were typed in.

    Parameters
    ----------
    month : year and month
    typed : series -> people as typed

    Raises
    ------
    InputError
        with every field that is no whole number of people above 0.
    """
    fields = Fields(language)
    read = [
        (name, fields.read(INDICATORS[name].label, text, people_typed))
        for name, text in typed.items()
    ]
    fields.settle()
    return [
        Figure(region.code, *month, name, people, "person", Status.RECALLED, "")
        for name, people in read
        if people is not None
    ]


def _checked(typed: list[Figure], region: Region) -> list[Actual]:
    """Return counts that were typed in, held against the pack like those of a table.

    Raises
    ------
    InputError
        with every count that cannot be meant.
    """
    others = {(f.year, f.month, f.indicator): f for f in typed}
    # UI above compulsory insurance is a doubt of both; one is told.
    problems = {
        words: Problem("", 0, 0, "value", words)
        for figure in typed
        for words in doubts(figure, others, region)
    }
    if problems:
        raise InputError(list(problems.values()))
    return [Actual(f.year, f.month, f.indicator, f.value) for f in typed]


def _pasted(text: str, region: Region) -> list[Actual]:
    """Return the counts of a table that was pasted, a row a count or a row a month.

    Raises
    ------
    InputError
        with what is wrong, by the lines that were pasted.
    """
    text = decode(text[:MOST_CHARACTERS].encode(), "")
    if not text.strip():
        return []
    long, lines = unfolded(text)
    try:
        return actuals_in(long, "", region)
    except InputError as error:
        at = dict(enumerate(lines, start=1))
        problems = [replace(p, line=at.get(p.line, p.line)) for p in error.problems]
        raise InputError(problems) from None


def _refuse_two_counts(actuals: list[Actual]) -> None:
    """Refuse a month that was typed in and pasted with another count."""
    known: dict[tuple[int, int, str], float] = {}
    for a in actuals:
        other = known.setdefault((a.year, a.month, a.indicator), a.value)
        if other != a.value:
            name = INDICATORS[a.indicator].label
            raise input_error(
                f"{name.vi} {a.month}/{a.year}: ô trên ghi {_people(other, 'vi')}, bảng dán ghi "
                f"{_people(a.value, 'vi')}",
                f"{name.en} {a.month}/{a.year}: {_people(other, 'en')} typed in, "
                f"{_people(a.value, 'en')} pasted",
                key="value",
            )


def _people(value: float, language: str) -> str:
    return format_number(value, 0, language)


def _columns_wanted(language: str) -> str:
    names = "; ".join(INDICATORS[name].label.in_(language) for name in SERIES)
    return Text(
        f"Các cột: {headings('vi')}, kể cả dòng tiêu đề; hoặc mỗi tháng một dòng, mỗi chỉ tiêu một "
        f"cột. Chỉ tiêu: {names}",
        f"Columns: {headings('en')}, with their heads; or a row a month, a column an indicator. "
        f"Indicators: {names}",
    ).in_(language)


def _example(region: Region, language: str) -> str:
    label = INDICATORS["voluntary_si"].label.in_(language)
    head = ";".join(text.in_(language) for text in HEADINGS.values())
    return f"{head}\n{region.base_year + 1};6;{label};9100"


_NOTE = Text(
    "So số liệu tháng với đường mùa vụ: số tham gia đầu năm thường thấp hơn tháng 12 trước "
    "(tỷ số từng tháng: trang Giả định, nguồn), nên không so số của một tháng với số tháng "
    "12. Khả năng đạt dưới 50 % là có nguy cơ, dưới 20 % là chậm. Trong ngoặc và dòng nhỏ "
    "dưới một số: khoảng 80 %.",
    "Compares a month's count with the seasonal path: early in the year counts usually stand below "
    "the December before (ratios by month: see Assumptions, sources), so months are not compared "
    "with Decembers. A chance below 50% is at risk, below 20% off. In brackets, and "
    "in small lines: 80% range.",
)
