"""The simple methods that a forecast must be held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.model.workforce import Array

NAMES = ("naive", "drift", "drift_4", "ets")
MINIMUM_FOR_ETS = 7
"""Exponential smoothing with a damped trend has four parameters; fewer years fit nothing."""
Z80 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of one year: mean and standard deviation, in the unit of the series."""

    mean: float
    sd: float

    @property
    def band(self) -> tuple[float, float]:
        """Return the 80 % band."""
        return self.mean - Z80 * self.sd, self.mean + Z80 * self.sd


def baseline(name: str, history: Array, horizon: int) -> Forecast | None:
    """Return a simple method's forecast, or None where it has too little history.

    naive: the last value; drift: the last value and the mean yearly change of all years; drift_4:
    of the last four; ets: additive damped exponential smoothing.

    >>> baseline("drift", np.array([1.0, 2.0, 3.0, 4.0]), 2).mean
    6.0
    """
    changes = np.diff(history)
    if name == "naive":
        return Forecast(float(history[-1]), _sd(changes) * horizon**0.5)
    if name == "ets":
        return _ets(history, horizon)
    window = changes if name == "drift" else changes[-4:]
    if len(window) < (1 if name == "drift" else 4):
        return None
    mean = float(window.mean())
    # The mean change is itself uncertain, which grows with the square of the horizon.
    error = _sd(changes - changes.mean()) * (horizon + horizon**2 / len(window)) ** 0.5
    return Forecast(float(history[-1]) + horizon * mean, error)


def _sd(values: Array) -> float:
    return float(np.sqrt(np.mean(values**2))) if len(values) else 0.0


def _ets(history: Array, horizon: int) -> Forecast | None:
    if len(history) < MINIMUM_FOR_ETS:
        return None
    try:
        from statsmodels.tsa.holtwinters import ExponentialSmoothing
    except ImportError:
        return None
    import warnings

    scale = float(np.abs(history).mean())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = ExponentialSmoothing(
            history / scale, trend="add", damped_trend=True, initialization_method="estimated"
        ).fit()
    mean = float(fit.forecast(horizon)[-1]) * scale
    return Forecast(mean, float(np.std(fit.resid)) * scale * horizon**0.5)
