"""Voluntary insurance: lapse, what the base effort makes good, and new recruitment."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.model.arrays import Array, cell_sums
from simulator.model.movements import Cause, Transfer
from simulator.model.rates import Conditions, Rates
from simulator.model.states import UNINSURED, VOLUNTARY
from simulator.model.workforce import Workforce


class VoluntaryYear(NamedTuple):
    """The year of voluntary insurance, by class; (class, draw) [persons] each.

    Parameters
    ----------
    transfers : entries and lapses
    gained : entries less lapses
    reference : what the base effort alone would hold at the end of the year
    recruits : new recruitment asked for, levers and price included
    refilled : members whom the base effort wins back or replaces
    lost_entries : entries that the cap did not allow
    """

    transfers: list[Transfer]
    gained: Array
    reference: Array
    recruits: Array
    refilled: Array
    lost_entries: Array


def voluntary_year(
    people: Workforce,
    held: Array,
    reference: Array,
    other_exits: Array,
    conditions: Conditions,
    rates: Rates,
) -> VoluntaryYear:
    """Return lapses and entries of the year.

    Per class k: lapses = lapse_k V_k; entries = replacement B_k + R_k N_k. The base effort wins
    back the share ``reenrolment`` of those who lapse, and makes good the other losses of the
    people it holds: B_k = reenrolment lapses + [(1 - reenrolment) lapse0_k V_k + other exits]
    min(1, reference_k / V_k). Nobody makes good the losses of people whom levers brought. With
    replacement 1 and no levers V_k grows by R_k N_k alone, the drift that the data show.

    Parameters
    ----------
    people : stocks after the year's other steps
    held : (state, draw) [persons] of all ages, the sums of ``people``
    reference : (class, draw) [persons] what the base effort held a year ago
    other_exits : (class, draw) [persons] left voluntary insurance this year otherwise
    """
    members = held[VOLUNTARY]
    lapse = np.minimum(rates.lapse * conditions.lapse_factor, 1.0)
    base_recruits = rates.recruitment * held[UNINSURED]
    noise = base_recruits * conditions.recruitment_noise
    # Luck of the base effort is part of what it holds, so later years replace its losses too.
    reference_now = reference + base_recruits + noise
    kept_up = np.minimum(1.0, reference / np.maximum(members + other_exits, 1e-9))
    won_back = rates.reenrolment * lapse * members
    made_good = ((1.0 - rates.reenrolment) * rates.lapse * members + other_exits) * kept_up
    refilled = rates.replacement * (won_back + made_good)
    recruits = np.maximum(base_recruits, 0.0) * conditions.access * conditions.price_entry
    wanted = np.maximum(refilled + recruits + noise, 0.0)
    entering, entered = _entries(people, wanted, rates.entry_pattern, rates.entry_cap)
    lapsing = people.share(VOLUNTARY, lapse[:, None, None])
    lapsed = members * lapse
    transfers = [
        Transfer(Cause.LAPSE, VOLUNTARY, UNINSURED, lapsing, totals=lapsed),
        Transfer(Cause.ENTRY, UNINSURED, VOLUNTARY, entering, totals=entered),
    ]
    lost = np.maximum(wanted - entered, 0.0)
    return VoluntaryYear(transfers, entered - lapsed, reference_now, recruits, refilled, lost)


def _entries(people: Workforce, wanted: Array, pattern: Array, cap: float) -> tuple[Array, Array]:
    """Spread the entries over the cells of the uninsured by age pattern.

    Returns entries by cell, (class, sex, age, draw), and by class, (class, draw) [persons]. A
    cell gives at most the share ``cap`` of its people; the excess is lost.
    """
    pool = people[UNINSURED]
    weighted = people.share(UNINSURED, pattern)
    sums = cell_sums(weighted)
    scale = wanted / np.maximum(sums, 1e-9)
    weighted *= scale[:, None, None]
    entered = sums * scale
    classes, draws = np.nonzero(scale * pattern.max(axis=(0, 1)) > cap)
    if len(draws):  # few as a rule
        capped = (classes, slice(None), slice(None), draws)
        entering = np.minimum(weighted[capped], cap * pool[capped])
        weighted[capped] = entering
        entered[classes, draws] = entering.sum(axis=(1, 2))
    return weighted, entered
