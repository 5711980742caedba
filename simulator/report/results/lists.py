"""What can be set and what comes out: levers, indicators, regions, scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.inputs.figures import Status
from simulator.levers import LEVERS
from simulator.report.document import Data, Number, Section, Table, table
from simulator.report.results.amounts import level_of
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.region import Region
    from simulator.inputs.scenario import Scenario

_KEY = Text("khoá", "name")


def levers() -> Section:
    """Return every lever: unit, range, evidence, who answers for it."""
    shown = table(
        "",
        LEVERS.values(),
        (_KEY, lambda lever: lever.name),
        (Text("giải pháp", "lever"), lambda lever: lever.label),
        (Text("đơn vị", "unit"), lambda lever: lever.unit),
        (Text("thấp nhất", "low"), lambda lever: level_of(lever.name, lever.low)),
        (Text("cao nhất", "high"), lambda lever: level_of(lever.name, lever.high)),
        (Text("trung tính", "neutral"), lambda lever: level_of(lever.name, lever.neutral)),
        (Text("bằng chứng", "grade"), lambda lever: lever.grade),
        (Text("chịu trách nhiệm", "responsible"), lambda lever: lever.responsible),
    )
    rows = [
        {
            "name": lever.name,
            "label": lever.label,
            "group": lever.group.label,
            "unit": lever.unit,
            "low": lever.low,
            "high": lever.high,
            "neutral": lever.neutral,
            "by_class": lever.by_class,
            "grade": lever.grade,
            "indicator": lever.indicator,
            "direction": lever.direction,
            "costs": " ".join(lever.prices),
            "responsible": lever.responsible,
        }
        for lever in LEVERS.values()
    ]
    return Section("", (shown,), Data(rows))


def indicators() -> Section:
    """Return every indicator: unit and definition."""
    from simulator.indicators import INDICATORS, UNITS

    shown = table(
        "",
        INDICATORS.values(),
        (_KEY, lambda i: i.name),
        (Text("chỉ tiêu", "indicator"), lambda i: i.label),
        (Text("đơn vị", "unit"), lambda i: UNITS[i.unit]),
        (Text("định nghĩa", "definition"), lambda i: i.explanation),
    )
    rows = [
        {"name": i.name, "label": i.label, "unit": i.unit, "by_class": i.by_class,
         "explanation": i.explanation}
        for i in INDICATORS.values()
    ]  # fmt: skip
    return Section("", (shown,), Data(rows, ("name", "label", "unit", "explanation")))


def regions(places: Sequence[Region]) -> Section:
    """Return regions with their base year and parent."""
    shown = table(
        "",
        places,
        (_KEY, lambda place: place.code),
        (Text("địa bàn", "region"), lambda place: place.name),
        (Text("năm gốc", "base year"), lambda place: str(place.base_year)),
        (Text("thuộc", "part of"), lambda place: place.parent.code if place.parent else ""),
        (Text("số liệu riêng", "own numbers"), lambda p: Number(p.statuses().total(), decimals=0)),
        (
            Text("ước tính", "estimates"),
            lambda p: Number(p.statuses()[Status.ESTIMATE], decimals=0),
        ),
        (Text("phần ước tính", "share of estimates"), lambda p: Number(_estimated(p), "share")),
    )
    rows = [
        {
            "name": place.code,
            "label": place.name,
            "base_year": place.base_year,
            "parent": place.parent.code if place.parent else "",
            "own_numbers": place.statuses().total(),
            "estimates": place.statuses()[Status.ESTIMATE],
            "estimated_share": _estimated(place),
        }
        for place in places
    ]
    return Section("", (shown,), Data(rows))


def _estimated(place: Region) -> float:
    """Return the share of a place's own numbers that are estimates."""
    found = place.statuses()
    return found[Status.ESTIMATE] / max(found.total(), 1)


def scenarios(found: Sequence[Scenario]) -> Section:
    """Return scenarios with what they build on."""
    shown = table(
        "",
        found,
        (_KEY, lambda s: s.name),
        (Text("kịch bản", "scenario"), lambda s: s.title),
        (Text("gốc", "base"), lambda s: s.extends or ""),
        (Text("mô tả", "description"), lambda s: s.description),
    )
    return Section("", (shown,), _records(shown, "name", "title", "extends", "description"))


def _records(shown: Table, *keys: str) -> Data:
    """Return a table of plain words as records of these keys."""
    rows = [dict(zip(keys, row, strict=True)) for row in shown.rows]
    return Data(rows)
