"""Provinces as a test of the national pattern, on pairs of dates that they published."""

from __future__ import annotations

from math import exp, log

import numpy as np

from simulator.analysis.past.hindcast import run_as_known_at
from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.experience import Pair, Spread, apart, pairs_of_places, spread_of
from simulator.indicators import INDICATORS
from simulator.inputs.estimate import Z90
from simulator.inputs.region import Region, once_a_region

EARLIEST_ORIGIN = 2016
"""The first year end from which the law file knows what a projection needs."""


@dataclass(frozen=True, slots=True)
class ProvincePoint:
    """One pair of dates of a province, and what the national pattern said of the second.

    Parameters
    ----------
    pair : the counts, and the nation's growth between the dates
    said : [persons] the first count times the nation's growth as forecast at the last December
        before it, or None where that lies too far back
    error, error_then : forecast over count less one, with the nation's growth known, and as
        forecast then
    band : [persons] 80 %, with the nation's growth known and the spread of the other places
    counted : whether it is one of those that the spread is taken from
    """

    pair: Pair
    said: float | None
    error: float
    error_then: float | None
    band: tuple[float, float]
    counted: bool

    @property
    def inside(self) -> bool:
        """Return whether the count lies in the band."""
        return self.band[0] <= self.pair.after <= self.band[1]


@dataclass(frozen=True, slots=True)
class ProvinceTest:
    """The test on all pairs of a nation's provinces.

    Parameters
    ----------
    region : whose pack lists the provinces
    points : one a pair
    jobs, voluntary : the spreads found, which a place without a history of its own is drawn with
    """

    region: Region
    points: tuple[ProvincePoint, ...]
    jobs: Spread
    voluntary: Spread

    def of(self, jobs: bool, counted: bool = True) -> list[ProvincePoint]:
        """Return the points of job counts or of voluntary insurance."""
        return [
            p
            for p in self.points
            if (p.pair.series != "voluntary_si") == jobs and (p.counted or not counted)
        ]


def provinces_test(nation: Region) -> ProvinceTest:
    """Forecast each pair's second count from the first by the national pattern.

    Raises
    ------
    InputError
        where the pack lists too few pairs.
    """
    pairs = pairs_of_places(nation)
    kept = {jobs: apart(pairs, jobs) for jobs in (True, False)}
    jobs, voluntary = spread_of(kept[True]), spread_of(kept[False])
    if jobs is None or voluntary is None:
        raise input_error(
            "gói số liệu có quá ít cặp số liệu của các tỉnh (peers.csv)",
            "the pack lists too few pairs of dates of provinces (peers.csv)",
            key=nation.code,
        )
    points = tuple(_point(nation, pair, kept[pair.series != "voluntary_si"]) for pair in pairs)
    return ProvinceTest(nation, points, jobs, voluntary)


def _point(nation: Region, pair: Pair, kept: list[Pair]) -> ProvincePoint:
    others = spread_of([other for other in kept if other.place != pair.place])
    wide = exp(Z90 * others.over(pair.years)) if others is not None else float("inf")
    said = _said_then(nation, pair)
    return ProvincePoint(
        pair,
        said,
        pair.forecast / pair.after - 1.0,
        None if said is None else said / pair.after - 1.0,
        (pair.forecast / wide, pair.forecast * wide),
        pair in kept,
    )


def _said_then(nation: Region, pair: Pair) -> float | None:
    """Return the second count by the nation's forecast from the December at or before the first."""
    part = pair.month / 12.0
    origin = pair.first if part == 1.0 else pair.first - 1
    if origin < EARLIEST_ORIGIN:
        return None
    forecast = _national_path(nation, pair.series, origin, pair.last)
    ends = [
        (1.0 - part) * log(forecast[max(year - 1, origin)]) + part * log(forecast[year])
        for year in (pair.first, pair.last)
    ]
    return pair.before * exp(ends[1] - ends[0])


@once_a_region
def _national_path(nation: Region, series: str, origin: int, last: int) -> dict[int, float]:
    run = run_as_known_at(nation, origin, last)
    values = INDICATORS[series].of(run)[:, 0]
    return dict(zip(run.years.tolist(), values.tolist(), strict=True))


def mean_error(points: list[ProvincePoint], then: bool) -> float:
    """Return the mean absolute error of points [%], with the nation's growth known or as then."""
    errors = [p.error_then if then else p.error for p in points]
    return float(100.0 * np.mean([abs(e) for e in errors if e is not None]))
