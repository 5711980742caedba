"""A pack as a workbook that an office can fill in: heads in words, lists, formats, colours."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from simulator.dataclass import dataclass
from simulator.extras import need
from simulator.inputs.figures import Status
from simulator.inputs.pack_content import Filled, PackContent
from simulator.inputs.pack_tables import BREAKS, PACK_TABLES, PLACE
from simulator.inputs.table_form import Column, Kind, TableForm
from simulator.inputs.table_heads import fold
from simulator.inputs.tables import words_of
from simulator.inputs.words import UNITS
from simulator.text import Text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

START = Text("Bắt đầu", "Start")
LISTS = Text("Danh mục", "Lists")
SPARE_ROWS = 1000
"""Rows below a table that have its lists, formats and colours too."""
COLOURS = {
    Status.PUBLISHED: "#DDF0DD",
    Status.DERIVED: "#E3ECF8",
    Status.RECALLED: "#FFF3CC",
    Status.ANNOUNCED: "#EFE3F5",
    Status.ESTIMATE: "#FBE0D2",
}
"""Status of a row -> its colour."""
_WIDTHS = {Kind.NOTE: 48, Kind.WORD: 30, Kind.CODE: 20, Kind.CHOICE: 24, Kind.UNIT: 14}
_FORMATS = {
    Kind.WHOLE: "0",
    Kind.PEOPLE: "#,##0.####",
    Kind.SHARE: "0.0000",
    Kind.NUMBER: "General",
    Kind.FIGURE: "#,##0.####",
    Kind.DATE: "dd/mm/yyyy",
    Kind.AGE: "@",
    Kind.CODE: "@",
}


@dataclass(frozen=True, slots=True)
class _Pen:
    """What every sheet is written with."""

    book: Workbook
    language: str
    formats: dict[Kind, Format]
    head: Format
    lists: dict[tuple[str, str], str]


def workbook_of(content: PackContent, intro: Sequence[str], language: str) -> bytes:
    """Return a pack as a workbook.

    Parameters
    ----------
    content : the pack; tables that it lacks are there with their heads, to be filled in
    intro : lines of the first sheet
    language : of heads and words; any is read again
    """
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    book = need("xlsxwriter").Workbook(target, options)
    book.set_properties({"title": str(content.settings.get("code", "")), "created": _NO_DAY})
    first = book.add_worksheet(START.in_(language))
    formats = {kind: book.add_format({"num_format": f}) for kind, f in _FORMATS.items()}
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#D9D9D9", "border": 1})
    tables = [content.place, *(_table(content, form) for form in PACK_TABLES.values())]
    tables.append(content.breaks)
    sheets = [book.add_worksheet(table.form.title.in_(language)) for table in tables]
    pen = _Pen(book, language, formats, head, _write_lists(book, language))
    _write_intro(first, book, intro, language)
    for sheet, table in zip(sheets, tables, strict=True):
        _write_table(sheet, table, pen)
    book.close()
    return target.getvalue()


_NO_DAY = date(2000, 1, 1)
"""The same pack gives the same bytes, whenever it is written."""


def _table(content: PackContent, form: TableForm) -> Filled:
    return content.tables.get(form.name, Filled(form, tuple(c.key for c in form.columns), ()))


def _write_intro(sheet: Worksheet, book: Workbook, intro: Sequence[str], language: str) -> None:
    sheet.set_column(0, 0, 110)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for i, line in enumerate(intro):
        sheet.write_string(i, 0, line, book.add_format({"bold": True}) if i == 0 else wrap)
    status = next(c for c in PACK_TABLES["history"].columns if c.key == "status")
    for i, (key, colour) in enumerate(COLOURS.items(), start=len(intro) + 1):
        words = status.choices[key].in_(language)
        sheet.write_string(i, 0, words, book.add_format({"bg_color": colour}))


def _write_lists(book: Workbook, language: str) -> dict[tuple[str, str], str]:
    """Write the words that cells are chosen from, and return where each list stands."""
    sheet, found = book.add_worksheet(LISTS.in_(language)), {}
    columns = [(f, c) for f in (PLACE, *PACK_TABLES.values(), BREAKS) for c in f.columns]
    for i, (form, column) in enumerate(
        (f, c) for f, c in columns if c.choices and c.kind in (Kind.CHOICE, Kind.WORD)
    ):
        words = [word_for(key, column, language) for key in column.choices]
        sheet.write_string(0, i, f"{form.title.in_(language)}: {column.label.in_(language)}")
        sheet.write_column(1, i, words)
        letter = _letters(i)
        name = LISTS.in_(language)
        found[form.name, column.key] = f"='{name}'!${letter}$2:${letter}${len(words) + 1}"
    sheet.hide()
    return found


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def _write_table(sheet: Worksheet, table: Filled, pen: _Pen) -> None:
    last = len(table.rows) + SPARE_ROWS
    for i, key in enumerate(table.columns):
        column = table.form.column(key)
        sheet.write_string(0, i, _heading(column, pen.language), pen.head)
        sheet.write_comment(0, i, _explained(column, pen.language), {"x_scale": 2.0})
        sheet.set_column(i, i, _WIDTHS.get(column.kind, 14), pen.formats.get(column.kind))
        for j, row in enumerate(table.rows, start=1):
            _write_cell(sheet, j, i, row[i], column, pen)
        where = pen.lists.get((table.form.name, key))
        if where is not None and table.form is not PLACE:
            strict = column.kind is Kind.CHOICE
            rule = {"validate": "list", "source": where, "ignore_blank": True}
            rule["error_type"] = "stop" if strict else "information"
            sheet.data_validation(1, i, last, i, rule)
    sheet.freeze_panes(1, 0)
    if "status" in table.columns:
        _colour(sheet, table, pen, last)


def _colour(sheet: Worksheet, table: Filled, pen: _Pen, last: int) -> None:
    """Colour rows by their status, also those that are still to be filled in."""
    at = table.columns.index("status")
    for key, colour in COLOURS.items():
        word = word_for(key, table.form.column("status"), pen.language)
        sheet.conditional_format(
            1,
            0,
            last,
            len(table.columns) - 1,
            {
                "type": "formula",
                "criteria": f'=${_letters(at)}2="{word}"',
                "format": pen.book.add_format({"bg_color": colour}),
            },
        )


def _write_cell(
    sheet: Worksheet, row: int, column: int, text: str, form: Column, pen: _Pen
) -> None:
    if not text:
        return
    if form.kind.numeric:
        try:
            sheet.write_number(row, column, float(text), pen.formats.get(form.kind))
        except (ValueError, TypeError):
            sheet.write_string(row, column, text)
    elif form.kind is Kind.DATE:
        try:
            day: Any = date.fromisoformat(text)
            sheet.write_datetime(row, column, day, pen.formats[Kind.DATE])
        except ValueError:
            sheet.write_string(row, column, text)
    else:
        sheet.write_string(row, column, word_for(text, form, pen.language))


def word_for(key: str, column: Column, language: str) -> str:
    """Return the words of a cell in a language, where they are read back as the same key."""
    if column.kind is Kind.UNIT:
        words = UNITS.get(key, key) if language == "vi" else key
    else:
        text = column.choices.get(key)
        words = key if text is None else text.in_(language)
    return words if words_of(column).get(fold(words), words) == key else key


def _heading(column: Column, language: str) -> str:
    label, unit = column.label.in_(language), column.unit.in_(language)
    if "(" in label:
        return label
    return f"{label} ({unit})" if unit else label


def _explained(column: Column, language: str) -> str:
    """Return what belongs into a column, with an example."""
    parts = [_KINDS[column.kind].in_(language)]
    if column.low > -1e12 and column.high < 1e12:
        parts.append(f"{column.low:g} - {column.high:g}")
    parts.append(column.key)
    return "\n".join(parts)


_KINDS = {
    Kind.WORD: Text("Chữ; chọn trong danh sách nếu có", "Words; choose from the list, if any"),
    Kind.NOTE: Text("Chữ; ví dụ: BHXH tỉnh, báo cáo tháng 12", "Words; such as: agency, December"),
    Kind.CODE: Text(
        "Mã chữ thường không dấu; ví dụ: ninh_phuoc", "A code in lower case; such as ninh_phuoc"
    ),
    Kind.CHOICE: Text("Chọn trong danh sách", "Choose from the list"),
    Kind.DATE: Text("Ngày; ví dụ: 31/12/2023", "A day; such as 31/12/2023"),
    Kind.AGE: Text("Tuổi; ví dụ: 0, 35, 100 hoặc 35-39", "An age; such as 0, 35, 100 or 35-39"),
    Kind.WHOLE: Text("Số nguyên; ví dụ: 2023", "A whole number; such as 2023"),
    Kind.PEOPLE: Text(
        "Số người, không phải nghìn người; ví dụ: 40700", "People, not thousands; such as 40700"
    ),
    Kind.NUMBER: Text("Số; ví dụ: 1,42", "A number; such as 1.42"),
    Kind.SHARE: Text("Phần; ví dụ: 0,25 cho 25 %", "A fraction; such as 0.25 for 25 %"),
    Kind.FIGURE: Text(
        "Số theo đơn vị ở cột bên: người thì 40700, tỷ lệ thì 0,25",
        "As the unit beside it says: people 40700, shares 0.25",
    ),
    Kind.UNIT: Text("Đơn vị; ví dụ: người, phần", "The unit; such as person, share"),
}
