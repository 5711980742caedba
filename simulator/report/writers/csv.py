"""A section as CSV, which spreadsheets and programs read."""

from __future__ import annotations

import csv
import io
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
        writer.writerow([_safe(row.get(field), language) for field in fields])
    return target.getvalue()


def _safe(value: object, language: str) -> object:
    if isinstance(value, Text):
        value = value.in_(language)
    # A text that a spreadsheet would take for a formula is kept a text.
    if isinstance(value, str) and value[:1] in ("=", "+", "@", "\t"):
        return f"'{value}"
    return "" if value is None else value
