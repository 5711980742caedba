"""The list of projects as people type it: read, told with jobs, taken over whole or not at all."""

import json
import shlex
from dataclasses import replace

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from simulator.cli import main
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.estimate import Estimate
from simulator.inputs.scenario import Project
from simulator.inputs.scenario_files import load_scenario, scenario_from_text
from simulator.inputs.scenario_writer import dump_scenario
from simulator.projection import project
from simulator.report.numbers import format_number
from simulator.text import Text
from simulator.web import files, projects
from simulator.web.link import first_state, from_link, to_link
from simulator.web.project_table import NEW, heard, table_data
from simulator.web.runs import central, drawn_bands, region_called

RESOLUTION = load_scenario("resolution")
ONE = RESOLUTION.projects[1]
TYPED = {"name": "Cụm Phước Nam", "capital_bn_vnd": "1.500", "start": "2027", "build_years": "2,5"}


@pytest.fixture
def known():
    script = "from simulator.web.session import visitor\nvisitor()\n"
    test = AppTest.from_string(script, default_timeout=60)
    for key, value in to_link(first_state(), "vi").items():
        test.query_params[key] = value
    return test.run().session_state["visitor"]


def _say(known, row, kind="done", **fields):
    rows = len(known.state.in_hand.current.projects) + 1
    said = {"scenario": "resolution", "row": row, "of": rows, "kind": kind, "fields": fields}
    heard(known, said)
    return known.state.in_hand.current


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_shown_is_read_back_unchanged(language):
    for one in RESOLUTION.projects:
        again, wrong = projects.drafted(projects.shown(one, 2025, language), one, 2025, language)
        assert wrong == {}
        assert again == one


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("capital_bn_vnd", "2.500", Estimate.exactly(2500.0)),
        ("capital_bn_vnd", "2500,5", Estimate.exactly(2500.5)),
        ("capital_bn_vnd", "2.500 (2.000 – 3.000)", Estimate(2500.0, 2000.0, 3000.0)),
        ("probability", "62,5 %", Estimate.exactly(0.625)),
        ("disbursed_share", "", None),
        ("public_share", "", Estimate.exactly(0.0)),
    ],
)
def test_a_number_is_read_the_vietnamese_way_with_its_range(field, text, value):
    assert getattr(projects.read(field, text, ONE, 2025, "vi"), field) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("probability", "120"),
        ("capital_bn_vnd", "1,500"),
        ("capital_bn_vnd", "2.500 (2.600 – 3.000)"),
        ("start", "27"),
        ("build_years", "hai"),
    ],
)
def test_what_is_doubtful_or_outside_is_refused(field, text):
    with pytest.raises(InputError):
        projects.read(field, text, ONE, 2025, "vi")


def test_jobs_are_those_of_the_projection_and_none_where_it_is_switched_off():
    region = region_called("ninh_thuan")
    off = replace(ONE, active=False)
    scenario = replace(RESOLUTION, projects=(RESOLUTION.projects[0], off))
    run = project(region, scenario, 2030)
    told = projects.jobs(region, scenario, 2030)
    assert told == [
        pytest.approx(float((p.operating + p.construction)[-1, 0])) for p in run.projects
    ]
    assert told[0] > 0 == told[1]
    assert scenario_from_text(dump_scenario(scenario), "x.yaml").projects[1] == off


def test_a_project_that_is_switched_off_is_as_if_it_were_not_there():
    off = replace(
        RESOLUTION,
        projects=(*RESOLUTION.projects[:-1], replace(RESOLUTION.projects[-1], active=False)),
    )
    less = replace(RESOLUTION, projects=RESOLUTION.projects[:-1])
    runs = [central("ninh_thuan", s, 2032).total("compulsory") for s in (off, less, RESOLUTION)]
    assert runs[0] == pytest.approx(runs[1])
    assert (runs[0] < runs[2]).any()


def test_typing_tells_jobs_and_changes_nothing_until_the_field_is_left(known):
    before = known.state
    _say(known, 1, "typed", capital_bn_vnd="3.600")
    assert known.state == before
    rows = table_data(known)["rows"]
    jobs = projects.jobs(region_called("ninh_thuan"), before.in_hand.current, before.year)
    assert rows[1]["jobs"] == format_number(2 * jobs[1], 0, "vi")
    assert _say(known, 1).projects[1].capital_bn_vnd == Estimate.exactly(3600.0)
    assert known.steps.back().present == before


def test_what_cannot_be_read_stays_typed_and_is_told_at_its_field(known):
    before = known.state
    _say(known, 1, probability="70 phần trăm", capital_bn_vnd="2.000")
    assert known.state == before
    row = table_data(known)["rows"][1]
    assert row["fields"]["probability"] == "70 phần trăm"
    assert set(row["wrong"]) == {"probability"}
    changed = _say(known, 1, probability="70").projects[1]
    assert changed.capital_bn_vnd.value == 2000.0  # what was right beside it was not lost


def test_a_new_project_is_added_whole_and_travels(known):
    _say(known, NEW, "typed", **TYPED)
    assert len(known.state.in_hand.current.projects) == len(RESOLUTION.projects)
    last = _say(known, NEW, public_share="30").projects[-1]
    assert (last.name, last.start, last.build_years.value) == ("Cụm Phước Nam", 2027, 2.5)
    assert last.public_share.value == 0.3
    again, problems = from_link(to_link(known.state, "vi"))
    assert problems == []
    assert again.in_hand.current.projects[-1] == last
    _say(known, NEW, **TYPED)
    assert "tên này" in table_data(known)["rows"][-1]["refused"]
    assert len(_say(known, 0, "remove").projects) == len(RESOLUTION.projects)


def test_a_new_project_says_what_is_missing_and_what_begins_too_early(known):
    _say(known, NEW, name="X")
    wrong = table_data(known)["rows"][-1]["wrong"]
    assert set(wrong) == {"capital_bn_vnd", "build_years"}
    _say(known, NEW, **{**TYPED, "start": "2024"})
    assert "2025" in table_data(known)["rows"][-1]["refused"]
    assert isinstance(_say(known, NEW, start="2026").projects[-1], Project)


def test_a_plan_with_typed_projects_gives_the_command_line_s_numbers_and_ranges(
    known, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    _say(known, 1, probability="70", capital_bn_vnd="2.000")
    _say(known, NEW, **TYPED)
    state, entry = known.state, known.state.in_hand
    (tmp_path / f"{files.file_name(entry)}.yaml").write_text(files.scenario_file(entry), "utf-8")
    words = [*shlex.split(files.command(state))[1:], "--format", "json"]
    told = json.loads(CliRunner().invoke(main, words).stdout)
    drawn = drawn_bands(state.region, entry.current, state.until)
    run, compared = central(state.region, entry.current, state.until), set()
    for record in told:
        name, row = record["indicator"], run.row(record["year"])
        if record["scenario"] == files.file_name(entry) and name in drawn.low:
            whole = 0.5 if record["unit"] == "person" else 1e-12  # people are told as whole
            shown = INDICATORS[name].of(run)[row, 0], drawn.low[name][row], drawn.high[name][row]
            said = record["value"], record["low"], record["high"]
            assert said == pytest.approx(shown, rel=0, abs=whole), name
            compared.add(name)
    assert compared == set(drawn.low)


def test_a_reason_typed_anew_stands_in_both_languages_and_one_left_alone_keeps_both():
    known = load_scenario("resolution").projects[0]
    assert projects.read("reason", known.reason.en, known, 2025, "en") == known
    assert projects.read("reason", " mới ", known, 2025, "vi").reason == Text("mới", "mới")
