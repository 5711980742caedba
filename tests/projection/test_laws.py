"""Laws that hold in every region, scenario and draw."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import neutral_levers, plain, region_with, with_lever

from simulator.classes import CLASS_NAMES
from simulator.errors import InputError
from simulator.experience import recruitment_pace
from simulator.indicators import INDICATORS
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed, OfProject
from simulator.inputs.region import load_region
from simulator.inputs.scenario import Project, RelativeYear, Scenario
from simulator.inputs.scenario_files import load_scenario, scenario_names
from simulator.levers import LEVERS
from simulator.model.movements import OUTSIDE, Cause
from simulator.model.population import population_path
from simulator.model.states import UNINSURED, VOLUNTARY
from simulator.projection import Sample, project, project_levers
from simulator.projection.conditions import price_ratio
from simulator.projection.totals import TOTALS
from simulator.text import Text

regions = st.builds(
    region_with,
    factor=st.sampled_from([0.1, 1.0, 30.0]),
    compulsory_si=st.floats(5_000, 90_000),
    voluntary_si=st.floats(100, 30_000),
    labour_force_working_age=st.floats(250_000, 300_000),
    ui_participants=st.floats(1_000, 4_900),
)
levels = st.fixed_dictionaries(
    {name: st.floats(lever.low, lever.high) for name, lever in LEVERS.items()}
)


def scenario_of(chosen: dict[str, float], base: str = "resolution") -> Scenario:
    start = load_scenario(base)
    levers = neutral_levers()
    for name, level in chosen.items():
        levers[name] = replace(levers[name], level={"default": Estimate.exactly(level)})
    return replace(start, levers=levers)


@given(region=regions, chosen=levels)
def test_people_are_conserved_and_never_negative(region, chosen):
    p = project(region, scenario_of(chosen), 2032)
    people = p.inputs.path.year_end[:, :, 15:80]
    in_migrants = p.last.in_migrants[0, ..., 0]
    total = p.stocks.sum(axis=1)[..., 0]
    assert total[-1] == pytest.approx(people[-1] + in_migrants, rel=1e-12, abs=1e-6)
    assert (p.stocks > -1e-9).all()
    assert (p.total("ui") <= p.total("compulsory")).all()


def stocks_and_booked_changes(p):
    """Return the stocks by state and what the movement table says of their change."""
    stocks = p.stocks.sum(axis=(2, 3))[..., 0]
    change = np.zeros_like(stocks)
    for (_, origin, destination), persons in p.movements.items():
        if origin != OUTSIDE:
            change[:, origin] -= persons[:, 0]
        if destination != OUTSIDE:
            change[:, destination] += persons[:, 0]
    return stocks, change


@given(region=regions, chosen=levels)
def test_the_movement_table_closes_for_every_state_and_year(region, chosen):
    p = project(region, scenario_of(chosen), 2027)
    stocks, change = stocks_and_booked_changes(p)
    np.testing.assert_allclose(
        np.diff(stocks, axis=0), change[1:], rtol=0, atol=1e-5 * stocks.max()
    )


def test_the_movement_table_closes_where_people_migrate():
    p = project(load_region("viet_nam"), load_scenario("status_quo"), 2030)
    stocks, change = stocks_and_booked_changes(p)
    np.testing.assert_allclose(np.diff(stocks, axis=0), change[1:], rtol=0, atol=1e-3)
    reached = {to for cause, _, to in p.movements if cause == Cause.MIGRATION}
    assert len(reached) == 1 + len(CLASS_NAMES)


@pytest.mark.parametrize("name", LEVERS)
@pytest.mark.parametrize("region", ["ninh_thuan", "viet_nam"])
def test_each_lever_is_monotone_in_its_declared_direction(name, region):
    lever = LEVERS[name]
    base = load_scenario("investment_led")
    steps = np.linspace(lever.low, lever.high, 9)
    scenario = replace(base, levers={**base.levers, **with_lever(name, lever.neutral).levers})
    settings = [{(name, "default"): float(x)} for x in steps]
    p = project_levers(load_region(region), scenario, settings, 2030)
    values = INDICATORS[lever.indicator].of(p)[-1]
    assert (np.diff(values) * lever.direction > 0).all()


@pytest.mark.parametrize("name", LEVERS)
def test_each_lever_is_continuous_at_neutral(name):
    lever = LEVERS[name]
    region = load_region("ninh_thuan")
    base = load_scenario("investment_led")
    results = []
    for step in (0.0, 1e-7):
        level = lever.neutral + (step if lever.neutral < lever.high else -step)
        scenario = replace(base, levers={**base.levers, **with_lever(name, level).levers})
        results.append(INDICATORS["si_participants"].of(project(region, scenario, 2030))[-1, 0])
    assert results[1] == pytest.approx(results[0], rel=1e-5)


def test_no_levers_and_neutral_levers_agree_to_the_last_bit():
    region = load_region("ninh_thuan")
    bare = project(region, plain(), 2040)
    neutral = project(region, replace(plain(), levers=neutral_levers()), 2040)
    assert np.array_equal(bare.stocks, neutral.stocks)


def test_ten_times_the_people_are_ten_times_the_counts():
    scenario = load_scenario("resolution")
    larger = replace(
        scenario,
        projects=tuple(
            replace(project, capital_bn_vnd=Estimate.exactly(10 * project.capital_bn_vnd.value))
            for project in scenario.projects
        ),
    )
    small, large = (
        project(region_with(1.0), scenario, 2035),
        project(region_with(10.0), larger, 2035),
    )
    np.testing.assert_allclose(large.stocks, 10 * small.stocks, rtol=1e-9, atol=1e-6)
    share = INDICATORS["si_share"]
    assert share.of(large) == pytest.approx(share.of(small), rel=1e-12)


def test_two_like_halves_sum_to_the_whole():
    half, whole = project(region_with(0.5), plain(), 2030), project(region_with(), plain(), 2030)
    np.testing.assert_allclose(2 * half.stocks, whole.stocks, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("name", scenario_names())
@pytest.mark.parametrize("stop", [2024, 2026, 2029])
def test_two_legs_make_the_same_journey(name, stop):
    region, scenario = load_region("ninh_thuan"), load_scenario(name)
    straight = project(region, scenario, 2032)
    first = project(region, scenario, stop)
    second = project(region, scenario, 2032, start=first)
    assert np.array_equal(second.stocks[-1], straight.stocks[-1])


@settings(max_examples=8)
@given(seed=st.integers(0, 1000), cut=st.integers(1, 11))
def test_draws_do_not_depend_on_their_neighbours(seed, cut):
    region, scenario = load_region("ninh_thuan"), load_scenario("resolution")
    generator = np.random.default_rng(seed)
    names = [k for k, a in region.assumptions.items() if not a.certain and "pattern" not in k[0]]
    values = {
        key: generator.uniform(region.assumptions[key].low, region.assumptions[key].high, 12)
        for key in names
        if key[0] not in ("recruitment_window", "grdp")
    }
    sample = Sample(12, values)
    whole = project(region, scenario, 2030, sample, keep_stocks=True)
    part = project(region, scenario, 2030, sample.block(cut, 12), keep_stocks=True)
    np.testing.assert_allclose(part.stocks, whole.stocks[..., cut:], rtol=1e-12, atol=1e-9)


def test_how_slowly_one_draw_is_built_does_not_depend_on_the_others():
    scenario = with_lever("slow_disbursement", 0.5)
    slow = replace(scenario.levers["slow_disbursement"], start=RelativeYear(1), ramp_years=4)
    plan = replace(
        scenario,
        levers={"slow_disbursement": slow},
        projects=load_scenario("resolution").projects,
    )
    years = {OfProject(0, "build_years"): np.array([1.0, 6.0])}
    both = project(load_region("ninh_thuan"), plan, 2030, Sample(2, years))
    alone = project(load_region("ninh_thuan"), plan, 2030, Sample(2, years).block(0, 1))
    assert both.total("compulsory")[:, :1] == pytest.approx(alone.total("compulsory"), rel=1e-12)


def test_what_is_kept_changes_no_total():
    region, scenario = load_region("ninh_thuan"), load_scenario("resolution")
    sample = Sample(3, {("lapse_rate", "farmer"): np.array([0.1, 0.2, 0.3])})
    kept = project(region, scenario, 2034, sample, keep_stocks=True)
    bare = project(region, scenario, 2034, sample)
    for name, total in kept.totals.items():
        assert bare.totals[name] == pytest.approx(total, rel=1e-12, abs=1e-8, nan_ok=True), name
    assert kept.movements
    assert not bare.movements
    with pytest.raises(InputError, match="gone on from"):
        project(region, scenario, 2036, start=bare)


def test_the_totals_are_sums_of_the_stocks_and_movements():
    p = project(load_region("ninh_thuan"), load_scenario("resolution"), 2032)
    assert set(p.totals) == set(TOTALS)
    people = p.stocks.sum(axis=(2, 3))
    assert p.total("voluntary") == pytest.approx(people[:, VOLUNTARY], rel=1e-12)
    assert p.total("uninsured") == pytest.approx(people[:, UNINSURED], rel=1e-12)
    left = {
        "lapses": [Cause.LAPSE],
        "entries": [Cause.ENTRY],
        "owners": [Cause.OWNER_REGISTRATION],
        "lump_sums": [Cause.LUMP_SUM],
    }
    for name, causes in left.items():
        total = p.total(name)[1:].reshape(len(p.years) - 1, -1).sum(axis=1)
        assert total == pytest.approx(p.moved(*causes)[1:, 0], rel=1e-12), name


def test_equal_totals_with_other_ages_differ_in_2030():
    region = load_region("ninh_thuan")
    people = region.demography.populations
    older = people * np.linspace(0.8, 1.2, people.shape[-1])
    older *= people.sum() / older.sum()
    other = replace(region, demography=replace(region.demography, populations=older))
    a, b = project(region, plain(), 2030), project(other, plain(), 2030)
    assert a.total("compulsory")[0] == pytest.approx(b.total("compulsory")[0])
    assert a.total("working_age_labour_force")[-1] != pytest.approx(
        b.total("working_age_labour_force")[-1], rel=1e-3
    )


@pytest.mark.parametrize("chosen", CLASS_NAMES)
def test_a_subsidy_to_one_class_leaves_the_other_classes_rates_alone(chosen):
    region = load_region("ninh_thuan")
    paid = project(region, with_lever("topup_subsidy", 0.4, by=chosen), 2024)
    bare = project(region, plain(), 2024)
    pool = paid.total("recruits")[1, :, 0] / bare.total("recruits")[1, :, 0]
    changed = np.array([name == chosen for name in CLASS_NAMES])
    assert pool[~changed] == pytest.approx(1.0, abs=1e-12)
    assert pool[changed] > 1.01


def test_without_levers_and_new_law_voluntary_insurance_keeps_its_pace():
    from datetime import date

    region = load_region("viet_nam", law_as_of=date(2023, 12, 31))
    base = region.base_year
    flat = replace(plain(), assumptions={Assumed("income_growth"): Estimate.exactly(0.0)})
    p = project(region, flat, base + 1)
    rise = np.diff(p.total("voluntary").sum(axis=1)[:, 0])[0]
    members = region.figure("voluntary_si", base).value
    assert rise == pytest.approx(recruitment_pace(region).value * members, rel=0.01)


def test_a_floor_that_follows_incomes_is_no_dearer():
    nation = load_region("viet_nam")
    raised = nation.law.value("rural_poverty_line", 2030) / nation.law.value(
        "rural_poverty_line", 2026
    )
    as_fast = raised ** (1 / 5) - 1.0  # from the end of 2025 to 2030

    def price(growth: float) -> float:
        grown = replace(plain(), assumptions={Assumed("income_growth"): Estimate.exactly(growth)})
        inputs = project(nation, grown, 2030).inputs
        return float(price_ratio(inputs, (2030,))[0, -1, 0])

    # The subsidy of 2025 was raised in July: a whole year of it makes 2030 a little cheaper.
    assert price(0.0) == pytest.approx(raised * price(as_fast))
    assert price(as_fast) < 1.0 < price(0.0)


def test_nobody_who_is_not_there_is_hired():
    vast = Project(
        "vast",
        "manufacturing",
        Estimate.exactly(1e6),
        RelativeYear(1),
        Estimate.exactly(1.0),
        local_hire_share=Estimate.exactly(1.0),
    )
    p = project(load_region("ninh_thuan"), replace(plain(), projects=(vast,)), 2035)
    assert (p.stocks >= -1e-9).all()
    assert p.total("unfilled")[-1, 0] > 0
    # At most nine in ten of a cell are hired, so somebody of every class is left each year.
    left = p.stocks[:, UNINSURED.start : VOLUNTARY.stop].sum(axis=(2, 3, 4))
    assert (left > 0).all()


def test_the_projection_starts_from_the_last_observed_values():
    for name in ("ninh_thuan", "viet_nam"):
        region = load_region(name)
        p = project(region, plain(), region.base_year + 1)
        for indicator in ("compulsory_si", "voluntary_si", "ui_participants"):
            observed = region.figure(indicator, region.base_year).value
            assert INDICATORS[indicator].of(p)[0, 0] == pytest.approx(observed, rel=1e-9)
        force = region.figure("labour_force_working_age", region.base_year).value
        assert p.total("working_age_labour_force")[0, 0] == pytest.approx(force, rel=1e-9)


def test_later_law_is_left_out_when_asked():
    from datetime import date

    scenario = Scenario(name="x", title=Text("x", "x"))
    now = project(load_region("ninh_thuan"), scenario, 2027)
    then = project(load_region("ninh_thuan", law_as_of=date(2023, 12, 31)), scenario, 2027)
    # The subsidies of July 2025 make it cheaper, the poverty line of 2027 dearer.
    premiums = now.total("net_premium")[:, 0, 0], then.total("net_premium")[:, 0, 0]
    assert premiums[0][-2] < premiums[1][-2]
    assert premiums[0][-1] > premiums[0][-2]
    assert now.total("owners")[-1, 0] > 0 == then.total("owners")[-1, 0]
    assert now.total("ui")[-1, 0] > then.total("ui")[-1, 0]


def test_the_horizon_reaches_2050():
    p = project(load_region("viet_nam"), plain(), 2050)
    path = population_path(p.region.demography, 2024, 2050).year_end[-1, :, 15:80]
    np.testing.assert_allclose(p.stocks[-1].sum(axis=0)[..., 0], path, rtol=1e-9, atol=1e-12)
