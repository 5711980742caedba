"""Pairs of dates of provinces: by hand, and provinces whose truth is known."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from simulator.analysis.past.provinces import provinces_test
from simulator.analysis.uncertainty.noise import (
    history_priors,
    noise_values,
    yearly_spread_of_a_place,
)
from simulator.experience import Pair, apart, growth_factor, pairs_of_places, spread_of
from simulator.experience.places import unit_spread
from simulator.inputs.estimate import Z90
from simulator.inputs.figures import Figure
from simulator.inputs.region import load_region
from simulator.projection.job_forms import JOB_OFFSET

NATION, PROVINCE = load_region("viet_nam"), load_region("ninh_thuan")


def count(place, year, month, value, indicator="compulsory_si"):
    return Figure(place, year, month, indicator, value, "person", "published", "made up for a test")


def pair(place, years, deviation):
    after = 100.0 * exp(deviation * years)
    return Pair(place, "compulsory_si", 12, 2015, 2015 + years, 100.0, after, 1.0)


def test_the_nation_between_two_junes_is_the_mean_of_its_decembers_logarithms():
    decembers = NATION.observed("compulsory_si")
    found = growth_factor(NATION, "compulsory_si", 6, 2018, 2019)
    assert log(found) == pytest.approx(0.5 * log(decembers[2019] / decembers[2017]))
    assert growth_factor(NATION, "compulsory_si", 12, 2018, 2019) == pytest.approx(
        decembers[2019] / decembers[2018]
    )
    assert growth_factor(NATION, "compulsory_si", 6, 1990, 2019) is None


def test_a_province_that_grew_as_the_nation_deviates_by_nothing():
    factor = growth_factor(NATION, "compulsory_si", 3, 2019, 2022)
    made = (count("a", 2019, 3, 5000.0), count("a", 2022, 3, 5000.0 * factor))
    (found,) = pairs_of_places(replace(NATION, peers=made))
    assert found.deviation == pytest.approx(0.0, abs=1e-12)
    assert found.forecast == pytest.approx(found.after)


def test_months_are_not_mixed_and_nothing_counts_twice():
    made = (
        count("a", 2019, 12, 100.0),
        count("a", 2020, 6, 110.0),
        count("a", 2021, 12, 120.0),
        count("a", 2020, 12, 90.0, "ui_participants"),
        count("a", 2021, 12, 95.0, "ui_participants"),
        count("a", 2022, 12, 99.0, "ui_participants"),
    )
    found = pairs_of_places(replace(NATION, peers=made))
    assert {(p.series, p.first, p.last) for p in found} == {
        ("compulsory_si", 2019, 2021),
        ("ui_participants", 2020, 2021),
        ("ui_participants", 2021, 2022),
    }
    kept = apart(found, jobs=True)
    assert [(p.series, p.first) for p in kept] == [
        ("compulsory_si", 2019),
        ("ui_participants", 2021),
    ]


def test_the_spread_by_hand():
    pairs = [pair("a", 1, 0.02), pair("b", 4, -0.01), pair("c", 1, -0.04)]
    found = spread_of(pairs)
    squares = [0.02**2 / 1.25, 0.04**2 / 8.0, 0.04**2 / 1.25]
    assert found.yearly == pytest.approx(np.mean(squares) ** 0.5)
    assert found.mean == pytest.approx((0.02 - 0.04 - 0.04) / 6)
    assert found.lasting == pytest.approx(found.yearly / 2)
    assert found.over(4) == pytest.approx(found.yearly * 8.0**0.5)
    assert spread_of(pairs[:2]) is None


def test_provinces_of_a_known_spread_are_found_again():
    rng = np.random.default_rng(3)
    pairs = []
    for i in range(3000):
        years = int(rng.integers(1, 6))
        apart_by = rng.normal(0.0, 0.03 / 2) * years + rng.normal(0.0, 0.03) * years**0.5
        pairs.append(pair(str(i), years, apart_by / years))
    assert spread_of(pairs).yearly == pytest.approx(0.03, rel=0.04)


def test_a_place_without_history_is_drawn_with_the_spread_of_the_others():
    """Over seven years its jobs scatter around the nation's as the pairs say."""
    others = [p for p in apart(pairs_of_places(NATION), jobs=True) if p.place != PROVINCE.code]
    spread = spread_of(others)
    assert yearly_spread_of_a_place(PROVINCE, jobs=True) == spread.yearly
    assert yearly_spread_of_a_place(NATION, jobs=True) == 0.0
    prior = history_priors(PROVINCE)[JOB_OFFSET]
    assert (prior.high - prior.low) / (2 * Z90) == pytest.approx(100 * spread.lasting)
    rng = np.random.default_rng(4)
    from simulator.projection.values import Values

    same = np.full((20_000, 7), 0.5)
    alone = rng.standard_normal((2, 20_000, 7))
    values = Values(PROVINCE.assumptions)
    noise = noise_values(PROVINCE, same, alone, np.zeros(20_000), values)
    still = noise_values(PROVINCE, same, np.zeros_like(alone), np.zeros(20_000), values)
    added = sum(noise[k] - still[k] for k in noise if k.series == "jobs")
    offset = rng.normal(0.0, spread.lasting, 20_000)
    assert (added + 7 * offset).std() == pytest.approx(spread.yearly * unit_spread(7), rel=0.02)


def test_a_place_is_not_tested_with_its_own_spread():
    found = provinces_test(NATION)
    for point in found.points:
        low, high = point.band
        assert low <= point.pair.forecast <= high
        others = [
            p.pair
            for p in found.of(point.pair.series != "voluntary_si")
            if p.pair.place != point.pair.place
        ]
        wide = Z90 * spread_of(others).over(point.pair.years)
        assert log(high / point.pair.forecast) == pytest.approx(wide)
