"""A programme for every locality: targets by year and type that add up."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.programme.allocation import UNITS, Programme, allocate
from simulator.errors import InputError
from simulator.projection import Projection
from simulator.report.results import localities
from simulator.report.statements import trend_words
from simulator.text import Text
from simulator.web import draw
from simulator.web.choice import scenario_and_year
from simulator.web.escape import as_text
from simulator.web.runs import FOUND, identity
from simulator.web.session import Visitor
from simulator.web.waiting import wait_for


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    projection, year = scenario_and_year(known, "places")
    units = "former"
    if projection.region.successors:
        units = st.radio(
            Text("Phân bổ theo", "Split among").in_(language),
            list(UNITS),
            format_func=lambda unit: UNITS[unit].in_(language),
            horizontal=True,
        )
    if (trend := trend_words(projection.region)).vi:
        draw.remark(trend, language)
    try:
        programme = wait_for(_programme, known.state.region, projection, year, units)
    except InputError as error:
        st.info(as_text(error.problems[0].text.in_(language)))
        return
    made = localities.section(projection.region, projection.scenario, programme)
    draw.section(made, language, opened=True)


def _programme(code: str, projection: Projection, year: int, units: str) -> Programme:
    first = projection.region.base_year + 1
    key = ("programme", code, identity(projection.scenario), year, units)
    found: Programme = FOUND.get(
        key, lambda: allocate(projection.region, projection.scenario, range(first, year + 1), units)
    )
    return found
