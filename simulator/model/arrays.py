"""Arrays of people, and what the signs of arithmetic cannot say of them.

The axes are (state, sex, age, draw), the draw axis last; a number that a place has once has axes
of length one for sex and age, so that everything stands beside everything. What is here is all
that the year asks for beyond arithmetic, ``np.minimum`` and their like: each has a second way for
symbols, with which the year is compiled (``simulator/compiled``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, singledispatch
from typing import Any

import numpy as np

# What numpy.typing calls NDArray[np.float64], without the ten milliseconds of its import.
Array = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]


@singledispatch
def over_cells(persons: Array, weight: Array | None = None) -> Array:
    """Sum (..., sex, age, draw) over sex and age: (..., 1, 1, draw) [persons].

    Parameters
    ----------
    weight : (sex, age) what a person of a cell counts; one by default
    """
    *states, sexes, ages, draws = persons.shape
    by = _ones(sexes * ages) if weight is None else weight.reshape(-1)
    if draws == 1:  # a product of matrix and vector, which has no axis of draws to go through
        return np.asarray(persons.reshape(-1, sexes * ages).dot(by).reshape(*states, 1, 1, 1))
    summed = by @ persons.reshape(*states, sexes * ages, draws)
    return np.asarray(summed[..., None, None, :])


@singledispatch
def over_states(persons: Array) -> Array:
    """Sum (state, sex, age, draw) over states: (1, sex, age, draw) [persons]."""
    summed = _ones(len(persons)) @ persons.reshape(len(persons), -1)
    return np.asarray(summed.reshape(1, *persons.shape[1:]))


@singledispatch
def stacked(first: Array, *others: Array) -> Array:
    """Put states one after another: (state, sex, age, draw)."""
    parts = (first, *others)
    shapes = {part.shape[1:] for part in parts}
    if len(shapes) > 1:
        shape = np.broadcast_shapes(*shapes)
        parts = tuple(np.broadcast_to(part, (len(part), *shape)) for part in parts)
    return np.concatenate(parts)


@singledispatch
def largest(rates: Array) -> Array:
    """Return the largest of all states and cells: (1, 1, 1, draw)."""
    axes = tuple(range(rates.ndim - 1))
    return np.asarray(rates.max(axis=axes)[None, None, None])


@singledispatch
def one_year_older(persons: Array, survival: Array, out: Array | None = None) -> Array:
    """Return who lives to be a year older: nobody of the youngest age, the oldest have left.

    Parameters
    ----------
    persons : (..., sex, age, draw) [persons]
    survival : (sex, age, 1) share of those aged a who live to be a + 1
    out : array to be written over
    """
    older = np.empty(persons.shape) if out is None else out
    # In full, since one number for a row of draws takes longer than a number for each.
    rate = np.repeat(survival[:, :-1], persons.shape[-1], axis=2)
    np.multiply(persons[..., :-1, :], rate, out=older[..., 1:, :])
    older[..., 0, :] = 0.0
    return older


@singledispatch
def solved(start: Array, wrong: Array, step: Callable[..., Array], *given: Array | float) -> Array:
    """Add ``step(x, *given)`` to x, again and again, in the draws where ``start`` is ``wrong``.

    Parameters
    ----------
    start : (1, 1, 1, draw) the first x
    wrong : (1, 1, 1, draw) above zero where ``start`` is not the solution
    step : gives what is to be added; draws whose step is below ``CLOSE`` of x are solved
    given : arrays that it needs
    """
    at = np.flatnonzero(wrong > 0.0)
    if not len(at):
        return start
    # Few draws as a rule, so that only they are solved again.
    certain = ((), (1,))
    chosen = [x if np.shape(x)[-1:] in certain else np.asarray(x)[..., at] for x in given]
    x = np.broadcast_to(start, (1, 1, 1, wrong.shape[-1]))[..., at]
    for _ in range(STEPS):
        added = step(x, *chosen)
        x = x + added
        if np.all(np.abs(added) <= CLOSE * np.abs(x)):
            break
    found = np.array(start)
    found[..., at] = x
    return found


STEPS, CLOSE = 30, 1e-12
"""At most so many steps, until one is so small beside the whole."""


@lru_cache(maxsize=64)
def _ones(count: int) -> Array:
    return np.ones(count)
