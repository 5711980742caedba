"""The movement table of a year: who moved, why, from where to where, with sums that close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.model.movements import OUTSIDE, Cause
from simulator.model.states import STATE_NAMES, STATES
from simulator.projection import Projection
from simulator.report.numbers import format_number
from simulator.report.tables import text_table
from simulator.text import Text

MOVEMENT_FIELDS = ("year", "cause", "origin", "destination", "persons")
_OUTSIDE = Text("(ngoài)", "(outside)")


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """Opening stock, arrivals, departures and closing stock of one state [persons].

    Closing less opening, arrivals and departures, is zero up to rounding of the arithmetic.
    """

    state: str
    opening: float
    arrivals: float
    departures: float
    closing: float

    @property
    def difference(self) -> float:
        """Return what the sum misses: zero but for rounding."""
        return self.opening + self.arrivals - self.departures - self.closing


def movement_rows(projection: Projection, year: int) -> list[dict[str, Any]]:
    """Return the year's movements as records of cause, origin, destination and persons."""
    row = projection.row(year)
    order = list(Cause)
    found = sorted(projection.movements.items(), key=lambda i: (order.index(i[0][0]), *i[0][1:]))
    return [
        {
            "year": year,
            "cause": cause.value,
            "origin": _name(origin),
            "destination": _name(destination),
            "persons": float(persons[row, 0]),
        }
        for (cause, origin, destination), persons in found
        if persons[row, 0] != 0.0
    ]


def _name(state: int) -> str:
    return "outside" if state == OUTSIDE else STATE_NAMES[state]


def balance(projection: Projection, year: int) -> list[BalanceLine]:
    """Return opening, arrivals, departures and closing of every state."""
    if projection.stocks is None:
        raise ValueError("the projection did not keep its stocks")
    row = projection.row(year)
    lines = []
    for i, name in enumerate(STATE_NAMES):
        arriving = leaving = 0.0
        for (_, origin, destination), persons in projection.movements.items():
            arriving += float(persons[row, 0]) if destination == i else 0.0
            leaving += float(persons[row, 0]) if origin == i else 0.0
        opening = float(projection.stocks[row - 1, i, :, :, 0].sum())
        closing = float(projection.stocks[row, i, :, :, 0].sum())
        lines.append(BalanceLine(name, opening, arriving, leaving, closing))
    return lines


def movement_table(
    rows: Sequence[dict[str, Any]], lines: Sequence[BalanceLine], language: str
) -> str:
    """Return both tables as text."""

    def state(name: str) -> str:
        return _OUTSIDE.in_(language) if name == "outside" else STATES[name].in_(language)

    def persons(value: float) -> str:
        return format_number(value, 0, language)

    head = Text("Nguyên nhân|Từ|Đến|Số người", "Cause|From|To|Persons").in_(language).split("|")
    moves = [head] + [
        [
            Cause(r["cause"]).label.in_(language),
            state(r["origin"]),
            state(r["destination"]),
            persons(r["persons"]),
        ]
        for r in rows
    ]
    words = Text(
        "Trạng thái, người|Đầu năm|Đến|Đi|Cuối năm|Sai lệch",
        "State, persons|Opening|In|Out|Closing|Difference",
    )
    sums = [words.in_(language).split("|")] + [
        [
            state(line.state),
            persons(line.opening),
            persons(line.arrivals),
            persons(line.departures),
            persons(line.closing),
            persons(line.difference),
        ]
        for line in lines
    ]
    total = [
        sum(getattr(line, f) for line in lines)
        for f in ("opening", "arrivals", "departures", "closing")
    ]
    sums.append([Text("Cộng", "Sum").in_(language), *(persons(t) for t in total)])
    sums[-1].append(persons(total[0] + total[1] - total[2] - total[3]))
    return f"{text_table(moves, 3)}\n\n{text_table(sums)}"
