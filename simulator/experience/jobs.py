"""Covered jobs and economic growth: the line through a nation's years, and a place beside it."""

from __future__ import annotations

from collections.abc import Mapping
from math import log

import numpy as np

from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.experience.credibility import Blend, blend, error_after, weight_of
from simulator.experience.own_months import own_months
from simulator.experience.places import spread_among_places
from simulator.inputs.figures import GrowthYear
from simulator.inputs.region import Region, once_a_region

MINIMUM_PAIRS = 5
"""Fewer years with growth and counts than this give no line of their own."""


@dataclass(frozen=True, slots=True)
class JobLine:
    """Growth of covered jobs against economic growth, by least squares.

    Δln C [%] = slope (growth [%] - threshold) + error

    Parameters
    ----------
    slope, threshold : of the line
    covariance : of (intercept, slope), (2, 2)
    residual_sd : [% points a year]
    residuals : year -> residual [% points]
    origin : code of the region whose history it is
    """

    slope: float
    threshold: float
    covariance: tuple[tuple[float, float], tuple[float, float]]
    residual_sd: float
    residuals: dict[int, float]
    origin: str

    def at(self, growth: float) -> float:
        """Return growth of covered jobs [%] where the economy grows by ``growth`` [%]."""
        return self.slope * (growth - self.threshold)


def growth_table(region: Region) -> Mapping[int, GrowthYear]:
    """Return the growth table of the region, or of the nearest parent that has enough years.

    Growth of a few years says nothing of the usual growth nor of the errors of plans.
    """
    place = region
    while place.parent is not None and _released(place) < MINIMUM_PAIRS:
        place = place.parent
    return place.growth


def _released(place: Region) -> int:
    return sum(entry.first is not None for entry in place.growth.values())


def job_line(region: Region, until: int | None = None) -> JobLine:
    """Fit the growth of compulsory participants to first releases of growth.

    Parameters
    ----------
    region : a place without growth of its own, or with fewer than five counts, uses its parent's
    until : last year used; None: the region's last

    Raises
    ------
    InputError
        where no place has five years of both series.
    """
    place = line_place(region, until)
    return least_squares(growth_pairs(place, until), place.code)


def line_place(region: Region, until: int | None = None) -> Region:
    """Return the region, or the nearest parent with five years of growth and of counts.

    Raises
    ------
    InputError
        where no place has them.
    """
    place = region.nearest(lambda place: len(growth_pairs(place, until)) >= MINIMUM_PAIRS)
    if place is not None:
        return place
    raise input_error(
        "không đủ năm có cả tăng trưởng và số người tham gia",
        "too few years with both growth and participants",
        key="growth",
    )


@once_a_region
def job_offset(region: Region) -> Blend:
    """Return by how much a place's covered jobs outgrow the nation's [% points a year].

    The place's growth less the nation's in the same years, so that what struck the nation is not
    carried on as the place's own; blended with no difference at all. Where the line is the
    place's own, there is none.
    """
    line = job_line(region, region.base_year)
    if line.origin == region.code:
        return Blend(None, None, 0, 1.0, 0.0, 0.0)
    nation = _growths(line_place(region, region.base_year))
    own = [
        growth - nation[year]
        for year, growth in _growths(region).items()
        if year in nation and year <= region.base_year
    ]
    found = blend(own, list(line.residuals.values()))
    if found.credibility == 0.0 or found.own is None:
        return _by_months(region, found)
    value = found.credibility * found.own
    return Blend(found.own, 0.0, found.count, found.credibility, value, found.error)


def _by_months(region: Region, found: Blend) -> Blend:
    """Return the offset of a place with few Decembers: what its months say, by credibility."""
    spread, months = spread_among_places(region, jobs=True), own_months(region, jobs=True)
    if spread is None:
        return Blend(found.own, 0.0, found.count, 0.0, 0.0, found.error)
    if months is None:
        return Blend(found.own, 0.0, found.count, 0.0, 0.0, 100.0 * spread.lasting)
    own, weight = 100.0 * months.deviation, weight_of(months.years)
    error = 100.0 * error_after(spread.yearly, months.years)
    return Blend(own, 0.0, round(months.years), weight, weight * own, error)


def _growths(place: Region) -> dict[int, float]:
    """Return year -> growth of compulsory participants [%]."""
    steps = place.counted_steps("compulsory_si")
    return {
        year: 100.0 * log(after.value / before.value) for year, (before, after) in steps.items()
    }


def growth_pairs(place: Region, until: int | None = None) -> dict[int, tuple[float, float]]:
    """Return year -> growth as first released and of compulsory participants, both [%]."""
    first = {year: entry.first for year, entry in place.growth.items()}
    return {
        year: (100.0 * released, growth)
        for year, growth in _growths(place).items()
        if (released := first.get(year)) is not None and (until is None or year <= until)
    }


def least_squares(pairs: dict[int, tuple[float, float]], origin: str) -> JobLine:
    """Return the line through year -> (economic growth, growth of covered jobs) [%].

    >>> line = least_squares({2011: (5.0, 4.0), 2012: (6.0, 6.0), 2013: (7.0, 8.0)}, "made up")
    >>> round(line.slope, 9), round(line.threshold, 9)
    (2.0, 3.0)
    """
    x, y = np.array(list(pairs.values())).T
    design = np.stack([np.ones_like(x), x], axis=1)
    inverse = np.linalg.inv(design.T @ design)
    intercept, slope = inverse @ design.T @ y
    residuals = y - design @ np.array([intercept, slope])
    variance = float(residuals @ residuals) / (len(x) - 2)
    covariance = inverse * variance
    return JobLine(
        float(slope),
        float(-intercept / slope),
        ((covariance[0, 0], covariance[0, 1]), (covariance[1, 0], covariance[1, 1])),
        variance**0.5,
        dict(zip(pairs, residuals.tolist(), strict=True)),
        origin,
    )


def plan_errors(region: Region, until: int | None = None) -> dict[int, float]:
    """Return year -> first release less plan [% points], where both are known."""
    return {
        year: 100.0 * (entry.first - entry.plan)
        for year, entry in sorted(growth_table(region).items())
        if entry.first is not None and entry.plan is not None and (until is None or year <= until)
    }
