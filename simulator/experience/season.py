"""The season of a count: how months stand to the Decembers beside them, and how sure that is.

Months of one year share its season, so a year counts once. The spread of the next year's is that
of the years seen, and their mean's own error, by Student's t.
"""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

import numpy as np

from simulator.inputs.region import Region

SINCE = 2020
"""Voluntary insurance passed a million in this year; before it was another business."""
SPRING, AUTUMN = (3, 4, 5), (9, 10, 11)
FEWEST_YEARS = 3
COUNTS = {"compulsory": "compulsory_si", "voluntary": "voluntary_si", "ui": "ui_participants"}
"""Series of the seasonal path -> indicator of the pack's counts."""


class Season(NamedTuple):
    """Members in a part of the year over a December, with the 80 % range of a year to come.

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
    name = COUNTS[series]
    decembers = nation.observed(name)
    seen: dict[int, list[float]] = {}
    for month in SPRING if spring else AUTUMN:
        for year, count in nation.observed(name, month).items():
            beside = decembers.get(year - 1 if spring else year)
            if year >= SINCE and beside is not None:
                seen.setdefault(year, []).append(log(count / beside))
    if len(seen) < FEWEST_YEARS:
        return None
    return spread_season({year: float(np.mean(found)) for year, found in seen.items()})


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
