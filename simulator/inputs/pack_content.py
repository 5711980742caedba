"""What a pack states, apart from how it lies on the disk; and a pack as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import yaml

from simulator.dataclass import dataclass
from simulator.files import whole_folder, write_whole
from simulator.inputs.pack_source import SETTINGS, PackSource
from simulator.inputs.pack_tables import BREAKS, PACK_TABLES, PLACE
from simulator.inputs.table_form import Kind, TableForm
from simulator.inputs.tables import Row, TableReader, reader_of

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A table's columns and rows, as the CSV of a pack has them."""

    form: TableForm
    columns: tuple[str, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PackContent:
    """A pack's settings, as ``region.yaml`` states them, and its tables by name."""

    settings: dict[str, Any]
    tables: dict[str, Filled]

    @property
    def breaks(self) -> Filled:
        """Return the breaks of series as a table."""
        keys = tuple(column.key for column in BREAKS.columns)
        found = self.settings.get("breaks") or []
        return Filled(BREAKS, keys, tuple(tuple(str(b.get(k, "")) for k in keys) for b in found))

    @property
    def place(self) -> Filled:
        """Return the settings as a table of dotted keys; empty ones too, to be filled in."""
        rows = []
        for key in PLACE.column("key").choices:
            value: Any = self.settings
            for part in key.split("."):
                value = value.get(part, "") if isinstance(value, dict) else ""
            text = ", ".join(value) if isinstance(value, list) else str(value)
            rows.append((key, text))
        return Filled(PLACE, ("key", "value"), tuple(rows))


def content_of(source: PackSource) -> PackContent:
    """Return what a pack states, cell by cell, with keys in place of words.

    Raises
    ------
    InputError
        where a table cannot be read; numbers that are none stay as they are.
    """
    source.refuse_unknown_tables()
    tables = {}
    for form in PACK_TABLES.values():
        reader = reader_of(source, form)
        if reader is not None:
            tables[form.name] = _filled(reader)
    return PackContent(dict(source.settings().data), tables)


def _filled(reader: TableReader) -> Filled:
    form = reader.form
    columns = tuple(c.key for c in form.columns if reader.has(c.key))
    rows = tuple(tuple(_cell(reader, row, key) for key in columns) for row in reader.rows)
    return Filled(form, columns, rows)


def _cell(reader: TableReader, row: Row, key: str) -> str:
    """Return a number as the program itself writes it, a day as ISO, other text as it is."""
    kind, text = reader.form.column(key).kind, row.cells[key]
    if kind is Kind.DATE and text:
        return reader.day(row, key)
    value = reader.stated(row, key) if kind.numeric and text else None
    return str(text) if value is None else plain_number(value)


def plain_number(value: float) -> str:
    """Return a number as packs write it.

    >>> plain_number(40700.0), plain_number(0.25)
    ('40700', '0.25')
    """
    value += 0.0  # no -0
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)


def files_of(content: PackContent) -> dict[str, bytes]:
    """Return the files of a pack's folder by name."""
    settings = yaml.safe_dump(content.settings, allow_unicode=True, sort_keys=False, width=100)
    found = {SETTINGS: settings.encode()}
    for table in content.tables.values():
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)
        found[table.form.file] = target.getvalue().encode()
    return found


def write_folder(content: PackContent, folder: Path) -> None:
    """Write a pack as a new folder, which appears whole or not at all."""
    with whole_folder(folder) as part:
        for name, raw in files_of(content).items():
            write_whole(part / name, raw)
