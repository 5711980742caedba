"""The steps of a goal search: what is reachable, the cheapest mix, others, the odds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from simulator.analysis.bands import band
from simulator.analysis.goal import MOST_INVESTMENT, Answer, Limits, Mix, Wish
from simulator.analysis.goal_runs import SEARCH_DRAWS, TOLD_DRAWS, VERIFY_DRAWS, Runs
from simulator.analysis.goal_solver import Problem
from simulator.indicators import INDICATORS, NUMERATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS, Lever
from simulator.model.arrays import Array
from simulator.projection import project

TIGHTENINGS = 6
SPARE = 5e-4
"""A quantile that is above its target by less than this is not brought nearer to it."""
NEGLIGIBLE = 0.01
"""A lever at less than this part of its range is set to neutral and tried without."""
NO_MORE_THAN_ROUNDING = 1e-9
CURVE_POINTS, CURVE_END = 5, 0.98
"""Points of the curve, and how far along the reachable way the last one lies: at the very end
there is nothing left to choose."""
WORTH_IT = 1.01
"""Doing without negligible levers may cost this much more."""
MAIN_LEVERS = 4
"""Another mix is looked for without each of so many levers that do most."""
HALVINGS = 7
"""Of the range in which growth or investment would make up for what is missing."""
LATITUDE = 2.0
"""Another mix counts while it costs at most this many times the cheapest."""
DIFFERENT = 0.1
"""Mixes differ clearly where some lever differs by this part of its range."""
OTHERS = 2


def find_way(
    region: Region,
    base: Scenario,
    wishes: Sequence[Wish],
    levers: Sequence[Lever],
    chance: float = 0.5,
    limits: Limits | None = None,
    *,
    central_only: bool = False,
) -> Answer:
    """Find the least-cost mix that meets every target with the wanted chance.

    The constraint is on the (1 - chance) quantile of 256 fixed draws for each target by itself;
    the answer is verified on 1,000 fresh draws and tightened where it fails. Its odds are told
    from 1,024 others.

    Parameters
    ----------
    base : gives the projects, and the start and ramp of levers that it states; levers that are
        not searched stay as it states them
    levers : those that may be used, see ``searchable``
    chance : wanted chance; with ``central_only`` the central run alone must meet the targets
    """
    search = _Search(Runs(region, base, wishes, levers, limits or Limits()), chance, central_only)
    x = search.way(search.runs.everything, 0.5 * search.runs.everything)
    if x is None:
        return search.out_of_reach()
    return search.answer(search.trimmed(x))


class _Search:
    def __init__(self, runs: Runs, chance: float, central_only: bool) -> None:
        self.runs, self.chance, self.central_only = runs, chance, central_only
        # The odds that are told come from draws on which nothing was chosen, not even verified.
        self.told = SEARCH_DRAWS if central_only else TOLD_DRAWS
        # What the central run must be above the target for the quantile to reach it.
        self.margin = np.zeros(len(runs.wishes))
        self.centre = Problem(runs, runs.wanted)

    def way(self, allowed: Array, start: Array) -> Array | None:
        """Return the cheapest x that holds its promise, or None; ``allowed`` bounds each x."""
        if self.central_only:
            return self.centre.cheapest(start, allowed)
        return self._with_chance(allowed, start)

    def _with_chance(self, allowed: Array, start: Array) -> Array | None:
        """Raise the central aim until the quantiles of fixed and of fresh draws both hold."""
        runs, limits = self.runs, self.runs.limits
        if limits.budget is None and not limits.by_year and (self._quantile(allowed) < 0).any():
            return None
        x, held = start, None
        for _ in range(TIGHTENINGS):
            found = Problem(runs, runs.wanted + self.margin).cheapest(x, allowed)
            if found is None:
                found = allowed if held is None and not self.centre.over_limit(allowed) else None
            if found is None:
                break
            x, beyond = found, self._quantile(found)
            if (beyond >= 0).all():
                held = x if held is None or self._cost(x) < self._cost(held) else held
                if (beyond < SPARE).any():
                    break
            # The quantile is taken to move with the central value, from where the two stand.
            needed = runs.central(x[None])[0][0] - runs.wanted - beyond + SPARE / 4.0
            short = beyond < 0
            self.margin = np.where(short, np.maximum(needed, self.margin + SPARE / 4.0), needed)
        return held

    def _quantile(self, x: Array) -> Array:
        """Return by how much the quantile is beyond each target: (target,).

        The lower of that of the fixed draws and that of the fresh ones, the latter with the
        standard error of a share of so many draws on top: the odds that are told, of other draws
        again, should not fall short of what was asked for.
        """
        sure = self.chance + (self.chance * (1.0 - self.chance) / VERIFY_DRAWS) ** 0.5
        found = [
            np.quantile(self.runs.drawn(x, size)[0], 1.0 - chance, axis=0)
            for size, chance in ((SEARCH_DRAWS, self.chance), (VERIFY_DRAWS, sure))
        ]
        return np.asarray(np.minimum(*found) - self.runs.wanted)

    def _cost(self, x: Array) -> float:
        return float(self.runs.central(x[None])[1].sum())

    def trimmed(self, x: Array) -> Array:
        """Set levers that hardly do anything to neutral, where that costs nothing."""
        allowed = (x > NEGLIGIBLE).astype(float)
        if not allowed.any() or np.all(x * (1.0 - allowed) < 1e-9):
            return x
        again = self.way(allowed, x)
        return x if again is None or self._cost(again) > WORTH_IT * self._cost(x) else again

    def answer(self, best: Array) -> Answer:
        """Return the answer with the cheapest mix and all that stands beside it."""
        mixes = [best, *self._others(best)]
        described = [self._mix(x) for x in mixes]
        return Answer(
            self.runs.wishes,
            self.chance,
            True,
            described[0],
            tuple(described[1:]),
            self._cheapest_share(mixes),
            self._curve(),
            None,
            None,
            tuple(0.0 for _ in self.runs.wishes),
            tuple(lever.name for lever in self.runs.levers),
        )

    def _others(self, best: Array) -> list[Array]:
        """Return mixes that do without one of the best mix's main levers, cheapest first."""
        runs = self.runs
        cost = self._cost(best)
        centre = Problem(runs, np.maximum(runs.wanted, runs.central(best[None])[0][0]))
        found = []
        for index in np.argsort(-best)[:MAIN_LEVERS]:
            if best[index] < DIFFERENT:
                continue
            allowed = runs.everything
            allowed[index] = 0.0
            x = centre.cheapest(0.5 * allowed, allowed)
            if x is not None:
                found.append((self._cost(x), allowed, x))
        found.sort(key=lambda one: one[0])
        different: list[Array] = []
        for spent, allowed, start in found:
            if len(different) == OTHERS or spent > LATITUDE * max(cost, 1.0):
                break
            x = start if self.central_only else self._with_chance(allowed, start)
            if x is not None and all(np.abs(x - y).max() > DIFFERENT for y in (best, *different)):
                different.append(x)
        return sorted(different, key=self._cost)

    def _mix(self, x: Array) -> Mix:
        runs = self.runs
        x = np.where(x < NO_MORE_THAN_ROUNDING, 0.0, x)
        values, spent = runs.central(x[None])
        drawn, cost = runs.drawn(x, self.told)
        names = [lever.name for lever in runs.levers]
        return Mix(
            dict(zip(names, runs.levels(x).tolist(), strict=True)),
            tuple(name for name, part in zip(names, x, strict=True) if part > 1.0 - 1e-6),
            float(spent.sum()),
            band(cost),
            tuple(values[0].tolist()),
            tuple((drawn >= runs.wanted).mean(axis=0).tolist()),
        )

    def _cheapest_share(self, mixes: Sequence[Array]) -> tuple[float, ...]:
        spent = np.stack([self.runs.drawn(x, self.told)[1] for x in mixes])
        winner = spent.argmin(axis=0)
        return tuple(float((winner == i).mean()) for i in range(len(mixes)))

    def _curve(self) -> tuple[tuple[float, float], ...]:
        """Return least cost against the value of the first target, by central runs."""
        runs = self.runs
        ends = runs.central(np.stack([runs.nothing, runs.everything]))[0]
        first = np.arange(len(runs.wishes)) == 0
        x, points = 0.2 * runs.everything, [(float(ends[0, 0]), 0.0)]
        for part in np.linspace(0.0, CURVE_END, CURVE_POINTS + 1)[1:]:
            wanted = np.where(first, ends[0] + part * (ends[1] - ends[0]), 0.0)
            found = Problem(runs, wanted).cheapest(x, runs.everything)
            if found is not None:
                x = found
                points.append((float(wanted[0]), self._cost(x)))
        return tuple(points)

    def out_of_reach(self) -> Answer:
        """Return the nearest mix, its odds, what is missing, and what would make up for it."""
        runs = self.runs
        x = self.centre.nearest()
        p = project(runs.region, runs.scenario(x), runs.until)
        missing = []
        for wish in runs.wishes:
            row = p.row(wish.year)
            force = p.total("working_age_labour_force")[row, 0]
            counted = INDICATORS[NUMERATORS[wish.indicator]].of(p)[row, 0]
            missing.append(max(0.0, float(wish.value * force - counted)))
        return Answer(
            runs.wishes,
            self.chance,
            False,
            self._mix(x),
            (),
            (1.0,),
            self._curve(),
            self._needed(lambda v: runs.scenario(x, growth=v), 0.0, LEVERS["growth_shock"].high),
            self._needed(lambda v: runs.scenario(x, investment=v), 1.0, MOST_INVESTMENT)
            if runs.base.projects
            else None,
            tuple(missing),
            tuple(lever.name for lever in runs.levers),
        )

    def _needed(self, world: Callable[[float], Scenario], low: float, high: float) -> float:
        """Return the least value with which every target is met with the wanted chance."""
        size = 1 if self.central_only else SEARCH_DRAWS
        wanted = 0.5 if self.central_only else self.chance

        def meets(value: float) -> bool:
            return bool((self.runs.chances(world(value), size) >= wanted).all())

        if not meets(high):
            return float("inf")
        for _ in range(HALVINGS):
            middle = (low + high) / 2.0
            low, high = (low, middle) if meets(middle) else (middle, high)
        return high
