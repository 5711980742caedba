"""Fitting an age pattern to known totals by a shift on the logit scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.errors import ContradictionError
from simulator.model.arrays import Array

if TYPE_CHECKING:
    import numpy.typing as npt

_ITERATIONS = 60
_CLOSE = 1e-7
"""A step of Newton's method below this leaves an error of its square."""


def standardise(rates: Array, people: Array, total: Array, tilt_by: Array | float = 0.0) -> Array:
    """Return ``rates`` shifted on the logit scale so that they give ``total`` persons.

    Logit benchmarking: the odds of every cell are multiplied by one common factor; a rate
    of zero stays zero. Newton's method on the logarithm of the factor, per draw.

    Parameters
    ----------
    rates : (..., draw) pattern, 0 <= rate < 1
    people : (..., draw) [persons]
    total : (draw,) [persons], below the sum of ``people`` with a positive rate
    tilt_by : (..., draw) known shift on the logit scale that comes on top of the common one

    >>> rates, people = np.array([[0.2], [0.5], [0.4]]), np.array([[100.0], [200.0], [100.0]])
    >>> standardise(rates, people, np.array([120.0])).round(4).ravel().tolist()
    [0.1354, 0.3851, 0.2945]
    """
    cells = tuple(range(rates.ndim - 1))
    room = np.where(rates > 0, people, 0.0).sum(axis=cells)
    wrong = ((total >= room) & (total > 0)) | (total < 0)
    if wrong.any():
        draw = int(np.argmax(wrong))
        asked, there = (float(np.broadcast_to(x, wrong.shape)[draw]) for x in (total, room))
        raise ContradictionError(
            f"tổng {asked:.0f} không nằm trong {there:.0f} người",
            f"total {asked:.0f} does not fit into {there:.0f} people",
            _told(draw, wrong),
        )
    odds = rates / (1.0 - rates) * np.exp(tilt_by)
    shift = np.zeros(1)
    fitted = odds / (1.0 + odds)
    for _ in range(_ITERATIONS):
        persons = fitted * people
        error = persons.sum(axis=cells) - total
        persons *= 1.0 - fitted
        step = np.clip(error / np.maximum(persons.sum(axis=cells), 1e-300), -2.0, 2.0)
        shift = shift - step
        fitted = _share(odds * np.exp(shift))
        if np.all(np.abs(step) < _CLOSE):
            break
    return np.asarray(fitted * (total > 0))


def _share(odds: Array) -> Array:
    """Return the share that odds are, written over them."""
    return np.divide(odds, 1.0 + odds, out=odds)


def tilt(
    rates: Array, people: Array, working_age: Array, slope_by: Array, totals: Array
) -> tuple[Array, Array]:
    """Return rates shifted and tilted on the logit scale to meet two totals, and the slope.

    Newton's method on shift and slope together, per draw.

    Parameters
    ----------
    rates : (sex, age, draw) pattern of participation, 0 < rate < 1
    people : (sex, age, 1) [persons]
    working_age : (sex, age, 1) share of the cell below the normal retirement age
    slope_by : (1, age, 1) what the slope multiplies, e.g. (age - 40) / 10
    totals : (2, draw) [persons] in the labour force of working age, and of all ages
    """
    odds = rates / (1.0 - rates)
    # What a cell's rate weighs in each total; its derivatives are weighted sums likewise.
    counted = np.stack([people * working_age, people]).reshape(2, -1)
    sloped = counted * np.broadcast_to(slope_by, people.shape).ravel()
    draws = max(rates.shape[-1], totals.shape[-1])
    shift, slope = np.zeros(draws), np.zeros(draws)
    fitted = odds / (1.0 + odds)
    for _ in range(_ITERATIONS):
        rate = fitted.reshape(counted.shape[1], -1)
        spread = rate * (1.0 - rate)
        errors = counted @ rate - totals
        by_shift, by_slope = counted @ spread, sloped @ spread
        determinant = by_shift[0] * by_slope[1] - by_shift[1] * by_slope[0]
        # Totals out of reach drive every cell to 0 or 1, where nothing moves any more.
        with np.errstate(divide="ignore", invalid="ignore"):
            d_shift = (errors[0] * by_slope[1] - errors[1] * by_slope[0]) / determinant
            d_slope = (by_shift[0] * errors[1] - by_shift[1] * errors[0]) / determinant
        shift = shift - np.clip(d_shift, -1.0, 1.0)
        slope = slope - np.clip(d_slope, -1.0, 1.0)
        fitted = _share(odds * np.exp(shift + slope * slope_by))
        if np.all(np.abs(d_shift) + np.abs(d_slope) < _CLOSE):
            break
    missed = np.abs((fitted * people).sum(axis=(0, 1)) - totals[1])
    wrong = ~(missed <= 1e-6 * totals[1])
    if wrong.any():
        raise ContradictionError(
            "không có cơ cấu tham gia theo tuổi nào cho cả hai tổng lực lượng lao động",
            "no participation pattern gives both labour-force totals",
            _told(int(np.argmax(wrong)), wrong),
        )
    return fitted, slope


def _told(draw: int, wrong: npt.NDArray[np.bool_]) -> int | None:
    """Return a draw that is wrong where others are not: else it is no matter of draws."""
    return None if wrong.all() else draw
