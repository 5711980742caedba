"""A programme for every locality: targets by year and type that add up."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.accounts import Amount
from simulator.analysis.allocation import TYPES, UNITS, Programme, allocate, note
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.levers import LEVERS
from simulator.projection import Projection
from simulator.report.numbers import bn, format_number, format_range
from simulator.text import Text
from simulator.web import experience, table
from simulator.web.choice import scenario_and_year
from simulator.web.escape import as_text
from simulator.web.runs import Kept, fingerprint
from simulator.web.session import Visitor

_PROGRAMMES = Kept(32)


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    projection, year = scenario_and_year(known, "places")
    units = "former"
    if projection.region.successors:
        units = st.radio(
            Text("Chia cho", "Split among").in_(language),
            list(UNITS),
            format_func=lambda unit: UNITS[unit].in_(language),
            horizontal=True,
        )
    try:
        programme = _programme(projection, year, units)
    except InputError as error:
        st.info(as_text(error.problems[0].text.in_(language)))
        return
    table.note(note(programme).in_(language))
    trend = experience.trend_wins(projection.region)
    if trend is not None:
        table.note(trend.in_(language))
    table.note(_COST_NOTE.in_(language))
    for kind, levers in TYPES.items():
        st.header(as_text(INDICATORS[kind].label.in_(language)), anchor=False)
        _table(programme, kind, language)
        used = [name for name in levers if name in projection.scenario.levers]
        if used:
            who = Text("Chịu trách nhiệm: ", "Responsible: ").in_(language)
            table.note(who + ", ".join(_offices(used, language)))


def _offices(levers: list[str], language: str) -> list[str]:
    """Return who answers for some levers, each office once."""
    named = (LEVERS[name].responsible.in_(language) for name in levers)
    return list({office.casefold(): office for who in named for office in who.split(", ")}.values())


_COST_NOTE = Text(
    "Chi phí: đơn giá là nhận định (mức C); dòng nhỏ là khoảng 80 %.",
    "Costs: unit prices are judgement (grade C); the small lines are 80 % ranges.",
)


def _programme(projection: Projection, year: int, units: str) -> Programme:
    first = projection.region.base_year + 1
    key = (projection.region.code, fingerprint(projection.scenario), year, units)
    found: Programme = _PROGRAMMES.get(
        key, lambda: allocate(projection.region, projection.scenario, range(first, year + 1), units)
    )
    return found


def _table(programme: Programme, kind: str, language: str) -> None:
    places = programme.places
    by_key = {(t.locality.code, t.year): t for t in programme.targets if t.type == kind}
    whole = Text("Toàn tỉnh", "Province").in_(language)
    columns: dict[str, list[str]] = {
        Text("Địa phương", "Locality").in_(language): [*(p.name for p in places), whole]
    }
    for year in programme.years:
        columns[str(year)] = [
            *(format_number(by_key[p.code, year].target, 0, language) for p in places),
            format_number(programme.totals[kind, year], 0, language),
        ]
    last = programme.years[-1]
    columns[Text(f"Tăng năm {last}", f"Rise in {last}").in_(language)] = [
        *(format_number(by_key[p.code, last].rise, 0, language) for p in places),
        format_number(sum(by_key[p.code, last].rise for p in places), 0, language),
    ]
    if kind != "ui_participants":
        head = Text(f"Chi phí {last}, tỷ đồng", f"Cost {last}, bn VND")
        paid = [by_key[p.code, last].cost for p in places]
        ends = zip(*((cost.value, cost.low, cost.high) for cost in paid), strict=True)
        # Each place bears its part of one cost, so that values and ends add up.
        whole_cost = Amount(*(sum(end) for end in ends))
        columns[head.in_(language)] = [_money(cost, language) for cost in (*paid, whole_cost)]
    table.draw(columns, INDICATORS[kind].label.in_(language))


def _money(cost: Amount, language: str) -> str:
    """Return an amount in billions above its 80 % range."""
    value, low, high = (bn(v, language) for v in (cost.value, cost.low, cost.high))
    return f"{value}\n{format_range(low, high)}"
