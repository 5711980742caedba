"""Who moves in a step of the year, and who stays."""

import numpy as np
import pytest
from made_up import ONE, ZERO, conditions, people, rates

from simulator.classes import SELF_EMPLOYED
from simulator.model.compulsory import compliance, owner_registrations, separations
from simulator.model.labour import migration, retirements
from simulator.model.states import (
    COMPULSORY,
    FORMER_MEMBERS,
    JOINING,
    OUT,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
)
from simulator.model.workforce import Workforce

YOUNG = np.zeros((2, 65))
YOUNG[:, :40] = 1.0
"""Below the normal retirement age: 15 to 54."""


def state(of: slice, index: int) -> slice:
    return slice(of.start + index, of.start + index + 1)


def test_only_the_self_employed_below_the_retirement_age_register_as_owners():
    world = people(uninsured=7 * 130.0, voluntary=7 * 130.0)
    before = world.stocks.copy()
    world.apply(owner_registrations(world, ONE * 0.2, YOUNG))
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
    world.apply(compliance(world, np.log(np.array([1.0, 2.0, 0.5]))))
    held = world[COMPULSORY].sum(axis=(0, 1, 2))
    assert np.array_equal(world.stocks[..., 0], one.stocks[..., 0])
    assert held == pytest.approx([600.0, 1000 * 1200 / 1600, 1000 * 300 / 700])


def test_no_more_people_leave_than_are_there():
    world = people(out=130.0, uninsured=7 * 130.0)
    leaving = np.full((2, 65), -1e6)
    leaving[0, 0] = -4.0
    world.apply(migration(world, leaving))
    assert world.stocks.min() >= 0.0
    assert world.stocks.sum() == pytest.approx(8 * 1.0 - 4.0)


def test_those_who_come_spread_over_the_movable_as_they_stand():
    world = people(out=130.0, uninsured=7 * 260.0, compulsory=130.0)
    world.apply(migration(world, np.full((2, 65), 3.0)))
    assert world[OUT].sum() == pytest.approx(130.0 * (1 + 3 / 15))
    assert world[UNINSURED].sum() == pytest.approx(7 * 260.0 * (1 + 3 / 15))
    assert world[COMPULSORY].sum() == pytest.approx(130.0)


def test_liable_workers_retire_to_rest_or_to_informal_work_and_members_to_rest():
    world = people(compulsory=130.0, uncovered=130.0, voluntary=7 * 130.0)
    past = 1.0 - YOUNG
    fixed = rates(
        retirement=ONE * 0.5, retirement_voluntary=ONE * 0.25, retired_to_inactive=ONE * 0.7
    )
    world.apply(retirements(world, conditions(retiring=past), fixed))
    retired = 0.5 * 2 * 50.0
    assert world[JOINING].sum() == pytest.approx(0.3 * retired)
    assert world[OUT].sum() == pytest.approx(0.7 * retired + 0.25 * 7 * 50.0)
    assert world[COMPULSORY][..., :40, :].sum() == pytest.approx(80.0)
    assert world[FORMER_MEMBERS].sum() == 0.0


def test_who_leaves_a_covered_job_keeps_reserved_years_and_others_have_none():
    world = people(compulsory=100.0, uncovered=100.0)
    cells = np.ones((2, 65, 1))
    world.apply(separations(world, rates(separation=cells * 0.1, separation_uncovered=cells * 0.3)))
    assert world[FORMER_MEMBERS].sum() == pytest.approx(10.0)
    assert world[JOINING].sum() == pytest.approx(30.0)
    assert world[UNCOVERED].sum() == pytest.approx(70.0)


def test_without_a_share_nobody_registers_and_without_a_change_nobody_moves():
    world = people(uninsured=100.0, compulsory=100.0)
    assert owner_registrations(world, ZERO, YOUNG) == []
    assert migration(world, np.zeros((2, 65))) == []
