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
    return f"{text_table(_moves(rows, language), 3)}\n\n{text_table(_balances(lines, language))}"


def _state(name: str, language: str) -> str:
    return (_OUTSIDE if name == "outside" else STATES[name]).in_(language)


def _moves(rows: Sequence[dict[str, Any]], language: str) -> list[list[str]]:
    head = Text("Nguyên nhân|Từ|Đến|Số người", "Cause|From|To|Persons")
    return [head.in_(language).split("|")] + [
        [
            Cause(r["cause"]).label.in_(language),
            _state(r["origin"], language),
            _state(r["destination"], language),
            format_number(r["persons"], 0, language),
        ]
        for r in rows
    ]


def _balances(lines: Sequence[BalanceLine], language: str) -> list[list[str]]:
    """Return the states' balances and their sum."""
    head = Text(
        "Trạng thái, người|Đầu năm|Đến|Đi|Cuối năm|Sai lệch",
        "State, persons|Opening|In|Out|Closing|Difference",
    )
    total = BalanceLine(
        Text("Cộng", "Sum").in_(language),
        sum(line.opening for line in lines),
        sum(line.arrivals for line in lines),
        sum(line.departures for line in lines),
        sum(line.closing for line in lines),
    )

    def cells(name: str, line: BalanceLine) -> list[str]:
        numbers = (line.opening, line.arrivals, line.departures, line.closing, line.difference)
        return [name, *(format_number(number, 0, language) for number in numbers)]

    states = [cells(_state(line.state, language), line) for line in lines]
    return [head.in_(language).split("|"), *states, cells(total.state, total)]
