"""What each scenario changes, in words, and the comparison as a table and as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from simulator.analysis.bands import BAND, DRAWS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Quantity, Scenario
from simulator.inputs.scenario_differences import Value, differences
from simulator.report.appendix.programme import PAYERS
from simulator.report.numbers import (
    format_number,
    format_range,
    format_value,
    shown_difference,
)
from simulator.report.records import Record, records
from simulator.report.results.stated import stated
from simulator.report.tables import label_of
from simulator.report.writers.words import cell_words
from simulator.rounding import whole_persons
from simulator.text import Text
from simulator.web import table
from simulator.web.escape import as_text
from simulator.web.payload import title_of
from simulator.web.runs import (
    BANDED,
    Bands,
    can_draw,
    central,
    cost_lines,
    known_bands,
    nation,
    region_called,
)
from simulator.web.session import Visitor
from simulator.web.state import Entry, PageState
from simulator.web.words import BENCH

_SHOWN = (
    "si_participants",
    "compulsory_si",
    "voluntary_si",
    "ui_participants",
    "si_share",
    "voluntary_share",
    "ui_share",
    "gap_to_target_points",
    "gap_to_target_persons",
    "gap_to_nation_points",
    "liable_uncovered",
)
_GAPS = ("gap_to_target_points", "gap_to_target_persons")
_NOTHING_YET = "\u00a0"
_LEAST_COST = 0.05
"""Billions of VND; a smaller line is left out."""


@dataclass(frozen=True, slots=True)
class Change:
    """One input that differs, as people read it."""

    label: str
    before: str
    after: str
    reason: str
    path: str


def changes(first: Scenario, second: Scenario, language: str, region: Region) -> list[Change]:
    """Return every input in which the second scenario differs from the first.

    Years are calendar years of the region, and an assumption that a scenario does not state is the
    region's own.
    """
    year = region.base_year + 1
    return [
        Change(
            d.label.in_(language),
            cell_words(stated(_valid(d.before, d.path, region), year), language),
            cell_words(stated(_valid(d.after, d.path, region), year), language),
            d.reason,
            d.path,
        )
        for d in differences(first, second)
    ]


def _valid(stated: Value, path: str, region: Region) -> Value:
    kind, *key = path.split(".", 2)
    if stated is not None or kind != "assumptions":
        return stated
    usual = region.assumptions[key[0], key[1] if len(key) > 1 else ""]
    return Quantity(usual.value, usual.low, usual.high)


def below(known: Visitor) -> None:
    """Draw what stands below the workbench."""
    state, language = known.state, known.language
    base, region = state.entry(state.base), region_called(state.region)
    first = region.base_year + 1
    st.header(
        Text("Mỗi kịch bản thay đổi gì", "What each scenario changes").in_(language), anchor=False
    )
    for entry in state.entries:
        if entry.name == base.name:
            continue
        found = changes(base.current, entry.current, language, region)
        lead = Text(
            f"{title_of(entry, 'vi')} so với {title_of(base, 'vi')}: {len(found)} khác biệt",
            f"{title_of(entry, 'en')} against {title_of(base, 'en')}: {len(found)} differences",
        )
        with st.expander(as_text(lead.in_(language))):
            table.draw(change_rows(found, language), lead.in_(language))
    compared = Text(f"Bảng so sánh, {state.year}", f"Comparison, {state.year}")
    st.header(as_text(compared.in_(language)), anchor=False)
    table.draw(comparison_rows(state, language), compared.in_(language))
    table.note(_compared_note(base, language))
    paid = Text(
        f"Chi công cộng dồn {first}-{state.year} (tỷ đồng, giá năm gốc)",
        f"Public cost {first}-{state.year} (bn VND, base-year prices)",
    )
    st.header(as_text(paid.in_(language)), anchor=False)
    table.draw(cost_rows(state, language), paid.in_(language))
    table.note(_COST_NOTE.in_(language))


def _compared_note(base: Entry, language: str) -> str:
    ranges = Text(
        f" Dòng nhỏ: khoảng 80 % qua {DRAWS} lần mô phỏng.",
        f" Small lines: 80 % range of {DRAWS} draws.",
    )
    words = Text(
        f"Trong ngoặc: chênh lệch so với {title_of(base, 'vi')}; tỷ lệ: điểm phần trăm.",
        f"In parentheses: difference from {title_of(base, 'en')}; shares: percentage points.",
    )
    return words.in_(language) + (ranges.in_(language) if can_draw() else "")


_COST_NOTE = Text(
    "Đơn giá là nhận định (mức C); dòng nhỏ dưới số cộng là khoảng 80 %. Tiền hỗ trợ gồm cả phần "
    "cho người dù sao cũng tham gia. Vốn tư nhân không tính vào chi công.",
    "Unit prices are judgement (grade C); the small line below the sum is its 80 % range. "
    "Subsidies include those for people who would join anyway. Private capital is not public "
    "cost.",
)


def cost_rows(state: PageState, language: str) -> dict[str, list[str]]:
    """Return the public cost of each scenario by line, all years up to the one looked at.

    Below the lines stand their sum, with its range, and the part of each payer.
    """
    from simulator.analysis.costs import LINES

    row = state.year - region_called(state.region).base_year
    sums = {
        entry.name: {
            name: float(values[: row + 1, 0].sum()) / 1000.0
            for name, values in cost_lines(state.region, entry.current, state.until).items()
        }
        for entry in state.entries
    }
    names = [n for n in LINES if any(s[n] > _LEAST_COST for s in sums.values())]
    payers = list(dict.fromkeys(LINES[n].payer for n in names))
    sum_of, part_of = Text("Cộng", "Sum").in_(language), Text("Trong đó", "Of it").in_(language)
    rows = {
        Text("Khoản chi", "Line").in_(language): [
            *(LINES[n].label.in_(language) for n in names),
            sum_of,
            *(f"{part_of}: {PAYERS[payer].in_(language)}" for payer in payers),
        ],
        Text("Nguồn chi", "Paid by").in_(language): [
            *(PAYERS[LINES[n].payer].in_(language) for n in names),
            *("" for _ in range(len(payers) + 1)),
        ],
    }
    for entry in state.entries:
        # Lines add up to their sum, and payers to it too, in the digits shown.
        exact = sums[entry.name]
        total = round(10.0 * sum(exact[n] for n in LINES))
        tenths = whole_persons([10.0 * exact[n] for n in names], total)
        paid = dict.fromkeys(LINES, 0.0) | {n: t / 10.0 for n, t in zip(names, tenths, strict=True)}
        parts = [sum(paid[n] for n in LINES if LINES[n].payer == payer) for payer in payers]
        whole = format_number(sum(paid[n] for n in LINES), 1, language)
        rows[_free(title_of(entry, language), rows)] = [
            *(format_number(paid[n], 1, language) for n in names),
            whole + _below(_cost_range(state, entry, row, language)),
            *(format_number(part, 1, language) for part in parts),
        ]
    return rows


def _cost_range(state: PageState, entry: Entry, row: int, language: str) -> str:
    """Return the 80 % range of a scenario's public cost in billions; "" until it is drawn."""
    drawn = known_bands(state.region, entry.current, state.until)
    if drawn is None:
        return ""
    low, high = np.quantile(drawn.cost[row], BAND) / 1000.0
    return format_range(*(format_number(float(v), 1, language) for v in (low, high)))


def _below(words: str) -> str:
    """Return the second line of a cell; empty, it keeps its place until ranges have come."""
    return f"\n{words or _NOTHING_YET}" if can_draw() else ""


def change_rows(found: list[Change], language: str) -> dict[str, list[str]]:
    """Return differences as columns."""
    heads = [
        Text("Đầu vào", "Input"),
        Text("Gốc", "Base"),
        Text("Kịch bản này", "This scenario"),
        Text("Vì sao", "Why"),
    ]
    columns = [[getattr(c, key) for c in found] for key in ("label", "before", "after", "reason")]
    return {head.in_(language): column for head, column in zip(heads, columns, strict=True)}


def all_records(state: PageState, years: list[int]) -> dict[str, list[Record]]:
    """Return the records of every scenario, as ``simulator run`` makes them."""
    reference = nation(state.region, state.until)
    return {
        entry.name: records(central(state.region, entry.current, state.until), years, reference)
        for entry in state.entries
    }


def comparison_rows(state: PageState, language: str) -> dict[str, list[str]]:
    """Return scenarios side by side in the year looked at, with differences from the base."""
    found = all_records(state, [state.year])
    base = {_key(r): r for r in found[state.base]}
    wanted = [r for r in found[state.base] if r["indicator"] in _SHOWN]
    head = Text("Chỉ tiêu", "Indicator").in_(language)
    rows: dict[str, list[str]] = {head: [label_of(r, language) for r in wanted]}
    for entry in state.entries:
        own = {_key(r): r for r in found[entry.name]}
        drawn = known_bands(state.region, entry.current, state.until)
        rows[_free(title_of(entry, language), rows)] = [
            _cell(own.get(_key(r)), None if entry.name == state.base else base[_key(r)], language)
            + (_below(_range(r, drawn, state, language)) if r["indicator"] in BANDED else "")
            for r in wanted
        ]
    return rows


def _range(record: Record, drawn: Bands | None, state: PageState, language: str) -> str:
    """Return the 80 % range of a record's indicator; "" until it is drawn."""
    if drawn is None:
        return ""
    name, row = record["indicator"], state.year - region_called(state.region).base_year
    ends = (drawn.low[name][row], drawn.high[name][row])
    return format_range(*(format_value(float(v), record["unit"], language) for v in ends))


def _free(title: str, rows: dict[str, list[str]]) -> str:
    while title in rows:
        title += " "
    return title


def _key(record: Record) -> tuple[Any, ...]:
    return (record["indicator"], record["of"], record["class"], record["target_set"])


def _cell(record: Record | None, base: Record | None, language: str) -> str:
    """Return a value with its difference from the base; beyond a target, by how much."""
    if record is None or record["value"] is None:
        return "–"
    value, unit = record["value"], record["unit"]
    gap = record["indicator"] in _GAPS
    beyond = gap and value < 0
    words = format_value(abs(value) if gap else value, unit, language)
    if gap:
        words = words.removeprefix("+")
    if beyond:
        words = f"{BENCH['beyond'].in_(language)} {words}"
    if base is not None and base["value"] is not None:
        pair = (base["value"], value) if beyond else (value, base["value"])
        words += f" ({shown_difference(*pair, unit, language)})"
    return words
