"""In front of a committee: the plans on screen told step by step, over the whole window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from simulator.report.document import Chart, Number, Sentence, Table, Words
from simulator.report.story.parts import RANGES, Step, Story
from simulator.report.writers.words import cell_words
from simulator.text import Text
from simulator.web import figure
from simulator.web.files import as_called, named
from simulator.web.payload import colours_of, title_of
from simulator.web.runs import FOUND, drawn_story, identity
from simulator.web.scripts import component
from simulator.web.sentences import told_of
from simulator.web.session import Visitor
from simulator.web.state import PageState
from simulator.web.worker import aside

_KEY = "present"
_WORDS = {
    "open": Text("Trình chiếu", "Present"),
    "wait": Text("Đang soạn phần trình chiếu…", "Making the presentation…"),
    "back": Text("Trước", "Back"),
    "next": Text("Tiếp", "Next"),
    "close": Text("Đóng (Esc)", "Close (Esc)"),
}
_FAILED = Text(
    "Không soạn được phần trình chiếu cho các kịch bản này.",
    "No presentation can be made of these scenarios.",
)


@st.fragment  # type: ignore[untyped-decorator]
def opener(known: Visitor) -> None:
    """Draw the button that opens the presentation; the key F does the same."""
    language = known.language
    data: dict[str, Any] = {
        "lang": language,
        "w": {key: words.in_(language) for key, words in _WORDS.items()},
    }
    asked = _asked()
    if asked:
        data |= {"n": asked, "first": _first(known)}
    component("present")(key=_KEY, data=data, on_open_change=_heard)
    if asked:  # the steps take seconds: the window has its first words before they come
        with st.container(key="story"):
            component("told")(key="present_told", data={"n": asked, **_told(known)})
    known.redraw_if_changed()


def _first(known: Visitor) -> dict[str, Any]:
    """Return what is said of the plan in hand until the steps are made: the page's sentences."""
    lead, *others = (words.in_(known.language) for words in told_of(known.state))
    return {
        "title": title_of(known.state.in_hand, known.language),
        "statement": [(lead, False)],
        "points": [[(words, False)] for words in others],
    }


def _heard() -> None:
    """Take that the presentation was opened; the fragment then runs with what it says."""


def _asked() -> int:
    """Return how often the presentation was opened in this visit, or 0 in a run for another end."""
    state = st.session_state.get(_KEY)
    message = None if state is None else state.get("open")
    n = message.get("n") if isinstance(message, Mapping) else None
    return n if isinstance(n, int) and not isinstance(n, bool) else 0


def _told(known: Visitor) -> dict[str, Any]:
    language = known.language
    try:
        found = story_of(known.state, language)
    except RuntimeError:
        return {"failed": _FAILED.in_(language)}
    of = colours_of(known.state)
    colours = [of[entry.name] for entry in _ordered(known.state)]
    return {"steps": [step_data(step, language, colours) for step in found.steps]}


def _ordered(state: PageState) -> list[Any]:
    """Return the entries as they are told: the base first, the one in hand last."""
    others = [e for e in state.entries if e.name not in (state.base, state.active)]
    base, hand = state.entry(state.base), state.in_hand
    return [base, *others, *([hand] if hand.name != base.name else [])]


def story_of(state: PageState, language: str) -> Story:
    """Return the story of the plans on screen, up to the year looked at; takes seconds once.

    Raises
    ------
    RuntimeError
        where it cannot be told.
    """
    entries = _ordered(state)
    scenarios = tuple(replace(named(entry), document=None) for entry in entries)
    called = tuple(as_called(entry) for entry in entries)
    key = ("story", state.region, language, state.year, *map(identity, scenarios))
    found: Story = FOUND.get(
        key,
        lambda: aside(drawn_story, state.region, scenarios, called, language, state.year),
    )
    return found


def step_data(step: Step, language: str, colours: list[int]) -> dict[str, Any]:
    """Return a step as ``present.js`` reads it."""
    made: dict[str, Any] = {
        "title": cell_words(step.title, language),
        "statement": _pieces(step.statement, language),
        "points": [_pieces(words, language) for words in step.points],
        "note": RANGES.in_(language) if step.has_range(language) else "",
    }
    if isinstance(step.shown, Chart):
        several = step.shown.kind == "lines" and len(step.shown.series) == len(colours)
        made["figure"] = figure.spec(step.shown, language, colours=colours if several else ())
    elif isinstance(step.shown, Table):
        made["table"] = figure.numbers(step.shown, language)
        made["caption"] = cell_words(step.shown.caption, language)
    return made


def _pieces(words: Words, language: str) -> list[tuple[str, bool]]:
    """Return texts with whether each is a number, which stands out."""
    cells = words.pieces(language) if isinstance(words, Sentence) else [words]
    return [(cell_words(cell, language), isinstance(cell, Number)) for cell in cells]
