"""How good forecasts were: errors, scores of whole distributions, and whether two differ."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

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


def interval_score(actual: Array, low: Array, high: Array, level: float = 0.8) -> float:
    """Return the mean interval score of central bands, in the unit of the series.

    Width plus 2/(1 - level) times what an actual lies outside (Gneiting and Raftery, Journal of
    the American Statistical Association 102, 2007, section 6.2): less is better.

    >>> interval_score(np.array([0.0, 3.0]), np.zeros(2), np.ones(2), level=0.75)
    9.0
    """
    missed = np.maximum(low - actual, 0.0) + np.maximum(actual - high, 0.0)
    return float(np.mean(high - low + 2.0 / (1.0 - level) * missed))


class Comparison(NamedTuple):
    """Whether two forecasts differ.

    Parameters
    ----------
    difference : mean loss of the first less that of the second
    statistic : of Diebold and Mariano, corrected; NaN where it cannot be told
    p : two-sided; 1 where it cannot be told
    """

    difference: float
    statistic: float
    p: float


def diebold_mariano(difference: Array, horizon: int) -> Comparison:
    """Test whether a series of loss differences has mean zero.

    Diebold and Mariano (Journal of Business and Economic Statistics 13, 1995) with the
    small-sample correction of Harvey, Leybourne and Newbold (International Journal of Forecasting
    13, 1997): S = mean / sqrt(V/n), V = γ0 + 2 (γ1 + ... + γ(h-1)), times
    sqrt((n + 1 - 2h + h(h - 1)/n)/n), against Student's t with n - 1. With few origins V comes out
    far too small or negative, and one in four pairs that do not differ would be told apart at
    10 %; forecasts that overlap err together, so V is at least γ0 and at least what Bartlett's
    weights 1 - k/h make of it. Then 4 to 17 % are, with 5 to 9 origins four years ahead.

    Parameters
    ----------
    difference : (origin,) loss of one forecast less that of the other, in the order of origins
    horizon : years over which forecasts of neighbouring origins overlap
    """
    n, mean = len(difference), float(np.mean(difference))
    away = difference - mean
    # The correction is zero or imaginary where the overlap is as long as the record.
    lags = min(horizon, max(1, n - 1))
    correction = (n + 1 - 2 * lags + lags * (lags - 1) / n) / n
    if n < FEWEST_ORIGINS or correction <= 0.0 or not np.any(np.abs(away) > 0.0):
        return Comparison(mean, float("nan"), 1.0)
    covariance = np.array([float(away[k:] @ away[: n - k]) / n for k in range(lags)])
    weights = 1.0 - np.arange(1, lags) / lags
    variance = covariance[0] + 2.0 * max(
        float(covariance[1:].sum()), float(weights @ covariance[1:]), 0.0
    )
    from scipy.special import stdtr

    statistic = mean / sqrt(variance / n) * sqrt(correction)
    return Comparison(mean, statistic, float(2.0 * stdtr(n - 1, -abs(statistic))))


FEWEST_ORIGINS = 3
"""Fewer origins than this show no difference."""
SHOWN_BELOW = 0.10
"""A difference is said to be one where the chance of seeing it without any is below this."""
