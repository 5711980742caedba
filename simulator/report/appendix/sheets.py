"""The document as an Excel workbook: a sheet an appendix, numbers as numbers, sums as formulas."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from simulator.report.appendix.document import Chart, Document, Number, Paragraph, Table
from simulator.report.appendix.word import ESTIMATE_MARK, manifest_lines
from simulator.text import Text

FORMATS = {
    "share": "0.0%",
    "point": "0.0",
    "person": "#,##0",
    "job": "#,##0",
    "billion_vnd": "#,##0.0",
    "level": "0.00",
    "number": "#,##0.###",
}


def write_sheets(document: Document) -> bytes:
    """Return the document as .xlsx, the same bytes for the same input."""
    import xlsxwriter

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
    book.set_properties({"title": document.title, "created": datetime(2020, 1, 1), "author": ""})
    writer = _Writer(book, document)
    for appendix in document.appendices:
        writer.sheet(appendix.number, appendix.title, appendix.blocks)
    writer.manifest()
    book.close()
    return target.getvalue()


class _Writer:
    def __init__(self, book: Any, document: Document) -> None:  # noqa: ANN401
        self.book, self.document = book, document
        font = {"font_name": document.profile.font, "font_size": 11, "valign": "top"}
        self._font = font
        self._formats: dict[tuple[str, bool], Any] = {}
        self.bold = book.add_format({**font, "bold": True, "text_wrap": True})
        self.plain = book.add_format({**font, "text_wrap": True})
        self.head = book.add_format(
            {**font, "bold": True, "text_wrap": True, "border": 1, "align": "center"}
        )
        self.cell = book.add_format({**font, "text_wrap": True, "border": 1})

    def number_format(self, unit: str, estimate: bool) -> Any:  # noqa: ANN401
        key = (unit, estimate)
        if key not in self._formats:
            shape = FORMATS.get(unit, FORMATS["number"])
            if estimate:
                shape += f'" {ESTIMATE_MARK}"'
            self._formats[key] = self.book.add_format(
                {**self._font, "num_format": shape, "border": 1}
            )
        return self._formats[key]

    def sheet(self, number: str, title: str, blocks: tuple[Any, ...]) -> None:
        language = self.document.language
        name = Text(f"Phụ lục {number}", f"Appendix {number}").in_(language)
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 14, 15)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, f"{name}. {title}", self.bold)
        row = 2
        for block in blocks:
            if isinstance(block, Paragraph):
                words = "".join(p if isinstance(p, str) else p.text for p in block.parts)
                sheet.merge_range(row, 0, row, 7, "", self.plain)
                sheet.write_string(row, 0, words, self.plain)
                sheet.set_row(row, 15 * (1 + len(words) // 110))
                row += 2
            elif isinstance(block, Table):
                row = self.table(sheet, row, block)
            else:
                row = self.chart(sheet, row, block)

    def table(self, sheet: Any, row: int, block: Table) -> int:  # noqa: ANN401
        sheet.write_string(row, 0, block.caption, self.bold)
        for column, words in enumerate(block.header):
            sheet.write_string(row + 1, column, words, self.head)
        first = row + 2
        for r, cells in enumerate(block.rows, start=first):
            last = block.total and r == first + len(block.rows) - 1
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(r, column, cell, self.cell)
                elif cell.value is None:
                    sheet.write_string(r, column, cell.text, self.cell)
                elif last:
                    self._sum(sheet, r, column, first, cell)
                elif cell.formula:
                    self._formula(sheet, r, column, cell)
                else:
                    shape = self.number_format(cell.unit, cell.estimate)
                    sheet.write_number(r, column, cell.value, shape)
        return first + len(block.rows) + 1

    def _sum(self, sheet: Any, row: int, column: int, first: int, cell: Number) -> None:  # noqa: ANN401
        from xlsxwriter.utility import xl_rowcol_to_cell

        begin = xl_rowcol_to_cell(first, column)
        end = xl_rowcol_to_cell(row - 1, column)
        shape = self.number_format(cell.unit, cell.estimate)
        sheet.write_formula(row, column, f"=SUM({begin}:{end})", shape, cell.value)

    def _formula(self, sheet: Any, row: int, column: int, cell: Number) -> None:  # noqa: ANN401
        from xlsxwriter.utility import xl_rowcol_to_cell

        references = [xl_rowcol_to_cell(row, c) for c in range(column)]
        shape = self.number_format(cell.unit, cell.estimate)
        sheet.write_formula(row, column, cell.formula.format(*references), shape, cell.value)

    def chart(self, sheet: Any, row: int, block: Chart) -> int:  # noqa: ANN401
        """Write the chart's data and a native chart beside them."""
        years = sorted({x for series in block.series for x in series.x})
        sheet.write_string(row, 0, block.caption, self.bold)
        sheet.write_row(row + 1, 1, years, self.head)
        chart = self.book.add_chart({"type": "line"})
        for i, series in enumerate(block.series):
            line = row + 2 + i
            sheet.write_string(line, 0, series.name, self.cell)
            for x, y in zip(series.x, series.y, strict=True):
                sheet.write_number(line, 1 + years.index(x), y, self.number_format("number", False))
            name = sheet.get_name()
            chart.add_series(
                {
                    "name": [name, line, 0],
                    "categories": [name, row + 1, 1, row + 1, len(years)],
                    "values": [name, line, 1, line, len(years)],
                    "marker": {"type": "automatic"},
                }
            )
        chart.set_title({"name": block.caption, "name_font": {"size": 11}})
        chart.set_y_axis({"name": block.unit, "min": 0})
        below = row + 3 + len(block.series)
        sheet.insert_chart(below, 0, chart, {"description": block.alternative, "x_scale": 1.6})
        return below + 18

    def manifest(self) -> None:
        sheet = self.book.add_worksheet(Text("Nguồn gốc", "Manifest").in_(self.document.language))
        sheet.set_column(0, 0, 110)
        for row, line in enumerate(manifest_lines(self.document)):
            sheet.write_string(row, 0, line, self.plain)
