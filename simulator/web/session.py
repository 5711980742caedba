"""One visitor's state between two runs of the page, and its mirror in the link."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import field, replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from simulator.dataclass import dataclass
from simulator.errors import InputError
from simulator.levers import LEVERS, Group
from simulator.text import LANGUAGES, Text
from simulator.web.link import IN_FILE, OWN, address, from_link
from simulator.web.own_figures import OwnFigure
from simulator.web.own_place import OwnPlace
from simulator.web.plans import made_way
from simulator.web.state import PageState, Steps
from simulator.web.typed import exact, number_typed
from simulator.web.workbench import Misread, acted, moved

_KEY, BENCH = "visitor", "bench"
"""Keys of what is kept of a visitor, and of the workbench."""


@dataclass
class Visitor:
    """What is kept of a visitor.

    Parameters
    ----------
    steps : the state, with what can be undone
    language : "vi" or "en"
    notices : what could not be taken from the link
    remarks : what the last step did that may not be expected
    opened : levers whose class sliders are open
    folded : families of levers that are folded away
    heard : component -> number of the last of its messages that was taken
    fresh : tells the workbench that this is another session than before
    written : the link as last written
    own : figures of the visitor's own, drawn on the charts
    place : of the visitor's own figures, which every page can be made with
    chosen : what the choices above the workbench showed when they were drawn
    refused : why the last choice was not taken
    fields : keys of the fields whose content outlives a visit to another page, and what they hold
    misread : fields of levers whose content could not be read, with what is wrong
    listing : whether the steps of the scenario in hand are listed
    drafts : scenario and row of its list of projects -> fields as they are being typed
    refused_projects : the same rows -> why they were not taken over
    numbers : keys of those fields that hold a number
    asked : the last question of the goal search, so that nobody sees another's answer unasked
    papers : what papers were last asked for
    taken : what was said when a mix of the answer was made a plan
    looked : name of the scenario that the other pages show, where it is not the one in hand
    drawn : language and revision with which the page was last drawn; None before it was
    at : path of the page that was drawn last
    """

    steps: Steps
    language: str
    notices: list[Text]
    opened: tuple[str, ...] = ()
    folded: tuple[str, ...] = (Group.SHOCK.value,)
    heard: Counter[str] = field(default_factory=Counter)
    revision: int = 0
    fresh: str = field(default_factory=lambda: secrets.token_hex(6))
    written: dict[str, str] = field(default_factory=dict)
    own: tuple[OwnFigure, ...] = ()
    place: OwnPlace | None = None
    remarks: list[Text] = field(default_factory=list)
    chosen: tuple[object, ...] = ()
    refused: list[Text] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    misread: Misread = field(default_factory=dict)
    listing: bool = False
    drafts: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    refused_projects: dict[tuple[str, int], Text] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    asked: tuple[object, ...] | None = None
    papers: tuple[object, ...] | None = None
    taken: Text | None = None
    looked: str = ""
    drawn: tuple[str, int] | None = None
    at: str | None = None

    @property
    def state(self) -> PageState:
        """Return the present state."""
        return self.steps.present

    def go(self, state: PageState) -> None:
        """Make a step that can be undone."""
        self.take(self.steps.to(state))

    def look(self, state: PageState) -> None:
        """Show the same numbers otherwise: nothing to undo."""
        self.take(replace(self.steps, present=state))

    def take(self, steps: Steps) -> None:
        """Take over other steps."""
        if steps.present != self.steps.present:
            self.revision += 1
        self.steps = steps

    def hold(self, place: OwnPlace | None, state: PageState) -> None:
        """Take over a place of own figures, or none, and go on with it.

        One is held at a time; steps that looked at the one before can no longer be gone back to.
        """
        before, self.place = self.place, place
        self.go(state)
        if before is not None and before is not place:
            self.steps = self.steps.without(before.code)

    def unheard(self, component: str, said: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401
        """Return what a component says and was not heard before, in the order in which it was said.

        It says all that is unanswered, again and again; nothing is lost, nothing is taken twice.

        Parameters
        ----------
        said : ``{"fresh": of which session, "said": [{"n": number, ...}, ...]}``; it is not trusted
        """
        stated = said if isinstance(said, Mapping) and said.get("fresh") == self.fresh else {}
        listed = stated.get("said")
        messages = sorted(listed if isinstance(listed, list) else (), key=_number_of)
        new = [m for m in messages if _number_of(m) > self.heard[component]]
        self.heard[component] = max(self.heard[component], *map(_number_of, new), 0)
        return new

    def hear(self, said: Any) -> None:  # noqa: ANN401
        """Take what sliders, their fields and buttons of the workbench say."""
        for message in self.unheard(BENCH, said):
            if message.get("kind") == "levers":
                self.go(moved(self.state, message, self.language, self.misread))
            else:
                self._act(message)

    def _act(self, message: Mapping[str, Any]) -> None:
        self.misread.clear()
        before = self.state
        self.take(acted(self.steps, message))
        if message.get("kind") == "list":
            self.listing = message.get("shown") is True
        if message.get("kind") in ("active", "begin"):
            self.looked = ""
        self.remarks += made_way(before, self.state)

    def hear_opened(self, names: Any) -> None:  # noqa: ANN401
        """Take which levers show their class sliders."""
        if isinstance(names, list):
            self.opened = tuple(n for n in LEVERS if n in names and LEVERS[n].by_class)

    def hear_folded(self, names: Any) -> None:  # noqa: ANN401
        """Take which families of levers are folded away: they need no sweep."""
        if isinstance(names, list):
            self.folded = tuple(group.value for group in Group if group.value in names)

    def kept(self, key: str, usual: Any) -> str:  # noqa: ANN401
        """Return the key of a field that is about to be drawn, with what was left in it.

        Streamlit forgets what a field holds when a run does not draw it.
        """
        self.fields[key] = st.session_state.setdefault(key, self.fields.get(key, usual))
        return key

    def keep(self) -> None:
        """Keep what fields of a page hold that may have been left before it was drawn with it."""
        for key in self.fields:
            self.fields[key] = st.session_state.get(key, self.fields[key])

    def kept_number(self, key: str, usual: str) -> str:
        """Return the key of a field of a number, which another language writes its own way."""
        self.numbers.add(key)
        return self.kept(key, usual)

    def kept_of(self, key: str, usual: Any, options: Collection[Any]) -> str:  # noqa: ANN401
        """Return the key of a choice; what is no longer offered gives way to the usual one."""
        if st.session_state.get(key, self.fields.get(key, usual)) not in options:
            self.fields.pop(key, None)
            st.session_state.pop(key, None)
        return self.kept(key, usual)

    def speak(self, language: str) -> None:
        """Go on in another language; numbers that were typed are written its way."""
        before, self.language = self.language, language
        for key in self.numbers:
            self.refill(key, st.session_state.get(key, self.fields.get(key, "")), before)

    def refill(self, key: str, value: Any, language: str) -> None:  # noqa: ANN401
        """Put into a field what was typed in a language; a number is written the way of this one.

        What could not be read stays as it was typed.
        """
        if language != self.language:
            with suppress(InputError):
                value = exact(number_typed(value, language), self.language)
        self.fields[key] = st.session_state[key] = value

    def draws(self) -> None:
        """Take down with what the page is drawn now, as a whole."""
        self.drawn = self.language, self.revision

    def redraw_if_turned(self) -> None:
        """Draw the whole page where a part of it is about to be drawn alone in another language.

        A busy browser tells the server several things at once and asks for the part of the first
        alone; what the others changed must not stay as it was.
        """
        if self.drawn is not None and self.drawn[0] != self.language:
            st.rerun()

    def redraw_if_changed(self) -> None:
        """Draw the whole page where what was told at once also changed the state."""
        if self.drawn is not None and self.drawn != (self.language, self.revision):
            st.rerun()


def show_in(key: str, value: object) -> str:
    """Let the field of a key show what the state has, and return the key.

    A field that shows it is told nothing: what a run tells reaches the browser late, and would take
    back what was chosen meanwhile. One that is drawn anew begins with its usual value, which is to
    be the state's too.
    """
    if st.session_state.get(key, value) != value:
        st.session_state[key] = value
    return key


def chosen_in(key: str) -> Any:  # noqa: ANN401
    """Return what was chosen in the field of a key, for the field's own callback.

    None where its page was left before it was drawn again: the field is forgotten by then, and what
    was said last on that page, which is taken along, calls it once more.
    """
    return st.session_state.get(key)


def _number_of(message: Any) -> int:  # noqa: ANN401
    """Return the number of a message, or 0 where it has none."""
    n = message.get("n") if isinstance(message, Mapping) else None
    return n if isinstance(n, int) and not isinstance(n, bool) else 0


def visitor() -> Visitor:
    """Return the visitor of this session; the link is read when it is not what was written."""
    query = st.query_params.to_dict()
    known: Visitor | None = st.session_state.get(_KEY)
    if known is None:
        state, problems = from_link(query)
        known = Visitor(Steps(state), _language(query.get("lang"), problems), problems)
        known.written = query
        st.session_state[_KEY] = known
    elif query and query != known.written and query.get("v") and _went_back():
        known.written = query
        state, notices = from_link(query)
        language = _language(query.get("lang"), notices)
        if IN_FILE in query or OWN in query:
            # The address does not carry it, but this session may remember it.
            state = _remembered(known, query, language) or known.state
            notices = []
        known.language, known.notices = language, notices
        known.go(state)
    return known


def _went_back() -> bool:
    """Return whether the browser's Back or Forward asked for this run.

    Nothing else changes the link of a session. What is said before the browser has heard of its new
    address still has the old one, and must not bring back what that one holds.
    """
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", True))


def _remembered(known: Visitor, query: dict[str, str], language: str) -> PageState | None:
    """Return the step whose address this is."""
    steps = (*reversed(known.steps.past), *known.steps.future)
    return next((state for state in steps if address(state, language)[0] == query), None)


def _language(stated: str | None, problems: list[Text]) -> str:
    if stated is None or stated in LANGUAGES:
        return stated or LANGUAGES[0]
    problems.append(Text(f"lang: không có {stated[:10]!r}", f"lang: there is no {stated[:10]!r}"))
    return LANGUAGES[0]


def write_link(known: Visitor, page: str | None = None) -> None:
    """Let the browser's address carry the present state.

    Parameters
    ----------
    page : path of the page that is drawn as a whole. Who chooses a page has an address without a
        link, even where the server was told of the choice with the old one
    """
    link, _ = address(known.state, known.language)
    if link != st.query_params.to_dict() or page not in (None, known.at):
        st.query_params.from_dict(link)
    if page is not None:
        known.at = page
    known.written = link
