"""Sentences against their numbers: what a sentence claims is what the table beside it says."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.analysis.costing.accounts import Amount, accounts
from simulator.analysis.costing.cost_curve import CostCurve, CurveEntry
from simulator.analysis.programme.monitor import STATES, Actual, monitor
from simulator.analysis.uncertainty.bands import band_of_ratio, odds
from simulator.cli import main
from simulator.indicators import INDICATORS
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.report.results.monitor import monitor_words, verdict
from simulator.report.results.projects import judged_projects, project_words
from simulator.report.statements import cost_words, price_words, together_words
from simulator.report.writers.words import cell_words
from simulator.rounding import rounded_table, to_whole
from simulator.text import Text

REGION = load_region("ninh_thuan")
STATUS_QUO, RESOLUTION = load_scenario("status_quo"), load_scenario("resolution")
NONE = Amount(math.nan, math.nan, math.nan)


def shown(*words):
    result = CliRunner().invoke(main, ["--lang", "en", *words])
    assert result.exit_code == 0, result.output
    return result.output


def numbers(text):
    return [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\.?\d*", text)]


def curve(together, *alone):
    entries = [
        CurveEntry(
            "agents", Amount(n, n, n), NONE, NONE, Amount(1.0, 1.0, 1.0), Amount(1.0, 1.0, 1.0)
        )
        for n in alone
    ]
    return CostCurve("x", "b", "s", 2030, tuple(entries), Amount(together, together, together))


@given(st.integers(-5000, 5000), st.lists(st.integers(-3000, 3000), min_size=1, max_size=5))
def test_why_the_whole_is_not_the_sum_follows_from_the_numbers(together, alone):
    said = together_words(curve(together, *alone), together).en
    if len(alone) == 1:
        assert said == ""
        return
    beyond = together - sum(alone)
    assert ("strengthen one another" in said) == (beyond > 0 and min(alone) >= 0)
    assert ("reach for the same people" in said) == (beyond < 0 and min(alone) >= 0)
    assert (" more, " in said, " fewer, " in said) == (beyond > 0, beyond < 0)


@pytest.mark.parametrize("years", ["2030", "2024,2030", "2024-2030"])
def test_a_sentence_on_costs_is_of_one_span_and_its_columns_add_up(years):
    said = shown("costs", "resolution", "--years", years, "--draws", "64")
    lines = said.splitlines()
    assert "Sum 2024-2030" in lines[1]
    whole = next(line for line in lines if line.startswith("Public cost"))
    cells = numbers(whole.partition(";")[0].replace("Public cost", ""))[:-1]
    columns = [numbers(line[34:].partition(";")[0])[:-1] for line in lines[2:]]
    parts = columns[: lines[2:].index(whole)]
    for column in range(len(cells)):
        assert sum(part[column] for part in parts) == pytest.approx(cells[column], abs=1e-9)
    if years == "2024-2030":
        assert sum(cells[:-1]) == pytest.approx(cells[-1], abs=1e-9)
    spent, people, each = re.search(
        r"([\d,.]+) billion VND more.*?([\d,]+) persons more at the end of 2030; ([\d,.]+) million",
        said,
    ).groups()
    billion, persons = (numbers(n)[0] for n in (spent, people))
    assert 1000 * billion / persons == pytest.approx(numbers(each)[0], abs=0.06)


@given(
    st.lists(
        st.lists(st.just(0.0) | st.floats(0, 500), min_size=3, max_size=3), min_size=1, max_size=6
    ),
    st.booleans(),
)
def test_a_rounded_table_adds_up_in_the_digits_shown_and_stays_near(parts, rows_add_up):
    rows = [[*part, sum(part)] for part in parts]
    total = [sum(column) for column in zip(*rows, strict=True)]
    found = rounded_table(rows, total, rows_add_up=rows_add_up)
    for column in zip(*found, strict=True):
        assert sum(column[:-1]) == pytest.approx(column[-1], abs=1e-9)
    if rows_add_up:
        assert all(sum(row[:-1]) == pytest.approx(row[-1], abs=1e-9) for row in found)
    for shown_row, exact in zip(found, [*rows, total], strict=True):
        for shown_cell, cell in zip(shown_row, exact, strict=True):
            assert abs(shown_cell - cell) < 0.1 + 1e-6
            assert shown_cell == 0 or cell != 0  # nothing is not shown as something


def test_the_sums_do_not_depend_on_the_years_that_have_a_column():
    few, all_ = (
        accounts(REGION, RESOLUTION, STATUS_QUO, years, 64) for years in ([2030], range(2024, 2031))
    )
    assert few.sums == all_.sums
    assert few.added_cost == all_.added_cost
    assert few.span == all_.span == "2024-2030"


def test_the_other_way_round_is_said_with_the_other_words():
    found = accounts(REGION, STATUS_QUO, RESOLUTION, [2030], 64)
    said = cost_words(found, Text("x", "x"))
    assert "billion VND less" in said.en
    assert "persons fewer" in said.en
    assert "per added" not in said.en
    assert "more" not in said.en.partition("A dash")[0]


def test_a_share_of_draws_is_not_told_of_numbers_that_are_not_there():
    import numpy as np

    assert math.isnan(odds(np.array([np.nan, 1.0]), 0.5))
    assert math.isnan(band_of_ratio(np.array([np.nan] * 20))[0])
    low, high = band_of_ratio(np.array([1.0] * 8 + [np.nan] * 2))
    assert (low, math.isnan(high)) == (1.0, True)
    no_price = Amount.of_ratio(np.array([np.nan]), np.array([1.0, 2.0]))
    assert math.isnan(no_price.low)
    assert math.isnan(no_price.high)
    assert "upper end" not in price_words([no_price]).en
    assert "upper end" in price_words([Amount(1.0, low, high)]).en
    assert price_words([Amount(1.0, 1.0, 1.0)]).en == ""


def test_a_list_of_projects_is_explained_only_where_there_is_one():
    assert "no projects" in project_words([]).en
    assert "judgement" not in project_words([]).en
    capital = RESOLUTION.projects[0].capital_bn_vnd
    made = [
        replace(RESOLUTION.projects[0], name=n, capital_bn_vnd=replace(capital, grade=grade))
        for n, grade in (("Một (ví dụ)", "B"), ("Hai", "C"))
    ]
    assert judged_projects(made) == made[1:]
    assert "Hai" in project_words(made).en
    assert "Một" not in project_words(made).en


@pytest.fixture(scope="module")
def june(tmp_path_factory):
    path = tmp_path_factory.mktemp("june") / "june.yaml"
    path.write_text("name: june\nextends: status_quo\nmeasure: month\nmonth: 6\n")
    return str(path)


def row_of(text, start):
    return next(line for line in text.splitlines() if line.startswith(start))


def test_the_head_says_when_people_are_counted_and_so_does_each_other_row(june):
    said = shown("run", june, "--years", "2025")
    assert "end of June 2025" in said
    counted = (
        "Social insurance",
        "Compulsory",
        "Voluntary social",
        "Unemployment",
        "SI cov",
        "Gap",
    )
    for line in said.partition("end of June")[2].partition("\n\n")[0].splitlines()[1:]:
        plain = line.startswith(counted) or "coverage" in line or "Difference" in line
        dated = "(31 Dec 2025)" in line or "(whole of 2025)" in line
        assert dated or plain or "by class" in line, line
        assert not (dated and line.startswith(counted[:4])), line
    december = shown("run", "status_quo", "--years", "2025")
    assert "\n31 Dec 2025 " in december
    assert "(31 Dec 2025)" not in december


def test_june_stands_beside_june_of_the_nation(june):
    scenario = load_scenario(june)
    own = project(REGION, scenario, 2025)
    nation = project(
        REGION.parent,
        replace(load_scenario("status_quo"), measure="month", month=6),
        max(2025, REGION.parent.base_year),
    )
    share = INDICATORS["si_share"]
    gap = 100 * (share.of(own)[own.row(2025), 0] - share.of(nation)[nation.row(2025), 0])
    said = shown("run", june, "--years", "2025")
    assert numbers(row_of(said, "Difference from the national share: SI"))[-1] == pytest.approx(
        abs(gap), abs=0.051
    )


def test_two_ways_of_counting_are_never_subtracted(june):
    said = shown("run", "status_quo", june, "--years", "2025")
    assert "(" not in row_of(said, "Compulsory social insurance (persons)")[40:]
    assert "no difference is taken" in said
    assert "difference from the first" not in said
    for words in (
        ["costs", june],
        ["costs", june, "--curve"],
        ["robustness", "status_quo", june, "--target", "si_share@2030=0.3"],
        ["explain", "status_quo", june],
    ):
        result = CliRunner().invoke(main, ["--lang", "en", *words])
        assert result.exit_code == 2, words
        assert "measure differs (31 December; end of June)" in result.output


def test_targets_of_localities_say_that_they_are_of_december(june):
    said = shown("allocate", june, "--years", "2025")
    assert "Province, 31 Dec" in said
    assert "end of June 2025" in said
    assert "another time" not in shown("allocate", "status_quo", "--years", "2025")


def test_a_note_explains_only_signs_that_stand_in_the_table():
    said = shown("run", "status_quo", "--years", "2030")
    gaps = [line for line in said.splitlines() if line.startswith("Gap to the national target")]
    passed = any("−" in line for line in gaps)
    assert ("target below zero" in said) == passed
    assert row_of(said, "Difference from the national share: SI coverage")
    assert "Brackets" not in said
    assert "Parentheses" not in said
    assert "p: chance" not in said
    drawn = shown("run", "status_quo", "resolution", "--years", "2030", "--draws", "64")
    assert all(words in drawn for words in ("Brackets", "Parentheses"))
    assert "p: chance" not in drawn  # of a national target, in a province to which nobody gave it
    nation = ("--region", "viet_nam", "--years", "2030", "--draws", "64")
    assert "p: chance" in shown("run", "status_quo", *nation)


def test_differences_are_of_the_digits_shown():
    said = shown("run", "status_quo", "resolution", "--years", "2025,2030")
    checked = 0
    for line in said.splitlines():
        found = re.search(r"([\d.,]+)%\s+([\d.,]+)% \(([+−]?)([\d.]+)\)$", line)
        if found:
            first, second, sign, more = found.groups()
            size = float(more) * (-1 if sign == "−" else 1)
            assert float(second) - float(first) == pytest.approx(size, abs=1e-9), line
            checked += 1
    assert checked >= 10


@given(
    st.sampled_from(["compulsory_si", "voluntary_si", "ui_participants"]),
    st.integers(1, 12),
    st.floats(0.02, 20.0),
)
@settings(max_examples=12)
def test_a_forecast_of_december_lies_in_its_own_range(indicator, month, factor):
    usual = {"compulsory_si": 42_000.0, "voluntary_si": 9_000.0, "ui_participants": 36_000.0}
    figure = Actual(2024, month, indicator, factor * usual[indicator])
    (found,) = monitor(REGION, STATUS_QUO, [figure])
    assert found.forecast_low <= found.forecast <= found.forecast_high
    assert 0.0 <= found.chance <= 1.0
    said = monitor_words([found]).en
    told = cell_words(verdict(found), "en")
    # As target and forecast stand beside it, so that who subtracts finds the same.
    short = to_whole(found.target) - to_whole(found.forecast)
    assert STATES[found.state].lowered.en in told
    assert (f"short by {short:,}" in told) == (short > 0)
    assert (f"beyond by {-short:,}" in told) == (short < 0)
    if month == 12:
        assert found.forecast == found.actual
        assert "not a forecast" in said
    else:
        assert found.forecast_low < found.forecast_high
        assert ("beyond nearly all draws" in said) == (found.basis == "outside")
        assert found.basis == "outside" or 0.4 < factor < 2.5


def test_one_yardstick_for_every_series_and_the_target_set_beside_it():
    figures = [Actual(2025, 6, name, 9_000.0) for name in ("compulsory_si", "voluntary_si")]
    found = monitor(REGION, RESOLUTION, figures)
    p = project(REGION, RESOLUTION, 2025)
    for reading in found:
        december = INDICATORS[reading.indicator].of(p)[p.row(2025), 0]
        assert reading.target == pytest.approx(december)
    assert found[0].resolution is None
    assert found[1].resolution_chance is None  # a national target is no verdict on a province
    assert "not assigned to this place" in cell_words(verdict(found[1]), "en")
    assert found[1].resolution == pytest.approx(
        0.025 * p.total("working_age_labour_force")[p.row(2025), 0]
    )
    june = replace(RESOLUTION, measure="month", month=6)
    assert monitor(REGION, june, figures) == found


@pytest.mark.parametrize(
    ("indicator", "actual", "growth", "told"),
    [
        ("compulsory_si", 40_000.0, 8.0, "not known"),
        ("compulsory_si", 48_000.0, 8.0, "above what was assumed"),
        ("compulsory_si", 40_000.0, 3.0, "below what was assumed"),
        ("ui_participants", 20_000.0, 3.0, "below what was assumed"),
        ("voluntary_si", 20_000.0, 8.0, "not known"),
        ("voluntary_si", 5_000.0, 3.0, "not known"),
    ],
)
def test_a_cause_acts_on_the_count_and_the_way_that_it_erred(
    tmp_path, monkeypatch, indicator, actual, growth, told
):
    from simulator.analysis.past import ledger

    monkeypatch.setattr(ledger, "plan_errors", lambda region, year: {2024: growth - 6.0})
    p = project(REGION, STATUS_QUO, 2024)
    row = {
        "scenario": "status_quo",
        "year": 2024,
        "class": None,
        "indicator": indicator,
        "value": round(float(INDICATORS[indicator].of(p)[1, 0])),
    }
    manifest = {
        "region": "ninh_thuan",
        "base_year": 2023,
        "law_version": REGION.law.version,
    }
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "records.json").write_text(json.dumps([row]))

    def cause(manifest):
        (tmp_path / "one" / "manifest.json").write_text(json.dumps(manifest))
        came = replace(REGION.figure(indicator, 2023), year=2024, value=actual, status="published")
        (found,) = ledger.grade(tmp_path, REGION, {(indicator, 2024): came})
        return found.cause.en

    assert told in cause(manifest)
    assert ("growth" in cause(manifest)) == ("assumed" in told)
    known = {**manifest, "inputs_sha256": dict(ledger._growth_tables(REGION))}
    assert "growth" not in cause(known)
