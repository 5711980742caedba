"""Draws: known quantiles, common random numbers, the same digits however the work is cut."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.uncertainty import ensemble
from simulator.analysis.uncertainty.ensemble import draw_sample, run_draws
from simulator.analysis.uncertainty.noise import past_years
from simulator.indicators import INDICATORS
from simulator.inputs.estimate import Z90, Estimate, Support
from simulator.inputs.keys import Assumed
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project, run, years
from simulator.projection.run import BLOCK
from simulator.report.records import records, records_of_parts

PROVINCE = load_region("ninh_thuan")
NATION = load_region("viet_nam")


@given(
    low=st.floats(0.01, 0.5),
    up=st.floats(0.01, 1.0),
    further=st.floats(0.01, 1.0),
    most=st.sampled_from([5.0, 1e12]),
)
def test_low_median_and_high_are_the_10th_50th_and_90th_percentile(low, up, further, most):
    prior = Estimate(low + up, low, low + up + further, support=Support(0.0, most))
    found = prior.quantile(np.array([-Z90, 0.0, Z90]))
    assert found == pytest.approx([low, low + up, low + up + further])
    steps = prior.quantile(np.linspace(-3, 3, 50))
    assert (np.diff(steps) >= 0).all()


def test_draws_have_the_quantiles_of_their_prior():
    sample = draw_sample(PROVINCE, load_scenario("status_quo"), 4096, seed=3)
    for key in (("compliance_rate", ""), ("agents_effect", ""), ("lapse_rate", "poor")):
        entry = PROVINCE.assumptions[key]
        found = np.quantile(sample.values[key], (0.1, 0.5, 0.9))
        assert found == pytest.approx([entry.low, entry.value, entry.high], rel=0.02)


def test_a_number_has_the_same_draws_in_every_scenario():
    one = draw_sample(PROVINCE, load_scenario("status_quo"), 64, seed=5)
    other = draw_sample(PROVINCE, load_scenario("adverse"), 64, seed=5)
    for key, drawn in one.values.items():
        assert np.array_equal(other.values[key], drawn), key


def test_plans_that_differ_in_levers_share_the_draws_of_all_else_and_no_others():
    plans = [load_scenario(name) for name in ("status_quo", "resolution")]
    same, other = (draw_sample(PROVINCE, plan, 64) for plan in plans)
    assert all(other.values[key] is draws for key, draws in same.values.items())
    believed = replace(plans[0], assumptions={Assumed("compliance_rate"): Estimate(0.9, 0.8, 0.95)})
    changed = draw_sample(PROVINCE, believed, 64).values
    assert np.median(changed["compliance_rate", ""]) == pytest.approx(0.9, abs=0.02)
    again = draw_sample(PROVINCE, plans[0], 64).values
    assert again.keys() == same.values.keys()
    assert all(np.array_equal(draws, same.values[key]) for key, draws in again.items())
    for stated in ({"seed": 2}, {"skip": 64}):
        assert not np.array_equal(
            draw_sample(PROVINCE, plans[0], 64, **stated).values["compliance_rate", ""],
            same.values["compliance_rate", ""],
        )


def test_another_seed_gives_other_draws_and_nearly_the_same_quantiles():
    share = INDICATORS["si_share"]
    found = []
    for seed in (1, 2):
        p = run_draws(PROVINCE, load_scenario("resolution"), 2030, 1024, seed)
        found.append(np.quantile(share.of(p)[-1], (0.1, 0.5, 0.9)))
    assert not np.array_equal(*found)
    assert found[0] == pytest.approx(found[1], rel=0.03)


def test_the_digits_do_not_depend_on_the_number_of_workers():
    scenario = load_scenario("resolution")
    size = BLOCK + 76
    one = run_draws(PROVINCE, scenario, 2026, size, 1, workers=1)
    two = run_draws(PROVINCE, scenario, 2026, size, 1, workers=2)
    for name in one.totals:
        assert np.array_equal(one.totals[name][1:], two.totals[name][1:]), name


@pytest.mark.parametrize(("room", "name", "size"), [(run, "BLOCK", 37), (years, "TILE", 41)])
def test_draws_run_together_in_other_numbers_give_the_same(monkeypatch, room, name, size):
    monkeypatch.setenv(years.SETTING, "numpy")
    sample = draw_sample(PROVINCE, load_scenario("resolution"), 300, seed=1)
    whole = project(PROVINCE, load_scenario("resolution"), 2030, sample)
    monkeypatch.setattr(room, name, size)
    cut = project(PROVINCE, load_scenario("resolution"), 2030, sample)
    for name in whole.totals:
        assert cut.totals[name] == pytest.approx(
            whole.totals[name], rel=1e-12, abs=1e-9, nan_ok=True
        )


def test_a_crisis_year_strikes_all_series_together():
    past = past_years(NATION)
    assert past.years == tuple(range(2018, NATION.base_year + 1))
    worst = past.years[int(past.growth.argmin())]
    assert worst in (2020, 2021)
    for series in (past.jobs, past.growth, past.voluntary, past.ui):
        assert series.mean() == pytest.approx(0.0, abs=1e-9)
    assert past.jobs.std() == pytest.approx(1.0)


def test_a_place_on_the_national_pattern_is_less_sure():
    scenario = load_scenario("status_quo")
    spread = {}
    for region in (PROVINCE, NATION):
        p = run_draws(region, scenario, 2030, 512, 1)
        values = INDICATORS["compulsory_si"].of(p)[-1]
        spread[region.code] = values.std() / values.mean()
    assert spread["ninh_thuan"] > 1.15 * spread["viet_nam"]


def test_voluntary_bands_are_wide():
    p = run_draws(PROVINCE, load_scenario("resolution"), 2030, 512, 1)
    wide = INDICATORS["voluntary_si"].of(p)[-1]
    narrow = INDICATORS["compulsory_si"].of(p)[-1]
    assert wide.std() / wide.mean() > 2 * narrow.std() / narrow.mean()


def test_parts_are_stretches_of_one_sequence_and_their_mean_is_within_the_stated_error(monkeypatch):
    scenario = load_scenario("resolution")
    central = project(PROVINCE, scenario, 2030)
    whole = records(central, [2030], None, run_draws(PROVINCE, scenario, 2030, 2000))
    monkeypatch.setattr(ensemble, "PART", 512)
    sizes = [part.draws for part in ensemble.run_parts(PROVINCE, scenario, 2030, 2000)]
    assert sizes == [500] * 4
    parts = ensemble.run_parts(PROVINCE, scenario, 2030, 2000)
    found = records_of_parts(central, [2030], None, parts)
    assert len(found) == len(whole)
    away = []
    for mine, theirs in zip(found, whole, strict=True):
        assert mine["value"] == theirs["value"]
        if theirs["low"] is None:
            assert mine["low"] is None
            continue
        rounding = 1.0 if mine["unit"] in ("person", "job", "person_year") else 1e-9
        for name in ("low", "median", "high"):
            beyond = max(0.0, abs(mine[name] - theirs[name]) - rounding)
            away.append(beyond / max(mine["band_error"], 1e-12))
    # An error told by four parts, against another sample: Student's t with three degrees.
    assert np.mean(np.array(away) <= 4.0) > 0.9
    assert np.median(away) < 1.5
    skipped = draw_sample(PROVINCE, scenario, 512, skip=512)
    both = draw_sample(PROVINCE, scenario, 1024)
    key = ("compliance_rate", "")
    assert np.array_equal(skipped.values[key], both.values[key][512:])


def test_one_part_gives_the_records_of_its_draws():
    scenario = load_scenario("adverse")
    central = project(PROVINCE, scenario, 2027)
    drawn = run_draws(PROVINCE, scenario, 2027, 300)
    assert records_of_parts(central, [2027], None, [drawn]) == records(central, [2027], None, drawn)
