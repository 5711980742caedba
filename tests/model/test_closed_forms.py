"""Results known beforehand, worked by hand or by algebra."""

import numpy as np
import pytest
from made_up import FLAT, ONE, ZERO, conditions, people, rates, year_end

from simulator.inputs.law import load_law
from simulator.model.arrays import Array, over_cells
from simulator.model.investment import InvestmentProject, construction_jobs, operating_jobs
from simulator.model.movements import OUTSIDE, Booking, Cause, all_left, left, movements_of
from simulator.model.rates import Conditions, Rates
from simulator.model.standardisation import standardise
from simulator.model.starting_stocks import Totals, starting_stocks
from simulator.model.states import (
    AGES,
    COMPULSORY,
    FORMER_MEMBERS,
    INACTIVE,
    STATE_COUNT,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
)
from simulator.model.workforce import Workforce
from simulator.model.year import (
    Vacancies,
    VoluntaryYear,
    comply,
    enter_and_lapse,
    hire,
    lay_off,
    next_year,
    participate,
    withdraw_lump_sums,
)


def voluntary(
    world: Workforce,
    law: Conditions,
    fixed: Rates,
    reference: Array | None = None,
    left_otherwise: float = 0.0,
) -> VoluntaryYear:
    """A year of voluntary insurance alone; baseline recruitment held what is given, or all."""
    held = over_cells(world.stocks)
    people = held.copy()
    people[VOLUNTARY] += left_otherwise
    holds = held[VOLUNTARY].copy() if reference is None else reference
    last = year_end(world, people=people, reference_voluntary=holds)
    return enter_and_lapse(world, held, last, law, fixed)


def run(world: Workforce, years: int, law: Conditions, fixed: Rates) -> float:
    reference = over_cells(world[VOLUNTARY])
    for _ in range(years):
        reference = voluntary(world, law, fixed, reference).reference
    return float(world[VOLUNTARY].sum())


def test_lapse_alone_decays_geometrically():
    lapsing = rates(lapse=np.full((7, 1, 1, 1), 0.2))
    assert run(people(voluntary=1000.0), 5, conditions(), lapsing) == pytest.approx(327.68)


def test_entry_and_lapse_in_a_closed_pool_tend_to_their_balance():
    fixed = rates(lapse=np.full((7, 1, 1, 1), 0.19), recruitment=np.full((7, 1, 1, 1), 0.01))
    world = people(uninsured=98_000.0, voluntary=2_000.0)
    assert run(world, 10, conditions(), fixed) == pytest.approx(4_677.8774528)
    assert run(world, 200, conditions(), fixed) == pytest.approx(5_000.0)


def test_with_full_replacement_the_base_path_drifts():
    fixed = rates(
        lapse=np.full((7, 1, 1, 1), 0.25),
        recruitment=np.full((7, 1, 1, 1), 0.004),
        reenrolment=np.full(1, 0.5),
        replacement=ONE,
    )
    world = people(uninsured=100_000.0, voluntary=3_000.0)
    before = float(world[VOLUNTARY].sum())
    for _ in range(5):
        # A constant pool: whoever joins or lapses is put back.
        world.stocks[UNINSURED] = 100_000.0 / world.stocks[UNINSURED].size
        voluntary(world, conditions(), fixed)
    assert float(world[VOLUNTARY].sum()) - before == pytest.approx(5 * 400.0)


def test_nobody_replaces_the_losses_of_people_whom_levers_brought():
    fixed = rates(lapse=np.full((7, 1, 1, 1), 0.2), replacement=ONE)
    world = people(voluntary=2_000.0)
    held = np.full((7, 1, 1, 1), 1_000.0 / 7)
    year = voluntary(world, conditions(), fixed, held)
    assert year.replaced.sum() == pytest.approx(0.2 * 2_000.0 * 0.5)


def project(**changed) -> InvestmentProject:
    usual = {
        "start": 2026,
        "build_years": ONE,
        "slippage": ZERO,
        "lag_years": ONE,
        "ramp_years": ONE * 1.2,
        "capital_bn": ONE * 100.0,
        "disbursed_share": ONE,
        "capital_per_job": ONE,
        "formal_share": ONE,
        "displacement": ZERO,
        "additionality": ONE,
        "local_hire_share": ONE,
        "construction_per_bn": ONE * 0.5,
        "construction_contract_share": ONE,
        "exists": ONE,
    }
    return InvestmentProject(**{**usual, **changed})


def test_operating_jobs_ramp_up_after_building_and_lag():
    jobs = [operating_jobs(project(), year)[0] for year in range(2026, 2031)]
    assert jobs == pytest.approx([0, 0, 56.54, 81.11, 91.79], abs=0.005)


@pytest.mark.parametrize("slippage", [0.0, 0.3, 1.7])
def test_construction_person_years_do_not_depend_on_slippage(slippage):
    slow = project(build_years=ONE * 2, slippage=ONE * slippage)
    work = sum(construction_jobs(slow, year)[0] for year in range(2020, 2045))
    assert work == pytest.approx(50.0)
    assert construction_jobs(slow, 2040)[0] == 0


def test_indirect_standardisation():
    pattern, cells = np.array([[0.2], [0.5], [0.4]]), np.array([[100.0], [200.0], [100.0]])
    fitted = standardise(pattern, cells, np.array([120.0]))
    assert fitted.ravel() == pytest.approx([0.1354, 0.3851, 0.2945], abs=5e-5)
    shift = np.log(fitted / (1 - fitted)) - np.log(pattern / (1 - pattern))
    assert shift.ravel() == pytest.approx(-0.4681, abs=5e-5)


@pytest.mark.parametrize(
    ("sex", "year", "age"),
    [
        ("men", 2021, 60.25),
        ("men", 2025, 61.25),
        ("men", 2028, 62),
        ("men", 2040, 62),
        ("women", 2021, 55 + 1 / 3),
        ("women", 2025, 56 + 2 / 3),
        ("women", 2030, 58 + 1 / 3),
        ("women", 2035, 60),
        ("women", 2040, 60),
    ],
)
def test_normal_retirement_ages(sex, year, age):
    assert load_law().value(f"retirement_age_{sex}", year) == pytest.approx(age, abs=1e-12)


def test_the_subsidy_of_2025_is_weighted_by_days():
    days = 181 / 365
    expected = days * 0.10 + (1 - days) * 0.20
    assert load_law().value("voluntary_subsidy_other", 2025) == pytest.approx(expected)


def test_compliance_moves_the_odds():
    world = people(compulsory=600.0, uncovered=400.0)
    comply(world, np.array([np.log(2.0)]))
    assert world[COMPULSORY].sum() == pytest.approx(1000 * 1200 / 1600)
    comply(world, np.array([-np.log(2.0)]))
    assert world[COMPULSORY].sum() == pytest.approx(600.0)


def test_only_those_who_were_former_all_year_withdraw():
    world = people(former=100.0)
    withdraw_lump_sums(
        world, world[FORMER_MEMBERS] * 0.6, conditions(lump_sum_rate=ONE * 0.5), rates()
    )
    assert world[FORMER_MEMBERS].sum() == pytest.approx(100 - 0.5 * 60)


def test_one_multiplier_meets_both_needs_and_voluntary_members_go_to_covered_jobs():
    world = people(uninsured=7_000.0, voluntary=700.0)
    wanted = Vacancies(np.array([300.0]), np.array([100.0]))
    _, unfilled = hire(world, wanted, conditions(), rates())
    assert world[COMPULSORY].sum() == pytest.approx(300.0)
    assert world[UNCOVERED].sum() == pytest.approx(100.0)
    # Equal weights: both pools give the same share, 400 of 7,700.
    assert world[VOLUNTARY].sum() == pytest.approx(700 * (1 - 400 / 7_700))
    assert unfilled == pytest.approx(0.0)


def test_of_a_cell_of_the_uninsured_half_joins_at_most_and_the_excess_is_lost():
    # Each class has 100 people and is asked for 60, then for 40.
    for wanted, entered in ((0.6, 50.0), (0.4, 40.0)):
        world = people(uninsured=700.0)
        fixed = rates(recruitment=np.full((7, 1, 1, 1), wanted))
        year = voluntary(world, conditions(), fixed)
        assert year.gained == pytest.approx(entered)
        assert year.lost_entries == pytest.approx(100 * wanted - entered)
        assert year.recruits == pytest.approx(100 * wanted)


def test_what_baseline_recruitment_holds_grows_by_its_own_recruits_and_its_noise():
    world = people(uninsured=700.0, voluntary=700.0)
    law = conditions(recruitment_noise=np.array([0.2]), access=np.full((7, 1, 1, 1), 3.0))
    effort = rates(recruitment=np.full((7, 1, 1, 1), 0.1))
    year = voluntary(world, law, effort, np.full((7, 1, 1, 1), 50.0))
    assert year.reference == pytest.approx(50 + 10 + 2)  # what levers add is not its own


@pytest.mark.parametrize(("reference", "replaced"), [(50.0, 15.0), (100.0, 30.0), (400.0, 30.0)])
def test_losses_are_made_good_of_the_people_whom_baseline_recruitment_holds(reference, replaced):
    world = people(uninsured=700.0, voluntary=630.0)
    # Of 100 in each class 10 have left otherwise and 20 lapse of the other 90 and more.
    lapsing = rates(lapse=np.full((7, 1, 1, 1), 2 / 9), replacement=ONE)
    holds = np.full((7, 1, 1, 1), reference)
    year = voluntary(world, conditions(), lapsing, holds, left_otherwise=10.0)
    assert year.replaced == pytest.approx(replaced)


def test_where_the_cap_binds_the_others_fill_the_jobs():
    world = people(uninsured=700.0)
    weight = np.array([10.0, *[1.0] * 6]).reshape(7, 1, 1, 1)
    wanted = Vacancies(np.array([150.0]), ZERO)
    _, unfilled = hire(world, wanted, conditions(), rates(hiring_weight=weight))
    assert world[COMPULSORY].sum() == pytest.approx(150.0)
    assert unfilled == pytest.approx(0.0)
    # 90 of the first 100, and 60 of the other 600
    left = world[UNINSURED].sum(axis=(1, 2, 3))
    assert left == pytest.approx([10.0, *[90.0] * 6])


def test_no_more_are_laid_off_than_work():
    world = people(compulsory=100.0)
    lost = Vacancies(np.array([-150.0]), ZERO)
    lay_off(world, lost, rates())
    assert world[COMPULSORY].sum() == pytest.approx(0.0)
    assert world[FORMER_MEMBERS].sum() == pytest.approx(100.0)


def test_the_states_hold_people_from_15_to_79():
    assert AGES[0] == 15
    assert AGES[-1] == 79
    assert STATE_COUNT == 1 + 7 + 7 + 2


def test_who_left_is_told_by_state_also_where_one_booking_knows_but_some():
    three = np.full((2, 1, 1, 1), 3.0)
    some = slice(VOLUNTARY.start + 1, VOLUNTARY.start + 3)
    booked = [Booking(Cause.LAPSE, some, slice(1, 3), three)]
    gone = left(booked, VOLUNTARY, Cause.LAPSE)
    assert gone.shape == (7, 1, 1, 1)
    assert gone.ravel() == pytest.approx([0.0, 3.0, 3.0, 0.0, 0.0, 0.0, 0.0])
    assert left(booked, some, Cause.LAPSE).ravel() == pytest.approx([3.0, 3.0])
    assert left(booked, VOLUNTARY, Cause.DEATH).ravel() == pytest.approx([0.0] * 7)
    one_of_them = slice(some.start, some.start + 1)
    booked.append(Booking(Cause.HIRING, one_of_them, COMPULSORY, three[:1]))
    both = left(booked, some, Cause.LAPSE, Cause.HIRING)
    assert both.ravel() == pytest.approx([6.0, 3.0])
    assert all_left(booked, VOLUNTARY, Cause.LAPSE, Cause.HIRING) == pytest.approx(9.0)


def test_a_movement_table_says_who_went_where():
    three = np.full((1, 1, 1, 1), 3.0)
    spread = np.array([0.25, 0.75])[:, None, None, None]
    leaving = np.concatenate([three, three * 2])
    booked = [
        Booking(Cause.HIRING_FROM_OUTSIDE, None, COMPULSORY, three),
        Booking(Cause.SEPARATION, COMPULSORY, slice(1, 3), three, spread),
        Booking(Cause.LAPSE, slice(8, 10), slice(1, 3), leaving),
        Booking(Cause.LAPSE, slice(8, 10), slice(1, 3), leaving),
    ]
    found = {key: float(persons[0]) for key, persons in movements_of(booked).items()}
    covered = COMPULSORY.start
    assert found == pytest.approx(
        {
            (Cause.HIRING_FROM_OUTSIDE, OUTSIDE, covered): 3.0,
            (Cause.SEPARATION, covered, 1): 0.75,
            (Cause.SEPARATION, covered, 2): 2.25,
            (Cause.LAPSE, 8, 1): 6.0,
            (Cause.LAPSE, 9, 2): 12.0,
        }
    )


def test_jobs_that_nobody_can_fill_stay_open():
    world = people(uninsured=100.0)
    wanted = Vacancies(np.array([150.0]), ZERO)
    _, unfilled = hire(world, wanted, conditions(), rates())
    assert world[COMPULSORY].sum() == pytest.approx(90.0)
    assert unfilled == pytest.approx(60.0)


def test_layoffs_become_former_members():
    world = people(compulsory=100.0, uncovered=50.0)
    lost = Vacancies(np.array([-10.0]), np.array([-5.0]))
    lay_off(world, lost, rates())
    assert world[FORMER_MEMBERS].sum() == pytest.approx(10.0)
    assert world[UNCOVERED].sum() == pytest.approx(45.0)


def test_participation_meets_its_rate_where_the_insured_leave_room():
    world = people(out=500.0, uninsured=300.0, compulsory=200.0)
    everybody = world.stocks.sum(axis=0)
    for target, expected in ((0.6, 0.6), (0.3, 0.3), (0.1, 0.2)):
        fixed = rates(inactivity_odds=FLAT * (1.0 / target - 1.0))
        participate(world, everybody, conditions(), fixed)
        assert 1 - world[INACTIVE].sum() / 1000 == pytest.approx(expected)


def test_base_year_meets_every_total():
    population = np.full((2, 65), 1000.0)
    totals = Totals(
        compulsory=ONE * 30_000,
        voluntary=ONE * 4_000,
        former=ONE * 6_000,
        compliance=ONE * 0.75,
        voluntary_mix=np.full((7, 1), 1 / 7),
        class_share=np.full((6, 1), 1 / 6),
    )
    pattern = FLAT * np.linspace(0.6, 0.1, 65)[None, :, None]
    stocks = starting_stocks(population, FLAT * 0.8, totals, pattern, pattern)
    assert stocks[COMPULSORY].sum() == pytest.approx(30_000)
    assert stocks[UNCOVERED].sum() == pytest.approx(10_000)
    assert stocks[VOLUNTARY].sum() == pytest.approx(4_000)
    assert stocks[FORMER_MEMBERS].sum() == pytest.approx(6_000)
    assert stocks.sum(axis=0)[..., 0] == pytest.approx(population)
    assert (stocks >= 0).all()


def test_a_whole_year_worked_by_hand():
    """Men of 40 alone: 100 out, 200 uninsured and 50 voluntary farmers, 30 uncovered, 120 covered.

    Nine in ten live: 90, 180, 45, 27, 108. A tenth of the covered and a fifth of the uncovered
    leave their jobs: 97.2 and 21.6. Covered jobs grow by a tenth to 132, uncovered ones follow the
    labour force from 30 to 27: 40.2 are hired, a sixth of the 241.2 who can be. Of 37.5 voluntary
    members a fifth lapse, half of them come back, baseline recruitment makes good the other half
    and the 12.5 who died or were hired: 37.5 - 7.5 + 20, and one in a hundred uninsured joins.
    """
    from simulator.classes import CLASS_NAMES

    farmer, cell = CLASS_NAMES.index("farmer"), (0, 25, 0)
    stocks = np.zeros((STATE_COUNT, 2, 65, 1))
    stocks[(INACTIVE.start, *cell)] = 100
    stocks[(UNINSURED.start + farmer, *cell)] = 200
    stocks[(VOLUNTARY.start + farmer, *cell)] = 50
    stocks[(UNCOVERED.start, *cell)] = 30
    stocks[(COMPULSORY.start, *cell)] = 120
    last = year_end(Workforce(stocks), labour_force=ONE * 400)
    population = np.zeros((2, 65, 1))
    population[0, 26] = 450
    oldest = np.zeros((2, 65, 1))
    oldest[:, -1] = 1.0
    law = conditions(
        survival=np.full((2, 65, 1), 0.9),
        population=population,
        job_growth=np.log(np.array([1.1])),
        lump_sum_rate=ONE * 0.5,
        retiring=oldest,
    )
    fixed = rates(
        inactivity_odds=FLAT * 0.25,
        separation=FLAT * 0.1,
        separation_uncovered=FLAT * 0.2,
        lapse=np.full((7, 1, 1, 1), 0.2),
        recruitment=np.full((7, 1, 1, 1), 0.01),
        reenrolment=ONE * 0.5,
        replacement=ONE,
    )
    result = next_year(last, law, fixed)
    end = result.end.stocks[:, 0, 26, 0]
    assert end[INACTIVE] == pytest.approx([90])
    assert end[COMPULSORY] == pytest.approx([132])
    assert end[UNCOVERED] == pytest.approx([27])
    assert end[FORMER_MEMBERS] == pytest.approx([10.8 * 5 / 6 * 0.99])
    uninsured_farmers = (180 + 5.4 / 6) * 5 / 6
    assert end[VOLUNTARY][farmer] == pytest.approx(37.5 - 7.5 + 20 + 0.01 * uninsured_farmers)
    assert end.sum() == pytest.approx(450)
    assert result.unfilled == pytest.approx(0)
    assert result.end.people == pytest.approx(over_cells(result.end.stocks))
