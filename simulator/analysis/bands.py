"""The 80 % range of many draws, from the 10th to the 90th percentile."""

from __future__ import annotations

import numpy as np

from simulator.model.arrays import Array

BAND = (0.1, 0.9)
"""Quantiles of low and high."""


def band(drawn: Array) -> tuple[float, float]:
    """Return low and high of the draws; NaN where there are none.

    >>> low, high = band(np.arange(11.0))
    >>> round(low, 9), round(high, 9)
    (1.0, 9.0)
    """
    if len(drawn) == 0:
        return float("nan"), float("nan")
    low, high = np.quantile(drawn, BAND)
    return float(low), float(high)
