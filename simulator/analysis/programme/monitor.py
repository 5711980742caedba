"""Monthly figures of the year against the seasonal path: on track, at risk, off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from simulator.analysis.uncertainty.bands import band
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.indicators import INDICATORS
from simulator.inputs.figures import Figure
from simulator.inputs.keys import Assumed, Key
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.sheets import sheet_of_csv
from simulator.inputs.updates import read_updates, updates_in
from simulator.model.arrays import Array
from simulator.model.quantiles import BAND
from simulator.projection import Projection, Sample, project
from simulator.projection.months import MONTHS, monthly_path
from simulator.projection.values import Values
from simulator.schemes import DENOMINATOR, NUMERATORS, SERIES
from simulator.text import Text

AMBER, RED = 0.5, 0.2
DRAWS = 1024
"""More than elsewhere, for only those near the figures count."""
FEWEST_EFFECTIVE = 20.0
"""Draws that must be left after weighing, by Kish's 1 / sum of squared weights; with fewer a range
tells of the few nearest draws alone."""

STATES = {
    "on_track": Text("Đúng tiến độ", "On track"),
    "at_risk": Text("Có nguy cơ", "At risk"),
    "off": Text("Chậm", "Off"),
}


@dataclass(frozen=True, slots=True)
class Actual:
    """A monthly count of the year that is being watched."""

    year: int
    month: int
    indicator: str
    value: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Where one series stands.

    Parameters
    ----------
    indicator, year, month : of the last figure
    actual, expected : the figure, and the seasonal path of the scenario there
    low, high : 80% range of the path there
    target : the scenario's own December [persons], the same yardstick for every series
    chance : of reaching it, given the figures so far
    state : on_track, at_risk (below 50 %) or off (below 20 %)
    still_needed : what the rest of the year must bring to reach the target
    resolution, resolution_chance : the target set for the year's end [persons] and its odds; None
        where the year has none for this series; of a national one, which nobody assigned to the
        place, no odds are told
    forecast, forecast_low, forecast_high : December, taking the figures in: the median of the
        draws and their 80% range, all of the same weights
    basis : "drawn"; "outside" where the figures lie beyond what the draws hold, so that each draw
        counts alike; "counted" where the figure is December's own
    path : expected count at the end of each month
    """

    indicator: str
    year: int
    month: int
    actual: float
    expected: float
    low: float
    high: float
    target: float
    chance: float
    state: str
    still_needed: float
    resolution: float | None
    resolution_chance: float | None
    forecast: float
    forecast_low: float
    forecast_high: float
    basis: str
    path: tuple[float, ...]


class Plan(NamedTuple):
    """What a scenario expects of one series in a month and at the end of the year.

    Parameters
    ----------
    expected, low, high : the seasonal path at the month's end and its 80% range [persons]
    target : the scenario's own December [persons]
    """

    indicator: str
    expected: float
    low: float
    high: float
    target: float


def read_actuals(path: Path, region: Region) -> list[Actual]:
    """Return the figures of a table like a pack's history, held against the pack.

    Raises
    ------
    InputError
        for a table that cannot be read, or counts that cannot be the region's, with every
        problem.
    """
    return _actuals(read_updates(path, region, tuple(SERIES)))


def actuals_in(text: str, name: str, region: Region) -> list[Actual]:
    """Return the figures of a table that was pasted; otherwise as :func:`read_actuals`."""
    return _actuals(updates_in(sheet_of_csv(text, name), region, tuple(SERIES)))


def _actuals(figures: Iterable[Figure]) -> list[Actual]:
    return [Actual(f.year, f.month, f.indicator, f.value) for f in figures]


def monitor(
    region: Region, scenario: Scenario, actuals: list[Actual], seed: int = 1
) -> list[Reading]:
    """Return one reading for each year and series that the figures name, by year.

    The draws of the ensemble are weighed by the likelihood of the year's last figure:
    their own path at the usual season, give or take the season's spread at that month. December is
    what those draws say. Months of one year share its season, so an earlier one adds nothing.
    Each year after the base year is read by itself. Year-end surges and the March trough are part
    of the path, so a low March alone is no alarm.

    Raises
    ------
    InputError
        where no figure is of a year that is projected.
    """
    if not actuals:
        raise input_error("bảng không có dòng nào", "the table has no rows", key="ACTUALS.csv")
    years = sorted({a.year for a in actuals if a.year > region.base_year})
    if not years:
        known = max(a.year for a in actuals)
        raise input_error(
            f"{known}: năm phải sau năm gốc {region.base_year}",
            f"{known}: the year must be after the base year {region.base_year}",
            key="ACTUALS.csv",
        )
    runs = _runs(region, scenario, years[-1], seed)
    last: dict[tuple[int, str], Actual] = {}
    for a in sorted(actuals, key=lambda a: a.month):
        last[a.year, a.indicator] = a
    return [
        _reading(last[year, indicator], *runs)
        for year in years
        for indicator in SERIES
        if (year, indicator) in last
    ]


def planned(region: Region, scenario: Scenario, year: int, month: int, seed: int = 1) -> list[Plan]:
    """Return what a scenario expects of each series in a month, before any figure of it is known.

    Parameters
    ----------
    year : after the base year
    month : 1-12
    """
    runs = _runs(region, scenario, year, seed)
    return [_plan(indicator, year, month, *runs) for indicator in SERIES]


def _plan(
    indicator: str, year: int, month: int, central: Projection, drawn: Projection, sample: Sample
) -> Plan:
    series = SERIES[indicator]
    expected = _paths(central, indicator, series, year, Sample())[month - 1, 0]
    many = _paths(drawn, indicator, series, year, sample)[month - 1]
    target = float(_counts(central, indicator)[central.row(year), 0])
    return Plan(indicator, float(expected), *band(many), target)


def _runs(
    region: Region, scenario: Scenario, year: int, seed: int
) -> tuple[Projection, Projection, Sample]:
    """Return the central run, the draws and what was drawn, up to a year."""
    scenario = replace(scenario, measure="year_end")  # the months are made from Decembers
    sample = draw_sample(region, scenario, DRAWS, seed)
    drawn = project(region, scenario, year, sample, keep_stocks=False)
    return project(region, scenario, year), drawn, sample


def _counts(p: Projection, indicator: str) -> Array:
    return INDICATORS[indicator].of(p)


def _paths(p: Projection, indicator: str, series: str, year: int, sample: Sample) -> Array:
    values = Values(p.assumptions, sample)
    counts = _counts(p, indicator)
    row = p.row(year)
    return monthly_path(values, series, counts[row - 1], counts[row])


def _reading(last: Actual, central: Projection, drawn: Projection, sample: Sample) -> Reading:
    """Return where a series stands at its last figure of a year."""
    year, month, indicator, actual = last.year, last.month, last.indicator, last.value
    series = SERIES[indicator]
    expected = _paths(central, indicator, series, year, Sample())[:, 0]
    many = _paths(drawn, indicator, series, year, sample)
    usual = _paths(drawn, indicator, series, year, _without_season(sample))
    weights, basis = _weights(many[month - 1], usual[month - 1], actual)
    if month == MONTHS[-1]:
        december, basis = np.full(many.shape[1], actual), "counted"
    elif basis == "outside":
        december = many[11] * actual / many[month - 1]
    else:
        december = many[11]
    target = float(_counts(central, indicator)[central.row(year), 0])
    chance = float(weights[december >= target].sum())
    aim = _set_target(central, indicator, year)
    low, high = band(many[month - 1])
    return Reading(
        indicator,
        year,
        month,
        actual,
        float(expected[month - 1]),
        low,
        high,
        target,
        chance,
        "off" if chance < RED else "at_risk" if chance < AMBER else "on_track",
        max(0.0, target - actual),
        None if aim is None else aim.people,
        float(weights[december >= aim.people].sum()) if aim and aim.assigned else None,
        _quantile(december, weights, MEDIAN),
        _quantile(december, weights, BAND[0]),
        _quantile(december, weights, BAND[1]),
        basis,
        tuple(float(v) for v in expected),
    )


MEDIAN = 0.5


LEAST_SEASON = 0.01
"""A count of a month is no surer than this of the path, whatever the season."""


def _without_season(sample: Sample) -> Sample:
    """Return the draws with the season at its central value."""
    kept = {key: v for key, v in sample.values.items() if not _is_seasonal(key)}
    return Sample(sample.size, kept)


def _is_seasonal(key: Key) -> bool:
    return isinstance(key, Assumed) and key.name.startswith("share_of_")


def _weights(many: Array, usual: Array, actual: float) -> tuple[Array, str]:
    """Return how much each draw counts given a month's figure, adding up to one; and why.

    The figure is lognormal around a draw's own count at the usual season, with the spread that
    the season gives the month. Where it lies so far off that a few draws would speak alone, each
    counts alike, for how December follows from a month, and that is said.

    Parameters
    ----------
    many, usual : (draw,) [persons] in the month, with the season drawn and at its central value
    """
    spread = max(float(np.std(np.log(many / usual))), LEAST_SEASON)
    score = -0.5 * (np.log(usual / actual) / spread) ** 2
    raw = np.exp(score - score.max())
    weights = np.asarray(raw / raw.sum())
    beyond = float(score.max()) < -0.5 * FURTHEST**2
    if beyond or 1.0 / float((weights**2).sum()) < FEWEST_EFFECTIVE:
        return np.full(len(weights), 1.0 / len(weights)), "outside"
    return weights, "drawn"


FURTHEST = 3.0
"""Standard deviations of the season from the nearest draw; beyond, the draws say nothing of it."""


def _quantile(values: Array, weights: Array, part: float) -> float:
    order = np.argsort(values)
    position = int(np.searchsorted(np.cumsum(weights[order]), part))
    return float(values[order[min(position, len(order) - 1)]])


class _Aim(NamedTuple):
    """A target set for a year's end [persons], and whether it is the place's own."""

    people: float
    assigned: bool


def _set_target(p: Projection, indicator: str, year: int) -> _Aim | None:
    """Return the target set for the year's end; None where there is none."""
    shares = {count: share for share, count in NUMERATORS.items()}
    share = shares.get(indicator)
    for target in p.region.targets.get(p.scenario.targets or "", ()):
        if target.year != year:
            continue
        assigned = target.place == p.region.code
        if target.indicator == share:
            return _Aim(target.value * float(p.total(DENOMINATOR)[p.row(year), 0]), assigned)
        if target.indicator == indicator and assigned:
            return _Aim(target.value, assigned)
    return None
