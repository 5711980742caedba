"""Which scenarios are side by side, of which place and year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from simulator.errors import InputError
from simulator.inputs.pack_lineage import region_names
from simulator.inputs.scenario_check import check_against_region
from simulator.text import Text
from simulator.web.escape import as_text
from simulator.web.link import LAST_YEAR
from simulator.web.payload import title_of
from simulator.web.plans import shelved
from simulator.web.runs import place_name, region_called, shipped, shipped_names
from simulator.web.session import Visitor, chosen_in, show_in
from simulator.web.state import MOST_SHOWN, Entry, PageState, facts_of, with_facts


def show(known: Visitor) -> None:
    """Draw the choices, each as the state has it; a choice is taken over before the page is drawn.

    The fields keep their identity whatever happens to the state, so that no choice is lost that is
    made after the workbench changed the state on its own.
    """
    state, language = known.state, known.language
    known.chosen = _choice(state)
    offered = _offered(state)
    names = [entry.name for entry in state.entries]
    first = region_called(state.region).base_year
    years = list(range(first + 1, LAST_YEAR + 1))

    def title(name: str) -> str:
        return title_of(offered[name], language)

    with st.expander(_LEAD.in_(language), key=f"choices_{language}"):
        columns = st.columns([2, 2, 1, 1])
        fields: tuple[tuple[str, Any, Text, Any, list[Any]], ...] = (
            (
                "region",
                state.region,
                _PLACE,
                lambda c: place_name(c).in_(language),
                [*region_names(), *([known.place.code] if known.place else [])],
            ),
            ("base", state.base, _BASE, title, names),
            ("year", state.year, _YEAR, str, [y for y in years if y <= state.until]),
            ("until", state.until, _UNTIL, str, years[4:]),
        )
        for column, (what, now, label, shown, options) in zip(columns, fields, strict=True):
            key = _field(known, what, now)
            column.selectbox(
                as_text(label.in_(language)),
                options,
                index=options.index(now) if now in options else 0,
                format_func=shown,
                key=key,
                on_change=_take,
                args=(known, what, key),
            )
        key = _field(known, "shown", names)
        st.pills(
            _SHOWN.in_(language),
            list(offered),
            selection_mode="multi",
            default=names,
            key=key,
            format_func=lambda name: as_text(title(name)),
            on_change=_take,
            args=(known, "shown", key),
        )
    refused = st.container()  # there without them too: what is below is not drawn anew
    for words in known.refused:
        refused.error(as_text(words.in_(language)))
    known.refused = []


_LEAD = Text("Chọn kịch bản, địa bàn, năm", "Choose scenarios, place, year")
_PLACE = Text("Địa bàn", "Place")
_SHOWN = Text(f"Kịch bản (tối đa {MOST_SHOWN})", f"Scenarios (at most {MOST_SHOWN})")
_BASE = Text("So với", "Against")
_YEAR = Text("Năm xem", "Year")
_UNTIL = Text("Đến năm", "Until")


def _field(known: Visitor, what: str, now: object) -> str:
    """Return the key of a field, which shows what the state has."""
    return show_in(f"{what}_{known.fresh}_{known.language}", now)


def _choice(state: PageState) -> tuple[object, ...]:
    titles = tuple((entry.name, entry.current.title) for entry in state.entries)
    return (state.region, titles, state.base, state.year, state.until, len(state.shelf))


def is_stale(known: Visitor) -> bool:
    """Return whether the choices as drawn are no longer those of the state."""
    return known.chosen != _choice(known.state)


def _offered(state: PageState) -> dict[str, Entry]:
    """Return what can be compared: shipped scenarios and the visitor's own, as they stand now."""
    found = {name: Entry(shipped(name), shipped(name)) for name in shipped_names()}
    return {**found, **{entry.name: entry for entry in (*state.shelf, *state.entries)}}


def with_choice(state: PageState, what: str, value: Any) -> PageState:  # noqa: ANN401
    """Return the state after one field was changed; an empty choice of scenarios changes nothing.

    Scenarios keep their order, new ones follow.
    """
    if what != "shown":
        state = replace(state, **{what: value})
        if what == "region":
            first = region_called(state.region).base_year
            until = max(state.until, first + 5)
            return replace(state, until=until, year=max(state.year, first + 1))
        return replace(state, year=min(state.year, state.until))
    offered, facts = _offered(state), facts_of(state)
    kept = [entry.name for entry in state.entries if entry.name in value]
    names = [*kept, *(name for name in offered if name in value and name not in kept)]
    if not names:
        return state
    movable = [name for name in names if name != "status_quo"] or names
    gone = [entry for entry in state.entries if entry.name not in names]
    stays = tuple(entry for entry in state.shelf if entry.name not in names)
    new = {name: with_facts(offered[name], facts) for name in names if name not in kept}
    return replace(
        state,
        entries=tuple(new.get(name, offered[name]) for name in names),
        shelf=shelved(stays, *gone),
        base=state.base if state.base in names else names[0],
        active=state.active if state.active in names else movable[-1],
    )


def _take(known: Visitor, what: str, key: str) -> None:
    if (value := chosen_in(key)) is None:
        return
    chosen = with_choice(known.state, what, value)
    if len(chosen.entries) > MOST_SHOWN:
        known.refused = [_TOO_MANY]
        return
    try:
        refuse_misfit(chosen)
    except InputError as error:
        known.refused = list(dict.fromkeys(p.text for p in error.problems))
        return
    known.go(chosen)


def refuse_misfit(state: PageState) -> None:
    """Refuse scenarios that do not fit the place.

    Raises
    ------
    InputError
        with everything that does not fit.
    """
    for entry in state.entries:
        check_against_region(entry.current, region_called(state.region))


_TOO_MANY = Text(
    f"Chỉ so sánh được {MOST_SHOWN} kịch bản; hãy bỏ bớt một kịch bản trước.",
    f"Only {MOST_SHOWN} scenarios can be compared; take one out first.",
)
