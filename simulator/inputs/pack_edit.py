"""A pack with some of its figures replaced, and what is different between two packs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from simulator.dataclass import dataclass
from simulator.inputs.pack_content import Filled, Line, PackContent, plain_number
from simulator.inputs.pack_tables import HISTORY, PACK_TABLES, PLACE
from simulator.inputs.table_form import TableForm
from simulator.inputs.table_heads import bare


def with_counts(
    content: PackContent, year: int, counts: Mapping[str, float], status: str, source: str
) -> PackContent:
    """Return a pack with counts of a December, from which it is projected then.

    Parameters
    ----------
    counts : indicator -> people
    status, source : of these counts
    """
    stated = content.tables.get(HISTORY.name) or _empty(HISTORY)
    rows = {_key(stated, row): row for row in stated.rows}
    for name, value in counts.items():
        cells = {"year": str(year), "month": "12", "indicator": name, "unit": "person"}
        cells |= {"value": plain_number(value), "status": status, "source": source}
        row = tuple(cells.get(column, "") for column in stated.columns)
        rows[_key(stated, row)] = row
    tables = {**content.tables, HISTORY.name: replace(stated, rows=tuple(rows.values()))}
    return PackContent({**content.settings, "base_year": year}, tables)


def _empty(form: TableForm) -> Filled:
    return Filled(form, tuple(c.key for c in form.columns if not c.optional), ())


def _key(table: Filled, row: Line) -> Line:
    """Return what names a row; rows that are not used are named by all that they hold."""
    if "use" in table.columns and row[table.columns.index("use")] == "no":
        return row
    return tuple(row[table.columns.index(key)] for key in table.form.key)


def code_of(name: str) -> str:
    """Return a code for a place by its name; "place" where no letter is left of it.

    >>> code_of("Bắc Ninh"), code_of("Đà Nẵng (mới)"), code_of("!")
    ('bac_ninh', 'da_nang_moi', 'place')
    """
    words = re.sub(r"[^a-z0-9]+", "_", bare(name)).strip("_")
    return words if words[:1].isalpha() else "place"


@dataclass(frozen=True, slots=True)
class Change:
    """One row that two packs do not have alike.

    Parameters
    ----------
    form : of its table
    key : what names the row, column by column
    before, after : column -> cell, of the columns that differ; empty: there is no such row
    """

    form: TableForm
    key: Line
    before: Mapping[str, str]
    after: Mapping[str, str]


def changes(old: PackContent, new: PackContent) -> list[Change]:
    """Return every row that differs, table by table, those of the place itself first."""
    found = [*_changed(PLACE, old.place, new.place)]
    for name, form in PACK_TABLES.items():
        found += _changed(form, old.tables.get(name), new.tables.get(name))
    return found


def _changed(form: TableForm, old: Filled | None, new: Filled | None) -> Iterator[Change]:
    before, after = _by_key(old), _by_key(new)
    for key in dict.fromkeys([*after, *before]):
        if len(key) != len(form.key):
            continue  # a row that is not used
        was, now = before.get(key, {}), after.get(key, {})
        differ = [c.key for c in form.columns if was.get(c.key, "") != now.get(c.key, "")]
        if differ:
            yield Change(
                form,
                key,
                {c: was.get(c, "") for c in differ} if was else {},
                {c: now.get(c, "") for c in differ} if now else {},
            )


def _by_key(table: Filled | None) -> dict[Line, dict[str, str]]:
    if table is None:
        return {}
    return {_key(table, row): dict(zip(table.columns, row, strict=True)) for row in table.rows}
