"""Numbers rounded so that what is shown adds up."""

from __future__ import annotations

import math
from collections.abc import Sequence


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


def adding_up(values: Sequence[float], total: float, decimals: int = 0) -> list[float]:
    """Return values rounded so that they add up to the rounded total, as people check.

    >>> adding_up([0.14, 0.14, 0.14], 0.42, 1)
    [0.2, 0.1, 0.1]
    """
    scale = 10**decimals
    whole = whole_persons([scale * v for v in values], round(scale * total))
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
    [[0.1, 0.0, 0.1], [0.0, 0.1, 0.1], [0.1, 0.1, 0.2]]
    """
    scale = 10**decimals
    scaled = [[scale * v for v in row] for row in rows]
    whole = round(scale * total[-1])
    below = [scale * v for v in total[:-1]]
    columns = whole_persons(below, whole) if rows_add_up and below else [round(v) for v in below]
    sums = whole_persons([row[-1] for row in scaled], whole) if scaled else []
    if rows_add_up:
        cells = _cells([row[:-1] for row in scaled], sums, columns)
    else:
        by_column = [
            whole_persons([row[j] for row in scaled], column) for j, column in enumerate(columns)
        ]
        cells = [[column[i] for column in by_column] for i in range(len(scaled))]
    made = [[*row, last] for row, last in zip(cells, sums, strict=True)]
    return [[v / scale for v in row] for row in [*made, [*columns, whole]]]


def _cells(parts: list[list[float]], sums: list[int], columns: list[int]) -> list[list[int]]:
    """Return whole cells with the sums given by row and by column, near the parts."""
    cells = [[math.floor(part) for part in row] for row in parts]
    rows_lack = [total - sum(row) for total, row in zip(sums, cells, strict=True)]
    columns_lack = [total - sum(row[j] for row in cells) for j, total in enumerate(columns)]
    order = sorted(
        ((i, j) for i, row in enumerate(parts) for j in range(len(row))),
        key=lambda at: cells[at[0]][at[1]] - parts[at[0]][at[1]],
    )
    for once in (True, False):
        for i, j in order:
            more = min(rows_lack[i], columns_lack[j])
            if more <= 0 or (once and parts[i][j] == cells[i][j]):
                continue
            more = 1 if once else more
            cells[i][j] += more
            rows_lack[i] -= more
            columns_lack[j] -= more
    return cells
