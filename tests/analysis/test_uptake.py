"""Voluntary insurance fitted to its years: a conjugate case, invented histories, what they tell."""

import numpy as np
import pytest
from scipy.stats import norm

from simulator.analysis.past.calibration import calibrate
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.experience import recruitment_pace, uptake
from simulator.experience.uptake import (
    PARAMETERS,
    USED,
    log_likelihood,
    net_premium,
    prior_of,
    resampled,
)
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario

NATION, PROVINCE = load_region("viet_nam"), load_region("ninh_thuan")


def test_weighted_draws_of_a_normal_prior_are_the_conjugate_posterior():
    """Prior N(1, 4), one observation 3 with variance 1: the posterior is N(2.6, 0.8)."""
    prior = norm(1.0, 2.0).ppf((np.arange(20_000) + 0.5) / 20_000)
    kept, effective = resampled(norm(prior, 1.0).logpdf(3.0), 5_000)
    found = prior[kept]
    assert found.mean() == pytest.approx(2.6, abs=0.01)
    assert found.var() == pytest.approx(0.8, rel=0.01)
    assert 0.2 * 20_000 < effective < 20_000


def test_of_equal_weights_every_draw_is_kept_alike():
    kept, effective = resampled(np.zeros(8), 16)
    assert np.bincount(kept).tolist() == [2] * 8
    assert effective == pytest.approx(8.0)


def invented(pace, entry, years=24, noise=0.3):
    """Rises made by the equation itself, prices up and down, and the price of each year."""
    rng = np.random.default_rng(7)
    price = np.where(np.arange(years) % 2 == 0, 2.0, 1.0)
    price[-1] = 1.0
    last = 1000.0
    rises = pace * last * (price**-entry + noise * rng.standard_normal(years))
    after = last - np.concatenate([np.cumsum(rises[::-1])[::-1][1:], [0.0]])
    return np.stack([after - rises, after], axis=1), price


def test_a_price_response_is_found_where_prices_move_often():
    counts, price = invented(0.05, 0.7)
    scores = np.random.default_rng(1).standard_normal((len(PARAMETERS), 100_000))
    drawn = {
        name: prior_of(NATION, name).quantile(z) for name, z in zip(PARAMETERS, scores, strict=True)
    }
    drawn["recruitment_growth"] = np.zeros(100_000)
    drawn["price_elasticity_lapse"] = np.zeros(100_000)  # no lapse answers the price here
    kept, effective = resampled(log_likelihood(drawn, counts, price), 2_000)
    assert effective > 30, effective
    assert np.median(drawn["recruitment_pace"][kept]) == pytest.approx(0.05, rel=0.15)
    found = np.median(drawn["price_elasticity_entry"][kept])
    assert found == pytest.approx(0.7, abs=0.15)
    assert abs(found - 0.7) < abs(0.5 - 0.7)


def test_what_the_pack_states_is_the_posterior_of_its_years():
    found = uptake(NATION).posterior
    for name in USED:
        if name == "recruitment_pace":
            assert recruitment_pace(NATION).value == pytest.approx(float(np.median(found[name])))
            continue
        stated = NATION.assumptions[name, ""]
        ends = np.quantile(found[name], (0.1, 0.5, 0.9))
        assert (stated.low, stated.value, stated.high) == pytest.approx(ends, abs=0.006), name


def test_draws_go_together_as_the_posterior_has_them():
    sample = draw_sample(NATION, load_scenario("status_quo"), 2048)
    found = uptake(NATION).posterior
    for name in USED:
        drawn = sample.values[name, ""]
        assert np.quantile(drawn, 0.5) == pytest.approx(np.quantile(found[name], 0.5), rel=0.02)
    pair = ("recruitment_pace", "price_elasticity_entry")
    theirs = np.corrcoef(*(found[name] for name in pair))[0, 1]
    mine = np.corrcoef(*(sample.values[name, ""] for name in pair))[0, 1]
    assert mine == pytest.approx(theirs, abs=0.05)


def test_the_premium_more_than_doubled_in_2022_and_fell_with_the_subsidies_of_2025():
    price = {year: net_premium(NATION, year) for year in (2021, 2022, 2024, 2025, 2026)}
    assert price[2022] / price[2021] == pytest.approx(15 / 7)
    assert price[2024] == pytest.approx(price[2022])
    assert price[2026] < price[2025] < price[2024]


def test_what_the_years_do_not_tell_is_said():
    found = calibrate(NATION)
    silent = [b for b in found.uptake if b.told < 0.1]
    assert silent
    said = found.untold[-1].en
    assert "Voluntary insurance" in said
    for belief in found.uptake:
        low, median, high = belief.posterior
        assert low < median < high


def test_a_province_without_history_has_the_nation_s_pace_and_more_doubt():
    nation, province = recruitment_pace(NATION).rate, recruitment_pace(PROVINCE).rate
    assert province.credibility == 0.0
    found = uptake(PROVINCE).posterior["recruitment_pace"]
    assert province.value == pytest.approx(float(np.median(found)))
    assert province.error > nation.error
