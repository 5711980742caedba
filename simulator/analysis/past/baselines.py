"""The simple methods that a forecast must be held against."""

from __future__ import annotations

import numpy as np

from simulator.analysis.past.smoothing import smoothed
from simulator.dataclass import dataclass
from simulator.model.arrays import Array

NAMES = ("naive", "drift", "drift_4", "ets")
MINIMUM_FOR_ETS = 7
"""Exponential smoothing with a damped trend has five parameters; fewer years fit nothing."""
ETS_PARAMETERS = 5
RECENT = 4
MINIMUM_CHANGES = 3
"""Fewer yearly changes say nothing of their spread."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of one year: a Student's t distribution, since its spread is estimated.

    Parameters
    ----------
    mean, scale : in the unit of the series
    freedom : degrees of freedom left by what was estimated
    """

    mean: float
    scale: float
    freedom: int

    @property
    def band(self) -> tuple[float, float]:
        """Return the 80 % band."""
        from scipy.special import stdtrit

        wide = float(stdtrit(self.freedom, 0.9)) * self.scale
        return self.mean - wide, self.mean + wide


def baseline(name: str, history: Array, horizon: int) -> Forecast | None:
    """Return a simple method's forecast, or None where it has too little history.

    naive: the last value; drift: the last value and the mean yearly change of all years; drift_4:
    of the last four; ets: additive damped exponential smoothing.

    >>> baseline("drift", np.array([1.0, 2.0, 3.0, 4.0]), 2).mean
    6.0
    """
    if name == "ets":
        return _ets(history, horizon)
    changes = np.diff(history)
    window = changes[-RECENT:] if name == "drift_4" else changes
    if len(window) < (RECENT if name == "drift_4" else MINIMUM_CHANGES):
        return None
    if name == "naive":
        spread = float(np.sqrt(np.mean(window**2)))
        return Forecast(float(history[-1]), spread * horizon**0.5, len(window))
    mean, spread = float(window.mean()), float(changes.std(ddof=1))
    # The mean change is itself uncertain, which grows with the square of the horizon.
    error = spread * (horizon + horizon**2 / len(window)) ** 0.5
    return Forecast(float(history[-1]) + horizon * mean, error, len(changes) - 1)


def _ets(history: Array, horizon: int) -> Forecast | None:
    """Forecast by additive damped exponential smoothing, where statsmodels is installed."""
    if len(history) < MINIMUM_FOR_ETS or (found := smoothed(tuple(history.tolist()))) is None:
        return None
    freedom = len(history) - ETS_PARAMETERS
    return Forecast(found.ahead(horizon), found.spread(horizon, freedom), freedom)
