"""How fast covered jobs outside projects grow: three forms, their mix, and the room that is left.

Each form gives a growth of covered jobs, Δln C. Their mean with fixed weights is the forecast
(Bates and Granger, OR Quarterly 20, 1969; Clemen, International Journal of Forecasting 5, 1989):

growth   Δln C = slope (g - threshold)
room     Δ logit(s/κ) = m + b (g - mean g): s covered share of the working-age labour force, κ the
         share of it that can be liable wage work
trend    a number of jobs that stays the same from year to year
"""

from __future__ import annotations

import numpy as np

from simulator.model.arrays import Array
from simulator.model.rates import Conditions, Rates

FORMS = ("growth", "room", "trend")
LEAST, FULLEST = 1e-6, 1.0 - 1e-9
"""Bounds of s/κ, so that its odds are finite."""


def baseline_growth(
    jobs: Array, force: Array, labour_growth: Array, conditions: Conditions, rates: Rates
) -> Array:
    """Return the growth of covered jobs outside projects in a year: (draw,) [log points].

    After the horizon of the targets it gives way to the labour force's own growth.

    Parameters
    ----------
    jobs : (draw,) covered jobs outside projects at the last year end
    force : (draw,) [persons] working-age labour force at the last year end
    labour_growth : (draw,) [log points] its growth in the year
    """
    filled = room_filled(jobs, force, rates)
    mixed = (
        rates.form_weight[0] * conditions.job_growth
        + rates.form_weight[1] * (labour_growth + _into_room(filled, conditions.room_growth))
        + rates.form_weight[2] * _trend(jobs, rates)
        + conditions.job_noise
    )
    # Whatever the mix, s never reaches κ.
    growth = (1.0 - conditions.damping) * mixed + conditions.damping * labour_growth
    most = labour_growth - rates.room_filled_a_year * np.log(filled)
    slowed: Array = np.minimum(growth, most)
    return slowed


def room_filled(jobs: Array, force: Array, rates: Rates) -> Array:
    """Return s/κ, the covered part of what can be liable wage work: (draw,)."""
    share = (jobs / rates.base_covered) / (force / rates.base_force)
    filled: Array = np.minimum(np.maximum(rates.room_filled * share, LEAST), FULLEST)
    return filled


def _into_room(filled: Array, push: Array) -> Array:
    """Return the growth of s whose log odds move by ``push`` below the ceiling [log points]."""
    odds = filled / (1.0 - filled) * np.exp(push)
    growth: Array = np.log(odds / (1.0 + odds) / filled)
    return growth


def _trend(jobs: Array, rates: Rates) -> Array:
    rise = rates.yearly_rise * rates.base_covered / np.maximum(jobs, 1.0)
    growth: Array = np.log1p(np.maximum(rise, -0.9))
    return growth
