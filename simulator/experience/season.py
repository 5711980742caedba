"""The season of a count: how months stand to the Decembers beside them, and how sure that is.

Months of one year share its season, so a year counts once. The spread of the next year's is that
of the years seen, and their mean's own error, by Student's t.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp, log
from typing import NamedTuple

import numpy as np

from simulator.experience.credibility import error_after, weight_of
from simulator.inputs.assumption import Assumption
from simulator.inputs.figures import Status
from simulator.inputs.keys import Assumed
from simulator.inputs.region import Region, once_a_region
from simulator.schemes import SCHEMES
from simulator.text import Text

SINCE = 2020
"""Voluntary insurance passed a million in this year; before it was another business."""
SPRING, AUTUMN = (3, 4, 5), (9, 10, 11)
FEWEST_YEARS = 3
COUNTS = {scheme.series: scheme.count for scheme in SCHEMES}
"""Series of the seasonal path -> indicator of the pack's counts."""


class Season(NamedTuple):
    """Members in a part of the year over a December, with the 80% range of a year to come.

    Parameters
    ----------
    value, low, high : geometric mean of the years seen, and 10th and 90th percentile
    years : which were seen
    """

    value: float
    low: float
    high: float
    years: tuple[int, ...]


def season(nation: Region, series: str, spring: bool) -> Season | None:
    """Return the season of a series, or None where fewer than three years are known.

    Parameters
    ----------
    series : "compulsory", "voluntary" or "ui"
    spring : March to May over the December before; otherwise September to November over the next
    """
    seen = seasons_of(nation, series, spring)
    return spread_season(seen) if len(seen) >= FEWEST_YEARS else None


def seasons_of(place: Region, series: str, spring: bool) -> dict[int, float]:
    """Return year -> mean logarithm of a place's months over the December beside them."""
    name = COUNTS[series]
    decembers = place.observed(name)
    seen: dict[int, list[float]] = {}
    for month in SPRING if spring else AUTUMN:
        for year, count in place.observed(name, month).items():
            beside = decembers.get(year - 1 if spring else year)
            if year >= SINCE and beside and count > 0:
                seen.setdefault(year, []).append(log(count / beside))
    return {year: float(np.mean(found)) for year, found in seen.items()}


@once_a_region
def own_seasons(region: Region) -> dict[Assumed, Assumption]:
    """Return the seasonal shares that a place's own months change, by credibility.

    Of k years of its own the logarithm counts k / (k + 4), the wider region's the rest. Its range
    is that of a year of a place of which nothing is known, σ² (1 + 1/4), which narrows to
    σ² (1 + 1/(k + 4)) with what the place's years say of its mean.
    """
    found = {}
    for name, spring in (("share_of_previous_december", True), ("share_of_next_december", False)):
        for by in region.assumptions.knots(name):
            stated = region.assumptions[name, by]
            own = seasons_of(region, by.split(",")[0], spring)
            if own and stated.origin != region.code and region.parent is not None:
                found[Assumed(name, by)] = _blended(stated, own, region)
    return found


def _blended(stated: Assumption, own: dict[int, float], region: Region) -> Assumption:
    years, weight = len(own), weight_of(len(own))
    listed, percent = ", ".join(str(year) for year in sorted(own)), round(100.0 * weight)
    mean = float(np.mean(list(own.values())))
    middle = weight * mean + (1.0 - weight) * log(stated.value)
    narrower = error_after(1.0, years) ** 2, error_after(1.0, 0) ** 2
    scale = ((1.0 + narrower[0]) / (1.0 + narrower[1])) ** 0.5
    return replace(
        stated,
        value=exp(middle),
        low=exp(middle - scale * log(stated.value / stated.low)),
        high=exp(middle + scale * log(stated.high / stated.value)),
        status=Status.DERIVED,
        source=Text(
            f"các tháng của {region.name.vi} năm {listed}, trọng số {percent} %; {stated.why.vi}",
            f"months of {region.name.en} in {listed}, weight {percent}%; {stated.source.en}",
        ),
        origin=region.code,
    )


def spread_season(logs: dict[int, float]) -> Season:
    """Return the season from one logarithm a year.

    >>> found = spread_season({2020: log(0.8), 2021: log(0.9), 2022: log(0.7)})
    >>> round(found.value, 3), found.low < 0.7, found.high > 0.9
    (0.796, True, True)
    """
    from scipy.special import stdtrit

    values = np.array(list(logs.values()))
    n, middle = len(values), float(values.mean())
    wide = float(stdtrit(n - 1, 0.9) * values.std(ddof=1) * (1.0 + 1.0 / n) ** 0.5)
    return Season(exp(middle), exp(middle - wide), exp(middle + wide), tuple(sorted(logs)))
