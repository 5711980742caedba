"""Calibration, scores and backtest."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t as t_distribution
from worlds import with_figure

from simulator.analysis.past.backtest import backtest
from simulator.analysis.past.backtest_scores import ALONE, COUNTED
from simulator.analysis.past.baselines import baseline
from simulator.analysis.past.calibration import calibrate, inverted
from simulator.analysis.past.hindcast import as_known_at
from simulator.analysis.past.scores import crps_draws, crps_student, mase
from simulator.analysis.past.trend import better_trends
from simulator.errors import InputError
from simulator.experience import (
    job_line,
    plan_errors,
    recruitment_pace,
    room_line,
    spread_range,
    surprise_spread,
    trend_rise,
)
from simulator.experience.jobs import least_squares
from simulator.experience.uptake import PARAMETERS, uptake
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.projection.economy import mean_growth, mean_growth_error
from simulator.report.records import records

NATION = load_region("viet_nam")
MODEL = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")


def with_count(region, indicator, year, value):
    return with_figure(region, replace(region.figure(indicator, year), value=value))


def test_the_job_line_is_the_least_squares_line():
    line = job_line(NATION)
    stated = NATION.assumptions
    assert stated["job_growth_per_gdp_point", ""].value == pytest.approx(line.slope, abs=0.005)
    assert stated["job_growth_gdp_threshold", ""].value == pytest.approx(line.threshold, abs=0.01)
    assert stated["job_growth_residual_sd", ""].value == pytest.approx(
        surprise_spread(NATION), abs=0.02
    )
    bias = -np.mean(list(plan_errors(NATION).values()))
    assert stated["gdp_plan_bias", ""].value == pytest.approx(bias, abs=0.005)
    assert sum(line.residuals.values()) == pytest.approx(0.0, abs=1e-9)
    spread = stated["job_growth_residual_sd", ""]
    ends = spread_range(spread.value, len(line.residuals) - 2)
    assert (spread.low, spread.high) == pytest.approx(ends, abs=0.01)


def test_a_perfect_history_is_inverted_exactly():
    counts = {y: NATION.figure("compulsory_si", y).value for y in range(2010, NATION.base_year + 1)}
    found = {y.year: y.jobs for y in inverted(NATION) if y.jobs is not None}
    rebuilt = counts[2010] * np.exp(sum(found[y] for y in range(2011, NATION.base_year + 1)))
    assert rebuilt == pytest.approx(counts[NATION.base_year])


def test_credibility_is_nought_where_there_are_too_few_counts():
    found = calibrate(load_region("ninh_thuan"))
    used = {r.name: r.rate.credibility for r in found.rates}
    assert (used["job_growth_offset"], used["recruitment_pace"]) == (0.0, 0.0)
    assert "mẫu chung" in found.pattern.vi


@pytest.mark.parametrize(
    ("indicator", "year", "value", "words"),
    [
        ("ui_participants", 2020, 99e6, "must be below Compulsory participants"),
        ("voluntary_si", 2021, 14.5e6, "times 2020"),
        ("compulsory_si", 2022, 1.6e6, "times 2022"),
        ("lump_sum_withdrawals", 2021, 900.0, "look at the unit"),
    ],
)
def test_a_history_that_contradicts_itself_is_not_calibrated_on(indicator, year, value, words):
    wrong = with_count(NATION, indicator, year, value)
    with pytest.raises(InputError) as caught:
        calibrate(wrong)
    lines = [p.line_in("en") for p in caught.value.problems]
    assert any(words in line and "history.csv:" in line for line in lines)


@pytest.mark.parametrize("freedom", [2, 3, 14])
def test_scores_against_closed_forms(freedom):
    quantiles = t_distribution(freedom).ppf((np.arange(40_000) + 0.5) / 40_000)
    drawn = crps_draws(4.0, 3.0 + 2.0 * quantiles)
    assert crps_student(4.0, 3.0, 2.0, freedom) == pytest.approx(drawn, rel=0.01)
    assert crps_student(4.0, 3.0, 0.0, freedom) == 1.0
    assert mase(np.array([2.0]), np.array([5.0]), np.array([3.0])) == 1.0


def test_bands_of_the_drift_line_cover_a_random_walk_at_their_rate():
    """Eight past changes of unknown mean and spread: only Student's t holds its promise."""
    rng = np.random.default_rng(4)
    inside = 0
    for _ in range(2000):
        walk = np.cumsum(rng.normal(2.0, 3.0, 12))
        low, high = baseline("drift", walk[:9], 3).band
        inside += low <= walk[11] <= high
    # The standard error of a share of 2,000 is 0.9 points.
    assert inside / 2000 == pytest.approx(0.80, abs=0.03)


def test_baselines_continue_a_straight_line():
    line = np.arange(10.0, 30.0, 2.0)
    assert baseline("naive", line, 3).mean == line[-1]
    for name in ("drift", "drift_4"):
        found = baseline(name, line, 3)
        assert found.mean == pytest.approx(line[-1] + 6.0)
        assert found.scale == pytest.approx(0.0)
    assert baseline("drift_4", line[:3], 1) is None


def test_nothing_later_than_the_origin_is_known():
    past = as_known_at(NATION, 2020)
    assert max(f.year for f in past.history if not f.indicator.startswith("labour")) == 2020
    assert past.growth[2020].first is not None
    assert past.growth[2021].first is None
    assert max(past.growth) == 2021
    assert past.law.value("voluntary_subsidy_poor", 2026) == 0.30
    assert recruitment_pace(past).years[-1] == 2020


def test_a_changed_future_changes_no_forecast():
    honest = as_known_at(NATION, 2021)
    other = as_known_at(with_count(NATION, "compulsory_si", 2023, 17e6), 2021)
    for key, entry in honest.assumptions.items():
        assert other.assumptions[key] == entry, key


def test_the_backtest_reports_every_series_with_points_and_overlap():
    found = backtest(NATION, 2021, draws=64)
    score = found.score("compulsory_si", "model")
    last = NATION.base_year
    assert score.points == sum(min(4, last - origin) for origin in range(2021, last))
    assert score.years == last - 2021
    assert {s.method for s in found.scores} >= {"model", "naive", "drift", "drift_4"}
    for point in found.points:
        assert point.origin < point.origin + point.horizon <= last
        if point.method not in ALONE:
            assert point.low <= point.high
    lumps = [p for p in found.points if p.series == "lump_sum_withdrawals"]
    assert {p.origin + p.horizon for p in lumps} <= {2023, 2024, last}


def test_a_place_without_history_is_refused_with_the_reason():
    with pytest.raises(InputError, match="fewer than three December counts"):
        backtest(load_region("ninh_thuan"))


def simulated_line(seed: int, slope: float, threshold: float, sd: float):
    """Fit the job line to a history whose true parameters are known."""
    growth = [6.2, 5.3, 5.4, 6.0, 6.7, 6.2, 6.8, 7.1, 7.0, 2.9, 2.6, 8.0, 5.1, 7.1]
    noise = np.random.default_rng(seed).normal(0.0, sd, len(growth))
    changes = [slope * (g - threshold) + e for g, e in zip(growth, noise, strict=True)]
    pairs = zip(growth, changes, strict=True)
    return least_squares(dict(zip(range(2011, 2025), pairs, strict=True)), "simulated")


def test_the_bands_of_a_simulated_place_cover_its_true_slope_at_their_rate():
    t80_with_12_degrees = 1.3562
    inside = 0
    for seed in range(1000):
        line = simulated_line(seed, 1.4, 2.7, 1.1)
        error = line.covariance[1][1] ** 0.5
        inside += abs(line.slope - 1.4) <= t80_with_12_degrees * error
    # The standard error of a share of 1,000 is 1.3 points.
    assert inside / 1000 == pytest.approx(0.80, abs=0.04)


def test_without_noise_the_true_line_is_found():
    line = simulated_line(1, 1.4, 2.7, 0.0)
    assert (line.slope, line.threshold) == pytest.approx((1.4, 2.7))
    assert line.residual_sd == pytest.approx(0.0, abs=1e-9)


def test_draws_of_the_forms_follow_their_posteriors():
    """With a flat prior that of (intercept, slope) is normal with the fit's covariance."""
    from simulator.analysis.uncertainty.noise import form_values
    from simulator.model.job_growth import FORMS

    line, room, trend = job_line(NATION), room_line(NATION), trend_rise(NATION)
    random = np.random.default_rng(2)
    scores, uniforms = random.standard_normal((40_000, 6)), random.random((40_000, 2))
    ceiling = np.array([NATION.assumptions["liable_work_share", ""].value])
    drawn = form_values(NATION, scores, uniforms, ceiling, np.ones(1))
    slope = drawn["job_growth_per_gdp_point", ""]
    intercept = -slope * drawn["job_growth_gdp_threshold", ""]
    found = np.cov(intercept, slope)
    assert found == pytest.approx(np.array(line.covariance), rel=0.05)
    assert slope.mean() == pytest.approx(line.slope, abs=0.01)
    for key, mean, sd in (
        ("room_level", room.level[0], room.level_sd[0]),
        ("room_slope", room.slope[0], room.slope_sd[0]),
        ("yearly_rise", trend.value, trend.error),
        ("mean_growth", mean_growth(NATION), mean_growth_error(NATION)),
    ):
        assert drawn[key, ""].mean() == pytest.approx(mean, abs=0.02 * sd)
        assert drawn[key, ""].std() == pytest.approx(sd, rel=0.02)
    weights = np.stack([drawn["job_form_weight", form] for form in FORMS])
    # Dirichlet (1, 1, 1): means 1/3, variances 1/18, covariances -1/36.
    assert weights.sum(axis=0) == pytest.approx(1.0)
    assert (weights >= 0).all()
    assert weights.mean(axis=1) == pytest.approx([1 / 3] * 3, abs=0.005)
    assert np.cov(weights) == pytest.approx(np.full((3, 3), -1 / 36) + np.eye(3) / 12, abs=0.001)


@pytest.fixture(scope="module")
def whole():
    return backtest(NATION, draws=16)


def stated_rows(head: str) -> list[list[str]]:
    """Return the cells of the model paper's table with a head."""
    table = MODEL[MODEL.index(head) :].split("\n\n")[0]
    return [[c.strip() for c in line.split("|")[1:-1]] for line in table.splitlines()]


def test_the_model_paper_states_the_backtest(whole):
    methods = ("model", "growth", "room", "naive", "drift", "drift_4", "ets")
    rows = {row[0]: row[1:] for row in stated_rows("| | model |")}
    for label, series in (
        ("compulsory", "compulsory_si"),
        ("unemployment insurance", "ui_participants"),
        ("voluntary", "voluntary_si"),
        ("lump sums (12 points)", "lump_sum_withdrawals"),
    ):
        for method, cell in zip(methods, rows[label], strict=True):
            if not cell:
                continue
            found = whole.compare(series, method) if method != "model" else None
            odds = "" if found is None else f" ({found.p:.2f})"
            assert cell == f"{whole.score(series, method).mape:.1f}{odds}", (series, method)


def test_the_model_paper_states_prior_and_posterior():
    found = uptake(NATION)
    rows = [row[1:] for row in stated_rows("| | prior [80 %] |")[2:]]
    for name, row in zip(PARAMETERS, rows, strict=True):
        made = [
            "{1:.2f} [{0:.2f}; {2:.2f}]".format(*np.quantile(draws[name], (0.1, 0.5, 0.9)))
            for draws in (found.prior, found.posterior)
        ]
        assert row == [*made, f"{100 * found.told(name):.0f} %"], name


def test_the_quick_verdict_on_trend_lines_is_the_backtests(whole):
    quick = better_trends(NATION)
    for series in COUNTED:
        assert (series in quick) == whole.trend_is_better(series), series
    for series, trend in quick.items():
        assert trend.error == pytest.approx(whole.score(series, trend.method).mape)
        assert trend.model_error == pytest.approx(whole.score(series, "model").mape)
        counts = NATION.counts(series)
        last = max(counts)
        first = min(counts) if trend.method == "drift" else last - 4
        rise = (counts[last].value - counts[first].value) / (last - first)
        assert trend.at(last + 3) == pytest.approx(counts[last].value + 3 * rise)


def test_a_better_trend_line_stands_beside_every_figure_of_its_count(monkeypatch):
    from simulator.analysis.past import trend

    base = NATION.base_year
    history = (10.0, 11.0, 12.0, 13.0)
    line = trend.BetterTrend("compulsory_si", "drift", 1.0, 2.0, 0.05, base, history)
    monkeypatch.setattr(trend, "better_trends", lambda _: {"compulsory_si": line})
    p = project(NATION, load_scenario("status_quo"), base + 2)
    found = {(r["indicator"], r["year"]): r["drift"] for r in records(p, [base, base + 2])}
    assert found["compulsory_si", base + 2] == 15
    assert found["compulsory_si", base] is None
    assert found["si_share", base + 2] is None
