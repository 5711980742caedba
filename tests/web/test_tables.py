"""The tables and sentences of the first page: their numbers agree with one another."""

from dataclasses import replace

import pytest
from pages import column, columns_of

from simulator import INDICATORS
from simulator.analysis.costing.accounts import TOTAL, accounts
from simulator.analysis.costing.costs import LINES
from simulator.analysis.past.backtest_scores import COUNTED
from simulator.analysis.past.trend import BetterTrend, better_trends
from simulator.report.numbers import format_number, format_share
from simulator.report.results import contributions, costs
from simulator.report.statements import trend_words
from simulator.schemes import COUNTS, NUMERATORS
from simulator.web import experience, runs, sentences
from simulator.web.link import first_state
from simulator.web.lru_cache import LRUCache
from simulator.web.pages.compare import added_cost, notes
from simulator.web.payload import trend_line
from simulator.web.provenance import provenance
from simulator.web.runs import (
    bands,
    central,
    region_called,
)
from simulator.web.tables import all_records, comparison_table, cost_table
from simulator.web.words import TREND_LABELS


def test_beyond_a_target_the_table_says_so_in_words():
    rows = columns_of(comparison_table(first_state()))
    label = "Còn thiếu so với chỉ tiêu cả nước: BHXH tự nguyện (người)"
    found = [
        next(
            r["value"]
            for r in records
            if (r["indicator"], r["of"]) == ("gap_to_target_persons", "voluntary_share")
        )
        for records in all_records(first_state(), [2030]).values()
    ]
    assert max(found) < 0
    more = format_number(found[0] - found[1])
    told = [column(rows, i, label).split("\n")[0] for i in (1, 2)]
    beyond = [f"vượt {format_number(-people)}" for people in found]
    assert told == [beyond[0], f"{beyond[1]} (+{more})"]


def test_lines_of_cost_have_the_digits_of_the_costs_command():
    # In this year the lines that are nearest to the next digit are not those nearest in their sum.
    state = replace(first_state("khanh_hoa"), year=2032)
    entry = state.in_hand
    region, base = region_called(state.region), state.entry(state.base).current
    found = accounts(region, entry.current, base, range(region.base_year + 1, 2033), 64, 1)
    shown = costs.billions_shown(found)
    page = {row[0]: row[3].value for row in cost_table(state).rows if row[1]}
    told = {LINES[n].label: values[-1] for n, values in shown.items() if n in LINES and values[-1]}
    assert page.items() >= told.items()
    payers = costs.payers_shown(shown)
    for payer, whole in payers.items():
        assert abs(whole - found.payers[payer].value / 1000) < 0.1 * len(told)
    assert sum(payers.values()) == pytest.approx(shown[TOTAL][-1])


def test_before_the_first_year_nothing_is_paid():
    assert [row[2].value for row in cost_table(replace(first_state(), year=2023)).rows] == [0.0]


def test_ranges_stand_under_their_numbers_in_a_line_that_is_kept_for_them():
    state = first_state()
    entry = state.in_hand
    row = state.year - region_called(state.region).base_year
    before = columns_of(comparison_table(state))
    found = bands(state.region, entry.current, state.until)
    after = columns_of(comparison_table(state))
    label = INDICATORS["si_share"].label.vi
    low, high = (format_share(found_end["si_share"][row]) for found_end in (found.low, found.high))
    assert column(after, 2, label).split("\n")[1] == f"{low} – {high}"
    assert [c.count("\n") for c in list(before.values())[2]] == [
        c.count("\n") for c in list(after.values())[2]
    ]


def test_the_costs_say_who_pays_and_the_parts_add_up():
    rows = columns_of(cost_table(first_state()))
    whole, central_part, province = (
        float(column(rows, 3, label).split("\n")[0].replace(".", "").replace(",", "."))
        for label in ("Cộng", "Trong đó: Trung ương", "Trong đó: Ngân sách tỉnh")
    )
    assert whole == pytest.approx(central_part + province, abs=0.15)
    assert column(rows, 1, "Tuyên truyền") == "Ngân sách tỉnh"


def test_what_the_levers_bring_adds_up_to_the_difference_of_the_comparison():
    state = first_state()
    pair = state.entry(state.base).current, state.in_hand.current
    found = runs.ranged(state.region, *pair, state.year)
    cells = [row[1:] for row in contributions.table(found).rows]
    *parts, whole = (people.value for people, _ in cells)
    people = column(
        columns_of(comparison_table(first_state())), 2, "Số người tham gia BHXH (người)"
    )
    assert sum(parts) == whole
    assert all(number.ranged for row in cells for number in row)  # people and cost
    assert f"(+{format_number(whole)})" in people


def test_the_words_on_the_first_screen_hold_the_numbers_of_the_table():
    state = first_state()
    rows = {r["indicator"]: r for r in all_records(state, [2030])["resolution"]}
    told = " ".join(text.vi for _, text in provenance(state))
    for name in ("compulsory_si", "voluntary_si"):
        assert format_number(rows[name]["value"], 0) in told
    run, base = (
        central(state.region, state.entry(name).current, state.until)
        for name in ("resolution", "status_quo")
    )
    first = sentences.told(run, base, 2030)[0].vi
    assert format_share(rows["si_share"]["value"]) in first
    assert "ước tính" in first


@pytest.mark.parametrize(
    ("compulsory", "voluntary", "words"),
    [
        (80.0, 20.0, "phần lớn là BHXH bắt buộc"),
        (41.0, 59.0, "BHXH tự nguyện nhiều hơn"),
        (-52.0, -48.0, "hai loại hình gần ngang nhau"),
        (-52.0, 48.0, "ngược chiều"),
    ],
)
def test_what_carries_a_change_is_told_by_the_parts(compulsory, voluntary, words):
    assert words in sentences._mostly(compulsory, voluntary).vi


def test_where_a_trend_line_was_better_the_page_says_so(monkeypatch):
    monkeypatch.setattr(experience, "FOUND", LRUCache(4))
    assert any("xem trang Giả định, nguồn" in note.vi for note in notes(first_state()))
    test = experience.tried("viet_nam")
    better = [s for s in COUNTED if test.trend_is_better(s)]
    said = trend_words(region_called("ninh_thuan"))
    assert bool(said.vi) == bool(better)
    assert (said in notes(first_state())) == bool(better)
    experience.FOUND.put(
        ("backtest", "viet_nam"), test
    )  # what ranges held is told once it is known
    held = [format_share(test.score(s, "model").coverage, "vi", 0) for s in COUNTS]
    assert any(all(words in note.vi for words in held) for note in notes(first_state()))


def test_the_cost_of_a_person_is_that_of_the_tab():
    state = first_state()
    for name in ("status_quo", "resolution"):
        bands(state.region, state.entry(name).current, state.until)
    found = added_cost(state)
    runs = [
        central(state.region, state.entry(n).current, 2035) for n in ("resolution", "status_quo")
    ]
    for share, name in NUMERATORS.items():
        row = runs[0].row(state.year)
        more = float((INDICATORS[name].of(runs[0]) - INDICATORS[name].of(runs[1]))[row, 0])
        assert found["person"][share] == pytest.approx(found["value"] / more, rel=1e-3)
    same = added_cost(replace(state, active="status_quo"))
    assert set(same["person"].values()) == {None}


def test_the_trend_line_drawn_is_the_one_that_the_verdict_names():
    nation = region_called("viet_nam")
    for name, better in better_trends(nation).items():
        drawn = trend_line(nation, name, 2030)
        assert drawn.line[-1] == [2030, better.at(2030)]
        assert drawn.label == TREND_LABELS[better.method]
    assert trend_line(region_called("ninh_thuan"), "compulsory_si", 2030).line == []


def test_a_better_line_of_all_years_is_drawn_as_such(monkeypatch):
    from simulator.web import payload

    nation = region_called("viet_nam")
    history = tuple(v for _, v in sorted(nation.observed("voluntary_si").items()))
    better = BetterTrend("voluntary_si", "drift", 1.0, 2.0, 0.01, nation.base_year, history)
    monkeypatch.setattr(payload, "better_trends", lambda region: {"voluntary_si": better})
    drawn = trend_line(nation, "voluntary_si", nation.base_year + 3)
    assert drawn.line[-1][1] == better.at(nation.base_year + 3)
    assert "all years" in drawn.label.en
    assert "4 years" in trend_line(nation, "compulsory_si", 2030).label.en
