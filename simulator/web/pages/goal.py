"""The way to the target: its price, its odds, and what an added person costs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from simulator.analysis.costing.accounts import Accounts, accounts
from simulator.analysis.costing.cost_curve import CostCurve, cost_curve
from simulator.analysis.uncertainty.bands import DRAWS
from simulator.errors import InputError
from simulator.inputs.scenario import Scenario
from simulator.projection import Projection
from simulator.report.results import costs, curve
from simulator.text import Text
from simulator.web import draw
from simulator.web.choice import entry_and_year
from simulator.web.escape import as_text
from simulator.web.goal import NOTE, show_goal
from simulator.web.payload import titled
from simulator.web.runs import FOUND, SEED, central, identity
from simulator.web.session import Visitor
from simulator.web.waiting import wait_for
from simulator.web.yardstick import yardstick


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    entry, year = entry_and_year(known, "goal")
    projection = central(known.state.region, titled(entry), known.state.until)
    quo = titled(yardstick(known.state))
    draw.head(
        Text("Tổ hợp giải pháp ít tốn kém nhất để đạt chỉ tiêu", "The cheapest way to a target"),
        language,
    )
    draw.remark(NOTE, language)
    show_goal(known, entry.name, year)
    draw.head(Text("Chi phí", "Costs"), language)
    paid = st.container()
    heading = Text(
        "Chi phí cho một người tham gia tăng thêm, theo giải pháp",
        "What an added person costs, by lever",
    )
    draw.head(heading, language)
    by_lever = st.container()
    with paid:  # each place is there before what takes longer is worked out
        _costs(known, projection, quo, year)
    with by_lever:
        _curve(known, projection, quo, year)


def _costs(known: Visitor, projection: Projection, quo: Scenario, year: int) -> None:
    language = known.language
    place = projection.region
    pair = projection.scenario, quo
    key = ("accounts", known.state.region, *map(identity, pair), year)
    years = range(place.base_year + 1, year + 1)
    made: Callable[[], Accounts] = partial(accounts, place, *pair, years, DRAWS, SEED)
    found = wait_for(FOUND.get, key, made)
    draw.section(costs.section(place, *pair, found), language)


def _curve(known: Visitor, projection: Projection, quo: Scenario, year: int) -> None:
    language = known.language
    place = projection.region
    pair = quo, projection.scenario
    key = ("curve", known.state.region, *map(identity, pair), year)
    try:
        made: Callable[[], CostCurve] = partial(cost_curve, place, *pair, year)
        found = wait_for(FOUND.get, key, made)
    except InputError as error:
        st.info(as_text(error.problems[0].text.in_(language)))
        return
    draw.section(curve.section(place, projection.scenario, found), language)
