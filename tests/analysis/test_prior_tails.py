"""The tails of what counts cannot tell: bounded by how many people there are."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import with_figure

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.analysis.uncertainty.priors import region_priors
from simulator.inputs.estimate import Z90
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import Sample, project
from simulator.projection.base_year import demography, working_age

PLACES = [load_region(name) for name in ("ninh_thuan", "viet_nam")]
STATUS_QUO = load_scenario("status_quo")
FORMER, COMPLIANCE = ("former_stock", ""), ("compliance_rate", "")


def count(region: Region, name: str) -> float:
    return region.figure(name, region.base_year).value


def room_for_former(region: Region) -> float:
    """Half of those who neither hold one of the most liable jobs, 0.75 of the force, nor pay."""
    return 0.5 * (0.25 * count(region, "labour_force_15_plus") - count(region, "voluntary_si"))


@pytest.mark.parametrize("region", PLACES)
def test_no_draw_has_more_former_members_than_there_is_room_for(region):
    prior = region_priors(region, STATUS_QUO)[FORMER]
    stated = region.assumptions[FORMER]
    assert prior.support.most == pytest.approx(max(room_for_former(region), stated.high))
    drawn = draw_sample(region, STATUS_QUO, region.base_year + 1, 1024, 1).values[FORMER]
    assert drawn.max() <= prior.support.most
    assert np.quantile(drawn, 0.9) == pytest.approx(stated.high, rel=0.05)


def test_as_the_insured_grow_fewer_are_left_to_be_former_members():
    region = PLACES[1]
    voluntary = region.figure("voluntary_si", region.base_year)
    fuller = with_figure(region, replace(voluntary, value=voluntary.value + 2e5))
    found = [region_priors(r, STATUS_QUO)[FORMER].support.most for r in (region, fuller)]
    assert found[0] - found[1] == pytest.approx(1e5)


@pytest.mark.parametrize("region", PLACES)
def test_tails_that_a_million_draws_reach_together_still_leave_nobody_below_nought(region):
    priors = region_priors(region, STATUS_QUO)
    assert priors[COMPLIANCE].support.least >= count(region, "compulsory_si") / (
        0.75 * count(region, "labour_force_15_plus")
    )
    far = np.array([4.75])  # one draw in a million lies beyond
    extreme = {
        FORMER: priors[FORMER].quantile(far),
        COMPLIANCE: priors[COMPLIANCE].quantile(-far),
    }
    if region.code == "viet_nam":  # in whose tail the bound is what acts
        assert extreme[FORMER][0] == priors[FORMER].support.most
    p = project(region, STATUS_QUO, region.base_year + 1, Sample(1, extreme))
    assert p.stocks.min() > -1e-6


@pytest.mark.parametrize("code", ["ninh_thuan", "khanh_hoa"])
def test_an_estimated_labour_force_has_people_enough_in_a_million_draws(code):
    region, key = load_region(code), ("base_count_factor", "labour_force_working_age")
    prior = region_priors(region, STATUS_QUO)[key]
    assert prior.quantile(np.array([-Z90, Z90])) == pytest.approx(
        [region.assumptions[key].low, region.assumptions[key].high]
    )
    tails = {key: prior.quantile(np.array([-4.75, 4.75]))}
    p = project(region, STATUS_QUO, region.base_year + 1, Sample(2, tails), keep_stocks=True)
    assert p.stocks.min() > -1e-6
    people = demography(region, region.base_year).year_end[0][:, 15:80]
    young = (people * working_age(region, region.base_year)).sum()
    assert p.total("working_age_labour_force")[0, 1] <= 0.95 * young + 1e-6
