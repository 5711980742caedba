"""Own years and the nation's: a conjugate case, and provinces whose truth is known."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from simulator.analysis.past.backtest import backtest
from simulator.analysis.past.calibration import calibrate
from simulator.analysis.past.hindcast import as_known_at
from simulator.analysis.uncertainty.noise import yearly_spread_of_a_place
from simulator.experience import (
    growth_table,
    has_own_history,
    job_line,
    job_offset,
    recruitment_pace,
)
from simulator.experience.credibility import blend
from simulator.indicators import INDICATORS
from simulator.inputs.estimate import Z90
from simulator.inputs.figures import GrowthYear
from simulator.inputs.region import load_region
from simulator.projection import project
from tests.worlds import plain, province_with_history

NATION, PROVINCE = load_region("viet_nam"), load_region("ninh_thuan")


def around(mean: float, sd: float) -> list[float]:
    """Four rates with this mean and standard deviation, exactly."""
    step = sd * (3.0 / 4.0) ** 0.5
    return [mean - step, mean + step, mean - step, mean + step]


@pytest.mark.parametrize("years", [2, 3, 4])
def test_the_blend_is_the_posterior_of_the_normal_conjugate_case(years):
    """Prior N(m, s²/4), data N(mean, s²): the posterior is known in closed form."""
    sd, prior_mean = 2.0, 5.0
    own = around(9.0, sd)[:years]
    found = blend(own, around(prior_mean, sd))
    precision = 4.0 / sd**2 + years / sd**2
    mean = (4.0 / sd**2 * prior_mean + years / sd**2 * np.mean(own)) / precision
    assert found.value == pytest.approx(mean)
    spread = np.concatenate([np.array(own) - np.mean(own), np.array(around(0.0, sd))])
    pooled = float((spread**2).sum() / (years - 1 + 3)) / sd**2
    assert found.error == pytest.approx((pooled / precision) ** 0.5)


def test_one_year_of_its_own_says_nothing():
    found = blend([99.0], around(5.0, 2.0))
    assert (found.credibility, found.value) == (0.0, 5.0)
    assert found.error == pytest.approx(2.0 / 4.0**0.5)


def national_growth(year: int) -> float:
    """Growth of the nation's covered jobs in a past year [%]."""
    before, after = NATION.counted_steps("compulsory_si")[year]
    return 100.0 * log(after.value / before.value)


def simulated(rng: np.random.Generator, years: int) -> tuple[object, float, float]:
    """A province of known offset and pace, with ``years`` yearly steps up to its base year."""
    residual = np.std(list(job_line(PROVINCE, PROVINCE.base_year).residuals.values()), ddof=1)
    rises = np.array(recruitment_pace(PROVINCE).rises)
    sd_rise = float(rises.std(ddof=1))
    offset = rng.normal(0.0, residual / 2.0)
    pace = rng.normal(rises.mean(), sd_rise / 2.0)
    base = PROVINCE.base_year
    compulsory, voluntary = {base - years: 30_000.0}, {base: 10_000.0}
    for year in range(base - years + 1, base + 1):
        grown = national_growth(year) + offset + rng.normal(0.0, residual)
        compulsory[year] = compulsory[year - 1] * exp(grown / 100.0)
    for year in range(base - 1, base - years - 1, -1):
        voluntary[year] = voluntary[year + 1] - 10_000.0 * rng.normal(pace, sd_rise)
    return province_with_history(compulsory, voluntary), offset, pace


@pytest.mark.parametrize("years", [3, 8])
def test_bands_of_a_simulated_province_cover_its_truth_at_their_rate(years):
    rng = np.random.default_rng(years)
    inside = {"job_growth_offset": 0, "recruitment_pace": 0}
    worlds = 400
    for _ in range(worlds):
        region, offset, pace = simulated(rng, years)
        truth = {"job_growth_offset": offset, "recruitment_pace": pace}
        rates = {"job_growth_offset": job_offset(region), "recruitment_pace": None}
        rates["recruitment_pace"] = recruitment_pace(region).rate
        for name, rate in rates.items():
            inside[name] += abs(truth[name] - rate.value) <= Z90 * rate.error
    for name, count in inside.items():
        # The standard error of a share of 400 is two points; the spread itself is estimated.
        assert count / worlds == pytest.approx(0.80, abs=0.07), name


def test_a_province_that_outgrew_the_nation_is_projected_to_do_so_by_its_credibility():
    base = PROVINCE.base_year
    compulsory = {base - 8: 30_000.0}
    for year in range(base - 7, base + 1):
        compulsory[year] = compulsory[year - 1] * exp((national_growth(year) + 3.0) / 100.0)
    voluntary = {year: 1_000.0 * (year - base + 12) for year in range(base - 8, base + 1)}
    region = province_with_history(compulsory, voluntary)
    offset = job_offset(region)
    assert offset.value == pytest.approx(8 / 12 * 3.0)
    counted = INDICATORS["compulsory_si"].of(project(region, plain(), base + 1))[:, 0]
    usual = INDICATORS["compulsory_si"].of(project(PROVINCE, plain(), base + 1))[:, 0]
    beyond = np.log(counted[1] / counted[0]) - np.log(usual[1] / usual[0])
    assert 100.0 * beyond == pytest.approx(offset.value, abs=0.05)


def test_what_calibration_prints_is_what_the_projection_uses():
    for region in (NATION, PROVINCE):
        rates = {r.name: r.rate.value for r in calibrate(region).rates}
        assert rates["recruitment_pace"] == recruitment_pace(region).value
        p = project(region, plain(), region.base_year)
        ui, compulsory = p.total("ui")[0, 0], p.total("compulsory")[0, 0]
        assert rates["ui_outside"] == pytest.approx(1.0 - ui / compulsory)


def long_history() -> tuple[dict[int, float], dict[int, float]]:
    years = range(2010, PROVINCE.base_year + 1)
    compulsory = {year: 25_000.0 * 1.04 ** (year - 2010) for year in years}
    voluntary = {year: 2_000.0 + 500.0 * (year - 2010) for year in years}
    return compulsory, voluntary


def test_a_province_with_a_history_of_its_own_can_be_tested():
    found = backtest(province_with_history(*long_history()), 2020, draws=32)
    score = found.score("compulsory_si", "model")
    assert score.points == 6
    assert score.mape < 10.0


def test_nothing_of_the_nation_is_known_later_than_the_origin_either():
    region = province_with_history(*long_history())
    nation = region.parent
    assert nation is not None
    boom = {y: replace(g, first=0.2) if y > 2020 else g for y, g in nation.growth.items()}
    other = replace(region, parent=replace(nation, growth=boom))
    forecasts = [
        INDICATORS["compulsory_si"].of(project(as_known_at(place, 2020), plain(), 2023))
        for place in (region, other)
    ]
    assert np.array_equal(*forecasts)


def test_a_province_that_moved_as_the_nation_did_has_no_growth_of_its_own():
    counts = {
        name: {y: f.value / 200.0 for y, f in NATION.counts(name).items() if y <= 2023}
        for name in ("compulsory_si", "voluntary_si", "ui_participants")
    }
    region = province_with_history(*counts.values())
    assert job_offset(region).value == pytest.approx(0.0, abs=1e-9)
    mean = np.mean(recruitment_pace(PROVINCE).rises)
    assert recruitment_pace(region).value == pytest.approx(mean)


def test_a_few_years_of_its_own_growth_do_not_replace_the_nations():
    one = {2023: GrowthYear(0.15, None, 0.1, "published", "made up for a test")}
    assert growth_table(replace(PROVINCE, growth=one)) == NATION.growth


def test_counts_with_gaps_are_no_history():
    gaps = {2017: 1e4, 2019: 2e4, 2021: 3e4, 2023: 4e4}
    region = province_with_history(gaps, {2022: 900.0, 2023: 1000.0})
    assert not has_own_history(region)
    assert yearly_spread_of_a_place(region, jobs=True) > 0.0
