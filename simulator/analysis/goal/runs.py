"""Runs of many settings of levers: what they reach, what they cost, in one draw or in many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.comparing.coalitions import INVESTMENT
from simulator.analysis.comparing.gaps import gap_to_target_persons
from simulator.analysis.costing.costs import costs, total_cost
from simulator.analysis.goal.question import Limits, Target
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.errors import input_error
from simulator.indicators import INDICATORS
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Key, Level
from simulator.inputs.region import Region
from simulator.inputs.scenario import LeverSetting, RelativeYear, Scenario
from simulator.levers import Lever
from simulator.model.arrays import Array
from simulator.progress import beat
from simulator.projection import Projection, Sample, project

if TYPE_CHECKING:
    import numpy.typing as npt

SEARCH_DRAWS, TOLD_DRAWS = 256, 1024
"""Draws on which a mix is looked for, and fresh ones that decide and tell its odds."""
STEP = 0.02
"""Of the differences that give slopes, as a part of each lever's way."""
LOCAL_DRAWS = 48
"""Draws next to a quantile that give its slopes."""
USUAL_START, USUAL_RAMP = RelativeYear(1), 2.0


class Runs:
    """Projects a scenario with the searched levers at x, the part of the way to each one's end.

    Attributes
    ----------
    offered : the given levers, without investment where there is nothing to invest in
    levers : those of them that bring a target nearer
    until : year of the last target
    count : model runs so far
    """

    def __init__(
        self,
        region: Region,
        base: Scenario,
        targets: Sequence[Target],
        levers: Sequence[Lever],
        limits: Limits,
    ) -> None:
        self.region, self.base, self.targets, self.limits = region, base, tuple(targets), limits
        self.wanted = np.array([target.value for target in targets])
        self.until = max(target.year for target in targets)
        self.count = 0
        self._samples: dict[int, Sample] = {}
        self._neutral_costs: dict[int, Array] = {}
        self._drawn: dict[tuple[bytes, int], tuple[Array, Array]] = {}
        self._gaps: dict[tuple[bytes, int], Array] = {}
        self.offered = [lever for lever in levers if lever.name != INVESTMENT or base.projects]
        self._use(self.offered)
        self._leave_out_what_does_not_help()

    def _use(self, levers: list[Lever]) -> None:
        self.levers = levers
        self.ends = np.array([lever.high for lever in levers])
        self.neutral = np.array([lever.neutral for lever in levers])
        self._settings = self.scenario(np.zeros(len(levers)))
        # A lever that is left out stays as the base states it, on both sides of the difference.
        self._neutral_costs.clear()
        self._drawn.clear()
        self._gaps.clear()

    def _leave_out_what_does_not_help(self) -> None:
        """Leave out levers whose upper end takes every target further away.

        The other end is no way either: holding people out of the labour force raises a share
        and has no price.
        """
        values, _ = self.central(np.vstack([self.nothing, np.eye(len(self.levers))]))
        helps = (values[1:] > values[0] + 1e-9).any(axis=1)
        self._use([lever for lever, good in zip(self.levers, helps, strict=True) if good])
        if not self.levers:
            raise input_error(
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
        names = [lever.name for lever in self.levers]
        found = self.scenario_at(dict(zip(names, self.levels(x).tolist(), strict=True)))
        levers = dict(found.levers)
        if growth:
            known = self.base.levers.get("growth_shock")
            if known is None:
                levers["growth_shock"] = _path(RelativeYear(1), 1.0, growth)
            else:
                level = {by: Estimate.exactly(q.value + growth) for by, q in known.level.items()}
                levers["growth_shock"] = replace(known, level=level)
        if investment:
            levers[INVESTMENT] = _path(RelativeYear(1), 1.0, investment)
        return replace(self.base, levers=levers)

    def scenario_at(self, levels: Mapping[str, float]) -> Scenario:
        """Return the scenario with some levers at these full levels, the others as in the base."""
        paths = {name: self._path(name, level) for name, level in levels.items()}
        return replace(self.base, levers={**self.base.levers, **paths})

    def _path(self, name: str, level: float) -> LeverSetting:
        known = self.base.levers.get(name)
        if known is None:
            return _path(USUAL_START, USUAL_RAMP, level)
        return replace(known, level={"default": Estimate.exactly(level)})

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
                neutral = self.run(self.scenario(self.nothing), size)
                self._neutral_costs[size] = _yearly(neutral)
            p = self.run(self.scenario(x), size)
            spent = (_yearly(p) - self._neutral_costs[size]).sum(axis=0)
            self._drawn[key] = self._values(p), spent
            self._gaps[key] = self._missing_of(p)
        return self._drawn[key]

    @property
    def base_cost(self) -> float:
        """Return the central cost of all years with every lever neutral [million VND]."""
        self.central(self.nothing[None])
        return float(self._neutral_costs[0].sum())

    @property
    def mixes(self) -> int:
        """Return the number of mixes whose odds were worked out."""
        return len({x for x, _ in self._drawn})

    def slack(self, x: Array, size: int, chance: float) -> Array:
        """Return how far beyond each target the mix is with a chance: (target,)."""
        return np.asarray(reached_with(self.drawn(x, size)[0], chance) - self.wanted)

    def slack_of(self, scenario: Scenario, size: int, chance: float) -> Array:
        """Return how far beyond each target a scenario is with a chance: (target,)."""
        values = self._values(self.run(scenario, size))
        return np.asarray(reached_with(values, chance) - self.wanted)

    def missing(self, x: Array, size: int, chance: float) -> Array:
        """Return the participants more that would give each target the chance: (target,)."""
        self.drawn(x, size)
        return np.maximum(-reached_with(-self._gaps[x.tobytes(), size], chance), 0.0)

    def _missing_of(self, p: Projection) -> Array:
        """Return the participants that each target lacks: (draw, target)."""
        gaps = [gap_to_target_persons(p, t.indicator, t.value)[p.row(t.year)] for t in self.targets]
        return np.stack(gaps, axis=1)

    def slopes(self, x: Array, size: int, chance: float) -> Array:
        """Return the slopes of what is reached with a chance: (target, lever).

        A quantile moves as the mean of the draws that lie at it, so those nearest to it are run
        again with each lever moved a little.
        """
        values = self.drawn(x, size)[0]
        off = np.abs(values - reached_with(values, chance))
        rows = np.argsort(off, axis=0)[:LOCAL_DRAWS]
        step = np.where(x > 0.5, -STEP, STEP)
        points = np.vstack([x, x + np.diag(step)])
        moved = self._run_at(points, size, rows.T.ravel())
        shape = (len(points), len(self.targets), len(rows), len(self.targets))
        means = moved.reshape(shape).mean(axis=2)
        own = np.diagonal(means, axis1=1, axis2=2)
        return np.asarray(((own[1:] - own[0]) / step[:, None]).T)

    def _run_at(self, points: Array, size: int, rows: npt.NDArray[np.intp]) -> Array:
        """Return values of every point in some draws: (point x draw, target), draws fastest."""
        kept = self.sample(size).values
        values = {key: np.tile(np.asarray(v)[rows], len(points)) for key, v in kept.items()}
        levels = np.repeat(self.levels(points), len(rows), axis=0)
        values |= {Level(v.name): levels[:, i] for i, v in enumerate(self.levers)}
        sample = Sample(len(points) * len(rows), values)
        self.count += sample.size
        return self._values(self._projected(self._settings, sample))

    def sample(self, size: int) -> Sample:
        """Return fixed draws; those of one size are independent of those of another."""
        if size not in self._samples:
            if size == 1:
                return Sample()
            found = draw_sample(self.region, self.base, size, seed=size)
            searched = {lever.name for lever in self.offered}
            kept = {
                key: v
                for key, v in found.values.items()
                if not (isinstance(key, Level) and key.lever in searched)
            }
            self._samples[size] = Sample(size, kept)
        return self._samples[size]

    def run(self, scenario: Scenario, size: int, sample: Sample | None = None) -> Projection:
        """Project a scenario over the draws of a size, or over others."""
        self.count += size
        return self._projected(scenario, self.sample(size) if sample is None else sample)

    def _run(self, xs: Array) -> Projection:
        self.count += len(xs)
        levels = self.levels(xs)
        at: dict[Key, Array] = {Level(v.name): levels[:, i] for i, v in enumerate(self.levers)}
        return self._projected(self._settings, Sample(len(xs), at))

    def _projected(self, scenario: Scenario, draws: Sample) -> Projection:
        beat()
        return project(self.region, scenario, self.until, draws, keep_stocks=False)

    def _values(self, p: Projection) -> Array:
        return np.stack(
            [INDICATORS[t.indicator].of(p)[p.row(t.year)] for t in self.targets], axis=1
        )


def reached_with(values: Array, chance: float) -> Array:
    """Return the largest value that a share ``chance`` of the draws reaches: (result,).

    So a target has the chance exactly where this is not below it.

    Parameters
    ----------
    values : (draw, result)

    >>> reached_with(np.array([[1.0], [2.0], [3.0], [4.0]]), 0.75).tolist()
    [2.0]
    """
    wanted = max(int(np.ceil(chance * len(values) - 1e-9)), 1)
    return np.asarray(np.sort(values, axis=0)[len(values) - wanted])


def _yearly(p: Projection) -> Array:
    return total_cost(costs(p))


def _path(start: RelativeYear, ramp_years: float, level: float) -> LeverSetting:
    return LeverSetting(start, ramp_years, {"default": Estimate.exactly(level)})
