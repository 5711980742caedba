"""One year's conditions worked by hand: what each lever, law and draw makes of them.

Every number on the right of a comparison was worked out on paper from those on the left.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from made_up import assumed
from worlds import plain, with_lever

from simulator.classes import CLASS_NAMES
from simulator.inputs.assumption import Assumptions
from simulator.inputs.estimate import Estimate
from simulator.inputs.figures import GrowthYear
from simulator.inputs.keys import Noise
from simulator.inputs.region import load_region
from simulator.inputs.scenario import LeverSetting, Project, RelativeYear
from simulator.levers import LEVERS
from simulator.model.rates import Conditions
from simulator.model.year import participation
from simulator.projection import Sample, Values, project
from simulator.projection.conditions import conditions, owner_shares, premium
from simulator.projection.economy import damping, growth
from simulator.projection.job_forms import JOB_OFFSET, ROOM_LEVEL, ROOM_SLOPE, job_growth
from simulator.projection.levers import LeverPaths

YEAR = 2027
POOR, NEAR_POOR, ETHNIC, FARMER = range(4)
ASSUMED = {
    "awareness_effect": 0.1,
    "agents_effect": 0.5,
    "digital_access_effect": 0.2,
    "procedure_access_effect": 0.1,
    "retention_effect": 0.25,
    "inspection_effect": 0.4,
    "digital_compliance_effect": 0.3,
    "procedure_compliance_effect": 0.1,
    "inspection_ui_effect": 0.1,
    "procedure_ui_effect": 0.05,
    "ui_rate_shift_2026": 0.3,
    "price_elasticity_entry": 0.5,
    "price_elasticity_lapse": 1.0,
    "income_growth": 0.05,
    "lump_sum_rate": 0.5,
    "new_entrants_among_former": 0.2,
    "lump_sum_listed_cases": 0.25,
    "compliance_additionality": 0.5,
    "owner_registration_rate": 0.004,
    "owners_declaring_before": 0.25,
    "job_multiplier": 0.2,
    "job_growth_per_gdp_point": 1.5,
    "job_growth_gdp_threshold": 3.0,
    "gdp_plan_bias": 0.5,
}
LEVELS = {
    "participation": 0.01,
    "awareness": 0.5,
    "topup_subsidy": 0.1,
    "agents": 0.6,
    "retention": 0.4,
    "digital": 0.5,
    "procedures": 1.0,
    "inspection": 0.5,
    "find_owners": 0.01,
    "limit_lump_sums": 0.4,
    "growth_shock": -1.0,
    "lump_sum_surge": 0.2,
    "subsidy_end": 0.5,
}


def region_assuming(**values: float):
    """Ninh Thuận under the law known in November 2025, with some assumptions made certain."""
    region = load_region("ninh_thuan", law_as_of=date(2025, 11, 30))
    made = {
        entry.key: replace(
            entry, value=values[entry.name], low=values[entry.name], high=values[entry.name]
        )
        for entry in region.assumptions.values()
        if entry.name in values
    }
    return replace(region, assumptions=region.assumptions.overridden_by(Assumptions(made)))


REGION = region_assuming(**ASSUMED)


def scenario_of(levels: dict[str, float]):
    levers = {name: with_lever(name, level).levers[name] for name, level in levels.items()}
    agents = levers.get("agents")
    if agents is not None:
        levers["agents"] = replace(agents, level={**agents.level, "farmer": Estimate.exactly(1.0)})
    return replace(plain(), levers=levers, growth={YEAR: Estimate.exactly(0.08)})


@pytest.fixture(scope="module")
def worked() -> Conditions:
    scenario = replace(scenario_of(LEVELS), chosen_base=Estimate.exactly(2.0))
    sample = Sample(
        1,
        {
            JOB_OFFSET: np.array([0.5]),
            ROOM_LEVEL: np.array([2.0]),
            ROOM_SLOPE: np.array([0.0]),
            Noise("jobs", 2027): np.array([0.01]),
            Noise("voluntary", 2027): np.array([-0.3]),
            Noise("ui", 2027): np.array([-0.15]),
        },
    )
    return conditions(project(REGION, scenario, YEAR, sample).inputs, YEAR)


def test_access_is_awareness_times_the_sum_of_the_others(worked):
    # 1 + 0.1 x 0.5 = 1.05; 1 + 0.5 x 0.6 + 0.2 x 0.5 + 0.1 x 1 = 1.5; for farmers 1.7
    expected = [1.575] * 7
    expected[FARMER] = 1.785
    assert worked.access[:, 0, 0, 0] == pytest.approx(expected)


def test_compliance_and_ui_are_shifted_by_the_sum_of_their_levers(worked):
    assert worked.compliance_shift == pytest.approx(0.5 * (0.2 + 0.15 + 0.1))
    # law 0.3, chance -0.15, procedures 0.05 x 1, inspection 0.1 x 0.5
    assert worked.ui_shift == pytest.approx(0.25)


def test_the_net_premium_acts_by_its_elasticities(worked):
    # Twice 0.22 x 1.5 million is 660,000; State and province pay 0.10 + 0.10 of 330,000 for most,
    # 0.25 + 0.10 for the poor; in 2023 it was 330,000 less 10, or 30, per cent.
    # Incomes rose by 5 per cent in each of four years.
    incomes = 1.05**4
    entry, lapse = [(0.5 * incomes) ** 0.5] * 7, [0.9 * 2.0 / incomes] * 7
    for index, net, before in (
        (POOR, 544_500, 231_000),
        (NEAR_POOR, 561_000, 247_500),
        (ETHNIC, 577_500, 297_000),
    ):
        entry[index] = (before * incomes / net) ** 0.5
        lapse[index] = 0.9 * net / (before * incomes)
    assert worked.price_entry[:, 0, 0, 0] == pytest.approx(entry)
    assert worked.lapse_factor[:, 0, 0, 0] == pytest.approx(lapse)


def test_lump_sums_rise_by_the_surge_and_fall_by_the_limit(worked):
    # 549 days from 1 July 2025 to 1 January 2027: 1.5 years, and a fifth a year are entrants since.
    entitled = 0.8 ** (549 / 365.25)
    allowed = entitled + 0.25 * (1 - entitled)
    assert worked.lump_sum_rate == pytest.approx(0.5 * allowed * 1.2 * 0.6)


def test_before_the_law_closed_lump_sums_every_former_member_may_take_one():
    for year, rate in (
        (2024, 0.5),
        (2025, 0.5),
        (2026, 0.5 * (0.25 + 0.75 * 0.8 ** (184 / 365.25))),
    ):
        made = conditions(project(REGION, plain(), year).inputs, year)
        assert made.lump_sum_rate == pytest.approx(rate)


def test_jobs_grow_by_the_line_and_the_shock_and_beyond_by_the_places_own_and_chance(worked):
    # 1.5 x (8 - 1 - 3) = 6
    assert worked.job_growth == pytest.approx(0.06)
    assert worked.room_growth == pytest.approx(0.02)
    # 0.5 of the place's own, and 0.01 by chance
    assert worked.job_noise == pytest.approx(0.005 + 0.01)
    assert worked.recruitment_noise == pytest.approx(-0.3)


def test_participation_rises_below_the_retirement_age_only(worked):
    inputs = project(REGION, plain(), YEAR).inputs
    bare, of_base = conditions(inputs, YEAR), inputs.base.rates
    rise = (participation(worked, of_base) - participation(bare, of_base))[:, :, 0]
    men, women = 0, 1
    assert rise[men, 30 - 15] == pytest.approx(0.01)
    assert rise[men, 61 - 15] == pytest.approx(0.0075)  # 61.75 in 2027
    assert rise[women, 57 - 15] == pytest.approx(0.01 / 3)  # 57 and a third
    assert rise[:, 62 - 15 :] == pytest.approx(0.0)


def test_who_reaches_the_age_in_the_course_of_the_year_retires(worked):
    men, women = worked.retiring
    assert men[60 - 15 : 63 - 15] == pytest.approx([0.0, 0.25, 1.0])
    assert women[56 - 15 : 59 - 15] == pytest.approx([0.0, 2 / 3, 1.0])


@pytest.mark.parametrize(
    ("year", "share"),
    [
        (2024, 0.0),
        (2025, 184 / 365 * 0.011),  # from 1 July 2025 the quarter that declares its tax
        (2026, 0.014),  # the lump-sum tax has ended: all of them do
        (2029, 0.014 + 0.004 * 184 / 365),  # whoever does not, from 1 July 2029
        (2030, 0.018),
    ],
)
def test_owners_register_by_law_and_by_search(year, share):
    p = project(REGION, scenario_of({"find_owners": 0.01}), year)
    assert owner_shares(p.inputs, [year])[0] == pytest.approx(share)


def test_closures_cost_the_rise_of_their_level_of_the_base_years_jobs():
    setting = replace(
        with_lever("closures", 0.1).levers["closures"], start=RelativeYear(3), ramp_years=2
    )
    p = project(REGION, replace(plain(), levers={"closures": setting}), 2029)
    lost = [float(conditions(p.inputs, year).closures[0]) for year in range(2025, 2030)]
    assert lost == pytest.approx([0.0, 2_035.0, 2_035.0, 0.0, 0.0])


def test_access_without_awareness_is_capped_and_awareness_comes_on_top():
    strong = region_assuming(**{**ASSUMED, "agents_effect": 3.0})
    p = project(strong, scenario_of(LEVELS), YEAR)
    # 1 + 3 x 0.6 + 0.1 + 0.1 = 3, capped at 2.5; times 1.05
    assert conditions(p.inputs, YEAR).access[0] == pytest.approx(2.625)


def test_state_and_province_stop_at_ninety_five_per_cent():
    levels = {"topup_subsidy": 0.5}
    paid = premium(project(REGION, scenario_of(levels), YEAR).inputs, YEAR)
    assert paid.state[:, 0] == pytest.approx([0.5, 0.4, 0.3, 0.2, 0.2, 0.2, 0.2])
    assert paid.province[:, 0] == pytest.approx([0.45, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    assert 1e6 * paid.net[:, 0] == pytest.approx([16_500, 33_000, 66_000, *[99_000] * 4])
    assert 1e6 * paid.full[:, 0] == pytest.approx(330_000)


def test_the_subsidy_of_the_law_lowers_the_premium_without_any_lever():
    paid = premium(project(REGION, plain(), 2025).inputs, 2025)
    # From 1 July 2025 30 per cent become 50: for 184 of 365 days.
    assert paid.state[POOR, 0] == pytest.approx((0.3 * 181 + 0.5 * 184) / 365)


CHANNELS = {
    "investment": {"project_jobs": 1, "hired_from_outside": 1},
    "participation": {"participation_added": 1},
    "awareness": {"access": 1},
    "topup_subsidy": {"price_entry": 1, "lapse_factor": -1},
    "agents": {"access": 1},
    "retention": {"lapse_factor": -1},
    "digital": {"access": 1, "compliance_shift": 1},
    "procedures": {"access": 1, "compliance_shift": 1, "ui_shift": 1},
    "inspection": {"compliance_shift": 1, "ui_shift": 1},
    "find_owners": {"owner_share": 1},
    "limit_lump_sums": {"lump_sum_rate": -1},
    "growth_shock": {"job_growth": 1, "room_growth": 1},
    "closures": {"closures": 1},
    "slow_disbursement": {"project_jobs": -1, "hired_from_outside": -1},
    "lump_sum_surge": {"lump_sum_rate": 1},
    "subsidy_end": {"price_entry": -1, "lapse_factor": 1},
}
"""Lever -> the conditions that it moves, and which way."""
FACTORY = Project(
    name="factory",
    sector="manufacturing",
    capital_bn_vnd=Estimate.exactly(1000.0),
    start=RelativeYear(1),
    build_years=Estimate.exactly(2.0),
    disbursed_share=Estimate.exactly(0.5),
    ramp_years=Estimate.exactly(2.0 / np.log(2.0)),
    capital_per_job=Estimate.exactly(1.0),
    formal_share=Estimate.exactly(0.8),
    displacement=Estimate.exactly(0.25),
    additionality=Estimate.exactly(0.5),
    local_hire_share=Estimate.exactly(0.7),
    construction_jobs_per_bn=Estimate.exactly(0.4),
    construction_contract_share=Estimate.exactly(0.3),
)


@pytest.mark.parametrize("name", CHANNELS)
def test_a_lever_by_itself_moves_its_channels_and_no_other(name):
    lever = LEVERS[name]
    level = lever.high if lever.neutral < lever.high else lever.low
    base = replace(plain(), projects=(FACTORY,))
    found = [
        conditions(project(REGION, s, YEAR).inputs, YEAR)
        for s in (base, replace(base, levers=with_lever(name, level).levers))
    ]
    if name == "closures":  # they strike once, in the first year
        found = [
            conditions(project(REGION, s, 2024).inputs, 2024)
            for s in (base, replace(base, levers=with_lever(name, level).levers))
        ]
    moved = {}
    for field in Conditions.__dataclass_fields__:
        change = np.asarray(getattr(found[1], field)) - np.asarray(getattr(found[0], field))
        if np.any(change):
            assert (change >= 0).all() or (change <= 0).all(), field
            moved[field] = int(np.sign(change.sum()))
    assert moved == CHANNELS[name]


@pytest.mark.parametrize("name", [n for n in CHANNELS if LEVERS[n].by_class])
def test_a_lever_for_one_class_moves_that_class_alone(name):
    base, one = (
        conditions(project(REGION, s, YEAR).inputs, YEAR)
        for s in (plain(), with_lever(name, LEVERS[name].high, by="farmer"))
    )
    for field in set(CHANNELS[name]) & {"access", "price_entry", "lapse_factor"}:
        change = getattr(one, field)[:, 0] - getattr(base, field)[:, 0]
        assert np.flatnonzero(change).tolist() == [FARMER], field


def factory_jobs(year: int, levers: dict[str, LeverSetting] | None = None):
    scenario = replace(plain(), projects=(FACTORY,), levers=levers or {})
    return conditions(project(REGION, scenario, year).inputs, year)


def test_a_project_builds_then_hires_and_takes_some_from_others():
    # Built in 2024 and 2025: 0.4 x 1000 x 0.5 / 2 = 100 a year, of which 0.5 x 0.3 count.
    assert factory_jobs(2024).project_jobs == pytest.approx(15.0)
    assert factory_jobs(2025).project_jobs == pytest.approx(15.0)
    # 1000 x 0.5 / 1 = 500 jobs, x 0.8 formal x 0.75 new x 0.5 additional x 1.2 spread = 180;
    # half of them two years after the opening.
    assert factory_jobs(2026).project_jobs == pytest.approx(180 * (1 - 0.5**0.5))
    now = factory_jobs(2027)
    assert now.project_jobs == pytest.approx(90.0)
    # Three in ten of the new jobs go to people from outside.
    assert now.hired_from_outside == pytest.approx(0.3 * 180 * (0.5**0.5 - 0.5))


def test_jobs_that_end_bring_nobody_from_outside():
    built = replace(FACTORY, ramp_years=Estimate.exactly(1e6))
    p = project(REGION, replace(plain(), projects=(built,)), 2026)
    assert conditions(p.inputs, 2026).hired_from_outside == pytest.approx(0.0)


def test_slow_disbursement_cuts_the_capital_and_lengthens_the_building():
    slow = with_lever("slow_disbursement", 0.2).levers
    # 0.4 x 1000 x 0.4 / 2.4 a year; 2026 has 0.4 of a year of it and 0.6 of operation
    assert factory_jobs(2025, slow).project_jobs == pytest.approx(0.15 * 160 / 2.4)
    running = 0.8 * 180 * (1 - 0.5 ** (0.6 / 2))
    assert factory_jobs(2026, slow).project_jobs == pytest.approx(0.15 * 160 / 2.4 * 0.4 + running)


def test_investment_multiplies_the_jobs_of_the_year():
    half = replace(with_lever("investment", 0.5).levers["investment"], ramp_years=4)
    # After two of four years a quarter of the capital is gone: 1 + 0.5 x (0.5 - 1)
    jobs = factory_jobs(2025, {"investment": half}).project_jobs
    assert jobs == pytest.approx(15.0 * 0.75)


def test_what_is_not_local_hire_is_nobody_for_a_place_without_projects():
    assert conditions(project(REGION, plain(), YEAR).inputs, YEAR).hired_from_outside == 0.0


PATH = {
    2022: GrowthYear(0.05, None, 0.07, "published", "made up"),
    2023: GrowthYear(0.07, None, 0.06, "published", "made up"),
    2024: GrowthYear(None, None, 0.08, "published", "made up"),
}


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2023, 0.07), (2024, 0.075), (2025, 0.06), (2040, 0.06)],
)
def test_growth_is_what_was_released_then_the_plan_less_its_bias_then_the_mean(year, expected):
    region = replace(REGION, parent=None, growth=PATH)
    assert growth(region, plain(), Values(region.assumptions), year) == pytest.approx(expected)


def test_chance_moves_growth_that_is_planned_or_unknown_but_none_that_is_known():
    region = replace(REGION, parent=None, growth=PATH)
    chance = {Noise("growth", year): np.array([0.01]) for year in (2023, 2024, 2025)}
    values = Values(region.assumptions, Sample(1, chance))
    found = [float(growth(region, plain(), values, year)[0]) for year in (2023, 2024, 2025)]
    assert found == pytest.approx([0.07, 0.085, 0.07])


def test_a_scenarios_own_growth_is_growth_itself():
    scenario = replace(plain(), growth={2024: Estimate.exactly(0.03)})
    values = Values(REGION.assumptions)
    assert growth(REGION, scenario, values, 2024) == pytest.approx(0.03)
    levers = LeverPaths(scenario, values, 2024)
    assert job_growth(REGION, scenario, values, levers, (2024,)).growth == pytest.approx(0.0)


def test_growth_of_jobs_gives_way_between_2030_and_2040():
    years = (2025, 2030, 2031, 2035, 2039, 2040, 2055)
    assert [damping(Values(REGION.assumptions), year) for year in years] == pytest.approx(
        [0, 0, 0.1, 0.5, 0.9, 1, 1]
    )
    p = project(REGION, plain(), 2036)
    assert conditions(p.inputs, 2036).damping == pytest.approx(0.6)
    at_once = Assumptions({e.key: e for e in [assumed("damping_to", "", 2030.0)]})
    values = Values(REGION.assumptions.overridden_by(at_once))
    assert [damping(values, year) for year in (2030, 2031)] == [0.0, 1.0]


def test_classes_stand_in_the_order_in_which_they_were_worked():
    assert CLASS_NAMES[:4] == ("poor", "near_poor", "ethnic_minority", "farmer")
