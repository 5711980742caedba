"""How far provinces move apart from the nation: published pairs of dates that nobody fitted.

A pair is one count of one place in the same month of two years, so that the season cancels. Its
deviation is the logarithm of what the place grew by, less the nation's. A place without a history
of its own is drawn with the spread found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from simulator.experience.credibility import CREDIBILITY_YEARS
from simulator.inputs.region import Region, once_a_region

JOB_SERIES = ("compulsory_si", "ui_participants", "si_participants")
"""Counts that say how covered jobs grow; the sum with voluntary members stands in where no other
was published."""
SERIES = (*JOB_SERIES, "voluntary_si")
FEWEST_PLACES = 3
"""Fewer places than this say nothing of how places differ."""


class Pair(NamedTuple):
    """Two published counts of one place, and the nation between the same dates.

    Parameters
    ----------
    place, series : code of the place, what was counted
    month, first, last : in the same month of these years
    before, after : the counts [persons]
    nation : the nation's count at the second date over that at the first
    """

    place: str
    series: str
    month: int
    first: int
    last: int
    before: float
    after: float
    nation: float

    @property
    def years(self) -> int:
        """Return the years between both dates."""
        return self.last - self.first

    @property
    def forecast(self) -> float:
        """Return the second count, had the place grown as the nation did [persons]."""
        return self.before * self.nation

    @property
    def deviation(self) -> float:
        """Return how much faster than the nation it grew [log points a year]."""
        return log(self.after / self.forecast) / self.years


@once_a_region
def pairs_of_places(nation: Region) -> tuple[Pair, ...]:
    """Return the pairs of neighbouring dates that a nation's pack lists of its provinces."""
    counts: dict[tuple[str, str, int], dict[int, float]] = {}
    for figure in nation.peers:
        if figure.indicator in SERIES and figure.counted:
            key = (figure.indicator, figure.place, figure.month)
            counts.setdefault(key, {})[figure.year] = figure.value
    found = []
    for (series, place, month), values in sorted(counts.items()):
        for first, last in pairwise(sorted(values)):
            national = growth_factor(nation, series, month, first, last)
            if national is not None:
                ends = values[first], values[last]
                found.append(Pair(place, series, month, first, last, *ends, national))
    return tuple(found)


def growth_factor(nation: Region, series: str, month: int, first: int, last: int) -> float | None:
    """Return the nation's count in a month of a year over that of an earlier one, or None.

    Between Decembers it grows evenly; the season is that of both dates, and cancels.
    """
    ends = [_between(december_counts(nation, series), month, year) for year in (first, last)]
    if ends[0] is None or ends[1] is None:
        return None
    return ends[1] / ends[0]


def december_counts(nation: Region, series: str) -> dict[int, float]:
    """Return year -> count; of all insured people the sum of both kinds."""
    if series != "si_participants":
        return nation.observed(series)
    kinds = nation.observed("compulsory_si"), nation.observed("voluntary_si")
    return {year: kinds[0][year] + kinds[1][year] for year in kinds[0].keys() & kinds[1].keys()}


def _between(decembers: dict[int, float], month: int, year: int) -> float | None:
    part = month / 12.0
    after = decembers.get(year)
    before = decembers.get(year - 1)
    if part == 1.0:
        return after
    if before is None or after is None:
        return None
    return exp((1.0 - part) * log(before) + part * log(after))


class Spread(NamedTuple):
    """How places deviate from the nation.

    A deviation over T years has the variance yearly² (T + T²/4): what befalls a place each year,
    and what it always has, of which credibility (``experience.credibility``) says that its
    variance is a quarter of a year's.

    Parameters
    ----------
    yearly : standard deviation of a year's own part [log points]
    mean : of the deviations, weighted by years [log points a year]
    places, pairs : how many are behind it
    """

    yearly: float
    mean: float
    places: int
    pairs: int

    @property
    def lasting(self) -> float:
        """Return the standard deviation of what a place always has [log points a year]."""
        return float(self.yearly / CREDIBILITY_YEARS**0.5)

    def over(self, years: float) -> float:
        """Return the standard deviation of a deviation over some years [log points]."""
        return self.yearly * unit_spread(years)


def unit_spread(years: float) -> float:
    """Return the spread over some years of places whose years have a spread of one.

    >>> round(unit_spread(1.0) ** 2, 9), round(unit_spread(4.0) ** 2, 9)
    (1.25, 8.0)
    """
    return float((years + years**2 / CREDIBILITY_YEARS) ** 0.5)


def spread_of(pairs: Sequence[Pair]) -> Spread | None:
    """Return the spread of places by greatest likelihood; None where there are too few.

    Deviations are normal around the nation's growth, not around the places' own mean: whether
    places as a whole lag is part of what is not known of the next one.
    """
    places = {pair.place for pair in pairs}
    if len(places) < FEWEST_PLACES:
        return None
    scaled = [pair.deviation * pair.years / unit_spread(pair.years) for pair in pairs]
    years = sum(pair.years for pair in pairs)
    mean = sum(pair.deviation * pair.years for pair in pairs) / years
    yearly = (sum(one**2 for one in scaled) / len(scaled)) ** 0.5
    return Spread(float(yearly), mean, len(places), len(pairs))


@once_a_region
def spread_among_places(region: Region, jobs: bool) -> Spread | None:
    """Return how places differ, by the nearest pack that lists pairs, or None.

    A place's own pairs are left out.

    Parameters
    ----------
    jobs : of covered jobs; otherwise of voluntary insurance
    """
    for place in region.lineage:
        others = [p for p in apart(pairs_of_places(place), jobs) if p.place != region.code]
        found = spread_of(others)
        if found is not None:
            return found
    return None


def apart(pairs: Sequence[Pair], jobs: bool) -> list[Pair]:
    """Return pairs that do not overlap in time within a place, so that none counts twice.

    Compulsory members speak of jobs first, then those of UI, then all insured people.
    """
    kept: list[Pair] = []
    for series in JOB_SERIES if jobs else ("voluntary_si",):
        for pair in pairs:
            if pair.series == series and not any(_overlap(pair, other) for other in kept):
                kept.append(pair)
    return kept


def _overlap(one: Pair, other: Pair) -> bool:
    def ends(pair: Pair) -> tuple[float, float]:
        return pair.first + pair.month / 12.0, pair.last + pair.month / 12.0

    (start, stop), (first, last) = ends(one), ends(other)
    return one.place == other.place and start < last and first < stop
