"""Monitor the year: monthly figures against the seasonal path."""

from __future__ import annotations

from typing import Any

import streamlit as st

from simulator.analysis.monitor import SERIES, STATES, Actual, Reading, actuals_in, monitor
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.text_files import decode
from simulator.report.numbers import MISSING, format_number
from simulator.report.programme_table import chance_words, forecast_range, monitor_words
from simulator.text import Text
from simulator.web import table
from simulator.web.choice import scenario_of
from simulator.web.escape import as_text
from simulator.web.plain_table import HEADINGS, headings, line_in
from simulator.web.runs import region_called
from simulator.web.session import Visitor

MOST_CHARACTERS = 200_000
_YEARS = 7
"""Years that can be watched, from the first projected one."""
_MANY = Text("Nhiều tháng một lúc: dán bảng từ Excel", "Many months at once: paste from Excel")


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    region = region_called(known.state.region)
    columns = st.columns([3, 1, 1, 2])
    scenario = scenario_of(known, "watch", columns[0]).current
    table.note(_NOTE.in_(language))
    actuals = _one_month(region, language, columns[1], columns[2])
    with st.expander(_MANY.in_(language)):
        text = st.text_area(
            as_text(_columns_wanted(language)), placeholder=_example(region, language)
        )
    try:
        actuals += _pasted(text, region)
        readings = monitor(region, scenario, actuals) if actuals else []
    except InputError as error:
        for problem in error.problems:
            st.error(as_text(line_in(problem, language)))
        return
    if readings:
        table.draw(_columns(readings, language), Text("Theo dõi", "Monitor").in_(language))
        said = monitor_words(readings).in_(language)
        if said:
            table.note(said)


def _one_month(region: Region, language: str, at_year: Any, at_month: Any) -> list[Actual]:  # noqa: ANN401
    """Draw the fields for the counts of one month, and return what was filled in."""
    first = region.base_year + 1
    years, label = range(first, first + _YEARS), HEADINGS["year"].in_(language).capitalize()
    year = at_year.selectbox(as_text(label), years, key="watch_year")
    label = HEADINGS["month"].in_(language).capitalize()
    month = at_month.selectbox(as_text(label), range(1, 13), index=5, key="watch_month")
    people = Text(" (người)", " (people)").in_(language)
    found = []
    for column, name in zip(st.columns(len(SERIES)), SERIES, strict=True):
        value = column.number_input(
            as_text(INDICATORS[name].label.in_(language) + people),
            min_value=1,
            value=None,
            step=1,
            placeholder=Text("số của tháng", "count of the month").in_(language),
            key=f"watch_{name}",
        )
        if value is not None:
            found.append(Actual(year, month, name, float(value)))
    return found


def _pasted(text: str, region: Region) -> list[Actual]:
    text = decode(text[:MOST_CHARACTERS].encode(), "")
    return actuals_in(text, "", region) if text.strip() else []


def _columns_wanted(language: str) -> str:
    names = "; ".join(INDICATORS[name].label.in_(language) for name in SERIES)
    return Text(
        f"Các cột: {headings('vi')}, kể cả dòng tiêu đề. Chỉ tiêu: {names}",
        f"Columns: {headings('en')}, with their heads. Indicators: {names}",
    ).in_(language)


def _example(region: Region, language: str) -> str:
    label = INDICATORS["voluntary_si"].label.in_(language)
    head = ";".join(text.in_(language) for text in HEADINGS.values())
    return f"{head}\n{region.base_year + 1};6;{label};9100"


def _columns(readings: list[Reading], language: str) -> dict[str, list[str]]:
    def people(value: float) -> str:
        return format_number(value, 0, language)

    heads = {
        Text("Chỉ tiêu", "Series"): [INDICATORS[r.indicator].label.in_(language) for r in readings],
        Text("Tháng", "Month"): [f"{r.month}/{r.year}" for r in readings],
        Text("Thực tế", "Actual"): [people(r.actual) for r in readings],
        Text("Đường mùa vụ", "Seasonal path"): [people(r.expected) for r in readings],
        Text("31/12 theo kịch bản", "Scenario's 31/12"): [people(r.target) for r in readings],
        Text("Khả năng đạt", "Chance"): [chance_words(r, r.chance, language) for r in readings],
        Text("Tình trạng", "State"): [STATES[r.state].in_(language) for r in readings],
        Text("Còn phải thêm", "Still needed"): [people(r.still_needed) for r in readings],
        Text("Dự báo tháng 12", "Forecast of December"): [
            people(r.forecast) + forecast_range(r, language, "\n{} – {}") for r in readings
        ],
    }
    if any(r.resolution is not None for r in readings):
        heads[Text("Chỉ tiêu đã đặt", "Target set")] = [
            MISSING if r.resolution is None else people(r.resolution) for r in readings
        ]
        heads[Text("Khả năng đạt chỉ tiêu", "Chance of the target")] = [
            MISSING
            if r.resolution_chance is None
            else chance_words(r, r.resolution_chance, language)
            for r in readings
        ]
    return {head.in_(language): cells for head, cells in heads.items()}


_NOTE = Text(
    "So số liệu tháng với đường mùa vụ: số tham gia đầu năm thường thấp hơn tháng 12 trước (tỷ số "
    "từng tháng: trang Giả định, nguồn), nên không so tháng với tháng 12. Khả năng đạt dưới 50 % "
    "là có nguy cơ, dưới 20 % là chậm. Dòng nhỏ dưới dự báo: khoảng 80 %.",
    "Compares a month's count with the seasonal path: early in the year counts usually stand below "
    "the December before (ratios by month: see Assumptions, sources), so months are not compared "
    "with Decembers. A chance below 50% is at risk, below 20% off. Small lines: 80 % range.",
)
