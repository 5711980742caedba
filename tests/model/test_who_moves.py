"""Who moves in a step of the year, and who stays."""

import numpy as np
import pytest
from made_up import FLAT, ONE, ZERO, conditions, people, rates, year_end

from simulator.classes import SELF_EMPLOYED
from simulator.model.arrays import over_cells
from simulator.model.movements import Cause, left
from simulator.model.states import (
    COMPULSORY,
    ENTRY_CLASSES,
    FORMER_MEMBERS,
    INACTIVE,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
)
from simulator.model.unemployment import ui_participants
from simulator.model.workforce import Workforce
from simulator.model.year import (
    comply,
    enter_and_lapse,
    migrate,
    next_year,
    register_owners,
    retire,
    separate,
    vacancies,
)

YOUNG = np.zeros((2, 65, 1))
YOUNG[:, :40] = 1.0
"""Below the normal retirement age: 15 to 54."""
OLDEST = np.zeros((2, 65, 1))
OLDEST[:, -1] = 1.0


def state(of: slice, index: int) -> slice:
    return slice(of.start + index, of.start + index + 1)


def test_only_the_self_employed_below_the_retirement_age_register_as_owners():
    world = people(uninsured=7 * 130.0, voluntary=7 * 130.0)
    before = world.stocks.copy()
    register_owners(world, conditions(owner_share=ONE * 0.2, working_age=YOUNG))
    left = before - world.stocks
    pools = (state(UNINSURED, SELF_EMPLOYED), state(VOLUNTARY, SELF_EMPLOYED))
    for pool in pools:
        assert left[pool, :, :40] == pytest.approx(0.2 * before[pool, :, :40])
        assert not left[pool, :, 40:].any()
        left[pool] = 0.0
    assert world[COMPULSORY].sum() == pytest.approx(2 * 0.2 * 80.0)
    left[COMPULSORY] = 0.0
    assert not left.any()


def test_nobody_changes_cover_in_a_draw_without_a_change():
    one = people(compulsory=600.0, uncovered=400.0)
    world = Workforce(np.repeat(one.stocks, 3, axis=-1))
    comply(world, np.log(np.array([1.0, 2.0, 0.5])))
    held = world[COMPULSORY].sum(axis=(0, 1, 2))
    assert np.array_equal(world.stocks[..., 0], one.stocks[..., 0])
    assert held == pytest.approx([600.0, 1000 * 1200 / 1600, 1000 * 300 / 700])


def test_no_more_people_leave_than_are_there():
    world = people(out=130.0, uninsured=7 * 130.0)
    remaining = FLAT * 0.0
    remaining[0, 1] = 1e6 - 4.0
    last = year_end(world, population=FLAT * 1e6)
    migrate(world, last, conditions(survival=FLAT, population=remaining))
    assert world.stocks.min() >= 0.0
    # Eight in each cell: nobody moves before turning 16, and of one cell four remain.
    assert world.stocks.sum() == pytest.approx(2 * 8.0 + 4.0)


def test_those_who_come_spread_over_the_movable_as_they_stand():
    world = people(out=130.0, uninsured=7 * 260.0, compulsory=130.0)
    last = year_end(world, population=FLAT * 0.0)
    migrate(world, last, conditions(population=FLAT * 3.0, turning_15=FLAT[None] * 0.0))
    assert world[INACTIVE].sum() == pytest.approx(130.0 * (1 + 3 / 15))
    assert world[UNINSURED].sum() == pytest.approx(7 * 260.0 * (1 + 3 / 15))
    assert world[COMPULSORY].sum() == pytest.approx(130.0)


def test_liable_workers_retire_to_rest_or_to_informal_work_and_members_to_rest():
    world = people(compulsory=130.0, uncovered=130.0, voluntary=7 * 130.0)
    past = 1.0 - YOUNG
    fixed = rates(
        retirement=ONE * 0.5, retirement_voluntary=ONE * 0.25, retired_to_inactive=ONE * 0.7
    )
    retire(world, conditions(retiring=past), fixed)
    retired = 0.5 * 2 * 50.0
    assert world[ENTRY_CLASSES].sum() == pytest.approx(0.3 * retired)
    assert world[INACTIVE].sum() == pytest.approx(0.7 * retired + 0.25 * 7 * 50.0)
    assert world[COMPULSORY][..., :40, :].sum() == pytest.approx(80.0)
    assert world[FORMER_MEMBERS].sum() == 0.0


def test_who_leaves_a_covered_job_keeps_reserved_years_and_others_have_none():
    world = people(compulsory=100.0, uncovered=100.0)
    cells = np.ones((2, 65, 1))
    separate(world, rates(separation=cells * 0.1, separation_uncovered=cells * 0.3))
    assert world[FORMER_MEMBERS].sum() == pytest.approx(10.0)
    assert world[ENTRY_CLASSES].sum() == pytest.approx(30.0)
    assert world[UNCOVERED].sum() == pytest.approx(70.0)


def test_without_a_share_nobody_registers_and_without_a_change_nobody_moves():
    world = people(uninsured=100.0, compulsory=100.0)
    before = world.stocks.copy()
    register_owners(world, conditions())
    migrate(world, year_end(world), conditions(survival=FLAT, population=before.sum(axis=0)))
    comply(world, ZERO)
    assert np.array_equal(world.stocks, before)


def test_jobs_outside_projects_grow_and_those_on_projects_and_of_owners_are_what_they_are_now():
    """Of 600 covered 100 are on projects and 50 owners: the other 450 grow by a tenth."""
    world = people(compulsory=600.0, uncovered=400.0)
    last = year_end(world, project_jobs=ONE * 100.0, owners=ONE * 50.0)
    year = conditions(job_growth=ONE * np.log(1.1), project_jobs=ONE * 120.0, closures=ONE * 15.0)
    opened = vacancies(world, last, year, rates(base_covered=ONE * 450.0), ONE * 1000, ONE * 60.0)
    assert opened.covered == pytest.approx(495.0 + 120.0 + 60.0 - 15.0 - 600.0)


def test_whom_unemployment_insurance_leaves_out_are_never_more_than_there_are():
    insured = ui_participants(np.array([100.0, 10.0]), np.array([12.0]), np.zeros(1))
    assert insured == pytest.approx([88.0, 0.0])
    (more,) = ui_participants(np.array([100.0]), np.array([20.0]), np.log(np.array([2.0])))
    assert more == pytest.approx(100.0 * 160.0 / 180.0)  # odds of 4 become odds of 8


@pytest.mark.parametrize("damping", [0.0, 0.5, 1.0])
def test_damped_growth_gives_way_to_the_growth_of_the_labour_force(damping):
    world = people(compulsory=600.0, uncovered=400.0)
    year = conditions(damping=damping, job_growth=ONE * 0.05)
    fixed = rates(base_covered=ONE * 600)
    opened = vacancies(world, year_end(world), year, fixed, ONE * 1100, ZERO)
    mixed = (1 - damping) * 0.05 + damping * np.log(1.1)
    assert opened.covered == pytest.approx(600 * (np.exp(mixed) - 1))
    assert opened.uncovered == pytest.approx(400 * 0.1)


def test_noise_of_baseline_recruitment_is_held_on_to_and_adds_to_the_entries():
    fixed = rates(recruitment=np.full((7, 1, 1, 1), 0.01), replacement=ONE)
    found = {}
    for noise in (0.0, 0.5):
        world = people(uninsured=7_000.0, voluntary=700.0)
        year = conditions(recruitment_noise=ONE * noise)
        held = over_cells(world.stocks)
        found[noise] = enter_and_lapse(world, held, year_end(world), year, fixed)
    assert found[0.0].gained == pytest.approx(10.0)
    assert found[0.5].gained == pytest.approx(15.0)
    assert found[0.5].reference - found[0.0].reference == pytest.approx(5.0)


def test_who_became_a_former_member_this_year_waits_for_the_next_to_withdraw():
    """Of 1,300 former members, all of a year, all cash in; those laid off or separated do not.

    13,000 covered workers: a tenth leave, and jobs shrink by a fifth.
    """
    world = people(former=1_300.0, compulsory=13_000.0)
    law = conditions(
        survival=np.ones((2, 65, 1)),
        population=world.stocks.sum(axis=0),
        closures=ONE * 2_600.0,
        lump_sum_rate=ONE,
        retiring=OLDEST,
    )
    fixed = rates(separation=FLAT * 0.1, base_covered=ONE * 13_000.0)
    result = next_year(year_end(world), law, fixed)
    cashed = left(result.booked, FORMER_MEMBERS, Cause.LUMP_SUM).sum()
    # The oldest turn 80, and who turns 15 is in no job.
    assert cashed == pytest.approx(1_300.0 * 64 / 65)
    assert result.end.people[FORMER_MEMBERS].sum() > 0


def test_hiring_takes_new_former_members_as_often_as_the_others():
    world = people(former=13_000.0, compulsory=13_000.0)
    law = conditions(
        survival=np.ones((2, 65, 1)),
        population=world.stocks.sum(axis=0),
        job_growth=ONE * np.log(1.2),
        lump_sum_rate=ONE,
        retiring=OLDEST,
    )
    fixed = rates(separation=FLAT * 0.1, base_covered=ONE * 13_000.0)
    result = next_year(year_end(world), law, fixed)
    hired = left(result.booked, FORMER_MEMBERS, Cause.HIRING).sum()
    cashed = left(result.booked, FORMER_MEMBERS, Cause.LUMP_SUM).sum()
    old, new = 13_000.0 * 64 / 65, 1_300.0 * 64 / 65
    kept = 1.0 - hired / (old + new)
    assert hired > 1_000.0
    assert cashed == pytest.approx(old * kept)


def test_owners_who_leave_are_not_replaced_and_their_number_does_not_grow_with_jobs():
    """A tenth of the self-employed register once; a tenth of all covered leave in each year.

    The other covered jobs grow by a fifth a year, whoever leaves them.
    """
    world = people(uninsured=7 * 130_000.0, compulsory=13_000.0)
    usual = {
        "survival": np.ones((2, 65, 1)),
        "population": world.stocks.sum(axis=0),
        "job_growth": ONE * np.log(1.2),
        "retiring": OLDEST,
    }
    fixed = rates(separation=FLAT * 0.1, base_covered=ONE * 13_000.0)
    registering = next_year(year_end(world), conditions(owner_share=ONE * 0.1, **usual), fixed)
    registered = left(registering.booked, UNINSURED, Cause.OWNER_REGISTRATION).sum()
    first = registering.end
    second = next_year(first, conditions(**usual), fixed).end
    stays = 13_000.0 * 64 / 65  # of the covered: the oldest of 65 ages turn 80
    share = registered * 0.9 * (stays + registered) / (13_000.0 + registered)
    assert first.owners == pytest.approx(share)
    assert second.owners < 0.9 * first.owners
    for end, jobs in ((first, 1.2 * 13_000.0), (second, 1.44 * 13_000.0)):
        assert end.people[COMPULSORY] == pytest.approx(jobs + end.owners)


def test_who_comes_for_projects_takes_jobs_from_those_who_are_there_and_adds_to_the_newcomers():
    world = people(uninsured=7 * 130_000.0, compulsory=13_000.0)
    usual = {
        "survival": np.ones((2, 65, 1)),
        "population": world.stocks.sum(axis=0),
        "job_growth": ONE * np.log(1.2),
        "retiring": OLDEST,
    }
    fixed = rates(separation=FLAT * 0.0, base_covered=ONE * 13_000.0)
    none, some = (
        next_year(year_end(world), conditions(hired_from_outside=ONE * n, **usual), fixed)
        for n in (0.0, 500.0)
    )
    assert some.end.people[COMPULSORY].sum() == pytest.approx(none.end.people[COMPULSORY].sum())
    there = [left(r.booked, UNINSURED, Cause.HIRING).sum() for r in (none, some)]
    assert there[0] - there[1] == pytest.approx(500.0)
    for result, came in ((none, 0.0), (some, 500.0)):
        assert result.end.in_migrants.sum() == pytest.approx(came)
    assert some.end.labour_force - none.end.labour_force == pytest.approx(500.0)


def test_what_enforcement_has_gained_is_not_gained_again():
    world = people(uninsured=7 * 130_000.0, compulsory=13_000.0, uncovered=13_000.0)
    law = conditions(
        survival=np.ones((2, 65, 1)),
        population=world.stocks.sum(axis=0),
        compliance_shift=ONE * 0.3,
    )
    fixed = rates(base_covered=ONE * 13_000.0)
    for before, moved in ((0.0, True), (0.3, False)):
        last = year_end(Workforce(world.stocks.copy()), compliance_shift=ONE * before)
        result = next_year(last, law, fixed)
        gained = left(result.booked, UNCOVERED, Cause.COMPLIANCE).sum()
        assert (gained > 100.0) == moved
        assert moved or gained == 0.0
