"""The level of each lever in each year of a projection."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.declaration import Channel, Effect, Lever
from simulator.inputs.keys import Level
from simulator.inputs.scenario import RelativeYear, Scenario
from simulator.levers import LEVERS
from simulator.model.arrays import Array
from simulator.projection.values import Values

_ACTING: dict[Channel, list[tuple[Lever, Effect]]] = {
    channel: [
        (lever, effect)
        for lever in LEVERS.values()
        for effect in lever.effects
        if effect.channel is channel
    ]
    for channel in Channel
}
"""Channel -> the levers that act by it, and how."""


class LeverPaths:
    """Levels of a scenario's levers by year.

    Parameters
    ----------
    scenario : states the paths; a lever that it does not state is neutral
    values : gives levels that are drawn
    first_year : first year in which measures may start, the year that ``+1`` means
    """

    def __init__(self, scenario: Scenario, values: Values, first_year: int) -> None:
        self.first_year = first_year
        self._scenario = scenario
        self._values = values
        self._levels = {name: self._level(name) for name in scenario.levers}
        self._by_year: dict[tuple[str, int], Array] = {}
        self._moving = {
            channel: [one for one in acting if one[0].neutral != 0.0 or one[0].name in self._levels]
            for channel, acting in _ACTING.items()
        }

    def calendar_year(self, year: int | RelativeYear) -> int:
        """Return the calendar year that a scenario means."""
        if isinstance(year, RelativeYear):
            return self.first_year + year.offset - 1
        return year

    def level(self, name: str) -> Array:
        """Return the level once fully in force; shape as :meth:`value`."""
        neutral = np.array([[LEVERS[name].neutral]])
        return self._levels.get(name, neutral)

    def share(self, name: str, year: int) -> float:
        """Return how far the lever is in force in ``year``: 0 to 1."""
        setting = self._scenario.levers.get(name)
        return 0.0 if setting is None else setting.share(year, self.first_year)

    def path(self, name: str, years: Sequence[int]) -> Array:
        """Return the level in years: neutral before the start, the full level after the ramp.

        A lever by class has the rows of its classes and, last, the level that holds where no
        class is meant: (year, class + 1, draw). Others have one row: (year, 1, draw). Where it is
        neutral in all years there is one of them: (1, 1, 1).
        """
        neutral = LEVERS[name].neutral
        shares = [self.share(name, year) for year in years]
        if not any(shares):
            return np.array([[[neutral]]])
        return neutral + np.array(shares)[:, None, None] * (self.level(name) - neutral)

    def value(self, name: str, year: int) -> Array:
        """Return the level in a year, as :meth:`path` gives it: (class + 1 or 1, draw)."""
        known = self._by_year.get((name, year))
        if known is None:
            known = self._by_year[name, year] = self.path(name, (year,))[0]
        return known

    def overall(self, name: str, year: int) -> Array:
        """Return the level where no class is meant: (draw,)."""
        return np.asarray(self.value(name, year)[-1])

    def by_class(self, name: str, year: int) -> Array:
        """Return the level by class: (class, draw), or (1, draw) where it is the same."""
        return self.value(name, year)[: len(CLASS_NAMES)]

    def effect(self, channel: Channel, year: int, on: float = 0.0) -> Array:
        """Return the effects of a channel where no class is meant, added to ``on``: (draw,)."""
        return np.asarray(self.effects(channel, (year,), on)[0])

    def effects(self, channel: Channel, years: Sequence[int], on: float = 0.0) -> Array:
        """Return the effects of a channel in years, where no class is meant: (year or 1, draw)."""
        return self._sum(channel, years, np.array([[on]]), -1)

    def effects_by_class(self, channel: Channel, years: Sequence[int], on: float = 0.0) -> Array:
        """Return the effects of a channel in years by class: (year or 1, class or 1, draw)."""
        return self._sum(channel, years, np.array([[[on]]]), slice(len(CLASS_NAMES)))

    def factor(self, channel: Channel, year: int) -> Array:
        """Return the product of the levels of a channel whose levers multiply: (draw,)."""
        product = np.ones(1)
        for lever, _ in _ACTING[channel]:
            product = product * self.overall(lever.name, year)
        return product

    def _sum(
        self, channel: Channel, years: Sequence[int], on: Array, classes: int | slice
    ) -> Array:
        for lever, effect in self._moving[channel]:
            path = self.path(lever.name, years)
            if lever.neutral == 0.0 and len(path) == 1 and not path.any():
                continue  # it would add nought
            strength = self._values(effect.parameter) if effect.parameter else 1.0
            on = on + strength * path[:, classes]
        return on

    def _level(self, name: str) -> Array:
        stated = self._scenario.levers[name].level
        default = stated["default"]
        overall = self._values.drawn(Level(name), default.value)
        if not LEVERS[name].by_class:
            return overall[None]
        rows = [
            self._values.drawn(Level(name, by), stated[by].value)
            if by in stated
            else self._values.drawn(Level(name, by), np.nan)
            for by in CLASS_NAMES
        ]
        rows = [overall if np.isnan(row).any() else row for row in rows]
        return np.stack(np.broadcast_arrays(*rows, overall))
