"""The trend line beside the model: where it forecast better beyond chance, and what it says now.

The quick part of the backtest: central runs only, no bands, so that every projection of a place
with a history can say which forecast of its level is the better one.
"""

from __future__ import annotations

import numpy as np

from simulator.analysis.past.backtest_scores import (
    COUNTED,
    FIRST_ORIGIN,
    HORIZONS,
    TRENDS,
    compared,
    is_better,
)
from simulator.analysis.past.baselines import baseline
from simulator.analysis.past.hindcast import origins, run_as_known_at
from simulator.dataclass import dataclass
from simulator.experience import has_own_history
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region, once_a_region
from simulator.model.arrays import Array


@dataclass(frozen=True, slots=True)
class BetterTrend:
    """A trend line that erred less than the model on a place's own past, beyond chance.

    Parameters
    ----------
    series, method : which count, and which line: "drift" or "drift_4"
    error, model_error : mean absolute percentage error of both, on the same points [%]
    p : chance of seeing such a difference where there is none
    base_year : last year of the history
    history : (year,) [persons] December counts up to it
    """

    series: str
    method: str
    error: float
    model_error: float
    p: float
    base_year: int
    history: tuple[float, ...]

    def at(self, year: int) -> float:
        """Return what the line says of 31 December of a later year [persons]."""
        found = baseline(self.method, np.array(self.history), year - self.base_year)
        assert found is not None
        return found.mean


@once_a_region
def better_trends(region: Region) -> dict[str, BetterTrend]:
    """Return series -> the trend line that forecast it better than the model; none elsewhere.

    Empty for a place without a history of its own.
    """
    if not has_own_history(region):
        return {}
    actual = {series: region.observed(series) for series in COUNTED}
    if any(region.base_year not in counts for counts in actual.values()):
        return {}
    said: dict[str, dict[str, Said]] = {s: {} for s in COUNTED}
    for origin in origins(region, FIRST_ORIGIN, region.base_year):
        run = run_as_known_at(region, origin, min(origin + HORIZONS, region.base_year))
        for series, counts in actual.items():
            value = INDICATORS[series].of(run)[:, 0]
            for row, year in enumerate(run.years.tolist()):
                if year > origin and year in counts:
                    at = origin, year - origin
                    said[series].setdefault("model", {})[at] = counts[year], float(value[row])
                    for method in TRENDS:
                        line = _line(method, counts, *at)
                        if line is not None:
                            said[series].setdefault(method, {})[at] = counts[year], line
    found = {series: _better(series, said[series], region, actual[series]) for series in COUNTED}
    return {series: trend for series, trend in found.items() if trend is not None}


Said = dict[tuple[int, int], tuple[float, float]]
"""(origin, years ahead) -> what came, what was said."""


def _line(method: str, counts: dict[int, float], origin: int, horizon: int) -> float | None:
    found = baseline(method, _history(counts, origin), horizon)
    return None if found is None else found.mean


def _history(counts: dict[int, float], origin: int) -> Array:
    return np.array([counts[year] for year in sorted(counts) if year <= origin])


def _better(
    series: str, said: dict[str, Said], region: Region, counts: dict[int, float]
) -> BetterTrend | None:
    """Return the trend line with the smallest error among those better beyond chance, or None."""
    model, best = said.get("model", {}), None
    errors = {method: _errors(points) for method, points in said.items()}
    for method in TRENDS:
        if not model or said.get(method, {}).keys() != model.keys():
            continue  # not scored on the model's points
        comparison = compared(errors[method], errors["model"])
        error, usual = (float(np.mean(list(errors[m].values()))) for m in (method, "model"))
        if comparison is None or not is_better(comparison):
            continue
        if best is None or error < best.error:
            history = tuple(_history(counts, region.base_year).tolist())
            best = BetterTrend(
                series, method, error, usual, comparison.p, region.base_year, history
            )
    return best


def _errors(points: Said) -> dict[tuple[int, int], float]:
    return {at: 100.0 * abs(forecast / actual - 1.0) for at, (actual, forecast) in points.items()}
