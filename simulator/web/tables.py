"""What each scenario changes, in words, and the comparison as a table and as files."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from simulator.analysis.costing.accounts import TOTAL
from simulator.analysis.costing.costs import LINES
from simulator.analysis.uncertainty.bands import DRAWS, band
from simulator.report.document import Cell, Number, Table, chain, say
from simulator.report.records import Record, records
from simulator.report.results.comparison import FIRST, year_table
from simulator.report.results.costs import PAYERS, adding_up_lines, payers_shown
from simulator.report.results.differences import change_table, changes
from simulator.text import Text
from simulator.web import draw
from simulator.web.escape import as_text
from simulator.web.lru_cache import LRUCache
from simulator.web.payload import title_of
from simulator.web.runs import (
    BANDED,
    Bands,
    central,
    cost_lines,
    fingerprint,
    known_bands,
    nation,
    region_called,
)
from simulator.web.session import Visitor
from simulator.web.state import Entry, PageState

_COSTS = LRUCache(128)
"""Lines of public cost as they are shown, by what they are of."""
_SHOWN = (*FIRST, "liable_uncovered")


def title_text(entry: Entry) -> Text:
    """Return a scenario's title, marked where the visitor changed it, in both languages."""
    return Text(title_of(entry, "vi"), title_of(entry, "en"))


def below(known: Visitor) -> None:
    """Draw what stands below the workbench."""
    state, language = known.state, known.language
    base, region = state.entry(state.base), region_called(state.region)
    first = region.base_year + 1
    with st.container(key="paper_if_open_changes"):
        draw.head(Text("Mỗi kịch bản thay đổi gì", "What each scenario changes"), language)
        for entry in state.entries:
            if entry.name == base.name:
                continue
            found = changes(base.current, entry.current, region)
            lead = Text(
                f"{title_of(entry, 'vi')} so với {title_of(base, 'vi')}: {len(found)} khác biệt",
                f"{title_of(entry, 'en')} against {title_of(base, 'en')}: {len(found)} differences",
            )
            with st.expander(as_text(lead.in_(language))):
                draw.block(change_table(found, region, entry.current, lead), language)
    draw.head(Text(f"Bảng so sánh, {state.year}", f"Comparison, {state.year}"), language)
    draw.block(comparison_table(state), language)
    draw.remark(_compared_note(base), language)
    paid = Text(
        f"Chi công lũy kế {first}-{state.year} (tỷ đồng, giá năm gốc)",
        f"Public cost {first}-{state.year} (billion VND, base-year prices)",
    )
    draw.head(paid, language)
    draw.block(cost_table(state), language)
    draw.remark(_COST_NOTE, language)


def _compared_note(base: Entry) -> Cell:
    return say(
        "Trong ngoặc: chênh lệch so với {base}; tỷ lệ: điểm phần trăm. Dòng nhỏ: khoảng 80 % qua "
        "{draws} lần mô phỏng.",
        "In parentheses: difference from {base}; shares: percentage points. Small lines: 80% "
        "range of {draws} draws.",
        base=title_text(base),
        draws=str(DRAWS),
    )


_COST_NOTE = Text(
    "Đơn giá là nhận định (loại C); dòng nhỏ dưới số cộng là khoảng 80 %. Tiền hỗ trợ gồm cả phần "
    "cho người vẫn tham gia kể cả khi không được hỗ trợ. Vốn tư nhân không tính vào chi công.",
    "Unit prices are judgement (grade C); the small line below the sum is its 80% range. "
    "Subsidies include those for people who would join anyway. Private capital is not public "
    "cost.",
)


def cost_table(state: PageState) -> Table:
    """Return the public cost of each scenario by line, all years up to the one looked at.

    Below the lines stand their sum, with its range, and the part of each payer.
    """
    row = state.year - region_called(state.region).base_year
    shown = [_cost_shown(state, entry, row) for entry in state.entries]
    names = [n for n in LINES if any(one[n][-1] for one in shown)]
    payers = [payers_shown(one) for one in shown]

    def money(value: float) -> Number:
        return Number(value, "billion_vnd")

    rows: list[tuple[Cell, ...]] = [
        (LINES[n].label, PAYERS[LINES[n].payer], *(money(one[n][-1]) for one in shown))
        for n in names
    ]
    pairs = zip(shown, state.entries, strict=True)
    sums = (whole_cost(one[TOTAL][-1], state, entry, row) for one, entry in pairs)
    rows.append((Text("Cộng", "Sum"), "", *sums))
    for payer in dict.fromkeys(LINES[n].payer for n in names):
        part = chain([Text("Trong đó", "Of it"), PAYERS[payer]], ": ")
        rows.append((part, "", *(money(one[payer]) for one in payers)))
    titles = (title_text(entry) for entry in state.entries)
    head = (Text("Khoản chi", "Line"), Text("Nguồn chi", "Paid by"), *titles)
    return Table(Text("Chi công", "Public cost"), head, tuple(rows))


def _cost_shown(state: PageState, entry: Entry, row: int) -> dict[str, list[float]]:
    """Return the lines of public cost up to a row in the digits of ``simulator costs``."""
    key = (state.region, fingerprint(entry.current), row)

    def made() -> dict[str, list[float]]:
        lines = cost_lines(state.region, entry.current, state.until)
        exact = {n: (lines[n][1 : row + 1, 0] / 1000.0).tolist() for n in LINES}
        for years in exact.values():
            years.append(sum(years))
        total = [sum(column) for column in zip(*exact.values(), strict=True)]
        return adding_up_lines(exact, total, rows_add_up=row > 0)

    found: dict[str, list[float]] = _COSTS.get(key, made)
    return found


def whole_cost(value: float, state: PageState, entry: Entry, row: int) -> Number:
    """Return the sum of a scenario with its 80% range, or with a place for it."""
    drawn = known_bands(state.region, entry.current, state.until)
    if drawn is None:
        return Number(value, "billion_vnd", awaits_range=True)
    low, high = (end / 1000.0 for end in band(drawn.cost[row]))
    return Number(value, "billion_vnd", low, high)


def all_records(state: PageState, years: list[int]) -> dict[str, list[Record]]:
    """Return the records of every scenario, as ``simulator run`` makes them."""
    reference = nation(region_called(state.region), state.until)
    return {
        entry.name: records(central(state.region, entry.current, state.until), years, reference)
        for entry in state.entries
    }


def comparison_table(state: PageState) -> Table:
    """Return scenarios side by side in the year looked at, with differences from the base."""
    found = all_records(state, [state.year])
    ordered = sorted(state.entries, key=lambda entry: entry.name != state.base)
    shown = [list(with_ranges(found[entry.name], state, entry)) for entry in ordered]
    titles = [title_text(entry) for entry in ordered]
    return year_table([entry.current for entry in ordered], shown, state.year, titles)


def with_ranges(found: list[Record], state: PageState, entry: Entry) -> Iterator[Record]:
    """Yield the records that are shown with the ranges drawn, or with a place for them."""
    drawn = known_bands(state.region, entry.current, state.until)
    row = state.year - region_called(state.region).base_year
    for record in found:
        name = record["indicator"]
        if name not in _SHOWN:
            continue
        if name == "gap_to_target_persons":
            yield _people_with_range(record, drawn)
        elif name in _OF_SHARE:
            yield _gap_with_range(record, found, drawn, row)
        elif name not in BANDED:
            yield record
        elif drawn is None:
            yield {**record, "awaits_range": True}
        else:
            low, high = float(drawn.low[name][row]), float(drawn.high[name][row])
            yield {**record, "low": low, "high": high}


_OF_SHARE = {"gap_to_target_points": -1.0, "gap_to_nation_points": 1.0}
"""Differences from what is not drawn, so that their range is the share's -> the sign of the share
in them."""


def _people_with_range(record: Record, drawn: Bands | None) -> Record:
    """Return the people missing to a target with their range."""
    if drawn is None:
        return {**record, "awaits_range": True}
    low, high = drawn.missing[record["target_set"], record["of"], record["year"]]
    return {**record, "low": low, "high": high}


def _gap_with_range(record: Record, found: list[Record], drawn: Bands | None, row: int) -> Record:
    """Return a difference in points with its range: what the share is held against is certain."""
    if drawn is None:
        return {**record, "awaits_range": True}
    share, sign = record["of"], _OF_SHARE[record["indicator"]]
    value = next(float(r["value"]) for r in found if r["indicator"] == share)
    other = record["value"] - sign * 100.0 * value
    ends = sorted(other + sign * 100.0 * float(e[share][row]) for e in (drawn.low, drawn.high))
    return {**record, "low": ends[0], "high": ends[1]}
