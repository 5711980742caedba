"""Which scenarios are side by side, of which place and year."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from simulator.errors import InputError
from simulator.inputs.region import region_names
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import check_against_region
from simulator.text import Text
from simulator.web.runs import region_called, shipped, shipped_names
from simulator.web.session import Visitor, write_link
from simulator.web.state import MOST_SHOWN, Entry, PageState

OWN_PLAN = "plan"
_PLAN_TITLE = Text("Phương án của tôi", "My plan")


def show(known: Visitor) -> None:
    """Draw the choices, and take over what was chosen."""
    state, language = known.state, known.language
    tag = f"{known.fresh}_{known.revision}_{language}"
    with st.expander(_summary(state, language), icon=None):
        columns = st.columns([2, 5, 2, 1, 1])
        region = columns[0].selectbox(
            Text("Địa bàn", "Place").in_(language),
            region_names(),
            index=region_names().index(state.region),
            format_func=lambda code: region_called(code).name.in_(language),
            key=f"region_{tag}",
        )
        offered = {**_offered(), **{entry.name: entry for entry in state.entries}}
        names = columns[1].multiselect(
            Text("Kịch bản (tối đa 4)", "Scenarios (at most 4)").in_(language),
            list(offered),
            default=[entry.name for entry in state.entries],
            format_func=lambda name: offered[name].origin.title.in_(language),
            max_selections=MOST_SHOWN,
            key=f"shown_{tag}",
        )
        base = columns[2].selectbox(
            Text("So với", "Against").in_(language),
            names or [state.base],
            index=names.index(state.base) if state.base in names else 0,
            format_func=lambda name: offered[name].origin.title.in_(language),
            key=f"base_{tag}",
        )
        first = region_called(region).base_year
        years = list(range(first + 1, 2051))
        year = columns[3].selectbox(
            Text("Năm xem", "Year").in_(language),
            [y for y in years if y <= state.until],
            index=min(max(state.year - first - 1, 0), state.until - first - 1),
            key=f"year_{tag}",
        )
        until = columns[4].selectbox(
            Text("Đến năm", "Until").in_(language),
            years[4:],
            index=years[4:].index(state.until),
            key=f"until_{tag}",
        )
    entries = tuple(offered[name] for name in names) or state.entries
    chosen = _chosen(state, region, entries, base, min(year, until), until)
    if chosen != state:
        _take(known, chosen)


def _offered() -> dict[str, Entry]:
    found = {}
    for name in shipped_names():
        scenario = shipped(name)
        found[name] = Entry(scenario, scenario)
    plan = blank_plan()
    return {**found, plan.name: Entry(plan, plan)}


def blank_plan() -> Scenario:
    """Return a plan of the visitor's own, in which nothing is done yet."""
    return replace(shipped("status_quo"), name=OWN_PLAN, title=_PLAN_TITLE, extends="status_quo")


def _chosen(
    state: PageState, region: str, entries: tuple[Entry, ...], base: str, year: int, until: int
) -> PageState:
    names = [entry.name for entry in entries]
    movable = [name for name in names if name != "status_quo"] or names
    return PageState(
        region,
        entries,
        base if base in names else names[0],
        state.active if state.active in names else movable[-1],
        year,
        until,
    )


def _take(known: Visitor, chosen: PageState) -> None:
    try:
        for entry in chosen.entries:
            check_against_region(entry.current, region_called(chosen.region))
    except InputError as error:
        for problem in error.problems:
            st.error(problem.line_in(known.language))
        return
    known.go(chosen)
    write_link(known)
    st.rerun()


def _summary(state: PageState, language: str) -> str:
    words = Text(
        f"Chọn kịch bản, địa bàn, năm (đang xem {len(state.entries)} kịch bản, năm {state.year})",
        f"Choose scenarios, place, year (now {len(state.entries)} scenarios, year {state.year})",
    )
    return words.in_(language)
