"""A pack's tables of population, mortality, births and migration, read and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from simulator.errors import Problem
from simulator.inputs.documents import Row
from simulator.inputs.tables import TableReader
from simulator.model.arrays import Array
from simulator.model.lifetable import ABRIDGED_AGES, single_age_rates
from simulator.model.population import AGE_COUNT, GROUP_NAMES, split_groups
from simulator.text import Text

_NOTES = ("status", "source")
SINGLE_AGES = tuple(str(age) for age in range(AGE_COUNT))
ABRIDGED = tuple(str(age) for age in ABRIDGED_AGES)
GROUPS = tuple(name.removesuffix("+") for name in GROUP_NAMES)
AgeRows = dict[str, tuple[int, float, float]]
"""Age -> (line, male, female)."""


def read_population(folder: Path) -> tuple[Array, Array]:
    """Return dates (snapshot,) in years and populations (snapshot, sex, age) [persons].

    population.csv has single ages 0 ... 100 (the last is open) or groups 0-4 ... 95-99, 100+.
    """
    path = folder / "population.csv"
    columns = ("date", "age", "male_persons", "female_persons", *_NOTES)
    reader = TableReader(path, columns)
    reader.need_rows()
    snapshots: dict[str, AgeRows] = {}
    for row in reader.rows:
        day = row.cells["date"]
        if day not in snapshots:
            _check_date(reader, row, list(snapshots))
        people = (
            reader.number(row, "male_persons", low=0.0),
            reader.number(row, "female_persons", low=0.0),
        )
        _note(reader, row, snapshots.setdefault(day, {}), people)
    reader.finish()
    order = sorted(snapshots)
    layouts = {"single": SINGLE_AGES, "groups": GROUPS}
    populations = [_by_age(reader, snapshots[day], day, layouts) for day in order]
    for day, table in zip(order, populations, strict=True):
        if not table.sum() > 0:
            first = next(row for row in reader.rows if row.cells["date"] == day)
            reader.complain(first, "male_persons", f"{day}: không có người", f"{day}: no people")
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


def _check_date(reader: TableReader, row: Row, before: list[str]) -> None:
    """Complain of what is no date, or not a whole number of years from the one before."""
    text = row.cells["date"]
    try:
        if len(text) != 10:
            raise ValueError(text)
        now = decimal_year(text)
    except ValueError:
        reader.complain(
            row,
            "date",
            f"{text!r} không phải ngày (2023-12-31)",
            f"{text!r} is no date (2023-12-31)",
        )
        return
    try:
        span = abs(now - decimal_year(before[-1])) if before else 1.0
    except ValueError:  # the earlier date has its own complaint
        return
    if span < 0.5 or abs(span - round(span)) > 1e-3:
        reader.complain(
            row,
            "date",
            f"cách {before[-1]} {span:.2f} năm; phải cách một số năm tròn",
            f"is {span:.2f} years from {before[-1]}; dates must be whole years apart",
        )


def _note(reader: TableReader, row: Row, found: AgeRows, numbers: tuple[float, float]) -> None:
    """Keep the numbers of an age, and complain of an age that was there before."""
    age = row.cells["age"].removesuffix("+").replace("–", "-")
    if age in found:
        line = found[age][0]
        reader.complain(
            row, "age", f"tuổi {age} lặp lại dòng {line}", f"age {age} repeats line {line}"
        )
    found.setdefault(age, (row.line, *numbers))


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
    line = found[strange[0]][0] if strange else next(iter(found.values()))[0]
    column = reader.table.columns.index("age") + 1
    words = Text("; ".join(vi), "; ".join(en))
    reader.problems.append(Problem(reader.table.name, line, column, "age", words))
    return np.ones((2, AGE_COUNT))


def _listed(ages: list[str]) -> str:
    return ", ".join(ages[:5]) + (" …" if len(ages) > 5 else "")


def read_mortality(folder: Path) -> tuple[Array, Array] | None:
    """Return times in years and death rates (period, sex, age), or None without a table."""
    path = folder / "mortality.csv"
    if not path.exists():
        return None
    male, female = "male_deaths_per_person_year", "female_deaths_per_person_year"
    reader = TableReader(path, ("year", "age", male, female, *_NOTES))
    reader.need_rows()
    years: dict[int, AgeRows] = {}
    for row in reader.rows:
        year = reader.whole(row, "year", 1900, 2200)
        rates = (
            reader.number(row, male, low=1e-9, high=3.0),
            reader.number(row, female, low=1e-9, high=3.0),
        )
        _note(reader, row, years.setdefault(year, {}), rates)
    layouts = {"single": SINGLE_AGES, "abridged": ABRIDGED}
    reader.finish()
    tables = [_by_age(reader, years[y], str(y), layouts) for y in sorted(years)]
    reader.finish()
    return np.array(sorted(years)) + 0.5, np.stack(tables)


def read_births(folder: Path) -> dict[int, float]:
    """Return births by calendar year; empty without a table."""
    path = folder / "births.csv"
    if not path.exists():
        return {}
    reader = TableReader(path, ("year", "births_persons", *_NOTES))
    reader.need_rows()
    reader.unique(("year",))
    births = {
        # A count in thousands would have a decimal point.
        reader.whole(row, "year", 1900, 2200): float(reader.whole(row, "births_persons", 0, 10**9))
        for row in reader.rows
    }
    reader.finish()
    return births


def read_migration(folder: Path) -> tuple[Array, Array] | None:
    """Return times in years and net migrants (period, sex, age) a year, or None without a table."""
    path = folder / "migration.csv"
    if not path.exists():
        return None
    reader = TableReader(path, ("year", "age", "male_persons", "female_persons", *_NOTES))
    reader.need_rows()
    years: dict[int, AgeRows] = {}
    for row in reader.rows:
        year = reader.whole(row, "year", 1900, 2200)
        people = (reader.number(row, "male_persons"), reader.number(row, "female_persons"))
        _note(reader, row, years.setdefault(year, {}), people)
    reader.finish()
    tables = [_by_age(reader, years[y], str(y), {"single": SINGLE_AGES}) for y in sorted(years)]
    reader.finish()
    return np.array(sorted(years)) + 0.5, np.stack(tables)
