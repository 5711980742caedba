"""Rows and columns as a file holds them, before anyone knows what they mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem
from simulator.inputs.numerals import Convention
from simulator.text import Text

SEPARATORS = (",", ";", "\t", "|")


class Stored(str):
    """A cell whose number the workbook itself holds: plain digits, however it is shown."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file.

    Parameters
    ----------
    name : file as the user wrote it
    lines : line of the file (row of the workbook) and cells; the header first, empty rows left out
    columns : number of each cell's column, counted from 1; empty columns are left out
    tab : name of the workbook's sheet; empty for a text
    convention : how its numbers are written, as far as its form says so
    places : column of each cell by line, where lines were made of cells that stood elsewhere
    """

    name: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    columns: tuple[int, ...]
    tab: str = ""
    convention: Convention | None = None
    places: tuple[tuple[int, ...], ...] = ()

    def problem(
        self,
        line: int,
        column: int,
        key: str,
        vi: str,
        en: str,
        columns: tuple[int, ...] = (),
        called: Text | None = None,
    ) -> Problem:
        """Return a problem at a cell; ``column`` counts the cells of this table from 0.

        Parameters
        ----------
        columns : of this line, where they differ from those of the table
        called : what a workbook calls the column
        """
        known = columns or self.columns
        place = known[column] if 0 <= column < len(known) else 1
        return Problem(self.name, line, place, key, Text(vi, en), self.tab, called)


def sheet_of_csv(text: str, name: str) -> Sheet:
    r"""Return the cells of a text, separated by whatever its first line uses.

    Empty rows and columns are left out, lines are counted as an editor counts them.

    Raises
    ------
    InputError
        for an empty table, rows longer than the header, cells without a heading, and what is no
        table at all.

    >>> sheet_of_csv('\na;b;\n"1\n2";3;\n\n4;5;\n', "a.csv").lines
    ((2, ('a', 'b')), (3, ('1\n2', '3')), (6, ('4', '5')))
    """
    mark, begin = _separator(text)
    found = [(line, cells) for line, cells in _rows(text, mark, begin, name) if any(cells)]
    if not found:
        raise InputError(Problem(name, 1, 1, "", Text("bảng rỗng", "the table is empty")))
    convention = Convention.COMMA if mark == ";" else None
    return sheet_of_rows(name, found, convention=convention)


def sheet_of_rows(
    name: str,
    rows: Sequence[tuple[int, Sequence[str]]],
    tab: str = "",
    convention: Convention | None = None,
) -> Sheet:
    """Return rows of unequal length as a table of those columns that hold anything.

    Raises
    ------
    InputError
        with every row that has cells where the header has none.
    """
    header = list(rows[0][1])
    if sum(map(bool, header)) == 1 and any(sum(map(bool, cells)) > 1 for _, cells in rows[1:]):
        raise InputError(Problem(name, rows[0][0], 1, "", _A_TITLE, tab))
    problems = [
        Problem(name, line, len(header) + 1, "", _beyond(cells, header), tab)
        for line, cells in rows
        if any(cells[len(header) :])
    ]
    width = len(header)
    full = [(line, (*cells, *[""] * (width - len(cells)))[:width]) for line, cells in rows]
    kept = [i for i in range(width) if any(cells[i] for _, cells in full)]
    for i in kept:
        first = next(line for line, cells in full if cells[i])
        if not header[i]:
            words = Text("có chữ dưới cột không có tiêu đề", "cells below no heading")
            problems.append(Problem(name, first, i + 1, "", words, tab))
    if problems:
        raise InputError(problems[:50])
    lines = tuple((line, tuple(cells[i] for i in kept)) for line, cells in full)
    return Sheet(name, lines, tuple(i + 1 for i in kept), tab, convention)


_A_TITLE = Text(
    "dòng đầu phải là tiêu đề các cột; xoá các dòng phía trên tiêu đề",
    "the first row must be the headings of the columns; delete the rows above them",
)


def _beyond(cells: Sequence[str], header: Sequence[str]) -> Text:
    return Text(
        f"dòng có {len(cells)} ô, tiêu đề có {len(header)}",
        f"the row has {len(cells)} cells, the header {len(header)}",
    )


def _separator(text: str) -> tuple[str, int]:
    """Return the mark between cells, and how many lines precede the table (``sep=;``)."""
    lines = text.split("\n", 1000)
    first = next((line for line in lines if line.strip(" ,;|\t")), "")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], lines.index(first) + 1
    # The mark of the heading, quoted words aside; a comma where there is none at all.
    bare = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=lambda mark: (bare.count(mark), mark == ",")), 0


def _rows(text: str, mark: str, begin: int, name: str) -> list[tuple[int, tuple[str, ...]]]:
    lines = io.StringIO("\n".join(text.split("\n")[begin:]), "")
    reader = csv.reader(lines, delimiter=mark, strict=True)
    found, line = [], begin + 1
    try:
        for cells in reader:
            found.append((line, tuple(cell.strip() for cell in cells)))
            line = begin + reader.line_num + 1
    except csv.Error:
        words = Text(
            "không phải CSV: dấu nháy chưa đóng, hoặc ô quá dài",
            "not CSV: an open quote, or a cell that is too long",
        )
        raise InputError(Problem(name, line, 1, "", words)) from None
    return found
