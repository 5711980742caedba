"""Chance: how far the years ahead may deviate, learned from the years behind.

Past years are drawn with replacement, jointly for all series, so that a crisis year strikes jobs,
growth and voluntary insurance together.
"""

from __future__ import annotations

from math import log

import numpy as np

from simulator.dataclass import dataclass
from simulator.experience import (
    autocorrelation,
    carried_surprise,
    has_own_history,
    job_line,
    job_offset,
    line_place,
    plan_errors,
    recruitment_pace,
    room_line,
    room_lines,
    share_of_force,
    spread_among_places,
    surprise_spread,
    surprises,
    trend_rise,
    uptake,
)
from simulator.experience.uptake import KEPT, USED
from simulator.inputs.definitions import definition
from simulator.inputs.estimate import Z90, Estimate, Support
from simulator.inputs.keys import Assumed, Key, Noise
from simulator.inputs.region import Region
from simulator.model.arrays import Array
from simulator.model.job_growth import FORMS
from simulator.projection.economy import MEAN_GROWTH, mean_growth, mean_growth_error
from simulator.projection.job_forms import (
    CEILING,
    JOB_OFFSET,
    ROOM_LEVEL,
    ROOM_SLOPE,
    WEIGHT,
    YEARLY_RISE,
)
from simulator.projection.values import Values
from simulator.schemes import GIVEN

SUBSIDY_SINCE = 2018
"""The State subsidises voluntary premiums since 2018; years before are another regime."""


@dataclass(frozen=True, slots=True)
class PastYears:
    """Standardised deviations of past years, each (year,) with mean zero.

    Parameters
    ----------
    years : the years drawn from
    jobs, growth, voluntary : over their standard deviation
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
    left = {year: e for year, e in surprises(region).items() if year <= until}
    errors = plan_errors(region, until)
    place = line_place(region)
    counts = {name: place.counts(name) for name in GIVEN}
    years = tuple(
        year
        for year in sorted(set(left) & set(errors))
        if year >= min(SUBSIDY_SINCE, until - 5)
        and all(year in place.steps(name) for name in counts)
    )
    rises = np.array(
        [counts["voluntary_si"][y].value - counts["voluntary_si"][y - 1].value for y in years]
    )

    changes = np.array([_ui_surprise(place, year) for year in years])
    return PastYears(
        years,
        _standardised(np.array([left[year] for year in years])),
        _standardised(np.array([errors[year] for year in years])),
        _standardised(rises),
        changes - changes.mean(),
        place.code,
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


def yearly_spread_of_a_place(region: Region, jobs: bool) -> float:
    """Return the standard deviation of what befalls a place alone in a year [log points].

    None where the years are the place's own. Elsewhere as pairs of dates of other places say; where
    no pack lists any, places are thought to move apart as much as the nation's years do.

    Parameters
    ----------
    jobs : of covered jobs; otherwise of voluntary insurance
    """
    if has_own_history(region):
        return 0.0
    spread = spread_among_places(region, jobs)
    if spread is not None:
        return spread.yearly
    if jobs:
        return surprise_spread(region) / 100.0
    return float(np.std(recruitment_pace(region).rises, ddof=1))


def noise_values(
    region: Region, uniforms: Array, own: Array, growing: Array, values: Values
) -> dict[Key, Array]:
    """Return the noise of each year ahead.

    Parameters
    ----------
    region : its base year is the last known one
    uniforms : (draw, year) in 0 to 1; which past year each year ahead is like
    own : (2, draw, year) standard normal; what befalls the place alone, jobs and voluntary
    growing : (draw,) [log points a year] growth of recruitment in the years ahead
    values : gives ``job_growth_residual_sd``, ``gdp_plan_error_sd`` and
        ``recruitment_noise`` and ``voluntary_noise_inflation``
    """
    past = past_years(region)
    picked = np.minimum((uniforms * len(past.years)).astype(int), len(past.years) - 1)
    alone = own * _alone(region)[:, None, None]
    found: dict[Key, Array] = {}
    drift = np.zeros(len(uniforms))
    kept = autocorrelation(region)
    lasting = np.full(len(uniforms), carried_surprise(region, 0) / 100.0)
    for step in range(uniforms.shape[1]):
        year, like = region.base_year + 1 + step, picked[:, step]
        sd_jobs = values("job_growth_residual_sd") / 100.0
        sd_growth = values("gdp_plan_error_sd") / 100.0
        # The sd of the surprises is theirs as a whole, of which the new part is sqrt(1 - r²).
        lasting = kept * lasting + (1.0 - kept**2) ** 0.5 * past.jobs[like] * sd_jobs
        found[Noise("jobs", year)] = lasting + alone[0, :, step]
        found[Noise("growth", year)] = past.growth[like] * sd_growth
        scatter = values("recruitment_noise") * values("voluntary_noise_inflation")
        scattered = past.voluntary[like] * scatter
        grown = np.expm1(growing * (step + 1))
        found[Noise("voluntary", year)] = grown + scattered + alone[1, :, step]
        drift = drift + past.ui[like]
        found[Noise("ui", year)] = drift
    return found


def _alone(region: Region) -> Array:
    """Return how widely a place moves apart each year: jobs [log], and recruitment [relative]."""
    pace = max(recruitment_pace(region).value, LEAST_PACE)
    jobs, voluntary = (yearly_spread_of_a_place(region, jobs) for jobs in (True, False))
    return np.array([jobs, voluntary / pace])


LEAST_PACE = 0.02
"""Members less a year than this share of them, and a relative deviation has no meaning."""


def form_values(
    region: Region, scores: Array, uniforms: Array, ceiling: Array, looseness: Array
) -> dict[Assumed, Array]:
    """Return what the forms of job growth are drawn as, and their weights.

    Slope and threshold of the form ``growth`` from the covariance of their fit; the form
    ``room`` from its posterior at each ceiling; the trend's rise and usual growth by their
    standard errors; weights uniform over the simplex (Dirichlet 1, 1, 1), so that every mix has
    its part.

    Parameters
    ----------
    scores : (draw, 6) standard normal
    uniforms : (draw, 2) in 0 to 1
    ceiling : (draw,) or (1,) share of the labour force that can be liable wage work
    looseness : (draw,) or (1,) spread of the surprises over its central value: where years
        scatter more than they seemed to, what was fitted on them is less sure too
    """
    room, trend = room_lines(region, ceiling), trend_rise(region)
    slope = room.slope + looseness * scores[:, 3] * room.slope_sd
    return _line_values(region, looseness[:, None] * scores[:, :2]) | {
        ROOM_LEVEL: room.level + looseness * scores[:, 2] * room.level_sd,
        ROOM_SLOPE: np.maximum(slope, 0.0),
        YEARLY_RISE: trend.value + looseness * scores[:, 4] * trend.error,
        MEAN_GROWTH: mean_growth(region) + scores[:, 5] * mean_growth_error(region),
        **_weights(uniforms),
    }


def _weights(uniforms: Array) -> dict[Assumed, Array]:
    """Return weights uniform over the simplex, by breaking a stick."""
    first = 1.0 - np.sqrt(1.0 - uniforms[:, 0])
    second = (1.0 - first) * uniforms[:, 1]
    weights = (first, second, 1.0 - first - second)
    return {Assumed(WEIGHT, form): weight for form, weight in zip(FORMS, weights, strict=True)}


def _line_values(region: Region, scores: Array) -> dict[Assumed, Array]:
    """Return slope and threshold of the job line: ``scores`` is (draw, 2) normal."""
    line = job_line(region, region.base_year)
    central = (
        region.assumptions["job_growth_per_gdp_point", ""].value,
        region.assumptions["job_growth_gdp_threshold", ""].value,
    )
    root = np.linalg.cholesky(np.array(line.covariance))
    moved = scores @ root.T
    intercept = -central[0] * central[1] + moved[:, 0]
    slope = np.maximum(central[0] + moved[:, 1], 0.05)
    return {
        Assumed("job_growth_per_gdp_point"): slope,
        Assumed("job_growth_gdp_threshold"): -intercept / slope,
    }


PACE = Assumed("recruitment_pace")
_POINTS = definition("job_growth_offset").support


def pace_prior(region: Region) -> Estimate:
    """Return the pace of voluntary insurance, uncertain by the spread of its yearly rises."""
    return recruitment_pace(region).rate.estimate(Support(0.0, 10.0))


def recruitment_growth_spread(region: Region) -> float:
    """Return the standard deviation of recruitment's growth in the years ahead [log points].

    Past years tell how it grew, not how it will: the prior's spread, around no growth.
    """
    stated = region.assumptions["uptake_prior", "recruitment_growth"]
    return (stated.high - stated.low) / (2.0 * Z90)


def uptake_values(region: Region, uniforms: Array) -> dict[Assumed, Array]:
    """Return what is fitted to the nation's voluntary insurance, drawn together.

    The posterior's draws are in the order of the pace, which ``uniforms``, (draw,) in 0 to 1,
    picks; those of other numbers go with it. What a place's own pack states instead is left out,
    and the pace too where the years are not the place's own.
    """
    found = uptake(region)
    picked = np.minimum((uniforms * KEPT).astype(int), KEPT - 1)
    drawn = {Assumed(name): found.posterior[name][picked] for name in USED}
    if region.code != found.place:
        del drawn[PACE]
    return {
        key: values
        for key, values in drawn.items()
        if key not in region.assumptions or region.assumptions[key].origin == found.place
    }


def history_priors(region: Region) -> dict[Key, Estimate]:
    """Return the priors of what a place's own history says: its pace and its offset."""
    offset = job_offset(region)
    found: dict[Key, Estimate] = {PACE: pace_prior(region)}
    if offset.error > 0:
        found[JOB_OFFSET] = offset.estimate(_POINTS)
    return found


def job_growth_prior(region: Region) -> Estimate:
    """Return the doubt in the job line as one number [% points a year], at usual growth.

    That of the forms at equal weights, and of what the place grows beyond them: what a
    measurement of its growth would be worth. Ensembles draw each by itself.
    """
    line, offset = job_line(region, region.base_year), job_offset(region)
    at = np.array([1.0, 100.0 * mean_growth(region)])
    of_line = float(at @ np.array(line.covariance) @ at)
    room, trend = room_line(region), 100.0 * trend_rise(region).error
    of_room = float(room.level_sd[0]) * (1.0 - share_of_force(region) / _ceiling(region))
    own = (of_line + of_room**2 + trend**2) / len(FORMS) ** 2
    return Estimate.around(offset.value, (own + offset.error**2) ** 0.5, _POINTS)


def _ceiling(region: Region) -> float:
    return region.assumptions[CEILING].value
