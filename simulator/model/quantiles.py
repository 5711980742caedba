"""Quantiles of draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.model.arrays import Array

BAND = (0.1, 0.9)
"""Levels of low and high: the 80% range."""
LOW_MEDIAN_HIGH = (0.1, 0.5, 0.9)
"""The same, with the middle."""


def quantiles(drawn: Array, at: Sequence[float]) -> Array:
    """Return quantiles of draws, (..., draw), linear between one draw and the next: (level, ...).

    Those of ``np.quantile``, to the last bit, which for its first call imports masked arrays: that
    takes longer than most commands have left. NaN where a draw is not known.

    >>> quantiles(np.array([3.0, 1.0, 2.0]), (0.0, 0.5, 0.75)).tolist()
    [1.0, 2.0, 2.5]
    """
    ordered = np.sort(drawn, axis=-1)
    last = ordered.shape[-1] - 1
    places = [level * last for level in at]
    found = []
    for place in places:
        before = int(place)
        low, high = ordered[..., before], ordered[..., min(before + 1, last)]
        share = place - before
        # From the nearer end, as NumPy has it.
        between = low + (high - low) * share
        found.append(between if share < 0.5 else high - (high - low) * (1.0 - share))
    return np.where(np.isnan(ordered[..., -1]), np.nan, np.stack(found))
