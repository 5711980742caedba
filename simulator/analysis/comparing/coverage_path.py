"""From the coverage of the base year to that of a later one: what is moved by what.

With P participants and L the working-age labour force, of the base year (0) and of the year looked
at in the base scenario (b) and in the scenario (s):

    growth        g = (P_b - P_0) / L_0         participants as the base has them
    labour force  d = P_b / L_b - P_b / L_0     the denominator alone, as ``denominator_effect``
    levers        P_s / L_s - P_b / L_b         split by Shapley values, see ``attribution``

so that P_0 / L_0 + g + d is the base's coverage and, with the levers, the scenario's. What levers
do to the labour force, by people who move in for jobs, is theirs.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from simulator.dataclass import dataclass
from simulator.indicators import INDICATORS
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.rounding import to_whole

Band = tuple[float, float]
"""Low and high of an 80% range."""


class PathBands(NamedTuple):
    """80% ranges along a path, each None where it was not drawn.

    Parameters
    ----------
    first, base, reached : coverage of the base year, and of the year in base and scenario [share]
    growth, labour_force : what leads from ``first`` to ``base`` [share]
    """

    first: Band | None = None
    base: Band | None = None
    reached: Band | None = None
    growth: Band | None = None
    labour_force: Band | None = None


NO_BANDS = PathBands()
"""Of central runs alone."""


@dataclass(frozen=True, slots=True)
class CoveragePath:
    """The coverage of the base year, of the base and of the scenario, and what leads from each on.

    Parameters
    ----------
    first_year, year : from when to when
    first, base, reached : coverage of the base year, and of the year in base and scenario [share]
    growth, labour_force : what leads from ``first`` to ``base`` [share]
    people : participants of the three as tables print them
    force : working-age labour force of the scenario in the year [persons]
    """

    first_year: int
    year: int
    first: float
    base: float
    reached: float
    growth: float
    labour_force: float
    people: tuple[int, int, int]
    force: float


def coverage_path(base: Projection, scenario: Projection, year: int) -> CoveragePath | None:
    """Return what leads from the base year's coverage to the year's, in the central runs.

    None where the base year is not counted as the scenario counts, as in a June.

    Parameters
    ----------
    base, scenario : of one region, counted in one way
    """
    row = scenario.row(year)
    first, before = _coverage(base, 0), _coverage(base, row)
    if not math.isfinite(first):
        return None
    _, growth, labour_force = steps_of_base(base, row)
    return CoveragePath(
        int(base.years[0]),
        year,
        first,
        before,
        _coverage(scenario, row),
        float(growth[0]),
        float(labour_force[0]),
        (printed(base, 0), printed(base, row), printed(scenario, row)),
        float(INDICATORS["working_age_labour_force"].of(scenario)[row, 0]),
    )


def steps_of_base(base: Projection, row: int) -> tuple[Array, Array, Array]:
    """Return the base year's coverage, then growth and the labour force's effect up to a row.

    Each (draw,) [share].
    """
    share = np.asarray(INDICATORS["si_share"].of(base))
    labour_force = np.asarray(INDICATORS["denominator_effect"].of(base))[row] / 100.0
    return share[0], share[row] - labour_force - share[0], labour_force


def _coverage(p: Projection, row: int) -> float:
    return float(np.asarray(INDICATORS["si_share"].of(p))[row, 0])


def printed(p: Projection, row: int) -> int:
    """Return participants as tables print them: the sum of their rounded parts [persons].

    None of a base year that is not counted as the scenario counts: nobody is added there.
    """
    parts = [float(INDICATORS[name].of(p)[row, 0]) for name in ("compulsory_si", "voluntary_si")]
    return sum(to_whole(part) for part in parts if math.isfinite(part))
