"""Arrays of people, and sums over them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def cell_sums(persons: Array) -> Array:
    """Sum (state, sex, age, draw) over sex and age: (state, draw) [persons]."""
    states, sexes, ages, draws = persons.shape
    flat = persons.reshape(states, sexes * ages, draws)
    return np.asarray(_ones(sexes * ages) @ flat)


def over_states(persons: Array) -> Array:
    """Sum (state, sex, age, draw) over states: (sex, age, draw) [persons]."""
    summed = _ones(len(persons)) @ persons.reshape(len(persons), -1)
    return np.asarray(summed.reshape(persons.shape[1:]))


def at_least(array: Array, least: float) -> Array:
    """Return ``array``, and ``least`` where it is smaller; half the time of ``np.maximum``."""
    return np.clip(array, least, np.inf)


@lru_cache(maxsize=64)
def _ones(count: int) -> Array:
    return np.ones(count)
