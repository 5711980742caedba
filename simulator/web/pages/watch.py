"""Monitor the year: monthly figures against the seasonal path."""

from __future__ import annotations

from typing import Any

import streamlit as st

from simulator.analysis.monitor import Actual, actuals_in, monitor
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.text_files import decode
from simulator.report.results import monitor as result
from simulator.schemes import SERIES
from simulator.text import Text
from simulator.web import draw
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
    draw.remark(_NOTE, language)
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
        draw.section(result.section(region, scenario, readings), language)


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


_NOTE = Text(
    "So số liệu tháng với đường mùa vụ: số tham gia đầu năm thường thấp hơn tháng 12 trước (tỷ số "
    "từng tháng: trang Giả định, nguồn), nên không so tháng với tháng 12. Khả năng đạt dưới 50 % "
    "là có nguy cơ, dưới 20 % là chậm. Dòng nhỏ dưới dự báo: khoảng 80 %.",
    "Compares a month's count with the seasonal path: early in the year counts usually stand below "
    "the December before (ratios by month: see Assumptions, sources), so months are not compared "
    "with Decembers. A chance below 50% is at risk, below 20% off. Small lines: 80 % range.",
)
