"""Whether two forecasts differ: the test by hand, and how often it is wrong."""

import numpy as np
import pytest
from scipy.stats import t as student

from simulator.analysis.past.backtest_scores import compared, is_better
from simulator.analysis.past.scores import diebold_mariano, interval_score


def test_the_corrected_statistic_by_hand():
    """Mean 2.6; autocovariances 1.04 and 0.368; n = 5, forecasts two years ahead."""
    found = diebold_mariano(np.array([1.0, 2.0, 3.0, 4.0, 3.0]), 2)
    plain = 2.6 / ((1.04 + 2 * 0.368) / 5) ** 0.5
    corrected = plain * ((5 + 1 - 4 + 2 * 1 / 5) / 5) ** 0.5
    assert found.difference == pytest.approx(2.6)
    assert found.statistic == pytest.approx(corrected)
    assert found.p == pytest.approx(2 * student(4).sf(corrected))


def test_one_year_ahead_it_is_the_t_test_of_a_mean():
    """S = mean / sqrt(γ0/n) sqrt((n - 1)/n), γ0 the variance with n: Student's t exactly."""
    from scipy.stats import ttest_1samp

    difference = np.array([0.3, -1.0, 2.0, 0.7, 1.4, 0.2])
    found = diebold_mariano(difference, 1)
    usual = ttest_1samp(difference, 0.0)
    assert (found.statistic, found.p) == pytest.approx((usual.statistic, usual.pvalue))


def test_equally_good_forecasts_are_seldom_told_apart():
    rng = np.random.default_rng(5)
    wrong = 0
    for _ in range(2000):
        shocks = rng.standard_normal(12)
        overlapping = np.convolve(shocks, [1.0, 0.75, 0.5, 0.25], "valid")
        wrong += diebold_mariano(overlapping, 4).p < 0.10
    # Nine origins; the uncorrected variance would tell one pair in four apart.
    assert wrong / 2000 < 0.19


def test_where_nothing_can_be_told_nothing_is():
    assert diebold_mariano(np.array([1.0, 1.0]), 1).p == 1.0
    assert diebold_mariano(np.zeros(6), 2).p == 1.0


def test_methods_are_compared_on_the_points_they_share():
    mine = {(2019, 1): 1.0, (2020, 1): 1.2, (2021, 1): 0.9, (2022, 1): 1.1}
    other = {(2019, 1): 3.0, (2020, 1): 3.1, (2021, 1): 3.2, (2022, 1): 3.0, (2023, 1): 0.0}
    found = compared(mine, other)
    assert is_better(found)
    assert not is_better(compared(other, mine))
    assert found.difference == pytest.approx(-(2.0 + 1.9 + 2.3 + 1.9) / 4)
    assert compared(mine, {}) is None


def test_a_band_that_misses_pays_ten_times_the_miss():
    low, high = np.array([1.0]), np.array([3.0])
    assert interval_score(np.array([2.0]), low, high) == pytest.approx(2.0)
    assert interval_score(np.array([3.5]), low, high) == pytest.approx(2.0 + 10 * 0.5)
    assert interval_score(np.array([0.5]), low, high) == pytest.approx(2.0 + 10 * 0.5)
