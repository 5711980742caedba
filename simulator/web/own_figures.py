"""Figures of the visitor's own, dropped onto the charts from a CSV."""

from __future__ import annotations

import math
from dataclasses import dataclass

from simulator.errors import InputError, Problem
from simulator.indicators import INDICATORS, SHARES
from simulator.inputs.documents import decode, parse_csv
from simulator.inputs.region import Region
from simulator.text import Text
from simulator.web.plain_table import HEADINGS, with_keys

INDICATORS_TAKEN = (*SHARES, "compulsory_si", "voluntary_si", "ui_participants")
MOST_ROWS = 500
MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One figure: a count [persons] or a share [fraction] at the end of a month."""

    indicator: str
    year: int
    month: int
    value: float

    @property
    def position(self) -> float:
        """Return the place on the axis of years, on which a year stands at its end."""
        return self.year - 1 + self.month / 12


def read_own_figures(raw: bytes, name: str) -> tuple[OwnFigure, ...]:
    r"""Return the figures of an uploaded table with the columns year, month, indicator, value.

    Raises
    ------
    InputError
        with the line of everything that is wrong.

    >>> read_own_figures(b"year,month,indicator,value\n2024,12,compulsory_si,41000\n", "a.csv")
    (OwnFigure(indicator='compulsory_si', year=2024, month=12, value=41000.0),)
    """
    if len(raw) > MOST_BYTES:
        raise InputError(
            Problem(name, 0, 0, "", Text("tệp lớn hơn 200 kB", "the file is larger than 200 kB"))
        )
    text = with_keys(decode(raw, name), INDICATORS_TAKEN)
    table = parse_csv(text, name, tuple(HEADINGS), ())
    rows = list(table.rows)
    problems: list[Problem] = []
    if len(rows) > MOST_ROWS:
        words = Text(f"nhiều hơn {MOST_ROWS} dòng", f"more than {MOST_ROWS} rows")
        raise InputError(Problem(name, 0, 0, "", words))
    found = [_figure(name, row.line, row.cells, problems) for row in rows]
    if problems:
        raise InputError(problems)
    return tuple(figure for figure in found if figure is not None)


def taken() -> Text:
    """Return the names of the indicators that are taken."""
    labels = [INDICATORS[name].label for name in INDICATORS_TAKEN]
    return Text("; ".join(t.vi for t in labels), "; ".join(t.en for t in labels))


def example(region: Region, language: str) -> bytes:
    """Return a table to fill in, with the figures of the base year as its rows."""
    rows = [";".join(text.in_(language) for text in HEADINGS.values())]
    for name in INDICATORS_TAKEN:
        figure = region.figure(name, region.base_year)
        if figure is not None:
            label = INDICATORS[name].label.in_(language)
            rows.append(f"{figure.year};{figure.month};{label};{figure.value:.0f}")
    return b"\xef\xbb\xbf" + ("\n".join(rows) + "\n").encode()


def _figure(
    name: str, line: int, cells: dict[str, str], problems: list[Problem]
) -> OwnFigure | None:
    year = _number(name, line, "year", cells, (1990, 2100), problems)
    month = _number(name, line, "month", cells, (1, 12), problems)
    indicator = cells["indicator"].strip()
    if indicator not in INDICATORS_TAKEN:
        listed = taken()
        words = Text(
            f"{indicator[:40]!r} không nhận; có: {listed.vi}",
            f"{indicator[:40]!r} is not taken; known: {listed.en}",
        )
        problems.append(Problem(name, line, 0, "indicator", words))
    bounds = (0.0, 1.0) if indicator in SHARES else (0.0, 1e9)
    value = _number(name, line, "value", cells, bounds, problems)
    if year is None or month is None or value is None:
        return None
    return OwnFigure(indicator, int(year), int(month), value)


def _number(
    name: str,
    line: int,
    key: str,
    cells: dict[str, str],
    bounds: tuple[float, float],
    problems: list[Problem],
) -> float | None:
    stated = cells[key].strip()
    try:
        value = float(stated)
    except ValueError:
        value = math.nan
    if bounds[0] <= value <= bounds[1]:
        return value
    allowed = f"{bounds[0]:g}-{bounds[1]:g}"
    words = Text(f"{stated[:20]!r} nằm ngoài {allowed}", f"{stated[:20]!r} is outside {allowed}")
    problems.append(Problem(name, line, 0, key, words))
    return None
