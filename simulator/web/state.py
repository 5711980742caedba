"""What a visitor looks at: scenarios side by side, one of them in hand, and what was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import EllipsisType

from simulator.dataclass import dataclass
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.scenario import LeverSetting, RelativeYear, Scenario
from simulator.levers import LEVERS
from simulator.text import plain

MOST_SHOWN = 4
MOST_SHELVED = 8
"""Plans that stay within reach while they are not compared; the oldest goes first."""
MOST_STEPS = 50
"""Steps that can be undone; older ones are forgotten, so that a session stays small."""
DEFAULT_RAMP = 2.0
"""Years until a lever that the page brings in is fully in force."""
EDITED = "_edited"


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario on the page.

    Parameters
    ----------
    origin : as shipped, uploaded, or as the plan began; a reset goes back to it
    current : as the visitor has it now
    """

    origin: Scenario
    current: Scenario

    @property
    def name(self) -> str:
        """Return the name under which the page knows it, whether edited or not."""
        return self.current.name

    @property
    def edited(self) -> bool:
        """Return whether the visitor changed anything."""
        return self.origin != self.current

    @property
    def marked(self) -> bool:
        """Return whether its title must say that it was changed: it has none of its own."""
        return self.edited and self.origin.name == self.name


@dataclass(frozen=True, slots=True)
class PageState:
    """Everything that a link carries.

    Parameters
    ----------
    region : code of the place
    entries : one to four scenarios side by side
    base : name of the scenario from which differences are taken
    active : name of the scenario that the sliders move
    year : year of the key figures
    until : last year of the charts
    shelf : plans that are kept though they are not compared now, the latest last
    """

    region: str
    entries: tuple[Entry, ...]
    base: str
    active: str
    year: int = 2030
    until: int = 2035
    shelf: tuple[Entry, ...] = ()

    def entry(self, name: str) -> Entry:
        """Return the entry called ``name``."""
        return next(entry for entry in self.entries if entry.name == name)

    @property
    def in_hand(self) -> Entry:
        """Return the entry that the sliders move."""
        return self.entry(self.active)

    def with_current(self, scenario: Scenario) -> PageState:
        """Return the state with another version of the scenario in hand."""
        entries = tuple(
            replace(entry, current=scenario) if entry.name == self.active else entry
            for entry in self.entries
        )
        return replace(self, entries=entries)


@dataclass(frozen=True, slots=True)
class Steps:
    """The present state with what can be undone and redone.

    >>> steps = Steps("a").to("b").to("c").back()
    >>> steps.present, steps.ahead().present, steps.to("d").future
    ('b', 'c', ())
    """

    present: PageState
    past: tuple[PageState, ...] = ()
    future: tuple[PageState, ...] = ()

    def to(self, state: PageState) -> Steps:
        """Return the steps with ``state`` as the present one."""
        if state == self.present:
            return self
        return Steps(state, (*self.past, self.present)[-MOST_STEPS:])

    def without(self, region: str) -> Steps:
        """Return the steps without those that looked at a place that is no longer there."""
        past = tuple(state for state in self.past if state.region != region)
        future = tuple(state for state in self.future if state.region != region)
        return Steps(self.present, past, future)

    def back(self) -> Steps:
        """Undo the last step, if there is one."""
        if not self.past:
            return self
        return Steps(self.past[-1], self.past[:-1], (self.present, *self.future)[:MOST_STEPS])

    def ahead(self) -> Steps:
        """Redo the step that was undone last, if there is one."""
        if not self.future:
            return self
        return Steps(self.future[0], (*self.past, self.present)[-MOST_STEPS:], self.future[1:])


def with_lever(
    scenario: Scenario,
    name: str,
    levels: Mapping[str, float],
    *,
    start: int | None = None,
    ramp_years: float | None = None,
    reason: str | None = None,
    shape: str | None = None,
    until: int | EllipsisType | None = ...,
) -> Scenario:
    """Return the scenario with another path of one lever.

    Parameters
    ----------
    levels : "default" or class -> level; the rest stays
    start, ramp_years, reason, shape : None: stays
    until : last year in force, or None: it holds; not given: stays

    A level that does not change keeps its range; one that does is certain from then on.
    """
    known = scenario.levers.get(name)
    path = known or LeverSetting(
        RelativeYear(1), DEFAULT_RAMP, {"default": Estimate.exactly(LEVERS[name].neutral)}
    )
    stated = dict(path.level)
    for by, level in levels.items():
        if by not in stated or stated[by].value != level:
            stated[by] = Estimate.exactly(level)
    new = LeverSetting(
        path.start if start is None else start,
        path.ramp_years if ramp_years is None else ramp_years,
        stated,
        path.until if isinstance(until, EllipsisType) else until,
        path.reason if reason is None or reason in path.reason else plain(reason),
        path.shape if shape is None else shape,
    )
    idle = all(q.value == LEVERS[name].neutral for q in stated.values()) and not new.reason
    if known is None and idle:
        return scenario
    return replace(scenario, levers=_in_order({**scenario.levers, name: new}))


def reset_lever(entry: Entry, name: str) -> Scenario:
    """Return the scenario with one lever as in its origin."""
    levers = {n: path for n, path in entry.current.levers.items() if n != name}
    if name in entry.origin.levers:
        levers[name] = entry.origin.levers[name]
    return replace(entry.current, levers=_in_order(levers))


def reset_levers(entry: Entry) -> Scenario:
    """Return the scenario with every lever as in its origin."""
    return replace(entry.current, levers=entry.origin.levers)


def reset_assumptions(entry: Entry) -> Scenario:
    """Return the scenario with every assumption, and growth, as in its origin."""
    return replace(entry.current, assumptions=entry.origin.assumptions, growth=entry.origin.growth)


def all_levers_stated(scenario: Scenario) -> Scenario:
    """Return the scenario with every lever stated, neutral where it was not; the same results."""
    missing = {
        name: LeverSetting(
            RelativeYear(1), DEFAULT_RAMP, {"default": Estimate.exactly(lever.neutral)}
        )
        for name, lever in LEVERS.items()
        if name not in scenario.levers
    }
    return replace(scenario, levers=_in_order({**missing, **scenario.levers}))


def facts_of(state: PageState) -> dict[Assumed, Estimate]:
    """Return the assumptions that were changed for every scenario compared, the status quo too."""
    first, *others = (entry.current.assumptions for entry in state.entries)
    mine = state.entries[0].origin.assumptions
    return {
        key: stated
        for key, stated in first.items()
        if mine.get(key) != stated and all(other.get(key) == stated for other in others)
    }


def with_facts(entry: Entry, facts: Mapping[Assumed, Estimate]) -> Entry:
    """Return an entry that comes onto the page with what was changed for all that are there."""
    if not facts:
        return entry
    assumptions = {**entry.current.assumptions, **facts}
    return replace(entry, current=replace(entry.current, assumptions=assumptions, document=None))


def _in_order(levers: Mapping[str, LeverSetting]) -> dict[str, LeverSetting]:
    return {name: levers[name] for name in LEVERS if name in levers}
