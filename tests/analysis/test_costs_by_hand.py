"""One year's costs worked by hand, from people and prices that are written down here."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from worlds import plain, with_lever

from simulator.analysis.costing.costs import (
    LINES,
    added_people,
    cost_beside_investment,
    cost_per_person,
    costs,
    deadweight,
    total_cost,
)
from simulator.inputs.assumption import Assumptions
from simulator.inputs.estimate import Estimate
from simulator.inputs.figures import Figure
from simulator.inputs.region import load_region
from simulator.inputs.scenario import Project, RelativeYear
from simulator.projection import project

BASE, YEAR = 2023, 2026
PRICES = {
    "contribution_density": 0.75,
    "topup_subsidy_cost": 1.1,
    "awareness_cost": 60.0,
    "agent_fixed_cost": 24.0,
    "agent_commission": 0.14,
    "digital_cost": 25.0,
    "procedure_cost": 6.0,
    "inspection_cost": 15.0,
    "employers_per_liable_job": 0.04,
    "retention_cost": 120.0,
    "owner_search_cost": 1.2,
    "limit_lump_sums_cost": 15.0,
    "participation_cost": 8.0,
    "public_investment_per_job": 200.0,
    "owner_registration_rate": 0.004,
    "owners_declaring_before": 1.0,
    "job_multiplier": 0.0,
}
LEVELS = {
    "awareness": 0.5,
    "topup_subsidy": 0.1,
    "agents": 0.5,
    "retention": 0.4,
    "digital": 0.8,
    "procedures": 0.5,
    "inspection": 0.5,
    "find_owners": 0.012,
    "limit_lump_sums": 0.4,
    "participation": 0.02,
}
FACTORY = Project(
    name="factory",
    sector="manufacturing",
    capital_bn_vnd=Estimate.exactly(1000.0),
    start=2026,
    build_years=Estimate.exactly(2.5),
    disbursed_share=Estimate.exactly(0.5),
    ramp_years=Estimate.exactly(1.0 / np.log(2.0)),
    capital_per_job=Estimate.exactly(1.0),
    formal_share=Estimate.exactly(1.0),
    displacement=Estimate.exactly(0.0),
    additionality=Estimate.exactly(1.0),
    construction_jobs_per_bn=Estimate.exactly(0.0),
    public_share=Estimate.exactly(0.1),
)


def region():
    place = load_region("ninh_thuan", law_as_of=date(2025, 11, 30))
    made = {
        entry.key: replace(
            entry, value=PRICES[entry.name], low=PRICES[entry.name], high=PRICES[entry.name]
        )
        for entry in place.assumptions.values()
        if entry.name in PRICES
    }
    base = Figure("x", 2022, 12, "mean_compulsory_base", 5_700_000.0, "VND", "published", "x")
    return replace(
        place,
        parent=replace(place.parent, peers=(base,)),
        assumptions=place.assumptions.overridden_by(Assumptions(made)),
    )


REGION = region()


def two_years(before: float, now: float) -> np.ndarray:
    """A total of one draw: unlike anything before the last two years, so that nobody reads it."""
    return np.array([[9e9], [9e9], [before], [now]])


def by_class(before: float, now: float) -> np.ndarray:
    return np.repeat(two_years(before, now)[:, None], 7, axis=1)


def counted(scenario):
    """A projection of 1.2 million people whose counts are written down."""
    p = project(REGION, scenario, YEAR)
    assert p.years.tolist() == [2023, 2024, 2025, 2026]
    people = np.array(p.inputs.path.year_end)
    people[3] *= 1_200_000 / people[3].sum()
    totals = {
        "voluntary": by_class(1_000.0, 3_000.0),
        "uninsured": by_class(9e9, 20_000.0),
        "compulsory": two_years(60_000.0, 80_000.0),
        "uncovered": two_years(9e9, 20_000.0),
        "ui": two_years(50_000.0, 60_000.0),
        "lump_sums": two_years(9e9, 600.0),
        "owners": two_years(9e9, 400.0),
    }
    inputs = replace(p.inputs, path=p.inputs.path._replace(year_end=people))
    return replace(p, totals={**p.totals, **totals}, inputs=inputs)


@pytest.fixture(scope="module")
def paid():
    levers = {name: with_lever(name, level).levers[name] for name, level in LEVELS.items()}
    last_year = ("digital", "participation")
    for name in last_year:  # half of it is there since the year before
        levers[name] = replace(levers[name], start=RelativeYear(2), ramp_years=2)
    scenario = replace(plain(), levers=levers, projects=(FACTORY,))
    return {name: float(line[-1, 0]) for name, line in costs(counted(scenario)).items()}


# Members of each class: (1,000 + 3,000) / 2 = 2,000, paying 0.75 of 12 months: 18,000 months.
# The least premium is 0.22 x 1.5 million = 0.33 million VND a month.


def test_the_states_subsidy_is_paid_by_class(paid):
    shares = 0.5 + 0.4 + 0.3 + 4 * 0.2
    assert paid["state_subsidy"] == pytest.approx(18_000 * 0.33 * shares)


def test_the_provinces_top_up_is_paid_on_the_least_premium(paid):
    assert paid["topup_subsidy"] == pytest.approx(7 * 18_000 * 0.33 * 0.1 * 1.1)


def test_members_pay_the_full_contribution_with_what_others_pay_for_them(paid):
    assert paid["contributions_voluntary"] == pytest.approx(7 * 18_000 * 0.33)


def test_programmes_cost_by_the_head(paid):
    assert paid["awareness"] == pytest.approx(140_000 * 0.5 * 60 / 1_000)
    assert paid["retention"] == pytest.approx(14_000 * 0.4 * 120 / 1_000)


def test_agents_cost_a_fixed_sum(paid):
    assert paid["agents"] == pytest.approx(140_000 * 0.5 / 400 * 24)


def test_the_commission_is_paid_on_what_members_pay_whoever_collects(paid):
    net = 0.33 * (0.4 + 0.5 + 0.6 + 4 * 0.7)
    assert paid["collection_commission"] == pytest.approx(18_000 * net * 0.14)
    bare, agents = (costs(counted(s)) for s in (plain(), with_lever("agents", 0.5)))
    assert agents["collection_commission"] == pytest.approx(bare["collection_commission"])


def test_services_cost_by_population_digital_ones_are_built_then_kept_up(paid):
    twice = 1_200_000 / 600_000
    assert paid["digital"] == pytest.approx(25_000 * twice * (0.4 + 0.2 * 0.4))
    assert paid["procedures"] == pytest.approx(6_000 * twice * 0.5)


def test_inspection_visits_one_employer_in_twenty(paid):
    employers = (80_000 + 20_000) * 0.04
    assert paid["inspection"] == pytest.approx(employers * 0.05 * 0.5 * 15)


def test_only_owners_whom_the_search_found_are_paid_for(paid):
    # Of those who register 0.004 do so by themselves, 0.012 because they were found.
    assert paid["owner_search"] == pytest.approx(400 * 0.75 * 1.2)


def test_withdrawals_avoided_are_those_that_are_not_there(paid):
    # 600 withdrew although four in ten did not: 1,000 would have.
    assert paid["limit_lump_sums"] == pytest.approx(400 * 15)


def test_training_is_paid_for_the_rise_of_the_year():
    levers = with_lever("participation", 0.02).levers
    setting = replace(levers["participation"], start=RelativeYear(2), ramp_years=2)
    p = counted(replace(plain(), levers={"participation": setting}))
    people = np.zeros_like(p.inputs.path.year_end)
    people[3, :, 30] = 50_000.0
    people[3, 0, 61] = 4_000.0  # 61.5 in 2026: half of the year of age is below it
    people[3, :, 70] = 7_000.0
    p = replace(p, inputs=replace(p.inputs, path=p.inputs.path._replace(year_end=people)))
    assert costs(p)["participation"][-1] == pytest.approx(0.01 * 102_000 * 8)


def test_capital_is_spent_over_the_time_of_building_and_sites_as_jobs_open(paid):
    assert paid["public_investment"] == pytest.approx(200_000 * 0.1)
    assert paid["private_capital"] == pytest.approx(200_000 * 0.9)
    started = replace(FACTORY, start=2023)  # opens in the middle of 2025
    lines = costs(counted(replace(plain(), projects=(started,))))
    assert lines["private_capital"][:, 0] == pytest.approx([0, 180_000, 90_000, 0])
    opened = 500 * (0.5**0.5 - 0.5**1.5)
    assert lines["public_investment"][-1] == pytest.approx(opened * 200)
    later = replace(FACTORY, start=2027)
    assert costs(counted(replace(plain(), projects=(later,))))["private_capital"].sum() == 0


def test_the_compulsory_pay_by_the_mean_base_and_the_law(paid):
    # 0.08 + 0.175 of 5.7 million for 70,000 people, 0.02 for 55,000 in unemployment insurance
    assert paid["contributions_compulsory"] == pytest.approx(
        12 * 5.7 * (0.255 * 70_000 + 0.02 * 55_000)
    )


def test_the_public_cost_is_the_sum_of_its_lines(paid):
    apart = ("private_capital", "contributions_voluntary", "contributions_compulsory")
    lines = {name: np.array([value]) for name, value in paid.items()}
    assert total_cost(lines) == pytest.approx(
        sum(value for name, value in paid.items() if name not in apart)
    )
    assert set(paid) == {*LINES, *apart}


def test_nothing_is_paid_in_the_base_year():
    lines = costs(counted(with_lever("awareness", 1.0)))
    assert all(line[0] == 0 for line in lines.values())


def test_who_would_be_there_anyway_is_deadweight():
    scenario = with_lever("topup_subsidy", 0.1)
    mine, base = counted(scenario), counted(scenario)
    fewer = replace(base, totals={**base.totals, "voluntary": by_class(500.0, 600.0)})
    spent = costs(mine)["topup_subsidy"]
    assert deadweight(mine, fewer)[2:] == pytest.approx(spent[2:] * [[0.5], [0.2]])
    more = replace(base, totals={**base.totals, "voluntary": by_class(5e4, 6e4)})
    assert deadweight(mine, more) == pytest.approx(spent)
    assert deadweight(counted(plain()), base) == pytest.approx(0.0)
    kept = counted(with_lever("retention", 0.4))
    assert deadweight(kept, fewer)[2:] == pytest.approx(
        costs(kept)["retention"][2:] * [[0.5], [0.2]]
    )


def test_cost_of_an_added_person_is_the_added_cost_over_added_people():
    scenario = with_lever("awareness", 1.0)
    mine, base = counted(scenario), counted(plain())
    fewer = {
        "voluntary": base.totals["voluntary"] - np.array([9e9, 9e9, 900.0, 2_000.0])[:, None, None],
        "compulsory": two_years(59_000.0, 77_000.0),
    }
    fewer["voluntary"][:2] = 9e9
    base = replace(base, totals={**base.totals, **fewer})
    spent = (total_cost(costs(mine)) - total_cost(costs(base)))[1:].sum()
    assert added_people(mine, base)[2:, 0] == pytest.approx([7_300.0, 17_000.0])
    person, year = cost_per_person(mine, base, YEAR)
    assert person == pytest.approx(spent / 17_000)
    assert year == pytest.approx(spent / (7_300 + 17_000))
    assert np.isnan(cost_per_person(base, mine, YEAR)).all()


def test_without_public_investment_neither_its_cost_nor_its_jobs_count():
    begun = replace(FACTORY, start=2023)  # opens in the middle of 2025
    mine = counted(replace(with_lever("awareness", 1.0), projects=(begun,)))
    base = counted(plain())
    fewer = {"voluntary": base.totals["voluntary"] - 2_000.0}
    base = replace(base, totals={**base.totals, **fewer})
    spent = (total_cost(costs(mine)) - total_cost(costs(base)))[1:].sum()
    built = costs(mine)["public_investment"][1:].sum()
    jobs = mine["project_jobs"][-1, 0]
    assert min(built, jobs) > 0
    each = cost_beside_investment(mine, base, YEAR)
    assert each == pytest.approx((spent - built) / (14_000 - jobs))
    # What the base builds too is in neither; a smaller factory opens fewer jobs.
    smaller = replace(begun, capital_bn_vnd=Estimate.exactly(400.0))
    theirs = counted(replace(plain(), projects=(smaller,)))
    theirs = replace(theirs, totals={**theirs.totals, **fewer})
    less = costs(theirs)["public_investment"][1:].sum()
    spent = (total_cost(costs(mine)) - total_cost(costs(theirs)))[1:].sum()
    fewer_jobs = theirs["project_jobs"][-1, 0]
    assert fewer_jobs == pytest.approx(0.4 * jobs)
    each = cost_beside_investment(mine, theirs, YEAR)
    assert each == pytest.approx((spent - built + less) / (14_000 - 0.6 * jobs))
