"""The workbook behind a chart of a slide: what is text stays text."""

from __future__ import annotations

import io

import xlsxwriter
from pptx.chart.data import CategoryChartData


class ChartData(CategoryChartData):  # type: ignore[misc]
    """Numbers of a chart whose workbook takes no name for a formula or a link.

    The library's own writes ``=HYPERLINK(...)`` in a scenario's title as a formula, which is worked
    out when somebody edits the chart's data.
    """

    @property
    def xlsx_blob(self) -> bytes:
        """Return the workbook: categories in the first column, a column a series."""
        target = io.BytesIO()
        plain = dict.fromkeys(
            ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False
        )
        book = xlsxwriter.Workbook(target, {"in_memory": True, **plain})
        sheet = book.add_worksheet("Sheet1")
        for row, category in enumerate(self.categories, start=1):
            sheet.write_string(row, 0, str(category.label))
        for column, series in enumerate(self, start=1):
            sheet.write_string(0, column, series.name)
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
        book.close()
        return target.getvalue()
