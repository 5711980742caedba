"""Costs, contributions, goals, robustness, monitor, ledger."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import plain, with_figure, with_lever

from simulator.analysis.causes import attribution
from simulator.analysis.causes.attribution import GROUPS, explain, first_and_last, shapley
from simulator.analysis.causes.reconciliation import reconcile
from simulator.analysis.costing.accounts import accounts
from simulator.analysis.costing.costs import LINES, STANDING, costs, total_cost
from simulator.analysis.evidence.robustness import robustness
from simulator.analysis.evidence.sensitivity import sensitivity
from simulator.analysis.goal.question import parse_target, searchable
from simulator.analysis.past.ledger import (
    SHIPPED_LEDGER,
    grade,
    keep,
    read_actual_figures,
    waiting,
)
from simulator.analysis.programme.monitor import Actual, monitor
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.figures import Status
from simulator.inputs.keys import Noise
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.levers import LEVERS
from simulator.projection import Sample, project
from simulator.report.results import sensitivity as sensitivity_words
from simulator.report.results.monitor import section
from simulator.report.statements import band_words
from simulator.report.writers import terminal
from simulator.report.writers.words import cell_words
from simulator.text import NOTHING

REGION = load_region("ninh_thuan")
STATUS_QUO, RESOLUTION = load_scenario("status_quo"), load_scenario("resolution")


@given(st.lists(st.floats(-100, 100), min_size=16, max_size=16))
def test_shapley_values_add_up(worth):
    found = shapley(np.array(worth))
    assert found.sum() == pytest.approx(worth[-1] - worth[0], abs=1e-9)


def test_shapley_symmetry_null_player_and_products():
    bits = np.array([[(i >> p) & 1 for p in range(4)] for i in range(16)], dtype=float)
    worth = bits[:, 0] * bits[:, 1] + 3 * bits[:, 2]
    assert shapley(worth) == pytest.approx([0.5, 0.5, 3.0, 0.0])


def test_where_nothing_differs_nothing_is_shared_out():
    assert first_and_last(np.zeros((2, 3))).shape == (0, 3)


@given(st.lists(st.floats(-100, 100), min_size=10, max_size=10))
def test_first_and_last_marginals_are_exact_where_interactions_stop_at_pairs(weights):
    bits = [[(i >> p) & 1 for p in range(4)] for i in range(16)]
    pairs = [(a, b) for a in range(4) for b in range(a + 1)]
    worth = np.array(
        [sum(w * x[a] * x[b] for w, (a, b) in zip(weights, pairs, strict=True)) for x in bits]
    )
    ends = worth[[0, 15, 1, 2, 4, 8, 14, 13, 11, 7]]
    assert first_and_last(ends) == pytest.approx(shapley(worth), abs=1e-9)


@given(st.lists(st.floats(-1e6, 1e6), min_size=24, max_size=24))
def test_in_every_draw_the_quick_parts_add_up_to_the_whole(ends):
    worth = np.array(ends).reshape(12, 2)  # five players in two draws
    assert first_and_last(worth).sum(axis=0) == pytest.approx(worth[1] - worth[0], abs=1e-6)


def test_first_and_last_marginals_share_what_three_bring_together():
    worth = np.zeros(8)
    worth[7] = 1.0
    assert first_and_last(worth[[0, 7, 1, 2, 4, 6, 5, 3]]) == pytest.approx([1 / 3] * 3)


def test_quick_ranges_of_contributions_lie_near_the_exact_ones():
    exact = explain(REGION, STATUS_QUO, RESOLUTION, 2026, draws=8, exact=True)
    quick = explain(REGION, STATUS_QUO, RESOLUTION, 2026, draws=8)
    assert quick.persons_band == pytest.approx(exact.persons_band, rel=1e-9)
    for a, b in zip(exact.contributions, quick.contributions, strict=True):
        assert b.persons_band == pytest.approx(a.persons_band, abs=0.01 * exact.persons)
        assert b.cost_band == pytest.approx(a.cost_band, abs=0.01 * exact.cost)
        assert b.persons == a.persons
    assert "at most 1%" in band_words(quick).en
    none = explain(REGION, STATUS_QUO, RESOLUTION, 2026)
    assert band_words(exact) == band_words(none) == NOTHING


@pytest.mark.parametrize("name", ["resolution", "adverse", "voluntary_led"])
def test_contributions_add_up_to_the_difference(name):
    found = explain(REGION, STATUS_QUO, load_scenario(name), 2030)
    runs = [project(REGION, s, 2030) for s in (load_scenario(name), STATUS_QUO)]
    people = [p.total("compulsory")[-1, 0] + p.total("voluntary")[-1].sum() for p in runs]
    money = [total_cost(costs(p)).sum() for p in runs]
    assert found.persons == pytest.approx(people[0] - people[1], abs=1e-6)
    assert found.cost == pytest.approx(money[0] - money[1], rel=1e-9)
    assert len(GROUPS) <= 8


@pytest.mark.parametrize("lost", ["agents", "inspection", "limit_lump_sums"])
def test_a_group_that_misses_a_lever_is_an_error(monkeypatch, lost):
    scenario = replace(STATUS_QUO, levers=with_lever(lost, LEVERS[lost].high).levers)
    short = {
        name: (label, tuple(m for m in members if m != lost))
        for name, (label, members) in GROUPS.items()
    }
    monkeypatch.setattr(attribution, "GROUPS", short)
    with pytest.raises(ValueError, match=f"in no group: {lost}"):
        explain(REGION, STATUS_QUO, scenario, 2026)


def test_contributions_that_miss_the_difference_are_an_error(monkeypatch):
    def halved(*args):
        persons, *others = split(*args)
        return persons / 2, *others

    split = attribution._central
    monkeypatch.setattr(attribution, "_central", halved)
    with pytest.raises(RuntimeError, match="participants add up to"):
        explain(REGION, STATUS_QUO, RESOLUTION, 2026)


def test_every_lever_tells_its_contribution_in_one_group():
    told = [name for _, members in GROUPS.values() for name in members]
    assert sorted(told) == sorted(LEVERS)
    assert all(members for _, members in GROUPS.values())


def test_a_base_that_differs_in_more_than_levers_is_refused():
    other = replace(STATUS_QUO, chosen_base=replace(STATUS_QUO.chosen_base, value=1.5))
    with pytest.raises(InputError, match="chosen_base differ too"):
        explain(REGION, STATUS_QUO, replace(other, levers=RESOLUTION.levers), 2030)


@pytest.mark.parametrize(
    ("lever", "line"),
    [
        ("awareness", "awareness"),
        ("agents", "agents"),
        ("topup_subsidy", "topup_subsidy"),
        ("retention", "retention"),
        ("inspection", "inspection"),
        ("digital", "digital"),
        ("procedures", "procedures"),
        ("find_owners", "owner_search"),
        ("limit_lump_sums", "limit_lump_sums"),
        ("participation", "participation"),
    ],
)
def test_each_lever_pays_its_own_line_and_more_of_it_costs_more(lever, line):
    spent = []
    for part in (0.0, 0.5, 1.0):
        p = project(REGION, with_lever(lever, part * LEVERS[lever].high), 2030)
        spent.append(costs(p)[line].sum())
    assert spent[0] == pytest.approx(0.0)
    assert spent[0] < spent[1] < spent[2]


def test_no_lever_costs_nothing_but_what_is_paid_by_rule():
    lines = costs(project(REGION, plain(), 2030))
    assert {name for name in LINES if lines[name].sum() > 0} == {line.name for line in STANDING}


def test_every_amount_has_a_range_that_holds_it():
    found = accounts(REGION, RESOLUTION, STATUS_QUO, range(2024, 2031))
    for name, amount in found.sums.items():
        assert amount.low <= amount.high, name
        if amount.value > 0:
            assert amount.low < amount.value < amount.high, name
    total = sum(found.sums[name].value for name in LINES)
    assert found.sums["total"].value == pytest.approx(total)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("si_shares@2030=0.6", "nearest: si_share"),
        ("si_share@2030=60", "0.6 for 60 %"),
        ("si_share@2020=0.6", "after 2023"),
        ("si_share=0.6", "write it like"),
    ],
)
def test_targets_that_make_no_sense(text, words):
    with pytest.raises(InputError, match=words):
        parse_target(text, REGION)


@pytest.mark.parametrize("name", ["growth_shock", "closures"])
def test_what_has_no_price_cannot_be_searched(name):
    with pytest.raises(InputError, match="cannot be searched"):
        searchable([name], True)


def test_judgement_is_used_only_when_asked():
    assert all(lever.grade != "C" for lever in searchable(None, False))
    assert any(lever.grade == "C" for lever in searchable(None, True))


def test_regret_is_nought_for_the_best_of_each_world():
    target = parse_target("si_share@2030=0.30", REGION)
    scenarios = [STATUS_QUO, load_scenario("voluntary_led"), RESOLUTION]
    found = robustness(REGION, scenarios, target, 128)
    assert sum(r.best_in for r in found.regrets) >= 1.0
    assert min(r.mean for r in found.regrets) == pytest.approx(0.0, abs=1e-9)
    assert found.conditions


def test_what_is_kept_waits_until_its_year_is_counted():
    nation = load_region("viet_nam")
    still = waiting(SHIPPED_LEDGER, nation)
    assert {one.year for one in still} == set(range(2026, 2031))
    assert all(one.low <= one.projected <= one.high for one in still)
    count = replace(nation.figure("voluntary_si", 2025), year=2026)
    left = waiting(SHIPPED_LEDGER, with_figure(nation, count))
    gone = {(o.indicator, o.year) for o in still} - {(o.indicator, o.year) for o in left}
    assert gone == {("voluntary_si", 2026)}
    guess = replace(count, status=Status.ESTIMATE)
    assert waiting(SHIPPED_LEDGER, with_figure(nation, guess)) == still  # a guess grades nothing


def test_what_moves_nothing_by_itself_is_no_reason_for_a_miss():
    # Of two hundred numbers drawn 256 times some go along with the result by accident.
    target = parse_target("si_share@2030=0.30", REGION)
    for c in robustness(REGION, [STATUS_QUO, RESOLUTION], target, 256).conditions:
        if c.key == Noise("jobs", None):
            continue
        ends = Sample(2, {c.key: np.array([c.low_third, c.high_third])})
        low, high = INDICATORS["si_share"].of(project(REGION, RESOLUTION, 2030, ends))[-1]
        assert (high - low) * (c.high_chance - c.low_chance) > 0, c


def test_a_low_march_alone_is_no_alarm_but_a_low_year_is():
    p = project(REGION, STATUS_QUO, 2024)
    before = p.total("voluntary").sum(axis=1)[:, 0]
    usual = [Actual(2024, 3, "voluntary_si", 0.78 * before[0])]
    low = [Actual(2024, 10, "voluntary_si", 0.5 * before[1])]
    assert monitor(REGION, STATUS_QUO, usual)[0].state != "off"
    assert monitor(REGION, STATUS_QUO, low)[0].state == "off"


def test_better_figures_mean_better_odds():
    found = [
        monitor(REGION, STATUS_QUO, [Actual(2024, 6, "compulsory_si", n)])[0].chance
        for n in (38_000, 42_000, 46_000)
    ]
    assert found == sorted(found)


def test_reconciliation_adds_up_and_an_unchanged_projection_has_no_steps():
    from datetime import date

    old = (load_region("ninh_thuan", law_as_of=date(2023, 12, 31)), STATUS_QUO)
    found = reconcile(old, (REGION, RESOLUTION), 2030, "si_participants")
    assert sum(s.change for s in found.steps) == pytest.approx(found.new - found.old)
    changed = {s.kind for s in found.steps if abs(s.change) > 1e-9}
    assert changed == {"law", "levers"}
    same = reconcile((REGION, RESOLUTION), (REGION, RESOLUTION), 2030, "si_participants")
    assert all(s.change == 0 for s in same.steps)


def test_the_tornado_is_sorted_and_sobol_indices_are_shares():
    found = sensitivity(REGION, RESOLUTION, 2030, points=64)
    widths = [bar.width for bar in found.bars]
    assert widths == sorted(widths, reverse=True)
    assert all(-0.1 < i.first < 1.1 and i.total < 1.2 for i in found.indices)
    assert sum(i.first for i in found.indices) == pytest.approx(1.0, abs=0.25)
    picture = sensitivity_words.section(REGION, RESOLUTION, found).blocks[0]
    told = cell_words(picture.alternative, "en")
    for row in picture.of.rows[:3]:  # which end gives which result, whatever the order
        low, high = (cell_words(cell, "en") for cell in row[4:6])
        assert f"{cell_words(row[0], 'en')}: {low} at its low, {high} at its high" in told


def test_the_ledger_keeps_once_and_grades_with_actual_figures_only(tmp_path):
    result = tmp_path / "result"
    result.mkdir()
    p = project(REGION, STATUS_QUO, 2024)
    record = {
        "scenario": "status_quo",
        "region": "ninh_thuan",
        "year": 2024,
        "class": None,
        "indicator": "compulsory_si",
        "value": round(p.total("compulsory")[1, 0]),
        "low": 40_000,
        "high": 46_000,
    }
    manifest = {
        "region": "ninh_thuan",
        "base_year": 2023,
        "law_version": "x",
        "program": "p",
        "scenarios_sha256": {"status_quo": ""},
    }
    march = {**record, "measured": "month 3"}
    (result / "records.json").write_text(json.dumps([record, march]))
    (result / "manifest.json").write_text(json.dumps(manifest))
    ledger = tmp_path / "ledger"
    assert keep(ledger, result) == keep(ledger, result)
    assert len(list(ledger.iterdir())) == 1
    assert grade(ledger, REGION) == []
    figure = replace(
        REGION.figure("compulsory_si", 2023), year=2024, value=44_000.0, status="published"
    )
    found = grade(ledger, with_figure(REGION, figure))
    assert len(found) == 1
    assert found[0].inside is True
    assert found[0].error == pytest.approx(record["value"] / 44_000 - 1)
    table = tmp_path / "arrived.csv"
    rows = [
        "2024,12,compulsory_si,47000,published,agency",
        "2024,6,compulsory_si,46000,published,x",
    ]
    table.write_text("\n".join(["year,month,indicator,value,status,source", *rows]) + "\n")
    (later,) = grade(ledger, REGION, read_actual_figures(table, REGION))
    assert later.actual == 47_000
    assert later.inside is False


def test_every_year_after_the_base_year_is_read_and_the_others_are_named():
    figures = [
        Actual(2023, 6, "compulsory_si", 40_000.0),
        Actual(2024, 6, "compulsory_si", 40_000.0),
        Actual(2025, 3, "compulsory_si", 41_000.0),
    ]
    both = monitor(REGION, STATUS_QUO, figures)
    assert [(r.year, r.month) for r in both] == [(2024, 6), (2025, 3)]
    assert both[:1] == monitor(REGION, STATUS_QUO, figures[1:2])
    assert both[1:] == monitor(REGION, STATUS_QUO, figures[2:])
    told = terminal.write(section(REGION, STATUS_QUO, figures, both), "en")
    assert "Figures up to the base year 2023 are not used: 1." in told
