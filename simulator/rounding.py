"""Numbers rounded as they are shown, and so that what is shown adds up."""

from __future__ import annotations

import math
from collections.abc import Sequence

from simulator.text import Text

_AWAY = 1.0 + 1e-15
"""What takes a half, and what floating point left a little below one, to the upper side."""


def decimals_of(value: float, decimals: int = 0, grouping: str = "") -> str:
    """Return a number that is not negative with so many decimals, a half always up.

    Python's own rule takes an exact half to the even digit; a spreadsheet, a browser and people
    who check a sum do not, and one number would differ in its last digit from paper to page.

    >>> decimals_of(0.125, 2), decimals_of(12.5), decimals_of(28.499999999999996)
    ('0.13', '13', '29')
    """
    return f"{value * _AWAY:{grouping}.{decimals}f}"


def numeral(value: float, decimals: int = 0) -> Text:
    """Return a number that is not negative as people of either language write it.

    >>> numeral(41500), numeral(3.256, 1)
    (Text(vi='41.500', en='41,500'), Text(vi='3,3', en='3.3'))
    """
    words = decimals_of(value, decimals, ",")
    return Text(words.translate(str.maketrans(",.", ".,")), words)


def rounded(value: float, decimals: int = 0) -> float:
    """Return a number rounded as it is shown, see :func:`decimals_of`.

    >>> rounded(12.5), rounded(-302.5), rounded(0.25, 1)
    (13.0, -303.0, 0.3)
    """
    return math.copysign(float(decimals_of(abs(value), decimals)), value)


def to_whole(value: float) -> int:
    """Return the whole number that stands for a count, a half up as everywhere.

    >>> to_whole(2.5), to_whole(-2.5), to_whole(41.49)
    (3, -3, 41)
    """
    return int(rounded(value))


def apart(aim: float, reached: float) -> int:
    """Return how far one count lies above another, in the digits in which both are told.

    >>> apart(77312.4, 75123.6), round(77312.4 - 75123.6)
    (2188, 2189)
    """
    return to_whole(aim) - to_whole(reached)


def roughly(persons: float) -> float:
    """Return people to the hundred, or to ten where they are few.

    >>> roughly(20581.4), roughly(20650.0), roughly(384.0), roughly(-1250.0)
    (20600.0, 20700.0, 380.0, -1300.0)
    """
    size = 100.0 if abs(persons) >= _MANY else 10.0
    return size * to_whole(persons / size)


_MANY = 1000.0
"""People from which on they are told to the hundred."""


def whole_persons(parts: list[float], total: int) -> list[int]:
    """Return whole numbers that add up to ``total``, by largest remainder; nothing stays nothing.

    >>> whole_persons([1.4, 2.3, 3.3], 7), whole_persons([5.0, 3.1, 0.0], 7)
    ([2, 2, 3], [4, 3, 0])
    """
    floors = [math.floor(part) for part in parts]
    free = [i for i, part in enumerate(parts) if part] or list(range(len(parts)))
    order = sorted(free, key=lambda i: (floors[i] - parts[i], i))
    missing = total - sum(floors)
    for step in range(abs(missing)):
        i = order[step % len(order)] if missing > 0 else order[-1 - step % len(order)]
        floors[i] += 1 if missing > 0 else -1
    return floors


def adding_up(values: Sequence[float], total: float, decimals: int = 0) -> list[float]:
    """Return values rounded so that they add up to the rounded total, as people check.

    >>> adding_up([0.14, 0.14, 0.14], 0.42, 1)
    [0.2, 0.1, 0.1]
    """
    scale = 10**decimals
    whole = whole_persons([scale * v for v in values], to_whole(scale * total))
    return [w / scale for w in whole]


def rounded_table(
    rows: Sequence[Sequence[float]],
    total: Sequence[float],
    decimals: int = 1,
    *,
    rows_add_up: bool = True,
) -> list[list[float]]:
    """Return a table, its total below, rounded so that the digits shown add up.

    Parameters
    ----------
    rows : (row, column); the last column is the sum of the row
    total : (column,) sums of the rows
    decimals : shown
    rows_add_up : whether the columns before the last are all that it sums; else it is rounded alone

    >>> rounded_table([[0.04, 0.04, 0.08], [0.04, 0.04, 0.08]], [0.08, 0.08, 0.16])
    [[0.0, 0.1, 0.1], [0.1, 0.0, 0.1], [0.1, 0.1, 0.2]]
    """
    scale = 10**decimals
    scaled = [[scale * v for v in row] for row in rows]
    below = [scale * v for v in total]
    if rows_add_up and scaled:
        made = _controlled([row[:-1] for row in scaled], to_whole(below[-1]))
    else:
        columns = [to_whole(v) for v in below]
        by_column = [
            whole_persons([row[j] for row in scaled], column) for j, column in enumerate(columns)
        ]
        made = [[column[i] for column in by_column] for i in range(len(scaled))] + [columns]
    return [[v / scale for v in row] for row in made]


def _controlled(cells: list[list[float]], whole: int) -> list[list[int]]:
    """Return whole cells with their sums by row and by column, each next to what it stands for.

    Controlled rounding (Cox, J. Am. Stat. Assoc. 82, 1987): every cell and every sum becomes one of
    the two whole numbers beside it, so nothing stays nothing; among the tables that do, one near
    the exact figures, the sums first. It is a flow in a network and so has a whole solution.

    Parameters
    ----------
    cells : (row, column)
    whole : the sum of all, which is one of the whole numbers beside the exact one
    """
    import numpy as np
    from scipy.optimize import linprog

    exact = np.array(cells)
    exact = np.block([[exact, exact.sum(1, keepdims=True)], [exact.sum(0), exact.sum()]])
    exact[-1, -1] = whole
    near = np.round(exact)
    exact = np.where(np.abs(exact - near) < _NOISE, near, exact)
    floors = np.floor(exact)
    place = np.arange(exact.size).reshape(exact.shape)
    lines = [*place, *place.T]  # a row or a column each, its sum at the end
    balance = np.zeros((len(lines), exact.size))
    for equation, line in zip(balance, lines, strict=True):
        equation[line] = 1.0
        equation[line[-1]] = -1.0
    weight = np.ones(exact.shape)
    weight[-1, :] = weight[:, -1] = _SUMS_FIRST
    raised = linprog(
        (weight * (1.0 - 2.0 * (exact - floors))).ravel(),
        A_eq=balance,
        b_eq=-balance @ floors.ravel(),
        bounds=[(0.0, float(up)) for up in (exact > floors).ravel()],
        method="highs-ds",
    ).x
    made = floors + np.round(raised).reshape(exact.shape)
    return [[int(v) for v in row] for row in made]


_NOISE = 1e-7
"""What floating point may add to a number that is whole."""
_SUMS_FIRST = 1000.0
"""How much more a sum counts than a cell, where not all can be the nearest whole number."""
