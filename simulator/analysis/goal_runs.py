"""Runs of many settings of levers: what they reach, what they cost, in one world or in many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from simulator.analysis.coalitions import INVESTMENT
from simulator.analysis.costs import costs, total_cost
from simulator.analysis.ensemble import draw_sample
from simulator.analysis.goal import Limits, Wish
from simulator.errors import complain
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import LeverSetting, Quantity, RelativeYear, Scenario
from simulator.levers import Lever
from simulator.model.arrays import Array
from simulator.projection import Projection, Sample, project

SEARCH_DRAWS, VERIFY_DRAWS, TOLD_DRAWS = 256, 1000, 1024
"""Draws of the constraint, fresh ones of the verification, and ones that only tell the odds."""
USUAL_START, USUAL_RAMP = RelativeYear(1), 2.0


class Runs:
    """Projects a scenario with the searched levers at x, the part of the way to each one's end.

    Attributes
    ----------
    levers : those of the given levers that bring a target nearer
    until : year of the last target
    count : model runs so far
    """

    def __init__(
        self,
        region: Region,
        base: Scenario,
        wishes: Sequence[Wish],
        levers: Sequence[Lever],
        limits: Limits,
    ) -> None:
        self.region, self.base, self.wishes, self.limits = region, base, tuple(wishes), limits
        self.wanted = np.array([wish.value for wish in wishes])
        self.until = max(wish.year for wish in wishes)
        self.count = 0
        self._samples: dict[int, Sample] = {}
        self._neutral_costs: dict[int, Array] = {}
        self._drawn: dict[tuple[bytes, int], tuple[Array, Array]] = {}
        self._use([lever for lever in levers if lever.name != INVESTMENT or base.projects])
        self._leave_out_what_does_not_help()

    def _use(self, levers: list[Lever]) -> None:
        self.levers = levers
        self.ends = np.array([lever.high for lever in levers])
        self.neutral = np.array([lever.neutral for lever in levers])
        self._settings = self.scenario(np.zeros(len(levers)))
        # A lever that is left out stays as the base states it, on both sides of the difference.
        self._neutral_costs.clear()
        self._drawn.clear()

    def _leave_out_what_does_not_help(self) -> None:
        """Leave out levers whose upper end takes every target further away.

        The other end is no way either: holding people out of the labour force raises a share
        and has no price.
        """
        values, _ = self.central(np.vstack([self.nothing, np.eye(len(self.levers))]))
        helps = (values[1:] > values[0] + 1e-9).any(axis=1)
        self._use([lever for lever, good in zip(self.levers, helps, strict=True) if good])
        if not self.levers:
            raise complain(
                "không giải pháp nào đưa lại gần chỉ tiêu",
                "no lever brings the target nearer",
                key="--levers",
            )

    @property
    def nothing(self) -> Array:
        """Return the x at which every lever is neutral."""
        return np.zeros(len(self.levers))

    @property
    def everything(self) -> Array:
        """Return the x at which every lever stands at its end."""
        return np.ones(len(self.levers))

    def levels(self, x: Array) -> Array:
        """Return the levels at ``x``: (..., lever), never beyond a bound."""
        # neutral + 1 * (end - neutral) may miss the end by a rounding.
        return np.where(x >= 1.0, self.ends, self.neutral + x * (self.ends - self.neutral))

    def scenario(self, x: Array, growth: float = 0.0, investment: float = 0.0) -> Scenario:
        """Return the scenario with the levers at ``x``.

        Parameters
        ----------
        growth : points of growth a year on top, from the first year on
        investment : times the project list, in place of the lever's level; 0: as it is
        """
        levers = dict(self.base.levers)
        for lever, level in zip(self.levers, self.levels(x), strict=True):
            levers[lever.name] = self._path(lever.name, float(level))
        if growth:
            known = self.base.levers.get("growth_shock")
            if known is None:
                levers["growth_shock"] = _path(RelativeYear(1), 1.0, growth)
            else:
                level = {by: Quantity.exactly(q.value + growth) for by, q in known.level.items()}
                levers["growth_shock"] = replace(known, level=level)
        if investment:
            levers[INVESTMENT] = _path(RelativeYear(1), 1.0, investment)
        return replace(self.base, levers=levers)

    def _path(self, name: str, level: float) -> LeverSetting:
        known = self.base.levers.get(name)
        if known is None:
            return _path(USUAL_START, USUAL_RAMP, level)
        return replace(known, level={"default": Quantity.exactly(level)})

    def central(self, xs: Array) -> tuple[Array, Array]:
        """Return central values (point, target) and yearly cost (point, year) of the levers."""
        points = np.vstack([xs, self.nothing]) if 0 not in self._neutral_costs else xs
        p = self._run(points)
        spent = np.broadcast_to(_yearly(p), (len(p.years), len(points)))
        neutral = self._neutral_costs.setdefault(0, spent[:, -1:])
        return self._values(p)[: len(xs)], (spent - neutral).T[: len(xs)]

    def drawn(self, x: Array, size: int) -> tuple[Array, Array]:
        """Return values (draw, target) and cost (draw,) of the levers over a sample's draws."""
        key = (x.tobytes(), size)
        if key not in self._drawn:
            if size not in self._neutral_costs:
                neutral = self._run_all(self.scenario(self.nothing), size)
                self._neutral_costs[size] = _yearly(neutral)
            p = self._run_all(self.scenario(x), size)
            spent = (_yearly(p) - self._neutral_costs[size]).sum(axis=0)
            self._drawn[key] = self._values(p), spent
        return self._drawn[key]

    def chances(self, scenario: Scenario, size: int) -> Array:
        """Return the chance of each target under a scenario: (target,); 0 or 1 for size 1."""
        values = self._values(self._run_all(scenario, size))
        return np.asarray((values >= self.wanted).mean(axis=0))

    def sample(self, size: int) -> Sample:
        """Return fixed draws; those of one size are independent of those of another."""
        if size not in self._samples:
            if size == 1:
                return Sample()
            found = draw_sample(self.region, self.base, size, seed=size)
            searched = {f"levers.{lever.name}" for lever in self.levers}
            kept = {key: v for key, v in found.values.items() if key[0] not in searched}
            self._samples[size] = Sample(size, kept)
        return self._samples[size]

    def _run_all(self, scenario: Scenario, size: int) -> Projection:
        self.count += size
        return project(self.region, scenario, self.until, self.sample(size), keep_stocks=False)

    def _run(self, xs: Array) -> Projection:
        self.count += len(xs)
        levels = self.levels(xs)
        at = {(f"levers.{v.name}", "default"): levels[:, i] for i, v in enumerate(self.levers)}
        sample = Sample(len(xs), at)
        return project(self.region, self._settings, self.until, sample, keep_stocks=False)

    def _values(self, p: Projection) -> Array:
        return np.stack([INDICATORS[w.indicator].of(p)[p.row(w.year)] for w in self.wishes], axis=1)


def _yearly(p: Projection) -> Array:
    return total_cost(costs(p))


def _path(start: RelativeYear, ramp_years: float, level: float) -> LeverSetting:
    return LeverSetting(start, ramp_years, {"default": Quantity.exactly(level)})
