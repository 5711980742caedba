"""Additive exponential smoothing with a damped trend, by least squares.

With smoothing a of the level, b of the trend and damping d, errors e_t = y_t - (l + d t) move the
level to l + d t + a e_t and the trend to d t + a b e_t (Hyndman, Koehler, Ord and Snyder,
Forecasting with Exponential Smoothing, 2008, chapter 2: ETS(A,Ad,N)). Errors are linear in the
level and the trend to begin with, so that these two are a small least-squares problem of its own
for each a, b and d; the three are looked for on a grid that is drawn closer and closer. So the
least squares found are the least there are, and nothing depends on where a search begins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.model.arrays import Array

LEAST, MOST = np.array([0.0, 0.0, 0.8]), np.array([1.0, 1.0, 0.995])
"""Bounds of a, b and d, the usual ones: a trend so damped differs from a line and from none."""
COARSE, FINE, ROUNDS = 17, 5, 24
"""Points a side of the first grid and of the following ones, and how many follow: each reaches half
as far around the best point as the one before."""


@dataclass(frozen=True, slots=True)
class Smoothing:
    """A fit.

    Parameters
    ----------
    level, trend, damping : a, b and d
    end, slope : level and trend of the last year
    squares : sum of the squared errors
    """

    level: float
    trend: float
    damping: float
    end: float
    slope: float
    squares: float

    def ahead(self, horizon: int) -> float:
        """Return the forecast so many years ahead."""
        return self.end + self.slope * float(np.sum(self.damping ** np.arange(1, horizon + 1)))


def smoothed(values: Array) -> Smoothing:
    """Return the fit of a series, (year,), of at least five years."""
    low, high, count = LEAST, MOST, COARSE
    for _ in range(ROUNDS + 1):
        sides = [np.linspace(a, b, count) for a, b in zip(low, high, strict=True)]
        points = np.stack([side.ravel() for side in np.meshgrid(*sides, indexing="ij")])
        best = points[:, int(np.nanargmin(_fitted(values, *points)[0]))]
        reach = (high - low) / (count - 1 if count == COARSE else 4)
        low, high, count = np.maximum(best - reach, LEAST), np.minimum(best + reach, MOST), FINE
    squares, end, slope = (float(one[0]) for one in _fitted(values, *best[:, None]))
    level, trend, damping = map(float, best)
    return Smoothing(level, trend, damping, end, slope, squares)


def _fitted(values: Array, a: Array, b: Array, d: Array) -> tuple[Array, Array, Array]:
    """Return the least sum of squares, and the last level and trend, of each a, b and d."""
    # Level, trend and errors as multiples of 1, of the level and of the trend to begin with.
    level, trend = np.zeros((2, 3, len(a)))
    level[1], trend[2] = 1.0, 1.0
    errors = np.empty((len(values), 3, len(a)))
    for t, value in enumerate(values):
        said = level + d * trend
        errors[t] = -said
        errors[t, 0] += value
        level, trend = said + a * errors[t], d * trend + a * b * errors[t]
    constant, one, other = errors.transpose(1, 0, 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        begin = _least_squares(constant, one, other)
    squares = ((constant + one * begin[0] + other * begin[1]) ** 2).sum(axis=0)
    end, slope = (part[0] + part[1] * begin[0] + part[2] * begin[1] for part in (level, trend))
    return squares, end, slope


def _least_squares(constant: Array, one: Array, other: Array) -> tuple[Array, Array]:
    """Return x and y that make constant + x one + y other least in squares: (point,) each."""
    aa, bb, ab = ((p * q).sum(axis=0) for p, q in ((one, one), (other, other), (one, other)))
    ac, bc = (one * constant).sum(axis=0), (other * constant).sum(axis=0)
    whole = aa * bb - ab**2
    return (ab * bc - bb * ac) / whole, (ab * ac - aa * bc) / whole
