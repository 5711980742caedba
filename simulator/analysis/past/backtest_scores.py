"""What a backtest holds: its points, how each method scored on them, and what that means."""

from __future__ import annotations

import numpy as np

from simulator.analysis.past.baselines import NAMES
from simulator.analysis.past.scores import (
    SHOWN_BELOW,
    Comparison,
    covered,
    diebold_mariano,
    interval_score,
    mape,
    mase,
)
from simulator.dataclass import dataclass
from simulator.schemes import GIVEN
from simulator.text import Text

SERIES = (*GIVEN, "lump_sum_withdrawals")
"""Indicators that are held against the counts of the same name."""
COUNTED = GIVEN
"""The series whose count a forecast starts from."""
TRENDS = ("drift", "drift_4")
"""The simple methods that carry on a trend."""
ALONE = ("growth", "room")
"""Forms of job growth that are forecast with alone, beside their mean, which is the model."""
METHODS = ("model", *ALONE, *NAMES)
FIRST_ORIGIN = 2019
HORIZONS = 4
"""Years ahead."""


@dataclass(frozen=True, slots=True)
class Point:
    """One forecast of one year by one method, and what came.

    Parameters
    ----------
    series, origin, horizon : what was forecast, from which year end, how many years ahead
    method : one of :data:`METHODS`
    actual, forecast : [persons]
    low, high : 80 % band; NaN where only the central forecast was made
    crps : continuous ranked probability score [persons]; NaN likewise
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
    ``years`` is the number of different years among them. ``interval_score`` [persons] and
    ``width``, the mean width over what came [%], are those of the 80 % bands.
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
    interval_score: float
    width: float


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

    def compare(self, series: str, method: str, other: str = "model") -> Comparison | None:
        """Return whether a method errs more than another; None: they share no points.

        Absolute percentage errors, their mean over the years ahead of each origin; forecasts of
        neighbouring origins overlap by up to :data:`HORIZONS` years.
        """
        errors = [
            {
                (p.origin, p.horizon): 100.0 * abs(p.forecast / p.actual - 1.0)
                for p in self.points
                if p.series == series and p.method == name
            }
            for name in (method, other)
        ]
        return compared(*errors)

    def trend_is_better(self, series: str) -> bool | None:
        """Return whether a trend line erred less, beyond chance; None: none has the points."""
        model = self.score(series, "model")
        found = [
            self.compare(series, s.method)
            for s in self.scores
            if s.series == series
            and s.horizon is None
            and s.method in TRENDS
            and s.points == model.points
        ]
        return any(c is not None and is_better(c) for c in found) if found else None


def compared(
    errors: dict[tuple[int, int], float], others: dict[tuple[int, int], float]
) -> Comparison | None:
    """Return whether two sets of errors differ: (origin, horizon) -> absolute error [%]."""
    shared = sorted(errors.keys() & others.keys())
    if not shared:
        return None
    by_origin: dict[int, list[float]] = {}
    for point in shared:
        by_origin.setdefault(point[0], []).append(errors[point] - others[point])
    means = np.array([np.mean(found) for found in by_origin.values()])
    return diebold_mariano(means, max(horizon for _, horizon in shared))


def is_better(comparison: Comparison) -> bool:
    """Return whether the first of the two erred less, by more than chance would bring about."""
    return comparison.difference < 0.0 and comparison.p < SHOWN_BELOW


def is_worse(comparison: Comparison) -> bool:
    """Return whether the first of the two erred more, by more than chance would bring about."""
    return comparison.difference > 0.0 and comparison.p < SHOWN_BELOW


def scored(points: list[Point]) -> list[Score]:
    """Return the scores of every series and method, over all horizons and of each.

    A method counts on the points that the model has too.
    """
    found = []
    for series in SERIES:
        mine = [p for p in points if p.series == series]
        keys = {(p.origin, p.horizon) for p in mine if p.method == "model"}
        for method in METHODS:
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
        covered(actual, low, high) if not np.isnan(low).any() else float("nan"),
        interval_score(actual, low, high),
        float(100.0 * np.mean((high - low) / actual)),
    )
