"""Monitor the year: monthly figures against the seasonal path."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from simulator.analysis.monitor import SERIES, STATES, Reading, monitor, read_actuals
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.numbers import format_chance, format_number
from simulator.text import Text
from simulator.web import table
from simulator.web.choice import scenario_and_year
from simulator.web.session import Visitor

MOST_BYTES = 200_000


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    projection, _ = scenario_and_year(known, "watch")
    table.note(_NOTE.in_(language))
    listed = ", ".join(SERIES)
    words = Text(
        f"Bảng các cột year, month, indicator, value; indicator: {listed}",
        f"A table with the columns year, month, indicator, value; indicator: {listed}",
    )
    example = f"year,month,indicator,value\n{projection.region.base_year + 1},6,voluntary_si,"
    text = st.text_area(words.in_(language), placeholder=example, height=140)
    if not text.strip():
        return
    try:
        readings = _read(text, projection.region, projection.scenario)
    except InputError as error:
        for problem in error.problems:
            st.error(f"{problem.line}: {problem.key}: {problem.text.in_(language)}")
        return
    table.draw(_columns(readings, language), Text("Theo dõi", "Monitor").in_(language))


def _read(text: str, region: Region, scenario: Scenario) -> list[Reading]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "actuals.csv"
        path.write_text(text[:MOST_BYTES], encoding="utf-8")
        return monitor(region, scenario, read_actuals(path))


def _columns(readings: list[Reading], language: str) -> dict[str, list[str]]:
    def people(value: float) -> str:
        return format_number(value, 0, language)

    heads = {
        Text("Chỉ tiêu", "Series"): [INDICATORS[r.indicator].label.in_(language) for r in readings],
        Text("Tháng", "Month"): [f"{r.month}/{r.year}" for r in readings],
        Text("Thực tế", "Actual"): [people(r.actual) for r in readings],
        Text("Đường mùa vụ", "Seasonal path"): [people(r.expected) for r in readings],
        Text("Mục tiêu năm", "Target"): [people(r.target) for r in readings],
        Text("Khả năng đạt", "Chance"): [format_chance(r.chance, language) for r in readings],
        Text("Tình trạng", "State"): [STATES[r.state].in_(language) for r in readings],
        Text("Còn phải thêm", "Still needed"): [people(r.still_needed) for r in readings],
        Text("Dự báo tháng 12 (80 %)", "December (80 %)"): [
            f"{people(r.forecast)} ({people(r.forecast_low)} – {people(r.forecast_high)})"
            for r in readings
        ],
    }
    return {head.in_(language): cells for head, cells in heads.items()}


_NOTE = Text(
    "So số liệu tháng của năm nay với đường mùa vụ: số tự nguyện tháng 3-4 chỉ bằng 77-79 % tháng "
    "12 trước đó, nên không so tháng với tháng 12. Dưới 50 % khả năng là có nguy cơ, dưới 20 % là "
    "chậm.",
    "Compares this year's months with the seasonal path: voluntary members in March-April are "
    "77-79 % of the December before, so months are not compared with Decembers. Below 50 % chance "
    "is at risk, below 20 % off.",
)
