"""What a backtest holds: its points, how each method scored on them, and what that means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.baselines import NAMES
from simulator.analysis.scores import covered, mape, mase
from simulator.text import Text

SERIES = ("compulsory_si", "voluntary_si", "ui_participants", "lump_sum_withdrawals")
"""Indicators that are held against the counts of the same name."""
COUNTED = SERIES[:3]
"""The series whose count a forecast starts from."""
TRENDS = ("drift", "drift_4")
"""The simple methods that carry on a trend."""
FIRST_ORIGIN = 2019
HORIZONS = 4
"""Years ahead."""


@dataclass(frozen=True, slots=True)
class Point:
    """One forecast of one year by one method, and what came.

    Parameters
    ----------
    series, origin, horizon : what was forecast, from which year end, how many years ahead
    method : "model" or a baseline
    actual, forecast : [persons]
    low, high : 80 % band
    crps : continuous ranked probability score [persons]
    scale : mean absolute yearly change known at the origin [persons]
    """

    series: str
    origin: int
    horizon: int
    method: str
    actual: float
    forecast: float
    low: float
    high: float
    crps: float
    scale: float


@dataclass(frozen=True, slots=True)
class Score:
    """How one method did on one series, over all origins and horizons (or one horizon).

    ``points`` is their number; they overlap, since a year is forecast from several origins:
    ``years`` is the number of different years among them.
    """

    series: str
    method: str
    horizon: int | None
    points: int
    years: int
    mape: float
    mase: float
    crps: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """Points, scores, and what was left out and why; ``region`` is a code, ``place`` its name."""

    region: str
    place: Text
    points: tuple[Point, ...]
    scores: tuple[Score, ...]
    notes: tuple[Text, ...]

    def score(self, series: str, method: str) -> Score:
        """Return the score over all horizons together."""
        return next(
            s
            for s in self.scores
            if s.series == series and s.method == method and s.horizon is None
        )

    def trend_is_better(self, series: str) -> bool | None:
        """Return whether a trend line erred less on the model's points; None: none has them."""
        model = self.score(series, "model")
        trends = [
            s.mape
            for s in self.scores
            if s.series == series
            and s.horizon is None
            and s.method in TRENDS
            and s.points == model.points
        ]
        return min(trends) < model.mape if trends else None


def scored(points: list[Point]) -> list[Score]:
    """Return the scores of every series and method, over all horizons and of each.

    A method counts on the points that the model has too.
    """
    found = []
    for series in SERIES:
        mine = [p for p in points if p.series == series]
        keys = {(p.origin, p.horizon) for p in mine if p.method == "model"}
        for method in ("model", *NAMES):
            for horizon in (None, *range(1, HORIZONS + 1)):
                chosen = [
                    p
                    for p in mine
                    if p.method == method
                    and (p.origin, p.horizon) in keys
                    and horizon in (None, p.horizon)
                ]
                if chosen:
                    found.append(_score(series, method, horizon, chosen))
    return found


def _score(series: str, method: str, horizon: int | None, points: list[Point]) -> Score:
    actual, forecast, low, high, scale = (
        np.array([getattr(p, name) for p in points])
        for name in ("actual", "forecast", "low", "high", "scale")
    )
    return Score(
        series,
        method,
        horizon,
        len(points),
        len({p.origin + p.horizon for p in points}),
        mape(actual, forecast),
        mase(actual, forecast, scale),
        float(np.mean([p.crps for p in points])),
        covered(actual, low, high),
    )
