"""What the messages of the workbench do to the state."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeGuard

from simulator.classes import CLASSES
from simulator.errors import InputError
from simulator.inputs.scenario import Scenario, calendar_year
from simulator.inputs.scenario_timing import first_start
from simulator.levers import LEVERS, Lever
from simulator.text import Text, visible
from simulator.web import plans
from simulator.web.history import taken_back, versions
from simulator.web.runs import region_called
from simulator.web.state import (
    Entry,
    PageState,
    Steps,
    reset_assumptions,
    reset_lever,
    reset_levers,
    with_lever,
)
from simulator.web.typed import LAST_START, LONGEST, lever_field, words_of

LONGEST_REASON = 500
Misread = dict[tuple[str, str], tuple[str, Text]]
"""Lever and field -> what was typed there, and why it was not taken."""


def moved(
    state: PageState,
    message: Mapping[str, Any],
    language: str = "vi",
    misread: Misread | None = None,
) -> PageState:
    """Return the state after the sliders were moved; what is not understood is left out.

    Parameters
    ----------
    message : ``{"scenario": name, "levers": {lever: {"level": {by: number}, "reason": text,
        "typed": {field: text}}}}`` as the page sends it. Nothing in it is trusted: unknown names,
        other types and numbers out of range change nothing.
    language : whose way of writing numbers the typed fields have
    misread : takes up the fields that could not be read
    """
    if message.get("scenario") != state.active or state.active == "status_quo":
        return state
    scenario = state.in_hand.current
    levers = message.get("levers")
    first = first_start(scenario, region_called(state.region))
    wrong: Misread = {}
    for name, change in levers.items() if isinstance(levers, Mapping) else ():
        if name in LEVERS and isinstance(change, Mapping):
            scenario = _changed(scenario, name, change)
            scenario = _filled_in(scenario, LEVERS[name], change, first, language, wrong)
    if misread is not None:
        for touched in _touched(levers):
            misread.pop(touched, None)
        misread.update(wrong)
    return state.with_current(scenario)


def _touched(levers: object) -> Iterator[tuple[str, str]]:
    """Yield the fields of levers that a message brings anew, by typing or by the slider beside."""
    for name, change in levers.items() if isinstance(levers, Mapping) else ():
        stated = change if isinstance(change, Mapping) else {}
        typed, levels = stated.get("typed"), stated.get("level")
        for field in typed if isinstance(typed, Mapping) else ():
            yield name, field
        for by in levels if isinstance(levels, Mapping) else ():
            yield name, f"{_LEVEL}{by}"


def _changed(scenario: Scenario, name: str, change: Mapping[str, Any]) -> Scenario:
    lever = LEVERS[name]
    stated = change.get("level")
    levels = {}
    for by, level in stated.items() if isinstance(stated, Mapping) else ():
        known = _number(level, lever.low, lever.high)
        if known is not None and _is_level(lever, by):
            levels[by] = known
    reason = change.get("reason")
    return with_lever(
        scenario,
        name,
        levels,
        reason=visible(reason).strip()[:LONGEST_REASON] if isinstance(reason, str) else None,
    )


_PATH, _LEVEL = ("start", "ramp_years", "shape", "until"), "level."


def _filled_in(
    scenario: Scenario,
    lever: Lever,
    change: Mapping[str, Any],
    first: int,
    language: str,
    wrong: Misread,
) -> Scenario:
    """Return the scenario with what was typed into the fields of one lever."""
    typed = change.get("typed")
    for field, text in typed.items() if isinstance(typed, Mapping) else ():
        if not isinstance(text, str) or not _is_field(field, lever):
            continue
        years = _years_of(scenario, lever.name, field, first)
        try:
            value: Any = lever_field(lever, field, text, years, language)
        except InputError as error:
            wrong[lever.name, field] = (text[:LONGEST], words_of(error))
            continue
        if field.startswith(_LEVEL):
            scenario = with_lever(scenario, lever.name, {field.removeprefix(_LEVEL): value})
        elif value is not None or field == "until":
            scenario = with_lever(scenario, lever.name, {}, **{field: value})
    return scenario


def _is_field(field: object, lever: Lever) -> TypeGuard[str]:
    if not isinstance(field, str):
        return False
    by = field.removeprefix(_LEVEL)
    return field in _PATH or (field != by and _is_level(lever, by))


def _years_of(scenario: Scenario, name: str, field: str, first: int) -> tuple[int, int]:
    """Return the years that a field takes: a lever ends no earlier than it starts."""
    path = scenario.levers.get(name)
    if path is None:
        return first, LAST_START
    if field == "until":
        return calendar_year(path.start, first), LAST_START
    last = LAST_START if path.until is None else calendar_year(path.until, first)
    return min(first, last), last


def _is_level(lever: Lever, by: object) -> bool:
    return by == "default" or (lever.by_class and by in CLASSES)


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
    act = _ACTS.get(kind) if isinstance(kind, str) else None
    return steps if act is None else steps.to(act(steps, state, message))


def _reset(_: Steps, state: PageState, message: Mapping[str, Any]) -> PageState:
    lever = message.get("lever")
    if not isinstance(lever, str) or lever not in LEVERS:
        return state
    return state.with_current(reset_lever(state.in_hand, lever))


def _begin(_: Steps, state: PageState, message: Mapping[str, Any]) -> PageState:
    """Begin a plan from nothing, or from a scenario on the page, on the shelf or shipped."""
    source = known_entry(state, message.get("from") or plans.BLANK)
    title, note = _text(message.get("title")), _text(message.get("note"))
    return state if source is None else plans.begun(state, source, title, note)


def known_entry(state: PageState, name: object) -> Entry | None:
    """Return an entry that a plan may be begun from, or None where there is none."""
    shown = (*state.entries, *state.shelf)
    found = next((entry for entry in shown if entry.name == name), None)
    return found or (plans.shipped_entry(name) if isinstance(name, str) else None)


def _name(_: Steps, state: PageState, message: Mapping[str, Any]) -> PageState:
    note = message.get("note")
    told = _text(note) if isinstance(note, str) else None
    return plans.renamed(state, _text(message.get("title")), told)


def _take_back(steps: Steps, state: PageState, message: Mapping[str, Any]) -> PageState:
    """Take back one step of the scenario in hand, the others stay."""
    known, step = versions(steps), message.get("step")
    if not isinstance(step, int) or not 0 < step < len(known):
        return state
    return state.with_current(taken_back(state.in_hand.current, known[step - 1], known[step]))


def _return(steps: Steps, state: PageState, message: Mapping[str, Any]) -> PageState:
    """Go back to what the scenario in hand was after one step; a step of its own."""
    known, step = versions(steps), message.get("step")
    if not isinstance(step, int) or not 0 <= step < len(known):
        return state
    now = state.in_hand.current
    then = replace(known[step], name=now.name, title=now.title, description=now.description)
    return state.with_current(then)


_ACTS: dict[str, Callable[[Steps, PageState, Mapping[str, Any]], PageState]] = {
    "reset": _reset,
    "reset_levers": lambda _, state, __: state.with_current(reset_levers(state.in_hand)),
    "reset_assumptions": lambda _, state, __: state.with_current(reset_assumptions(state.in_hand)),
    "begin": _begin,
    "name": _name,
    "remove": lambda _, state, __: plans.removed(state),
    "take_back": _take_back,
    "return": _return,
}


def _text(stated: object) -> str:
    return stated if isinstance(stated, str) else ""


def _taken(steps: Steps, name: object) -> Steps:
    """Take another scenario in hand: not a change of any number, so nothing to undo."""
    if name == "status_quo" or name not in [e.name for e in steps.present.entries]:
        return steps
    return replace(steps, present=replace(steps.present, active=str(name)))
