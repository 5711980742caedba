"""What a region's own history says about the rates, or its parent's where it is too short."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from simulator.errors import complain
from simulator.inputs.region import Region

MINIMUM_COUNTS = 3
"""Fewer yearly counts than this, and the national pattern serves."""
MINIMUM_PAIRS = 5
"""Fewer years with growth and counts than this give no line of their own."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast voluntary insurance has grown.

    Parameters
    ----------
    value : mean yearly rise over the members at the end of the window [share a year]
    rises : the yearly rises over the same members, oldest first
    years : the years at whose December the rises end
    origin : code of the region whose history it is
    """

    value: float
    rises: tuple[float, ...]
    years: tuple[int, ...]
    origin: str


def recruitment_pace(region: Region) -> Pace:
    """Return the pace of voluntary insurance before the base year.

    The mean yearly rise of the last four years (assumption ``recruitment_window``), over the
    members at their end. A place without its own history takes the nation's pace up to its own
    base year, so that one which recruits little now is not assumed to recruit like the nation:
    n (V / sum of weight x N of the region) / (the same of the nation), in which the nation's
    pool cancels out.

    Raises
    ------
    InputError
        where neither the region nor a parent has enough yearly counts.
    """
    place: Region | None = region
    window = round(region.assumptions["recruitment_window", ""].value)
    while place is not None:
        found = _pace_of(place, region.base_year, window)
        if found is not None:
            return found
        place = place.parent
    raise complain(
        "không đủ số liệu BHXH tự nguyện tháng 12 các năm trước năm gốc",
        "too few December counts of voluntary insurance before the base year",
        file=str(region.folder / "history.csv"),
        key="voluntary_si",
    )


def _pace_of(place: Region, until: int, window: int) -> Pace | None:
    steps = {
        year: after.value - before.value
        for year, (before, after) in place.counted_steps("voluntary_si").items()
        if until - window < year <= until
    }
    years = list(steps)
    if len(years) < MINIMUM_COUNTS or years[-1] != until:
        return None
    last = place.counts("voluntary_si")[until].value
    rises = tuple(step / last for step in steps.values())
    return Pace(sum(rises) / len(rises), rises, tuple(years), place.code)


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
    place: Region | None = region
    last = until if until is not None else 9999
    while place is not None:
        growth, changes = [], []
        years = []
        steps = place.steps("compulsory_si")
        for year, entry in sorted(place.growth.items()):
            if year in steps and year <= last and entry.first is not None:
                before, after = steps[year]
                years.append(year)
                growth.append(100.0 * entry.first)
                changes.append(100.0 * log(after.value / before.value))
        if len(years) >= MINIMUM_PAIRS:
            return _least_squares(years, growth, changes, place.code)
        place = place.parent
    raise complain(
        "không đủ năm có cả tăng trưởng và số người tham gia",
        "too few years with both growth and participants",
        key="growth",
    )


def _least_squares(
    years: list[int], growth: list[float], changes: list[float], origin: str
) -> JobLine:
    x, y = np.array(growth), np.array(changes)
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
        dict(zip(years, residuals.tolist(), strict=True)),
        origin,
    )


def plan_errors(region: Region, until: int | None = None) -> dict[int, float]:
    """Return year -> first release less plan [% points], where both are known."""
    place: Region | None = region
    while place is not None and not place.growth:
        place = place.parent
    if place is None:
        return {}
    return {
        year: 100.0 * (entry.first - entry.plan)
        for year, entry in sorted(place.growth.items())
        if entry.first is not None and entry.plan is not None and (until is None or year <= until)
    }


def has_own_history(region: Region) -> bool:
    """Return whether the region has enough yearly counts for rates of its own.

    Fewer than three, estimates aside, and results follow the national pattern.
    """
    counts = region.counts("compulsory_si")
    return sum(figure.status != "estimate" for figure in counts.values()) >= MINIMUM_COUNTS
