"""Exponential smoothing with an additive damped trend, fitted once for a history and kept.

statsmodels fits it (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008,
chapter 6). Its import takes longer than the rest of a backtest together, and the histories of the
past are the same in every run: a fit is kept in the user's cache, under all that it follows from.
"""

from __future__ import annotations

import json
import math
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np

from simulator.extras import missing
from simulator.files import cache_folder, is_there, refuse_others, write_whole
from simulator.model.arrays import Array

_LIBRARIES = ("statsmodels", "scipy", "numpy")
"""Whose versions decide the digits of a fit."""


class Smoothing(NamedTuple):
    """A history smoothed; level, slope and errors are over the mean of its absolute values.

    Parameters
    ----------
    unit : that mean, in the unit of the series
    level, slope : where the last year ends, and the yearly rise there
    of_level, of_slope, damping : parameters of the smoothing
    squares : sum of the squared errors one year ahead
    """

    unit: float
    level: float
    slope: float
    of_level: float
    of_slope: float
    damping: float
    squares: float

    def ahead(self, years: int) -> float:
        """Return what it says of a later year, in the unit of the series."""
        damped = self.damping ** np.arange(1, years + 1)
        return float(self.level + self.slope * damped.sum()) * self.unit

    def spread(self, years: int, freedom: int) -> float:
        """Return the standard deviation of the error so many years ahead.

        Error variance of h years: s2 (1 + sum of c_j squared), j < h, with c_j = a + a b (d + ...
        + d^j) of smoothing a of the level, b of the trend and damping d.
        """
        rising = np.cumsum(self.damping ** np.arange(1, years))
        carried = self.of_level + self.of_level * self.of_slope * rising
        variance = self.squares / freedom * (1.0 + float(np.sum(carried**2)))
        return float(variance**0.5) * self.unit


@lru_cache(maxsize=256)
def smoothed(history: tuple[float, ...]) -> Smoothing | None:
    """Return the smoothing of a history, oldest year first; None without statsmodels."""
    if missing("statsmodels") is not None:
        return None
    place = _place(history)
    found = _kept(place)
    if found is None:
        found = _fitted(np.array(history))
        _keep(place, found)
    return found


def _fitted(values: Array) -> Smoothing:
    import warnings

    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    unit = float(np.abs(values).mean())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = ExponentialSmoothing(
            values / unit, trend="add", damped_trend=True, initialization_method="estimated"
        ).fit()
    return Smoothing(
        unit=unit,
        level=float(fit.level[-1]),
        slope=float(fit.trend[-1]),
        of_level=float(fit.params["smoothing_level"]),
        of_slope=float(fit.params["smoothing_trend"]),
        damping=float(fit.params["damping_trend"]),
        squares=float(np.sum(fit.resid**2)),
    )


def _place(history: tuple[float, ...]) -> Path:
    """Return the file of a fit: another history or another library has another."""
    made_from = [history, _versions()]
    name = sha256(json.dumps(made_from).encode()).hexdigest()[:24]
    return cache_folder() / f"smoothing-{name}.json"


@cache
def _versions() -> list[str]:
    return [version(library) for library in _LIBRARIES]


def _kept(place: Path) -> Smoothing | None:
    """Return a fit as it was kept, or None where there is none or it cannot be trusted."""
    if not is_there(place):
        return None
    try:
        refuse_others(place.parent)
        refuse_others(place)
        found = Smoothing(**json.loads(place.read_bytes()))
        return found if all(map(math.isfinite, found)) else None
    except (OSError, ValueError, TypeError):
        return None


def _keep(place: Path, found: Smoothing) -> None:
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(place, json.dumps(found._asdict()))
    except OSError:
        return  # the next run fits again
