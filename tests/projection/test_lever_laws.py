"""What levers may do, and what they may not."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from worlds import plain, with_lever

from simulator.classes import CLASS_NAMES
from simulator.indicators import INDICATORS
from simulator.inputs.assumption import Assumptions
from simulator.inputs.estimate import Estimate
from simulator.inputs.law import Provision
from simulator.inputs.region import load_region
from simulator.inputs.scenario import RelativeYear
from simulator.inputs.scenario_files import load_scenario
from simulator.levers import LEVERS
from simulator.projection import CENTRAL, Sample, project, project_levers
from simulator.projection.conditions import conditions, premium

REGION = load_region("ninh_thuan")
ACCESS_CAP, SUBSIDY_CAP = (
    REGION.assumptions[name, ""].value for name in ("access_cap", "subsidy_cap")
)
BY_CLASS = [name for name, lever in LEVERS.items() if lever.by_class]
BY_EFFECT = [
    name for name, lever in LEVERS.items() if all(effect.parameter for effect in lever.effects)
]


def test_effects_and_prices_that_levers_name_are_assumptions():
    known = {name for name, _ in REGION.assumptions}
    assert BY_EFFECT
    for lever in LEVERS.values():
        assert {*lever.parameters, *lever.prices} <= known, lever.name


@pytest.mark.parametrize("name", BY_EFFECT)
def test_a_lever_without_effect_moves_nobody(name):
    idle = {
        key: replace(entry, value=0.0, low=0.0, high=0.0)
        for key, entry in REGION.assumptions.items()
        if entry.name in LEVERS[name].parameters
    }
    region = replace(REGION, assumptions=REGION.assumptions.overridden_by(Assumptions(idle)))
    full = project(region, with_lever(name, LEVERS[name].high), 2032)
    np.testing.assert_allclose(
        full.stocks, project(region, plain(), 2032).stocks, rtol=1e-12, atol=1e-12
    )
    assert not np.allclose(
        project(REGION, with_lever(name, LEVERS[name].high), 2032).stocks[-1], full.stocks[-1]
    )


@pytest.mark.parametrize("name", BY_CLASS)
@pytest.mark.parametrize("by", CLASS_NAMES)
def test_a_lever_for_one_class_is_monotone_in_its_declared_direction(name, by):
    lever = LEVERS[name]
    steps = np.linspace(lever.neutral, lever.high, 5)
    base = with_lever(name, lever.neutral, by)
    p = project_levers(REGION, base, [{(name, by): float(x)} for x in steps], 2030)
    values = INDICATORS[lever.indicator].of(p)[-1]
    assert (np.diff(values) * lever.direction >= 0).all()
    assert np.ptp(values) > 0


def test_a_lever_does_nothing_before_it_starts_and_half_of_it_half_way():
    setting = with_lever("inspection", 0.8).levers["inspection"]
    later = replace(setting, start=RelativeYear(4), ramp_years=2)
    p = project(REGION, replace(plain(), levers={"inspection": later}), 2030)
    bare = project(REGION, plain(), 2030)
    first = REGION.base_year + 4
    assert np.array_equal(p.stocks[: p.row(first)], bare.stocks[: p.row(first)])
    shifts = [conditions(p.inputs, y).compliance_shift[0] for y in (first - 1, first, first + 1)]
    effect = REGION.assumptions["inspection_effect", ""].value
    beyond = effect * REGION.assumptions["compliance_additionality", ""].value
    assert shifts == pytest.approx([0.0, 0.4 * beyond, 0.8 * beyond])


def test_a_place_that_closes_its_programme_asks_for_no_more_recruits():
    setting = with_lever("agents", 1.0).levers["agents"]
    ended = replace(setting, until=RelativeYear(3))
    p = project(REGION, replace(plain(), levers={"agents": ended}), 2030)
    last = REGION.base_year + 3
    assert (conditions(p.inputs, last).access > 1.0).all()
    assert conditions(p.inputs, last + 1).access == pytest.approx(1.0)


def test_access_levers_together_stop_at_their_cap():
    together = {
        name: with_lever(name, LEVERS[name].high).levers[name]
        for name in ("agents", "digital", "procedures")
    }
    strong = {
        key: replace(REGION.assumptions[key], value=5.0)
        for key in (("agents_effect", ""), ("digital_access_effect", ""))
    }
    region = replace(REGION, assumptions=REGION.assumptions.overridden_by(Assumptions(strong)))
    p = project(region, replace(plain(), levers=together), 2026)
    assert conditions(p.inputs, 2026).access == pytest.approx(ACCESS_CAP)


def test_state_and_province_together_never_pay_more_than_the_cap():
    p = project(REGION, with_lever("topup_subsidy", LEVERS["topup_subsidy"].high), 2030)
    for year in range(2024, 2031):
        paid = premium(p.inputs, year)
        assert (paid.state + paid.province <= SUBSIDY_CAP + 1e-12).all()
        assert (paid.net > 0).all()
    whole = {
        key: replace(setting, level={"default": Estimate.exactly(5.0)})
        for key, setting in with_lever("topup_subsidy", 0.0).levers.items()
    }
    paid = premium(project(REGION, replace(plain(), levers=whole), 2026).inputs, 2026)
    assert paid.state + paid.province == pytest.approx(SUBSIDY_CAP)


def test_a_law_that_pays_the_whole_premium_leaves_the_price_that_the_cap_leaves():
    free = Provision(date(2023, 1, 1), None, 1.0, "published", "made up")
    name = "voluntary_subsidy_poor"
    parameter = replace(REGION.law.parameters[name], provisions=(free,))
    law = replace(REGION.law, parameters={**REGION.law.parameters, name: parameter})
    p = project(replace(REGION, law=law), plain(), 2026)
    paid = premium(p.inputs, 2026)
    assert paid.state.max() == pytest.approx(SUBSIDY_CAP)
    assert np.isfinite(p.stocks).all()


def test_closures_cost_their_jobs_once():
    p = project(REGION, with_lever("closures", 0.1), 2027)
    lost = [float(conditions(p.inputs, year).closures[0]) for year in (2024, 2025, 2026)]
    assert lost == pytest.approx([0.1 * p.total("compulsory")[0, 0], 0.0, 0.0])


def test_draws_at_the_central_values_are_the_central_run():
    scenario = load_scenario("resolution")
    assert CENTRAL.size == 1
    central = {key: np.full(3, entry.value) for key, entry in REGION.assumptions.items()}
    drawn = project(REGION, scenario, 2032, Sample(3, central), keep_stocks=True)
    once = project(REGION, scenario, 2032)
    np.testing.assert_allclose(
        drawn.stocks, np.repeat(once.stocks, 3, axis=-1), rtol=1e-11, atol=1e-9
    )


def test_the_second_leg_has_the_totals_of_the_whole_journey_in_every_draw():
    scenario = load_scenario("resolution")
    sample = Sample(3, {("lapse_rate", "farmer"): np.array([0.1, 0.2, 0.3])})
    straight = project(REGION, scenario, 2030, sample, keep_stocks=True)
    first = project(REGION, scenario, 2026, sample, keep_stocks=True)
    second = project(REGION, scenario, 2030, sample, start=first, keep_stocks=True)
    rows = slice(straight.row(2027), None)
    for name, total in straight.totals.items():
        assert np.array_equal(second.totals[name][1:], total[rows]), name


@pytest.mark.parametrize("place", ["viet_nam", "ninh_thuan"])
def test_owners_whom_a_lever_finds_are_in_compulsory_but_not_in_unemployment_insurance(place):
    region = load_region(place)
    last = region.base_year + 5
    without = project(region, plain(), last)
    found = project(region, with_lever("find_owners", 0.02), last)

    def added(total: str) -> float:
        return float((found.total(total) - without.total(total))[-1, 0])

    assert added("insured_owners") > 0.01 * without.total("compulsory")[-1, 0]
    # Jobs follow a labour force that people in jobs stay in a little longer.
    assert added("compulsory") == pytest.approx(added("insured_owners"), rel=0.02)
    assert abs(added("ui")) < 0.02 * added("insured_owners")


def test_who_leaves_decides_the_pools_and_not_how_many_are_covered():
    """Twice the separations: covered jobs stay, more people are hired and more cash in."""
    last = REGION.base_year + 5
    entry = REGION.assumptions["separation_rate", "compulsory"]
    twice = replace(entry, value=2.0 * entry.value, high=1.0)
    changed = REGION.assumptions.overridden_by(Assumptions({entry.key: twice}))
    usual = project(REGION, plain(), last)
    leaving = project(replace(REGION, assumptions=changed), plain(), last)

    def ratio(total: str) -> float:
        return float(leaving.total(total)[-1, 0] / usual.total(total)[-1, 0])

    wage_workers = [p.total("compulsory") - p.total("insured_owners") for p in (usual, leaving)]
    assert wage_workers[1][-1] == pytest.approx(wage_workers[0][-1], rel=1e-3)
    assert ratio("separations") > 1.5
    assert ratio("lump_sums") > 1.5
    assert ratio("insured_owners") < 1.0
