"""What each scenario changes, in words, and the comparison as a table and as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_differences import differences
from simulator.report.difference_words import value_words
from simulator.report.numbers import format_difference, format_number, format_value
from simulator.report.records import Record, records
from simulator.report.tables import label_of
from simulator.text import Text
from simulator.web import table
from simulator.web.payload import title_of
from simulator.web.runs import central, cost_lines, nation, region_called
from simulator.web.session import Visitor
from simulator.web.state import PageState

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


def changes(first: Scenario, second: Scenario, language: str, first_year: int) -> list[Change]:
    """Return every input in which the second scenario differs from the first.

    ``first_year`` is the year that ``+1`` means: people read calendar years.
    """
    return [
        Change(
            d.label.in_(language),
            value_words(d.before, language, first_year),
            value_words(d.after, language, first_year),
            d.reason,
            d.path,
        )
        for d in differences(first, second)
    ]


def below(known: Visitor) -> None:
    """Draw what stands below the workbench."""
    state, language = known.state, known.language
    base = state.entry(state.base)
    first = region_called(state.region).base_year + 1
    st.header(
        Text("Mỗi kịch bản thay đổi gì", "What each scenario changes").in_(language), anchor=False
    )
    for entry in state.entries:
        if entry.name == base.name:
            continue
        found = changes(base.current, entry.current, language, first)
        lead = Text(
            f"{title_of(entry, 'vi')} so với {title_of(base, 'vi')}: {len(found)} khác biệt",
            f"{title_of(entry, 'en')} against {title_of(base, 'en')}: {len(found)} differences",
        )
        with st.expander(lead.in_(language)):
            table.draw(change_rows(found, language), lead.in_(language))
    compared = Text(f"Bảng so sánh, {state.year}", f"Comparison, {state.year}")
    st.header(compared.in_(language), anchor=False)
    table.draw(comparison_rows(state, language), compared.in_(language))
    paid = Text(
        f"Chi công cộng dồn {first}-{state.year} (tỷ đồng, giá năm gốc)",
        f"Public cost {first}-{state.year} (bn VND, base-year prices)",
    )
    st.header(paid.in_(language), anchor=False)
    table.draw(cost_rows(state, language), paid.in_(language))
    table.note(_COST_NOTE.in_(language))


_COST_NOTE = Text(
    "Đơn giá là nhận định (mức C), có khoảng dao động; trợ cấp gồm cả phần cho người dù sao cũng "
    "tham "
    "gia. Vốn tư nhân không tính vào chi công.",
    "Unit prices are judgement (grade C) with ranges; subsidies include those for people who would "
    "join anyway. Private capital is not public cost.",
)


def cost_rows(state: PageState, language: str) -> dict[str, list[str]]:
    """Return the public cost of each scenario by line, all years up to the one looked at."""
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
    rows = {
        Text("Khoản chi", "Line").in_(language): [
            *(LINES[n].label.in_(language) for n in names),
            Text("Cộng", "Sum").in_(language),
        ]
    }
    for entry in state.entries:
        paid = sums[entry.name]
        amounts = [*(paid[n] for n in names), sum(paid[n] for n in LINES)]
        title = _free(title_of(entry, language), rows)
        rows[title] = [format_number(a, 1, language) for a in amounts]
    return rows


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
        rows[_free(title_of(entry, language), rows)] = [
            _cell(own.get(_key(r)), None if entry.name == state.base else base[_key(r)], language)
            for r in wanted
        ]
    return rows


def _free(title: str, rows: dict[str, list[str]]) -> str:
    while title in rows:
        title += " "
    return title


def _key(record: Record) -> tuple[Any, ...]:
    return (record["indicator"], record["of"], record["class"])


def _cell(record: Record | None, base: Record | None, language: str) -> str:
    if record is None or record["value"] is None:
        return "–"
    words = format_value(record["value"], record["unit"], language)
    if base is not None and base["value"] is not None:
        more = format_difference(record["value"] - base["value"], record["unit"], language)
        words += f" ({more})"
    return words
