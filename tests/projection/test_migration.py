"""Net migration of a place without figures of it: its closed form, its range, and what it does."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import plain

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.region import load_region
from simulator.model.population import population_path
from simulator.projection import project
from simulator.projection.base_year import demography
from simulator.projection.migration import RATE, passed_weights

PLACE = load_region("ninh_thuan")


def at_rate(rate: float):
    """Return the projection of a place whose net migration is stated."""
    return project(
        PLACE, replace(plain(), assumptions={Assumed(RATE): Estimate.exactly(rate)}), 2030
    )


def people_of(p, year: int) -> np.ndarray:
    return p.stocks[p.row(year)].sum(axis=0)[..., 0]


def test_without_migration_people_are_those_of_births_and_deaths_alone():
    alone = population_path(PLACE.demography, 2023, 2030).year_end[-1, :, 15:80]
    assert people_of(at_rate(0.0), 2030) == pytest.approx(alone, rel=1e-9)


def test_the_rate_is_net_migration_over_the_population_of_the_base_year():
    with_, without = at_rate(-0.006), at_rate(0.0)
    gone = (people_of(without, 2024) - people_of(with_, 2024)).sum()
    assert gone == pytest.approx(0.006 * 603_400, rel=0.05)


def test_cohorts_shrink_by_the_weights_that_they_have_passed():
    halves = [np.log(people_of(at_rate(r), 2028)) for r in (0.0, -0.002, -0.004)]
    assert halves[1] - halves[0] == pytest.approx(halves[2] - halves[1], abs=1e-9)
    young, old = slice(3, 20), slice(50, 60)  # of ages from 15
    assert (halves[2] - halves[0])[:, young].mean() < (halves[2] - halves[0])[:, old].mean() < 0
    passed = passed_weights(np.array([0.0, 1.0, 2.0, 4.0]), 4)
    assert passed[3].tolist() == [0.0, 1.0, 3.0, 7.0]


def test_half_of_a_years_migrants_are_gone_at_its_middle():
    alone, moved = population_path(PLACE.demography, 2023, 2030), demography(PLACE, 2030)
    ends, middle = moved.year_end / alone.year_end, moved.mid_year / alone.mid_year
    grown = slice(20, 60)
    assert middle[3, :, grown] == pytest.approx(np.sqrt(ends[2] * ends[3])[:, grown])
    assert middle[3, :, grown].max() < 1.0


def test_who_leaves_was_not_insured_so_the_share_rises_and_people_are_conserved():
    some, none = at_rate(-0.006), at_rate(0.0)
    assert some["si_share"][-1, 0] > none["si_share"][-1, 0]
    assert some["working_age_labour_force"][-1, 0] < none["working_age_labour_force"][-1, 0]
    assert some.stocks.min() > -1e-9


def test_its_range_is_in_the_band_of_the_labour_force():
    sample = draw_sample(PLACE, plain(), 2030, 128, 1)
    force = project(PLACE, plain(), 2030, sample)["working_age_labour_force"][-1]
    low, high = np.quantile(force, [0.1, 0.9])
    assert (high - low) / np.median(force) > 0.03


def test_a_place_with_figures_has_no_such_assumption():
    nation = load_region("viet_nam")
    known = population_path(nation.demography, 2025, 2030).year_end
    assert np.array_equal(demography(nation, 2030).year_end, known)
    moved = replace(plain(), assumptions={Assumed(RATE): Estimate.exactly(-0.01)})
    shares = [project(nation, s, 2030)["si_share"][-1, 0] for s in (plain(), moved)]
    assert shares[0] == shares[1]
