"""How good forecasts were: errors, scaled errors, and scores of whole distributions."""

from __future__ import annotations

from math import sqrt

import numpy as np

from simulator.model.arrays import Array


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


def crps_student(actual: float, mean: float, scale: float, freedom: int) -> float:
    """Return the same score of a Student's t distribution, in closed form.

    Jordan, Krüger and Lerch, Evaluating Probabilistic Forecasts with scoringRules, Journal of
    Statistical Software 90 (2019), appendix A; two degrees of freedom or more.

    >>> round(crps_student(0.0, 0.0, 1.0, 10_000), 4)  # nearly a normal distribution's
    0.2337
    """
    if scale <= 0:
        return abs(actual - mean)
    from scipy.special import beta, stdtr

    n, z = freedom, (actual - mean) / scale
    density = (1.0 + z * z / n) ** (-(n + 1) / 2.0) / (sqrt(n) * beta(0.5, n / 2.0))
    alone = 2.0 * sqrt(n) / (n - 1) * beta(0.5, n - 0.5) / beta(0.5, n / 2.0) ** 2
    away = z * (2.0 * stdtr(n, z) - 1.0) + 2.0 * density * (n + z * z) / (n - 1)
    return float(scale * (away - alone))


def covered(actual: Array, low: Array, high: Array) -> float:
    """Return the share of points inside their band."""
    return float(np.mean((low <= actual) & (actual <= high)))
