"""The three forms of job growth by hand, their mean, and the ceiling."""

from dataclasses import replace

import numpy as np
import pytest
from made_up import ONE, conditions, rates
from worlds import plain

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.experience import share_of_force
from simulator.inputs.estimate import Estimate
from simulator.inputs.region import load_region
from simulator.model.job_growth import baseline_growth
from simulator.projection import project

JOBS, FORCE = ONE * 200.0, ONE * 1000.0
"""Twice the base year's jobs in an unchanged labour force."""


def mixed(weights, jobs=JOBS, filled=0.3, **changed):
    fixed = {
        "form_weight": np.array(weights, dtype=float)[:, None],
        "base_covered": ONE * 100.0,
        "base_force": FORCE,
        "room_filled": ONE * filled,
        "yearly_rise": ONE * 0.05,
    }
    year = conditions(job_growth=ONE * 0.04, room_growth=ONE * 0.10, **changed)
    return float(baseline_growth(jobs, FORCE, ONE * 0.01, year, rates(**fixed))[0])


def test_each_form_alone():
    assert mixed([1, 0, 0]) == pytest.approx(0.04)
    # The base year's rise of 5 % of 100 jobs is 2.5 % of the 200 that there are now.
    assert mixed([0, 0, 1]) == pytest.approx(np.log(205 / 200))
    # Six tenths of the room are filled: odds of 1.5 rise by a factor e^0.1.
    odds = 1.5 * np.exp(0.1)
    assert mixed([0, 1, 0]) == pytest.approx(0.01 + np.log(odds / (1 + odds) / 0.6))


def test_the_mix_is_the_weighted_mean_of_the_forms_and_noise_adds_to_it():
    alone = [mixed(weights) for weights in np.eye(3)]
    assert mixed([0.5, 0.3, 0.2]) == pytest.approx(np.dot([0.5, 0.3, 0.2], alone))
    shaken = mixed([0.5, 0.3, 0.2], job_noise=ONE * 0.02)
    assert shaken - mixed([0.5, 0.3, 0.2]) == pytest.approx(0.02)


def test_growth_into_the_room_is_nearly_that_of_the_share_that_is_left():
    """Δln s = (1 - s/κ) Δ for a small step."""
    small = mixed([0, 1, 0]) - 0.01
    assert small == pytest.approx(0.10 * (1 - 0.6), rel=0.05)


def test_a_place_without_jobs_gets_those_of_its_trend():
    """Five jobs beside none, which counts as one."""
    assert mixed([0, 0, 1], jobs=ONE * 0.0) == pytest.approx(np.log(6.0))


def test_where_there_is_no_room_jobs_follow_the_labour_force():
    assert mixed([0.5, 0.5, 0], filled=0.6) == pytest.approx(0.01)


@pytest.mark.parametrize("push", [0.1, 0.5, 5.0])
def test_whatever_the_growth_the_ceiling_is_not_reached(push):
    filled, jobs = 0.3, 100.0
    fixed = rates(base_covered=ONE * 100.0, base_force=FORCE, room_filled=ONE * 0.3)
    for _ in range(30):
        year = conditions(job_growth=ONE * push)
        growth = float(baseline_growth(ONE * jobs, FORCE, ONE * 0.0, year, fixed)[0])
        assert growth <= -0.5 * np.log(filled) + 1e-12
        jobs *= np.exp(growth)
        filled = 0.3 * jobs / 100.0
        assert filled < 1.0
    assert filled == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("place", ["viet_nam", "ninh_thuan"])
def test_twelve_per_cent_growth_a_year_fills_no_more_than_there_is_in_any_draw(place):
    region = load_region(place)
    boom = {year: Estimate.exactly(0.12) for year in range(region.base_year + 1, 2041)}
    scenario = replace(plain(), growth=boom)
    sample = draw_sample(region, scenario, 256)
    p = project(region, scenario, 2040, sample, keep_stocks=False)
    # Owners of household businesses are not wage workers.
    wage_workers = p.total("compulsory") - p.total("insured_owners")
    covered = wage_workers / p.total("working_age_labour_force")
    ceiling = sample.values["liable_work_share", ""]
    filled = share_of_force(region) / ceiling * covered / covered[0]
    assert (filled[0] < 1.0).all()
    assert (filled <= 1.0).all()
    assert filled[-1].max() > 0.95  # else nothing was tested
