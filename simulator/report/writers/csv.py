"""A section as CSV, which spreadsheets and programs read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from simulator.report.document import Record, Section
from simulator.text import Text


def write(section: Section, language: str) -> str:
    """Return the records of a section."""
    rows = section.data.rows
    fields = section.data.fields
    return as_csv(rows, fields or (list(rows[0]) if rows else []), language)


def as_csv(rows: Sequence[Record], fields: Sequence[str], language: str = "en") -> str:
    """Return rows as CSV with a header; what is not known is empty."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_cell(row.get(field), language) for field in fields])
    return target.getvalue()


def _cell(value: object, language: str) -> object:
    if isinstance(value, Text):
        value = value.in_(language)
    return "" if value is None else harmless(value)


_FORMULA = re.compile(r"\s*[=+\-@]")
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")


def harmless(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: such a text is kept a text.

    >>> harmless("=1+1"), harmless("-cmd"), harmless("-0.5"), harmless(-0.5), harmless("+1")
    ("'=1+1", "'-cmd", '-0.5', -0.5, '+1')
    """
    if not isinstance(value, str) or not _FORMULA.match(value) or _NUMBER.fullmatch(value):
        return value
    return f"'{value}"
