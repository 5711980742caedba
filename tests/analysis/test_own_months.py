"""Months of one or two years already move pace, season and spread of a place, by credibility."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from simulator.analysis.past.calibration import calibrate
from simulator.analysis.past.history_worth import worth_of_history, worth_words
from simulator.analysis.uncertainty.noise import yearly_spread_of_a_place
from simulator.experience import has_own_history, job_offset, recruitment_pace, spread_among_places
from simulator.experience.places import growth_factor
from simulator.experience.season import own_seasons
from simulator.inputs.estimate import Z90
from simulator.inputs.figures import Figure
from simulator.inputs.region import Region, load_region
from simulator.projection import project
from tests.worlds import plain, province_with_history

PROVINCE = load_region("ninh_thuan")
NATION = load_region("viet_nam")
BASE = PROVINCE.base_year
MONTHS = (3, 6, 9)


def with_months(indicator: str, counts: dict[tuple[int, int], float]) -> Region:
    """Return Ninh Thuận with published counts of some months, and nothing else of that series."""
    kept = (f for f in PROVINCE.history if f.indicator != indicator or f.year == BASE)
    made = (
        Figure(PROVINCE.code, year, month, indicator, value, "person", "published", "made up")
        for (year, month), value in counts.items()
    )
    return replace(PROVINCE, history=(*kept, *made))


def grown(indicator: str, beyond: float, years: int = 1) -> Region:
    """Return a province whose months grew so far beyond the nation [log points] in some years."""
    counts = {}
    for month in MONTHS:
        first, last = BASE - years, BASE
        factor = growth_factor(NATION, indicator, month, first, last)
        counts[first, month] = 9_000.0 + month
        counts[last, month] = counts[first, month] * factor * exp(beyond)
    return with_months(indicator, counts)


@pytest.mark.parametrize("years", [1, 2])
def test_same_months_of_two_years_move_the_jobs_by_their_credibility(years):
    region = grown("compulsory_si", 0.10 * years, years)
    found, spread = job_offset(region), spread_among_places(region, jobs=True)
    assert not has_own_history(region)
    assert found.value == pytest.approx(years / (years + 4) * 10.0)
    assert found.error == pytest.approx(100.0 * spread.yearly / (years + 4) ** 0.5)
    assert found.error < job_offset(PROVINCE).error
    assert yearly_spread_of_a_place(region, jobs=True) > 0.0


def test_same_months_move_the_pace_of_voluntary_insurance():
    slow, usual, fast = (
        recruitment_pace(grown("voluntary_si", beyond)).rate for beyond in (-0.10, 0.0, 0.10)
    )
    assert fast.value - usual.value == pytest.approx(0.2 * 0.10)
    assert usual.value - slow.value == pytest.approx(0.2 * 0.10)
    assert fast.error < recruitment_pace(PROVINCE).rate.error
    ahead = [
        project(grown("voluntary_si", beyond), plain(), BASE + 2)["voluntary_si"][-1, 0]
        for beyond in (-0.10, 0.10)
    ]
    assert ahead[0] < ahead[1]


def springs(beyond: float) -> Region:
    """Return a province of one spring and the December after, so far beyond the nation's."""
    share = NATION.assumptions["share_of_previous_december", "compulsory,3"].value
    before, after = (NATION.figure("compulsory_si", year).value for year in (BASE - 1, BASE))
    december = 9_000.0 * after / (before * share) * exp(beyond)
    others = {(BASE, month): 9_000.0 for month in (3, 4, 5)}
    counts = {**others, (BASE, 12): december}
    region = with_months("compulsory_si", counts)
    estimate = PROVINCE.figure("compulsory_si", BASE)
    return replace(region, history=tuple(f for f in region.history if f is not estimate))


def test_one_year_of_months_moves_the_jobs_a_little():
    slow, usual, fast = (job_offset(springs(beyond)) for beyond in (-0.05, 0.0, 0.05))
    assert usual.value == pytest.approx(0.0, abs=1e-9)
    assert slow.value == pytest.approx(-fast.value)
    sigma = spread_among_places(PROVINCE, jobs=True).yearly
    season = NATION.assumptions["share_of_previous_december", "compulsory,3"]
    doubt, span = log(season.high / season.low) / (2.0 * Z90), 8.0 / 12.0
    # Normal prior of variance σ²/4 and one observation of variance σ²/T + τ²/T².
    weight = (sigma**2 / 4) / (sigma**2 / 4 + sigma**2 / span + doubt**2 / span**2)
    assert fast.value == pytest.approx(100.0 * weight * 0.05 / span)
    assert fast.error == pytest.approx(100.0 * sigma / 2.0 * (1.0 - weight) ** 0.5)


def test_bands_of_places_with_two_years_of_months_cover_their_truth():
    rng, inside, worlds = np.random.default_rng(7), 0, 300
    sigma = spread_among_places(PROVINCE, jobs=True).yearly
    for _ in range(worlds):
        truth = rng.normal(0.0, sigma / 2.0)
        region = grown("compulsory_si", truth + rng.normal(0.0, sigma))
        found = job_offset(region)
        inside += abs(100.0 * truth - found.value) <= Z90 * found.error
    # The standard error of a share of 300 is 2.3 points.
    assert inside / worlds == pytest.approx(0.80, abs=0.06)


@pytest.mark.parametrize("year", [2017, BASE])
def test_months_long_before_the_base_year_and_after_it_say_nothing_of_its_pace(year):
    counts = {(year, 3): 9_000.0, (year + 1, 3): 18_000.0}
    region = with_months("compulsory_si", counts)
    assert job_offset(region) == job_offset(PROVINCE)


@pytest.mark.parametrize("years", [1, 2])
def test_months_beside_a_december_give_the_place_a_season(years):
    stated = NATION.assumptions["share_of_next_december", "voluntary,11"]
    counts = {}
    for year in range(BASE - years, BASE):
        counts |= {(year, 12): 8_000.0, (year, 10): 4_000.0}
    (found,) = own_seasons(with_months("voluntary_si", counts)).values()
    weight = years / (years + 4)
    middle = weight * log(0.5) + (1.0 - weight) * log(stated.value)
    assert log(found.value) == pytest.approx(middle)
    before = log(stated.high / stated.value)
    assert before * 0.9 < log(found.high / found.value) < before
    assert (found.origin, found.status) == (PROVINCE.code, "derived")


def test_a_projection_counts_its_months_by_the_places_season():
    counts = {(BASE - 1, 12): 8_000.0, (BASE - 1, 10): 2_000.0}
    scenario = replace(plain(), measure="month", month=11)
    own, usual = (
        project(region, scenario, BASE + 1)["voluntary_si"][-1, 0]
        for region in (with_months("voluntary_si", counts), PROVINCE)
    )
    assert own < usual


def test_what_more_history_would_bring_is_told_with_its_decembers():
    (jobs, members) = worth_of_history(PROVINCE)
    assert (jobs.years, jobs.weight) == (0, 0.0)
    assert jobs.decembers == (BASE - 2, BASE - 1, BASE)
    assert jobs.then == pytest.approx(1 / 3)
    assert jobs.narrower == members.narrower == pytest.approx(1 - (4 / 6) ** 0.5)
    three = {BASE - 2: 36_000.0, BASE - 1: 37_000.0, BASE: 38_000.0}
    known = province_with_history(three, {year: n / 5.0 for year, n in three.items()})
    (jobs, members) = worth_of_history(known)
    assert (jobs.years, jobs.weight) == pytest.approx((2, 1 / 3))
    assert members.decembers == (BASE - 3,)
    assert members.then == pytest.approx(3 / 7)
    assert f"12/{BASE - 3}" in worth_words(known)[0].vi
    assert worth_words(NATION) == []


def test_calibration_says_whether_months_were_used():
    assert "own months" in calibrate(grown("compulsory_si", 0.1)).pattern.en
    assert "fewer than 3" in calibrate(PROVINCE).pattern.en
