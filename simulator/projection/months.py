"""From counts at the ends of years to counts in between: the year has a seasonal path.

Voluntary participants in spring are about 0.8 of the December before; a December and a June are
never compared. What is known of the path are assumptions ``share_of_previous_december``
and ``share_of_next_december`` by series and month; between them it is linear.
"""

from __future__ import annotations

import numpy as np

from simulator.model.arrays import Array
from simulator.projection.values import Values

MONTHS = np.arange(1, 13)


def monthly_path(values: Values, series: str, before: Array, now: Array) -> Array:
    """Return the count at the end of each month of a year: (month, draw) [persons].

    Parameters
    ----------
    values : gives the seasonal shares
    series : "compulsory", "voluntary" or "ui"
    before, now : (draw,) [persons] at the last and at this 31 December
    """
    known = {0: before, 12: now}
    for name, december in (("share_of_previous_december", before), ("share_of_next_december", now)):
        for by in values.assumptions.knots(name):
            of, at = by.split(",")
            if of == series:
                known[int(at)] = values(name, by) * december
    months = sorted(known)
    rows = []
    for month in MONTHS.tolist():
        right = next(m for m in months if m >= month)
        left = max(m for m in months if m < month)
        weight = (month - left) / (right - left)
        rows.append(known[left] * (1.0 - weight) + known[right] * weight)
    return np.stack(np.broadcast_arrays(*rows))


def lost_by_april(values: Values, series: str, counts: Array) -> Array:
    """Return the person-years lost between a December and the April after: (year, draw).

    A year-end surge is not coverage: (count at 31 December - count at each month's end) / 12, over
    January to April. The first year is NaN, since the December before it is not projected.

    Parameters
    ----------
    counts : (year, draw) [persons] at 31 December
    """
    result = np.full_like(counts, np.nan)
    for i in range(1, len(counts)):
        path = monthly_path(values, series, counts[i - 1], counts[i])
        result[i] = (counts[i - 1] - path[: APRIL + 1]).sum(axis=0) / len(MONTHS)
    return result


APRIL = int(np.flatnonzero(MONTHS == 4)[0])


def measured(
    values: Values,
    series: str,
    counts: Array,
    measure: str,
    month: int,
    before: float | None = None,
) -> Array:
    """Return counts of one series as the scenario measures them: (year, draw) [persons].

    Parameters
    ----------
    counts : (year, draw) [persons] at 31 December
    measure : "year_end", "month" or "year_average"
    month : 1-12, for the measure "month"
    before : [persons] at 31 December before the first year; without it the first year is NaN
        other than at the year end, since it is not projected
    """
    if measure == "year_end" or (measure == "month" and month == MONTHS[-1]):
        return counts
    result = np.full_like(counts, np.nan)
    first = 0 if before is not None else 1
    for i in range(first, len(counts)):
        last = counts[i - 1] if i else np.full_like(counts[0], before)
        path = monthly_path(values, series, last, counts[i])
        result[i] = path.mean(axis=0) if measure == "year_average" else path[month - 1]
    return result
