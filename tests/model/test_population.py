from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ContradictionError
from simulator.inputs.region import load_region
from simulator.model.lifetable import (
    brass_shifted,
    life_expectancy,
    logit_shift,
    newborn_survival,
    person_years,
    single_age_rates,
    survival_ratios,
)
from simulator.model.population import (
    five_year_groups,
    mortality_at,
    one_year,
    population_path,
    split_groups,
)

RATES = load_region("viet_nam").demography.mortality[0]


def test_a_stationary_population_does_not_change():
    lived = person_years(RATES)
    open_group = lived[:, -1] / (1.0 - np.exp(-RATES[:, -1]))
    stationary = 1000.0 * np.concatenate([lived[:, :-1], open_group[:, None]], axis=1)
    later = one_year(stationary, survival_ratios(RATES), 1000.0 * newborn_survival(RATES))
    assert later == pytest.approx(stationary, rel=1e-12)


@given(st.lists(st.floats(1, 1e6), min_size=21, max_size=21))
def test_split_groups_come_back_and_no_age_is_negative(groups):
    ages = split_groups(np.array(groups))
    assert five_year_groups(ages) == pytest.approx(groups, rel=1e-9, abs=1e-6)
    assert (ages >= 0).all()


def test_single_ages_keep_the_hazard_of_their_group():
    abridged = np.linspace(0.001, 0.4, 22) * np.array([[1.0], [0.5]])
    single = single_age_rates(abridged)
    assert single[:, 5:10].mean(axis=1) == pytest.approx(abridged[:, 2])
    assert single[:, 1:5].mean(axis=1) == pytest.approx(abridged[:, 1])
    assert single[:, 100] == pytest.approx(abridged[:, 21])


def test_a_constant_risk_of_death_gives_its_inverse_as_life_expectancy():
    risks = np.array([0.01, 0.02, 0.05])[:, None] * np.ones(101)
    assert life_expectancy(risks) == pytest.approx([100.0, 50.0, 20.0], rel=2e-3)
    # A tenth of the first year is lived by those who die in it.
    first = np.exp(-risks[:, 0]) + 0.1 * (1.0 - np.exp(-risks[:, 0]))
    assert person_years(risks)[:, 0] == pytest.approx(first)
    # At half the risk from 100 on, those who get there live twice as long from then.
    safer = np.concatenate([risks[:, :100], risks[:, 100:] / 2.0], axis=1)
    longer = np.exp(-100.0 * risks[:, 0]) / risks[:, 0]
    assert life_expectancy(safer) - life_expectancy(risks) == pytest.approx(longer)


def test_brass_shift_meets_the_life_expectancy():
    shifted = brass_shifted(RATES[0], logit_shift(RATES[0], 65.0))
    assert life_expectancy(shifted) == pytest.approx(65.0, abs=1e-9)


def test_a_brass_shift_multiplies_the_odds_of_being_dead_at_every_age():
    before, after = (
        np.expm1(np.cumsum(rates[:-1])) for rates in (RATES[0], brass_shifted(RATES[0], 0.5))
    )
    assert after == pytest.approx(np.exp(0.5) * before)


def test_a_snapshot_ten_years_on_is_met_exactly():
    demography = load_region("viet_nam").demography
    for date, people in zip(demography.dates[1:], demography.populations[1:], strict=True):
        path = population_path(demography, int(date) - 10, int(date))
        assert path.mid_year[-1] == pytest.approx(people, rel=1e-9)


def test_the_path_does_not_depend_on_the_year_it_is_asked_from():
    demography = load_region("viet_nam").demography
    early, late = population_path(demography, 2012, 2033), population_path(demography, 2031, 2033)
    assert late.year_end == pytest.approx(early.year_end[-3:], rel=1e-9)


def test_migrants_given_are_all_there():
    people = np.full((2, 101), 100.0)
    moving = np.zeros((2, 101))
    moving[:, 30] = 10.0
    still = one_year(people, np.ones((2, 101)), np.zeros(2))
    moved = one_year(people, np.ones((2, 101)), np.zeros(2), moving)
    assert (moved - still).sum() == pytest.approx(20.0)


def test_an_earlier_year_than_the_first_is_refused():
    with pytest.raises(ContradictionError, match=r"known from 31/12/2023"):
        population_path(load_region("ninh_thuan").demography, 2020, 2025)


PROVINCE = load_region("ninh_thuan").demography  # known at one 31 December, without migration


def test_without_migration_every_cohort_is_what_survives_of_it():
    path = population_path(PROVINCE, 2023, 2060)
    before, survivors = path.year_end[:-1], path.survival[1:] * path.year_end[:-1]
    assert path.year_end[1:, :, 1:100] == pytest.approx(survivors[:, :, :99], rel=1e-12)
    open_group = survivors[:, :, 99] + survivors[:, :, 100]
    assert path.year_end[1:, :, 100] == pytest.approx(open_group, rel=1e-12)
    assert (survivors < before).all()


def test_a_population_of_december_is_moved_to_july_by_the_mean_at_the_same_age():
    path = population_path(PROVINCE, 2023, 2030)
    mean = (path.year_end[:-1] + path.year_end[1:]) / 2.0
    assert path.mid_year[1:] == pytest.approx(mean, rel=1e-12)


def test_a_population_of_july_is_moved_to_december_by_the_mean_at_the_same_age():
    path = population_path(load_region("viet_nam").demography, 2024, 2040)
    mean = (path.mid_year[:-1] + path.mid_year[1:]) / 2.0
    assert path.year_end[:-1] == pytest.approx(mean, rel=1e-12)


def test_ten_times_the_people_have_ten_times_the_future():
    tenfold = replace(PROVINCE, populations=PROVINCE.populations * 10.0)
    small, large = population_path(PROVINCE, 2023, 2050), population_path(tenfold, 2023, 2050)
    assert large.year_end == pytest.approx(10.0 * small.year_end, rel=1e-12)


def test_births_given_are_born_in_their_year_by_the_sex_ratio():
    one_table = {"mortality": RATES[None], "mortality_times": np.array([2024.5])}
    given = replace(PROVINCE, births=dict.fromkeys(range(2024, 2031), 9000.0), **one_table)
    born = population_path(given, 2023, 2030).year_end[1:, :, 0] / newborn_survival(RATES)
    assert born.sum(axis=1) == pytest.approx(np.full(7, 9000.0), rel=1e-12)
    assert born[:, 0] / born[:, 1] == pytest.approx(np.full(7, given.sex_ratio_at_birth))


def test_births_not_given_are_those_of_the_women_at_the_year_s_begin_and_a_year_older():
    flat = replace(
        PROVINCE,
        births={},
        fertility=np.full((1, 101), 0.02),
        fertility_times=np.array([2024.5]),
        mortality=RATES[None],
        mortality_times=np.array([2024.5]),
    )
    path = population_path(flat, 2023, 2024).year_end
    born = path[1, :, 0] / newborn_survival(RATES)
    women = path[0, 1]
    assert born.sum() == pytest.approx(0.02 * (women.sum() + (women[0] - women[100]) / 2.0))


def test_between_two_tables_a_risk_is_their_geometric_mean_by_time():
    demography = load_region("viet_nam").demography
    tables = replace(
        demography,
        mortality_times=np.array([2020.0, 2030.0]),
        mortality=np.stack([RATES, 4.0 * RATES]),
    )
    for time, times in ((2010.0, 1.0), (2022.5, 2.0**0.5), (2025.0, 2.0), (2040.0, 4.0)):
        assert mortality_at(tables, time) == pytest.approx(times * RATES, rel=1e-12)


def test_beyond_the_tables_the_last_rates_hold():
    path = population_path(PROVINCE, 2023, 2080)
    assert path.survival[-1] == pytest.approx(path.survival[-15], rel=1e-12)
    assert path.survival[-1] != pytest.approx(path.survival[5], rel=1e-6)


def test_the_shipped_packs_have_no_negative_cell_and_no_one_is_immortal():
    for name, year in (("viet_nam", 2024), ("ninh_thuan", 2023)):
        path = population_path(load_region(name).demography, year, 2060)
        assert np.isfinite(path.year_end).all()
        assert (path.year_end >= 0).all()
        assert ((path.survival > 0) & (path.survival < 1)).all()
