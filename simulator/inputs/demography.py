"""A pack's population, mortality, births and migration; what is missing comes from the parent."""

from __future__ import annotations

from dataclasses import field

import numpy as np

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem
from simulator.inputs.demography_tables import (
    read_births,
    read_migration,
    read_mortality,
    read_population,
)
from simulator.inputs.pack_source import PackSource
from simulator.inputs.pack_tables import BIRTHS, MORTALITY, POPULATION
from simulator.inputs.table_form import TableForm
from simulator.model.arrays import Array
from simulator.model.lifetable import brass_shifted, logit_shift
from simulator.model.population import (
    AGE_COUNT,
    CHILDBEARING,
    FEMALE,
    SEXES,
    Demography,
    mortality_at,
    population_path,
)
from simulator.rounding import numeral
from simulator.text import Text

LEAST_BIRTHS, MOST_BIRTHS = 0.005, 0.4
"""Births a year for each woman aged 15-49 lie between these, wherever and whenever it is."""
NATURAL_SEX_RATIO = 1.06
"""Boys per girl where no pack says otherwise and no one chooses the sex of a child."""


@dataclass
class _Parts:
    """What has been read so far, where it came from, and what a reader should know."""

    origins: dict[str, str] = field(default_factory=dict)
    warnings: list[Text] = field(default_factory=list)


def read_demography(
    source: PackSource,
    parent: Demography | None,
    total: float | None,
    base_year: int,
    sex_ratio_at_birth: float | None,
    expectancy: tuple[float, float] | None,
) -> tuple[Demography, dict[str, str], tuple[Text, ...]]:
    """Return a pack's demography, the origin of each part, and warnings.

    Parameters
    ----------
    source : of the pack
    parent : the nation's, for what the pack lacks
    total : population at the base year's end, where the pack has no table by age
    base_year : of the pack
    sex_ratio_at_birth : boys per girl; None: the parent's
    expectancy : life expectancy at birth, male and female, in the base year, where known

    Raises
    ------
    InputError
        where neither the pack nor its parent says enough.
    """
    parts = _Parts()
    dates, people = _population(source, parent, total, base_year, parts)
    times, mortality = _mortality_of(source, parent, base_year, expectancy, parts)
    births = read_births(source)
    fertility_times, fertility = _fertility(source, parent, births, dates, people, parts)
    migration = _migration_of(source, dates, base_year, parts)
    if sex_ratio_at_birth is None:
        sex_ratio_at_birth = parent.sex_ratio_at_birth if parent else NATURAL_SEX_RATIO
    demography = Demography(
        dates=dates,
        populations=people,
        mortality_times=times,
        mortality=mortality,
        fertility_times=fertility_times,
        fertility=fertility,
        births=births,
        sex_ratio_at_birth=sex_ratio_at_birth,
        migration_times=None if migration is None else migration[0],
        migration=None if migration is None else migration[1],
    )
    return demography, parts.origins, tuple(parts.warnings)


def _missing(source: PackSource, form: TableForm, vi: str, en: str) -> InputError:
    return InputError(source.problem(form, 0, "", vi, en))


def _population(
    source: PackSource,
    parent: Demography | None,
    total: float | None,
    base_year: int,
    parts: _Parts,
) -> tuple[Array, Array]:
    own = read_population(source)
    if own is not None:
        dates, people = own
        parts.origins["population"] = "observed"
        if dates[0] > base_year + 1.0:
            raise _missing(
                source,
                POPULATION,
                f"ngày đầu tiên sau 31/12 của năm gốc {base_year}",
                f"the first date is after 31 December of the base year {base_year}",
            )
        return dates, people
    if parent is None or not total:
        raise _missing(
            source,
            POPULATION,
            f"thiếu bảng dân số; hoặc ghi population tháng 12/{base_year} trong history.csv",
            "the population table is missing; "
            f"or give population of December {base_year} in history.csv",
        )
    if base_year + 1 < parent.dates[0]:
        raise _missing(
            source,
            POPULATION,
            f"dân số của địa bàn cha chưa có cho năm gốc {base_year}",
            f"the parent's population is not known for the base year {base_year}",
        )
    parts.origins["population"] = "standardised"
    nation = population_path(parent, base_year, base_year).year_end
    return np.array([base_year + 1.0]), nation * (total / nation.sum())


def _mortality_of(
    source: PackSource,
    parent: Demography | None,
    base_year: int,
    expectancy: tuple[float, float] | None,
    parts: _Parts,
) -> tuple[Array, Array]:
    """Return times and death rates: own, or the parent's shifted to the life expectancy."""
    own = read_mortality(source)
    if own is not None:
        parts.origins["mortality"] = "observed"
        return own
    if parent is None:
        raise _missing(
            source,
            MORTALITY,
            "thiếu bảng tỷ lệ chết",
            "the mortality table is missing",
        )
    if expectancy is None:
        parts.origins["mortality"] = "national"
        return parent.mortality_times, parent.mortality
    parts.origins["mortality"] = "standardised"
    # The distance from the nation in the base year is kept, so that mortality goes on falling
    # with the nation's.
    nation = mortality_at(parent, base_year + 0.5)
    shifted = [
        brass_shifted(parent.mortality[:, sex], logit_shift(nation[sex], expectancy[sex]))
        for sex in range(len(SEXES))
    ]
    return parent.mortality_times, np.stack(shifted, axis=1)


def _migration_of(
    source: PackSource, dates: Array, base_year: int, parts: _Parts
) -> tuple[Array, Array] | None:
    migration = read_migration(source)
    parts.origins["migration"] = "observed"
    if migration is not None or len(dates) > 1:
        return migration
    parts.origins["migration"] = "assumed"
    parts.warnings.append(
        Text(
            "Không có số liệu di cư: di cư thuần là giả định, có khoảng dao động",
            "No migration figures: net migration is an assumption with a range",
        )
    )
    return np.array([base_year + 0.5]), np.zeros((1, 2, AGE_COUNT))


def _fertility(
    source: PackSource,
    parent: Demography | None,
    births: dict[int, float],
    dates: Array,
    people: Array,
    parts: _Parts,
) -> tuple[Array, Array]:
    """Return births per woman aged 15-49, flat over age: (period,), (period, age).

    A pack with births has its own rate (for the years after its table); one without has its
    parent's.
    """
    parts.origins["births"] = "observed" if births else "national"
    if not births and parent is not None:
        return parent.fertility_times, parent.fertility
    if not births:
        parts.origins["births"] = "assumed"
        parts.warnings.append(
            Text(
                "Không có số liệu sinh: giả định không có trẻ mới sinh",
                "No figures of births: no births are assumed",
            )
        )
        return np.array([dates[0]]), np.zeros((1, AGE_COUNT))
    rows = []
    for day, table in zip(dates, people, strict=True):
        # A population of 31 December belongs to the year that ends, or to the nearest known.
        near = min(births, key=lambda year: (abs(year + 0.5 - day), year))
        rate = np.zeros(AGE_COUNT)
        women = table[FEMALE, CHILDBEARING].sum()
        rate[CHILDBEARING] = births[near] / women if women > 0 else 0.0
        if births[near] and not LEAST_BIRTHS < births[near] / max(women, 1.0) < MOST_BIRTHS:
            raise InputError(_odd_births(source, near, births[near], women))
        rows.append(rate)
    return np.array(dates), np.stack(rows)


def _odd_births(source: PackSource, year: int, births: float, women: float) -> Problem:
    """Return that so many women cannot have so many children."""
    born, mothers = numeral(births), numeral(women)
    return source.problem(
        BIRTHS,
        0,
        str(year),
        f"{born.vi} trẻ sinh ra, nhưng bảng dân số chỉ có {mothers.vi} phụ nữ 15-49 tuổi; xem lại "
        "đơn vị của hai bảng",
        f"{born.en} births, but the population has {mothers.en} women aged 15-49; look at the "
        "units of both tables",
    )
