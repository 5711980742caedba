"""Net migration of a place whose pack has no figures of it: an assumption, drawn with its range.

A cohort aged a gains or loses exp(rate x w(a)) a year, whatever its size, so that nobody leaves
twice: after some years the population is what it would be without, times exp(rate x W), W the sum
of w over the ages that the cohort has passed since the base year. The weights are scaled to the
base year, so that ``rate`` is net migration over the whole population there. Children are taken
to stay: who is below 15 joins the model on turning 15.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.inputs.region import Region, once_a_region
from simulator.model.arrays import Array
from simulator.model.population import AGE_COUNT, PopulationPath, population_path
from simulator.model.states import FIRST_AGE, LAST_AGE
from simulator.projection.values import Values

RATE, PATTERN = "net_migration_rate", "net_migration_pattern"
_STATE_AGES = slice(FIRST_AGE, LAST_AGE + 1)


def is_assumed(region: Region) -> bool:
    """Return whether net migration is an assumption, for want of figures."""
    return region.origins.get("migration") == "assumed"


def passed_weights(weights: Array, years: int) -> Array:
    """Return W, the weights that each cohort has passed: (year, age), nought in the first year.

    >>> passed_weights(np.array([0.0, 2.0, 3.0]), 3).tolist()
    [[0.0, 0.0, 0.0], [0.0, 2.0, 3.0], [0.0, 2.0, 5.0]]
    """
    passed = np.zeros((years, len(weights)))
    for year in range(1, years):
        passed[year] = weights
        passed[year, 1:] += passed[year - 1, :-1]
    return passed


def with_central_migration(region: Region, path: PopulationPath) -> PopulationPath:
    """Return a population after net migration at its central rate."""
    if not is_assumed(region):
        return path
    passed = _passed(region, len(path.year_end))
    rate = float(region.assumptions[RATE, ""].value)
    midway = np.concatenate([passed[:1], (passed[1:] + passed[:-1]) / 2.0])
    return path._replace(
        year_end=np.asarray(path.year_end * np.exp(rate * passed)[:, None]),
        mid_year=path.mid_year * np.exp(rate * midway)[:, None],
    )


@once_a_region
def _passed(region: Region, years: int) -> Array:
    start = population_path(region.demography, region.base_year, region.base_year)
    people = start.year_end[0].sum(axis=0)
    weights = np.zeros(AGE_COUNT)
    weights[_STATE_AGES] = Values(region.assumptions).age_pattern(PATTERN)[0, :, 0]
    weights[FIRST_AGE] = 0.0  # nobody has moved before turning 15
    return passed_weights(weights * people.sum() / (weights @ people), years)


def drawn_populations(
    region: Region, values: Values, path: PopulationPath, rows: range
) -> Iterator[Array]:
    """Yield the people of years at the rate of each draw: (sex, age, draw) [persons].

    Parameters
    ----------
    path : the region's, at the central rate
    rows : years that follow one another, counted from the base year
    """
    if not is_assumed(region):
        for row in rows:
            yield path.year_end[row][:, _STATE_AGES, None]
        return
    beyond = values(RATE) - region.assumptions[RATE, ""].value
    passed = _passed(region, len(path.year_end))[:, _STATE_AGES, None]
    moved = np.exp(beyond * passed[rows[0]])
    # What a year adds at each age; nobody has moved before the youngest.
    a_year = np.exp(beyond * passed[min(1, len(passed) - 1)])
    for row in rows:
        if row > rows[0]:
            moved = np.concatenate([a_year[:1], a_year[1:] * moved[:-1]])
        yield path.year_end[row][:, _STATE_AGES, None] * moved
