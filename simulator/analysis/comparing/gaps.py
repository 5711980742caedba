"""How many take part as tables print it, and what is missing to a target."""

from __future__ import annotations

import numpy as np

from simulator.indicators import INDICATORS
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.rounding import to_whole
from simulator.schemes import DENOMINATOR, NUMERATORS, SHARES


def participants_shown(projection: Projection, row: int) -> int:
    """Return the participants of 31 December as every table prints them [persons].

    The sum of the two rounded parts, so that printed parts, sums and differences agree.
    """
    voluntary = projection.total("voluntary")[row, :, 0].sum()
    return to_whole(float(projection.total("compulsory")[row, 0])) + to_whole(float(voluntary))


def gap_to_target_points(value: Array, target: float) -> Array:
    """Return target minus value [percentage points].

    >>> gap_to_target_points(np.array([0.24]), 0.60).round(6).tolist()
    [36.0]
    """
    return np.asarray(100.0 * (target - value))


def gap_to_target_persons(projection: Projection, share: str, target: float) -> Array:
    """Return the people missing to a target share: (year, draw) [persons], negative if passed."""
    counted = INDICATORS[NUMERATORS[share]].of(projection)
    return np.asarray(target * projection.total(DENOMINATOR) - counted)


def people_missing(projection: Projection, indicator: str, target: float) -> Array:
    """Return the people missing to a target, a share or a count: (year, draw) [persons]."""
    if indicator in SHARES:
        return gap_to_target_persons(projection, indicator, target)
    return np.asarray(target - INDICATORS[indicator].of(projection))
