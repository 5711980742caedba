"""Which scenario and year a page shows; both stay chosen on every other page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from simulator.projection import Projection
from simulator.text import Text
from simulator.web.payload import title_of, titled
from simulator.web.runs import central, region_called
from simulator.web.session import Visitor, chosen_in, show_in
from simulator.web.state import Entry


def scenario_of(known: Visitor, page: str, place: Any) -> Entry:  # noqa: ANN401
    """Draw the choice of a scenario at a place of the page, and return what was chosen.

    The field keeps its identity whatever happens to the state, so that no choice is lost.
    """
    state, language = known.state, known.language
    names = [entry.name for entry in state.entries]
    looked = known.looked if known.looked in names else state.active
    key = show_in(f"{page}_scenario_{known.fresh}_{language}", looked)

    def take() -> None:
        known.looked = chosen_in(key) or known.looked

    place.selectbox(
        Text("Kịch bản", "Scenario").in_(language),
        names,
        index=names.index(looked),
        format_func=lambda n: title_of(state.entry(n), language),
        key=key,
        on_change=take,
    )
    return state.entry(st.session_state[key])


def scenario_and_year(known: Visitor, page: str) -> tuple[Projection, int]:
    """Draw the two choices and return the projection of the scenario and the year."""
    entry, year = entry_and_year(known, page)
    return central(known.state.region, titled(entry), known.state.until), year


def entry_and_year(known: Visitor, page: str) -> tuple[Entry, int]:
    """Draw the two choices and return the scenario as the page knows it, and the year."""
    state, language = known.state, known.language
    first = region_called(state.region).base_year + 1
    left, right, _ = st.columns([3, 1, 3])
    entry = scenario_of(known, page, left)
    years = list(range(first, state.until + 1))
    year = max(state.year, first)
    key = show_in(f"{page}_year_{known.fresh}_{language}", year)

    def take() -> None:
        known.look(replace(known.state, year=chosen_in(key) or known.state.year))

    right.selectbox(
        Text("Năm", "Year").in_(language), years, index=years.index(year), key=key, on_change=take
    )
    return entry, st.session_state[key]
