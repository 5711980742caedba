"""Many places and scenarios against their targets: one line each."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.indicators import INDICATORS
from simulator.report.batch import Part
from simulator.report.document import Data, Number, Record, Section, Table, note, say
from simulator.text import Text

_NATIONAL = Text(
    "Chỉ tiêu cả nước không giao cho từng nơi: nơi không có chỉ tiêu riêng thì không có khả năng "
    "đạt.",
    "A national target is not assigned to a place: one without a target of its own has no odds.",
)


def section(parts: Sequence[Part], found: Sequence[list[Record]]) -> Section:
    """Return participants, coverage and what is missing, a line a place, scenario and year.

    Parameters
    ----------
    found : the records of each part
    """
    rows = [
        _line(part, records, year)
        for part, records in zip(parts, found, strict=True)
        for year in part.years
    ]
    head = (
        Text("Địa bàn", "Place"),
        Text("Kịch bản", "Scenario"),
        Text("Năm", "Year"),
        INDICATORS["si_participants"].label,
        INDICATORS["si_share"].label,
        Text("Còn thiếu, điểm phần trăm", "Missing, points"),
        Text("Khả năng đạt", "Chance"),
    )
    shown = Table(
        "",
        head,
        tuple(_cells(part, row) for part, row in zip(_each(parts), rows, strict=True)),
    )
    places = len({part.region.code for part in parts})
    title = say(
        "{places} địa bàn, {parts} dự báo",
        "{places} places, {parts} projections",
        places=Number(float(places), "person"),
        parts=Number(float(len(parts)), "person"),
    )
    return Section(title, (shown, note(_NATIONAL)), Data(rows))


def _each(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts for _ in part.years]


def _line(part: Part, records: list[Record], year: int) -> Record:
    def of(indicator: str, share: str | None = None) -> Record:
        mine = (r for r in records if r["year"] == year and r["class"] is None)
        return next((r for r in mine if (r["indicator"], r["of"]) == (indicator, share)), {})

    line: Record = {"region": part.region.code, "scenario": part.scenario.name, "year": year}
    for name in ("si_participants", "si_share"):
        record = of(name)
        line |= {name: record["value"], f"{name}_status": record["status"]}
        line |= {f"{name}_{end}": record.get(end) for end in ("low", "high")}
    gap = of("gap_to_target_points", "si_share")
    line |= {"gap_points": gap.get("value"), "target_set": gap.get("target_set")}
    return line | {"assigned": gap.get("assigned"), "chance": gap.get("chance")}


def _cells(part: Part, row: Record) -> tuple[Text | str | Number, ...]:
    def number(name: str, unit: str) -> Number:
        low, high = (row[f"{name}_{end}"] for end in ("low", "high"))
        return Number(row[name], unit, low, high, status=row[f"{name}_status"])

    return (
        part.region.name,
        part.scenario.title,
        str(row["year"]),
        number("si_participants", "person"),
        number("si_share", "share"),
        "" if row["gap_points"] is None else Number(row["gap_points"], "signed_point"),
        "" if row["chance"] is None else Number(row["chance"], "chance"),
    )
