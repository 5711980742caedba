"""Tables as statistical yearbooks print them: an indicator a row, a year a column."""

from __future__ import annotations

import re

from simulator.inputs.figures import Status
from simulator.inputs.pack_tables import HISTORY
from simulator.inputs.sheets import Sheet
from simulator.inputs.table_heads import fold, key_in, keys_of
from simulator.inputs.workbook_cells import Rows

_YEAR = re.compile(r"(?:(?:năm|year|31/12/|12/)\s*)?((?:19|20)\d\d)(?:-12-31)?")
_SOURCE = re.compile(r"(?:nguồn|source)\s*[:.]?\s*(.+)", re.IGNORECASE | re.DOTALL)
_UNIT = re.compile(r"(?:đơn vị(?: tính)?|unit)\s*[:.]\s*(.+)", re.IGNORECASE | re.DOTALL)
_NOTHING = ("", "-", "–", "…", "...", "..")
_COLUMNS = ("year", "month", "indicator", "value", "unit", "status", "source")
LEAST_YEARS = 2
HEAD_WITHIN = 30


def sheet_of_years(name: str, rows: Rows, tab: str) -> Sheet | None:
    """Return a table with years across as one with a figure a row, or None where it is none.

    A year is its December. A unit stated above the table holds for every row that states none,
    persons where nothing is stated; a source printed below it makes the figures published.
    """
    at = _heads(rows)
    if at is None:
        return None
    position, years = at
    line, head = rows[position]
    words = keys_of({column.key: column.label for column in HISTORY.columns})
    named = {key_in(words, cell): j for j, cell in enumerate(head) if cell and j not in years}
    label = named.get("indicator", 0)
    unit = _said(_UNIT, rows[:position]) or "person"
    source = _said(_SOURCE, rows[position + 1 :])
    lines: list[tuple[int, tuple[str, ...]]] = [(line, _COLUMNS)]
    places: list[tuple[int, ...]] = [tuple([label + 1] * len(_COLUMNS))]

    def stated(cells: tuple[str, ...], key: str, usual: str) -> str:
        return (cells[named[key]] if key in named else "") or usual

    for number, cells in rows[position + 1 :]:
        for j, year in years.items():
            if not cells[label] or cells[j] in _NOTHING:
                continue
            row = (
                *(str(year), "12", cells[label], cells[j], stated(cells, "unit", unit)),
                stated(cells, "status", Status.PUBLISHED if source else ""),
                stated(cells, "source", source),
            )
            lines.append((number, row))
            others = (named.get(key, label) + 1 for key in ("unit", "status", "source"))
            places.append((j + 1, j + 1, label + 1, j + 1, *others))
    return Sheet(name, tuple(lines), places[0], tab, places=tuple(places))


def _heads(rows: Rows) -> tuple[int, dict[int, int]] | None:
    """Return which row holds the years, and column -> year."""
    for i, (_, cells) in enumerate(rows[:HEAD_WITHIN]):
        found = {j: _YEAR.fullmatch(fold(cell)) for j, cell in enumerate(cells) if j and cell}
        years = {j: int(match[1]) for j, match in found.items() if match}
        if len(set(years.values())) >= LEAST_YEARS:
            return i, years
    return None


def _said(pattern: re.Pattern[str], rows: Rows) -> str:
    for _, cells in rows:
        for cell in cells:
            found = pattern.fullmatch(cell)
            if found:
                return found[1].strip()
    return ""
