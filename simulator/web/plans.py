"""A plan of one's own: begun from nothing or from any scenario, named, noted, put aside."""

from __future__ import annotations

from dataclasses import replace

from simulator.inputs.scenario import Scenario
from simulator.text import Text, visible
from simulator.web.runs import shipped, shipped_names
from simulator.web.state import (
    MOST_SHELVED,
    MOST_SHOWN,
    Entry,
    PageState,
    facts_of,
    with_facts,
)

BLANK = "status_quo"
"""Shipped scenario in which nothing is done, from which a plan begins that copies no other."""
LONGEST_TITLE, LONGEST_NOTE = 80, 1000
_NAME = "plan"
_TITLE = Text("Phương án của tôi", "My plan")


def begun(state: PageState, source: Entry, title: str = "", note: str = "") -> PageState:
    """Return the state with a new plan, compared with the others and moved by the sliders.

    Parameters
    ----------
    source : entry whose present numbers the plan begins with; a reset goes back to its origin
    title : as typed; empty: a usual one
    """
    name, titled = free_name(state), distinct(_titled(title), state)
    current = replace(
        source.current,
        name=name,
        title=titled,
        description=_words(note, LONGEST_NOTE),
        extends=source.origin.name if shipped_entry(source.origin.name) else None,
        document=None,
    )
    return with_entry(state, Entry(source.origin, current))


def begun_with(state: PageState, source: Entry, scenario: Scenario, title: str) -> PageState:
    """Return the state with a plan of certain numbers, begun from another scenario."""
    made = begun(state, source, title)
    mine = made.in_hand.current
    named = replace(scenario, name=mine.name, title=mine.title, description=mine.description)
    return made.with_current(replace(named, document=None))


def with_entry(state: PageState, entry: Entry) -> PageState:
    """Return the state with one more entry, in hand; where there is no room one makes way.

    The one that makes way stays on the shelf where it holds anything of the visitor's.
    """
    entry = with_facts(entry, facts_of(state))
    shelf = tuple(e for e in state.shelf if e.name != entry.name)
    others, gone = room_for_one(replace(state, shelf=shelf))
    if gone is not None:
        shelf = shelved(shelf, gone)
    return replace(state, entries=(*others, entry), active=entry.name, shelf=shelf)


def room_for_one(state: PageState) -> tuple[tuple[Entry, ...], Entry | None]:
    """Return the scenarios that stay beside a new one, and the one that has to go, if any.

    The base stays: differences are taken from it. Of the others a shipped one goes first.
    """
    if len(state.entries) < MOST_SHOWN:
        return state.entries, None
    others = [e for e in reversed(state.entries) if e.name != state.base]
    gone = next((e for e in others if not e.edited and not is_plan(e)), others[0])
    return tuple(e for e in state.entries if e is not gone), gone


def made_way(before: PageState, after: PageState) -> list[Text]:
    """Return in words which scenario made way for a new one, if any did."""
    names = {entry.name for entry in after.entries}
    new = names - {entry.name for entry in before.entries}
    gone = [entry for entry in before.entries if entry.name not in names]
    if not new or not gone or before.region != after.region:
        return []
    title = gone[0].current.title
    return [
        Text(
            f"Chỉ so sánh được {MOST_SHOWN} kịch bản; “{title.vi}” đã được bỏ ra, có thể chọn lại "
            "ở Chọn kịch bản, địa bàn, năm.",
            f"Only {MOST_SHOWN} scenarios can be compared; “{title.en}” made way and can be chosen "
            "again under Choose scenarios, place, year.",
        )
    ]


def shelved(shelf: tuple[Entry, ...], *gone: Entry) -> tuple[Entry, ...]:
    """Return the shelf with what is no longer compared, where it cannot be had elsewhere."""
    kept = [e for e in gone if e.edited or shipped_entry(e.name) is None]
    names = {e.name for e in kept}
    return (*(e for e in shelf if e.name not in names), *kept)[-MOST_SHELVED:]


def is_plan(entry: Entry) -> bool:
    """Return whether it is the visitor's own, so that it may be named and noted."""
    return entry.name not in shipped_names()


def shipped_entry(name: str) -> Entry | None:
    """Return a shipped scenario as it comes onto the page, or None where there is none."""
    if name not in shipped_names():
        return None
    scenario = shipped(name)
    return Entry(scenario, scenario)


def renamed(state: PageState, title: str, note: str | None = None) -> PageState:
    """Return the state with another title or note of the scenario in hand.

    A shipped scenario keeps its title: what is to be called otherwise is copied first.
    """
    entry = state.in_hand
    if not is_plan(entry):
        return state
    others = replace(state, entries=tuple(e for e in state.entries if e is not entry))
    current = entry.current
    if title.strip():
        current = replace(current, title=distinct(_titled(title), others))
    if note is not None:
        current = replace(current, description=_words(note, LONGEST_NOTE))
    return state.with_current(current)


def removed(state: PageState) -> PageState:
    """Return the state without the plan in hand, where others are left."""
    entry = state.in_hand
    left = tuple(e for e in state.entries if e is not entry)
    if not left or not is_plan(entry):
        return state
    base = state.base if state.base != entry.name else left[0].name
    movable = [e.name for e in left if e.name != BLANK] or [left[0].name]
    return replace(state, entries=left, base=base, active=movable[-1])


def free_name(state: PageState) -> str:
    """Return a name that no entry on the page or on the shelf has."""
    taken = {e.name for e in (*state.entries, *state.shelf)}
    numbers = (f"{_NAME}_{n}" for n in range(1, len(taken) + 2))
    return next(name for name in numbers if name not in taken)


def distinct(title: Text, state: PageState) -> Text:
    """Return a title that no other scenario on the page has."""
    taken = {t for e in (*state.entries, *state.shelf) for t in e.current.title}
    number, found = 1, title
    while found.vi in taken or found.en in taken:
        number += 1
        found = Text(f"{title.vi} ({number})", f"{title.en} ({number})")
    return found


def _titled(title: str) -> Text:
    return _words(title, LONGEST_TITLE) if visible(title).strip() else _TITLE


def _words(stated: str, most: int) -> Text:
    plain = visible(stated).strip()[:most]
    return Text(plain, plain)
