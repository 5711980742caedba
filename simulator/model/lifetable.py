"""Life tables: from death rates to the survival of cohorts."""

from __future__ import annotations

import numpy as np

from simulator.model.arrays import Array

ABRIDGED_AGES = np.array([0, 1, *range(5, 101, 5)])
INFANT_YEARS = 0.1
"""Mean years lived in the first year of life by those who die in it; low-mortality level."""


def single_age_rates(abridged: Array) -> Array:
    """Return death rates by single age 0-100+ from abridged ones: (..., 22) to (..., 101).

    The cumulated hazard is interpolated monotonically, so that each group keeps its rate.

    Parameters
    ----------
    abridged : (..., 22) [deaths per person-year] for ages 0, 1-4, 5-9 ... 95-99, 100+
    """
    from scipy.interpolate import PchipInterpolator

    widths = np.diff(ABRIDGED_AGES)
    hazard = np.concatenate(
        [
            np.zeros((*abridged.shape[:-1], 1)),
            np.cumsum(abridged[..., :-1] * widths, axis=-1),
        ],
        axis=-1,
    )
    curve = PchipInterpolator(ABRIDGED_AGES, hazard, axis=-1)(np.arange(101))
    return np.concatenate([np.diff(curve, axis=-1), abridged[..., -1:]], axis=-1)


def _survivors(rates: Array) -> Array:
    """Return l(x) of exact age 0 ... 100 with l(0) = 1: (..., 101)."""
    hazard = np.cumsum(rates[..., :-1], axis=-1)
    return np.concatenate([np.ones((*rates.shape[:-1], 1)), np.exp(-hazard)], axis=-1)


def person_years(rates: Array) -> Array:
    """Return L(x), person-years lived at age x by one newborn: (..., age 0-99 and 100-101).

    Parameters
    ----------
    rates : (..., 101) [deaths per person-year] by single age, the last for 100+
    """
    alive = _survivors(rates)
    lived = alive * -np.expm1(-rates) / rates
    infant = alive[..., 1] + INFANT_YEARS * (1.0 - alive[..., 1])
    lived[..., 0] = infant
    return lived


def survival_ratios(rates: Array) -> Array:
    """Return S(x) = L(x+1)/L(x), what is left after a year of those aged x last birthday.

    The ratio of person-years; 1 - q at exact age understates deaths by about 4 %. The last entry
    is the open group's own survival exp(-m).

    Parameters
    ----------
    rates : (..., 101) [deaths per person-year] by single age, the last for 100+
    """
    lived = person_years(rates)
    ratios = lived[..., 1:] / lived[..., :-1]
    return np.concatenate([ratios, np.exp(-rates[..., -1:])], axis=-1)


def newborn_survival(rates: Array) -> Array:
    """Return L(0)/l(0): the share of a year's births alive at its end, (...)."""
    return np.asarray(person_years(rates)[..., 0])


def life_expectancy(rates: Array) -> Array:
    """Return life expectancy at birth [years], (...).

    >>> round(float(life_expectancy(np.full(101, 0.02))), 1)
    50.0
    """
    lived = person_years(rates)
    beyond = _survivors(rates)[..., -1] / rates[..., -1]
    return np.asarray(lived[..., :-1].sum(axis=-1) + beyond)


def logit_shift(rates: Array, expectancy: float) -> float:
    """Return the Brass logit shift that gives one sex a life expectancy.

    logit(1 - l'(x)) = a + logit(1 - l(x)); a by bisection.

    Parameters
    ----------
    rates : (101,) [deaths per person-year]
    expectancy : at birth [years]
    """
    low, high = -5.0, 5.0
    for _ in range(60):
        middle = (low + high) / 2.0
        if life_expectancy(brass_shifted(rates, middle)) > expectancy:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def brass_shifted(rates: Array, shift: float) -> Array:
    """Return death rates whose survival is shifted by ``shift`` on the logit scale: (..., 101).

    Parameters
    ----------
    rates : (..., 101) [deaths per person-year]
    shift : positive for higher mortality
    """
    alive = _survivors(rates)
    dead_odds = (1.0 - alive) / alive * np.exp(shift)
    hazard = np.log1p(dead_odds)
    return np.concatenate([np.diff(hazard, axis=-1), rates[..., -1:] * np.exp(shift)], axis=-1)
