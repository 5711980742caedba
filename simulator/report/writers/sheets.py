"""The document as an Excel workbook: a sheet an appendix, numbers as numbers, sums as formulas."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from simulator.extras import need
from simulator.report.document import (
    Appendix,
    Chart,
    Document,
    Number,
    Paragraph,
    Table,
    Words,
)
from simulator.report.numbers import DECIMALS
from simulator.report.writers.paper import ESTIMATE_MARK, ORIGIN, heading, pieces, shown
from simulator.report.writers.words import BEYOND, cell_words, number_words
from simulator.text import Text

_LOW, _HIGH = Text("dưới 1 %", "below 1%"), Text("trên 99 %", "above 99%")
_PARAGRAPH_COLUMNS = 8
_LETTERS_A_LINE = 125
"""What fits into the merged cells of a paragraph."""
_NAMES, _OTHERS = 44, 15
"""Width of the first column and of the others."""
_LONG, _BESIDE = 25, 3
"""Letters from which a text takes so many columns more."""
_LETTERS_OF_WIDTH = 1.1
_LINE = 15
"""Height of a line; not every program makes a row as high as its text."""


def _shapes(language: str) -> dict[str, str]:
    """Return unit -> number format; the percent sign stands as the language writes it."""
    percent = "0{} %" if language == "vi" else "0{}%"
    beyond = f'"{BEYOND.in_(language)} "'
    return {
        "share": percent.format(".0"),
        "whole_share": percent.format(""),
        "chance": f'[<0.01]"{_LOW.in_(language)}";[>0.99]"{_HIGH.in_(language)}";'
        + percent.format(""),
        "point": "0.0",
        "person": "#,##0",
        "job": "#,##0",
        "billion_vnd": "#,##0.0",
        "million_vnd": "#,##0.0",
        "signed_point": "+0.0;−0.0;0.0",
        "gap_person": f"#,##0;{beyond}#,##0",
        "gap_point": f"0.0;{beyond}0.0",
        "year": "0",
    }


_AS_STATED = ("plain", "exact", "stated", "stated_share", "level")
"""Units of numbers that have just the decimals that they need."""
_IN_WORDS = ("flag", "year of age")
"""Units whose values are told in words, which no format of a cell makes."""


def _decimals(value: float) -> str:
    """Return the format of a number with just the decimals that it has, four at most.

    >>> _decimals(2.65), _decimals(7300.0)
    ('#,##0.00', '#,##0')
    """
    places = next((d for d in range(4) if abs(round(value, d) - value) < 1e-9), 4)
    return "#,##0" + ("." + "0" * places if places else "")


def _shape(number: Number, shapes: Mapping[str, str]) -> str:
    """Return the format of a number: of its unit, with the decimals and the sign as it is told.

    Parameters
    ----------
    shapes : see :func:`_shapes`

    >>> _shape(Number(2960.4, "billion_vnd", decimals=0), _shapes("en"))
    '#,##0;−#,##0;#,##0'
    >>> _shape(Number(0.085, "share", decimals=2), _shapes("vi"))
    '0.00 %;−0.00 %;0.00 %'
    >>> _shape(Number(120.0, "person", signed=True), _shapes("en"))
    '+#,##0;−#,##0;#,##0'
    >>> _shape(Number(0.04, "point", signed=True), _shapes("en"))  # told as 0.0, of neither sign
    '0.0'
    """
    shape = _unsigned(number, shapes)
    if ";" not in shape:
        shape = f"{'+' if number.signed else ''}{shape};−{shape};{shape}"
    signed = number.signed or number.unit == "signed_point"
    nothing = not any(digit in "123456789" for digit in number_words(number, "en"))
    return shape.rpartition(";")[2] if signed and nothing else shape


def _unsigned(number: Number, shapes: Mapping[str, str]) -> str:
    percent = shapes["whole_share"].removeprefix("0")
    if number.unit == "stated_share":
        return _decimals(100.0 * (number.value or 0.0)) + percent
    if number.unit in shapes and number.decimals is None:
        return shapes[number.unit]
    if number.unit in _AS_STATED:
        return _decimals(number.value or 0.0)
    places = DECIMALS.get(number.unit, 1) if number.decimals is None else number.decimals
    tail = "." + "0" * places if places else ""
    return f"0{tail}{percent}" if number.unit.endswith("share") else f"#,##0{tail}"


def _fit(sheet: Any, row: int, texts: Sequence[str], last: int) -> None:  # noqa: ANN401
    """Make a row as high as the longest of its texts needs it.

    Parameters
    ----------
    last : column to which the last text reaches
    """
    widths = [_OTHERS if i else _NAMES for i in range(len(texts))]
    widths[-1] += _OTHERS * (last - len(texts) + 1)
    rooms = (_LETTERS_OF_WIDTH * width for width in widths)
    lines = max(math.ceil(len(t) / room) for t, room in zip(texts, rooms, strict=True))
    if lines > 1:
        sheet.set_row(row, _LINE * lines)


def write_sheets(document: Document) -> bytes:
    """Return the document as .xlsx, the same bytes for the same input."""
    xlsxwriter = need("xlsxwriter")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    manifest = json.dumps(document.manifest, ensure_ascii=False, sort_keys=True)
    book.set_properties(
        {
            "title": cell_words(document.title, document.language),
            "created": datetime(2020, 1, 1),
            "author": "",
            "comments": manifest,
        }
    )
    writer = _Writer(book, document)
    for part in document.parts:
        writer.sheet(part)
    writer.origin()
    book.close()
    return target.getvalue()


_NATIVE = {
    "lines": {"type": "line"},
    "curve": {"type": "line"},
    "stack": {"type": "column", "subtype": "stacked"},
    "bars": {"type": "bar"},
    "waterfall": {"type": "column"},
    "parts": {"type": "bar", "subtype": "stacked"},
    "tornado": {"type": "bar"},
    "tiles": {"type": "bar"},
}
"""Kind of chart -> what Excel calls it; the steps of a waterfall stand in its table."""


class _Writer:
    def __init__(self, book: Any, document: Document) -> None:  # noqa: ANN401
        self.book, self.document = book, document
        font = {"font_name": document.profile.font, "font_size": 11, "valign": "top"}
        self._font = font
        self._shapes = _shapes(document.language)
        self._formats: dict[tuple[str, bool, bool], Any] = {}
        self._width = 1
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        self.caption = book.add_format({**font, "bold": True})
        self.unit = book.add_format({**font, "italic": True})
        self.plain = book.add_format({**font, "text_wrap": True})
        self.head = book.add_format(
            {**font, "bold": True, "text_wrap": True, "border": 1, "align": "center"}
        )
        self.strong = book.add_format({**font, "bold": True, "text_wrap": True, "border": 1})
        beside = {
            "text_wrap": True,
            "border": 1,
            "align": "left",
            "indent": 1,
        }  # a number may end where it begins
        self.cell = book.add_format({**font, **beside})
        self.told = book.add_format({**font, **beside, "indent": 0, "align": "right"})

    def number_format(self, number: Number, bold: bool = False) -> Any:  # noqa: ANN401
        shape = _shape(number, self._shapes)
        key = (shape, number.estimate, bold)
        if key not in self._formats:
            if number.estimate:
                mark = f'" {ESTIMATE_MARK.in_(self.document.language)}"'
                shape = ";".join(section + mark for section in shape.split(";"))
            self._formats[key] = self.book.add_format(
                {**self._font, "num_format": shape, "border": 1, "bold": bold}
            )
        return self._formats[key]

    def words(self, words: Words) -> str:
        return cell_words(words, self.document.language)

    def sheet(self, part: Appendix) -> None:
        name = title = self.words(part.title)
        if part.number:
            name = self.words(heading(part.number))
            title = f"{name}. {title}"
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, _NAMES)
        sheet.set_column(1, 14, _OTHERS)
        self._page(sheet)
        sheet.write_string(0, 0, title, self.title)
        sheet.write_string(1, 0, self.words(self.document.profile.attached), self.unit)
        sheet.freeze_panes(2, 1)
        sheet.repeat_rows(0, 1)
        row, self._width = 3, _PARAGRAPH_COLUMNS
        for block in part.blocks:
            if isinstance(block, Paragraph):
                row = self.paragraph(sheet, row, block)
            elif isinstance(block, Table):
                row = self.table(sheet, row, block)
            else:
                row = self.chart(sheet, row, block)
        sheet.print_area(0, 0, row, self._width - 1)

    def _page(self, sheet: Any) -> None:  # noqa: ANN401
        """Lay the sheet out for A4, one page wide, with its page number."""
        margins = self.document.profile.margins_mm
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(*(margins[side] / 25.4 for side in ("left", "right", "top", "bottom")))
        sheet.set_header("&C&P")

    def paragraph(self, sheet: Any, row: int, block: Paragraph) -> int:  # noqa: ANN401
        language = self.document.language
        words = "".join(shown(piece, language) for piece in pieces(block, language))
        sheet.merge_range(row, 0, row, _PARAGRAPH_COLUMNS - 1, "", self.plain)
        sheet.write_string(row, 0, words, self.plain)
        sheet.set_row(row, _LINE * (1 + len(words) // _LETTERS_A_LINE))
        return row + 2

    def table(self, sheet: Any, row: int, block: Table) -> int:  # noqa: ANN401
        sheet.write_string(row, 0, self.words(block.caption), self.caption)
        if block.unit:
            row += 1
            sheet.write_string(row, 0, self.words(block.unit), self.unit)
        reach = self._reach(block)
        over = [range(c, c + 1) for c in range(len(block.head) - 1)]
        over.append(range(len(block.head) - 1, reach + 1))
        for columns, words in zip(over, block.head, strict=True):
            self._write(sheet, row + 1, columns, self.words(words), self.head)
        _fit(sheet, row + 1, [self.words(words) for words in block.head], reach)
        self._width = max(self._width, reach + 1)
        first = row + 2
        rows = range(first, first + len(block.rows))
        for r, cells in enumerate(block.rows, start=first):
            last = r == first + len(block.rows) - 1
            bold = block.stands_out and last
            texts = [shown(cell, self.document.language) for cell in cells]
            _fit(sheet, r, texts, reach)
            for column, (cell, told) in enumerate(zip(cells, texts, strict=True)):
                if not isinstance(cell, Number) or not cell.tag:
                    told_number = block.is_numeric(column) and len(over[column]) == 1
                    shape = self.strong if bold else self.told if told_number else self.cell
                    self._write(sheet, r, over[column], told, shape)
                elif cell.value is None or cell.unit in _IN_WORDS:
                    sheet.write_string(r, column, told, self.told)
                elif block.total and last and not cell.is_end:
                    self._sum(sheet, r, column, first, cell)
                elif cell.formula:
                    self._formula(sheet, r, column, cell, rows, bold)
                else:
                    sheet.write_number(r, column, cell.value, self.number_format(cell, bold))
        return first + len(block.rows) + 1

    def _reach(self, block: Table) -> int:
        """Return the column to which the last one of a table reaches: long texts go on to the edge.

        All tables of a sheet share its columns, which are as wide as numbers need them.
        """
        last = len(block.head) - 1
        texts = [shown(row[-1], self.document.language) for row in block.rows]
        longest = max(map(len, texts), default=0)
        if block.is_numeric(last) or longest <= _OTHERS:
            return last
        return max(_PARAGRAPH_COLUMNS - 1, last + (_BESIDE if longest > _LONG else 0))

    @staticmethod
    def _write(sheet: Any, row: int, columns: range, told: str, shape: Any) -> None:  # noqa: ANN401
        """Write a text over one column or more."""
        if len(columns) > 1:
            sheet.merge_range(row, columns[0], row, columns[-1], "", shape)
        sheet.write_string(row, columns[0], told, shape)

    def _sum(self, sheet: Any, row: int, column: int, first: int, cell: Number) -> None:  # noqa: ANN401
        from xlsxwriter.utility import xl_rowcol_to_cell

        begin = xl_rowcol_to_cell(first, column)
        end = xl_rowcol_to_cell(row - 1, column)
        shape = self.number_format(cell, bold=True)
        sheet.write_formula(row, column, f"=SUM({begin}:{end})", shape, cell.value)

    def _formula(
        self,
        sheet: Any,  # noqa: ANN401
        row: int,
        column: int,
        cell: Number,
        rows: range,
        bold: bool,
    ) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        if cell.down:
            references = [xl_rowcol_to_cell(r, column) for r in rows]
        else:
            references = [xl_rowcol_to_cell(row, c) for c in range(column)]
        words = cell.formula.format(*references)
        sheet.write_formula(row, column, words, self.number_format(cell, bold), cell.value)

    def chart(self, sheet: Any, row: int, block: Chart) -> int:  # noqa: ANN401
        """Write the chart's data, a series a row, and a native chart below them."""
        points = [cell_words(name, self.document.language) for name in block.points]
        sheet.write_string(row, 0, self.words(block.caption), self.caption)
        sheet.write_row(row + 1, 1, points, self.head)
        self._width = max(self._width, 1 + len(points))
        chart = self.book.add_chart(_NATIVE[block.kind])
        name = sheet.get_name()
        for line, series in enumerate(block.series, start=row + 2):
            sheet.write_string(line, 0, self.words(series.name), self.cell)
            for i, height in enumerate(series.heights, start=1):
                if height is not None:
                    shown = self.number_format(Number(height, "point"))
                    sheet.write_number(line, i, height, shown)
            chart.add_series(
                {
                    "name": [name, line, 0],
                    "categories": [name, row + 1, 1, row + 1, len(points)],
                    "values": [name, line, 1, line, len(points)],
                    "marker": {"type": "automatic"},
                }
            )
        chart.set_title({"name": self.words(block.caption), "name_font": {"size": 11}})
        chart.set_y_axis({"name": self.words(block.unit), "min": 0})
        below = row + 3 + len(block.series)
        sheet.insert_chart(
            below, 0, chart, {"description": self.words(block.alternative), "x_scale": 1.6}
        )
        return below + 18

    def origin(self) -> None:
        if not self.document.origin:
            return
        sheet = self.book.add_worksheet(self.words(Text("Nguồn gốc", "Origin")))
        sheet.set_column(0, 0, 110)
        self._page(sheet)
        sheet.write_string(0, 0, self.words(ORIGIN), self.title)
        for row, line in enumerate(self.document.origin, start=2):
            sheet.write_string(row, 0, self.words(line), self.plain)
        sheet.print_area(0, 0, 1 + len(self.document.origin), 0)
