"""Numbers for the model: central values, or draws where a sample gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.dataclass import dataclass
from simulator.experience.season import own_seasons
from simulator.inputs.assumption import Assumptions
from simulator.inputs.figures import Status
from simulator.inputs.keys import Assumed, Key
from simulator.inputs.region import Region, once_a_region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.model.population import SEXES
from simulator.model.states import AGES


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Draws of the uncertain numbers.

    Parameters
    ----------
    size : number of draws
    values : key -> (draw,). What is absent stays at its central value.
    before : number of draws before these, of a larger sample
    """

    size: int = 1
    values: Mapping[Key, Array] = field(default_factory=dict)
    before: int = 0

    @property
    def central(self) -> bool:
        """Return whether everything is at its central value."""
        return self.size == 1 and not self.values

    def block(self, start: int, stop: int) -> Sample:
        """Return the draws ``start`` to ``stop`` - 1."""
        part = {key: value[start:stop] for key, value in self.values.items()}
        return Sample(min(stop, self.size) - start, part, self.before + start)

    def same_as(self, other: Sample) -> bool:
        """Return whether another sample has the same draws of the same numbers."""
        if self is other:
            return True
        return (
            self.size == other.size
            and self.values.keys() == other.values.keys()
            and all(np.array_equal(value, other.values[key]) for key, value in self.values.items())
        )


CENTRAL = Sample()


class Values:
    """Look-up of numbers, each (draw or 1,).

    Parameters
    ----------
    assumptions : of the region, with the scenario's changes
    sample : draws that stand in for central values
    """

    def __init__(self, assumptions: Assumptions, sample: Sample = CENTRAL) -> None:
        self.assumptions = assumptions
        self.sample = sample
        self._found: dict[tuple[str, str], Array] = {}

    def __call__(self, name: str, by: str = "") -> Array:
        """Return the draws of an assumption, or its central value."""
        found = self._found.get((name, by))
        if found is None:
            key = Assumed(name, by)
            found = self._found[name, by] = self.drawn(key, self.assumptions[key].value)
        return found

    def limit(self, name: str) -> float:
        """Return a cap or a convention, which is the same in every draw."""
        return self.assumptions[name, ""].value

    def drawn(self, key: Key, central: float) -> Array:
        """Return the draws of ``key``, or its central value."""
        known = self.sample.values.get(key)
        return np.array([central]) if known is None else known

    def by(self, name: str, keys: tuple[str, ...] = CLASS_NAMES) -> Array:
        """Return (key, draw) for a number that is stated by class or sector."""
        return _stacked([self(name, key) for key in keys])

    def age_pattern(self, name: str) -> Array:
        """Return (sex, age, draw) from the knots of a pattern, linear between exact ages.

        Knots are "AGE" for both sexes or "male,AGE" and "female,AGE". A person aged a last
        birthday is a + 1/2 on average.
        """
        knots = self.assumptions.knots(name)
        own = [[knot for knot in knots if knot.startswith(f"{sex},")] for sex in SEXES]
        if not any(own):
            return np.stack([self._between(name, knots)] * len(SEXES))
        return np.stack([self._between(name, of_sex or knots) for of_sex in own])

    def _between(self, name: str, knots: list[str]) -> Array:
        """Return (age, draw) from the knots of a pattern."""
        ages = np.array([float(knot.split(",")[-1]) for knot in knots])
        order = np.argsort(ages)
        heights = _stacked([self(name, knots[i]) for i in order])
        return np.asarray(_interpolation(ages[order]) @ heights)


def assumptions_of(region: Region, scenario: Scenario) -> Assumptions:
    """Return the region's assumptions with the scenario's changes and their reasons.

    Seasonal shares are the place's own as far as its months say.
    """
    stated, changed = _stated(region), {}
    if not scenario.assumptions:
        return stated
    for key, number in scenario.assumptions.items():
        base = stated[key]
        changed[key] = replace(
            base,
            value=number.value,
            low=number.low,
            high=number.high,
            grade=number.grade or base.grade,
            source=number.source if number.source.en else base.source,
            reason=number.reason,
            status=Status.ESTIMATE,
            origin=scenario.name,
        )
    return stated.overridden_by(changed)


@once_a_region
def _stated(region: Region) -> Assumptions:
    seasons = own_seasons(region)
    return region.assumptions.overridden_by(seasons) if seasons else region.assumptions


def by_year(rows: Sequence[Array]) -> Array:
    """Return one number a year, each (..., draw or 1), as (year, ..., draw or 1)."""
    alike = len({row.shape for row in rows}) == 1
    return np.stack(rows if alike else np.broadcast_arrays(*rows))


def _stacked(rows: list[Array]) -> Array:
    return np.stack(np.broadcast_arrays(*rows))


def _interpolation(knots: Array) -> Array:
    """Return the matrix (age, knot) of linear interpolation at age + 1/2, flat outside."""
    at = np.clip(AGES + 0.5, knots[0], knots[-1])
    right = np.clip(np.searchsorted(knots, at, side="right"), 1, len(knots) - 1)
    weight = (at - knots[right - 1]) / (knots[right] - knots[right - 1])
    matrix = np.zeros((len(at), len(knots)))
    rows = np.arange(len(at))
    matrix[rows, right] = weight
    matrix[rows, right - 1] = 1.0 - weight
    return matrix
