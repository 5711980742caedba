"""Participation in the labour force: its trend in closed form, the error of an estimate, draws."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import plain

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.region import load_region
from simulator.model.states import INACTIVE
from simulator.projection import Sample, project

NATION, PROVINCE = load_region("viet_nam"), load_region("ninh_thuan")
TREND = Assumed("participation_trend")
ERROR = Assumed("base_count_factor", "labour_force_working_age")


def odds_of(p, year: int) -> np.ndarray:
    """Return who is in the labour force over who is not: (sex, age)."""
    stocks = p.stocks[p.row(year)][..., 0]
    return (stocks.sum(axis=0) - stocks[INACTIVE].sum(axis=0)) / stocks[INACTIVE].sum(axis=0)


def with_trend(trend: float):
    return replace(plain(), assumptions={TREND: Estimate.exactly(trend)})


@pytest.mark.parametrize("trend", [-0.03, 0.03])
def test_the_odds_of_taking_part_grow_by_the_trend_each_year(trend):
    moved, still = project(NATION, with_trend(trend), 2030), project(NATION, plain(), 2030)
    young = slice(5, 35)  # ages 20 to 49: the insured do not fill the labour force there
    grown = np.log(odds_of(moved, 2030) / odds_of(still, 2030))[:, young]
    assert grown == pytest.approx(5 * trend, abs=1e-9)
    assert moved.stocks.min() > -1e-6
    np.testing.assert_allclose(
        moved.stocks.sum(axis=1), still.stocks.sum(axis=1), rtol=1e-6, atol=1e-12
    )


def test_without_a_trend_nothing_moves_to_the_last_bit():
    none, plain_ = project(NATION, with_trend(0.0), 2028), project(NATION, plain(), 2028)
    assert np.array_equal(none.stocks, plain_.stocks)


def test_an_error_of_the_estimated_labour_force_is_one_of_all_ages():
    p = project(PROVINCE, plain(), 2024, Sample(2, {ERROR: np.array([1.0, 1.05])}))
    young = p.total("working_age_labour_force")[0]
    everyone = sum(p.total(n)[0] for n in ("compulsory", "uncovered")) + sum(
        p.total(n)[0].sum(axis=0) for n in ("voluntary", "uninsured")
    )
    for force in (young, everyone):
        assert force[1] / force[0] == pytest.approx(1.05)
    assert p["si_participants"][0, 0] == pytest.approx(p["si_participants"][0, 1])


def test_the_labour_force_of_2030_is_as_unsure_as_the_past_was():
    sample = draw_sample(NATION, plain(), 256)
    force = project(NATION, plain(), 2030, sample)["working_age_labour_force"][-1]
    low, high = np.quantile(force / force.mean(), [0.1, 0.9])
    # 0.5 per cent a year over five years, either way.
    assert (low, high) == pytest.approx((0.974, 1.026), abs=0.004)


def test_what_joined_the_draws_later_leaves_all_others_as_they_were():
    drawn, without = (draw_sample(NATION, s, 16).values for s in (plain(), with_trend(0.0)))
    assert drawn.keys() - without.keys() == {TREND}
    assert all(np.array_equal(drawn[key], without[key]) for key in without)
