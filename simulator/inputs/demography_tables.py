"""A pack's tables of population, mortality, births and migration, read and checked."""

from __future__ import annotations

from datetime import date

import numpy as np

from simulator.inputs.pack_source import PackSource
from simulator.inputs.pack_tables import BIRTHS, MIGRATION, MORTALITY, POPULATION
from simulator.inputs.tables import Row, TableReader, reader_of
from simulator.model.arrays import Array
from simulator.model.lifetable import ABRIDGED_AGES, single_age_rates
from simulator.model.population import AGE_COUNT, GROUP_NAMES, split_groups

SINGLE_AGES = tuple(str(age) for age in range(AGE_COUNT))
ABRIDGED = tuple(str(age) for age in ABRIDGED_AGES)
GROUPS = tuple(name.removesuffix("+") for name in GROUP_NAMES)
AgeRows = dict[str, tuple[Row, float, float]]
"""Age -> (row, male, female)."""


def read_population(source: PackSource) -> tuple[Array, Array] | None:
    """Return dates (snapshot,) in years and populations (snapshot, sex, age) [persons], or None.

    The table has single ages 0 ... 100 (the last is open) or groups 0-4 ... 95-99, 100+.
    """
    reader = reader_of(source, POPULATION)
    if reader is None:
        return None
    reader.need_rows()
    days: dict[str, str] = {}
    snapshots: dict[str, AgeRows] = {}
    first: dict[str, Row] = {}
    for row in reader.rows:
        stated = row.cells["date"]
        day = days.setdefault(stated, "") or reader.day(row, "date")
        days[stated] = day
        if day not in snapshots:
            first[day] = row
            _check_date(reader, row, day, list(snapshots))
        people = (reader.number(row, "male_persons"), reader.number(row, "female_persons"))
        _note(reader, row, snapshots.setdefault(day, {}), people)
    reader.finish()
    order = sorted(snapshots)
    layouts = {"single": SINGLE_AGES, "groups": GROUPS}
    populations = [_by_age(reader, snapshots[day], day, layouts) for day in order]
    for day, table in zip(order, populations, strict=True):
        if not table.sum() > 0:
            reader.add_problem(
                first[day], "male_persons", f"{day}: không có người", f"{day}: no people"
            )
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


def _check_date(reader: TableReader, row: Row, day: str, before: list[str]) -> None:
    """Complain of a day that is not a whole number of years from the one before."""
    try:
        span = abs(decimal_year(day) - decimal_year(before[-1])) if before else 1.0
    except ValueError:  # what is no date has its own complaint
        return
    if span < 0.5 or abs(span - round(span)) > 1e-3:
        reader.add_problem(
            row,
            "date",
            f"cách {before[-1]} {span:.2f} năm; phải cách một số năm tròn",
            f"is {span:.2f} years from {before[-1]}; dates must be whole years apart",
        )


def _note(reader: TableReader, row: Row, found: AgeRows, numbers: tuple[float, float]) -> None:
    """Keep the numbers of an age, and complain of an age that was there before."""
    age = row.cells["age"].removesuffix("+").replace("–", "-")
    if age in found:
        line = found[age][0].line
        reader.add_problem(
            row, "age", f"tuổi {age} lặp lại dòng {line}", f"age {age} repeats line {line}"
        )
    found.setdefault(age, (row, *numbers))


def _by_age(
    reader: TableReader, found: AgeRows, what: str, layouts: dict[str, tuple[str, ...]]
) -> Array:
    for kind, ages in layouts.items():
        if set(found) == set(ages):
            table = np.array([found[age][1:] for age in ages]).T
            if kind == "groups":
                return split_groups(table)
            return single_age_rates(table) if kind == "abridged" else table
    # What was meant is the layout that has most in common with the table.
    ages = max(layouts.values(), key=lambda names: len(set(found) & set(names)) / len(names))
    strange = [age for age in found if age not in ages]
    missing = [age for age in ages if age not in found]
    vi = [f"{what}: cần {len(ages)} tuổi {ages[0]}, {ages[1]} … {ages[-1]}"]
    en = [f"{what}: needs the {len(ages)} ages {ages[0]}, {ages[1]} … {ages[-1]}"]
    if missing:
        vi.append(f"thiếu {_listed(missing)}")
        en.append(f"missing are {_listed(missing)}")
    if strange:
        vi.append(f"lạ: {_listed(strange)}")
        en.append(f"unknown are {_listed(strange)}")
    row = found[strange[0]][0] if strange else next(iter(found.values()))[0]
    reader.add_problem(row, "age", "; ".join(vi), "; ".join(en))
    return np.ones((2, AGE_COUNT))


def _listed(ages: list[str]) -> str:
    return ", ".join(ages[:5]) + (" …" if len(ages) > 5 else "")


def read_mortality(source: PackSource) -> tuple[Array, Array] | None:
    """Return times in years and death rates (period, sex, age), or None without a table."""
    reader = reader_of(source, MORTALITY)
    if reader is None:
        return None
    male, female = "male_deaths_per_person_year", "female_deaths_per_person_year"
    reader.need_rows()
    years: dict[int, AgeRows] = {}
    for row in reader.rows:
        year = reader.whole(row, "year")
        rates = (reader.number(row, male), reader.number(row, female))
        _note(reader, row, years.setdefault(year, {}), rates)
    layouts = {"single": SINGLE_AGES, "abridged": ABRIDGED}
    reader.finish()
    tables = [_by_age(reader, years[y], str(y), layouts) for y in sorted(years)]
    reader.finish()
    return np.array(sorted(years)) + 0.5, np.stack(tables)


def read_births(source: PackSource) -> dict[int, float]:
    """Return births by calendar year; empty without a table."""
    reader = reader_of(source, BIRTHS)
    if reader is None:
        return {}
    reader.need_rows()
    reader.unique()
    births = {
        reader.whole(row, "year"): reader.number(row, "births_persons") for row in reader.rows
    }
    reader.finish()
    return births


def read_migration(source: PackSource) -> tuple[Array, Array] | None:
    """Return times in years and net migrants (period, sex, age) a year, or None without a table."""
    reader = reader_of(source, MIGRATION)
    if reader is None:
        return None
    reader.need_rows()
    years: dict[int, AgeRows] = {}
    for row in reader.rows:
        year = reader.whole(row, "year")
        people = (reader.number(row, "male_persons"), reader.number(row, "female_persons"))
        _note(reader, row, years.setdefault(year, {}), people)
    reader.finish()
    tables = [_by_age(reader, years[y], str(y), {"single": SINGLE_AGES}) for y in sorted(years)]
    reader.finish()
    return np.array(sorted(years)) + 0.5, np.stack(tables)
