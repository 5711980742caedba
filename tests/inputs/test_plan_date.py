"""Nothing that a plan adds begins before the year after it is made; no clock is asked."""

from dataclasses import replace
from datetime import date

import pytest

from simulator.errors import InputError
from simulator.inputs.documents import parse_yaml
from simulator.inputs.plan_date import PlanDate
from simulator.inputs.region import load_region
from simulator.inputs.region_settings import read_settings
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_differences import differences
from simulator.inputs.scenario_files import scenario_from_text
from simulator.inputs.scenario_timing import first_start
from simulator.inputs.scenario_writer import dump_scenario
from simulator.text import Text


def fits(text: str) -> None:
    plan = scenario_from_text(f"name: mine\n{text}", "mine.yaml")
    check_against_region(plan, load_region("ninh_thuan"))


@pytest.mark.parametrize(
    "text",
    [
        "levers: {agents: {start: 2024, level: 1}}",
        "levers: {agents: {start: +1, level: 1}, digital: {start: 2019, level: 1}}",
        "projects: [{name: A, sector: energy, capital_bn_vnd: 9, start: 2024, build_years: 3}]",
    ],
)
def test_no_measure_begins_before_the_plan_is_made(text):
    with pytest.raises(InputError) as refused:
        fits(text)
    (problem,) = refused.value.problems
    assert problem.line == 2
    assert problem.key.endswith("start")
    assert "the first year is 2025 (+1)" in problem.text.en
    assert "planned_on" in problem.text.en
    assert "sớm nhất là 2025" in problem.text.vi


@pytest.mark.parametrize(
    "text",
    [
        "levers: {agents: {start: 2025, level: 1}}",
        "levers: {closures: {start: 2024, level: 0.1}}",  # a shock comes when it comes
        'planned_on: {date: "2023-06-30", reason: đã làm}\n'
        "levers: {agents: {start: 2024, level: 1}}",
        "projects: [{name: A, sector: energy, capital_bn_vnd: 9, start: 2024, build_years: 3, "
        "reason: đang xây}]",
    ],
)
def test_what_is_said_on_purpose_may_begin_earlier(text):
    fits(text)


def test_the_first_start_is_the_year_after_the_later_of_plan_and_base_year():
    region, plan = load_region("ninh_thuan"), scenario_from_text("name: mine\n", "mine.yaml")
    nation = load_region("viet_nam")

    def on(day: str) -> Scenario:
        return replace(plan, planned_on=PlanDate(date.fromisoformat(day), Text("", "")))

    assert first_start(plan, region) == region.planned_on.day.year + 1 == 2025
    # A pack that says nothing plans on the day to which the law is known, whatever the clock says.
    assert nation.planned_on.day == nation.law.compiled
    assert first_start(plan, nation) == nation.law.compiled.year + 1
    assert first_start(on("2010-01-01"), region) == region.base_year + 1
    assert first_start(on("2029-01-01"), region) == 2030


def test_a_pack_may_say_when_plans_are_made_and_must_say_why():
    place = "code: a\nname: {vi: A, en: A}\nbase_year: 2025\n"

    def read(stated: str) -> PlanDate | None:
        return read_settings(parse_yaml(f"{place}planned_on: {stated}\n", "a.yaml")).planned_on

    known = read('{date: "2027-02-01", vi: thử, en: a test}')
    assert known == PlanDate(date(2027, 2, 1), Text("thử", "a test"))
    for wrong in ('{date: "2027-02-01"}', '{date: "mai", vi: thử, en: a test}', "2027-02-01"):
        with pytest.raises(InputError, match="planned_on"):
            read(wrong)


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("{date: 2025-02-30, reason: x}", "planned_on.date"),
        ("{date: 2025-02-03}", "reason is missing"),
        ("2025-02-03", "is not a mapping"),
        ("{day: 2025-02-03, reason: x}", "nearest: date"),
    ],
)
def test_a_plan_date_that_is_none_is_refused(stated, said):
    with pytest.raises(InputError) as refused:
        scenario_from_text(f"name: mine\nplanned_on: {stated}\n", "mine.yaml")
    assert any(said in f"{p.key} {p.text.en}" for p in refused.value.problems)


def test_a_plan_date_is_written_and_compared():
    plan = scenario_from_text(
        "name: mine\nplanned_on: {date: 2025-02-03, reason: {vi: Đã làm, en: Done}}\n", "mine.yaml"
    )
    assert scenario_from_text(dump_scenario(plan), "copy.yaml") == plan
    (found,) = differences(replace(plan, planned_on=None), plan)
    assert (found.path, found.before, found.after) == ("planned_on", None, "2025-02-03")
