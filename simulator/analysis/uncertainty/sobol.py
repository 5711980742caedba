"""Scrambled Sobol points, the digits of :class:`scipy.stats.qmc.Sobol`, without its import.

Importing ``scipy.stats`` takes longer than the thousand draws it would make the points of. The
table beside this file holds the direction numbers of Joe and Kuo (SIAM Journal on Scientific
Computing 30, 2008, "new-joe-kuo-6"), written by ``python tools/sobol_table.py``.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib.resources import files

import numpy as np

from simulator.model.arrays import Array

_BITS = 30
TABLE = "sobol_directions.npy"
"""(dimension, bit) unsigned 32-bit."""


@cache
def _directions() -> np.ndarray:
    with (files(__package__) / TABLE).open("rb") as file:
        return np.asarray(np.load(file))


def sobol_points(dimensions: int, size: int, seed: int, skip: int = 0) -> Array:
    """Return points of the unit cube: (point, dimension), each in [0, 1).

    Scrambled by a random lower triangular matrix and a shift for each dimension (Matousek,
    Journal of Complexity 14, 1998), both drawn from the seed as SciPy draws them.

    Parameters
    ----------
    dimensions : how many; beyond the table, SciPy makes the points
    size : how many points; powers of two are balanced best
    seed : of the scrambling
    skip : points of the sequence to leave out at its beginning

    >>> sobol_points(2, 4, seed=1).shape
    (4, 2)
    """
    directions = _directions()
    if dimensions > len(directions):
        return _points_of_scipy(dimensions, size, seed, skip)
    shift, scrambled = _scrambled(directions[:dimensions], seed)
    index = np.arange(skip, skip + size, dtype=np.uint32)
    gray = index ^ (index >> 1)
    points = np.tile(shift, (size, 1))
    for bit in range(int(gray.max(initial=0)).bit_length()):
        points ^= (gray >> bit & 1)[:, None] * scrambled[:, bit]
    return points * 2.0**-_BITS


def _scrambled(directions: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the shift (dimension,) and the scrambled directions (dimension, bit)."""
    rng = np.random.default_rng(seed).spawn(1)[0]
    dimensions = len(directions)
    powers = np.left_shift(np.uint32(1), np.arange(_BITS, dtype=np.uint32))
    shift = rng.integers(0, 2, size=(dimensions, _BITS), dtype=np.uint32) @ powers
    lower = np.tril(rng.integers(0, 2, size=(dimensions, _BITS, _BITS), dtype=np.uint32))
    lower[:, np.arange(_BITS), np.arange(_BITS)] = 1
    rows = lower @ powers[::-1]
    odd = np.bitwise_count(rows[:, :, None] & directions[:, None, :]) & 1
    return shift, np.einsum("dpj,p->dj", odd.astype(np.uint32), powers[::-1])


def _points_of_scipy(dimensions: int, size: int, seed: int, skip: int) -> Array:
    from scipy.stats import qmc

    generator = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed))
    with warnings.catch_warnings():
        # Sizes other than powers of two are balanced a little less well, no more than that.
        warnings.simplefilter("ignore", UserWarning)
        if skip:
            generator.fast_forward(skip)
        return np.asarray(generator.random(size))
