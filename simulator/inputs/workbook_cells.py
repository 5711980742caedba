"""The cells of a workbook as text, with merged heads, stored values and notes under tables."""

from __future__ import annotations

import io
import math
import unicodedata
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem
from simulator.extras import need
from simulator.inputs.sheets import Stored
from simulator.inputs.workbook_safety import refuse_unsafe
from simulator.text import Text, visible

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 20_000
MOST_COLUMNS = 200
Rows = tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a workbook.

    Parameters
    ----------
    name : as its tab says
    hidden : whether people do not see it
    rows : number of the row and cells, empty rows left out
    formulas : (row, column) of formulas whose value the workbook does not hold
    """

    name: str
    hidden: bool
    rows: Rows
    formulas: frozenset[tuple[int, int]]


@lru_cache(maxsize=8)
def tabs_of(raw: bytes, name: str) -> tuple[Tab, ...]:
    """Return the sheets of a workbook.

    Raises
    ------
    InputError
        where it is unsafe, broken or too large.
    """
    refuse_unsafe(raw, name)
    values, formulas = _opened(raw, name, stored=True), _opened(raw, name, stored=False)
    return tuple(_tab(sheet, formulas[sheet.title], name) for sheet in values.worksheets)


def _opened(raw: bytes, name: str, *, stored: bool) -> Workbook:
    load_workbook = need("openpyxl").load_workbook
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book: Workbook = load_workbook(io.BytesIO(raw), data_only=stored, keep_links=False)
            return book
    except Exception:  # whatever a broken part makes the library raise
        words = Text(
            "không đọc được sổ; mở trong Excel rồi lưu lại kiểu .xlsx",
            "the workbook cannot be read; open it in Excel and save it as .xlsx",
        )
        raise InputError(Problem(name, 0, 0, "", words)) from None


def _tab(sheet: Worksheet, formulas: Worksheet, name: str) -> Tab:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        words = Text(
            f"trang có hơn {MOST_ROWS} dòng hoặc {MOST_COLUMNS} cột; xoá phần trống bên dưới, bên "
            "phải bảng",
            f"the sheet has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns; delete what is "
            "empty below and beside the table",
        )
        raise InputError(Problem(name, 1, 1, "", words, sheet.title))
    merged = dict(_merged_down(sheet))
    rows = []
    for i, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = tuple(_text(merged.get((i, j), cell)) for j, cell in enumerate(cells, start=1))
        if any(texts):
            rows.append((i, texts))
    without = frozenset(
        (cell.row, cell.column)
        for row in formulas.iter_rows()
        for cell in row
        if cell.data_type == "f" and sheet.cell(cell.row, cell.column).value is None
    )
    return Tab(sheet.title, sheet.sheet_state != "visible", tuple(rows), without)


def _merged_down(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Any]]:
    """Give the text of a cell that is merged downwards to each of its rows, as people read it."""
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        if isinstance(value, str) and area.max_row > area.min_row:
            for row in range(area.min_row, min(area.max_row, area.min_row + MOST_ROWS) + 1):
                yield (row, area.min_col), value


def _text(value: object) -> str:
    """Return a cell as text; a number as the workbook holds it.

    >>> _text(40700.0), _text(0.25), _text(datetime(2023, 12, 31)), _text(None)
    ('40700', '0.25', '2023-12-31', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return str(value)
        return Stored(f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value))
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return unicodedata.normalize("NFC", visible(text))
