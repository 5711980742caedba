"""The season of a count, estimated with its spread, and the likelihood of a month's figure."""

import numpy as np
import pytest
from scipy.stats import t as student

from simulator.analysis.past.hindcast import NOTHING_ELSE, as_known_at
from simulator.analysis.programme.monitor import Actual, _quantile, _weights, monitor
from simulator.experience.season import season, spread_season
from simulator.inputs.region import load_region

NATION = load_region("viet_nam")


@pytest.mark.parametrize(
    ("series", "spring", "name", "by"),
    [
        ("voluntary", True, "share_of_previous_december", "voluntary,3"),
        ("voluntary", False, "share_of_next_december", "voluntary,11"),
        ("compulsory", False, "share_of_next_december", "compulsory,11"),
    ],
)
def test_what_the_pack_states_is_what_the_months_say(series, spring, name, by):
    found, stated = season(NATION, series, spring), NATION.assumptions[name, by]
    assert (stated.low, stated.value, stated.high) == pytest.approx(
        (found.low, found.value, found.high), abs=0.005
    )


def test_the_range_is_that_of_a_year_to_come_by_students_t():
    logs = {2020: -0.2, 2021: -0.1, 2022: -0.3, 2023: 0.0}
    found = spread_season(logs)
    values = np.array(list(logs.values()))
    wide = student(3).ppf(0.9) * values.std(ddof=1) * (1 + 1 / 4) ** 0.5
    assert np.log(found.high / found.value) == pytest.approx(wide)
    assert np.log(found.value / found.low) == pytest.approx(wide)


def test_too_few_years_have_no_season():
    assert season(NATION, "ui", spring=False) is None


def test_weights_are_the_conjugate_posterior_of_the_december():
    """Decembers lognormal (0, 0.2), season's spread 0.1, a month at half of December."""
    rng = np.random.default_rng(6)
    december = np.exp(0.2 * rng.standard_normal(200_000))
    usual = 0.5 * december
    many = usual * np.exp(0.1 * rng.standard_normal(200_000))
    weights, basis = _weights(many, usual, 0.5 * np.exp(0.3))
    assert basis == "drawn"
    # Precisions 25 and 100: mean 0.3 x 100/125, sd 125^-1/2.
    assert _quantile(np.log(december), weights, 0.5) == pytest.approx(0.24, abs=0.005)
    sd = (_quantile(np.log(december), weights, 0.8413) - 0.24) * 125**0.5
    assert sd == pytest.approx(1.0, abs=0.05)


def test_a_month_beyond_what_the_season_allows_says_so():
    usual = np.exp(0.02 * np.random.default_rng(1).standard_normal(1000))
    weights, basis = _weights(usual * 1.01, usual, 3.0)
    assert basis == "outside"
    assert weights == pytest.approx(1 / 1000)


def test_november_2025_left_room_for_what_december_brought():
    (found,) = monitor(
        as_known_at(NATION, 2024), NOTHING_ELSE, [Actual(2025, 11, "voluntary_si", 2.016e6)]
    )
    assert found.forecast_low < NATION.figure("voluntary_si", 2025).value < found.forecast_high
