"""The cells of a pack's tables, read and checked; all problems of a table at once."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from pathlib import Path

from simulator.errors import InputError, Problem, nearest
from simulator.inputs.documents import Row, Table, parse_csv, read_text
from simulator.text import Text


def hint_of_number(text: str) -> tuple[str, str]:
    """Return how to write what looks like a number of another country, or nothing.

    >>> hint_of_number("0,25")[1], hint_of_number("20 %")[1], hint_of_number("41,000")[1]
    (' (write 0.25)', ' (write 0.2)', ' (write 41000)')
    """
    plain = text.strip()
    if _PERCENT.fullmatch(plain):
        words = f"{float(plain.rstrip('% ').replace(',', '.')) / 100:g}"
    elif _GROUPED.fullmatch(plain):
        words = re.sub("[., ]", "", plain)
    elif _COMMA.fullmatch(plain):
        words = plain.replace(",", ".")
    else:
        return "", ""
    return f" (viết {words})", f" (write {words})"


_PERCENT = re.compile(r"-?\d+([.,]\d+)? ?%", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}([., ]\d{3})+", re.ASCII)
_COMMA = re.compile(r"-?\d+,\d+", re.ASCII)


def bounds_words(low: float, high: float) -> tuple[str, str]:
    """Return what a number must lie within, in both languages.

    >>> bounds_words(0.0, math.inf)[1], bounds_words(0.0, 1.0)[1]
    ('must be at least 0', 'is outside 0 to 1')
    """
    if math.isinf(high):
        return f"từ {low:g} trở lên", f"must be at least {low:g}"
    return f"từ {low:g} đến {high:g}", f"is outside {low:g} to {high:g}"


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
        # A pack's table is known by pack and table; any other file as the user wrote it.
        pack = (path.parent / "region.yaml").exists()
        name = f"{path.parent.name}/{path.name}" if pack else str(path)
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
            vi, en = hint_of_number(text)
            self.complain(
                row, column, f"{text!r} không phải là số{vi}", f"{text!r} is not a number{en}"
            )
            return 0.0
        if not low <= value <= high:
            share = 0 < high <= 1 < value <= 100
            hint = f" (viết {value / 100:g} cho {value:g} %)" if share else ""
            hint_en = f" (write {value / 100:g} for {value:g} %)" if share else ""
            vi, en = bounds_words(low, high)
            self.complain(row, column, f"{text}: cần số {vi}{hint}", f"{text} {en}{hint_en}")
        return value

    def people(self, row: Row, column: str, low: float = 0.0) -> float:
        """Return a number of people: whole, without separators of thousands."""
        before = len(self.problems)
        value = self.number(row, column, low=low)
        if len(self.problems) == before and ("." in row.cells[column] or value != int(value)):
            # 40.700 is how Vietnamese writes forty thousand seven hundred.
            self.complain(
                row,
                column,
                f"{row.cells[column]}: số người là số nguyên, viết liền (40700, không phải 40.700)",
                f"{row.cells[column]}: people are whole numbers without separators (40700)",
            )
        return value

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

    def clean(self, row: Row) -> bool:
        """Return whether nothing is wrong with a row so far."""
        return all(problem.line != row.line for problem in self.problems)

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
