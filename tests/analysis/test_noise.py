"""Chance of the years ahead: which way it goes, and how it grows."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import plain

from simulator.analysis.uncertainty import noise
from simulator.analysis.uncertainty.noise import noise_values, past_years
from simulator.inputs.assumption import Assumptions
from simulator.inputs.keys import Noise
from simulator.inputs.region import load_region
from simulator.projection import Sample, Values, project

PROVINCE = load_region("ninh_thuan")
SPREADS = {
    "job_growth_residual_sd": 2.0,
    "gdp_plan_error_sd": 3.0,
    "recruitment_noise": 0.5,
    "voluntary_noise_inflation": 3.0,
}


def drawn(uniforms: np.ndarray, growing: float = 0.0, own: float = 0.0):
    """The nation's chance in Ninh Thuận with round spreads, and the past years that it repeats."""
    made = Assumptions(
        {
            (name, ""): replace(PROVINCE.assumptions[name, ""], value=value)
            for name, value in SPREADS.items()
        }
    )
    values = Values(PROVINCE.assumptions.overridden_by(made))
    past = past_years(PROVINCE)
    picked = np.minimum((uniforms * len(past.years)).astype(int), len(past.years) - 1)
    alone = np.full((2, *uniforms.shape), own)
    growth = np.full(len(uniforms), growing)
    return noise_values(PROVINCE, uniforms, alone, growth, values), past, picked


def series(found, name: str, years: int) -> np.ndarray:
    first = PROVINCE.base_year + 1
    return np.stack([found[Noise(name, first + step)] for step in range(years)], axis=1)


UNIFORMS = np.random.default_rng(3).random((2000, 12))


def test_each_year_repeats_a_past_year_in_size_and_sign():
    found, past, picked = drawn(UNIFORMS)
    assert series(found, "growth", 12) == pytest.approx(past.growth[picked] * 0.03)
    assert series(found, "voluntary", 12) == pytest.approx(past.voluntary[picked] * 1.5)


def test_recruitment_that_grows_does_so_on_and_on():
    still, growing = (series(drawn(UNIFORMS, g)[0], "voluntary", 3) for g in (0.0, 0.1))
    assert growing - still == pytest.approx(np.tile(np.expm1([0.1, 0.2, 0.3]), (2000, 1)))


def test_noise_of_jobs_fades_by_its_autocorrelation_from_the_last_known_surprise(monkeypatch):
    monkeypatch.setattr(noise, "autocorrelation", lambda _: 0.6)
    monkeypatch.setattr(noise, "carried_surprise", lambda _region, _years: 5.0)
    found, past, picked = drawn(UNIFORMS)
    shocks = series(found, "jobs", 12)
    new = 0.8 * past.jobs[picked] * 0.02  # 0.6 and 0.8 are the sides of a right triangle
    assert shocks[:, 0] == pytest.approx(0.6 * 0.05 + new[:, 0])
    assert shocks[:, 1] == pytest.approx(0.6**2 * 0.05 + 0.6 * new[:, 0] + new[:, 1])
    assert shocks[:, 2] - 0.6 * shocks[:, 1] == pytest.approx(new[:, 2])


def test_chance_of_ui_adds_up_over_the_years_and_that_of_the_others_does_not():
    found, past, picked = drawn(UNIFORMS)
    walk = series(found, "ui", 12)
    assert walk == pytest.approx(past.ui[picked].cumsum(axis=1))
    spread = walk.std(axis=0)
    assert spread[8] == pytest.approx(3.0 * spread[0], rel=0.1)  # the root of nine years
    for name in ("growth", "voluntary"):
        stays = series(found, name, 12).std(axis=0)
        assert stays == pytest.approx(stays[0], rel=0.1), name


def test_years_are_drawn_evenly_and_mean_nothing():
    _, past, picked = drawn(UNIFORMS)
    counts = np.bincount(picked.ravel(), minlength=len(past.years))
    assert counts / picked.size == pytest.approx(1 / len(past.years), rel=0.1)
    for name in ("jobs", "growth", "voluntary", "ui"):
        assert getattr(past, name).mean() == pytest.approx(0.0, abs=1e-12), name
    assert (past.jobs**2).mean() == pytest.approx(1.0)


def test_what_befalls_a_place_alone_comes_on_top_of_what_befalls_all(monkeypatch):
    monkeypatch.setattr(noise, "_alone", lambda _: np.array([0.03, 0.2]))
    with_all, alone = drawn(UNIFORMS)[0], drawn(UNIFORMS, own=2.0)[0]
    for name, more in (("jobs", 0.06), ("voluntary", 0.4), ("growth", 0.0), ("ui", 0.0)):
        change = series(alone, name, 12) - series(with_all, name, 12)
        assert change == pytest.approx(more), name


@pytest.mark.parametrize(
    ("kind", "total"), [("jobs", "compulsory"), ("voluntary", "voluntary"), ("ui", "ui")]
)
def test_good_noise_of_a_series_raises_its_count(kind, total):
    year = PROVINCE.base_year + 1
    shocks = {Noise(kind, year): np.array([-0.05, 0.0, 0.05])}
    p = project(PROVINCE, plain(), year, Sample(3, shocks))
    counts = p.total(total)[-1].reshape(-1, 3).sum(axis=0)
    assert counts[0] < counts[1] < counts[2]


def test_good_noise_of_growth_raises_the_jobs_of_an_unknown_year():
    year = 2029
    shocks = {Noise("growth", year): np.array([-0.01, 0.0, 0.01])}
    jobs = project(PROVINCE, plain(), year, Sample(3, shocks)).total("compulsory")
    assert np.ptp(jobs[-2]) == 0
    assert jobs[-1, 0] < jobs[-1, 1] < jobs[-1, 2]
