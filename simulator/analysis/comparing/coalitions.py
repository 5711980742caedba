"""Two scenarios mixed: each group of levers as one of them or as the other states it.

All coalitions of groups run as one projection whose draw axis is the coalition. What two
scenarios do at different times cannot be mixed on one axis and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.comparing.counting import refuse_two_ways_of_counting
from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Key, Level, OfProject
from simulator.inputs.region import Region
from simulator.inputs.scenario import LeverSetting, Scenario
from simulator.inputs.scenario_timing import dated
from simulator.levers import LEVERS
from simulator.model.arrays import Array
from simulator.projection import Projection, Sample, project
from simulator.text import NOTHING

if TYPE_CHECKING:
    import numpy.typing as npt

Drawn = Mapping[Key, Array]
"""What one draw takes, key -> (1,), or many, (draw,); empty: central."""

INVESTMENT = "investment"
"""The group that the list of projects belongs to."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """A base and a scenario that can be mixed group by group.

    Parameters
    ----------
    region : where
    base, scenario : what holds where a group is out, and where it is in
    groups : group -> its levers, for groups that differ; bit i of a coalition is the i-th group
    union : a scenario that states every lever and project of both
    """

    region: Region
    base: Scenario
    scenario: Scenario
    groups: Mapping[str, Sequence[str]]
    union: Scenario

    def run(
        self, until: int, coalitions: Sequence[int], drawn: Drawn, base_drawn: Drawn
    ) -> Projection:
        """Project some coalitions with one draw; the draw axis is the coalition.

        Parameters
        ----------
        drawn : as ``union`` draws it
        base_drawn : as ``base`` draws it, for the levels of its levers
        """
        values = self._values(np.asarray(coalitions), drawn, base_drawn)
        return self._projected(until, Sample(len(coalitions), values))

    def run_draws(
        self, until: int, coalition: int, drawn: Sample, base_drawn: Sample
    ) -> Projection:
        """Project one coalition with many draws, as ``run`` does with one."""
        found = self._values(np.array([coalition]), drawn.values, base_drawn.values)
        size = (drawn.size,)
        values = {
            key: x if x.shape == size else np.broadcast_to(x, size) for key, x in found.items()
        }
        return self._projected(until, Sample(drawn.size, values))

    def _projected(self, until: int, draws: Sample) -> Projection:
        return project(self.region, self.union, until, draws, keep_stocks=False)

    def _values(
        self, coalitions: npt.NDArray[np.intp], drawn: Drawn, base_drawn: Drawn
    ) -> dict[Key, Array]:
        """Return what the draws take, the levels of levers as each coalition has them."""
        values = dict(drawn)
        for bit, (group, members) in enumerate(self.groups.items()):
            inside = (coalitions >> bit) & 1 == 1
            for name in members:
                values |= self._levels(name, inside, drawn, base_drawn)
            if group == INVESTMENT:
                values |= self._projects(inside, drawn)
        return values

    def _levels(
        self, name: str, inside: Array, drawn: Drawn, base_drawn: Drawn
    ) -> dict[Key, Array]:
        if name not in self.union.levers:
            return {}
        return {
            Level(name, by): np.where(
                inside,
                _level(self.scenario, name, by, drawn),
                _level(self.base, name, by, base_drawn),
            )
            for by in self.union.levers[name].level
        }

    def _projects(self, inside: Array, drawn: Drawn) -> dict[Key, Array]:
        values: dict[Key, Array] = {}
        for i, stated in enumerate(self.union.projects):
            key = OfProject(i, "probability")
            chance = drawn.get(key, np.array([stated.probability.value]))
            on, off = stated in self.scenario.projects, stated in self.base.projects
            values[key] = chance * np.where(inside, float(on), float(off))
        return values


def mixture(
    region: Region, base: Scenario, scenario: Scenario, groups: Mapping[str, Sequence[str]]
) -> Mixture:
    """Return the two scenarios ready to be mixed.

    Raises
    ------
    InputError
        where they differ in more than levers and projects, or state one lever with another
        start, ramp or end: then no share of the difference belongs to a group of levers.
    ValueError
        where a lever that differs is in no group.
    """
    _refuse_other_differences(base, scenario)
    base, scenario = dated(base, region), dated(scenario, region)
    grouped = {name for members in groups.values() for name in members}
    lost = {n for s in (base, scenario) for n in s.levers if n not in grouped}
    if lost:
        raise ValueError(f"levers in no group: {', '.join(sorted(lost))}")
    levers = dict(scenario.levers)
    for name, path in base.levers.items():
        known = levers.get(name)
        if known is None:
            levers[name] = path
            continue
        if _way(known) != _way(path):
            raise input_error(
                f"{base.name}, {scenario.name}: {name} bắt đầu, tăng dần hoặc kết thúc khác nhau, "
                "không tách được",
                f"{base.name}, {scenario.name}: {name} starts, ramps or ends differently, so the "
                "difference cannot be split",
                key="BASE",
            )
        by = dict.fromkeys((*known.level, *path.level))
        levels = {key: known.at(key) for key in by}
        levers[name] = replace(known, level=levels)
    own = tuple(p for p in base.projects if p not in scenario.projects)
    union = replace(scenario, levers=levers, projects=(*scenario.projects, *own))
    different = {
        group: members
        for group, members in groups.items()
        if any(base.levers.get(name) != scenario.levers.get(name) for name in members)
        or (group == INVESTMENT and set(base.projects) != set(scenario.projects))
    }
    return Mixture(region, base, scenario, different, union)


def _way(path: LeverSetting) -> LeverSetting:
    """Return when and how a lever comes into force, whatever its level and the reasons given."""
    return replace(path, level={}, reason=NOTHING)


def _refuse_other_differences(base: Scenario, scenario: Scenario) -> None:
    refuse_two_ways_of_counting((base, scenario), "BASE")
    for what, vi in (
        ("assumptions", "giả định"),
        ("growth", "tăng trưởng"),
        ("chosen_base", "mức đóng được chọn"),
    ):
        if getattr(base, what) != getattr(scenario, what):
            raise input_error(
                f"{base.name}, {scenario.name}: khác nhau cả về {vi}, nên chênh lệch không chỉ do "
                "giải pháp; dùng reconcile",
                f"{base.name}, {scenario.name}: {what} differ too, so the difference is not the "
                "levers' alone; use reconcile",
                key="BASE",
            )


def _level(scenario: Scenario, name: str, by: str, drawn: Drawn) -> Array:
    """Return the level that a scenario gives a lever, neutral where it does not state it."""
    path = scenario.levers.get(name) or _neutral(name)
    stated = by if by in path.level else "default"
    central = np.array([path.level[stated].value])
    return drawn.get(Level(name, stated), central)


def _neutral(name: str) -> LeverSetting:
    return LeverSetting(0, 1.0, {"default": Estimate.exactly(LEVERS[name].neutral)})
