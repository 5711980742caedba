"""The base year: everyone aged 15-79 in one state, from the totals that are known."""

from __future__ import annotations

import numpy as np

from simulator.dataclass import dataclass
from simulator.model.arrays import Array
from simulator.model.standardisation import standardise, tilt
from simulator.model.states import (
    AGES,
    COMPULSORY,
    ENTRY_CLASSES,
    FORMER_MEMBERS,
    INACTIVE,
    STATE_COUNT,
    UNCOVERED,
    VOLUNTARY,
)

SLOPE_BY: Array = np.asarray(((AGES - 40.0) / 10.0)[None, :, None], dtype=np.float64)
"""What the slope of participation multiplies: decades of age from 40; (1, age, 1)."""
_ROOM = 0.95
"""At most this share of a cell's free people is put into one state."""


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """What is known of the base year's 31 December; each (draw or 1,) [persons].

    Parameters
    ----------
    compulsory, voluntary, former : counts
    compliance : covered share of liable jobs
    voluntary_mix : (class, draw) shares of the voluntary participants
    class_share : (joining class, draw) shares of the other uninsured
    """

    compulsory: Array
    voluntary: Array
    former: Array
    compliance: Array
    voluntary_mix: Array
    class_share: Array


def participation_rates(
    pattern: Array,
    population: Array,
    working_age: Array,
    working_age_labour_force: Array,
    labour_force: Array | None,
    slope: Array | None,
) -> tuple[Array, Array]:
    """Return participation by cell, (sex, age, draw), and the slope of its tilt, (draw,).

    The pattern is tilted on the logit scale (constant and slope in age) so that the labour force
    of working age and that of all ages are both met; where only the first is known, the slope
    is the nation's.

    Parameters
    ----------
    pattern : (sex, age, draw) labour force over population, shape
    population : (sex, age) [persons]
    working_age : (sex, age) share of the cell below the normal retirement age
    working_age_labour_force, labour_force : (draw,) [persons]; the second may be None
    slope : (draw,) used where ``labour_force`` is None
    """
    people, young = population[:, :, None], working_age[:, :, None]
    if labour_force is not None:
        totals = np.stack([working_age_labour_force, labour_force])
        return tilt(pattern, people, young, SLOPE_BY, totals)
    known = np.zeros(1) if slope is None else slope
    return standardise(pattern, people * young, working_age_labour_force, SLOPE_BY * known), known


def starting_stocks(
    population: Array,
    participation: Array,
    totals: Totals,
    compulsory_pattern: Array,
    voluntary_pattern: Array,
) -> Array:
    """Return the base year's stocks: (state, sex, age, draw) [persons].

    Liable workers follow the compulsory pattern, standardised to the total; of each cell the
    compliance rate is covered. Voluntary members follow their pattern among those who are left,
    former members that of compulsory participants; the rest is uninsured by class shares.

    Parameters
    ----------
    population : (sex, age) [persons]
    participation : (sex, age, draw) labour force over population
    compulsory_pattern, voluntary_pattern : (sex, age, draw) relative frequency
    """
    force = population[:, :, None] * participation
    liable_share = standardise(compulsory_pattern, force, totals.compulsory / totals.compliance)
    liable = force * liable_share
    free = force - liable
    members = _spread(voluntary_pattern, free, totals.voluntary)
    former = _spread(liable_share, free - members, totals.former)
    rest = free - members - former
    draws = np.broadcast_shapes(rest.shape[-1:], totals.compliance.shape)[0]
    stocks = np.empty((STATE_COUNT, *population.shape, draws))
    stocks[INACTIVE] = (population[:, :, None] - force)[None]
    stocks[COMPULSORY] = (liable * totals.compliance)[None]
    stocks[UNCOVERED] = (liable * (1.0 - totals.compliance))[None]
    np.multiply(members, totals.voluntary_mix[:, None, None], out=stocks[VOLUNTARY])
    stocks[FORMER_MEMBERS] = former[None]
    np.multiply(rest, totals.class_share[:, None, None], out=stocks[ENTRY_CLASSES])
    return stocks


def _spread(pattern: Array, people: Array, total: Array) -> Array:
    """Spread ``total`` over the cells by pattern x people, within what the cells hold."""
    weights = pattern * people
    rates = pattern * (total / weights.sum(axis=(0, 1)))
    return standardise(np.minimum(rates, _ROOM), people, total) * people
