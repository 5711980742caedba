"""The totals that a projection keeps of each year, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.inputs.region import Region
from simulator.model.arrays import Array
from simulator.model.movements import Cause, left
from simulator.model.rates import YearEnd
from simulator.model.states import COMPULSORY, STATE_COUNT, UNCOVERED, UNINSURED, VOLUNTARY
from simulator.model.unemployment import ui_participants
from simulator.model.year import YearResult
from simulator.projection.conditions import Setting, premium, ui_shift
from simulator.projection.foundation import working_age

LABOUR_FORCE = slice(UNINSURED.start, COMPULSORY.stop)


class Flow(NamedTuple):
    """Something that happens in the course of a year.

    Parameters
    ----------
    of : gives it, (class, draw) or (draw,) [persons]
    by_class : whether it has a class axis
    """

    of: Callable[[YearResult], Array]
    by_class: bool = False


def _leaving(states: slice, *causes: Cause) -> Callable[[YearResult], Array]:
    def moved(result: YearResult) -> Array:
        first, *others = (left(result.booked, cause, states) for cause in causes)
        return np.asarray(sum(others, first))

    return moved


def _all_leaving(states: slice, cause: Cause) -> Callable[[YearResult], Array]:
    return lambda result: left(result.booked, cause, states).sum(axis=0)


FLOWS: dict[str, Flow] = {
    "entries": Flow(_leaving(UNINSURED, Cause.ENTRY), by_class=True),
    "recruits": Flow(lambda result: result.voluntary.recruits, by_class=True),
    "refilled": Flow(lambda result: result.voluntary.refilled, by_class=True),
    "lost_entries": Flow(lambda result: result.voluntary.lost_entries, by_class=True),
    "lapses": Flow(_leaving(VOLUNTARY, Cause.LAPSE), by_class=True),
    "transitions": Flow(_leaving(VOLUNTARY, Cause.HIRING, Cause.OWNER_REGISTRATION), by_class=True),
    "lump_sums": Flow(_all_leaving(UNINSURED, Cause.LUMP_SUM)),
    "owners": Flow(_all_leaving(slice(UNINSURED.start, VOLUNTARY.stop), Cause.OWNER_REGISTRATION)),
    "retirements": Flow(_all_leaving(slice(VOLUNTARY.start, COMPULSORY.stop), Cause.RETIREMENT)),
    "separations": Flow(_all_leaving(COMPULSORY, Cause.SEPARATION)),
    "unfilled": Flow(lambda result: result.unfilled),
}
"""Name -> what it is; unknown in the base year, which no projection has run through."""


class Course:
    """What is counted of every year end and of the way to it, for the draws that run together.

    Parameters
    ----------
    setting : what the conditions of the years are made from
    years : the base year and every projected one
    draws : number of draws
    """

    def __init__(self, setting: Setting, years: Sequence[int], draws: int) -> None:
        self.setting = setting
        self.years = years
        self.people = np.empty((len(years), STATE_COUNT, draws))
        self.past_working_age = np.empty_like(self.people)
        self.owners = np.empty((len(years), draws))
        self._past = [_past_working_age(setting.region, year) for year in years]
        by_class = (len(years), len(CLASS_NAMES), draws)
        self.flows = {
            name: np.full(by_class if flow.by_class else (len(years), draws), np.nan)
            for name, flow in FLOWS.items()
        }

    def add(self, draws: slice, end: YearEnd, result: YearResult | None = None) -> None:
        """Count a year end and what led to it, for some of the draws."""
        row = self.years.index(end.year)
        self.people[row, :, draws] = end.people
        self.owners[row, draws] = end.owners
        oldest, past = self._past[row]
        by_sex = past @ end.stocks[:, :, oldest]
        self.past_working_age[row, :, draws] = by_sex.sum(axis=(1, 2))
        if result is not None:
            for name, flow in FLOWS.items():
                self.flows[name][row, ..., draws] = flow.of(result)

    def of_working_age(self, states: slice) -> Array:
        """Return people of these states below the normal retirement age: (year, state, draw)."""
        return np.asarray(self.people[:, states] - self.past_working_age[:, states])

    def ui(self) -> Array:
        """Return UI participants: (year, draw)."""
        outside = self.setting.foundation.rates.ui_outside
        shifts = [ui_shift(self.setting, year) for year in self.years]
        employees = self.people[:, COMPULSORY.start] - self.owners
        rows = zip(employees, shifts, strict=True)
        return np.stack([ui_participants(people, outside, shift) for people, shift in rows])

    def jobs(self, kind: str) -> Array:
        """Return the jobs of all projects, operating or construction: (year, draw)."""
        rows = [year - self.setting.region.base_year for year in self.years]
        found = [getattr(project, kind)[rows] for project in self.setting.projects]
        return np.asarray(sum(found, np.zeros((len(rows), 1))))

    def net_premium(self) -> Array:
        """Return the voluntary premium net of subsidies: (year, class, draw)."""
        found = [premium(self.setting, year).net for year in self.years]
        return np.stack(np.broadcast_arrays(*found))


def base_labour_force(setting: Setting) -> Array:
    """Return the working-age labour force of the base year's end: (draw or 1,) [persons]."""
    start = setting.foundation.start
    course = Course(setting, [start.year], start.stocks.shape[-1])
    course.add(slice(None), start)
    return np.asarray(STANDS["working_age_labour_force"](course)[0])


def _past_working_age(region: Region, year: int) -> tuple[slice, Array]:
    """Return the ages at which anybody is past working age, and the share: (sex, 1, age)."""
    past = 1.0 - working_age(region, year)
    ages = slice(int(np.flatnonzero(past.any(axis=0))[0]), None)
    return ages, past[:, None, ages]


STANDS: dict[str, Callable[[Course], Array]] = {
    "compulsory": lambda c: c.people[:, COMPULSORY.start],
    "uncovered": lambda c: c.people[:, UNCOVERED.start],
    "voluntary": lambda c: c.people[:, VOLUNTARY],
    "uninsured": lambda c: c.people[:, UNINSURED],
    "labour_force": lambda c: c.people[:, UNINSURED.start :].sum(axis=1),
    "population_15_79": lambda c: c.people.sum(axis=1),
    "working_age_labour_force": lambda c: c.of_working_age(LABOUR_FORCE).sum(axis=1),
    "compulsory_working_age": lambda c: c.of_working_age(COMPULSORY)[:, 0],
    "voluntary_working_age": lambda c: c.of_working_age(VOLUNTARY).sum(axis=1),
    "insured_owners": lambda c: c.owners,
    "ui": Course.ui,
    "operating_jobs": lambda c: c.jobs("operating"),
    "construction_jobs": lambda c: c.jobs("construction"),
    "net_premium": Course.net_premium,
}
"""Name -> how it stands at the ends of the years."""

TOTALS = (*STANDS, *FLOWS)
"""Names of the totals, (year, draw) or (year, class, draw) [persons]; net_premium in million VND
a month.

``uncovered`` are liable but not covered; ``recruits`` is new recruitment asked for, ``refilled``
what the base effort wins back; ``transitions`` are voluntary members who moved to compulsory
insurance; ``unfilled`` are liable jobs that nobody could be hired into.
"""


def totals_of(course: Course) -> dict[str, Array]:
    """Return every total, each with the full draw axis."""
    draws = course.people.shape[-1]

    def full(array: Array) -> Array:
        return np.ascontiguousarray(np.broadcast_to(array, (*array.shape[:-1], draws)))

    return {name: full(of(course)) for name, of in STANDS.items()} | course.flows
