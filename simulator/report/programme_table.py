"""The programme of the localities, and the year so far, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.allocation import TYPES, Programme, note, responsible
from simulator.analysis.monitor import STATES, Reading
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.numbers import format_chance, format_number
from simulator.report.tables import heading, text_table
from simulator.text import Text

_WATCHED = Text(
    "Chỉ tiêu|Tháng|Thực tế|Đường mùa vụ [80 %]|Mục tiêu năm|Khả năng|Tình trạng|Còn phải thêm|"
    "Dự báo tháng 12 [80 %]",
    "Series|Month|Actual|Seasonal path [80 %]|Target|Chance|State|Still needed|December [80 %]",
)
_OWN_TARGET = Text(
    "Năm này không có chỉ tiêu: mục tiêu là số tháng 12 của kịch bản.",
    "No target is set for this year: the target is the scenario's own December.",
)


def programme_table(region: Region, scenario: Scenario, found: Programme, language: str) -> str:
    """Return the targets of every locality, a table a type, with who answers for them."""
    what = Text("Giao chỉ tiêu (người, ngày 31/12)", "Targets by locality (persons, 31 December)")
    parts = [heading(what, region, language, scenario)]
    for kind, levers in TYPES.items():
        used = [name for name in levers if name in scenario.levers]
        who = responsible(used, language)
        parts.append(text_table(_targets(found, kind, language)) + (f"\n{who}" if who else ""))
    return "\n\n".join([*parts, note(found).in_(language)])


def _targets(found: Programme, kind: str, language: str) -> list[list[str]]:
    """Return localities by year for one type, and their sum."""
    rows = [[INDICATORS[kind].label.in_(language), *(str(y) for y in found.years)]]
    for locality in found.places:
        mine = [t for t in found.targets if t.locality is locality and t.type == kind]
        rows.append([locality.name, *(format_number(t.target, 0, language) for t in mine)])
    total = Text("Toàn tỉnh", "Province").in_(language)
    sums = (format_number(found.totals[kind, y], 0, language) for y in found.years)
    return [*rows, [total, *sums]]


def monitor_table(
    region: Region, scenario: Scenario, found: Sequence[Reading], language: str
) -> str:
    """Return where each series stands in the year, as text for a terminal."""
    rows = [_WATCHED.in_(language).split("|")] + [_reading(r, language) for r in found]
    what = Text("Theo dõi trong năm (người)", "The year so far (persons)")
    parts = [heading(what, region, language, scenario), text_table(rows)]
    targets = region.targets.get(scenario.targets or "", ())
    if all(target.year != found[0].year for target in targets):
        parts.append(_OWN_TARGET.in_(language))
    return "\n".join(parts)


def _reading(r: Reading, language: str) -> list[str]:
    def people(value: float) -> str:
        return format_number(value, 0, language)

    return [
        INDICATORS[r.indicator].label.in_(language),
        f"{r.month}/{r.year}",
        people(r.actual),
        f"{people(r.expected)} [{people(r.low)}; {people(r.high)}]",
        people(r.target),
        format_chance(r.chance, language),
        STATES[r.state].in_(language),
        people(r.still_needed),
        f"{people(r.forecast)} [{people(r.forecast_low)}; {people(r.forecast_high)}]",
    ]
