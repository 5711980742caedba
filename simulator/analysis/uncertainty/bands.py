"""What many draws say: the 80% range, from the 10th to the 90th percentile, and odds."""

from __future__ import annotations

from math import ceil

import numpy as np

from simulator.model.arrays import Array
from simulator.model.quantiles import BAND, quantiles
from simulator.text import Text

DRAWS = 256
"""Draws behind every range that page, papers and command line show unless another number is asked
for: one number has one range, wherever it stands."""
FEWEST_DRAWS = 16
"""Fewer draws have no 10th and 90th percentile worth the name."""
FEWEST_FOR_MONEY = 64
"""Fewest draws where prices, which are judgement, are drawn too."""


def too_few_draws(number: int, fewest: int, *, or_none: bool = False) -> Text:
    """Return that a range needs more draws than were asked for.

    Parameters
    ----------
    or_none : whether none at all may be asked for

    >>> too_few_draws(3, 16, or_none=True).en
    '3: an 80% range needs at least 16 draws; 0: no range'
    """
    none = Text("; 0: không có khoảng", "; 0: no range") if or_none else Text("", "")
    return Text(
        f"{number}: khoảng 80 % cần ít nhất {fewest} lần mô phỏng{none.vi}",
        f"{number}: an 80% range needs at least {fewest} draws{none.en}",
    )


def band(drawn: Array) -> tuple[float, float]:
    """Return low and high of the draws; NaN where there are none.

    >>> low, high = band(np.arange(11.0))
    >>> round(low, 9), round(high, 9)
    (1.0, 9.0)
    """
    if len(drawn) == 0:
        return float("nan"), float("nan")
    low, high = quantiles(drawn, BAND)
    return float(low), float(high)


def odds(drawn: Array, least: float) -> float:
    """Return the share of draws that reach a value; NaN where one of them is not known.

    >>> odds(np.array([1.0, 2.0, 3.0, 4.0]), 2.0), odds(np.array([1.0, np.nan]), 0.0)
    (0.75, nan)
    """
    if len(drawn) == 0 or not np.all(np.isfinite(drawn)):
        return float("nan")
    return float((drawn >= least).mean())


def band_of_ratio(drawn: Array) -> tuple[float, float]:
    """Return low and high of a cost for each one, where NaN means that a draw has none to share it.

    Such a draw stands above all others, for its cost buys nothing: where they are more than a
    tenth there is no upper end, and it is NaN.

    >>> band_of_ratio(np.array([1.0] * 5 + [np.nan] * 5))
    (1.0, nan)
    """
    if len(drawn) == 0:
        return float("nan"), float("nan")
    ordered = np.sort(np.where(np.isfinite(drawn), drawn, np.inf))
    if np.isinf(ordered[-1]):  # nothing lies between a number and none
        low, high = (ordered[ceil(level * (len(ordered) - 1))] for level in BAND)
    else:
        low, high = quantiles(ordered, BAND)
    return float(low) if np.isfinite(low) else np.nan, float(high) if np.isfinite(high) else np.nan
