"""A pack of a new place: what is given stays, the rest is the nation's share and says so."""

import pytest

from simulator.errors import InputError
from simulator.inputs.history_check import check_history, missing_for_projection
from simulator.inputs.pack_check import odd_figures, stand_ins
from simulator.inputs.pack_content import write_folder
from simulator.inputs.pack_new import OVER, new_pack
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.text import Text

NATION = load_region("viet_nam")
YEAR = NATION.base_year


def made(tmp_path, **given):
    content = new_pack("mine", Text("Tỉnh", "Place"), NATION, YEAR, given, "agency", "published")
    write_folder(content, tmp_path / "mine")
    return load_region(tmp_path / "mine")


def test_people_alone_give_a_place_like_the_nation(tmp_path):
    region = made(tmp_path, population="2.243.554")
    assert check_history(region) == missing_for_projection(region) == []
    for name, over in OVER.items():
        own = region.figure(name, YEAR).value / region.figure(over, YEAR).value
        if NATION.figure(over, YEAR):
            nation = NATION.figure(name, YEAR).value / NATION.figure(over, YEAR).value
            assert own == pytest.approx(nation, rel=1e-4)
        assert region.figure(name, YEAR).status == "estimate"
        assert "national pattern" in region.figure(name, YEAR).source
    assert odd_figures(region) == []
    assert len(stand_ins(region)) == 2


def test_what_is_given_stays_and_the_rest_follows_from_it(tmp_path):
    region = made(tmp_path, population="1000000", labour_force_15_plus="50%", compulsory_si="60000")
    assert region.figure("labour_force_15_plus", YEAR).value == 500_000
    assert region.figure("compulsory_si", YEAR).value == 60_000
    assert region.figure("compulsory_si", YEAR).status == "published"
    nation = (
        NATION.figure("ui_participants", YEAR).value / NATION.figure("compulsory_si", YEAR).value
    )
    assert region.figure("ui_participants", YEAR).value == pytest.approx(60_000 * nation, abs=1)
    assert project(region, load_scenario("status_quo"), YEAR + 5).years[-1] == YEAR + 5


def test_an_odd_count_is_told_with_the_usual_one(tmp_path):
    region = made(tmp_path, population="1000000", voluntary_si="2%")
    (odd,) = odd_figures(region)
    usual = (
        NATION.figure("voluntary_si", YEAR).value
        / NATION.figure("labour_force_working_age", YEAR).value
    )
    force = region.figure("labour_force_working_age", YEAR).value
    assert f"that is about {usual * force:,.0f}" in odd.en


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"compulsory_si": "1"}, "give the people"),
        ({"population": "612.000"}, "could be two numbers"),
        ({"population": "1000000", "volunteers": "1"}, "no count 'volunteers'"),
        ({"population": "1000000", "voluntary_si": "x%"}, "not a number"),
    ],
)
def test_what_cannot_be_made_says_why(tmp_path, given, expected):
    with pytest.raises(InputError, match=expected):
        made(tmp_path, **given)
