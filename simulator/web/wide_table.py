"""A table with a row a month and a column a series, as people keep counts in Excel, unfolded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from simulator.indicators import INDICATORS
from simulator.schemes import SERIES, SHORT
from simulator.text import LANGUAGES
from simulator.web.plain_table import HEADINGS

_MONTH = re.compile(r"(?:tháng|t)?\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.IGNORECASE)
_PEOPLE = re.compile(r"\s*\((?:người|people|persons)\)$")


def unfolded(text: str) -> tuple[str, list[int]]:
    r"""Return a wide table as one row a count, and the line of the first from which each comes.

    A table whose heads name no series stays as it is.

    >>> rows, lines = unfolded("Tháng;BHXH bắt buộc;BHTN\n8/2026;49.500;45.300\n")
    >>> rows.splitlines()[1:], lines
    (['2026;8;compulsory_si;49.500', '2026;8;ui_participants;45.300'], [1, 2, 2])
    """
    lines = text.splitlines()
    mark = next((m for m in "\t;" if lines and m in lines[0]), ",")
    heads = [cell.strip() for cell in lines[0].split(mark)] if lines else []
    series = {i: name for i, head in enumerate(heads) if (name := _series(head))}
    if not series:
        return text, list(range(1, len(lines) + 1))
    found = [(mark.join(HEADINGS[key].vi for key in HEADINGS), 1)]
    for line, row in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in row.split(mark)]
        found += ((words, line) for words in _counts(heads, cells, series, mark))
    rows, sources = zip(*found, strict=True)
    return "\n".join(rows), list(sources)


def _counts(
    heads: Sequence[str], cells: Sequence[str], series: dict[int, str], mark: str
) -> Iterable[str]:
    """Yield a row of the long table for each count of a month."""
    year, month = _when(heads, cells)
    for i, name in series.items():
        if i < len(cells) and cells[i]:
            yield mark.join((year, month, name, cells[i]))


def _when(heads: Sequence[str], cells: Sequence[str]) -> tuple[str, str]:
    """Return year and month as they stand in the cells, or in one cell together: 8/2026."""
    told = {
        key: cell
        for head, cell in zip(heads, cells, strict=False)
        for key in ("year", "month")
        if head.lower() in HEADINGS[key]
    }
    both = _MONTH.fullmatch(told.get("month", ""))
    if both and "year" not in told:
        return both[2], both[1]
    return told.get("year", ""), told.get("month", "")


def _series(head: str) -> str:
    """Return the series that a head names, by its label or its short name; "" for none."""
    wanted = _PEOPLE.sub("", head).lower()
    for name in SERIES:
        labels = (INDICATORS[name].label, INDICATORS[name].label.bare, SHORT[name])
        if wanted in {label.in_(k).lower() for label in labels for k in LANGUAGES}:
            return name
    return ""
