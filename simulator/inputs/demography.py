"""Reading a pack's population, mortality, births and migration."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from simulator.errors import InputError, Problem
from simulator.inputs.tables import TableReader
from simulator.model.lifetable import ABRIDGED_AGES, brass_shift, single_age_rates
from simulator.model.population import (
    AGE_COUNT,
    CHILDBEARING,
    FEMALE,
    GROUP_NAMES,
    Demography,
    population_path,
    split_groups,
)
from simulator.model.workforce import Array
from simulator.text import Text

_NOTES = ("status", "source")
SINGLE_AGES = tuple(str(age) for age in range(AGE_COUNT))
ABRIDGED = tuple(str(age) for age in ABRIDGED_AGES)


def read_population(folder: Path) -> tuple[Array, Array]:
    """Return dates (snapshot,) in years and populations (snapshot, sex, age) [persons].

    population.csv has single ages 0 ... 100 (the last is open) or groups 0-4 ... 95-99, 100+.
    """
    path = folder / "population.csv"
    columns = ("date", "age", "male_persons", "female_persons", *_NOTES)
    reader = TableReader(path, columns)
    reader.unique(("date", "age"))
    snapshots: dict[str, dict[str, tuple[float, float]]] = {}
    for row in reader.rows:
        people = (
            reader.number(row, "male_persons", low=0.0),
            reader.number(row, "female_persons", low=0.0),
        )
        snapshots.setdefault(row.cells["date"], {})[row.cells["age"].rstrip("+")] = people
    dates = []
    for row in reader.rows:
        if row.cells["date"] not in dates:
            dates.append(row.cells["date"])
            _date(reader, row.cells["date"], row.line)
    reader.finish()
    order = sorted(dates)
    ages = {
        "single": SINGLE_AGES,
        "groups": tuple(name.rstrip("+") for name in GROUP_NAMES),
    }
    populations = [_by_age(reader, snapshots[day], day, ages) for day in order]
    reader.finish()
    return np.array([decimal_year(day) for day in order]), np.stack(populations)


def decimal_year(day: str) -> float:
    """Return a date in years: 1 July 2020 is 2020.5, 31 December 2023 is 2024.0.

    >>> decimal_year("2020-07-01"), decimal_year("2023-12-31")
    (2020.5, 2024.0)
    """
    when = date.fromisoformat(day)
    if (when.month, when.day) == (12, 31):
        return when.year + 1.0
    return when.year + round((when.month - 1 + (when.day - 1) / 31) / 12, 4)


def _date(reader: TableReader, text: str, line: int) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        reader.problems.append(
            Problem(
                reader.table.name,
                line,
                1,
                "date",
                Text(f"{text!r} không phải ngày (2023-12-31)", f"{text!r} is no date (2023-12-31)"),
            )
        )


def _by_age(
    reader: TableReader,
    found: dict[str, tuple[float, float]],
    what: str,
    layouts: dict[str, tuple[str, ...]],
) -> Array:
    for kind, ages in layouts.items():
        if set(found) == set(ages):
            table = np.array([found[age] for age in ages]).T
            if kind == "groups":
                return split_groups(table)
            return single_age_rates(table) if kind == "abridged" else table
    wanted = " hoặc ".join(f"{ages[0]} … {ages[-1]} ({len(ages)})" for ages in layouts.values())
    reader.problems.append(
        Problem(
            reader.table.name,
            1,
            2,
            "age",
            Text(
                f"{what}: có {len(found)} tuổi; cần đủ {wanted}",
                f"{what}: {len(found)} ages; needs all of {wanted.replace('hoặc', 'or')}",
            ),
        )
    )
    return np.ones((2, AGE_COUNT))


def _read_mortality(folder: Path) -> tuple[Array, Array] | None:
    path = folder / "mortality.csv"
    if not path.exists():
        return None
    male, female = "male_deaths_per_person_year", "female_deaths_per_person_year"
    reader = TableReader(path, ("year", "age", male, female, *_NOTES))
    reader.unique(("year", "age"))
    years: dict[int, dict[str, tuple[float, float]]] = {}
    for row in reader.rows:
        year = reader.whole(row, "year", 1900, 2200)
        rates = (
            reader.number(row, male, low=1e-9, high=3.0),
            reader.number(row, female, low=1e-9, high=3.0),
        )
        years.setdefault(year, {})[row.cells["age"].rstrip("+")] = rates
    layouts = {"single": SINGLE_AGES, "abridged": ABRIDGED}
    tables = [_by_age(reader, years[y], str(y), layouts) for y in sorted(years)]
    reader.finish()
    return np.array(sorted(years)) + 0.5, np.stack(tables)


def _read_births(folder: Path) -> dict[int, float]:
    path = folder / "births.csv"
    if not path.exists():
        return {}
    reader = TableReader(path, ("year", "births_persons", *_NOTES))
    reader.unique(("year",))
    births = {
        reader.whole(row, "year", 1900, 2200): reader.number(row, "births_persons", low=0.0)
        for row in reader.rows
    }
    reader.finish()
    return births


def _read_migration(folder: Path) -> tuple[Array, Array] | None:
    path = folder / "migration.csv"
    if not path.exists():
        return None
    reader = TableReader(path, ("year", "age", "male_persons", "female_persons", *_NOTES))
    reader.unique(("year", "age"))
    years: dict[int, dict[str, tuple[float, float]]] = {}
    for row in reader.rows:
        year = reader.whole(row, "year", 1900, 2200)
        people = (reader.number(row, "male_persons"), reader.number(row, "female_persons"))
        years.setdefault(year, {})[row.cells["age"].rstrip("+")] = people
    tables = [_by_age(reader, years[y], str(y), {"single": SINGLE_AGES}) for y in sorted(years)]
    reader.finish()
    return np.array(sorted(years)) + 0.5, np.stack(tables)


def read_demography(
    folder: Path,
    parent: Demography | None,
    total: float | None,
    base_year: int,
    sex_ratio_at_birth: float,
    expectancy: tuple[float, float] | None,
) -> tuple[Demography, dict[str, str], tuple[Text, ...]]:
    """Return a pack's demography, the origin of each part, and warnings.

    Parameters
    ----------
    folder : of the pack
    parent : the nation's, for what the pack lacks
    total : population at the base year's end, where the pack has no table by age
    base_year : of the pack
    expectancy : life expectancy at birth, male and female, where known

    Raises
    ------
    InputError
        where neither the pack nor its parent says enough.
    """
    origins: dict[str, str] = {}
    warnings: list[Text] = []
    if (folder / "population.csv").exists():
        dates, people = read_population(folder)
        origins["population"] = "observed"
    elif parent is not None and total is not None:
        nation = population_path(parent, base_year, base_year).year_end
        dates, people = np.array([base_year + 1.0]), nation * (total / nation.sum())
        origins["population"] = "standardised"
    else:
        raise InputError(
            Problem(
                f"{folder.name}/population.csv",
                0,
                0,
                "",
                Text("thiếu bảng dân số", "the population table is missing"),
            )
        )
    mortality = _read_mortality(folder)
    origins["mortality"] = "observed" if mortality else "national"
    if mortality is None:
        if parent is None:
            raise InputError(
                Problem(
                    f"{folder.name}/mortality.csv",
                    0,
                    0,
                    "",
                    Text("thiếu bảng tỷ lệ chết", "the mortality table is missing"),
                )
            )
        mortality = (parent.mortality_times, parent.mortality)
        if expectancy is not None:
            shifted = [
                np.stack([brass_shift(table[sex], expectancy[sex]) for sex in (0, 1)])
                for table in parent.mortality[:1]
            ]
            mortality = (np.array([base_year + 0.5]), np.stack(shifted))
            origins["mortality"] = "standardised"
    births = _read_births(folder)
    times, fertility = _fertility(parent, births, dates, people)
    origins["births"] = "observed" if births else "national"
    migration = _read_migration(folder)
    if migration is None and len(dates) == 1:
        zero = np.zeros((1, 2, AGE_COUNT))
        migration = (np.array([base_year + 0.5]), zero)
        origins["migration"] = "assumed"
        warnings.append(
            Text(
                "Không có số liệu di cư: giả định di cư thuần bằng 0",
                "No migration figures: net migration is assumed to be zero",
            )
        )
    else:
        origins["migration"] = "observed"
    demography = Demography(
        dates=dates,
        populations=people,
        mortality_times=mortality[0],
        mortality=mortality[1],
        fertility_times=times,
        fertility=fertility,
        births=births,
        sex_ratio_at_birth=sex_ratio_at_birth,
        migration_times=None if migration is None else migration[0],
        migration=None if migration is None else migration[1],
    )
    return demography, origins, tuple(warnings)


def _fertility(
    parent: Demography | None, births: dict[int, float], dates: Array, people: Array
) -> tuple[Array, Array]:
    """Return births per woman aged 15-49, flat over age: (period,), (period, age).

    A pack with births has its own rate (for the years after its table); one without has its
    parent's.
    """
    if not births and parent is not None:
        return parent.fertility_times, parent.fertility
    rows, times = [], []
    for day, table in zip(dates, people, strict=True):
        count = births.get(int(day))
        if count is None:
            continue
        rate = np.zeros(AGE_COUNT)
        rate[CHILDBEARING] = count / table[FEMALE, CHILDBEARING].sum()
        rows.append(rate)
        times.append(day)
    if not rows:
        return np.array([dates[0]]), np.zeros((1, AGE_COUNT))
    return np.array(times), np.stack(rows)
