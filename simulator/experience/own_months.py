"""What a place's own months say where its Decembers are too few: same months of two years.

Counts of one month in two years have the season in common, so what they grew by beyond the nation
is the place's own. Twelve such months of the same two years share one year's luck: they count as
one year of experience, measured twelve times.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from simulator.experience.places import JOB_SERIES, growth_factor
from simulator.experience.season import SINCE
from simulator.inputs.region import Region, once_a_region
from simulator.schemes import COUNTS

RECENT = 3
"""A place's months speak of its pace where the last is at most so many years before its base."""


class OwnMonths(NamedTuple):
    """How far a place grew apart from the nation.

    Parameters
    ----------
    deviation : beyond the nation's growth [log points a year]
    years : span of the evidence, from the first year to the last
    months : how many months have a pair
    series : what was counted
    """

    deviation: float
    years: int
    months: int
    series: str


@once_a_region
def own_months(region: Region, jobs: bool) -> OwnMonths | None:
    """Return what same months of several years say of a place's own growth, or None.

    Parameters
    ----------
    jobs : of covered jobs, by compulsory members, or else those of unemployment insurance, or all
        insured; otherwise of voluntary insurance, since it is a business of millions
    """
    for series in JOB_SERIES if jobs else ("voluntary_si",):
        spans = [
            span
            for month in range(1, 13)
            if (span := _span(region, series, month, None if jobs else SINCE)) is not None
        ]
        if spans:
            years = sum(length for _, length in spans)
            mean = sum(grown for grown, _ in spans) / years
            return OwnMonths(mean, max(length for _, length in spans), len(spans), series)
    return None


def _span(region: Region, series: str, month: int, since: int | None) -> tuple[float, int] | None:
    """Return growth beyond the nation from the first to the last year of a month, and the years."""
    nation, base = region.parent, region.base_year
    counts = {
        year: count
        for year, count in region.observed(series, month).items()
        if count > 0 and year <= base and (since is None or year >= since)
    }
    if nation is None or len(counts) < 2 or max(counts) < base - RECENT:
        return None
    first, last = min(counts), max(counts)
    if series in COUNTS and any(region.breaks_in(series, y) for y in range(first + 1, last + 1)):
        return None
    national = growth_factor(nation, series, month, first, last)
    if national is None:
        return None
    return log(counts[last] / counts[first] / national), last - first
