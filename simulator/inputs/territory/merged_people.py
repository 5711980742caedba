"""The joined place's population by age, births, mortality and migration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from simulator.inputs.figures import Status
from simulator.inputs.pack_content import plain_number
from simulator.inputs.pack_tables import BIRTHS, MIGRATION, MORTALITY, POPULATION
from simulator.inputs.table_form import TableForm
from simulator.inputs.territory.merged_tables import SUM
from simulator.inputs.territory.part import Part, Record, cited, derived, named
from simulator.inputs.territory.weights import mean
from simulator.model.arrays import Array
from simulator.text import Text, joined

SEX_COLUMNS = ("male_persons", "female_persons")


def population(parts: Sequence[Part], left_out: list[Text]) -> list[Record]:
    """Return people by age and sex at the dates at which every part's are known.

    A part without a table has the wider region's age structure, at the end of its base year.
    """
    own = [part for part in parts if part.has(POPULATION)]
    if not own:
        return []
    known = [set(part.region.demography.dates.tolist()) for part in parts]
    days = [day for day in _days(own) if all(_year_of(day) in dates for dates in known)]
    if not days:
        left_out.append(_lost(POPULATION, own))
        return []
    rows = []
    for day in days:
        cells = _cells(parts, own, day)
        tables = [_table(part, _year_of(day)) for part in parts]
        whole = sum(tables[1:], start=tables[0])
        for age, (male, female) in enumerate(whole.T.tolist()):
            numbers = {"male_persons": plain_number(male), "female_persons": plain_number(female)}
            rows.append({"date": day, "age": str(age), **numbers, **cells})
    return rows


def _days(own: Sequence[Part]) -> list[str]:
    return sorted({row["date"] for part in own for row in part.rows(POPULATION)})


def _year_of(day: str) -> float:
    from simulator.inputs.demography_tables import decimal_year

    return decimal_year(date.fromisoformat(day).isoformat())


def _table(part: Part, year: float) -> Array:
    people = part.region.demography
    return np.asarray(people.populations[people.dates.tolist().index(year)])


def _cells(parts: Sequence[Part], own: Sequence[Part], day: str) -> Record:
    """Return status and source of the sum at a date."""
    statuses, sources = [], []
    for part in parts:
        rows = [row for row in part.rows(POPULATION) if row["date"] == day]
        if rows:
            statuses += [row["status"] for row in rows]
            sources.append(cited(rows[0]))
        else:
            statuses.append(Status.ESTIMATE)
            sources.append(Text("cơ cấu tuổi cả nước", "age structure of the wider region"))
    return {
        "status": derived(statuses),
        **named(SUM, [part.region.name for part in parts], sources),
    }


def _lost(form: TableForm, own: Sequence[Part]) -> Text:
    names = joined((part.region.name for part in own), ", ")
    return Text(
        f"{form.title.vi}: chỉ {names.vi} có; dùng mẫu cả nước",
        f"{form.title.en}: only {names.en} has it; the wider pattern serves",
    )


def births(parts: Sequence[Part], left_out: list[Text]) -> list[Record]:
    """Return the births of the years that every part knows."""
    return _added(parts, BIRTHS, ("births_persons",), left_out)


def migration(parts: Sequence[Part], left_out: list[Text]) -> list[Record]:
    """Return net arrivals by age of the years that every part knows."""
    return _added(parts, MIGRATION, SEX_COLUMNS, left_out)


def mortality(parts: Sequence[Part], left_out: list[Text]) -> list[Record]:
    """Return death rates weighted by the people of each age, of the years that every part knows."""
    shared = _shared(parts, MORTALITY, left_out)
    columns = ("male_deaths_per_person_year", "female_deaths_per_person_year")
    how = Text("bình quân theo dân số từng tuổi", "mean by people of the age")
    rows = []
    for found in shared:
        age = int(found[0]["age"].removesuffix("+"))
        row = {"year": found[0]["year"], "age": found[0]["age"]}
        for sex, column in enumerate(columns):
            people = [float(part.region.demography.populations[-1, sex, age]) for part in parts]
            row[column] = plain_number(mean([float(r[column]) for r in found], people))
        rows.append(row | _told(parts, found, how))
    return rows


def _added(
    parts: Sequence[Part], form: TableForm, columns: tuple[str, ...], left_out: list[Text]
) -> list[Record]:
    rows = []
    for found in _shared(parts, form, left_out):
        row = {key: found[0][key] for key in form.key}
        row |= {c: plain_number(sum(float(r[c]) for r in found)) for c in columns}
        rows.append(row | _told(parts, found, SUM))
    return rows


def _told(parts: Sequence[Part], found: list[Record], how: Text) -> Record:
    return {
        "status": derived(row["status"] for row in found),
        **named(how, [part.region.name for part in parts], [cited(row) for row in found]),
    }


def _shared(parts: Sequence[Part], form: TableForm, left_out: list[Text]) -> list[list[Record]]:
    """Return for each row that every part has the rows of all of them."""
    own = [part for part in parts if part.has(form)]
    if not own:
        return []
    tables = [
        {tuple(row[key] for key in form.key): row for row in part.rows(form)} for part in parts
    ]
    keys = [key for key in tables[0] if all(key in table for table in tables)]
    if not keys:
        left_out.append(_lost(form, own))
    return [[table[key] for table in tables] for key in keys]
