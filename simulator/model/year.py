"""One year of the workforce: the order of the steps."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.model import compulsory, jobs, labour
from simulator.model.arrays import Array, at_least, cell_sums
from simulator.model.movements import Booking, Cause, Transfer
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.states import COMPULSORY, FORMER_MEMBERS, LIABLE, UNINSURED, VOLUNTARY
from simulator.model.voluntary import VoluntaryYear, voluntary_year
from simulator.model.workforce import Room, Workforce, aged


class YearResult(NamedTuple):
    """A year's end, who moved in it, and what could not be met.

    Parameters
    ----------
    end : the state at 31 December
    booked : who moved
    voluntary : the year of voluntary insurance
    unfilled : (draw,) [persons] liable jobs that nobody could be hired into
    """

    end: YearEnd
    booked: list[Booking]
    voluntary: VoluntaryYear
    unfilled: Array


def next_year(
    last: YearEnd, conditions: Conditions, rates: Rates, room: Room | None = None
) -> YearResult:
    """Return the state one year later.

    ``room`` holds arrays to be written over: the stocks that result last for one year more only.
    Without it they are new.

    The steps, in order:

    1 ageing, deaths, migration; 2 retirement; 3 participation; 4 owners of household
    businesses; 5 separations; 6 jobs: hiring and lay-offs; 7 compliance; 8 lump sums;
    9 voluntary insurance.
    """
    people = aged(Workforce(last.stocks), conditions.survival, conditions.population[:, 0, 0], room)
    people.apply(labour.migration(people, conditions.net_migration))
    in_migrants = _one_year_older(last.in_migrants, conditions.survival)
    everybody = conditions.population + in_migrants

    people.apply(labour.retirements(people, conditions, rates))
    people.apply(
        labour.participation(people, everybody, conditions.participation, rates.class_share)
    )
    registered = compulsory.owner_registrations(
        people, conditions.owner_share, conditions.working_age
    )
    people.apply(registered)
    separated = compulsory.separations(people, rates)
    people.apply(separated)

    young = conditions.working_age[:, :, None]
    labour_force = cell_sums(((everybody - people.stocks[0]) * young)[None])[0]
    held_jobs = cell_sums(people.stocks[LIABLE])
    owners = compulsory.owners_left(last, _persons(registered), held_jobs[1])
    open_jobs = jobs.vacancies(held_jobs, last, conditions, rates, labour_force, owners)
    newcomers, open_jobs = _newcomers(open_jobs, everybody, conditions, rates)
    people.apply(newcomers)
    rehired, lost, unfilled = _hired_and_laid_off(people, open_jobs, conditions, rates)
    new_former = separated[0].persons * (1.0 - rehired) + lost

    change = conditions.compliance_shift - last.compliance_shift
    people.apply(compulsory.compliance(people, change))
    cashing_in = compulsory.lump_sums(
        people, conditions.lump_sum_rate, new_former, rates.class_share
    )
    people.apply(cashing_in)
    held = cell_sums(people.stocks)
    other_exits = last.people[VOLUNTARY] - held[VOLUNTARY]
    volunteers = voluntary_year(
        people, held, last.reference_voluntary, other_exits, conditions, rates
    )
    people.apply(volunteers.transfers)
    held[VOLUNTARY] += volunteers.gained
    held[UNINSURED] -= volunteers.gained

    arrived = sum(t.persons[0] for t in newcomers)
    end = YearEnd(
        year=conditions.year,
        stocks=people.stocks,
        people=held,
        in_migrants=in_migrants + arrived,
        reference_voluntary=volunteers.reference,
        owners=owners,
        project_jobs=conditions.project_jobs,
        compliance_shift=conditions.compliance_shift,
        labour_force=labour_force + _persons(newcomers),
    )
    return YearResult(end, people.booked, volunteers, unfilled)


def _hired_and_laid_off(
    people: Workforce, open_jobs: jobs.Vacancies, conditions: Conditions, rates: Rates
) -> tuple[Array, Array, Array]:
    """Fill the jobs that are open and end those that are gone.

    Returns
    -------
    share of former members who were hired again, and members who lost their jobs, by sex, age and
    draw; jobs that found nobody, by draw
    """
    before = people[FORMER_MEMBERS].copy()
    hires, unfilled = jobs.hiring(people, open_jobs, conditions.working_age, rates)
    people.apply(hires)
    rehired = 1.0 - people[FORMER_MEMBERS] / at_least(before, 1e-9)
    ended = jobs.layoffs(people, open_jobs, rates.class_share)
    people.apply(ended)
    lost = sum((t.persons for t in ended if t.origin == COMPULSORY), np.zeros_like(before[0]))
    return rehired, lost, unfilled


def _newcomers(
    open_jobs: jobs.Vacancies, everybody: Array, conditions: Conditions, rates: Rates
) -> tuple[list[Transfer], jobs.Vacancies]:
    """Return in-migrants hired for projects, and the covered jobs that remain to be filled."""
    if not np.any(conditions.hired_from_outside):
        return [], open_jobs
    arriving = np.minimum(conditions.hired_from_outside, np.maximum(open_jobs.covered, 0.0))
    cells = jobs.hired_from_outside(
        arriving, everybody, rates.hiring_pattern, conditions.working_age[:, :, None]
    )
    remaining = jobs.Vacancies(open_jobs.covered - arriving, open_jobs.uncovered)
    return [Transfer(Cause.HIRING_FROM_OUTSIDE, None, COMPULSORY, cells)], remaining


def _one_year_older(persons: Array, survival: Array) -> Array:
    older = np.zeros_like(persons)
    older[:, 1:] = persons[:, :-1] * survival[:, :-1, None]
    return older


def _persons(transfers: list[Transfer]) -> Array:
    return np.asarray(sum((cell_sums(t.persons)[0] for t in transfers), np.zeros(1)))
