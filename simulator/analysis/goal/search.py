"""The steps of a goal search: the cheapest mix, what no mix can pass, others, the odds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from simulator.analysis.goal.ceiling import ceilings
from simulator.analysis.goal.question import Limits, Target
from simulator.analysis.goal.result import GoalResult, LeverPackage, Verdict
from simulator.analysis.goal.runs import SEARCH_DRAWS, TOLD_DRAWS, Runs
from simulator.analysis.goal.solver import Problem, climb
from simulator.analysis.uncertainty.bands import band
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS, Lever
from simulator.model.arrays import Array
from simulator.progress import steps, stretch

TIGHTENINGS = 8
"""Times the central aim is moved until the odds hold and hardly more than hold."""
SPARE = 5e-4
"""A quantile that is above its target by less than this is not brought nearer to it."""
UNCLEAR = 4e-3
"""A quantile of few draws that is less than this below its target may yet hold on all."""
SLOWEST, FASTEST = 0.2, 2.0
"""How far a quantile is taken to move for one step of the central value, at least and at most."""
HALVINGS = 7
"""Of the way between a mix that fails and one that holds, or of growth that makes up for it."""
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
LATITUDE = 2.0
"""Another mix counts while it costs at most this many times the cheapest."""
DIFFERENT = 0.1
"""Mixes differ clearly where some lever differs by this part of its range."""
OTHERS = 2
BINDS = 0.995
"""A limit binds where this part of it is used up."""
MOST_INVESTMENT = 30.0
"""Times the project list that is tried where a target was not found."""


def minimise_cost(
    region: Region,
    base: Scenario,
    targets: Sequence[Target],
    levers: Sequence[Lever],
    chance: float = 0.5,
    limits: Limits | None = None,
    *,
    central_only: bool = False,
) -> GoalResult:
    """Find the least-cost mix that meets every target with the wanted chance.

    The constraint is on the (1 - chance) quantile of 256 fixed draws for each target by itself;
    what holds on them must hold on 1,024 fresh draws, whose odds are the ones that are told.
    Where nothing holds, an upper bound on the same draws says whether anything can.

    Parameters
    ----------
    base : gives the projects, and the start and ramp of levers that it states; levers that are
        not searched stay as it states them
    levers : those that may be used, see ``searchable``
    chance : wanted chance; with ``central_only`` the central run alone must meet the targets
    """
    search = _Search(Runs(region, base, targets, levers, limits or Limits()), chance, central_only)
    with stretch(0.0, 0.5):
        x = search.cheapest()
    if x is None:
        return search.not_found()
    with stretch(0.5, 0.6):
        x = search.trimmed(x)
    return search.found(x)


class _Search:
    def __init__(self, runs: Runs, chance: float, central_only: bool) -> None:
        self.runs, self.chance, self.central_only = runs, chance, central_only
        self.draws, self.few = (1, 1) if central_only else (TOLD_DRAWS, SEARCH_DRAWS)
        # A standard error more than is asked for, so that other draws say so too.
        self.sure = chance + (chance * (1.0 - chance) / self.draws) ** 0.5
        self.aim = self.sure
        # What the central run must be above the target for the quantile to reach it.
        self.margin = np.zeros(len(runs.targets))
        self.centre = Problem(runs, runs.wanted)
        self.peak = self.centre.nearest()
        self.ceilings: Array | None = None

    # What holds

    def slack(self, x: Array, size: int, chance: float) -> Array:
        """Return how far beyond each target the mix is with a chance: (target,)."""
        if size == 1:
            return np.asarray(self.runs.central(x[None])[0][0] - self.runs.wanted)
        return self.runs.slack(x, size, chance)

    def holds(self, x: Array, chance: float | None = None) -> bool:
        """Return whether the mix is within the limits and has the odds, by default those asked."""
        asked = self.chance if chance is None else chance
        return not self.centre.over_limit(x) and bool((self.slack(x, self.draws, asked) >= 0).all())

    def _least(self, x: Array) -> float:
        return float(self.slack(x, self.draws, self.chance).min())

    # The cheapest mix

    def cheapest(self) -> Array | None:
        """Return the cheapest x that holds, or None where none was found.

        First with the margin of a standard error; without it where that cannot be had.
        """
        runs = self.runs
        for aim in steps((self.sure, self.chance)):
            self.aim = aim
            if (self._quantile(self.peak) >= 0).all():
                x = self.way(runs.everything, 0.5 * runs.everything)
                if x is not None:
                    return x
        if not self.holds(self.peak) and not self._look_closer():
            return None
        x = self.way(runs.everything, 0.5 * runs.everything)
        return self._between(runs.nothing, self.peak) if x is None else x

    def _look_closer(self) -> bool:
        """Say what no mix passes and, if that forbids nothing, go uphill in odds.

        Returns whether the mix that reaches furthest holds then.
        """
        self.ceilings = ceilings(self.runs, self.draws, self.chance)
        if self._out_of_reach() or self.central_only:
            return False
        self.peak = max([self.peak, *self._tighter_peaks()], key=self._least)
        self.peak = climb(self.runs, self.centre, self.peak, self.draws, self.chance)
        return self.holds(self.peak)

    def _tighter_peaks(self) -> list[Array]:
        """Return mixes furthest centrally with each target's aim raised by what its odds need."""
        runs = self.runs
        if len(runs.targets) == 1 and not runs.limits.any:
            return []
        values = runs.central(self.peak[None])[0][0]
        margin = values - runs.wanted - self.slack(self.peak, self.draws, self.chance)
        return [Problem(runs, runs.wanted + margin).nearest(self.peak)]

    def _out_of_reach(self) -> bool:
        return self.ceilings is not None and bool((self.ceilings < self.runs.wanted).any())

    def way(self, allowed: Array, start: Array) -> Array | None:
        """Return the cheapest x that holds, or None; ``allowed`` bounds each x."""
        toward = np.minimum(self.peak, allowed)
        if self.central_only:
            x = self.centre.cheapest(start, allowed, toward)
            return x if x is not None and self.holds(x) else None
        if (self._quantile(toward) < 0).any():
            return None
        return self._with_chance(allowed, start, toward)

    def _with_chance(self, allowed: Array, start: Array, toward: Array) -> Array | None:
        """Move the central aim until the quantiles hold, hardly more."""
        runs = self.runs
        x, held, failing = start, None, None
        before: tuple[Array, Array] | None = None
        for _ in steps(range(TIGHTENINGS)):
            found = Problem(runs, runs.wanted + self.margin).cheapest(x, allowed, toward)
            if found is None:
                break
            x, beyond = found, self._quantile(found)
            if (beyond >= 0).all():
                held = x if held is None or self.cost(x) < self.cost(held) else held
                if (beyond < SPARE).any() or self.cost(x) <= NO_MORE_THAN_ROUNDING:
                    break
            else:
                failing = x
            value = runs.central(x[None])[0][0]
            self.margin = _next_aim(value, beyond, before) - runs.wanted
            before = value, beyond
        if held is None and self.holds(toward, self.aim):
            return self._between(runs.nothing if failing is None else failing, toward)
        return held

    def _quantile(self, x: Array) -> Array:
        """Return the slack on all draws, or on few where these fail clearly: (target,)."""
        few = self.slack(x, self.few, self.aim)
        return few if (few < -UNCLEAR).any() else self.slack(x, self.draws, self.aim)

    def _between(self, failing: Array, holding: Array) -> Array:
        """Return the least step from a mix that fails towards one that holds, that holds."""
        low, high = 0.0, 1.0
        for _ in range(HALVINGS):
            middle = (low + high) / 2.0
            good = self.holds(failing + middle * (holding - failing), self.aim)
            low, high = (low, middle) if good else (middle, high)
        return np.asarray(failing + high * (holding - failing)) if high < 1.0 else holding

    def cost(self, x: Array) -> float:
        """Return the central cost of a mix, all years [million VND]."""
        return float(self.runs.central(x[None])[1].sum())

    def trimmed(self, x: Array) -> Array:
        """Set levers that hardly do anything to neutral, where that costs nothing."""
        allowed = (x > NEGLIGIBLE).astype(float)
        if not allowed.any() or np.all(x * (1.0 - allowed) < 1e-9):
            return x
        again = self.way(allowed, x)
        return x if again is None or self.cost(again) > WORTH_IT * self.cost(x) else again

    # The answer

    def found(self, best: Array) -> GoalResult:
        """Return the answer with the cheapest mix and all that stands beside it."""
        with stretch(0.6, 0.8):
            others = self._others(best)
        with stretch(0.8, 1.0):
            return self._result(Verdict.FOUND, sorted([best, *others], key=self.cost))

    def not_found(self) -> GoalResult:
        """Return the nearest mix, its odds, what is missing, and what would make up for it."""
        out = self._out_of_reach()
        with stretch(0.5, 1.0):
            verdict = Verdict.OUT_OF_REACH if out else Verdict.NOT_SETTLED
            return self._result(verdict, [self.peak])

    def _result(self, verdict: Verdict, mixes: list[Array]) -> GoalResult:
        runs, best = self.runs, mixes[0]
        missed = verdict is not Verdict.FOUND
        described = [self._package(x) for x in mixes]
        used = self.centre.used(best) if runs.limits.any else {}
        return GoalResult(
            targets=runs.targets,
            chance=self.chance,
            limits=runs.limits,
            central_only=self.central_only,
            verdict=verdict,
            best=described[0],
            others=tuple(described[1:]),
            cheapest_share=self._cheapest_share(mixes),
            base_cost=runs.base_cost,
            curve=self._curve(),
            ceilings=tuple((self.ceilings if self.ceilings is not None else np.empty(0)).tolist()),
            binding=tuple(name for name, part in used.items() if part >= BINDS),
            growth_needed=self._growth_needed(best) if missed else None,
            investment_needed=self._investment_needed(best) if missed else None,
            missing_persons=self._missing(best) if missed else tuple(0.0 for _ in runs.targets),
            levers=tuple(lever.name for lever in runs.levers),
            margin=0.0 if missed or self.central_only else self.aim - self.chance,
            steps=runs.mixes,
            model_runs=runs.count,
            draws=TOLD_DRAWS,
        )

    def _others(self, best: Array) -> list[Array]:
        """Return mixes that do without one of the best mix's main levers, cheapest first."""
        runs = self.runs
        cost = self.cost(best)
        centre = Problem(runs, np.maximum(runs.wanted, runs.central(best[None])[0][0]))
        found = []
        for index in steps(np.argsort(-best)[:MAIN_LEVERS].tolist()):
            if best[index] < DIFFERENT:
                continue
            allowed = runs.everything
            allowed[index] = 0.0
            x = centre.cheapest(0.5 * allowed, allowed, self.peak)
            if x is not None:
                found.append((self.cost(x), allowed, x))
        found.sort(key=lambda one: one[0])
        different: list[Array] = []
        for spent, allowed, start in found:
            if len(different) == OTHERS or spent > LATITUDE * max(cost, 1.0):
                break
            x = start if self.central_only else self.way(allowed, start)
            if x is not None and all(np.abs(x - y).max() > DIFFERENT for y in (best, *different)):
                different.append(x)
        return sorted((x for x in different if self.holds(x)), key=self.cost)

    def _package(self, x: Array) -> LeverPackage:
        runs = self.runs
        values, spent = runs.central(x[None])
        drawn, cost = runs.drawn(x, TOLD_DRAWS)
        names = [lever.name for lever in runs.levers]
        return LeverPackage(
            dict(zip(names, runs.levels(x).tolist(), strict=True)),
            tuple(name for name, part in zip(names, x, strict=True) if part > 1.0 - 1e-6),
            float(spent.sum()),
            band(cost),
            tuple(values[0].tolist()),
            tuple(band(value) for value in drawn.T),
            tuple((drawn >= runs.wanted).mean(axis=0).tolist()),
        )

    def _cheapest_share(self, mixes: Sequence[Array]) -> tuple[float, ...]:
        spent = np.stack([self.runs.drawn(x, TOLD_DRAWS)[1] for x in mixes])
        winner = spent.argmin(axis=0)
        return tuple(float((winner == i).mean()) for i in range(len(mixes)))

    def _curve(self) -> tuple[tuple[float, float], ...]:
        """Return least cost against the value of the first target, by central runs."""
        runs = self.runs
        ends = runs.central(np.stack([runs.nothing, self.peak]))[0]
        first = np.arange(len(runs.targets)) == 0
        x, points = 0.2 * self.peak, [(float(ends[0, 0]), 0.0)]
        if ends[1, 0] - ends[0, 0] < SPARE:
            return tuple(points)
        for part in steps(np.linspace(0.0, CURVE_END, CURVE_POINTS + 1)[1:].tolist()):
            wanted = np.where(first, ends[0] + part * (ends[1] - ends[0]), 0.0)
            found = Problem(runs, wanted).cheapest(x, runs.everything, self.peak)
            if found is not None:
                x = found
                points.append((float(wanted[0]), self.cost(x)))
        return tuple(points)

    def _missing(self, x: Array) -> tuple[float, ...]:
        size = 1 if self.central_only else self.draws
        return tuple(self.runs.missing(x, size, self.chance).tolist())

    def _growth_needed(self, x: Array) -> float:
        most = LEVERS["growth_shock"].high
        return self._needed(lambda v: self.runs.scenario(x, growth=v), 0.0, most)

    def _investment_needed(self, x: Array) -> float | None:
        if not self.runs.base.projects:
            return None
        return self._needed(lambda v: self.runs.scenario(x, investment=v), 1.0, MOST_INVESTMENT)

    def _needed(self, made: Callable[[float], Scenario], low: float, high: float) -> float:
        """Return the least value with which every target is met with the wanted chance."""

        def meets(value: float) -> bool:
            return bool((self.runs.slack_of(made(value), self.few, self.chance) >= 0).all())

        if not meets(high):
            return float("inf")
        for _ in range(HALVINGS):
            middle = (low + high) / 2.0
            low, high = (low, middle) if meets(middle) else (middle, high)
        return high


def _next_aim(value: Array, beyond: Array, before: tuple[Array, Array] | None) -> Array:
    """Return the central values at which the quantiles are about to reach their targets.

    Parameters
    ----------
    value, beyond : (target,) where a mix stands, and how far beyond the targets its quantile is
    before : the same of the mix before, which gives the slope; without it, one
    """
    slope = np.ones_like(value)
    if before is not None:
        step = value - before[0]
        moved = np.abs(step) > 1e-6
        slope[moved] = (beyond - before[1])[moved] / step[moved]
    slope = np.clip(slope, SLOWEST, FASTEST)
    return np.asarray(value - (beyond - SPARE / 4.0) / slope)
