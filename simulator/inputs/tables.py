"""The cells of a pack's tables, read and checked; all problems of a table at once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import InputError, Problem, nearest_words
from simulator.inputs.figures import FIGURE_STATUSES, Status
from simulator.inputs.numerals import (
    Convention,
    convention_shown,
    hint_of_number,
    is_lone_group,
    number_in,
)
from simulator.inputs.sheets import Sheet, Stored, sheet_of_csv
from simulator.inputs.table_form import Column, Kind, TableForm
from simulator.inputs.table_heads import fold, key_in, keys_of, read_heads
from simulator.inputs.text_files import read_text
from simulator.inputs.words import OTHER_NAMES, UNITS
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.pack_source import PackSource

MOST_PROBLEMS = 50
_EXPONENT = re.compile(r"\d[eE][+-]?\d")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_UNITS = keys_of({unit: Text(words, unit) for unit, words in UNITS.items()}) | {
    fold(words): "person" for words in ("people", "persons", "person")
}


class Row(NamedTuple):
    """A row of a table: column -> text, the line it stands on, and where its cells stood."""

    line: int
    cells: dict[str, str]
    places: tuple[int, ...] = ()


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
    sheet : the cells as the file holds them
    form : what its columns hold
    """

    def __init__(self, sheet: Sheet, form: TableForm) -> None:
        heads = read_heads(sheet, form)
        self.sheet, self.form = sheet, form
        self.problems: list[Problem] = []
        self._keys = heads.keys
        self._columns = {column.key: column for column in form.columns}
        self._words = {column.key: words_of(column) for column in form.columns}
        places = sheet.places or ((),) * len(sheet.lines)
        self.rows = tuple(
            self._row(line, cells, at)
            for (line, cells), at in zip(sheet.lines[1:], places[1:], strict=True)
        )
        self._form_says = sheet.convention or heads.convention
        self.convention, self._shown_at = self._conventions()

    @classmethod
    def of_file(cls, path: Path, form: TableForm) -> TableReader:
        """Return the reader of a table in a file of its own."""
        return cls(sheet_of_csv(read_text(path), str(path)), form)

    def _row(self, line: int, cells: tuple[str, ...], places: tuple[int, ...]) -> Row:
        """Return a row with keys in place of words."""
        found = dict.fromkeys(self._columns, "")
        for key, cell in zip(self._keys, cells, strict=True):
            words = self._words[key]
            found[key] = (key_in(words, cell) or cell) if words and cell else cell
        return Row(line, found, places)

    def _conventions(self) -> tuple[Convention, dict[Convention, int]]:
        """Return how the file writes numbers, and the first line that shows each way.

        What most clear numbers show holds; where none does, what the form of the file says:
        semicolons and Vietnamese headings are Vietnamese, all else has decimal points.
        """
        shown: Counter[Convention] = Counter()
        first: dict[Convention, int] = {}
        numeric = [column for column in self.form.columns if column.kind.numeric]
        for row in self.rows:
            for column in numeric:
                cell = row.cells[column.key]
                if cell.isdecimal() or isinstance(cell, Stored):
                    continue
                people = self._kind(row, column) is Kind.PEOPLE
                convention = convention_shown(cell, people=people)
                if convention is not None:
                    shown[convention] += 1
                    first.setdefault(convention, row.line)
        usual = self._form_says or Convention.POINT
        if not shown:
            return usual, first
        return max(shown, key=lambda c: (shown[c], c is usual)), first

    def has(self, key: str) -> bool:
        """Return whether the table has a column."""
        return key in self._keys

    def demands(self, key: str) -> bool:
        """Return whether the cells of a column must not be empty."""
        return not self._columns[key].blank

    def finish(self) -> None:
        """Raise whatever was found; of a cell that several rows were made of, once."""
        if self.problems:
            raise InputError([*dict.fromkeys(self.problems)][:MOST_PROBLEMS])

    def need_rows(self) -> None:
        """Note a table that has a header only."""
        if not self.rows:
            line = self.sheet.lines[0][0]
            words = Text("bảng không có dòng nào", "the table has no rows")
            self.problems.append(self.sheet.problem(line, 0, "", *words))

    def add_problem(self, row: Row, column: str, vi: str, en: str) -> None:
        """Note a problem at a cell."""
        place = self._keys.index(column) if column in self._keys else -1
        called = self._columns[column].label if self.sheet.tab else None
        problem = self.sheet.problem(row.line, place, column, vi, en, row.places, called)
        self.problems.append(problem)

    def _kind(self, row: Row, column: Column) -> Kind:
        """Return what a cell holds; a figure is what its unit says, or else its indicator."""
        if column.kind is not Kind.FIGURE:
            return column.kind
        unit = row.cells.get("unit") or ("share" if "share" in row.cells["indicator"] else "person")
        return Kind.SHARE if unit == "share" else _KIND_OF_COUNT.get(unit, Kind.NUMBER)

    def _counted(self, row: Row, column: Column) -> Text:
        """Return what is counted in whole numbers, people where nothing else is said."""
        unit = row.cells.get("unit", "") if column.kind is Kind.FIGURE else ""
        if unit in ("", "person"):
            return Text("số người", "people")
        return Text(f"số {UNITS.get(unit, unit)}", f"{unit}s")

    def _convention_of(self, text: str) -> Convention:
        return Convention.POINT if isinstance(text, Stored) else self.convention

    def stated(self, row: Row, key: str) -> float | None:
        """Return the number that a cell states, unchecked, or None."""
        text = row.cells[key]
        share = self._kind(row, self._columns[key]) is Kind.SHARE
        return number_in(text, self._convention_of(text), share=share)

    def number(self, row: Row, key: str) -> float:
        """Return a number within the bounds of its column; 0 where the cell is wrong."""
        column, text = self._columns[key], row.cells[key]
        kind, convention = self._kind(row, column), self._convention_of(text)
        value = number_in(text, convention, share=kind is Kind.SHARE)
        if value is None:
            self._no_number(row, key, kind)
            return 0.0
        if kind is Kind.PEOPLE or kind is Kind.WHOLE:
            self._check_whole(row, column, kind, value)
        self._check_bounds(row, key, kind, value)
        return value

    def _check_whole(self, row: Row, column: Column, kind: Kind, value: float) -> None:
        """Note a number of people, or another whole one, that is none."""
        key, text = column.key, row.cells[column.key]
        if text.isdecimal():
            return  # plain digits, as most are
        what, convention = self._counted(row, column), self._convention_of(text)
        if kind is Kind.PEOPLE and _EXPONENT.search(text) and not isinstance(text, Stored):
            self.add_problem(
                row,
                key,
                f"{text}: {what.vi} là số nguyên; viết đủ các chữ số (trong Excel, định dạng ô là "
                "Number)",
                f"{text}: {what.en} are whole numbers; write all digits (in Excel, format the cell "
                "as Number)",
            )
        elif kind is Kind.PEOPLE and not self._counts_people(text, value, convention, column):
            vi, en = hint_of_number(text, people=True)
            full = _in_thousands(text)
            if full is not None:
                vi, en = f" (nếu tính bằng nghìn, viết {full})", f" (in thousands: {full})"
            self.add_problem(
                row,
                key,
                f"{text}: {what.vi} là số nguyên{vi}",
                f"{text}: {what.en} are whole numbers{en}",
            )
        elif kind is Kind.WHOLE and value != int(value):
            self.add_problem(row, key, "phải là số nguyên", "must be a whole number")

    def _counts_people(
        self, text: str, value: float, convention: Convention, column: Column
    ) -> bool:
        """Return whether a number can be one of people, written in full."""
        if isinstance(text, Stored):
            return not column.whole or value == int(value)
        # 12.000 would be twelve: nobody writes twelve people so.
        return not is_lone_group(text, convention) and (not column.whole or value == int(value))

    def _no_number(self, row: Row, key: str, kind: Kind) -> None:
        text = row.cells[key]
        if not text:
            self.add_problem(row, key, "ô trống", "the cell is empty")
            return
        vi, en = hint_of_number(text, people=kind is Kind.PEOPLE)
        what = self._counted(row, self._columns[key])
        thousands = _in_thousands(text) if kind is Kind.PEOPLE else None
        if thousands is not None:
            self.add_problem(
                row,
                key,
                f"{text}: {what.vi} có phần lẻ; nếu tính bằng nghìn, viết {thousands}",
                f"{text}: {what.en} with decimals; if they are in thousands, write {thousands}",
            )
            return
        other = convention_shown(text, people=kind is Kind.PEOPLE)
        if other is None or self.convention not in self._shown_at:
            words = Text(f"{text!r} không phải là số{vi}", f"{text!r} is not a number{en}")
        else:
            line, usual = self._shown_at[self.convention], self.convention.words
            words = Text(
                f"{text!r} viết khác các số khác: dòng {line} viết {usual.vi}{vi}",
                f"{text!r} is not a number like the others: line {line} has {usual.en}{en}",
            )
        self.add_problem(row, key, *words)

    def _check_bounds(self, row: Row, key: str, kind: Kind, value: float) -> None:
        column, text = self._columns[key], row.cells[key]
        low, high = column.low, column.high
        if column.kind is Kind.FIGURE:
            low = 0.0 if kind is Kind.PEOPLE or kind is Kind.SHARE else -math.inf
            high = 1.0 if kind is Kind.SHARE else math.inf
        if low <= value <= high:
            return
        share = 0 < high <= 1 < value <= 100
        vi, en = bounds_words(low, high)
        hint = f" (viết {value / 100:g} cho {value:g} %)" if share else ""
        hint_en = f" (write {value / 100:g} for {value:g} %)" if share else ""
        self.add_problem(row, key, f"{text}: cần số {vi}{hint}", f"{text} {en}{hint_en}")

    def column_of(self, row: Row, key: str) -> int:
        """Return the column of a cell in its file, counted from 1."""
        return (row.places or self.sheet.columns)[self._keys.index(key)]

    def whole(self, row: Row, key: str) -> int:
        """Return a whole number."""
        return int(self.number(row, key))

    def day(self, row: Row, key: str) -> str:
        """Return a date as ISO; ``31/12/2023`` is read, as it can be one day only."""
        text = row.cells[key]
        stated = _DAY.fullmatch(text)
        if stated:
            day, month, year = (int(part) for part in stated.groups())
            # 1/7 is 1 July in Viet Nam and 7 January elsewhere: the file must be Vietnamese.
            if day > 12 or day == month or self._form_says is Convention.COMMA:
                text = f"{year:04}-{month:02}-{day:02}"
        try:
            if len(text) != 10:
                raise ValueError(text)
            return date.fromisoformat(text).isoformat()
        except ValueError:
            said = row.cells[key]
            self.add_problem(
                row,
                key,
                f"{said!r} không phải ngày (2023-12-31)",
                f"{said!r} is no date (2023-12-31)",
            )
            return said

    def unit(self, row: Row, expected: str, what: str) -> None:
        """Note a unit other than the one in which something is counted."""
        stated = row.cells["unit"]
        if stated != expected and (stated or not self._columns["unit"].blank):
            words = UNITS.get(expected, expected)
            self.add_problem(
                row,
                "unit",
                f"{stated!r}: {what} phải có đơn vị {expected} ({words}), không phải nghìn "
                f"{words}, triệu {words}",
                f"{stated!r}: the unit of {what} is {expected} (single ones, not thousands)",
            )

    def word(self, row: Row, key: str) -> str:
        """Return a text that must not be empty."""
        text = row.cells[key]
        if not text:
            self.add_problem(row, key, "ô trống", "the cell is empty")
        return text

    def one_of(self, row: Row, key: str, allowed: Iterable[str] | None = None) -> str:
        """Return a word out of those allowed, by default the choices of the column."""
        column, text = self._columns[key], row.cells[key]
        words = list(column.choices if allowed is None else allowed)
        if text in words or (not text and column.blank):
            return text
        near = nearest_words(text, words)
        listed = ", ".join(_with_words(word, column) for word in words) or "chưa có mục nào"
        vi, en = f"{text!r} không có", f"{text!r} is not one of"
        if not text:
            vi, en = "ô trống", "the cell is empty; give one of"
        self.add_problem(
            row,
            key,
            f"{vi}; được dùng: {listed}{near.vi}",
            f"{en} {', '.join(words) or 'any, there are none yet'}{near.en}",
        )
        return text

    def status(self, row: Row) -> Status:
        """Return the status of a row's figure; of one that is refused, the weakest."""
        stated = self.one_of(row, "status")
        return Status(stated) if stated in FIGURE_STATUSES else Status.ESTIMATE

    def clean(self, row: Row) -> bool:
        """Return whether nothing is wrong with a row so far."""
        return all(problem.line != row.line for problem in self.problems)

    def _meant(self, row: Row, key: str) -> str | float:
        number = self.stated(row, key) if self._columns[key].kind.numeric else None
        return row.cells[key] if number is None else number

    def unique(self) -> None:
        """Note rows that repeat an earlier one's key."""
        seen: dict[tuple[str | float, ...], int] = {}
        for row in self.rows:
            # 06 is the month 6.
            key = tuple(self._meant(row, column) for column in self.form.key)
            if key in seen:
                words = ", ".join(row.cells[c] for c in self.form.key if row.cells[c])
                self.add_problem(
                    row,
                    self.form.key[0],
                    f"lặp lại dòng {seen[key]}: {words}",
                    f"repeats line {seen[key]}: {words}",
                )
            seen.setdefault(key, row.line)


def reader_of(source: PackSource, form: TableForm) -> TableReader | None:
    """Return the reader of a pack's table, or None where the pack has no such table."""
    sheet = source.sheet(form)
    return None if sheet is None else TableReader(sheet, form)


_KIND_OF_COUNT = dict.fromkeys(("person", "household", "enterprise", "employer"), Kind.PEOPLE)
"""Units of what is counted one by one: written like people."""


def _in_thousands(text: str) -> str | None:
    """Return people in full where a text can only be thousands of people."""
    readings = {number_in(text, convention) for convention in Convention} - {None}
    if len(readings) != 1 or is_lone_group(text, Convention.POINT):
        return None
    value = 1000.0 * (readings.pop() or 0.0)
    return f"{value:.0f}" if abs(value - round(value)) < 1e-6 else None


def words_of(column: Column) -> dict[str, str]:
    """Return folded words -> key of what a column may hold."""
    if column.kind is Kind.UNIT:
        return _UNITS
    others = {
        fold(name): key
        for key, names in OTHER_NAMES.items()
        for name in names
        if key in column.choices
    }
    return others | keys_of(column.choices)


def _with_words(key: str, column: Column) -> str:
    words = column.choices.get(key)
    return f"{key} ({words.vi})" if words else key
