"""Sentences against their numbers: what a sentence claims is what the table beside it says."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.accounts import Amount, accounts
from simulator.analysis.bands import band_of_ratio, odds
from simulator.analysis.cost_curve import CostCurve, Rung
from simulator.cli import main
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.report.appendix.jobs_and_classes import example_projects, project_words
from simulator.report.statements import cost_words, price_words, together_words
from simulator.rounding import rounded_table
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
    rungs = [
        Rung("agents", Amount(n, n, n), NONE, NONE, Amount(1.0, 1.0, 1.0), Amount(1.0, 1.0, 1.0))
        for n in alone
    ]
    return CostCurve("x", "b", "s", 2030, tuple(rungs), Amount(together, together, together))


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
        r"([\d,.]+) bn VND more.*?([\d,]+) persons more at the end of 2030; ([\d,.]+) million", said
    ).groups()
    billion, persons = (numbers(n)[0] for n in (spent, people))
    assert 1000 * billion / persons == pytest.approx(numbers(each)[0], abs=0.06)


@given(
    st.lists(st.lists(st.floats(0, 500), min_size=3, max_size=3), min_size=1, max_size=6),
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
    near = zip(found, [*rows, total], strict=True)
    assert all(abs(a - b) < 0.25 for one, other in near for a, b in zip(one, other, strict=True))


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
    assert "bn VND less" in said.en
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
    assert "example" not in project_words([]).en
    projects = RESOLUTION.projects
    renamed = [replace(p, name=f"Dự án {i}") for i, p in enumerate(projects)]
    assert example_projects(renamed) == renamed
    assert "The list is an example" in project_words(renamed).en
    capital = projects[0].capital_bn_vnd
    own = [replace(p, capital_bn_vnd=replace(capital, value=7.0)) for p in projects]
    assert example_projects(own) == []
    assert "example" not in project_words(own).en
    mixed = project_words([own[0], *projects[1:]]).en
    assert projects[1].name in mixed
    assert projects[0].name not in mixed
