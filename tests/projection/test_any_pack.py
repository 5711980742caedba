"""The shipped scenarios on any pack: measures ahead, projects where they lie and once only."""

import pytest

from simulator.errors import InputError
from simulator.inputs.pack_content import files_of
from simulator.inputs.pack_new import new_pack
from simulator.inputs.pack_source import PackFiles
from simulator.inputs.region import load_region, region_of
from simulator.inputs.scenario import calendar_year
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import load_scenario, scenario_names
from simulator.inputs.scenario_timing import first_start, idle_projects, past_starts
from simulator.levers import LEVERS, Group
from simulator.projection import project
from simulator.text import Text

NATION, PROVINCE = load_region("viet_nam"), load_region("ninh_thuan")
LED = load_scenario("investment_led")


@pytest.fixture(scope="module")
def joined():
    return load_region("khanh_hoa")


@pytest.fixture(scope="module")
def made():
    given = {"population": "45000", "labour_force_15_plus": "50%"}
    name = Text("Xã nhỏ", "Small place")
    pack = new_pack("xa_nho", name, NATION, NATION.base_year, given, "agency", "published")
    return region_of(PackFiles("xa_nho", files_of(pack)))


def jobs(region) -> dict[str, float]:
    p = project(region, LED, 2036)
    return {found.project.name: float(found.operating[-1, 0]) for found in p.projects}


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_runs_on_a_pack_of_a_small_place_and_on_the_joined_one(name, joined, made):
    for region in (joined, made):
        scenario = load_scenario(name)
        check_against_region(scenario, region)
        first = first_start(scenario, region)
        starts = [
            calendar_year(setting.start, first)
            for lever, setting in scenario.levers.items()
            if LEVERS[lever].group is not Group.SHOCK
        ]
        assert all(start in (2026, 2027, 2028) for start in starts)
        assert all(start > region.planned_on.day.year for start in starts)
        p = project(region, scenario, 2030)
        assert p["si_participants"][-1, 0] > 0


def test_projects_count_where_they_lie(joined, made):
    assert all(count > 0 for count in jobs(PROVINCE).values())
    assert jobs(made) == {}  # a list of nothings is not shown either
    assert sum(count > 0 for count in jobs(joined).values()) == len(LED.projects) - 1
    assert sum(count > 0 for count in jobs(NATION).values()) == len(LED.projects) - 1
    (told,) = idle_projects([LED], made)
    assert told.en.startswith(f"{len(LED.projects)} projects lie elsewhere")
    assert told in past_starts([LED], made)
    assert idle_projects([LED], PROVINCE) == []


def test_what_was_built_before_the_base_year_is_in_its_counts(joined):
    (told,) = idle_projects([LED], joined)
    built = LED.projects[0]
    assert built.name in told.en
    assert jobs(joined)[built.name] == 0.0 < jobs(PROVINCE)[built.name]


def test_a_place_that_was_joined_is_named_by_the_pack(joined):
    assert joined.places == ("khanh_hoa", "ninh_thuan", "khanh_hoa_cu")
    with pytest.raises(InputError, match="needs a list of codes"):
        region_of(PackFiles("x", {"region.yaml": b"code: x\njoins: ninh_thuan\n"}))
