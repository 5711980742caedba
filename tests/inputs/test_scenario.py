import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.classes import CLASS_NAMES
from simulator.errors import InputError
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.scenario import LeverSetting, RelativeYear
from simulator.inputs.scenario_differences import changes_growth, differences
from simulator.inputs.scenario_fields import PROJECT_NUMBERS
from simulator.inputs.scenario_files import (
    SHIPPED,
    load_scenario,
    scenario_from_text,
    scenario_names,
)
from simulator.inputs.scenario_schema import scenario_schema
from simulator.inputs.scenario_writer import SCHEMA_LINE, dump_scenario
from simulator.levers import LEVERS
from simulator.text import NOTHING, Text, plain

REASONS = [NOTHING, plain('Lý do: "thử" # dấu'), Text("vì", "why"), Text("", "en")]


def quantities(low: float, high: float) -> st.SearchStrategy:
    numbers = st.floats(low, high)
    return numbers.map(Estimate.exactly) | st.tuples(numbers, numbers, numbers).map(
        lambda three: Estimate(
            *(sorted(three)[i] for i in (1, 0, 2)), grade="C", reason=plain("vì thế")
        )
    )


def settings(name: str) -> st.SearchStrategy:
    lever = LEVERS[name]
    level = st.fixed_dictionaries({"default": quantities(lever.low, lever.high)})
    if lever.by_class:
        level = st.fixed_dictionaries(
            {"default": quantities(lever.low, lever.high)},
            optional={k: quantities(lever.low, lever.high) for k in CLASS_NAMES},
        )
    years = st.integers(2020, 2050) | st.integers(1, 20).map(RelativeYear)
    return st.builds(
        LeverSetting,
        start=years,
        ramp_years=st.floats(0, 30),
        level=level,
        until=st.none() | years,
        reason=st.sampled_from(REASONS),
    ).filter(comes_into_force)


def comes_into_force(path: LeverSetting) -> bool:
    if isinstance(path.start, RelativeYear) and isinstance(path.until, RelativeYear):
        return path.until.offset >= path.start.offset
    if isinstance(path.start, int) and isinstance(path.until, int):
        return path.until >= path.start
    return True


@given(st.fixed_dictionaries({}, optional={name: settings(name) for name in LEVERS}))
def test_what_is_written_is_read_back_equal(levers):
    scenario = replace(load_scenario("investment_led"), levers=levers, extends=None)
    assert scenario_from_text(dump_scenario(scenario), "copy.yaml") == scenario


@pytest.mark.parametrize("name", scenario_names())
def test_shipped_scenarios_are_read_and_point_to_the_schema(name):
    assert (SHIPPED / f"{name}.yaml").read_text().startswith(SCHEMA_LINE)
    scenario = load_scenario(name)
    assert scenario.name == name
    assert all(scenario.title)


def test_the_committed_schema_is_the_one_that_is_made():
    committed = Path(__file__).parents[2] / "simulator" / "schema" / "scenario.json"
    assert json.loads(committed.read_text()) == scenario_schema()


def test_a_child_keeps_what_it_does_not_state(tmp_path):
    (tmp_path / "child.yaml").write_text(
        "name: child\nextends: resolution\nlevers: {agents: {start: 2026, level: 0.5}}\n"
        "add_projects:\n  - {name: Thêm, sector: energy, capital_bn_vnd: 10, "
        "start: +1, build_years: 1}\n"
    )
    child, base = load_scenario(tmp_path / "child.yaml"), load_scenario("resolution")
    assert child.levers["agents"].level["default"].value == 0.5
    assert child.levers["inspection"] == base.levers["inspection"]
    assert child.projects[:-1] == base.projects
    assert child.extends == "resolution"


def test_a_shipped_name_is_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_scenario("adverse").name == "adverse"


def test_differences_name_every_input():
    base = load_scenario("status_quo")
    changed = replace(
        base,
        name="other",
        levers=load_scenario("voluntary_led").levers,
        growth={2027: Estimate.exactly(0.05)},
        assumptions={Assumed("lapse_rate", "poor"): Estimate.exactly(0.2, plain("đo được"))},
        measure="month",
        month=6,
    )
    found = {d.path: d for d in differences(base, changed)}
    assert {"macro.growth.2027", "assumptions.lapse_rate.poor", "measure", "month"} <= set(found)
    assert found["levers.topup_subsidy.level.poor"].after.level.value == 0.3
    assert found["assumptions.lapse_rate.poor"].reason.vi == "đo được"
    assert changes_growth(base, changed)
    assert differences(base, base) == []


@pytest.mark.parametrize("name", [n for n in scenario_names() if n != "adverse"])
def test_shipped_scenarios_but_the_adverse_one_assume_the_same_growth(name):
    assert not changes_growth(load_scenario("status_quo"), load_scenario(name))
    assert changes_growth(load_scenario("status_quo"), load_scenario("adverse"))


@pytest.mark.parametrize(
    ("start", "ramp", "until", "expected"),
    [
        (2026, 1, None, [0, 1, 1, 1]),
        (2026, 0, None, [0, 1, 1, 1]),
        (2026, 2, None, [0, 0.5, 1, 1]),
        (RelativeYear(1), 4, None, [0.25, 0.5, 0.75, 1]),
        (2026, 1, 2027, [0, 1, 1, 0]),
    ],
)
def test_paths_of_levers(start, ramp, until, expected):
    path = LeverSetting(start, ramp, {"default": Estimate.exactly(1.0)}, until)
    assert [path.share(year, 2025) for year in range(2025, 2029)] == expected


def test_a_digit_that_is_no_number_is_no_year_of_growth():
    with pytest.raises(InputError, match=r"macro\.growth"):
        scenario_from_text("name: mine\nmacro:\n  growth: {²: 0.05}\n", "mine.yaml")


def test_a_relative_year_in_quotes_is_the_one_without():
    """JSON has no +1 without quotes, and the schema allows the text."""
    bare, quoted = (
        scenario_from_text(f"name: m\nlevers: {{agents: {{start: {year}, level: 0.5}}}}\n", "m")
        for year in ("+2", '"+2"')
    )
    assert bare == quoted


@pytest.mark.parametrize("name", scenario_names())
def test_shipped_reasons_are_told_in_both_languages(name):
    scenario = load_scenario(name)
    told = _reasons(scenario)
    assert all(why.en != why.vi for why in told)
    assert _reasons(scenario_from_text(dump_scenario(scenario), "again.yaml")) == told


def _reasons(scenario):
    numbers = [
        number
        for project in scenario.projects
        for field in PROJECT_NUMBERS
        if (number := getattr(project, field)) is not None
    ]
    told = (*scenario.levers.values(), *scenario.projects, *numbers, *scenario.assumptions.values())
    return [part.reason for part in told if part.reason]


def test_words_of_one_language_serve_both_and_what_is_none_is_told_once():
    def read(reason):
        text = f"name: m\nlevers: {{agents: {{start: +1, level: 0.5, reason: {reason}}}}}\n"
        return scenario_from_text(text, "m.yaml").levers["agents"].reason

    assert read("vì thế") == read("{vi: vì thế}") == read("{en: vì thế}") == plain("vì thế")
    assert read('{vi: a, en: ""}') == Text("a", "")
    with pytest.raises(InputError) as caught:
        read("{en: 5}")
    assert [p.key for p in caught.value.problems] == ["levers.agents.reason.en"]
