"""Compulsory insurance outside hiring: owners, separations, compliance, lump sums."""

from __future__ import annotations

import numpy as np

from simulator.classes import SELF_EMPLOYED
from simulator.model.arrays import Array, at_least, cell_sums
from simulator.model.movements import Cause, Transfer
from simulator.model.rates import Rates, YearEnd
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


def owner_registrations(people: Workforce, share: Array, working_age: Array) -> list[Transfer]:
    """Return household-business owners who register: liable by Law 41/2024/QH15.

    One pool for law and lever: ``share`` of the self-employed below the normal retirement age,
    whether uninsured or in voluntary insurance.

    Parameters
    ----------
    share : (draw,) [share a year]
    working_age : (sex, age) share of the cell below the normal retirement age
    """
    if not np.any(share):
        return []
    rate = working_age[:, :, None] * share
    pools = (UNINSURED.start + SELF_EMPLOYED, VOLUNTARY.start + SELF_EMPLOYED)
    return [
        Transfer(
            Cause.OWNER_REGISTRATION,
            slice(state, state + 1),
            COMPULSORY,
            people.stocks[state : state + 1] * rate,
        )
        for state in pools
    ]


def owners_left(last: YearEnd, registered: Array, participants: Array) -> Array:
    """Return how many compulsory participants are owners after deaths, retirements and separations.

    They leave at the rate of all compulsory participants. Nobody is hired in the place of one who
    left, and their number does not grow with jobs.

    Parameters
    ----------
    last : the year end before
    registered : (draw,) [persons] who registered this year
    participants : (draw,) [persons] in compulsory insurance now, before hiring
    """
    before = last.people[COMPULSORY][0] + registered
    return np.asarray((last.owners + registered) * participants / at_least(before, 1e-9))


def separations(people: Workforce, rates: Rates) -> list[Transfer]:
    """Return who leaves a liable job: covered to ``former``, uncovered to the classes."""
    return [
        Transfer(
            Cause.SEPARATION, COMPULSORY, FORMER_MEMBERS, people[COMPULSORY] * rates.separation
        ),
        Transfer(
            Cause.SEPARATION,
            UNCOVERED,
            JOINING,
            people[UNCOVERED] * rates.separation_uncovered,
            rates.class_share,
        ),
    ]


def compliance(people: Workforce, change: Array) -> list[Transfer]:
    """Return who becomes covered, or loses cover, as the compliance levers change.

    c' = logistic(logit c + change), c = covered over liable jobs; nobody moves where the
    change is zero, so that what was gained grows on with covered jobs.

    Parameters
    ----------
    change : (draw,) this year's change of the levers' logit shift
    """
    if not np.any(change):
        return []
    uncovered, covered = cell_sums(people[LIABLE])
    # In odds: covered' / uncovered' = covered / uncovered x exp(change).
    liable = covered + uncovered
    raised = covered * np.exp(change)
    moved = np.where(change == 0, 0.0, raised / (raised + uncovered) * liable - covered)
    gained = np.maximum(moved, 0.0) / np.maximum(uncovered, 1e-9)
    lost = np.maximum(-moved, 0.0) / np.maximum(covered, 1e-9)
    return [
        Transfer(Cause.COMPLIANCE, UNCOVERED, COMPULSORY, people[UNCOVERED] * gained),
        Transfer(Cause.COMPLIANCE, COMPULSORY, UNCOVERED, people[COMPULSORY] * lost),
    ]


def lump_sums(
    people: Workforce, rate: Array, new_former: Array, class_share: Array
) -> list[Transfer]:
    """Return former members who cash in their reserved years and join the other classes.

    Only those who were former members all year (the law asks for a year out) can do so.

    Parameters
    ----------
    rate : (draw,) [share a year]
    new_former : (sex, age, draw) [persons] who became former members this year and still are
    class_share : (joining class, 1, 1, draw)
    """
    eligible = at_least(people[FORMER_MEMBERS] - new_former, 0.0)
    return [Transfer(Cause.LUMP_SUM, FORMER_MEMBERS, JOINING, eligible * rate, class_share)]
