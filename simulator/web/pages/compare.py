"""Scenarios side by side, the sliders, and what each scenario changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as ended
from typing import Any, TypeVar

import numpy as np
import streamlit as st

from simulator.analysis.uncertainty.bands import DRAWS
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_differences import changes_growth
from simulator.inputs.scenario_timing import past_starts
from simulator.levers import Group
from simulator.report.assumption_warnings import assumption_warnings
from simulator.report.growth_words import growth_warnings
from simulator.report.statements import trend_words
from simulator.schemes import NUMERATORS
from simulator.text import Text
from simulator.web import chooser, draw, experience, glance, project_table, tables
from simulator.web.payload import bands_data, bench_data, curves_data, title_of, titled, values_of
from simulator.web.plan_data import plan_data, step_words
from simulator.web.provenance import BASE_FIGURES, provenance
from simulator.web.runs import (
    Bands,
    bands,
    central,
    cost_lines,
    known_bands,
    region_called,
)
from simulator.web.scripts import component
from simulator.web.sentences import told_of
from simulator.web.session import BENCH, Visitor, write_link
from simulator.web.state import Entry, PageState
from simulator.web.sweep import keys_of, sweep_elsewhere
from simulator.web.waiting import begin, outcome
from simulator.web.worker import DeadError

_HEAD_START = 0.045
"""Seconds in which the exact lines reach the browser and are painted before it gets all the rest,
which keeps it as busy as that; then the whole answer comes no later."""
_FOR_RANGES = 0.06
"""Seconds more that it waits for the ranges, so that most often all is painted at once."""
_PATIENCE = 100
"""How often a busy second process is asked, each time for as long as its own patience."""

WELCOME = Text(
    "Dự báo người tham gia BHXH theo từng kịch bản. Kéo thanh trượt của một giải pháp để "
    "thấy ngay kết quả thay đổi. Không dự báo tiền lương, tăng trưởng, mức hưởng, cân đối "
    "quỹ.",
    "Projects social insurance participants under each scenario. Drag the slider of a lever and "
    "see the result move. Does not project wages, growth, benefits or the funds' solvency.",
)


def show(known: Visitor) -> None:
    """Draw the page."""
    draw.remark(WELCOME, known.language)
    chooser.show(known)
    _bench(known)


@st.fragment  # type: ignore[untyped-decorator]
def _bench(known: Visitor) -> None:
    """Draw what a moved slider changes: nothing else runs again, unless the choices changed."""
    known.redraw_if_turned()
    if chooser.is_stale(known):
        st.rerun()
    known.draws()
    heard = {
        "on_said_change": lambda: known.hear(_said("said")),
        "on_folded_change": lambda: known.hear_folded(_said("folded")),
        "on_opened_change": lambda: known.hear_opened(_said("opened")),
    }
    # A second process draws the ranges while this one runs the lines.
    ranges = {e.name: begin(bands, *_of(known.state, e)) for e in known.state.entries}
    lines = lines_data(known)  # before anything is drawn: the browser is busy with all that it gets
    place, feeds = st.container(), st.container(key="feeds")
    with feeds:
        component("feed")(key="feed_lines", data=lines)
    time.sleep(_HEAD_START)
    ended(ranges.values(), _FOR_RANGES)
    data = _data(known)
    with place:
        component("workbench")(key=BENCH, data=data, **heard)
    write_link(known)  # before what takes long, at which a visitor may move on
    with feeds:
        _feed(known, ranges, shown=data["bands"] is not None)
    project_table.show(known)
    glance.show(known.state, known.language)
    tables.below(known)


def _said(key: str) -> Any:  # noqa: ANN401
    state = st.session_state.get(BENCH)
    return None if state is None else state.get(key)


def _of(state: PageState, entry: Entry) -> tuple[str, Scenario, int]:
    """Return what a run of an entry is asked for by."""
    return state.region, entry.current, state.until


def lines_data(known: Visitor) -> dict[str, Any]:
    """Return the exact lines alone, which leave before the rest of an answer is made."""
    state = known.state
    return {
        "key": "l",
        "seen": f"{known.fresh}:{known.heard[BENCH]}:{known.revision}",
        "fresh": known.fresh,
        "echo": known.heard[BENCH],
        "of": lines_of(known),
        "lines": [values_of(central(*_of(state, e))) for e in state.entries],
    }


def lines_of(known: Visitor) -> str:
    """Return what lines belong to: the same words mean that new ones take the place of the old."""
    state = known.state
    names = [entry.name for entry in state.entries]
    return repr((state.region, state.until, state.year, state.base, state.active, names))


def _data(known: Visitor) -> dict[str, Any]:
    state, language = known.state, known.language
    entry = state.in_hand
    drawn = {e.name: known_bands(*_of(state, e)) for e in state.entries}
    complete = {name: bands_data(b) for name, b in drawn.items() if b is not None}
    return {
        **bench_data(state, language),
        "rev": known.revision,
        "echo": known.heard[BENCH],
        "fresh": known.fresh,
        "of": lines_of(known),
        "opened": list(known.opened),
        "folded": list(known.folded),
        "own": _own(known),
        "draws": DRAWS,
        "bands": complete if len(complete) == len(state.entries) else None,
        "cost": added_cost(state) if len(complete) == len(state.entries) else None,
        "sentences": [t.in_(language) for t in told_of(state)],
        "notes": [t.in_(language) for t in notes(state)],
        "provenance": [[part.in_(language) for part in told] for told in provenance(state)],
        "before": _before(known),
        **plan_data(known),
        "can": {
            "list": entry.edited,
            "undo": bool(known.steps.past),
            "redo": bool(known.steps.future),
            "reset_levers": entry.current.levers != entry.origin.levers,
            "reset_assumptions": (entry.current.assumptions, entry.current.growth)
            != (entry.origin.assumptions, entry.origin.growth),
        },
    }


def notes(state: PageState) -> list[Text]:
    """Return the warnings that belong under the charts."""
    region = region_called(state.region)
    found = []
    figures = [region.figure(name, region.base_year) for name in BASE_FIGURES]
    if any(f is not None and not f.counted for f in figures):
        found.append(
            Text(
                f"Số liệu năm gốc {region.base_year} là ước tính, cần thay bằng số của địa phương "
                "(xem Giả định, nguồn).",
                f"The figures of the base year {region.base_year} are estimates, to be replaced "
                "by the place's own (see Assumptions, sources).",
            )
        )
    found.append(experience.held_words(state.region))
    if (trend := trend_words(region)).vi:
        found.append(trend)
    current = [titled(entry) for entry in state.entries]
    found += [words.sentence for words in past_starts(current, region)]
    found += growth_warnings(region, current, state.until)
    found += assumption_warnings(region, current)
    base = state.entry(state.base).current
    if any(changes_growth(base, entry.current) for entry in state.entries):
        found.append(
            Text(
                "Chú ý: các kịch bản giả định tăng trưởng kinh tế khác nhau.",
                "Note: the scenarios assume different economic growth.",
            )
        )
    if any(base.assumptions != entry.current.assumptions for entry in state.entries):
        found.append(
            Text(
                "Chú ý: các kịch bản dựa trên giả định khác nhau; chênh lệch gồm cả phần do giả "
                "định, không chỉ do giải pháp (xem Mỗi kịch bản thay đổi gì).",
                "Note: the scenarios rest on different assumptions; differences come from these "
                "too, not from levers alone (see What each scenario changes).",
            )
        )
    return found


def _before(known: Visitor) -> dict[str, Any] | None:
    """Return the numbers before the last change of the scenario in hand, and what it was."""
    if not known.steps.past:
        return None
    past, now = known.steps.past[-1], known.state
    if past.region != now.region or now.active not in [e.name for e in past.entries]:
        return None
    was, current = past.entry(now.active), now.in_hand
    if was.current == current.current:
        return None
    run = central(now.region, was.current, now.until)
    words = step_words(was.current, current.current, region_called(now.region), known.language)
    told = ". ".join(filter(None, (title_of(current, known.language), words)))
    return {"values": values_of(run), "words": told}


def _own(known: Visitor) -> dict[str, list[list[float]]]:
    found: dict[str, list[list[float]]] = {}
    for figure in known.own:
        found.setdefault(figure.indicator, []).append([figure.position, figure.value])
    return found


def _feed(known: Visitor, ranges: dict[str, Future[Bands | None]], *, shown: bool) -> None:
    """Send the bands, then what the next drag needs; the exact lines are already on their way.

    Parameters
    ----------
    ranges : name of each scenario -> its ranges, asked for before
    shown : whether the workbench was given the bands
    """
    state, feed = known.state, component("feed")
    tag = f"{known.fresh}:{known.revision}:{known.opened}:{known.folded}"
    of = lines_of(known)
    sent = {"seen": tag, "rev": known.revision, "scenario": state.active, "of": of}
    data = {**sent, "key": "b"} | ({} if shown else _ranges(state, ranges))
    feed(key="feed_bands", data=data)
    keys = [
        key
        for group in Group
        if group.value not in known.folded
        for key in keys_of(group, known.opened)
    ]
    scenario = state.in_hand.current
    if not scenario.projects:
        keys = [key for key in keys if key[0] != "investment"]
    if keys and state.active != "status_quo":
        curves = _until_told(sweep_elsewhere, state.region, scenario, keys, state.until)
        if curves is not None:
            feed(key="feed_curves", data={**sent, "key": "c", "curves": curves_data(curves)})


def _ranges(state: PageState, begun: dict[str, Future[Bands | None]]) -> dict[str, Any]:
    """Return the bands of all scenarios once they are there, and what rests on them."""
    found = {e.name: _until_told(bands, *_of(state, e), begun=begun[e.name]) for e in state.entries}
    data = {name: bands_data(b) for name, b in found.items() if b is not None}
    return {"bands": data, "cost": added_cost(state)}


_Told = TypeVar("_Told")


def _until_told(
    ask: Callable[..., _Told | None],
    *of: Any,  # noqa: ANN401
    begun: Future[_Told | None] | None = None,
) -> _Told | None:
    """Ask the second process until it has its turn, but no longer than nothing newer was chosen."""
    place = st.empty()
    for _ in range(_PATIENCE):
        with place:
            try:
                found = outcome(begun or begin(ask, *of))
            except DeadError:  # what is below the lines is drawn all the same
                found = None
        begun = None
        if found is not None:
            return found
        place.empty()  # where the visitor has moved on, Streamlit ends this run here
    return None


def added_cost(state: PageState) -> dict[str, Any] | None:
    """Return what the scenario in hand adds to the base up to the year looked at.

    Returns
    -------
    value, low, high : public cost [million VND]
    person : that cost for each added participant of the year by the share that is shown, whose
        participants they are; None where too few are added
    people : ends of the range of the added participants by that share, or None
    """
    from simulator.analysis.costing.costs import shared, total_cost
    from simulator.report.results.added import whole

    entry, base = state.in_hand.current, state.entry(state.base).current
    runs = [central(state.region, s, state.until) for s in (entry, base)]
    row = runs[0].row(state.year)
    paid = [total_cost(cost_lines(state.region, s, state.until)) for s in (entry, base)]
    value = float((paid[0] - paid[1])[: row + 1, 0].sum())
    added = {
        share: np.array([whole(runs[0], name, state.year) - whole(runs[1], name, state.year)])
        for share, name in NUMERATORS.items()
    }
    each = {share: float(shared(np.array([value]), more)[0]) for share, more in added.items()}
    low, high = glance.added_range(state, state.in_hand, "cost")
    return {
        "value": value,
        "low": low,
        "high": high,
        "person": {share: cost if np.isfinite(cost) else None for share, cost in each.items()},
        "people": {
            share: glance.added_range(state, state.in_hand, name)
            for share, name in NUMERATORS.items()
        },
    }
