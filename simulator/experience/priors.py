"""A distribution from its 10th, 50th and 90th percentile, which is how packs state a belief."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.inputs.assumption import Z90, Assumption
from simulator.model.arrays import Array


@dataclass(frozen=True, slots=True)
class Prior:
    """A two-piece normal distribution with known 10th, 50th and 90th percentile.

    What is positive and has no upper bound is normal on the logarithmic scale, so that it never
    reaches zero.

    Parameters
    ----------
    low, median, high : the percentiles
    least, most : natural bounds; what lies beyond is put on them

    >>> prior = Prior(0.2, 0.5, 1.0, 0.0, 2.0)
    >>> prior.quantile(np.array([-Z90, 0.0, Z90])).round(12).tolist()
    [0.2, 0.5, 1.0]
    """

    low: float
    median: float
    high: float
    least: float
    most: float

    def quantile(self, z: Array) -> Array:
        """Return the value at standard normal scores ``z``: (draw,)."""
        if self.low > 0 and self.least >= 0 and self.most > 1e6:
            below, above = np.log(self.median / self.low), np.log(self.high / self.median)
            found = self.median * np.exp(z * np.where(z < 0, below, above) / Z90)
            return np.asarray(np.minimum(found, self.most))
        spread = np.where(z < 0, self.median - self.low, self.high - self.median) / Z90
        return np.asarray(np.clip(self.median + z * spread, self.least, self.most))


def assumption_prior(assumption: Assumption) -> Prior:
    """Return the prior of an assumption."""
    return Prior(assumption.low, assumption.value, assumption.high, *assumption.bounds)
