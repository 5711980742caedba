"""One year of the workforce, stated once.

``next_year`` reads as the list in docs/model.md, and each step is a function below it. A quantity
is by cell, (state, sex, age, draw), or one number for the place, (state, 1, 1, draw): written
beside one another they spread over what they lack, so no line knows how many draws there are.
NumPy runs this text as it stands; for ensembles it is run once on symbols, and C comes out
(``simulator/compiled``). So it keeps to arithmetic, ``np.minimum`` and their like, and
``model/arrays.py``, and never asks what a number is: what depends on it is a minimum or a maximum.
One trap is NumPy's alone: ``people[...]`` is a view, which a later movement changes; what must
stay as it was is a ``copy``.
"""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

import numpy as np

from simulator.classes import SELF_EMPLOYED
from simulator.model.arrays import (
    Array,
    largest,
    one_year_older,
    over_cells,
    over_states,
    solved,
    stacked,
)
from simulator.model.job_growth import baseline_growth
from simulator.model.movements import Booking, Cause
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.states import (
    COMPULSORY,
    ENTRY_CLASSES,
    FORMER_MEMBERS,
    INACTIVE,
    LIABLE,
    OUT_OR_UNINSURED,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
)
from simulator.model.workforce import Buffers, Workforce

FEW = 1e-9
"""A divisor is at least this [persons], so that a share of nobody is nought."""


class YearResult(NamedTuple):
    """A year's end, who moved in it, and what could not be met.

    Parameters
    ----------
    end : the state at 31 December
    booked : who moved
    unfilled : (1, 1, 1, draw) [persons] liable jobs that nobody could be hired into
    voluntary : the year of voluntary insurance
    """

    end: YearEnd
    booked: list[Booking]
    unfilled: Array
    voluntary: VoluntaryYear


class VoluntaryYear(NamedTuple):
    """What the year of voluntary insurance asked for; (class, 1, 1, draw) [persons] each.

    Parameters
    ----------
    gained : entries less lapses
    reference : what baseline recruitment alone would hold at the end of the year
    recruits : new recruitment asked for, levers and price included
    replaced : members whom baseline recruitment wins back or replaces
    lost_entries : entries that the cap did not allow
    """

    gained: Array
    reference: Array
    recruits: Array
    replaced: Array
    lost_entries: Array


class Vacancies(NamedTuple):
    """Jobs to fill (positive) or lose (negative), each (1, 1, 1, draw) [persons]."""

    covered: Array
    uncovered: Array


def next_year(
    last: YearEnd,
    year: Conditions,
    rates: Rates,
    counted: Container[Cause] = tuple(Cause),
    buffers: Buffers | None = None,
) -> YearResult:
    """Return the state one year later.

    Parameters
    ----------
    last, year, rates : where it begins, what holds in the year, and in all years
    counted : causes whose movements are booked; all by default
    buffers : written over: the stocks that result last for one year more only. Without
        it they are new
    """
    people = age(last, year, counted, buffers)
    in_migrants = one_year_older(last.in_migrants, year.survival)
    everybody = year.population + in_migrants
    migrate(people, last, year)
    retire(people, year, rates)
    participate(people, everybody, year, rates)
    registered = register_owners(people, year)
    reserved = people[FORMER_MEMBERS].copy()
    separate(people, rates)

    labour_force = over_cells(everybody - people[INACTIVE], year.working_age)
    owners = owners_left(people, last, registered)
    open_jobs = vacancies(people, last, year, rates, labour_force, owners)
    newcomers = hire_from_outside(people, open_jobs, everybody, year, rates)
    arrived = over_cells(newcomers)
    open_jobs = Vacancies(open_jobs.covered - arrived, open_jobs.uncovered)
    not_hired, unfilled = hire(people, open_jobs, year, rates)
    lay_off(people, open_jobs, rates)

    comply(people, year.compliance_shift - last.compliance_shift)
    withdraw_lump_sums(people, reserved * not_hired, year, rates)
    held = over_cells(people.stocks)
    volunteers = enter_and_lapse(people, held, last, year, rates)
    held[VOLUNTARY] += volunteers.gained
    held[UNINSURED] -= volunteers.gained
    end = YearEnd(
        year=year.year,
        population=year.population,
        stocks=people.stocks,
        people=held,
        in_migrants=in_migrants + newcomers,
        reference_voluntary=volunteers.reference,
        owners=owners,
        project_jobs=year.project_jobs,
        compliance_shift=year.compliance_shift,
        labour_force=labour_force + arrived,
    )
    return YearResult(end, people.booked, unfilled, volunteers)


def age(
    last: YearEnd, year: Conditions, counted: Container[Cause], buffers: Buffers | None
) -> Workforce:
    """Return the stocks one year later by ageing and death alone; who turns 15 is ``out``."""
    before = last.stocks
    out = None if buffers is None else buffers.for_stocks(before)
    people = Workforce(one_year_older(before, year.survival, out), counted, buffers)
    people.lose(Cause.DEATH, before, 1.0 - year.survival)
    people.lose(Cause.TURNING_80, before, year.turning_80)
    people.move(Cause.TURNING_15, None, INACTIVE, year.turning_15)
    return people


def migrate(people: Workforce, last: YearEnd, year: Conditions) -> None:
    """Spread net migration over ``out`` and the uninsured in proportion.

    Net migration is whom the population has beside the survivors of the last and who turned 15.
    It takes no more than are there; the rest of the cell stays as it is.
    """
    stayed = one_year_older(last.population, year.survival) + year.turning_15
    movable = over_states(people[OUT_OR_UNINSURED])
    rate = np.maximum((year.population - stayed) / np.maximum(movable, FEW), -1.0)
    moving = people.share(OUT_OR_UNINSURED, rate)
    people.move(Cause.MIGRATION, None, OUT_OR_UNINSURED, moving)


def retire(people: Workforce, year: Conditions, rates: Rates) -> None:
    """Retire liable workers to ``out`` or informal work, voluntary members to ``out``.

    The share rate x ``retiring`` of each cell leaves, where ``retiring`` is
    clip(age + 1 - normal retirement age, 0, 1).
    """
    retired = people.share(LIABLE, year.retiring * rates.retirement)
    to_rest = retired * rates.retired_to_inactive
    people.move(Cause.RETIREMENT, LIABLE, INACTIVE, to_rest)
    people.move(Cause.RETIREMENT, LIABLE, ENTRY_CLASSES, retired - to_rest, rates.class_share)
    resting = people.share(VOLUNTARY, year.retiring * rates.retirement_voluntary)
    people.move(Cause.RETIREMENT, VOLUNTARY, INACTIVE, resting)


def participate(people: Workforce, everybody: Array, year: Conditions, rates: Rates) -> None:
    """Let join or leave the labour force whom participation asks for, to meet its rate.

    Compulsory, voluntary and uncovered participants stay, so the labour force may remain above
    the rate where they exceed it.
    """
    surplus = people[INACTIVE] - (1.0 - participation(year, rates)) * everybody
    uninsured = np.maximum(over_states(people[UNINSURED]), FEW)
    leaving = np.minimum(np.maximum(-surplus, 0.0) / uninsured, 1.0)
    people.move(Cause.LEAVING_LABOUR_FORCE, UNINSURED, INACTIVE, people.share(UNINSURED, leaving))
    joining = np.maximum(surplus, 0.0)
    people.move(Cause.JOINING_LABOUR_FORCE, INACTIVE, ENTRY_CLASSES, joining, rates.class_share)


def participation(year: Conditions, rates: Rates) -> Array:
    """Return labour force over population: (sex, age, draw).

    The odds are those of the base year times ``participation_odds``; levers add a share of those
    below the normal retirement age.
    """
    of_base = year.participation_odds / (rates.inactivity_odds + year.participation_odds)
    raised = of_base + year.participation_added * year.working_age
    return np.minimum(np.maximum(raised, 0.0), 1.0)


def register_owners(people: Workforce, year: Conditions) -> Array:
    """Register household-business owners, liable by Law 41/2024/QH15; return how many.

    One pool for law and lever: ``owner_share`` of the self-employed below the normal retirement
    age, whether uninsured or in voluntary insurance.
    """
    share = year.working_age * year.owner_share
    uninsured, voluntary = (
        people.move(Cause.OWNER_REGISTRATION, pool, COMPULSORY, people.share(pool, share))
        for pool in (_class(UNINSURED, SELF_EMPLOYED), _class(VOLUNTARY, SELF_EMPLOYED))
    )
    return uninsured + voluntary


def separate(people: Workforce, rates: Rates) -> None:
    """Separate from liable jobs: covered to former members, uncovered to the classes."""
    covered = people.share(COMPULSORY, rates.separation)
    people.move(Cause.SEPARATION, COMPULSORY, FORMER_MEMBERS, covered)
    uncovered = people.share(UNCOVERED, rates.separation_uncovered)
    people.move(Cause.SEPARATION, UNCOVERED, ENTRY_CLASSES, uncovered, rates.class_share)


def owners_left(people: Workforce, last: YearEnd, registered: Array) -> Array:
    """Return how many compulsory participants are owners, after deaths and all that came since.

    They leave at the rate of all compulsory participants. Nobody is hired in the place of one who
    left, and their number does not grow with jobs.
    """
    before = np.maximum(last.people[COMPULSORY] + registered, FEW)
    return (last.owners + registered) * over_cells(people[COMPULSORY]) / before


def vacancies(
    people: Workforce,
    last: YearEnd,
    year: Conditions,
    rates: Rates,
    labour_force: Array,
    owners: Array,
) -> Vacancies:
    """Return the liable jobs to be filled or lost this year.

    Covered jobs C* = J exp(growth) + project jobs now + owners now - closures, J = C less project
    jobs and owners at the last year end, growth the mix of forms in ``job_growth``, which were
    fitted on covered jobs. Uncovered jobs keep their share of the labour force.
    """
    labour_growth = np.log(labour_force / last.labour_force)
    ordinary = np.maximum(last.people[COMPULSORY] - last.project_jobs - last.owners, 0.0)
    growth = baseline_growth(ordinary, last.labour_force, labour_growth, year, rates)
    covered = ordinary * np.exp(growth) + year.project_jobs + owners
    covered = np.maximum(covered - year.closures, 0.0)
    uncovered = last.people[UNCOVERED] * np.exp(labour_growth)
    return Vacancies(
        covered - over_cells(people[COMPULSORY]), uncovered - over_cells(people[UNCOVERED])
    )


def hire_from_outside(
    people: Workforce, open_jobs: Vacancies, everybody: Array, year: Conditions, rates: Rates
) -> Array:
    """Hire in-migrants for projects, by the age pattern of hiring; return them by cell."""
    arriving = np.minimum(year.hired_from_outside, np.maximum(open_jobs.covered, 0.0))
    weights = everybody * (rates.hiring_pattern * year.working_age)
    newcomers = weights * (arriving / over_cells(weights))
    people.move(Cause.HIRING_FROM_OUTSIDE, None, COMPULSORY, newcomers)
    return newcomers


def hire(
    people: Workforce, open_jobs: Vacancies, year: Conditions, rates: Rates
) -> tuple[Array, Array]:
    """Fill the open jobs; return the share of former members not hired, and the jobs left open.

    Covered jobs are filled from all uninsured and voluntary classes, uncovered ones from the
    uninsured only; one multiplier meets both needs together. The share hired of a cell is
    min(multiplier x class weight x age pattern, hiring cap), none past the normal retirement age.
    """
    weight, cap = rates.hiring_weight, rates.hiring_cap
    pattern = rates.hiring_pattern * year.working_age
    uninsured, voluntary = (
        np.maximum(over_states(weight * over_cells(people.share(pool, pattern))), FEW)
        for pool in (UNINSURED, VOLUNTARY)
    )
    need_covered = np.maximum(open_jobs.covered, 0.0)
    need = need_covered + np.maximum(open_jobs.uncovered, 0.0)
    # Voluntary members are hired only into covered jobs, so at most those are open to them.
    multiplier = np.minimum(need / (uninsured + voluntary), need_covered / voluntary)
    hires = people.capped_share(VOLUNTARY, pattern, weight * multiplier, cap)
    from_voluntary = over_states(people.move(Cause.HIRING, VOLUNTARY, COMPULSORY, hires))

    wanted = need - from_voluntary
    start = wanted / uninsured
    over_cap = start * largest(weight) * largest(pattern) - cap
    given = (people[UNINSURED], pattern, weight, wanted, cap)
    multiplier = solved(start, over_cap, step_to_hires, *given)
    to_covered = (need_covered - from_voluntary) / np.maximum(wanted, FEW)
    hires = people.capped_share(UNINSURED, pattern, weight * multiplier, cap)
    before = people[FORMER_MEMBERS].copy()
    shares = stacked(1.0 - to_covered, to_covered)
    moved = people.move(Cause.HIRING, UNINSURED, LIABLE, hires, shares)
    not_hired = people[FORMER_MEMBERS] / np.maximum(before, FEW)
    return not_hired, np.maximum(wanted - over_states(moved), 0.0)


def step_to_hires(
    multiplier: Array, pool: Array, pattern: Array, weight: Array, wanted: Array, cap: float
) -> Array:
    """Return what to add to a multiplier whose hires fall short since the cap binds in some cells.

    Hires are concave and piecewise linear in the multiplier, so Newton's steps from below
    reach the solution; where all are capped, the multiplier ends where it is and jobs stay open.
    """
    rate = pattern * weight
    hires = pool * np.minimum(rate * multiplier, cap)
    missing = wanted - over_states(over_cells(hires))
    slope = over_states(over_cells((rate * multiplier < cap) * (rate * pool)))
    # Where nobody is left to hire the slope is nought, and so is the step.
    step: Array = np.maximum(missing, 0.0) * (slope > FEW) / np.maximum(slope, FEW)
    return step


def lay_off(people: Workforce, open_jobs: Vacancies, rates: Rates) -> None:
    """End jobs that are lost, in proportion: covered to former members, others to classes."""
    covered = _share_of(-open_jobs.covered, people[COMPULSORY])
    people.move(Cause.LAYOFF, COMPULSORY, FORMER_MEMBERS, people.share(COMPULSORY, covered))
    uncovered = people.share(UNCOVERED, _share_of(-open_jobs.uncovered, people[UNCOVERED]))
    people.move(Cause.LAYOFF, UNCOVERED, ENTRY_CLASSES, uncovered, rates.class_share)


def comply(people: Workforce, change: Array) -> None:
    """Cover liable workers, or end their cover, as the compliance levers change.

    c' = logistic(logit c + change), c = covered over liable jobs: of C covered and U uncovered
    C U (exp(change) - 1) / (C exp(change) + U) become covered. Nobody moves where the change is
    zero, so that what was gained grows on with covered jobs.
    """
    covered, uncovered = over_cells(people[COMPULSORY]), over_cells(people[UNCOVERED])
    raised = np.maximum(covered * np.exp(change) + uncovered, FEW)
    gained = covered * uncovered * np.expm1(change) / raised
    entering = people.share(UNCOVERED, _share_of(gained, people[UNCOVERED]))
    leaving = people.share(COMPULSORY, _share_of(-gained, people[COMPULSORY]))
    people.move(Cause.COMPLIANCE, UNCOVERED, COMPULSORY, entering)
    people.move(Cause.COMPLIANCE, COMPULSORY, UNCOVERED, leaving)


def withdraw_lump_sums(people: Workforce, eligible: Array, year: Conditions, rates: Rates) -> None:
    """Let former members cash in their reserved years and join the other classes.

    The law asks for a year out, so ``eligible`` are those who were former members all year:
    (1, sex, age, draw) [persons].
    """
    cashing = eligible * year.lump_sum_rate
    people.move(Cause.LUMP_SUM, FORMER_MEMBERS, ENTRY_CLASSES, cashing, rates.class_share)


def enter_and_lapse(
    people: Workforce, held: Array, last: YearEnd, year: Conditions, rates: Rates
) -> VoluntaryYear:
    """Let members of voluntary insurance lapse, and others enter.

    Per class k: lapses = lapse_k V_k; entries = replacement B_k + R_k N_k. Baseline recruitment
    wins back the share ``reenrolment`` of those who lapse, and makes good the other losses of the
    people it holds: B_k = reenrolment lapses + [(1 - reenrolment) lapse0_k V_k + other exits]
    min(1, reference_k / V_k). Nobody makes good the losses of people whom levers brought. With
    replacement 1 and no levers V_k grows by R_k N_k alone, the drift that the data show.

    Parameters
    ----------
    held : (state, 1, 1, draw) [persons] the sums of ``people``
    """
    members, pool = held[VOLUNTARY], held[UNINSURED]
    left_otherwise = last.people[VOLUNTARY] - members
    lapse = np.minimum(rates.lapse * year.lapse_factor, 1.0)
    base_recruits = rates.recruitment * pool
    noise = base_recruits * year.recruitment_noise
    members_before = np.maximum(members + left_otherwise, FEW)
    kept_up = np.minimum(last.reference_voluntary / members_before, 1.0)
    reenrolled = rates.reenrolment * lapse * members
    exits_replaced = ((1.0 - rates.reenrolment) * rates.lapse * members + left_otherwise) * kept_up
    replaced = rates.replacement * (reenrolled + exits_replaced)
    recruits = np.maximum(base_recruits, 0.0) * year.access * year.price_entry
    wanted = np.maximum(replaced + recruits + noise, 0.0)
    lapsing = people.share(VOLUNTARY, lapse)
    entering = _entering(people, wanted, rates)
    lapsed = people.move(Cause.LAPSE, VOLUNTARY, UNINSURED, lapsing)
    entered = people.move(Cause.ENTRY, UNINSURED, VOLUNTARY, entering)
    # Noise of baseline recruitment is part of what it holds, so later years replace its losses too.
    reference = last.reference_voluntary + base_recruits + noise
    lost = np.maximum(wanted - entered, 0.0)
    return VoluntaryYear(entered - lapsed, reference, recruits, replaced, lost)


def _entering(people: Workforce, wanted: Array, rates: Rates) -> Array:
    """Spread entries over the cells of the uninsured by age pattern: (class, sex, age, draw).

    A cell gives at most the share ``entry_cap`` of its people; the excess is lost.
    """
    weighted = over_cells(people.share(UNINSURED, rates.entry_pattern))
    factor = wanted / np.maximum(weighted, FEW)
    return people.capped_share(UNINSURED, rates.entry_pattern, factor, rates.entry_cap)


def _share_of(jobs: Array, holders: Array) -> Array:
    """Return the share that so many jobs are of those who hold them: 0 to 1."""
    share: Array = np.maximum(jobs, 0.0) / np.maximum(over_cells(holders), FEW)
    return np.minimum(share, 1.0)


def _class(states: slice, index: int) -> slice:
    """Return the state of one class."""
    return slice(states.start + index, states.start + index + 1)
