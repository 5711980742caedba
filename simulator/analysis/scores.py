"""How good forecasts were: errors, scaled errors, and scores of whole distributions."""

from __future__ import annotations

from math import erf, exp, pi, sqrt

import numpy as np

from simulator.model.workforce import Array


def mape(actual: Array, forecast: Array) -> float:
    """Return the mean absolute percentage error [%].

    >>> round(mape(np.array([100.0, 200.0]), np.array([110.0, 190.0])), 9)
    7.5
    """
    return float(100.0 * np.mean(np.abs(forecast / actual - 1.0)))


def mase(actual: Array, forecast: Array, scale: Array) -> float:
    """Return the mean absolute error over the naive method's one-step error in the past.

    Parameters
    ----------
    scale : (point,) mean absolute yearly change known at each point's origin
    """
    return float(np.mean(np.abs(forecast - actual) / scale))


def crps_draws(actual: float, draws: Array) -> float:
    """Return the continuous ranked probability score of an ensemble, in the unit of the series.

    E|X - y| - E|X - X'| / 2, over sorted draws.

    >>> crps_draws(0.0, np.array([1.0, 1.0]))
    1.0
    """
    x = np.sort(draws)
    n = len(x)
    spread = 2.0 * float(np.sum((2.0 * np.arange(1, n + 1) - n - 1) * x)) / n**2
    return float(np.mean(np.abs(x - actual))) - spread / 2.0


def crps_normal(actual: float, mean: float, sd: float) -> float:
    """Return the same score of a normal distribution, in closed form.

    >>> round(crps_normal(0.0, 0.0, 1.0), 4)
    0.2337
    """
    if sd <= 0:
        return abs(actual - mean)
    z = (actual - mean) / sd
    below = 0.5 * (1.0 + erf(z / sqrt(2.0)))
    density = exp(-z * z / 2.0) / sqrt(2.0 * pi)
    return sd * (z * (2.0 * below - 1.0) + 2.0 * density - 1.0 / sqrt(pi))


def covered(actual: Array, low: Array, high: Array) -> float:
    """Return the share of points inside their band."""
    return float(np.mean((low <= actual) & (actual <= high)))
