"""The year loop, and the projection that it returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.model.movements import Cause, Movements, movements_of
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.workforce import Room
from simulator.model.year import YearResult, next_year
from simulator.projection.conditions import Setting, conditions
from simulator.projection.economy import project_jobs
from simulator.projection.foundation import Foundation, demography, lay_foundation
from simulator.projection.levers import LeverPaths
from simulator.projection.totals import Course, totals_of
from simulator.projection.values import CENTRAL, Sample, Values, assumptions_of

BLOCK = 1024
"""Draws whose base year and conditions are made together, to spread the cost of a call."""
TILE = 192
"""Draws of a block whose years are run together: few enough to stay near the cache."""


@dataclass(frozen=True, eq=False)
class Projection:
    """Results of one scenario in one region.

    Parameters
    ----------
    region, scenario : what was projected
    years : (year,) the base year and every projected one
    totals : name -> (year, draw) or (year, class, draw) [persons unless named otherwise]; flows
        of the base year are not known and are NaN. The names are in ``TOTALS``.
    yearly_movements : one record a year, (cause, origin, destination) -> (draw,) [persons];
        the base year's is empty, and all are where many draws were run
    stocks : (year, state, sex, age, draw) [persons], or None where many draws were run
    last : the state from which the projection can go on, or None where many draws were run
    setting : what the conditions of the years were made from
    """

    region: Region
    scenario: Scenario
    years: Array
    totals: dict[str, Array]
    yearly_movements: tuple[Movements, ...]
    stocks: Array | None
    last: YearEnd | None
    setting: Setting

    def total(self, name: str) -> Array:
        """Return one of the totals."""
        return self.totals[name]

    def moved(self, *causes: Cause) -> Array:
        """Return everyone who moved for these causes: (year, draw) [persons]."""
        found = [m for (cause, _, _), m in self.movements.items() if cause in causes]
        shape = (len(self.years), self.draws)
        return np.asarray(sum(found, np.zeros(shape)))

    @cached_property
    def movements(self) -> Movements:
        """Return (cause, origin, destination) -> (year, draw) [persons]."""
        none = np.zeros(self.draws)
        keys = dict.fromkeys(key for year in self.yearly_movements for key in year)
        return {
            key: np.stack([year.get(key, none) + none for year in self.yearly_movements])
            for key in keys
        }

    def row(self, year: int) -> int:
        """Return the position of ``year`` on the year axis."""
        return int(year - self.years[0])

    @cached_property
    def draws(self) -> int:
        """Return the number of draws."""
        return int(self.totals["compulsory"].shape[-1])


def project(
    region: Region,
    scenario: Scenario,
    until: int,
    draws: Sample = CENTRAL,
    *,
    start: Projection | None = None,
    keep_stocks: bool | None = None,
) -> Projection:
    """Project a region under a scenario, year by year.

    Parameters
    ----------
    region, scenario : what to project
    until : last year
    draws : draws of the uncertain numbers; by default the central run
    start : a projection of the same region to go on from; its lever starts and constant rates
        hold on
    keep_stocks : keep stocks by state, sex and age, and movements; by default for a single run

    Raises
    ------
    InputError
        where the region's figures do not suffice or contradict one another.
    """
    keep = draws.size == 1 if keep_stocks is None else keep_stocks
    if draws.size <= BLOCK:
        return _project_block(region, scenario, until, draws, start, keep)
    parts = [
        _project_block(region, scenario, until, draws.block(i, i + BLOCK), None, keep)
        for i in range(0, draws.size, BLOCK)
    ]
    return joined(parts, draws)


def project_levers(
    region: Region,
    scenario: Scenario,
    settings: list[dict[tuple[str, str], float]],
    until: int,
) -> Projection:
    """Project many positions of a scenario's levers in one go.

    Parameters
    ----------
    settings : one mapping a position: (lever, class or "default") -> level; what is absent
        stays as the scenario states it. The levers must be stated by the scenario, since their
        start and ramp are taken from it.

    Returns
    -------
    Projection whose draw axis runs over the positions.
    """
    keys = sorted({key for setting in settings for key in setting})
    values = {}
    for lever, by in keys:
        stated = scenario.levers[lever].level
        usual = stated.get(by, stated["default"]).value
        levels = [setting.get((lever, by), usual) for setting in settings]
        values[f"levers.{lever}", by] = np.array(levels, dtype=float)
    return project(region, scenario, until, Sample(len(settings), values), keep_stocks=False)


def _project_block(
    region: Region,
    scenario: Scenario,
    until: int,
    draws: Sample,
    start: Projection | None,
    keep: bool,
) -> Projection:
    path = demography(region, until)
    if start is None:
        values = Values(assumptions_of(region, scenario), draws)
        usual = draws is CENTRAL and not scenario.assumptions
        foundation = _usual(region) if usual else lay_foundation(region, values, path)
        levers = LeverPaths(scenario, values, region.base_year + 1)
        begin = _with_draws(foundation.start, draws.size)
    else:
        if start.last is None:
            raise ValueError("a projection that keeps no stocks cannot be gone on from")
        values, foundation, levers = (
            start.setting.values,
            start.setting.foundation,
            start.setting.levers,
        )
        begin = start.last
    projects = tuple(project_jobs(scenario, values, levers, range(region.base_year, until + 1)))
    setting = Setting(region, scenario, values, levers, path, foundation, projects)
    return _run_years(setting, begin, until, keep)


def _run_years(setting: Setting, begin: YearEnd, until: int, keep: bool) -> Projection:
    """Run the years from ``begin`` on; where stocks are kept, all draws together."""
    years = range(begin.year, until + 1)
    ahead = [conditions(setting, year) for year in years[1:]]
    size = begin.stocks.shape[-1]
    course = Course(setting, years, size)
    kept: list[YearResult] = []
    step = size if keep else TILE
    room = None if keep else Room()
    for first in range(0, size, step):
        tile = slice(first, min(first + step, size))
        for result in _years(begin, ahead, setting.foundation.rates, tile, room):
            course.add(tile, result.end, result)
            if keep:
                kept.append(result)
    course.add(slice(0, size), begin)
    ends = [begin, *(result.end for result in kept)]
    # Movements and stocks of every draw would outgrow everything else that is kept.
    movements = [movements_of(result.booked) for result in kept] or [{}] * len(ahead)
    return Projection(
        setting.region,
        setting.scenario,
        np.array(years),
        totals_of(course),
        ({}, *movements),
        np.stack([end.stocks for end in ends]) if keep else None,
        ends[-1] if keep else None,
        setting,
    )


def _years(
    begin: YearEnd, ahead: list[Conditions], rates: Rates, draws: slice, room: Room | None
) -> Iterator[YearResult]:
    """Run some of the draws through the years ahead."""
    end, rates = begin.part(draws), rates.part(draws)
    for year in ahead:
        result = next_year(end, year.part(draws), rates, room)
        end = result.end
        yield result


@lru_cache(maxsize=16)
def _usual(region: Region) -> Foundation:
    """Return the base year at central values, which most runs share; nothing changes it."""
    path = demography(region, region.base_year)
    return lay_foundation(region, Values(region.assumptions), path)


def _with_draws(start: YearEnd, draws: int) -> YearEnd:
    """Return the base year with the full draw axis, which certain figures lack."""

    def widened(array: Array) -> Array:
        return np.ascontiguousarray(np.broadcast_to(array, (*array.shape[:-1], draws)))

    return YearEnd(
        start.year,
        widened(start.stocks),
        widened(start.people),
        widened(start.in_migrants),
        widened(start.reference_voluntary),
        widened(start.project_jobs),
        widened(start.compliance_shift),
        widened(start.labour_force),
    )


def joined(parts: list[Projection], sample: Sample) -> Projection:
    """Return blocks of draws as one projection.

    Values, levers and project jobs of its setting have all draws; the foundation and ``last``
    are the first block's.

    Parameters
    ----------
    parts : blocks, in order
    sample : all draws
    """
    first = parts[0]
    totals = {
        name: np.concatenate([part.totals[name] for part in parts], axis=-1)
        for name in first.totals
    }
    stocks = None
    if first.stocks is not None:
        stocks = np.concatenate([p.stocks for p in parts if p.stocks is not None], axis=-1)
    return Projection(
        first.region,
        first.scenario,
        first.years,
        totals,
        _joined_movements(parts),
        stocks,
        first.last,
        _for_all_draws(first.setting, sample),
    )


def _joined_movements(parts: list[Projection]) -> tuple[Movements, ...]:
    joined_years = []
    for i in range(len(parts[0].years)):
        years = [part.yearly_movements[i] for part in parts]
        keys = dict.fromkeys(key for year in years for key in year)
        joined_years.append(
            {
                key: np.concatenate(
                    [
                        y.get(key, 0.0) + np.zeros(part.draws)
                        for y, part in zip(years, parts, strict=True)
                    ]
                )
                for key in keys
            }
        )
    return tuple(joined_years)


def _for_all_draws(setting: Setting, sample: Sample) -> Setting:
    values = Values(setting.values.assumptions, sample)
    levers = LeverPaths(setting.scenario, values, setting.levers.first_year)
    first = setting.region.base_year
    years = range(first, first + len(setting.path.year_end))
    projects = tuple(project_jobs(setting.scenario, values, levers, years))
    return replace(setting, values=values, levers=levers, projects=projects)
