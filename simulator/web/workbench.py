"""The component that draws the workbench, and what its messages do to the state."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.classes import CLASSES
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_timing import first_start
from simulator.levers import LEVERS
from simulator.web.runs import region_called
from simulator.web.state import (
    PageState,
    Steps,
    reset_assumptions,
    reset_lever,
    reset_levers,
    with_lever,
)

ASSETS = Path(__file__).parent / "assets"
LONGEST_REASON = 500
_RAMP_LIMIT = 10.0
_LAST_START = 2050


def script(*names: str) -> str:
    """Return scripts as one module, in this order."""
    return "\n".join((ASSETS / f"{name}.js").read_text("utf-8") for name in names)


@lru_cache(maxsize=1)
def components() -> tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]:
    """Return the workbench, the feed that brings it sweeps and bands, and the still charts."""
    import streamlit as st

    style = (ASSETS / "workbench.css").read_text("utf-8")
    bench = st.components.v2.component(
        "si_workbench",
        css=style,
        js=script("numbers", "curves", "lines", "export", "levers", "workbench"),
    )
    feed = st.components.v2.component("si_feed", js=script("curves", "feed"))
    figure = st.components.v2.component(
        "si_figure", css=style, js=script("numbers", "lines", "export", "figure")
    )
    return bench, feed, figure


@lru_cache(maxsize=1)
def upload() -> Callable[..., Any]:
    """Return the field by which a visitor hands over a file."""
    import streamlit as st

    style = (ASSETS / "workbench.css").read_text("utf-8")
    field: Callable[..., Any] = st.components.v2.component(
        "si_upload", css=style, js=script("numbers", "upload")
    )
    return field


def moved(state: PageState, message: Mapping[str, Any]) -> PageState:
    """Return the state after the sliders were moved; what is not understood is left out.

    Parameters
    ----------
    message : ``{"scenario": name, "levers": {lever: {"level": {by: number}, "start": year,
        "ramp_years": number, "reason": text}}}`` as the page sends it. Nothing in it is trusted:
        unknown names, other types and numbers out of range change nothing.
    """
    if message.get("scenario") != state.active or state.active == "status_quo":
        return state
    scenario = state.in_hand.current
    levers = message.get("levers")
    first = first_start(scenario, region_called(state.region))
    for name, change in levers.items() if isinstance(levers, Mapping) else ():
        if name in LEVERS and isinstance(change, Mapping):
            scenario = _changed(scenario, name, change, first)
    return state.with_current(scenario)


def _changed(scenario: Scenario, name: str, change: Mapping[str, Any], first: int) -> Scenario:
    lever = LEVERS[name]
    stated = change.get("level")
    levels = {}
    for by, level in stated.items() if isinstance(stated, Mapping) else ():
        known = _number(level, lever.low, lever.high)
        if known is not None and (by == "default" or (lever.by_class and by in CLASSES)):
            levels[by] = known
    start = _number(change.get("start"), first, _LAST_START)
    reason = change.get("reason")
    return with_lever(
        scenario,
        name,
        levels,
        start=None if start is None else int(start),
        ramp_years=_number(change.get("ramp_years"), 0, _RAMP_LIMIT),
        reason=reason.strip()[:LONGEST_REASON] if isinstance(reason, str) else None,
    )


def _number(value: object, low: float, high: float) -> float | None:
    """Return a number of the page within bounds; anything else is None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and low <= value <= high else None


def acted(steps: Steps, message: Mapping[str, Any]) -> Steps:
    """Return the steps after a button of the workbench was pressed."""
    kind, state = message.get("kind"), steps.present
    if kind == "undo":
        return steps.back()
    if kind == "redo":
        return steps.ahead()
    if kind == "active":
        return _taken(steps, message.get("name"))
    entry = state.in_hand
    if kind == "reset" and message.get("lever") in LEVERS:
        return steps.to(state.with_current(reset_lever(entry, str(message["lever"]))))
    if kind == "reset_levers":
        return steps.to(state.with_current(reset_levers(entry)))
    if kind == "reset_assumptions":
        return steps.to(state.with_current(reset_assumptions(entry)))
    return steps


def _taken(steps: Steps, name: object) -> Steps:
    """Take another scenario in hand: not a change of any number, so nothing to undo."""
    from dataclasses import replace

    if name == "status_quo" or name not in [e.name for e in steps.present.entries]:
        return steps
    return replace(steps, present=replace(steps.present, active=str(name)))
