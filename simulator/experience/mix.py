"""The forms of job growth together: the trend among them, and what past years left unexplained."""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

import numpy as np

from simulator.experience.jobs import job_line, line_place
from simulator.experience.room import RoomLine, room_line, working_age_forces
from simulator.inputs.region import Region, once_a_region

AUTOCORRELATION_SD = 0.3
"""Prior of the autocorrelation of surprises: none, give or take this."""


class TrendRise(NamedTuple):
    """The mean yearly rise of covered jobs over the last count, and its standard error."""

    value: float
    error: float


@once_a_region
def trend_rise(region: Region) -> TrendRise:
    """Return the trend of all years, of the place whose line the region follows."""
    steps = line_place(region).counted_steps("compulsory_si")
    rises = np.array([after.value - before.value for before, after in steps.values()])
    last = steps[max(steps)][1].value
    error = float(rises.std(ddof=1)) / len(rises) ** 0.5
    return TrendRise(float(rises.mean()) / last, error / last)


@once_a_region
def surprises(region: Region) -> dict[int, float]:
    """Return year -> growth of covered jobs less the mean of the forms, given growth [% points].

    The forms as fitted on all years, of the place whose line the region follows.
    """
    place = line_place(region)
    line, room, trend = job_line(place), room_line(region), trend_rise(region).value
    steps = place.counted_steps("compulsory_si")
    force = working_age_forces(place, min(steps) - 1)
    ceiling = region.assumptions["liable_work_share", ""].value
    last = steps[max(steps)][1].value
    found = {}
    for year in line.residuals:
        before, after = (count.value for count in steps[year])
        released = place.growth[year].first
        assert released is not None
        by_room = _room_growth(room, before / force[year - 1] / ceiling, 100.0 * released)
        by_room += 100.0 * log(force[year] / force[year - 1])
        by_trend = 100.0 * log(1.0 + trend * last / before)
        expected = (line.at(100.0 * released) + by_room + by_trend) / 3.0
        found[year] = 100.0 * log(after / before) - expected
    return found


def _room_growth(room: RoomLine, filled: float, growth: float) -> float:
    push = float(room.level[0] + room.slope[0] * (growth - room.mean_growth)) / 100.0
    odds = filled / (1.0 - filled) * exp(push)
    return 100.0 * log(odds / (1.0 + odds) / filled)


@once_a_region
def autocorrelation(region: Region) -> float:
    """Return how much of a year's surprise the next one keeps: posterior mean.

    Normal prior around none (sd 0.3), normal errors: precisions add up.
    """
    found = np.array([value for _, value in sorted(surprises(region).items())])
    told = float(found[:-1] @ found[:-1]) / float(found.var(ddof=1))
    seen = float(found[1:] @ found[:-1]) / float(found.var(ddof=1))
    return seen / (told + AUTOCORRELATION_SD**-2)


def surprise_spread(region: Region) -> float:
    """Return the standard deviation of the surprises [% points a year]."""
    found = np.array(list(surprises(region).values()))
    return float(((found**2).sum() / (len(found) - 2)) ** 0.5)


def spread_range(spread: float, freedom: int) -> tuple[float, float]:
    """Return the 10th and 90th percentile of a standard deviation that was estimated.

    Its square is spread² freedom / χ² with a flat prior on its logarithm, so that errors drawn
    with it follow Student's t: a few calm years do not mean that the next are calm.

    >>> [round(end, 2) for end in spread_range(1.0, 13)]
    [0.81, 1.36]
    """
    from scipy.special import chdtri

    low, high = (spread * float((freedom / chdtri(freedom, p)) ** 0.5) for p in (0.1, 0.9))
    return low, high


def carried_surprise(region: Region, ahead: int) -> float:
    """Return what the last surprise leaves to a year ahead of the base year [% points]."""
    found = surprises(region)
    last = found.get(region.base_year, 0.0)
    return float(last * autocorrelation(region) ** ahead)
