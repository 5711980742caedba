"""Liable jobs: how many there are, who is hired into them, who is laid off."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.model.arrays import Array, cell_sums
from simulator.model.job_growth import baseline_growth
from simulator.model.movements import Cause, Transfer
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.states import (
    COMPULSORY,
    FORMER_MEMBERS,
    JOINING,
    LIABLE,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
)
from simulator.model.workforce import Workforce


class Vacancies(NamedTuple):
    """Jobs to fill (positive) or lose (negative), each (draw,) [persons]."""

    covered: Array
    uncovered: Array


def vacancies(
    now: Array,
    last: YearEnd,
    conditions: Conditions,
    rates: Rates,
    labour_force: Array,
    owners: Array,
) -> Vacancies:
    """Return the liable jobs to be filled or lost this year.

    Covered jobs C* = J exp(growth) + project jobs now + owners now - closures, J = C less project
    jobs and owners at the last year end, growth the mix of forms in ``job_growth``, which were
    fitted on covered jobs. Uncovered jobs keep their share of the labour force.

    Parameters
    ----------
    now : (liable state, draw) [persons] uncovered and covered, before hiring
    labour_force : (draw,) [persons] below the normal retirement age, now
    owners : (draw,) [persons] household-business owners among the covered, now
    """
    labour_growth = np.log(labour_force / last.labour_force)
    held = last.people[LIABLE]
    ordinary = np.maximum(held[1] - last.project_jobs - last.owners, 0.0)
    growth = baseline_growth(ordinary, last.labour_force, labour_growth, conditions, rates)
    covered = ordinary * np.exp(growth) + conditions.project_jobs + owners
    covered = np.maximum(covered - conditions.closures, 0.0)
    uncovered = held[0] * np.exp(labour_growth)
    return Vacancies(covered - now[1], uncovered - now[0])


def hired_from_outside(
    persons: Array, everybody: Array, pattern: Array, working_age: Array
) -> Array:
    """Spread in-migrants hired for projects by the hiring age pattern: (1, sex, age, draw).

    Parameters
    ----------
    persons : (draw,) [persons]
    everybody : (sex, age, draw) [persons] in the region
    pattern, working_age : (sex, age, draw or 1)
    """
    weights = everybody * pattern * working_age
    weights *= persons / cell_sums(weights[None])[0]
    return weights[None]


def hiring(
    people: Workforce, open_jobs: Vacancies, working_age: Array, rates: Rates
) -> tuple[list[Transfer], Array]:
    """Return the hires that fill the open jobs, and the jobs that stay open.

    Covered jobs are filled from all uninsured and voluntary classes, uncovered ones from the
    uninsured only; one multiplier meets both needs together. The share hired of a cell is
    min(multiplier x class weight x age pattern, hiring cap), none past the normal retirement age.

    Parameters
    ----------
    working_age : (sex, age) share of the cell below the normal retirement age

    Returns
    -------
    transfers, unfilled : unfilled is (draw,) [persons]
    """
    ages = slice(0, int(np.flatnonzero(working_age.any(axis=0))[-1]) + 1)
    pattern = rates.hiring_pattern[:, ages] * working_age[:, ages, None]
    uninsured = _Pool(people, UNINSURED, ages, pattern, rates)
    voluntary = _Pool(people, VOLUNTARY, ages, pattern, rates)
    need_covered = np.maximum(open_jobs.covered, 0.0)
    need = need_covered + np.maximum(open_jobs.uncovered, 0.0)
    # Voluntary members are hired only into covered jobs, so at most those are open to them.
    for_voluntary = np.minimum(
        need / (uninsured.supply + voluntary.supply), need_covered / voluntary.supply
    )
    # The largest share hired of any cell of a class, for a multiplier of one.
    largest = rates.hiring_weight * pattern.max(axis=(0, 1))
    hires_voluntary, moved_voluntary = voluntary.hires(for_voluntary, largest)
    from_voluntary = moved_voluntary.sum(axis=0)

    wanted = need - from_voluntary
    for_uninsured = wanted / uninsured.supply
    capped = np.flatnonzero(for_uninsured * largest.max(axis=0) > rates.hiring_cap)
    if len(capped):
        # Few draws as a rule, so that only they are solved again.
        for_uninsured[capped] = _capped_multiplier(
            uninsured.people[..., capped],
            _draws(pattern, capped),
            _draws(rates.hiring_weight, capped),
            wanted[capped],
            for_uninsured[capped],
            rates.hiring_cap,
        )
    hires_uninsured, moved_uninsured = uninsured.hires(for_uninsured, largest)
    to_covered = (need_covered - from_voluntary) / np.maximum(wanted, 1e-9)
    spread = np.array([1.0 - to_covered, to_covered])[:, None, None]
    transfers = [
        Transfer(Cause.HIRING, UNINSURED, LIABLE, hires_uninsured, spread, ages, moved_uninsured),
        Transfer(Cause.HIRING, VOLUNTARY, COMPULSORY, hires_voluntary, None, ages, moved_voluntary),
    ]
    return transfers, np.maximum(wanted - moved_uninsured.sum(axis=0), 0.0)


class _Pool:
    """People of some classes, whom jobs are open to.

    Parameters
    ----------
    workforce : everybody
    classes, ages : whom of them
    pattern : (sex, age, draw) relative chance of being hired by age
    rates : give each class's relative chance of being hired, and the cap
    """

    def __init__(
        self, workforce: Workforce, classes: slice, ages: slice, pattern: Array, rates: Rates
    ) -> None:
        self.people = workforce.stocks[classes, :, ages]
        self._weight, self._cap = rates.hiring_weight, rates.hiring_cap
        self._weighted = workforce.share(classes, pattern, ages)
        self._by_class = cell_sums(self._weighted)
        self.supply = np.maximum((self._by_class * self._weight).sum(axis=0), 1e-9)

    def hires(self, multiplier: Array, largest: Array) -> tuple[Array, Array]:
        """Return the hires by cell, (class, sex, age, draw), and by class, (class, draw).

        To be asked once.

        Parameters
        ----------
        multiplier : (draw,) of weight x pattern
        largest : (class, draw) weight x pattern where it is largest
        """
        rate = self._weight * multiplier
        moved = self._by_class * rate
        hires = self._weighted
        hires *= rate[:, None, None]
        classes, draws = np.nonzero(largest * multiplier > self._cap)
        if len(draws):
            capped = (classes, slice(None), slice(None), draws)
            hired = np.minimum(hires[capped], self._cap * self.people[capped])
            hires[capped] = hired
            moved[classes, draws] = hired.sum(axis=(1, 2))
        return hires, moved


def layoffs(people: Workforce, open_jobs: Vacancies, class_share: Array) -> list[Transfer]:
    """Return who loses a liable job, in proportion: covered to ``former``, others to classes."""
    transfers = []
    for jobs, states, destination, shares in (
        (open_jobs.covered, COMPULSORY, FORMER_MEMBERS, None),
        (open_jobs.uncovered, UNCOVERED, JOINING, class_share),
    ):
        if np.any(jobs < 0):
            held = cell_sums(people[states])[0]
            share = np.minimum(np.maximum(-jobs, 0.0) / np.maximum(held, 1e-9), 1.0)
            moved = people[states] * share
            transfers.append(Transfer(Cause.LAYOFF, states, destination, moved, shares))
    return transfers


def _draws(array: Array, chosen: npt.NDArray[np.intp]) -> Array:
    """Return some draws of an array, or all of one that is certain."""
    return array if array.shape[-1] == 1 else array[..., chosen]


def _capped_multiplier(
    pool: Array, pattern: Array, weight: Array, wanted: Array, start: Array, cap: float
) -> Array:
    """Return the multiplier that gives the hires wanted although the cap binds in some cells.

    Hires are concave and piecewise linear in the multiplier, so Newton's steps from below
    reach the solution; where all are capped, the multiplier ends where it is and jobs stay open.
    """
    multiplier = start
    for _ in range(30):
        rate = pattern * (weight * multiplier)[:, None, None]
        free = rate < cap
        missing = wanted - (np.where(free, rate, cap) * pool).sum(axis=(0, 1, 2))
        slope = (free * pattern * pool * weight[:, None, None]).sum(axis=(0, 1, 2))
        step = np.where(slope > 1e-9, missing / np.maximum(slope, 1e-9), 0.0)
        multiplier = multiplier + np.maximum(step, 0.0)
        if np.all(np.abs(step) <= 1e-12 * multiplier):
            break
    return np.asarray(multiplier)
