"""Chance: how far the years ahead may deviate, learned from the years behind.

Past years are drawn with replacement, jointly for all series, so that a crisis year strikes jobs,
growth and voluntary insurance together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

import numpy as np

from simulator.analysis.priors import Z90, Prior
from simulator.experience import (
    has_own_history,
    job_line,
    job_offset,
    plan_errors,
    recruitment_pace,
)
from simulator.experience.credibility import NATIONAL_PATTERN_FACTOR, Blend
from simulator.inputs.assumption import Key
from simulator.inputs.region import Region
from simulator.model.arrays import Array
from simulator.projection.economy import JOB_OFFSET, mean_growth
from simulator.projection.values import Values

SUBSIDY_SINCE = 2018
"""The State subsidises voluntary premiums since 2018; years before are another regime."""


@dataclass(frozen=True, slots=True)
class PastYears:
    """Standardised deviations of past years, each (year,) with mean zero.

    Parameters
    ----------
    years : the years drawn from
    jobs, growth : over their standard deviation
    voluntary : relative deviation of the yearly rise from its mean
    ui : deviation of the log odds of UI from those of an unchanged number outside it
    origin : code of the region whose history it is
    """

    years: tuple[int, ...]
    jobs: Array
    growth: Array
    voluntary: Array
    ui: Array
    origin: str


def past_years(region: Region) -> PastYears:
    """Return the deviations of the years up to the base year in which all series are known."""
    until = region.base_year
    line = job_line(region, until)
    errors = plan_errors(region, until)
    place: Region | None = region
    while place is not None and place.code != line.origin:
        place = place.parent
    assert place is not None
    counts = {
        name: place.counts(name) for name in ("compulsory_si", "voluntary_si", "ui_participants")
    }
    years = tuple(
        year
        for year in sorted(set(line.residuals) & set(errors))
        if year >= min(SUBSIDY_SINCE, until - 5)
        and all(year in place.steps(name) for name in counts)
    )
    rises = np.array(
        [counts["voluntary_si"][y].value - counts["voluntary_si"][y - 1].value for y in years]
    )

    changes = np.array([_ui_surprise(place, year) for year in years])
    return PastYears(
        years,
        _standardised(np.array([line.residuals[year] for year in years])),
        _standardised(np.array([errors[year] for year in years])),
        rises / rises.mean() - 1.0,
        changes - changes.mean(),
        line.origin,
    )


def _ui_surprise(place: Region, year: int) -> float:
    """Return the log odds of UI less those, had as many as the year before been outside it."""
    compulsory, ui = place.steps("compulsory_si")[year], place.steps("ui_participants")[year]
    outside = [all_.value - some.value for all_, some in zip(compulsory, ui, strict=True)]
    now = compulsory[1].value
    return log(ui[1].value / outside[1]) - log((now - outside[0]) / outside[0])


def _standardised(values: Array) -> Array:
    centred = values - values.mean()
    return np.asarray(centred / np.sqrt((centred**2).mean()))


def spread_factor(region: Region) -> float:
    """Return 1, or the doubled spread of a place that follows the national pattern."""
    return 1.0 if has_own_history(region) else NATIONAL_PATTERN_FACTOR


def noise_values(region: Region, uniforms: Array, values: Values) -> dict[Key, Array]:
    """Return the noise of each year ahead.

    Parameters
    ----------
    region : its base year is the last known one
    uniforms : (draw, year) in 0 to 1; which past year each year ahead is like
    values : gives ``job_growth_residual_sd``, ``gdp_plan_error_sd`` and
        ``voluntary_noise_inflation``
    """
    past = past_years(region)
    factor = spread_factor(region)
    picked = np.minimum((uniforms * len(past.years)).astype(int), len(past.years) - 1)
    found: dict[Key, Array] = {}
    drift = np.zeros(len(uniforms))
    for step in range(uniforms.shape[1]):
        year, like = str(region.base_year + 1 + step), picked[:, step]
        sd_jobs = values("job_growth_residual_sd") / 100.0
        sd_growth = values("gdp_plan_error_sd") / 100.0
        found["noise.jobs", year] = factor * past.jobs[like] * sd_jobs
        found["noise.growth", year] = past.growth[like] * sd_growth
        inflation = values("voluntary_noise_inflation")
        found["noise.voluntary", year] = factor * past.voluntary[like] * inflation
        drift = drift + factor * past.ui[like]
        found["noise.ui", year] = drift
    return found


def line_values(region: Region, scores: Array) -> dict[Key, Array]:
    """Return slope and threshold of the job line, drawn from the covariance of their fit.

    Parameters
    ----------
    scores : (draw, 2) standard normal
    """
    line = job_line(region, region.base_year)
    central = (
        region.assumptions["job_growth_per_gdp_point", ""].value,
        region.assumptions["job_growth_gdp_threshold", ""].value,
    )
    root = np.linalg.cholesky(np.array(line.covariance))
    moved = spread_factor(region) * scores @ root.T
    intercept = -central[0] * central[1] + moved[:, 0]
    slope = np.maximum(central[0] + moved[:, 1], 0.05)
    return {
        ("job_growth_per_gdp_point", ""): slope,
        ("job_growth_gdp_threshold", ""): -intercept / slope,
    }


PACE = ("recruitment_pace", "")


def pace_prior(region: Region) -> Prior:
    """Return the pace of voluntary insurance, uncertain by the spread of its yearly rises."""
    return _around(recruitment_pace(region).rate, 0.0, 10.0)


def history_priors(region: Region) -> dict[Key, Prior]:
    """Return the priors of what a place's own history says: its pace and its offset."""
    offset = job_offset(region)
    found = {PACE: pace_prior(region)}
    if offset.error > 0:
        found[JOB_OFFSET] = _around(offset, -100.0, 100.0)
    return found


def job_growth_prior(region: Region) -> Prior:
    """Return the doubt in the job line as one number [% points a year], at usual growth.

    That of its slope and threshold together, and of what the place grows beyond it: what a
    measurement of the line would be worth. Ensembles draw the three by themselves.
    """
    line, offset = job_line(region, region.base_year), job_offset(region)
    at = np.array([1.0, 100.0 * mean_growth(region)])
    own = spread_factor(region) ** 2 * float(at @ np.array(line.covariance) @ at)
    return _around(replace(offset, error=(own + offset.error**2) ** 0.5), -100.0, 100.0)


def _around(rate: Blend, least: float, most: float) -> Prior:
    wide = Z90 * rate.error
    return Prior(rate.value - wide, rate.value, rate.value + wide, least, most)
