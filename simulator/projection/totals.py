"""The totals that a projection keeps of each year, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.model.arrays import Array, over_cells
from simulator.model.movements import Cause, all_left, left
from simulator.model.rates import Conditions, YearEnd
from simulator.model.states import COMPULSORY, STATE_COUNT, UNCOVERED, UNINSURED, VOLUNTARY
from simulator.model.unemployment import ui_participants
from simulator.model.year import YearResult
from simulator.projection.base_year import working_age
from simulator.projection.conditions import RunInputs, premiums, ui_shifts

LABOUR_FORCE = slice(UNINSURED.start, COMPULSORY.stop)


class Flow(NamedTuple):
    """Something that happens in the course of a year.

    Parameters
    ----------
    of : gives it, (class, 1, 1, draw) or (1, 1, 1, draw) [persons]
    by_class : whether it has a class axis
    """

    of: Callable[[YearResult], Array]
    by_class: bool = False


def _leaving(states: slice, *causes: Cause) -> Callable[[YearResult], Array]:
    return lambda result: left(result.booked, states, *causes)


def _all_leaving(states: slice, cause: Cause) -> Callable[[YearResult], Array]:
    return lambda result: all_left(result.booked, states, cause)


FLOWS: dict[str, Flow] = {
    "entries": Flow(_leaving(UNINSURED, Cause.ENTRY), by_class=True),
    "recruits": Flow(lambda result: result.voluntary.recruits, by_class=True),
    "replaced": Flow(lambda result: result.voluntary.replaced, by_class=True),
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

COUNTED = {
    Cause.ENTRY,
    Cause.LAPSE,
    Cause.HIRING,
    Cause.OWNER_REGISTRATION,
    Cause.LUMP_SUM,
    Cause.RETIREMENT,
    Cause.SEPARATION,
}
"""Causes that the flows ask for."""


COUNTED_STOCKS = {"people": STATE_COUNT, "past_working_age": STATE_COUNT, "insured_owners": 1}
"""What is counted of a year's end beside the flows -> number of states."""


def counted(result: YearResult, year: Conditions) -> dict[str, Array]:
    """Return what is counted of a year: name -> (state, 1, 1, draw) [persons]."""
    stocks = counted_stocks(result.end, year.working_age)
    return stocks | {name: flow.of(result) for name, flow in FLOWS.items()}


def counted_stocks(end: YearEnd, working_age: Array) -> dict[str, Array]:
    """Return what is counted of a year's end: name -> (state, 1, 1, draw) [persons]."""
    past = over_cells(end.stocks, 1.0 - working_age)
    return {"people": end.people, "past_working_age": past, "insured_owners": end.owners}


class Accumulator:
    """What is counted of every year end and of the way to it.

    Parameters
    ----------
    inputs : what the conditions of the years are made from
    begin : the year's end at which it begins
    until : last year
    """

    def __init__(self, inputs: RunInputs, begin: YearEnd, until: int) -> None:
        self.inputs = inputs
        self.years = range(begin.year, until + 1)
        size = begin.stocks.shape[-1]
        states = COUNTED_STOCKS | {
            n: len(CLASS_NAMES) if f.by_class else 1 for n, f in FLOWS.items()
        }
        self.found = {
            name: np.full((len(self.years), count, size), np.nan) for name, count in states.items()
        }
        for name, array in counted_stocks(begin, working_age(inputs.region, begin.year)).items():
            self.found[name][0] = array[:, 0, 0]

    @property
    def ahead(self) -> dict[str, Array]:
        """Return what is to be counted of the years ahead: name -> (year, state, draw)."""
        return {name: array[1:] for name, array in self.found.items()}

    @property
    def people(self) -> Array:
        """Return the people of each state: (year, state, draw)."""
        return self.found["people"]

    @property
    def owners(self) -> Array:
        """Return household-business owners in compulsory insurance: (year, draw)."""
        return self.found["insured_owners"][:, 0]

    @property
    def flows(self) -> dict[str, Array]:
        """Return the flows, (year, class, draw) or (year, draw); unknown in the first year."""
        found = {name: self.found[name] for name in FLOWS}
        return {name: x if FLOWS[name].by_class else x[:, 0] for name, x in found.items()}

    def of_working_age(self, states: slice) -> Array:
        """Return people of these states below the normal retirement age: (year, state, draw)."""
        return np.asarray(self.people[:, states] - self.found["past_working_age"][:, states])

    def ui(self) -> Array:
        """Return UI participants: (year, draw)."""
        outside = self.inputs.base.rates.ui_outside
        employees = self.people[:, COMPULSORY.start] - self.owners
        return ui_participants(employees, outside, ui_shifts(self.inputs, self.years))

    def jobs(self, kind: str) -> Array:
        """Return the jobs of all projects, operating or construction: (year, draw)."""
        rows = [year - self.inputs.region.base_year for year in self.years]
        found = [getattr(project, kind)[rows] for project in self.inputs.projects]
        return np.asarray(sum(found, np.zeros((len(rows), 1))))

    def net_premium(self) -> Array:
        """Return the voluntary premium net of subsidies: (year, class, draw)."""
        first = self.years[0] - self.inputs.region.base_year
        return premiums(self.inputs).net[first : first + len(self.years)]


def base_labour_force(inputs: RunInputs) -> Array:
    """Return the working-age labour force of the base year's end: (draw or 1,) [persons]."""
    start = inputs.base.start
    counts = Accumulator(inputs, start, start.year)
    return np.asarray(STOCKS["working_age_labour_force"](counts)[0])


STOCKS: dict[str, Callable[[Accumulator], Array]] = {
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
    "ui": Accumulator.ui,
    "operating_jobs": lambda c: c.jobs("operating"),
    "construction_jobs": lambda c: c.jobs("construction"),
    "net_premium": Accumulator.net_premium,
}
"""Name -> how it stands at the ends of the years."""

TOTALS = (*STOCKS, *FLOWS)
"""Names of the totals, (year, draw) or (year, class, draw) [persons]; net_premium in million VND
a month.

``uncovered`` are liable but not covered; ``recruits`` is new recruitment asked for, ``replaced``
what baseline recruitment wins back; ``transitions`` are voluntary members who moved to compulsory
insurance; ``unfilled`` are liable jobs that nobody could be hired into.
"""


def totals_of(counts: Accumulator) -> dict[str, Array]:
    """Return every total, each with the full draw axis."""
    draws = counts.people.shape[-1]

    def full(array: Array) -> Array:
        return np.ascontiguousarray(np.broadcast_to(array, (*array.shape[:-1], draws)))

    return {name: full(of(counts)) for name, of in STOCKS.items()} | counts.flows
