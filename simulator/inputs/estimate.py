"""An uncertain number: a central value, the 80% range around it and why it is believed."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple, Self

import numpy as np

from simulator.dataclass import dataclass
from simulator.model.arrays import Array
from simulator.text import NOTHING, Text

Z90 = 1.2815515655446004
"""The 90th percentile of the standard normal: low and high are the 10th and 90th."""


class Support(NamedTuple):
    """Natural bounds, which no value can pass."""

    least: float = -math.inf
    most: float = math.inf


REAL = Support()
_NO_TOP = 1e6
"""A bound above this is none."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number of a pack, a scenario or a history with what is believed of it.

    Its distribution is a two-piece normal with known 10th, 50th and 90th percentile. What is
    positive and has no upper bound is normal on the logarithmic scale, so that it never reaches
    zero.

    Parameters
    ----------
    value, low, high : central value (the median), 10th and 90th percentile; equal where certain
    grade : "A" published for this programme, "B" analogous, "C" judgement, "" where nobody says
    source : where it comes from
    reason : why a scenario chose it; empty where it did not
    support : natural bounds; draws beyond are put on them

    >>> number = Estimate(0.5, 0.2, 1.0, support=Support(0.0, 2.0))
    >>> number.quantile(np.array([-Z90, 0.0, Z90])).round(12).tolist()
    [0.2, 0.5, 1.0]
    """

    value: float
    low: float
    high: float
    grade: str = ""
    source: Text = NOTHING
    reason: Text = NOTHING
    support: Support = REAL

    @classmethod
    def exactly(cls, value: float, reason: Text = NOTHING) -> Estimate:
        """Return a number without a range.

        >>> Estimate.exactly(0.2).high
        0.2
        """
        return Estimate(value, value, value, reason=reason)

    @classmethod
    def around(cls, value: float, error: float, support: Support = REAL) -> Estimate:
        """Return a number whose error is normal with standard deviation ``error``."""
        wide = Z90 * error
        return Estimate(value, value - wide, value + wide, support=support)

    @property
    def certain(self) -> bool:
        """Return whether the number has no range."""
        return self.low == self.high

    @property
    def why(self) -> Text:
        """Return the reason of whoever changed it, or else its source."""
        return self.reason or self.source

    def within(self, least: float, most: float) -> Self:
        """Return the number with other natural bounds."""
        return replace(self, support=Support(least, most))

    def scaled(self, factor: float) -> Self:
        """Return the number and its range times a factor above nought."""
        low, high = self.low * factor, self.high * factor
        return replace(self, value=self.value * factor, low=low, high=high)

    def quantile(self, z: Array) -> Array:
        """Return the value at standard normal scores ``z``: (draw,)."""
        least, most = self.support
        if self.low > 0 and least >= 0 and most > _NO_TOP:
            below, above = np.log(self.value / self.low), np.log(self.high / self.value)
            found = self.value * np.exp(z * np.where(z < 0, below, above) / Z90)
            return np.asarray(np.minimum(found, most))
        spread = np.where(z < 0, self.value - self.low, self.high - self.value) / Z90
        return np.asarray(np.clip(self.value + z * spread, least, most))
