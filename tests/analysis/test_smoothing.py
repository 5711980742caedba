"""Exponential smoothing: the least squares there are, and forecasts that follow from them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.smoothing import LEAST, MOST, smoothed


def said(values, level, trend, damping, start, slope):
    """Return errors, and level and trend at the end, step by step as the book has it."""
    errors = []
    for value in values:
        told = start + damping * slope
        errors.append(value - told)
        start = told + level * errors[-1]
        slope = damping * slope + level * trend * errors[-1]
    return np.array(errors), start, slope


@given(
    st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.floats(0.81, 0.99)),
    st.lists(st.floats(-1, 1), min_size=12, max_size=12),
)
def test_no_other_smoothing_has_less_squares(tried, noise):
    values = 1.0 + 0.1 * np.arange(12) + 0.2 * np.cumsum(noise)
    fit = smoothed(values)
    one, other = (said(0.0 * values, *tried, *start)[0] for start in ((1, 0), (0, 1)))
    known = said(values, *tried, 0, 0)[0]
    start = np.linalg.lstsq(np.stack([one, other], axis=1), -known, rcond=None)[0]
    assert fit.squares <= (said(values, *tried, *start)[0] ** 2).sum() + 1e-9
    assert all((fit.level, fit.trend, fit.damping) >= LEAST)
    assert all((fit.level, fit.trend, fit.damping) <= MOST)


def test_a_series_without_noise_is_found_again_and_carried_on():
    damping, start, slope = 0.9, 10.0, 2.0
    path = start + slope * np.cumsum(damping ** np.arange(1, 16))
    fit = smoothed(path[:11])
    assert fit.squares == pytest.approx(0.0, abs=1e-10)
    assert fit.damping == pytest.approx(damping, abs=1e-4)
    ahead = [fit.ahead(h) for h in range(1, 5)]
    assert ahead == pytest.approx(path[11:], rel=1e-4)


def test_a_forecast_goes_on_from_the_last_level_and_trend():
    values = np.array([1.0, 1.4, 1.3, 1.9, 2.6, 2.4, 3.1, 3.0])
    fit = smoothed(values)
    assert fit.ahead(1) == pytest.approx(fit.end + fit.damping * fit.slope)
    later = fit.ahead(3) - fit.ahead(2)
    assert later == pytest.approx(fit.damping**3 * fit.slope)
