"""The trend line beside the model: where it forecast better in the past, and what it says now.

The quick part of the backtest: central runs only, no bands, so that every projection of a place
with a history can say which forecast of its level is the better one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulator.analysis.backtest_scores import COUNTED, FIRST_ORIGIN, HORIZONS, TRENDS
from simulator.analysis.baselines import baseline
from simulator.analysis.hindcast import origins, run_as_known_at
from simulator.analysis.scores import mape
from simulator.experience import has_own_history
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.model.arrays import Array


@dataclass(frozen=True, slots=True)
class BetterTrend:
    """A trend line that erred less than the model on a place's own past.

    Parameters
    ----------
    series, method : which count, and which line: "drift" or "drift_4"
    error, model_error : mean absolute percentage error of both, on the same points [%]
    base_year : last year of the history
    history : (year,) [persons] December counts up to it
    """

    series: str
    method: str
    error: float
    model_error: float
    base_year: int
    history: tuple[float, ...]

    def at(self, year: int) -> float:
        """Return what the line says of 31 December of a later year [persons]."""
        found = baseline(self.method, np.array(self.history), year - self.base_year)
        assert found is not None
        return found.mean


@lru_cache(maxsize=16)
def better_trends(region: Region) -> dict[str, BetterTrend]:
    """Return series -> the trend line that forecast it better than the model; none elsewhere.

    Empty for a place without a history of its own.
    """
    if not has_own_history(region):
        return {}
    actual = {series: region.observed(series) for series in COUNTED}
    if any(region.base_year not in counts for counts in actual.values()):
        return {}
    forecasts: dict[str, list[tuple[float, float, list[float | None]]]] = {s: [] for s in COUNTED}
    for origin in origins(region, FIRST_ORIGIN, region.base_year):
        run = run_as_known_at(region, origin, min(origin + HORIZONS, region.base_year))
        for series, counts in actual.items():
            value = INDICATORS[series].of(run)[:, 0]
            for row, year in enumerate(run.years.tolist()):
                if year > origin and year in counts:
                    lines = [_line(m, counts, origin, year - origin) for m in TRENDS]
                    forecasts[series].append((counts[year], float(value[row]), lines))
    return {
        series: found
        for series, rows in forecasts.items()
        if (found := _better(series, rows, region, actual[series])) is not None
    }


def _line(method: str, counts: dict[int, float], origin: int, horizon: int) -> float | None:
    found = baseline(method, _history(counts, origin), horizon)
    return None if found is None else found.mean


def _history(counts: dict[int, float], origin: int) -> Array:
    return np.array([counts[year] for year in sorted(counts) if year <= origin])


def _better(
    series: str,
    rows: list[tuple[float, float, list[float | None]]],
    region: Region,
    counts: dict[int, float],
) -> BetterTrend | None:
    if not rows:
        return None
    actual, model = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    model_error, best = mape(actual, model), None
    for k, method in enumerate(TRENDS):
        said = [row[2][k] for row in rows]
        if None in said:
            continue  # not scored on the model's points
        error = mape(actual, np.array(said, dtype=float))
        if error < (model_error if best is None else best.error):
            history = tuple(_history(counts, region.base_year).tolist())
            best = BetterTrend(series, method, error, model_error, region.base_year, history)
    return best
