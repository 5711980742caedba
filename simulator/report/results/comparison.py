"""Scenarios side by side, with differences from the first and what they differ in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.analysis.comparing.counting import Counting, counting_of
from simulator.classes import CLASSES
from simulator.experience import has_own_history
from simulator.indicators import COUNTED_AS_STATED, INDICATORS, UNITS
from simulator.inputs.commuting import commuting_words
from simulator.inputs.figures import ORIGINS, STATUSES, Status
from simulator.inputs.history_check import later_decembers
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_differences import changes_growth, differences
from simulator.inputs.scenario_timing import first_start, past_starts
from simulator.inputs.words import figure_words, target_set_words
from simulator.report.assumption_warnings import assumption_warnings
from simulator.report.document import (
    Block,
    Cell,
    Data,
    Number,
    Paragraph,
    Record,
    Section,
    Sentence,
    Table,
    Words,
    chain,
    note,
    say,
)
from simulator.report.growth_words import growth_warnings
from simulator.report.results.stated import stated
from simulator.schemes import COUNTS, SHARES, SHORT
from simulator.text import NOTHING, Text, joined

_GAPS = {
    "gap_to_target_persons": Text("Còn thiếu so với {held}", "Gap to {held}"),
    "gap_to_target_points": Text("Còn thiếu so với {held}", "Gap to {held}"),
    "gap_to_nation_points": Text("Chênh lệch so với cả nước", "Difference from the national share"),
}
_NATIONAL = Text("chỉ tiêu cả nước", "the national target")
FIRST = ("si_participants", *COUNTS, "si_share", "si_share_by_residence", *SHARES[1:], *_GAPS)
"""What a planner asks first; the rest follows in the order of the registry, classes last."""
_COUNTED = Text("Đếm vào", "Counted")


def section(
    region: Region,
    scenarios: Sequence[Scenario],
    found: Sequence[Sequence[Record]],
    years: Sequence[int],
    fields: Sequence[str] | None = None,
) -> Section:
    """Return a table a year, what the scenarios differ in, and what a reader must know.

    Parameters
    ----------
    found : the records of each scenario
    fields : keys of the records
    """
    blocks: list[Block] = [year_table(scenarios, found, year) for year in years]
    blocks += _differing(scenarios, region)
    blocks += _notes(region, scenarios, found)
    blocks += [note(words.sentence) for words in past_starts(scenarios, region)]
    blocks += [note(words) for words in growth_warnings(region, scenarios, max(years))]
    blocks += [note(words) for words in assumption_warnings(region, scenarios)]
    # A trend line counts people at the ends of years, as its history does.
    if has_own_history(region) and all(s.measure == "year_end" for s in scenarios):
        blocks += [note(words) for words in _trends(region, years)]
    title = say(
        "{place}: dự báo từ 31/12/{year}",
        "{place}: projection from 31 December {year}",
        place=region.name,
        year=str(region.base_year),
    )
    records = [record for part in found for record in part]
    return Section(title, tuple(blocks), Data(records, fields))


def year_table(
    scenarios: Sequence[Scenario],
    found: Sequence[Sequence[Record]],
    year: int,
    titles: Sequence[Words] = (),
) -> Table:
    """Return one year of several scenarios.

    Parameters
    ----------
    titles : of the scenarios; their own where nothing else is said
    """
    tables = [{_key(r): r for r in part if r["year"] == year} for part in found]
    counted = [counting_of(scenario) for scenario in scenarios]
    alike = len(set(counted)) == 1
    rows: list[tuple[Cell, ...]] = []
    if not alike:
        rows.append((_COUNTED, *(c.head(year) for c in counted)))
    previous = None
    for key, first in sorted(tables[0].items(), key=lambda item: _rank(item[1])):
        if first["class"] and first["indicator"] != previous:
            previous = first["indicator"]
            head = chain([INDICATORS[previous].label, " (", UNITS[first["unit"]], ")"], "")
            rows.append((head, *("" for _ in scenarios)))
        label = chain([label_of(first), _apart(first, counted, year)], "")
        rows.append(
            (
                label,
                *(number_of(t.get(key), None if i == 0 else first) for i, t in enumerate(tables)),
            )
        )
    names = titles or [scenario.title for scenario in scenarios]
    return Table("", (counted[0].head(year) if alike else str(year), *names), tuple(rows))


def label_of(record: Record) -> Words:
    """Return the words of a record's row."""
    name = record["indicator"]
    if name in _GAPS:
        unit = UNITS[record["unit"]]
        national = record["assigned"] is False
        held = _NATIONAL if national else target_set_words(record["target_set"])
        gap = Sentence(_GAPS[name], {"held": held})
        return chain([gap, ": ", SHORT[record["of"]].lowered, " (", unit, ")"], "")
    if record["class"]:
        return chain(["  ", CLASSES[record["class"]]], "")
    indicator = INDICATORS[name]
    if indicator.unit == "share":
        return indicator.label
    return chain([indicator.label, " (", UNITS[indicator.unit], ")"], "")


def _key(record: Record) -> tuple[Any, ...]:
    return (record["indicator"], record["of"], record["class"], record["target_set"])


def _rank(record: Record) -> tuple[int, int]:
    if record["class"]:
        return (2, 0)
    if record["indicator"] in FIRST:
        return (0, FIRST.index(record["indicator"]))
    return (1, 0)


def _apart(record: Record, counted: Sequence[Counting], year: int) -> Text:
    """Return of when a row is, where the head of its table says another date."""
    name = record["of"] or record["indicator"]
    if name in COUNTED_AS_STATED or all(c.at_year_end for c in counted):
        return NOTHING
    if name in INDICATORS and INDICATORS[name].flow:
        return Text(f" (cả năm {year})", f" (whole of {year})")
    return Text(f" (31/12/{year})", f" (31 Dec {year})")


def number_of(record: Record | None, first: Record | None = None) -> Number:
    """Return a value, with its difference from the first scenario where both count alike."""
    if record is None or record["value"] is None:
        return Number(None)
    gap = record["indicator"].startswith("gap_to_target")
    unit = record["unit"]
    if unit == "point" or gap:
        unit = f"gap_{unit}" if gap else "signed_point"
    alike = first is not None and first["measured"] == record["measured"]
    return Number(
        record["value"],
        unit,
        record.get("low"),
        record.get("high"),
        chance=record.get("chance"),
        chances=_chances(record),
        beside=first["value"] if first is not None and alike else None,
        awaits_range=record.get("awaits_range", False),
    )


def _chances(record: Record) -> tuple[float, float] | None:
    low, high = record.get("chance_low"), record.get("chance_high")
    return None if low is None or high is None else (low, high)


def _differing(scenarios: Sequence[Scenario], region: Region) -> list[Paragraph]:
    lines = []
    first = scenarios[0]
    for other in scenarios[1:]:
        first_year = first_start(other, region)
        words = "{other} khác {first} ở:", "{other} differs from {first} in:"
        told: list[Cell] = [say(*words, other=other.title, first=first.title)]
        told += [
            chain(
                (
                    *("\n  ", d.label, ": ", stated(d.before, first_year, d.unit), " -> "),
                    *(stated(d.after, first_year, d.unit), f"  [{d.path}]"),
                ),
                "",
            )
            for d in differences(first, other)
        ]
        if changes_growth(first, other):
            told.append(
                Text(
                    "\n  Chú ý: hai kịch bản giả định tăng trưởng kinh tế khác nhau.",
                    "\n  Note: the two assume different economic growth.",
                )
            )
        lines.append(note(*told))
    return lines


_DIFFERENCE = Text(
    "Ngoặc đơn: chênh lệch so với kịch bản đầu.",
    "Parentheses: difference from the first scenario.",
)
_RANGE = Text("Ngoặc vuông: khoảng 80 %.", "Brackets: 80% range.")
_CHANCE = Text(
    "p: khả năng đạt chỉ tiêu; trong ngoặc sau đó là thấp nhất và cao nhất giữa ba dạng tăng việc "
    "làm, mỗi dạng trên các lần mô phỏng mà nó nặng nhất.",
    "p: chance of reaching the target; behind it the lowest and highest over the three forms of "
    "job growth, each on the draws in which it weighs most.",
)
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


def table_notes(scenarios: Sequence[Scenario], found: Sequence[Sequence[Record]]) -> Text:
    """Return what the signs in a comparison mean; of those only that stand in it."""
    records = [r for part in found for r in part if r["value"] is not None]
    counted = [counting_of(scenario) for scenario in scenarios]
    to_target = [r for r in records if r["indicator"].startswith("gap_to_target")]
    to_nation = [r for r in records if r["indicator"] == "gap_to_nation_points"]
    said = [
        (_DIFFERENCE, len(scenarios) > 1 and len(set(counted)) == 1),
        (_TWO_WAYS, len(set(counted)) > 1),
        (_RANGE, any(r.get("low") is not None for r in records)),
        (_CHANCE, any(r.get("chance") is not None for r in records)),
        (_PASSED, any(r["value"] < 0 for r in to_target)),
        (_NOT_ASSIGNED, any(r["assigned"] is False for r in to_target)),
        (_BEHIND, any(r["value"] < 0 for r in to_nation)),
        (_AGAINST_COUNT, bool(to_target) and not all(c.at_year_end for c in counted)),
    ]
    return joined([words for words, holds in said if holds])


def _notes(
    region: Region, scenarios: Sequence[Scenario], found: Sequence[Sequence[Record]]
) -> list[Paragraph]:
    signs = table_notes(scenarios, found)
    told: list[Cell] = [signs] if signs.vi else []
    weak = [
        chain([figure_words(name), ORIGINS[origin]], ": ")
        for name, origin in region.origins.items()
        if origin != "observed"
    ]
    if weak:
        words = (
            "Số liệu đầu vào chưa có của địa phương: {weak}.",
            "Inputs that are not the place's own: {weak}.",
        )
        told.append(say(*words, weak=chain(weak, "; ")))
    estimated = [
        figure_words(f.indicator)
        for f in region.history
        if f.year == region.base_year and f.month == 12 and not f.counted
    ]
    if estimated:
        told.append(
            chain(
                [STATUSES[Status.ESTIMATE], f" ({region.base_year}): ", chain(estimated), "."], ""
            )
        )
    remarks = (*region.warnings, *commuting_words(region), *later_decembers(region))
    told += [chain([w, "."], "") for w in remarks]
    return [note(chain(told, "\n"))] if told else []


_LINES = {
    "drift": Text("đường xu thế mọi năm", "the trend line of all years"),
    "drift_4": Text("đường xu thế bốn năm cuối", "the trend line of the last four years"),
}


def _trends(region: Region, years: Sequence[int]) -> list[Sentence]:
    """Return one sentence a count that a trend line forecast better in the past; none as a rule."""
    from simulator.analysis.past.trend import better_trends

    return [
        say(
            "{label}: {line} ({said}) dự báo tốt hơn mô hình khi thử trên số liệu đã qua (sai số "
            "{error} % so với {model} %, p = {p}); dùng mô hình để so sánh các kịch bản.",
            "{label}: {line} ({said}) forecast better than the model on the past (error {error}% "
            "against {model}%, p = {p}); the model speaks for differences between scenarios.",
            label=INDICATORS[series].label,
            line=_LINES[trend.method],
            said=chain(
                (
                    chain(
                        [
                            Text(f"31/12/{year}: ", f"31 Dec {year}: "),
                            Number(trend.at(year), "person"),
                        ],
                        "",
                    )
                    for year in years
                    if year > trend.base_year
                ),
                "; ",
            ),
            error=Number(trend.error, "number"),
            model=Number(trend.model_error, "number"),
            p=Number(trend.p, "number", decimals=2),
        )
        for series, trend in better_trends(region).items()
    ]
