"""Target sets: shares and people, a nation's and a place's own."""

import shutil
from dataclasses import replace

import pytest

from simulator.analysis.goal.question import parse_targets
from simulator.analysis.uncertainty.ensemble import run_draws
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.pack_lineage import REGION_FOLDER
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.report.records import records
from simulator.report.results.comparison import label_of
from simulator.report.writers.words import cell_words

NATION, PROVINCE = load_region("viet_nam"), load_region("ninh_thuan")
STATUS_QUO = load_scenario("status_quo")
HEAD = "target_set,year,indicator,value,unit,denominator,status,source\n"


def gaps(region, year=2030):
    return gaps_in(records(project(region, STATUS_QUO, year), [year]))


def gaps_in(found):
    return {
        (r["target_set"], r["of"], r["unit"]): r
        for r in found
        if r["indicator"].startswith("gap_to_target")
    }


def place_with(tmp_path, rows):
    folder = tmp_path / "ninh_thuan"
    shutil.copytree(REGION_FOLDER / "ninh_thuan", folder)
    (folder / "targets.csv").write_text(HEAD + rows, encoding="utf-8")
    return folder


def test_the_nation_is_held_against_both_resolutions():
    found = gaps(NATION)
    p = project(NATION, STATUS_QUO, 2030)
    people = found["resolution_403", "si_participants", "person"]
    counted = INDICATORS["si_participants"].of(p)[-1, 0]
    assert people["value"] == pytest.approx(29_334_000 - counted, abs=1)
    assert ("resolution_403", "si_participants", "point") not in found
    assert found["resolution_28", "si_share", "point"]["assigned"] is True


def test_target_and_forecast_as_printed_differ_by_what_is_printed_as_missing():
    for year in range(2026, 2031):
        p = project(NATION, STATUS_QUO, year)
        asked = tuple(replace(t, year=year) for t in NATION.targets["resolution_403"])
        region = replace(NATION, targets={**NATION.targets, "resolution_403": asked})
        found = records(replace(p, region=region), [year])
        told = {r["indicator"]: r["value"] for r in found if r["class"] is None}
        aims = {t.indicator: t.value for t in asked}
        missing = {key[1]: r for key, r in gaps_in(found).items() if key[0] == "resolution_403"}
        assert set(missing) == set(aims)
        for name, record in missing.items():
            assert record["value"] == aims[name] - told[name], (year, name)


def test_what_the_nation_is_to_reach_is_marked_or_left_out_for_a_place():
    found = gaps(PROVINCE)
    assert {key[0] for key in found} == {"resolution_28"}
    for record in found.values():
        assert record["assigned"] is False
        assert "the national target" in cell_words(label_of(record), "en")
        assert "cả nước" in cell_words(label_of(record), "vi")


def test_a_place_is_held_against_its_own_number(tmp_path):
    row = "resolution_403,2030,si_participants,90000,person,,published,made up\n"
    found = gaps(load_region(place_with(tmp_path, row)))
    own = found["resolution_403", "si_participants", "person"]
    assert own["assigned"] is True
    assert "403/NQ-CP" in cell_words(label_of(own), "vi")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("mine,2030,si_participants,0.6,share,,published,x\n", "share"),
        ("mine,2030,si_share,60,share,,published,x\n", "outside 0 to 1"),
        ("mine,2030,si_participants,90.5,person,,published,x\n", "whole numbers"),
        ("mine,2030,si_partcipants,900,person,,published,x\n", "nearest: si_participants"),
    ],
)
def test_a_target_in_the_wrong_unit_is_refused(tmp_path, row, words):
    with pytest.raises(InputError) as caught:
        load_region(place_with(tmp_path, row))
    assert any(words in p.line_in("en") for p in caught.value.problems)


def test_a_goal_can_name_a_target_set_or_people():
    force = project(NATION, STATUS_QUO, 2030).total("working_age_labour_force")[-1, 0]
    found = parse_targets("resolution_403@2030", NATION, STATUS_QUO)
    people = {t.indicator: t.value * force for t in found}
    assert people == pytest.approx({"si_share": 29_334_000, "voluntary_share": 2_444_500})
    assert parse_targets("si_participants@2030=29334000", NATION, STATUS_QUO)[0] == found[0]
    assert len(parse_targets("resolution_28@2030", PROVINCE, STATUS_QUO)) == 3
    with pytest.raises(InputError, match="no target of this place"):
        parse_targets("resolution_403@2030", PROVINCE, STATUS_QUO)
    with pytest.raises(InputError, match="people without separators"):
        parse_targets("si_participants@2030=0.6", NATION, STATUS_QUO)
    with pytest.raises(InputError, match="more than the working-age"):
        parse_targets("si_participants@2030=99000000", NATION, STATUS_QUO)


def test_a_scenario_without_a_set_is_held_against_nothing():
    p = project(PROVINCE, replace(STATUS_QUO, targets=None), 2030)
    assert not [r for r in records(p, [2030]) if r["indicator"].startswith("gap_to_target")]


@pytest.mark.parametrize("region", [NATION, PROVINCE])
def test_a_target_has_odds_only_where_it_was_assigned(region):
    p = project(region, STATUS_QUO, 2030)
    found = records(p, [2030], draws=run_draws(region, STATUS_QUO, 2030, 64))
    held = [r for r in found if r["indicator"].startswith("gap_to_target")]
    assert held
    for record in held:
        assert record["assigned"] == (region is NATION)
        assert (record["chance"] is not None) == (region is NATION)
        assert record["low"] <= record["high"]
