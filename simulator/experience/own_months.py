"""What a place's own months say where its Decembers are too few: same months of two years.

Counts of one month in two years have the season in common, so what they grew by beyond the nation
is the place's own. Twelve such months of the same two years share one year's noise: they count as
one year of experience, measured twelve times. Where no month stands in two years, spring and the
December after it say something within one: their growth beyond the nation's, of whose season the
place's may differ by τ. Over T years that is worth n = T / (1 + τ² / (σ² T)) years of experience,
for years that scatter by σ: the same posterior as of n whole years.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from simulator.experience.places import JOB_SERIES, growth_factor, spread_among_places
from simulator.experience.season import SINCE, SPRING
from simulator.inputs.estimate import Z90
from simulator.inputs.region import Region, once_a_region
from simulator.schemes import COUNTS, SERIES

RECENT = 3
"""A place's months speak of its pace where the last is at most so many years before its base."""


class OwnMonths(NamedTuple):
    """How far a place grew apart from the nation.

    Parameters
    ----------
    deviation : beyond the nation's growth [log points a year]
    years : of experience that the evidence is worth; of same months, from the first to the last
    months : how many months are behind it
    series : what was counted
    """

    deviation: float
    years: float
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
    spread = spread_among_places(region, jobs)
    series = "compulsory_si" if jobs else "voluntary_si"
    return None if spread is None else _within_a_year(region, series, spread.yearly)


SPRING_TO_DECEMBER = 8.0 / 12.0
"""Years from the middle of spring to the end of the year."""


def _within_a_year(region: Region, series: str, yearly: float) -> OwnMonths | None:
    """Return what the last spring before the base year, and its December, say of a place."""
    nation, season = region.parent, ("share_of_previous_december", f"{SERIES[series]},3")
    if nation is None or season not in nation.assumptions:
        return None
    own, wide = region.observed(series), nation.observed(series)
    for year in range(region.base_year, region.base_year - RECENT - 1, -1):
        months = [count for m in SPRING if (count := region.observed(series, m).get(year))]
        if months and own.get(year) and {year - 1, year} <= wide.keys():
            stated, span = nation.assumptions[season], SPRING_TO_DECEMBER
            usual = wide[year] / (wide[year - 1] * stated.value)
            grown = log(own[year] / (sum(months) / len(months)) / usual)
            doubt = log(stated.high / stated.low) / (2.0 * Z90)
            worth = span / (1.0 + doubt**2 / (yearly**2 * span))
            return OwnMonths(grown / span, worth, len(months), series)
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
