"""Whole persons that add up."""

from __future__ import annotations

import math


def whole_persons(parts: list[float], total: int) -> list[int]:
    """Return whole numbers that add up to ``total``, by largest remainder.

    >>> whole_persons([1.4, 2.3, 3.3], 7)
    [2, 2, 3]
    """
    floors = [math.floor(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (floors[i] - parts[i], i))
    missing = total - sum(floors)
    for step in range(abs(missing)):
        i = order[step % len(parts)] if missing > 0 else order[-1 - step % len(parts)]
        floors[i] += 1 if missing > 0 else -1
    return floors
