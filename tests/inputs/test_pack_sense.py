"""What a pack says must be possible, complete and used; what is not is told by ``check``."""

from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner
from edited import edit

from simulator.cli import main
from simulator.errors import InputError
from simulator.inputs.assumption import Assumptions
from simulator.inputs.history_check import (
    check_history,
    later_decembers,
    missing_for_projection,
)
from simulator.inputs.pack_check import odd_figures, unused_figures
from simulator.inputs.pack_lineage import REGION_FOLDER
from simulator.inputs.plan_date import PlanDate
from simulator.inputs.region import load_region
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import load_scenario, scenario_from_text
from simulator.inputs.scenario_timing import early_starts, late_starts, past_starts
from simulator.projection import project
from simulator.text import Text

SEXED = "date,age,male_persons,female_persons,status,source\n"


@pytest.fixture
def commune(tmp_path):
    folder = tmp_path / "commune"
    folder.mkdir()
    (folder / "region.yaml").write_text(
        "code: commune\nname: {vi: Xã mới, en: New commune}\nparent: viet_nam\nbase_year: 2024\n",
        "utf-8",
    )
    counts = {
        "compulsory_si": 120,
        "voluntary_si": 0,
        "ui_participants": 95,
        "labour_force_working_age": 900,
        "labour_force_15_plus": 1050,
        "population": 2000,
    }
    rows = "".join(f"2024,12,{k},{v},person,estimate,x\n" for k, v in counts.items())
    (folder / "history.csv").write_text(
        "year,month,indicator,value,unit,status,source\n" + rows, "utf-8"
    )
    return folder


def people(number: str) -> str:
    return SEXED + "".join(f"2023-12-31,{age},{number},{number},estimate,x\n" for age in range(101))


@pytest.mark.parametrize(
    ("number", "expected"),
    [("2987", 0), ("2.987", 0), ("2.9", 1), ("298.7", 1), ("14.370", 1)],
)
def test_people_by_age_add_up_to_the_population_stated(pack, number, expected):
    (pack / "population.csv").write_text(people(number), "utf-8")
    problems = check_history(load_region(pack))
    assert [problem.key for problem in problems] == ["population"] * expected


def test_population_in_thousands_is_told_by_its_decimals(pack):
    text = people("2070.853").replace("2070.853", "888.670", 150)
    (pack / "population.csv").write_text(text, "utf-8")
    with pytest.raises(InputError, match="if they are in thousands, write 2070853"):
        load_region(pack)


def test_a_population_by_age_that_is_not_the_one_stated_is_refused(pack):
    (pack / "population.csv").write_text(people("29"), "utf-8")
    (problem,) = (p for p in check_history(load_region(pack)) if p.key == "population")
    assert "the table by age adds up to 5,858; look at the unit" in problem.text.en
    (pack / "population.csv").write_text(people("2987"), "utf-8")
    assert not [p for p in check_history(load_region(pack)) if p.key == "population"]


def test_more_births_than_women_could_have_are_refused(pack):
    (pack / "births.csv").write_text("year,births_persons,status,source\n2023,940000,estimate,x\n")
    with pytest.raises(InputError, match="look at the units of both tables"):
        load_region(pack)


def test_no_voluntary_members_is_a_count_and_people_join_as_in_the_nation(commune):
    region = load_region(commune)
    assert check_history(region) == []
    own = project(region, load_scenario("status_quo"), 2026).total("voluntary").sum(axis=1)[:, 0]
    assert own[0] == 0
    assert 0 < own[1] < own[2] < 50
    nation = project(region.parent, load_scenario("status_quo"), 2026)
    assert np.isfinite(own).all()
    assert own[2] / 900 < nation.total("voluntary")[-1].sum() / 40e6


def test_no_compulsory_members_says_why_and_what_to_do(commune):
    edit(commune / "history.csv", "compulsory_si,120", "compulsory_si,0")
    (problem, *_) = check_history(load_region(commune))
    assert "must be above 0; join a small place to its neighbour" in problem.text.en


def test_a_pack_without_a_parent_must_state_all_assumptions():
    nation = load_region("viet_nam")
    elsewhere = replace(nation, source=replace(nation.source, path=REGION_FOLDER / "elsewhere"))
    assert missing_for_projection(elsewhere) == []
    for key in nation.assumptions:
        others = {k: v for k, v in nation.assumptions.items() if k != key}
        problems = missing_for_projection(replace(elsewhere, assumptions=Assumptions(others)))
        role = nation.assumptions[key].role
        named = [problem.key for problem in problems]
        if role in ("model", "fixed", "price"):
            assert named == [nation.assumptions[key].dotted]
        else:
            assert named in ([], [key[0]])


def test_what_is_missing_is_told_before_anything_is_projected():
    nation = load_region("viet_nam")
    elsewhere = replace(
        nation,
        source=replace(nation.source, path=REGION_FOLDER / "elsewhere"),
        assumptions=Assumptions({}),
    )
    with pytest.raises(InputError, match="a pack without a parent must state all"):
        project(elsewhere, load_scenario("resolution"), 2030)


def test_figures_that_no_projection_uses_are_named(pack):
    edit(
        pack / "history.csv",
        "\n2023,12,compulsory_si",
        "\n2024,12,compulsory_si,42000,person,published,x,\n2023,12,compulsory_si",
    )
    (pack / "locality_counts.csv").write_text(
        "year,month,locality,indicator,value,unit,status,source\n"
        "2022,12,ninh_phuoc,compulsory_si,4800,person,published,x\n"
    )
    words = [remark.en for remark in unused_figures(load_region(pack))]
    assert [w[:30] for w in words] == [
        "December 2024 is there (Compul",
        "locality counts of 12/2022 are",
    ]
    found = CliRunner().invoke(main, ["--lang", "en", "check", str(pack)])
    assert found.exit_code == 0
    assert words[0] in found.output


def test_an_assumption_in_another_unit_is_refused(pack):
    edit(pack / "assumptions.csv", "share of uninsured labour force", "per cent of labour force")
    with pytest.raises(InputError, match=r"the unit of class_share\.poor is 'share of uninsured"):
        load_region(pack)


PROJECT = (
    "name: mine\nextends: status_quo\nprojects:\n  - {{name: Cũ, sector: manufacturing, "
    "capital_bn_vnd: 1000, start: {start}, build_years: {years}, reason: thử}}\n"
)


@pytest.mark.parametrize(
    ("start", "years", "refused", "remarked"),
    [(2018, 2, True, 0), (2022, 2, True, 0), (2022, 2.5, False, 1), (2024, 2, False, 0)],
)
def test_a_project_that_is_built_stands_in_the_counts_already(start, years, refused, remarked):
    region = load_region("ninh_thuan")
    scenario = scenario_from_text(PROJECT.format(start=start, years=years), "mine.yaml")
    if refused:
        with pytest.raises(InputError, match="counts of December 2023 already"):
            check_against_region(scenario, region)
        return
    check_against_region(scenario, region)
    assert len(early_starts(scenario, region)) == remarked


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("start: 2015, ramp_years: 2", "it counts as new from 2024, at 100 % of its level"),
        ("start: 2023, ramp_years: 4", "at 50 % of its level"),
        ("start: 2015, until: 2020", "ends in 2020, before the first projected year 2024"),
        ("start: 2025", ""),
        ("start: +1", ""),
    ],
)
def test_a_lever_that_begins_before_the_first_year_is_told(path, words):
    text = f"name: mine\nextends: status_quo\nlevers:\n  agents: {{{path}, level: 1}}\n"
    remarks = early_starts(scenario_from_text(text, "mine.yaml"), load_region("ninh_thuan"))
    assert len(remarks) == bool(words)
    assert all(words in remark.en for remark in remarks)


def test_what_begins_after_the_last_year_or_before_today_is_told():
    region = load_region("ninh_thuan")
    levers = "levers: {agents: {start: +1, level: 1}, digital: {start: 2030, level: 1}}\n"
    plan = scenario_from_text("name: mine\n" + levers, "mine.yaml")
    assert late_starts(plan, region, 2030) == []
    (late,) = late_starts(plan, region, 2029)
    assert "starts in 2030, after the last projected year 2029; it does nothing" in late.en
    (told,) = past_starts([plan, plan], region)
    assert told.en.startswith("1 levers and projects start in 2025 or later, for")
    assert "drafted in 2024" in told.en
    assert "the result holds only if these have in fact been carried out" in told.en
    other = replace(plan, name="other", title=Text("khác", "other"), levers=plan.levers)
    (both,) = past_starts([plan, other], region)
    assert both.vi.startswith(f"Giải pháp, dự án (1 ở “{plan.title.vi}”; 1 ở “khác”) bắt đầu")
    today = replace(plan, planned_on=PlanDate(region.law.compiled, Text("nay", "now")))
    assert past_starts([today], region) == []


def test_check_refuses_what_a_run_would_end_in(pack):
    rows = "".join(f"2023,{age},-90000,0,estimate,x\n" for age in range(101))
    head = "year,age,male_persons,female_persons,status,source\n"
    (pack / "migration.csv").write_text(head + rows, "utf-8")
    found = CliRunner().invoke(main, ["check", str(pack)])
    assert found.exit_code == 2
    assert "số người chuyển đi nhiều hơn số người đang có: 2025, nam, 0 tuổi" in found.output


def test_localities_that_are_not_the_place_and_a_december_that_nothing_uses_are_told():
    region = load_region("ninh_thuan")
    assert not any("localities" in t.en for t in odd_figures(region))
    first, *others = region.localities
    slip = replace(region, localities=(replace(first, population=164.0), *others))
    assert any("add up to 426,281" in t.en for t in odd_figures(slip))
    newer = replace(next(f for f in region.history if f.indicator == "compulsory_si"), year=2024)
    later = replace(region, history=(*region.history, replace(newer, month=12)))
    (told,) = later_decembers(later)
    assert "December 2024 is there (Compulsory participants)" in told.en
