"""Tables as an office keeps them: headings and names in words, separated as Excel saves them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from simulator.errors import Problem
from simulator.indicators import INDICATORS
from simulator.text import LANGUAGES, Text

HEADINGS = {
    "year": Text("năm", "year"),
    "month": Text("tháng", "month"),
    "indicator": Text("chỉ tiêu", "indicator"),
    "value": Text("giá trị", "value"),
}
_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")


def with_keys(text: str, indicators: Iterable[str]) -> str:
    r"""Return a table as the readers of the program take it, line by line.

    Headings and names of indicators may be words of either language. Where columns are separated
    by tabs or semicolons, as Excel does it in Vietnam, numbers are written in the Vietnamese way.

    >>> with_keys("năm;tháng;chỉ tiêu;giá trị\n2024;6;BHXH tự nguyện;9.100", ["voluntary_si"])
    'year,month,indicator,value\n2024,6,voluntary_si,9100\n'
    """
    lines = text.splitlines()
    first = lines[0] if lines else ""
    mark = next((m for m in ("\t", ";") if m in first), ",")
    known = _keys(indicators)
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    try:
        for line in lines:
            cells = next(csv.reader([line], delimiter=mark), [])
            if mark != ",":
                cells = [_number(cell) for cell in cells]
            writer.writerow([known.get(_plain(cell), cell) for cell in cells])
    except csv.Error:
        return text  # the reader says what is wrong, and where
    return target.getvalue()


def _number(cell: str) -> str:
    """Return a Vietnamese number with a point for its decimals; other text as it is."""
    stated = cell.strip()
    if _GROUPED.fullmatch(stated.partition(",")[0]):
        stated = stated.replace(".", "")
    return stated.replace(",", ".") if re.fullmatch(r"[\d.]+(,\d+)?", stated) else cell


def _keys(indicators: Iterable[str]) -> dict[str, str]:
    found = {}
    for name in indicators:
        for language in LANGUAGES:
            label = INDICATORS[name].label.in_(language)
            found[_plain(label)] = found[_plain(label.partition(" (")[0])] = name
    for key, text in HEADINGS.items():
        found |= {_plain(text.in_(language)): key for language in LANGUAGES}
    return found


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().split())


def headings(language: str) -> str:
    """Return the headings in words, for a label."""
    return ", ".join(text.in_(language) for text in HEADINGS.values())


def line_in(problem: Problem, language: str) -> str:
    """Return a problem of a table by its line, with the heading in words."""
    heading = HEADINGS[problem.key].in_(language) if problem.key in HEADINGS else problem.key
    row = Text("dòng", "line").in_(language)
    parts = [f"{row} {problem.line}" if problem.line else "", heading]
    return ": ".join([*(part for part in parts if part), problem.text.in_(language)])
