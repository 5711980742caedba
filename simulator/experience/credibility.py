"""How much a place's own years count beside the nation's.

Yearly rates of a place vary around its own mean with variance σ²; the means of places vary around
the nation's with σ²/4. Then the best estimate after n years is Z x own mean + (1 - Z) x national
with Z = n / (n + 4) (Bühlmann and Gisler, A Course in Credibility Theory, 2005, chapter 3), and its
error variance is Z² σ²/n + (1 - Z)² σ²/4, the posterior variance of the normal conjugate case.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.dataclass import dataclass
from simulator.inputs.estimate import Estimate, Support
from simulator.inputs.region import Region

MINIMUM_COUNTS = 3
"""Fewer yearly counts than this, and the national pattern serves."""
CREDIBILITY_YEARS = 4
"""Years of own experience that weigh as much as the nation's."""


@dataclass(frozen=True, slots=True)
class Blend:
    """A yearly rate of a place: its own mean and the nation's, weighted by credibility.

    Parameters
    ----------
    own, national : mean of the years; None where it is not known, or there is no parent
    count : years of own experience in the mean
    credibility : weight of the own mean
    value : the rate that is used
    error : standard deviation of its error
    """

    own: float | None
    national: float | None
    count: int
    credibility: float
    value: float
    error: float

    def estimate(self, support: Support) -> Estimate:
        """Return the rate as an uncertain number."""
        return Estimate.around(self.value, self.error, support)


def credibility(count: int) -> float:
    """Return Z = n / (n + 4), or 0 where the years are too few.

    >>> credibility(1), credibility(4), credibility(12)
    (0.0, 0.5, 0.75)
    """
    steps = MINIMUM_COUNTS - 1  # so many counts in a row have this many years between them
    return count / (count + CREDIBILITY_YEARS) if count >= steps else 0.0


def weight_of(years: float) -> float:
    """Return Z = n / (n + 4) for any number of years whose spread is known from elsewhere.

    >>> weight_of(0.0), weight_of(1.0), weight_of(4.0)
    (0.0, 0.2, 0.5)
    """
    return years / (years + CREDIBILITY_YEARS)


def years_worth(weight: float) -> float:
    """Return the years of experience that a weight stands for: 4 Z / (1 - Z).

    >>> round(years_worth(0.2), 9), years_worth(0.5)
    (1.0, 4.0)
    """
    return CREDIBILITY_YEARS * weight / (1.0 - weight)


def error_after(yearly: float, years: float) -> float:
    """Return the standard deviation of a place's own part after some years of it are known.

    Z² σ²/n + (1 - Z)² σ²/4 = σ² / (n + 4), for years that scatter by σ.

    >>> error_after(2.0, 0.0), round(error_after(2.0, 12.0), 3)
    (1.0, 0.5)
    """
    return float(yearly / (years + CREDIBILITY_YEARS) ** 0.5)


def blend(own: Sequence[float], national: Sequence[float] | None) -> Blend:
    """Return the rate of a place from its own years and its parent's.

    Parameters
    ----------
    own : rates of the place's years, those that the mean is to be taken of
    national : rates of the parent's; None: there is no parent, the own mean stands alone

    Raises
    ------
    ValueError
        where neither has two years.

    >>> found = blend([2.0, 4.0], [1.0, 1.0, 3.0, 3.0])
    >>> round(found.credibility, 3), round(found.value, 3)
    (0.333, 2.333)
    """
    mine = float(np.mean(own)) if own else None
    if national is None:
        if mine is None or len(own) < MINIMUM_COUNTS - 1:
            raise ValueError("too few years")
        return Blend(mine, None, len(own), 1.0, mine, _deviation(own) / len(own) ** 0.5)
    theirs = float(np.mean(national))
    weight = credibility(len(own))
    if mine is None or weight == 0.0:
        among_places = _deviation(national) / CREDIBILITY_YEARS**0.5
        return Blend(mine, theirs, len(own), 0.0, theirs, among_places)
    variance = _deviation(own, national) ** 2
    error = variance * (weight**2 / len(own) + (1.0 - weight) ** 2 / CREDIBILITY_YEARS)
    value = weight * mine + (1.0 - weight) * theirs
    return Blend(mine, theirs, len(own), weight, value, error**0.5)


def _deviation(*groups: Sequence[float]) -> float:
    """Return the standard deviation within the groups, together."""
    rates = [np.asarray(group) for group in groups]
    squares = sum(float(((of - of.mean()) ** 2).sum()) for of in rates)
    return float((squares / sum(len(of) - 1 for of in rates)) ** 0.5)


def has_own_history(region: Region) -> bool:
    """Return whether the region has enough yearly counts for rates of its own.

    Fewer than three in a row, estimates aside, and results follow the national pattern.
    """
    return len(region.counted_steps("compulsory_si")) >= MINIMUM_COUNTS - 1
