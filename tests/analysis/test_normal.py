"""Normal quantiles, and that drawing needs nothing that is slow to import."""

import subprocess
import sys

import numpy as np
import pytest
from scipy.special import ndtri

from simulator.analysis.uncertainty.bands import band_of_ratio
from simulator.analysis.uncertainty.normal import normal_quantile
from simulator.model.quantiles import quantiles


def test_quantiles_are_those_of_scipy_in_the_middle_and_in_both_tails():
    ends = 10.0 ** -np.arange(1.0, 10.0)
    middle = np.random.default_rng(1).random(5000)
    edges = np.array([0.075, 0.925, 0.5, np.exp(-25.0), np.nextafter(np.exp(-25.0), 0.0)])
    shares = np.concatenate([ends, 1.0 - ends, middle, edges])
    np.testing.assert_allclose(normal_quantile(shares), ndtri(shares), rtol=2e-15, atol=1e-15)
    table = middle.reshape(50, 100)
    np.testing.assert_array_equal(normal_quantile(table).ravel(), normal_quantile(middle))


def test_draws_of_a_province_are_made_without_scipy():
    made = (
        "import sys; from simulator import load_region, load_scenario;"
        "from simulator.analysis.uncertainty.ensemble import run_draws;"
        "run_draws(load_region('ninh_thuan'), load_scenario('status_quo'), 2024, 16);"
        "print([name for name in sys.modules if name.startswith('scipy')])"
    )
    found = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("draws", [1, 2, 7, 256])
def test_quantiles_are_those_of_numpy_to_the_last_bit(draws):
    drawn = np.random.default_rng(draws).normal(size=(50, draws))
    drawn[3, draws // 2] = np.nan
    levels = (0.0, 0.1, 1 / 3, 0.5, 0.9, 1.0)
    np.testing.assert_array_equal(quantiles(drawn, levels), np.quantile(drawn, levels, axis=-1))


def test_a_cost_that_some_draws_cannot_share_has_the_end_that_a_draw_has():
    shared = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, np.nan])
    assert band_of_ratio(shared) == (3.0, 11.0)  # not between one draw and the next
