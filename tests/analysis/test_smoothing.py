"""A history is smoothed as statsmodels does it, once, and what is kept is believed with care."""

import os
import warnings

import numpy as np
import pytest

from simulator.analysis.past import smoothing
from simulator.files import cache_folder

HISTORY = (211.0, 230.0, 244.0, 251.0, 270.0, 303.0, 330.0, 341.0)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    smoothing.smoothed.cache_clear()
    yield cache_folder()
    smoothing.smoothed.cache_clear()


@pytest.mark.parametrize("values", [HISTORY, HISTORY[::-1], (*HISTORY, 290.0, 350.0)])
def test_years_ahead_are_those_of_statsmodels(values, cache):
    holtwinters = pytest.importorskip("statsmodels.tsa.holtwinters")
    unit = np.mean(values)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = holtwinters.ExponentialSmoothing(
            np.array(values) / unit,
            trend="add",
            damped_trend=True,
            initialization_method="estimated",
        ).fit()
    found = smoothing.smoothed(values)
    said = [found.ahead(years) / unit for years in (1, 2, 3, 4)]
    np.testing.assert_allclose(said, fit.forecast(4), rtol=1e-12)


def test_errors_grow_with_the_years_by_what_the_smoothing_carries_on():
    found = smoothing.Smoothing(10.0, 1.0, 0.1, 0.5, 0.25, 0.8, 6.0)
    # c_1 = 0.5 + 0.5 x 0.25 x 0.8
    assert found.spread(1, 3) == pytest.approx(10.0 * 2.0**0.5)
    assert found.spread(2, 3) == pytest.approx(10.0 * (2.0 * (1.0 + 0.6**2)) ** 0.5)
    assert found.ahead(2) == pytest.approx(10.0 * (1.0 + 0.1 * (0.8 + 0.64)))


def test_a_history_is_fitted_once_by_all_processes_of_a_user(cache, monkeypatch):
    pytest.importorskip("statsmodels")
    first = smoothing.smoothed(HISTORY)
    smoothing.smoothed.cache_clear()  # as in another process
    monkeypatch.setattr(smoothing, "_fitted", lambda values: pytest.fail("fitted again"))
    assert smoothing.smoothed(HISTORY) == first


@pytest.mark.parametrize("harm", ["broken", "not finite", "of others"])
def test_what_is_kept_is_not_believed_where_it_may_be_wrong(cache, harm):
    pytest.importorskip("statsmodels")
    first = smoothing.smoothed(HISTORY)
    (kept,) = cache.iterdir()
    said = kept.read_text()
    if harm == "broken":
        kept.write_text(said[: len(said) // 2])
    else:
        value = "NaN" if harm == "not finite" else "5.0"
        kept.write_text(said.replace(f'"level": {first.level!r}', f'"level": {value}'))
        assert kept.read_text() != said
        os.chmod(kept, 0o666 if harm == "of others" else 0o600)
    smoothing.smoothed.cache_clear()
    assert smoothing.smoothed(HISTORY) == first
