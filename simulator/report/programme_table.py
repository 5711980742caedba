"""The programme of the localities, and the year so far, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.allocation import TYPES, Programme, note, responsible
from simulator.analysis.counting import Counting, counting_of
from simulator.analysis.monitor import STATES, Reading
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.numbers import MISSING, format_chance, format_number
from simulator.report.statements import joined
from simulator.report.tables import heading, text_table
from simulator.text import Text

_WATCHED = Text(
    "Chỉ tiêu|Tháng|Thực tế|Đường mùa vụ [80 %]|31/12 theo kịch bản|Khả năng|Tình trạng|"
    "Còn phải thêm|Dự báo tháng 12 [80 %]",
    "Series|Month|Actual|Seasonal path [80 %]|Scenario's 31/12|Chance|State|Still needed|"
    "December [80 %]",
)
_SET = Text("Chỉ tiêu đã đặt|Khả năng", "Target set|Chance")


def programme_table(region: Region, scenario: Scenario, found: Programme, language: str) -> str:
    """Return the targets of every locality, a table a type, with who answers for them."""
    what = Text("Giao chỉ tiêu (người, ngày 31/12)", "Targets by locality (persons, 31 December)")
    parts = [heading(what, region, language, scenario)]
    for kind, levers in TYPES.items():
        used = [name for name in levers if name in scenario.levers]
        who = responsible(used, language)
        parts.append(text_table(_targets(found, kind, language)) + (f"\n{who}" if who else ""))
    counting = counting_of(scenario)
    if not counting.at_year_end:
        parts.append(_december_words(counting, found.years[0]).in_(language))
    return "\n\n".join([*parts, note(found).in_(language)])


def _december_words(counting: Counting, year: int) -> Text:
    """Return that targets are of December where the scenario counts at another time."""
    head = counting.head(year)
    return Text(
        f"Chỉ tiêu giao là số ngày 31/12; kịch bản này đếm vào lúc khác ({head.vi}), nên hai con "
        "số khác nhau.",
        f"Targets are counts of 31 December; this scenario counts at another time ({head.en}), so "
        "the two figures differ.",
    )


def _targets(found: Programme, kind: str, language: str) -> list[list[str]]:
    """Return localities by year for one type, and their sum."""
    rows = [[INDICATORS[kind].label.in_(language), *(str(y) for y in found.years)]]
    for locality in found.places:
        mine = [t for t in found.targets if t.locality is locality and t.type == kind]
        rows.append([locality.name, *(format_number(t.target, 0, language) for t in mine)])
    total = Text("Toàn tỉnh, 31/12", "Province, 31/12").in_(language)
    sums = (format_number(found.totals[kind, y], 0, language) for y in found.years)
    return [*rows, [total, *sums]]


def monitor_table(
    region: Region, scenario: Scenario, found: Sequence[Reading], language: str
) -> str:
    """Return where each series stands in the year, as text for a terminal."""
    stated = any(r.resolution is not None for r in found)
    heads = _WATCHED.in_(language).split("|")
    heads += _SET.in_(language).split("|") if stated else []
    rows = [heads] + [_reading(r, stated, language) for r in found]
    what = Text("Theo dõi trong năm (người)", "The year so far (persons)")
    parts = [heading(what, region, language, scenario), text_table(rows)]
    notes = monitor_words(found)
    return "\n".join([*parts, *([notes.in_(language)] if notes.vi else [])])


def _reading(r: Reading, stated: bool, language: str) -> list[str]:
    def people(value: float) -> str:
        return format_number(value, 0, language)

    own = [
        INDICATORS[r.indicator].label.in_(language),
        f"{r.month}/{r.year}",
        people(r.actual),
        f"{people(r.expected)} [{people(r.low)}; {people(r.high)}]",
        people(r.target),
        chance_words(r, r.chance, language),
        STATES[r.state].in_(language),
        people(r.still_needed),
        people(r.forecast) + forecast_range(r, language, " [{}; {}]"),
    ]
    if not stated:
        return own
    if r.resolution is None or r.resolution_chance is None:
        return [*own, MISSING, MISSING]
    return [*own, people(r.resolution), chance_words(r, r.resolution_chance, language)]


_MET = {True: Text("đã đạt", "met"), False: Text("không đạt", "not met")}


def chance_words(r: Reading, chance: float, language: str) -> str:
    """Return the odds of a target; of a December that is counted, whether it was met."""
    if r.basis == "counted":
        return _MET[chance > 0].in_(language)
    return format_chance(chance, language)


def forecast_range(r: Reading, language: str, layout: str) -> str:
    """Return the range of a forecast as ``layout`` puts it; "" of a count, which has none."""
    if r.basis == "counted":
        return ""
    return layout.format(
        *(format_number(v, 0, language) for v in (r.forecast_low, r.forecast_high))
    )


def monitor_words(found: Sequence[Reading]) -> Text:
    """Return how to read the forecasts of December, for the figures at hand."""

    def named(basis: str) -> Text:
        labels = [INDICATORS[r.indicator].label for r in found if r.basis == basis]
        return Text("; ".join(n.vi for n in labels), "; ".join(n.en for n in labels))

    outside, counted = named("outside"), named("counted")
    said = []
    if outside.vi:
        said.append(
            Text(
                f"{outside.vi}: số thực tế nằm ngoài phạm vi của gần như mọi lần mô phỏng; dự báo "
                "và khoảng chỉ kéo dài số đó theo mùa vụ. Hãy xem lại số liệu hoặc giả định.",
                f"{outside.en}: the figure lies beyond nearly all draws; forecast and range only "
                "carry it on along the seasons. Check the figure, or the assumptions.",
            )
        )
    if counted.vi:
        said.append(
            Text(
                f"{counted.vi}: đã là số tháng 12, không phải dự báo.",
                f"{counted.en}: the December count itself, not a forecast.",
            )
        )
    return joined(said)
