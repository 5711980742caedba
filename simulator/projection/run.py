"""The year loop, and the projection that it returns."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from simulator.errors import InputError, input_error
from simulator.inputs.history_check import missing_for_projection
from simulator.inputs.keys import Key, Level
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_fields import LAST_YEAR
from simulator.inputs.scenario_timing import first_start
from simulator.model.arrays import Array
from simulator.model.movements import Booking
from simulator.model.population import PopulationPath
from simulator.model.rates import YearEnd
from simulator.progress import steps
from simulator.projection.base_year import demography
from simulator.projection.conditions import RunInputs, conditions_ahead
from simulator.projection.economy import project_jobs
from simulator.projection.levers import LeverPaths
from simulator.projection.result import Projection, refuse_no_lever
from simulator.projection.totals import Accumulator, totals_of
from simulator.projection.values import CENTRAL, Sample, Values, assumptions_of
from simulator.projection.years import years_counted, years_kept

BLOCK = 1024
"""Draws whose base year and conditions are made together, to spread the cost of a call."""


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
    draws : draws of the uncertain numbers; by default the central run, or those of ``start``
    start : a projection of the same region to go on from, with its stocks kept. From its last
        year on ``scenario`` holds, as if it had been in force since the base year: ``+1`` is
        still the year after that, and what its levers gained before is not gained again
    keep_stocks : keep stocks by state, sex and age, and movements; by default for a single run

    Raises
    ------
    InputError
        where the region's figures do not suffice or contradict one another, where ``until`` is
        out of reach, and where ``start`` is of another region, of other draws or without stocks.
    """
    _refuse_other_kinds(region, scenario, draws)
    _refuse_impossible(region, until, draws, start)
    until = int(until)
    if start is not None:
        draws = start.inputs.values.sample
    keep = draws.size == 1 if keep_stocks is None else keep_stocks
    if draws.size <= BLOCK:
        begin = None if start is None else start.last
        return _project_block(region, scenario, until, draws, begin, keep)
    parts = []
    for first in steps(range(0, draws.size, BLOCK)):
        stop = min(first + BLOCK, draws.size)
        begin = None if start is None or start.last is None else start.last.part(slice(first, stop))
        block = draws.block(first, stop)
        parts.append(_project_block(region, scenario, until, block, begin, keep))
    return joined(parts, draws)


def _refuse_other_kinds(region: Region, scenario: Scenario, draws: Sample) -> None:
    """Refuse names where what they name is needed, and a number of draws in place of draws."""
    given, kinds = (region, scenario, draws), (Region, Scenario, Sample)
    makers = ("load_region(...)", "load_scenario(...)", "draw_sample(region, scenario, size, seed)")
    for one, kind, maker in zip(given, kinds, makers, strict=True):
        if not isinstance(one, kind):
            raise input_error(
                f"cần {kind.__name__}, nhận được {_said(one)}; dùng {maker}",
                f"needs a {kind.__name__}, got {_said(one)}; use {maker}",
                key="project",
            )


def _said(given: object) -> str:
    return repr(given) if isinstance(given, str | int | float) else type(given).__name__


def _refuse_impossible(region: Region, until: int, draws: Sample, start: Projection | None) -> None:
    """Refuse years that cannot be reached, and a start that cannot be gone on from."""
    first = region.base_year if start is None else int(start.years[-1])
    # Written so that NaN is refused too.
    if isinstance(until, str) or not (first <= until <= LAST_YEAR and until == int(until)):
        raise input_error(
            f"không dự báo được đến {until}: chỉ các năm {first}-{LAST_YEAR}",
            f"cannot project until {until}: years {first}-{LAST_YEAR} are possible",
            key=region.code,
        )
    if start is None:
        problems = missing_for_projection(region)
        if problems:
            raise InputError(problems)
        return
    if start.region is not region:
        raise input_error(
            f"không tiếp tục được: dự báo trước là của {start.region.code} như khi đó đọc",
            f"cannot go on: the earlier projection is of {start.region.code} as read then; "
            "project start.region",
            key=region.code,
        )
    if start.last is None:
        raise input_error(
            "không tiếp tục được: dự báo trước không giữ lại số người (keep_stocks=True)",
            "a projection that keeps no stocks cannot be gone on from; "
            "run it with keep_stocks=True",
            key=region.code,
        )
    if not (draws.central or draws.same_as(start.inputs.values.sample)):
        raise input_error(
            "không tiếp tục được: dự báo trước chạy với các mẫu khác",
            "cannot go on: the earlier projection was run with other draws; leave them out",
            key=region.code,
        )


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

    Raises
    ------
    InputError
        for a lever that the scenario does not state, and for a class that it cannot tell apart.
    """
    keys = sorted({key for setting in settings for key in setting})
    for lever, by in keys:
        _refuse_unknown_lever(scenario, lever, by)
    values: dict[Key, Array] = {}
    for lever, by in keys:
        stated = scenario.levers[lever].level
        usual = stated.get(by, stated["default"]).value
        levels = [setting.get((lever, by), usual) for setting in settings]
        values[Level(lever, by)] = np.array(levels, dtype=float)
    return project(region, scenario, until, Sample(len(settings), values), keep_stocks=False)


def _refuse_unknown_lever(scenario: Scenario, lever: str, by: str) -> None:
    if lever not in scenario.levers:
        stated = ", ".join(scenario.levers) or "—"
        raise input_error(
            f"kịch bản {scenario.name} không nêu giải pháp {lever!r}; có: {stated}",
            f"scenario {scenario.name} states no lever {lever!r}; it has: {stated}",
            key=scenario.name,
        )
    refuse_no_lever(lever, by)


def _project_block(
    region: Region,
    scenario: Scenario,
    until: int,
    draws: Sample,
    begin: YearEnd | None,
    keep: bool,
) -> Projection:
    """Project draws that fit into one block, from ``begin`` or else from the base year."""
    inputs = _run_inputs(region, scenario, draws, demography(region, until))
    if begin is None:
        begin = with_draws(inputs.base.start, draws.size)
    return _run_years(inputs, begin, until, keep)


def _run_inputs(
    region: Region, scenario: Scenario, draws: Sample, path: PopulationPath
) -> RunInputs:
    values = Values(assumptions_of(region, scenario), draws)
    levers = LeverPaths(scenario, values, first_start(scenario, region))
    years = range(region.base_year, region.base_year + len(path.year_end))
    projects = tuple(project_jobs(region, scenario, values, levers, years))
    return RunInputs(region, scenario, values, levers, path, projects)


def _run_years(inputs: RunInputs, begin: YearEnd, until: int, keep: bool) -> Projection:
    """Run the years from ``begin`` on; where stocks are kept, all draws together."""
    counts = Accumulator(inputs, begin, until)
    ahead = conditions_ahead(inputs, counts.years[1:])
    rates, found = inputs.base.rates, counts.ahead
    kept = None
    if keep:
        kept = years_kept(begin, rates, ahead, found)
    else:  # movements and stocks of every draw would outgrow everything else that is kept
        years_counted(begin, rates, ahead, found)
    return Projection(
        inputs.region,
        inputs.scenario,
        np.array(counts.years),
        totals_of(counts),
        ([], *([[] for _ in ahead] if kept is None else kept.booked)),
        None if kept is None else kept.stocks,
        None if kept is None else kept.last,
        inputs,
    )


def with_draws(start: YearEnd, draws: int) -> YearEnd:
    """Return a year's end with the full draw axis, which certain figures lack."""

    def widened(array: Array) -> Array:
        return np.ascontiguousarray(np.broadcast_to(array, (*array.shape[:-1], draws)))

    arrays = {name: widened(getattr(start, name)) for name in _ARRAYS_OF_A_YEAR_END}
    return YearEnd(year=start.year, **arrays)


_ARRAYS_OF_A_YEAR_END = [field.name for field in fields(YearEnd) if field.name != "year"]


def joined(parts: list[Projection], sample: Sample) -> Projection:
    """Return blocks of draws as one projection.

    Parameters
    ----------
    parts : blocks, in order
    sample : all draws
    """
    first = parts[0]
    totals = {name: _side_by_side([part.totals[name] for part in parts]) for name in first.totals}
    stocks = [part.stocks for part in parts if part.stocks is not None]
    ends = [with_draws(part.last, part.draws) for part in parts if part.last is not None]
    return Projection(
        first.region,
        first.scenario,
        first.years,
        totals,
        tuple(_joined_bookings(parts, i) for i in range(len(first.years))),
        _side_by_side(stocks) if stocks else None,
        _joined_year_end(ends) if ends else None,
        _run_inputs(first.region, first.scenario, sample, first.inputs.path),
    )


def _side_by_side(arrays: list[Array]) -> Array:
    return np.concatenate(arrays, axis=-1)


def _joined_year_end(ends: list[YearEnd]) -> YearEnd:
    whole = {
        name: _side_by_side([getattr(end, name) for end in ends]) for name in _ARRAYS_OF_A_YEAR_END
    }
    return YearEnd(year=ends[0].year, **whole)


def _joined_bookings(parts: list[Projection], year: int) -> list[Booking]:
    """Return who moved in a year: every block has booked the same movements in the same order."""
    return [
        each[0]._replace(
            totals=_in_full([one.totals for one in each], parts),
            shares=None
            if each[0].shares is None
            else _in_full([one.shares for one in each if one.shares is not None], parts),
        )
        for each in zip(*(part.booked[year] for part in parts), strict=True)
    ]


def _in_full(arrays: list[Array], parts: list[Projection]) -> Array:
    shapes = [(*array.shape[:-1], part.draws) for array, part in zip(arrays, parts, strict=True)]
    return _side_by_side(
        [np.broadcast_to(array, shape) for array, shape in zip(arrays, shapes, strict=True)]
    )
