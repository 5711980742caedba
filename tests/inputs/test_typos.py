"""Slips that would pass for numbers: each is refused with its place and how to write it."""

import pytest
from edited import edit

from simulator.errors import InputError
from simulator.inputs.history_check import check_history
from simulator.inputs.region import load_region
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import scenario_from_text
from simulator.inputs.updates import read_updates

HEAD = "name: mine\nextends: status_quo\n"
PROJECT = "{{name: {}, sector: energy, capital_bn_vnd: {}, start: +1, build_years: 2, reason: x}}"


def read(body: str) -> None:
    scenario = scenario_from_text(HEAD + body, "mine.yaml")
    check_against_region(scenario, load_region("ninh_thuan"))


def refused(body: str) -> str:
    with pytest.raises(InputError) as caught:
        read(body)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0].line_in("en")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("levers: {topup_subsidy: {start: +1, level: 20%}}", "(write 0.2)"),
        ("levers:\n  topup_subsidy:\n    start: +1\n    level: 0,2", "(write 0.2)"),
        ("levers: {topup_subsidy: {start: +1, level: 0,2}}", "write decimals with a point"),
        ("levers: {agents: {start: 2028, level: 1, until: 2026}}", "never be in force"),
        ("levers: {agents: {start: +3, level: 1, until: +2}}", "never be in force"),
        (f"projects: [{PROJECT.format('P', '9.000')}]", "write thousands without a point"),
        (
            f"projects: [{PROJECT.format('P', 900)}, {PROJECT.format('P', 800)}]",
            "projects[1].name: there is a project named 'P' already",
        ),
        ("assumptions: {compliance_rate: {value: 0.7, low: 0.6}}", "give both low and high"),
        ("assumptions: {compliance_rate: {value: 0.7, low: -0.6, high: 0.8}}", "-0.6 is outside"),
        ("month: 3", "only with measure: month"),
    ],
)
def test_slips_of_a_scenario(body, expected):
    assert expected in refused(body)


@pytest.mark.parametrize("name", ["''", "' '", "../../etc/passwd", "a/b", "-rf", "'a\tb'"])
def test_a_name_can_be_a_files_name(name):
    with pytest.raises(InputError, match="name"):
        scenario_from_text(f"name: {name}\nextends: status_quo\n", "mine.yaml")


@pytest.mark.parametrize("name", ["Kế hoạch A", "mine_2", "2026", "bản 1.2 (thử)"])
def test_names_in_vietnamese_are_names(name):
    assert scenario_from_text(f'name: "{name}"\n', "mine.yaml").name == name


def test_an_added_project_may_not_take_a_name_of_the_base():
    body = f"add_projects: [{PROJECT.format(repr('Trung tâm logistics Cà Ná'), 900)}]"
    with pytest.raises(InputError, match=r"add_projects\[0\]\.name: there is a project"):
        scenario_from_text(f"name: mine\nextends: investment_led\n{body}", "mine.yaml")


def test_a_file_of_endless_entries_is_one_problem():
    body = "levers:\n" + "".join(f"  a{i}: {{}}\n" for i in range(60_000))
    assert "more than 50000 entries" in refused(body)


@pytest.mark.parametrize(
    ("table", "before", "after", "expected"),
    [
        (
            "history.csv",
            "2023,12,compulsory_si",
            "2023,12,compulsory",
            "'compulsory' is not read by anything; is it compulsory_si?",
        ),
        ("history.csv", "40700,person", "40.7,thousand", "the unit of compulsory_si is person"),
        ("history.csv", "40700,person", "40.700,person", "people are whole numbers"),
        ("localities.csv", "164350", "164.000", "people are whole numbers (write 164000"),
        ("localities.csv", "164350", "0", "0 must be at least 1"),
        ("region.yaml", "base_year: 2023", "base_year: '2023'", "'2023' is not a year"),
        ("region.yaml", 'vi: "Ninh Thuận"', 'vi: ""', "name: needs {vi"),
        ("assumptions.csv", "poor,0.051,", 'poor,"0,051",', "(write 0.051)"),
    ],
)
def test_slips_of_a_pack(pack, table, before, after, expected):
    edit(pack / table, before, after)
    with pytest.raises(InputError) as caught:
        load_region(pack)
    assert len(caught.value.problems) == 1, caught.value.problems
    assert expected in caught.value.problems[0].line_in("en")


def test_a_table_whose_name_differs_in_case_is_not_left_out_in_silence(pack):
    (pack / "Growth.CSV").write_text("year\n")
    with pytest.raises(InputError, match=r"nearest: growth\.csv"):
        load_region(pack)


def test_localities_must_add_up_to_the_province(pack):
    head = "year,month,locality,indicator,value,unit,status,source\n"
    row = "2023,12,ninh_phuoc,compulsory_si,48000,person,published,x\n"
    (pack / "locality_counts.csv").write_text(head + row)
    assert "the province has 40,700" in check_history(load_region(pack))[0].line_in("en")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2024,3,compulsory_si,41.000", ":2:4: value: 41.000: people are whole numbers"),
        ("2024,3,compulsory_si,41", "41 is 1/993 of December 2023"),
        ("2024,3,compulsory_si,0", "0, while December 2023 has"),
        ("2024,3,compulsory_si,41000000", "look at the unit"),
        (
            "2024,3,compulsory_si,41000\n2024,3,ui_participants,45000",
            ":3:4: value: UI 45,000 is above compulsory SI 41,000",
        ),
    ],
)
def test_figures_that_arrive_are_held_against_the_pack(tmp_path, row, expected):
    path = tmp_path / "arrived.csv"
    path.write_text(f"year,month,indicator,value\n{row}\n")
    with pytest.raises(InputError) as caught:
        read_updates(path, load_region("ninh_thuan"))
    line = caught.value.problems[0].line_in("en")
    assert line.startswith(str(path))
    assert expected in line


def test_figures_that_fit_are_taken(tmp_path):
    path = tmp_path / "arrived.csv"
    path.write_text("year,month,indicator,value\n2024,3,compulsory_si,41000\n")
    read_updates(path, load_region("ninh_thuan"))
