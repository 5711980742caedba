"""The cells of a pack's tables, read and checked; all problems of a table at once."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from simulator.errors import InputError, Problem, nearest
from simulator.inputs.documents import Row, Table, parse_csv, read_text
from simulator.text import Text


class TableReader:
    """Reads the cells of one table and collects what is wrong with them.

    Parameters
    ----------
    path : the file
    required, optional : columns
    """

    def __init__(
        self, path: Path, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> None:
        name = "/".join(part for part in (path.parent.name, path.name) if part)
        self.table: Table = parse_csv(read_text(path, name), name, required, optional)
        self.problems: list[Problem] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of the table."""
        return self.table.rows

    def finish(self) -> None:
        """Raise whatever was found."""
        if self.problems:
            raise InputError(self.problems[:50])

    def need_rows(self) -> None:
        """Note a table that has a header only."""
        if not self.rows:
            self.problems.append(
                Problem(
                    self.table.name,
                    1,
                    1,
                    "",
                    Text("bảng không có dòng nào", "the table has no rows"),
                )
            )

    def complain(self, row: Row, column: str, vi: str, en: str) -> None:
        """Note a problem at a cell."""
        self.problems.append(self.table.problem(row, column, vi, en))

    def number(
        self, row: Row, column: str, low: float = -math.inf, high: float = math.inf
    ) -> float:
        """Return a finite number within bounds; 0 where the cell is wrong."""
        text = row.cells[column]
        try:
            # Python reads 40_700 as a number; no other program does.
            value = math.nan if "_" in text else float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.complain(row, column, f"{text!r} không phải là số", f"{text!r} is not a number")
            return 0.0
        if not low <= value <= high:
            share = 0 < high <= 1 < value <= 100
            hint = f" (viết {value / 100:g} cho {value:g} %)" if share else ""
            hint_en = f" (write {value / 100:g} for {value:g} %)" if share else ""
            self.complain(
                row,
                column,
                f"{text} nằm ngoài khoảng {low:g} đến {high:g}{hint}",
                f"{text} is outside {low:g} to {high:g}{hint_en}",
            )
        return value

    def optional_number(self, row: Row, column: str) -> float | None:
        """Return a number, or None for an empty cell."""
        return self.number(row, column) if row.cells.get(column) else None

    def whole(self, row: Row, column: str, low: int, high: int) -> int:
        """Return a whole number within bounds."""
        value = self.number(row, column, low, high)
        if "." in row.cells[column] or value != int(value):
            self.complain(row, column, "phải là số nguyên", "must be a whole number")
        return int(value)

    def word(self, row: Row, column: str) -> str:
        """Return a text that must not be empty."""
        text = row.cells[column]
        if not text:
            self.complain(row, column, "ô trống", "the cell is empty")
        return text

    def one_of(self, row: Row, column: str, allowed: Iterable[str]) -> str:
        """Return a word out of those allowed."""
        text, words = row.cells[column], list(allowed)
        if text not in words:
            near = nearest(text, words)
            vi = f"; gần nhất: {near}" if near else ""
            en = f"; nearest: {near}" if near else ""
            self.complain(
                row,
                column,
                f"{text!r} không có; được dùng: {', '.join(words)}{vi}",
                f"{text!r} is not one of {', '.join(words)}{en}",
            )
        return text

    def unique(self, key_columns: tuple[str, ...]) -> None:
        """Note rows that repeat an earlier one's key."""
        seen: dict[tuple[str, ...], int] = {}
        for row in self.rows:
            key = tuple(row.cells[column] for column in key_columns)
            if key in seen:
                self.complain(
                    row,
                    key_columns[0],
                    f"lặp lại dòng {seen[key]}: {', '.join(key)}",
                    f"repeats line {seen[key]}: {', '.join(key)}",
                )
            seen.setdefault(key, row.line)
