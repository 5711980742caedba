"""Splitting whole persons among places: exact sums, floors, caps, and paths over years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from simulator.errors import ContradictionError
from simulator.model.arrays import Array

Whole = npt.NDArray[np.int64]


class InfeasibleError(ContradictionError):
    """The total cannot be split within floors and caps."""


def apportion(total: int, floor: Whole, cap: Whole, weight: Array) -> Whole:
    """Split a total in whole persons within floors and caps.

    Above its floor each place gets in proportion to its weight, until its cap: the rule of
    water filling, x = min(cap, floor + level x weight). The remaining fractions go to the
    largest remainders, ties to the place named first, so that a small change of one place
    moves the others by its counterpart and at most one person of rounding.

    Parameters
    ----------
    total : persons
    floor, cap : (place,) persons
    weight : (place,) positive where a place can take more than its floor

    Raises
    ------
    InfeasibleError
        where floors exceed the total, or caps fall short of it.

    >>> apportion(10, np.array([1, 1]), np.array([3, 99]), np.array([1.0, 1.0])).tolist()
    [3, 7]
    """
    if floor.sum() > total:
        raise InfeasibleError(
            f"mức thấp nhất cộng lại {int(floor.sum())}, vượt tổng {total}",
            f"floors {int(floor.sum())} exceed the total {total}",
        )
    if cap.sum() < total:
        raise InfeasibleError(
            f"mức cao nhất cộng lại {int(cap.sum())}, không đủ tổng {total}",
            f"caps {int(cap.sum())} fall short of the total {total}",
        )
    if (floor > cap).any():
        raise InfeasibleError("có mức thấp nhất lớn hơn mức cao nhất", "a floor is above its cap")
    exact = _filled(total, floor.astype(float), cap.astype(float), np.maximum(weight, 1e-12))
    whole = np.floor(exact + 1e-9).astype(np.int64)
    whole = np.clip(whole, floor, cap)
    remainder = np.where(whole < cap, exact - whole, -1.0)
    # Stable order: the largest remainder first, then the place named first.
    order = np.argsort(-np.round(remainder, 9), kind="stable")
    missing = total - int(whole.sum())
    step = 0
    while missing > 0:
        place = order[step % len(order)]
        if whole[place] < cap[place]:
            whole[place] += 1
            missing -= 1
        step += 1
    return whole


def _filled(total: int, floor: Array, cap: Array, weight: Array) -> Array:
    """Return min(cap, floor + level x weight) with the level at which it adds up."""
    room = (cap - floor) / weight
    order = np.argsort(room)
    missing = total - floor.sum()
    open_weight = weight.sum()
    level = 0.0
    for place in order:
        step = room[place] - level
        if step * open_weight >= missing:
            level += missing / open_weight
            missing = 0.0
            break
        missing -= step * open_weight
        level = room[place]
        open_weight -= weight[place]
    return np.minimum(cap, floor + level * weight)


def allocate_path(
    totals: Sequence[int], start: Whole, caps: Sequence[Whole], weights: Sequence[Array]
) -> list[Whole]:
    """Split a path of totals, year by year, each within that year's caps.

    Where the total does not fall, no place falls unless its own cap does; a place is not filled
    beyond what a later year lets it keep, wherever that leaves enough room. Where the total
    falls, no place rises, and all fall in proportion to what they hold as far as caps allow.

    Parameters
    ----------
    totals : one a year
    start : (place,) persons before the first year
    caps, weights : one a year, (place,)

    Raises
    ------
    InfeasibleError
        where the caps of a year fall short of its total.
    """
    lasting = _lasting(totals, caps)
    path = []
    last = start
    for total, cap, weight in zip(totals, lasting, weights, strict=True):
        held = np.minimum(last, cap)
        if total >= held.sum():
            last = apportion(total, held, cap, weight)
        else:
            last = apportion(total, np.zeros_like(held), held, held.astype(float))
        path.append(last)
    return path


def _lasting(totals: Sequence[int], caps: Sequence[Whole]) -> list[Whole]:
    """Return caps that no later cap undercuts, where they still hold every total."""
    lowest = [np.minimum.reduce(list(caps[i:])) for i in range(len(caps))]
    enough = all(cap.sum() >= total for cap, total in zip(lowest, totals, strict=True))
    return lowest if enough else list(caps)
