"""The totals that a projection keeps of each year, once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.model.rates import YearEnd
from simulator.model.unemployment import ui_participants
from simulator.model.workforce import (
    COMPULSORY,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
    Array,
    Cause,
    cell_sums,
)
from simulator.model.year import YearResult
from simulator.projection.conditions import Setting, premium, ui_shift
from simulator.projection.foundation import working_age
from simulator.projection.levers import LeverPaths

UNKNOWN = np.array([np.nan])
UNKNOWN_BY_CLASS = np.full((len(CLASS_NAMES), 1), np.nan)
"""Flows of the base year, which no projection has run through."""


class Moment:
    """A year end with what led to it; the totals are made from it."""

    def __init__(self, setting: Setting, end: YearEnd, result: YearResult | None) -> None:
        self.setting = setting
        self.end = end
        self.result = result
        states, sexes, ages, draws = end.stocks.shape
        self.by_state = cell_sums(end.stocks)
        young = working_age(setting.region, end.year).ravel()
        self.young_by_state = young @ end.stocks.reshape(states, sexes * ages, draws)
        self._moved: dict[Cause, list[tuple[int, int, Array]]] = {}
        for (cause, origin, to), persons in (result.movements if result else {}).items():
            self._moved.setdefault(cause, []).append((origin, to, persons))

    @property
    def levers(self) -> LeverPaths:
        """Return the scenario's lever paths."""
        return self.setting.levers

    def of_working_age(self, states: slice) -> Array:
        """Return people of these states below the normal retirement age: (draw,)."""
        return np.asarray(self.young_by_state[states].sum(axis=0))

    def ui(self) -> Array:
        """Return UI participants: (draw,)."""
        outside = self.setting.foundation.rates.ui_outside
        shift = ui_shift(self.setting, self.end.year)
        return ui_participants(self.by_state[COMPULSORY][0], outside, shift)

    def flow(self, cause: Cause, origin: slice | None, destination: slice | None) -> Array:
        """Return the year's movements between these states, by origin state: (state, draw)."""
        if self.result is None:
            return np.full((origin.stop - origin.start if origin else 1, 1), np.nan)
        first = origin.start if origin else -1
        moved = np.zeros((origin.stop - first if origin else 1, self.by_state.shape[-1]))
        for start, to, persons in self._moved.get(cause, ()):
            if _within(start, origin) and _within(to, destination):
                moved[start - first] += persons
        return moved


def _within(state: int, states: slice | None) -> bool:
    return state < 0 if states is None else states.start <= state < states.stop


def _recruits(moment: Moment) -> Array:
    return UNKNOWN_BY_CLASS if moment.result is None else moment.result.voluntary.recruits


def _refilled(moment: Moment) -> Array:
    return UNKNOWN_BY_CLASS if moment.result is None else moment.result.voluntary.refilled


def _lost_entries(moment: Moment) -> Array:
    return UNKNOWN_BY_CLASS if moment.result is None else moment.result.voluntary.lost_entries


def _unfilled(moment: Moment) -> Array:
    return UNKNOWN if moment.result is None else moment.result.unfilled


def _jobs(kind: str) -> Callable[[Moment], Array]:
    def total(moment: Moment) -> Array:
        row = moment.end.year - moment.setting.region.base_year
        found = [getattr(p, kind)[row] for p in moment.setting.projects]
        return np.asarray(sum(found, np.zeros(1)))

    return total


TOTALS: dict[str, Callable[[Moment], Array]] = {
    "compulsory": lambda m: m.by_state[COMPULSORY][0],
    "uncovered": lambda m: m.by_state[UNCOVERED][0],
    "voluntary": lambda m: m.by_state[VOLUNTARY],
    "uninsured": lambda m: m.by_state[UNINSURED],
    "labour_force": lambda m: m.by_state[UNINSURED.start :].sum(axis=0),
    "population_15_79": lambda m: m.by_state.sum(axis=0),
    "working_age_labour_force": lambda m: m.of_working_age(slice(UNINSURED.start, COMPULSORY.stop)),
    "compulsory_working_age": lambda m: m.of_working_age(COMPULSORY),
    "voluntary_working_age": lambda m: m.of_working_age(VOLUNTARY),
    "ui": Moment.ui,
    "entries": lambda m: m.flow(Cause.ENTRY, UNINSURED, VOLUNTARY),
    "recruits": _recruits,
    "refilled": _refilled,
    "lost_entries": _lost_entries,
    "lapses": lambda m: m.flow(Cause.LAPSE, VOLUNTARY, UNINSURED),
    "transitions": lambda m: (
        m.flow(Cause.HIRING, VOLUNTARY, COMPULSORY)
        + m.flow(Cause.OWNER_REGISTRATION, VOLUNTARY, COMPULSORY)
    ),
    "lump_sums": lambda m: m.flow(Cause.LUMP_SUM, UNINSURED, UNINSURED).sum(axis=0),
    "owners": lambda m: m.flow(
        Cause.OWNER_REGISTRATION, slice(UNINSURED.start, VOLUNTARY.stop), COMPULSORY
    ).sum(axis=0),
    "retirements": lambda m: m.flow(
        Cause.RETIREMENT, slice(VOLUNTARY.start, COMPULSORY.stop), slice(0, UNINSURED.stop)
    ).sum(axis=0),
    "separations": lambda m: m.flow(Cause.SEPARATION, COMPULSORY, UNINSURED).sum(axis=0),
    "unfilled": _unfilled,
    "operating_jobs": _jobs("operating"),
    "construction_jobs": _jobs("construction"),
    "net_premium": lambda m: premium(m.setting, m.end.year).net,
}
"""Name -> total, (draw,) or (class, draw) [persons]; net_premium in million VND a month.

``uncovered`` are liable but not covered; ``recruits`` is new recruitment asked for, ``refilled``
what the base effort wins back; ``transitions`` are voluntary members who moved to compulsory
insurance; ``unfilled`` are liable jobs that nobody could be hired into.
"""


def totals_at(setting: Setting, end: YearEnd, result: YearResult | None) -> dict[str, Array]:
    """Return every total at one year end."""
    moment = Moment(setting, end, result)
    return {name: np.asarray(total(moment)) for name, total in TOTALS.items()}
