"""Population by sex and single age: survival, births, migration; one run, no draws.

Arrays have the axes (sex, age) with sexes in the order male, female and ages 0-99 and 100+.
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from simulator.dataclass import dataclass
from simulator.errors import ContradictionError
from simulator.model.arrays import Array
from simulator.model.lifetable import newborn_survival, survival_ratios

OPEN_AGE = 100
AGE_COUNT = OPEN_AGE + 1
CHILDBEARING = slice(15, 50)
SEXES = ("male", "female")
FEMALE = SEXES.index("female")


@dataclass(frozen=True, slots=True, eq=False)
class Demography:
    """What is known of a population.

    Parameters
    ----------
    dates : (snapshot,) increasing, in years; 2020.5 is 1 July 2020, 2024.0 is 31 December 2023
    populations : (snapshot, sex, age) [persons]
    mortality_times : (period,) middle of each period, in years
    mortality : (period, sex, age) [deaths per person-year]
    fertility_times : (period,) in years
    fertility : (period, age) [births per woman and year]; used where ``births`` says nothing
    births : calendar year -> births
    sex_ratio_at_birth : boys per girl
    migration_times, migration : (period,), (period, sex, age) [net persons a year] where given;
        None: the residual between snapshots, and nothing after the last
    """

    dates: Array
    populations: Array
    mortality_times: Array
    mortality: Array
    fertility_times: Array
    fertility: Array
    births: dict[int, float]
    sex_ratio_at_birth: float
    migration_times: Array | None = None
    migration: Array | None = None

    def __post_init__(self) -> None:
        """Let no one write into the numbers of a place that others have loaded too."""
        for field in fields(self):
            array = getattr(self, field.name)
            if isinstance(array, np.ndarray):
                array.flags.writeable = False

    def __reduce__(self) -> tuple[type[Demography], tuple[object, ...]]:
        """Return how another process makes the same, which no one writes into there either."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


class PopulationPath(NamedTuple):
    """Population of a run of years.

    Parameters
    ----------
    first_year : year of the first row
    year_end : (year, sex, age) [persons] at 31 December
    mid_year : (year, sex, age) [persons] at 1 July
    survival : (year, sex, age) share of those aged a at the last 31 December who reach a + 1
        at this one; the last age is the open group's own
    """

    first_year: int
    year_end: Array
    mid_year: Array
    survival: Array


@lru_cache(maxsize=64)
def population_path(demography: Demography, first_year: int, last_year: int) -> PopulationPath:
    """Return the population at each year's end and middle.

    The population is run in steps of one year from the date at which it is known; a date
    between two steps is the mean of both at the same age, weighted by distance. Places that
    differ in their assumptions alone share a demography, and so its path, which no one writes into.

    Raises
    ------
    ValueError
        where ``first_year`` is earlier than the first known date, and where net migration takes
        more people than there are.
    """
    if first_year + 1 < demography.dates[0]:
        first = float(demography.dates[0])
        raise ContradictionError(
            f"dân số chỉ có từ {_day_words(first)}, chưa có cho năm {first_year}",
            f"population is known from {_day_words(first)} only, not for {first_year}",
        )
    demography = _from_last_snapshot(demography, first_year + 0.5)
    start = float(demography.dates[0])
    grid = _run(demography, steps=int(np.ceil(last_year + 1 - start)))
    _refuse_negative(grid, start)
    years = range(first_year, last_year + 1)
    year_end = np.stack([_at(grid, start, year + 1.0) for year in years])
    # Before the first known date the first population stands in.
    mid_year = np.stack([_at(grid, start, max(year + 0.5, start)) for year in years])
    survival = survival_ratios(mortality_at(demography, _middles(first_year, len(years))))
    for array in (year_end, mid_year, survival):
        array.flags.writeable = False
    return PopulationPath(first_year, year_end, mid_year, survival)


def _refuse_negative(grid: Array, start: float) -> None:
    if (grid >= -1e-6).all():
        return
    step, sex, age = (int(i[0]) for i in np.nonzero(grid < -1e-6))
    year, name = int(start) + step, ("nam", "nữ")[sex]
    raise ContradictionError(
        f"số người chuyển đi nhiều hơn số người đang có: {year}, {name}, {age} tuổi",
        f"net migration takes more people than there are: {year}, {SEXES[sex]}, {age}",
    )


def _day_words(time: float) -> str:
    """Return the day of a time in years, as both languages write it.

    >>> _day_words(2024.0), _day_words(2020.5)
    ('31/12/2023', '1/7/2020')
    """
    year, part = int(time), time - int(time)
    return f"31/12/{year - 1}" if part < 1e-6 else f"1/{round(12 * part) + 1}/{year}"


def _from_last_snapshot(demography: Demography, date: float) -> Demography:
    """Drop snapshots before the last one at or before ``date``, which the path meets anyway."""
    first = max(0, int(np.searchsorted(demography.dates, date + 1e-9)) - 1)
    return replace(
        demography, dates=demography.dates[first:], populations=demography.populations[first:]
    )


def five_year_groups(population: Array) -> Array:
    """Sum single ages 0-100+ to groups 0-4 ... 95-99, 100+: (..., 101) to (..., 21)."""
    return np.add.reduceat(population, np.arange(0, AGE_COUNT, 5), axis=-1)


GROUP_NAMES = (*(f"{age}-{age + 4}" for age in range(0, OPEN_AGE, 5)), f"{OPEN_AGE}+")


def split_groups(groups: Array) -> Array:
    """Split groups 0-4 ... 95-99, 100+ into single ages: (..., 21) to (..., 101) [persons].

    Monotone cubic interpolation of the cumulated population, so that the groups come back
    exactly and no age is negative.

    >>> five_year_groups(split_groups(np.arange(21.0) + 1.0)).round(9).tolist()[:3]
    [1.0, 2.0, 3.0]
    """
    from scipy.interpolate import PchipInterpolator

    known = np.arange(0, OPEN_AGE + 1, 5)
    closed = groups[..., :-1]
    cumulated = np.concatenate(
        [np.zeros((*groups.shape[:-1], 1)), np.cumsum(closed, axis=-1)], axis=-1
    )
    curve = PchipInterpolator(known, cumulated, axis=-1)(np.arange(OPEN_AGE + 1))
    # Rounding of the cumulated curve must not leave an age a hair below zero.
    single = np.maximum(np.diff(curve, axis=-1), 0.0)
    return np.concatenate([single, groups[..., -1:]], axis=-1)


def one_year(
    population: Array, survival: Array, newborn: Array, migration: Array | None = None
) -> Array:
    """Return the population one year later: (sex, age) [persons].

    Parameters
    ----------
    population : (sex, age) [persons]
    survival : (sex, age) ratio of person-years L(a+1)/L(a), see ``survival_ratios``
    newborn : (sex,) [persons] born in the year who are alive at its end
    migration : (sex, age) [net persons]; half come at the start, half at the end of the year
    """
    half = np.zeros_like(population) if migration is None else migration / 2.0
    survivors = (population + half) * survival
    later = np.zeros_like(population)
    later[:, 0] = newborn
    later[:, 1:] = survivors[:, :-1]
    later[:, OPEN_AGE] += survivors[:, OPEN_AGE]
    return later + half


class _Vital(NamedTuple):
    """Deaths and births of years that follow one another.

    Parameters
    ----------
    survival : (year, sex, age), see ``survival_ratios``
    newborn_survival : (year, sex) share of a year's births alive at its end
    fertility : (year, age) [births per woman]
    """

    survival: Array
    newborn_survival: Array
    fertility: Array


def _vital(demography: Demography, first: float, years: int) -> _Vital:
    """Return deaths and births of the years after a moment, all years together."""
    middles = _middles(first, years)
    mortality = mortality_at(demography, middles)
    fertility = _in_time(demography.fertility_times, demography.fertility, middles)
    return _Vital(survival_ratios(mortality), newborn_survival(mortality), fertility)


def _middles(first: float, years: int) -> Array:
    """Return the middles of the years after a moment: (year,)."""
    return np.asarray(first + 0.5 + np.arange(years, dtype=np.float64))


def _run(demography: Demography, steps: int) -> Array:
    """Return the population at the first date and each year after it: (step, sex, age)."""
    first = float(demography.dates[0])
    populations = [demography.populations[0]]
    vital = _vital(demography, first, steps)
    if demography.migration is None or demography.migration_times is None:
        moving, flows = None, _residual_flows(demography, steps)
    else:
        middles = _middles(first, steps)
        moving = _nearest(demography.migration_times, demography.migration, middles)
        flows = None
    for step in range(steps):
        newborn = _newborn(demography, populations[-1], first, step, vital)
        net = None if moving is None else moving[step]
        later = one_year(populations[-1], vital.survival[step], newborn, net)
        populations.append(later if flows is None else later + flows[step])
    return np.stack(populations)


def _residual_flows(demography: Demography, steps: int) -> Array:
    """Return net migration by the survival method, (step, sex, age) [persons a year].

    Between two snapshots every cohort gains or loses the same number each year, so that its
    survivors meet the second snapshot exactly.
    """
    flows = np.zeros((steps + 1, *demography.populations[0].shape))
    for i in range(len(demography.dates) - 1):
        first = float(demography.dates[i])
        begin = round(float(first - demography.dates[0]))
        span = round(float(demography.dates[i + 1] - first))
        if begin >= steps:
            break
        alone = demography.populations[i]
        steady = np.zeros_like(alone)
        vital = _vital(demography, first, span)
        for step in range(span):
            newborn = _newborn(demography, alone, first, step, vital)
            alone = one_year(alone, vital.survival[step], newborn)
            steady = one_year(steady, vital.survival[step], np.zeros(2)) + 1.0
        missing = demography.populations[i + 1] - alone
        a_year = missing / steady
        for step in range(span):
            later = span - 1 - step
            if begin + step >= steps:
                break
            flows[begin + step, :, : AGE_COUNT - later] += a_year[:, later:]
            # The open group takes its residual in the last year alone.
            flows[begin + step, :, OPEN_AGE - later] = 0.0
        if begin + span - 1 < steps:
            flows[begin + span - 1, :, OPEN_AGE] = missing[:, OPEN_AGE]
    return flows[:steps]


def _newborn(
    demography: Demography, population: Array, first: float, step: int, vital: _Vital
) -> Array:
    """Return those born in a year who live at its end: (sex,) [persons].

    Parameters
    ----------
    population : (sex, age) [persons] at the year's beginning
    first, step : the year begins so many years after that moment
    vital : deaths and births of the years after it
    """
    date = first + step
    year = int(np.floor(date))
    known = demography.births
    if year in known and (date == year or year + 1 in known):
        births = known[year] + (date - year) * (known.get(year + 1, 0.0) - known[year])
    else:
        # Women a year older and surviving stand for the year's end.
        women = population[FEMALE]
        later = np.concatenate([women[:1], women[:-1]])
        births = float((vital.fertility[step] * (women + later) / 2.0).sum())
    boys = demography.sex_ratio_at_birth / (1.0 + demography.sex_ratio_at_birth)
    split = np.array([boys, 1.0 - boys]) * births
    return np.asarray(split * vital.newborn_survival[step])


def mortality_at(demography: Demography, time: float | Array) -> Array:
    """Return death rates at moments: linear between logarithms, flat outside.

    Returns
    -------
    (sex, age) of one moment, (moment, sex, age) of several
    """
    rates = _in_time(demography.mortality_times, np.log(demography.mortality), time)
    return np.asarray(np.exp(rates))


def _nearest(times: Array, table: Array, moments: Array) -> Array:
    """Return the rows of a table whose times are nearest to the moments."""
    return np.asarray(table[np.abs(times - moments[:, None]).argmin(axis=1)])


def _in_time(times: Array, table: Array, moments: float | Array) -> Array:
    """Return a table at moments, linear between its times and flat outside."""
    at = np.asarray(moments, dtype=np.float64)
    if len(times) == 1:
        return np.asarray(table[np.zeros(at.shape, dtype=int)])
    right = np.clip(np.searchsorted(times, at), 1, len(times) - 1)
    share = np.clip((at - times[right - 1]) / (times[right] - times[right - 1]), 0.0, 1.0)
    weight = share.reshape(*at.shape, *(1,) * (table.ndim - 1))
    return np.asarray(table[right - 1] * (1.0 - weight) + table[right] * weight)


def _at(grid: Array, start: float, date: float) -> Array:
    position = date - start
    before = int(np.floor(position + 1e-9))
    weight = position - before
    if weight < 1e-9:
        return np.asarray(grid[before])
    return np.asarray(grid[before] * (1.0 - weight) + grid[before + 1] * weight)
