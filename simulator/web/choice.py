"""Which scenario and year a page shows; the year is the one of the link."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from simulator.projection import Projection
from simulator.text import Text
from simulator.web.payload import title_of
from simulator.web.runs import central, region_called
from simulator.web.session import Visitor, write_link


def scenario_and_year(known: Visitor, page: str) -> tuple[Projection, int]:
    """Draw the two choices and return the projection of the scenario and the year."""
    state, language = known.state, known.language
    names = [entry.name for entry in state.entries]
    first = region_called(state.region).base_year + 1
    left, right, _ = st.columns([3, 1, 3])
    name = left.selectbox(
        Text("Kịch bản", "Scenario").in_(language),
        names,
        index=names.index(state.active),
        format_func=lambda n: title_of(state.entry(n), language),
        key=f"{page}_scenario_{language}_{known.revision}",
    )
    years = list(range(first, state.until + 1))
    year = right.selectbox(
        Text("Năm", "Year").in_(language),
        years,
        index=years.index(max(state.year, first)),
        key=f"{page}_year_{language}_{known.revision}",
    )
    if year != state.year:
        known.look(replace(state, year=year))
        write_link(known)
    return central(state.region, state.entry(name).current, state.until), year
