"""The movements of a year: who moved, why, from where to where, with sums that close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from simulator.dataclass import dataclass
from simulator.model.movements import OUTSIDE, Cause
from simulator.model.states import STATE_NAMES, STATES
from simulator.projection import Projection
from simulator.report.document import (
    Cell,
    Chart,
    Data,
    Number,
    Record,
    Section,
    Table,
    chain,
    say,
    table,
)
from simulator.report.results.headings import heading
from simulator.text import Text

_FIELDS = ("year", "cause", "origin", "destination", "persons")
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


def section(projection: Projection, year: int) -> Section:
    """Return the year's movements and the balance of every state."""
    rows, lines = _moves(projection, year), _balances(projection, year)
    what = say("Biến động năm {year}", "Movements of {year}", year=str(year))
    return Section(
        heading(what, projection.region, projection.scenario),
        (moves(rows), _balance_table(lines)),
        Data(rows, _FIELDS, {"movements": rows, "balance": [asdict(line) for line in lines]}),
    )


def moves(rows: Sequence[Record]) -> Table:
    """Return the movements as a table."""
    return table(
        Text("Bảng biến động đầy đủ", "The whole movement table"),
        rows,
        (Text("Nguyên nhân", "Cause"), lambda r: Cause(r["cause"]).label),
        (Text("Từ", "From"), lambda r: _state(r["origin"])),
        (Text("Đến", "To"), lambda r: _state(r["destination"])),
        (Text("Số người", "Persons"), lambda r: Number(r["persons"], "person")),
        long=True,
    )


def _moves(projection: Projection, year: int) -> list[Record]:
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


def _state(name: str) -> Text:
    return _OUTSIDE if name == "outside" else STATES[name]


def _balances(projection: Projection, year: int) -> list[BalanceLine]:
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


def _balance_table(lines: Sequence[BalanceLine]) -> Table:
    """Return the states' balances and their sum."""
    columns = {
        "opening": Text("Đầu năm", "Opening"),
        "arrivals": Text("Đến", "In"),
        "departures": Text("Đi", "Out"),
        "closing": Text("Cuối năm", "Closing"),
        "difference": Text("Sai lệch", "Difference"),
    }
    rows: list[tuple[Cell, ...]] = [
        (_state(line.state), *(Number(getattr(line, name), "person") for name in columns))
        for line in lines
    ]
    sums = [sum(getattr(line, name) for line in lines) for name in columns]
    rows.append((Text("Cộng", "Sum"), *(Number(value, "person") for value in sums)))
    head = (Text("Trạng thái, người", "State, persons"), *columns.values())
    return Table("", head, tuple(rows), total=True)


_FLOWS: dict[str, tuple[int, Text]] = {
    "hired": (1, Text("Vào việc có BHXH bắt buộc", "Hired into covered jobs")),
    "compliance": (1, Text("Tham gia thêm nhờ tăng tuân thủ", "Covered by compliance")),
    "owners": (1, Text("Chủ hộ kinh doanh đăng ký", "Household-business owners")),
    "entries": (1, Text("Tham gia tự nguyện mới, tham gia lại", "Entries, re-enrolment")),
    "separations": (-1, Text("Thôi việc, mất việc", "Separations, lay-offs")),
    "lapses": (-1, Text("Dừng đóng tự nguyện", "Lapses of voluntary members")),
    "retirements": (-1, Text("Nghỉ hưu", "Retirements")),
    "lump_sums": (
        -1,
        Text("Rút BHXH một lần (người đã dừng)", "Lump sums (of former members)"),
    ),
}
"""Flow -> into insurance or out of it, and what it is called."""


def flows(projection: Projection, year: int) -> Chart:
    """Return the year's flows into insurance and out of it, those out below zero."""
    found = flows_of(projection, year)
    rows = tuple(
        (label, Number(sign * found[name], "person", signed=True))
        for name, (sign, label) in _FLOWS.items()
    )
    caption = say(
        "Tăng, giảm người tham gia năm {year}", "Flows in and out, {year}", year=str(year)
    )
    told = chain([chain(row, ": ") for row in rows], "; ")
    head = (Text("Biến động", "Flow"), Text("Người", "Persons"))
    return Chart(Table(caption, head, rows), told, Text("người", "persons"), "bars")


def flows_of(projection: Projection, year: int) -> dict[str, float]:
    """Return the year's flows into insurance and out of it [persons]."""
    moved, row = projection.moved, projection.row(year)

    def into_cover(*causes: Cause) -> float:
        last = len(projection.stocks[0]) - 1 if projection.stocks is not None else -1
        return float(
            sum(
                m[row, 0]
                for (cause, _, destination), m in projection.movements.items()
                if cause in causes and destination == last
            )
        )

    return {
        "hired": into_cover(Cause.HIRING, Cause.HIRING_FROM_OUTSIDE),
        "compliance": into_cover(Cause.COMPLIANCE),
        "owners": float(projection.total("owners")[row, 0]),
        "entries": float(projection.total("entries")[row].sum()),
        "separations": float(projection.total("separations")[row, 0] + moved(Cause.LAYOFF)[row, 0]),
        "lapses": float(projection.total("lapses")[row].sum()),
        "retirements": float(projection.total("retirements")[row, 0]),
        "lump_sums": float(projection.total("lump_sums")[row, 0]),
    }
