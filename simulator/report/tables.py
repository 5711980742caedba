"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.analysis.counting import Counting, counting_of
from simulator.classes import CLASSES
from simulator.experience import has_own_history
from simulator.indicators import COUNTED_AS_STATED, IN_THE_YEAR, INDICATORS, UNITS
from simulator.inputs.figures import ORIGINS, STATUSES
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import figure_words, target_set_words
from simulator.report.numbers import MISSING, format_chance, format_value, shown_difference
from simulator.text import Text

Record = dict[str, Any]
_GAPS = {
    "gap_to_target_persons": Text("Còn thiếu so với {}", "Gap to {}"),
    "gap_to_target_points": Text("Còn thiếu so với {}", "Gap to {}"),
    "gap_to_nation_points": Text("Chênh lệch so với cả nước", "Difference from the national share"),
}
_SHORT = {
    "si_share": Text("bao phủ BHXH", "SI coverage"),
    "voluntary_share": Text("BHXH tự nguyện", "voluntary"),
    "ui_share": Text("BHTN", "UI"),
    "si_participants": Text("người tham gia BHXH", "SI participants"),
    "compulsory_si": Text("BHXH bắt buộc", "compulsory"),
    "voluntary_si": Text("BHXH tự nguyện", "voluntary"),
    "ui_participants": Text("BHTN", "UI"),
}
_NATIONAL = Text("chỉ tiêu cả nước", "the national target")


def text_table(
    rows: Sequence[Sequence[str]], numeric_from: int = 1, numeric_to: int | None = None
) -> str:
    """Return rows as an aligned table; columns from ``numeric_from`` to ``numeric_to`` stand right.

    >>> print(text_table([["", "2025"], ["BHXH", "1.234"]]))
           2025
    BHXH  1.234
    """
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(len(rows[0]))]
    last = len(widths) if numeric_to is None else numeric_to
    lines = []
    for row in rows:
        cells = [
            cell.rjust(widths[i]) if numeric_from <= i <= last else cell.ljust(widths[i])
            for i, cell in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def label_of(record: Record, language: str) -> str:
    """Return the words of a record's row."""
    name = record["indicator"]
    if name in _GAPS:
        of = _SHORT[record["of"]].in_(language)
        unit = UNITS[record["unit"]].in_(language)
        held = _NATIONAL if record["assigned"] is False else target_set_words(record["target_set"])
        return f"{_GAPS[name].in_(language).format(held.in_(language))}: {of} ({unit})"
    indicator = INDICATORS[name]
    if record["class"]:
        return f"  {CLASSES[record['class']].in_(language)}"
    words = indicator.label.in_(language)
    unit = UNITS[indicator.unit].in_(language)
    return words if indicator.unit == "share" else f"{words} ({unit})"


def _unit(record: Record, language: str) -> str:
    return UNITS[record["unit"]].in_(language)


def heading(
    what: Text, region: Region, language: str, scenario: Scenario | None = None, when: str = ""
) -> str:
    """Return the line above a table: what it shows, of which scenario, where and when."""
    parts = [what.in_(language)]
    if scenario is not None:
        parts.append(scenario.title.in_(language))
    parts.append(region.name.in_(language))
    return ", ".join([*parts, when] if when else parts)


def comparison(
    region: Region,
    scenarios: Sequence[Scenario],
    found: Sequence[Sequence[Record]],
    years: Sequence[int],
    language: str,
) -> str:
    """Return scenarios side by side, with differences from the first and what they differ in."""
    parts = [_head(region, language)]
    for year in years:
        parts.append(_year_table(scenarios, found, year, language))
    if len(scenarios) > 1:
        parts.append(_differing(scenarios, language, region.base_year + 1))
    parts.append(_notes(region, scenarios, found, language))
    # A trend line counts people at the ends of years, as its history does.
    if has_own_history(region) and all(s.measure == "year_end" for s in scenarios):
        from simulator.report.trend_words import trend_sentences

        parts += trend_sentences(region, years, language)
    return "\n\n".join(parts)


def _head(region: Region, language: str) -> str:
    words = Text(
        f"{region.name.vi}: dự báo từ 31/12/{region.base_year}",
        f"{region.name.en}: projection from 31 December {region.base_year}",
    )
    return words.in_(language)


def _key(record: Record) -> tuple[Any, ...]:
    return (record["indicator"], record["of"], record["class"], record["target_set"])


def _year_table(
    scenarios: Sequence[Scenario], found: Sequence[Sequence[Record]], year: int, language: str
) -> str:
    tables = [{_key(r): r for r in part if r["year"] == year} for part in found]
    titles = [scenario.title.in_(language) for scenario in scenarios]
    banded = any("low" in r for t in tables for r in t.values())
    counted = [counting_of(scenario) for scenario in scenarios]
    alike = len(set(counted)) == 1
    head = counted[0].head(year).in_(language) if alike else str(year)
    rows = [[head, *(_shortened(title) for title in titles)]]
    if not alike:
        rows.append([_COUNTED.in_(language), *(c.head(year).in_(language) for c in counted)])
    previous = None
    for key, first in sorted(tables[0].items(), key=lambda item: _rank(item[1])):
        if first["class"] and first["indicator"] != previous:
            previous = first["indicator"]
            head = f"{INDICATORS[previous].label.in_(language)} ({_unit(first, language)})"
            rows.append([head, *("" for _ in titles)])
        rows.append(
            [
                label_of(first, language) + _apart(first, counted, year).in_(language),
                *(
                    _cell(table.get(key), _beside(first, table.get(key), i), language, banded)
                    for i, table in enumerate(tables)
                ),
            ]
        )
    return text_table(rows)


_FIRST = (
    "si_participants",
    "compulsory_si",
    "voluntary_si",
    "ui_participants",
    "si_share",
    "voluntary_share",
    "ui_share",
    *_GAPS,
)
"""What a planner asks first; the rest follows in the order of the registry, classes last."""


def _rank(record: Record) -> tuple[int, int]:
    if record["class"]:
        return (2, 0)
    if record["indicator"] in _FIRST:
        return (0, _FIRST.index(record["indicator"]))
    return (1, 0)


def _shortened(title: str, width: int = 30) -> str:
    return title if len(title) <= width else title[: width - 1] + "…"


_COUNTED = Text("Đếm vào", "Counted")


def _apart(record: Record, counted: Sequence[Counting], year: int) -> Text:
    """Return of when a row is, where the head of its table says another date."""
    name = record["of"] or record["indicator"]
    if name in COUNTED_AS_STATED or all(c.at_year_end for c in counted):
        return Text("", "")
    if name in IN_THE_YEAR:
        return Text(f" (cả năm {year})", f" (whole of {year})")
    return Text(f" (31/12/{year})", f" (31/12/{year})")


def _beside(first: Record, other: Record | None, position: int) -> Record | None:
    """Return the record that a difference is taken from; none for another way of counting."""
    if position == 0 or other is None or first["measured"] != other["measured"]:
        return None
    return first


def _cell(record: Record | None, first: Record | None, language: str, banded: bool) -> str:
    if record is None or record["value"] is None:
        return MISSING
    value = record["value"]
    unit = record["unit"]
    words = format_value(value, unit, language)
    if banded and record.get("low") is not None:
        low, high = (format_value(record[k], unit, language) for k in ("low", "high"))
        words += f" [{low}; {high}]"
    if record.get("chance") is not None:
        words += f" p {format_chance(record['chance'], language)}"
    if first is not None and first["value"] is not None:
        words += f" ({shown_difference(value, first['value'], unit, language)})"
    return words


def _differing(scenarios: Sequence[Scenario], language: str, first_year: int) -> str:
    from simulator.inputs.scenario_differences import changes_growth, differences
    from simulator.report.results.stated import stated
    from simulator.report.writers.words import cell_words

    lines = []
    first = scenarios[0]
    for other in scenarios[1:]:
        words = Text(
            f"{other.title.vi} khác {first.title.vi} ở:",
            f"{other.title.en} differs from {first.title.en} in:",
        )
        lines.append(words.in_(language))
        for difference in differences(first, other):
            before = cell_words(stated(difference.before, first_year), language)
            after = cell_words(stated(difference.after, first_year), language)
            label = difference.label.in_(language)
            lines.append(f"  {label}: {before} -> {after}  [{difference.path}]")
        if changes_growth(first, other):
            lines.append(
                Text(
                    "  Chú ý: hai kịch bản giả định tăng trưởng kinh tế khác nhau.",
                    "  Note: the two assume different economic growth.",
                ).in_(language)
            )
    return "\n".join(lines)


_DIFFERENCE = Text(
    "Ngoặc đơn: chênh lệch so với kịch bản đầu.",
    "Parentheses: difference from the first scenario.",
)
_RANGE = Text("Ngoặc vuông: khoảng 80 %.", "Brackets: 80 % range.")
_CHANCE = Text("p: khả năng đạt chỉ tiêu.", "p: chance of reaching the target.")
_PASSED = Text(
    "Còn thiếu so với chỉ tiêu có dấu trừ: đã vượt chỉ tiêu.",
    "A gap to target below zero: the target is passed.",
)
_NOT_ASSIGNED = Text(
    "Chỉ tiêu cả nước: không giao cho nơi này.",
    "National target, not assigned to this place.",
)
_BEHIND = Text(
    "Chênh lệch so với cả nước có dấu trừ: thấp hơn cả nước.",
    "A difference from the national share below zero: the place is behind.",
)
_TWO_WAYS = Text(
    "Các kịch bản đếm người tham gia vào lúc khác nhau, nên không lấy chênh lệch giữa chúng.",
    "The scenarios count participants at different times, so no difference is taken.",
)
_AGAINST_COUNT = Text(
    "Chỉ tiêu được so với số đếm nêu ở đầu bảng, không phải số ngày 31/12.",
    "Targets are held against the count named in the head, not against that of 31 December.",
)


def table_notes(
    scenarios: Sequence[Scenario], found: Sequence[Sequence[Record]], language: str
) -> str:
    """Return what the signs in a comparison mean; of those only that stand in it."""
    records = [r for part in found for r in part if r["value"] is not None]
    counted = [counting_of(scenario) for scenario in scenarios]
    to_target = [r for r in records if r["indicator"].startswith("gap_to_target")]
    said = [
        (_DIFFERENCE, len(scenarios) > 1 and len(set(counted)) == 1),
        (_TWO_WAYS, len(set(counted)) > 1),
        (_RANGE, any(r.get("low") is not None for r in records)),
        (_CHANCE, any(r.get("chance") is not None for r in records)),
        (_PASSED, any(r["value"] < 0 for r in to_target)),
        (_NOT_ASSIGNED, any(r["assigned"] is False for r in to_target)),
        (
            _BEHIND,
            any(r["value"] < 0 for r in records if r["indicator"] == "gap_to_nation_points"),
        ),
        (_AGAINST_COUNT, bool(to_target) and not all(c.at_year_end for c in counted)),
    ]
    return " ".join(words.in_(language) for words, holds in said if holds)


def _notes(
    region: Region,
    scenarios: Sequence[Scenario],
    found: Sequence[Sequence[Record]],
    language: str,
) -> str:
    signs = table_notes(scenarios, found, language)
    lines = [signs] if signs else []
    weak = {k: v for k, v in region.origins.items() if v != "observed"}
    if weak:
        named = "; ".join(
            f"{figure_words(name).in_(language)}: {ORIGINS[o].in_(language)}"
            for name, o in weak.items()
        )
        words = Text(
            "Số liệu đầu vào chưa có của địa phương", "Inputs that are not the place's own"
        )
        lines.append(f"{words.in_(language)}: {named}.")
    estimated = [
        figure_words(f.indicator).in_(language)
        for f in region.history
        if f.year == region.base_year and f.month == 12 and f.status == "estimate"
    ]
    if estimated:
        marked = STATUSES["estimate"].in_(language)
        lines.append(f"{marked} ({region.base_year}): {', '.join(estimated)}.")
    lines += [warning.in_(language) + "." for warning in region.warnings]
    return "\n".join(lines)
