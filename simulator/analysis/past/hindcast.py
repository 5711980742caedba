"""A region as it was known at the end of a past year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from simulator.analysis.past.backtest_scores import COUNTED
from simulator.experience import job_line, plan_errors, spread_range, surprise_spread, uptake
from simulator.experience.uptake import USED
from simulator.inputs.assumption import Assumption, Assumptions
from simulator.inputs.estimate import Z90
from simulator.inputs.figures import Figure, GrowthYear, Status
from simulator.inputs.keys import Assumed
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.model.job_growth import FORMS
from simulator.model.population import Demography, population_path
from simulator.model.quantiles import LOW_MEDIAN_HIGH, quantiles
from simulator.projection import Projection, project
from simulator.projection.base_year import (
    STATE_AGES,
    build_base_year,
    demography,
    working_age,
)
from simulator.projection.job_forms import WEIGHT
from simulator.projection.values import Values
from simulator.text import Text

NOTHING_ELSE = Scenario(name="backtest", title=Text("", ""), targets=None)
"""No lever, no project: what a forecast of the past was made with."""


def as_known_at(region: Region, origin: int) -> Region:
    """Return the region with its base year moved back, and nothing known later.

    Counts, first releases of growth and law end with ``origin``, its parent's too; the plan for
    the next year is known; the job line and the mean error of plans are fitted again on what was
    known. Some things are not known of past years and are taken from the present: the
    labour-force participation by age (only the denominators of shares rest on it), the
    assumptions that no count identifies (class shares, patterns, lapse), and, where a place's
    population is known from later only, its share of its parent's. Population and mortality are
    the United Nations' of 2024, which put the years before it a little otherwise than was known.

    Raises
    ------
    InputError
        where the history before ``origin`` is too short for the job line.
    """
    history = tuple(f for f in region.history if (f.year, f.month) <= (origin, 12))
    growth = {
        year: GrowthYear(
            entry.first if year <= origin else None,
            None,
            entry.plan,
            entry.status,
            entry.source,
        )
        for year, entry in region.growth.items()
        if year <= origin + 1
    }
    cut = replace(
        region,
        peers=tuple(f for f in region.peers if (f.year, f.month) <= (origin, 12)),
        parent=None if region.parent is None else as_known_at(region.parent, origin),
        base_year=origin,
        demography=past_demography(region, origin),
        history=history,
        growth=growth,
        law=region.law.as_of(date(origin, 12, 31)),
    )
    cut = _with_labour_force(cut, _labour_force(region, origin))
    return replace(cut, assumptions=_fitted(cut, region, origin))


def _with_labour_force(region: Region, carried: tuple[Figure, ...]) -> Region:
    """Return the region with the labour force as carried back, in place of what was counted.

    It was counted by the labour-force standard of the time, not by the denominator's.
    """
    others = (f for f in region.history if not f.indicator.startswith("labour_force"))
    return replace(region, history=(*others, *carried))


_CARRIED = "participation by age of the base year, carried back"


def origins(region: Region, first: int, last: int) -> list[int]:
    """Return the year ends from ``first`` to before ``last`` that a forecast can start from."""
    counted = [region.observed(series) for series in COUNTED]
    return [year for year in range(first, last) if all(year in counts for counts in counted)]


def run_as_known_at(region: Region, origin: int, until: int) -> Projection:
    """Return the central run that the model would have made at the end of a past year."""
    return project(as_known_at(region, origin), NOTHING_ELSE, until)


def with_form(region: Region, form: str) -> Region:
    """Return the region with one form of job growth alone, in place of their mean."""
    changed = {
        Assumed(WEIGHT, name): _set(region.assumptions[WEIGHT, name], float(name == form))
        for name in FORMS
    }
    return replace(region, assumptions=region.assumptions.overridden_by(changed))


def past_demography(region: Region, origin: int) -> Demography:
    """Return the region's demography with a population at ``origin``.

    Where it is known from later only, it was by sex and age the share of the parent's that it is
    at its first known date.
    """
    known = region.demography
    if region.parent is None or origin + 1 >= known.dates[0]:
        return known
    year = int(np.ceil(known.dates[0])) - 1
    parents = population_path(past_demography(region.parent, origin), origin, year).year_end
    own = population_path(known, year, year).year_end[0]
    then = parents[0] * own / np.maximum(parents[-1], 1e-9)
    return replace(
        known,
        dates=np.array([origin + 1.0, *known.dates]),
        populations=np.concatenate([then[None], known.populations]),
    )


def _labour_force(region: Region, origin: int) -> tuple[Figure, ...]:
    """Return the labour force of a past year at the present participation by age."""
    now = demography(region, region.base_year)
    rates = build_base_year(region, Values(region.assumptions), now).participation[..., 0]
    path = population_path(past_demography(region, origin), origin, origin)
    people = path.year_end[0][:, STATE_AGES]
    force = people * rates
    young = float((force * working_age(region, origin)).sum())

    def figure(name: str, value: float) -> Figure:
        return Figure(region.code, origin, 12, name, value, "person", Status.ESTIMATE, _CARRIED)

    return (
        figure("labour_force_working_age", young),
        figure("labour_force_15_plus", float(force.sum())),
    )


def _fitted(cut: Region, region: Region, origin: int) -> Assumptions:
    line = job_line(cut, origin)
    errors = plan_errors(cut, origin)
    known = region.assumptions
    compulsory = {y: f.value for y, f in cut.counts("compulsory_si").items()}
    last = max(y for y, f in region.counts("compulsory_si").items())
    former = (
        known["former_stock", ""].value
        * compulsory[origin]
        / region.counts("compulsory_si")[last].value
    )
    changed = [
        _set(known["job_growth_per_gdp_point", ""], line.slope),
        _set(known["job_growth_gdp_threshold", ""], line.threshold),
        _spread(known["job_growth_residual_sd", ""], surprise_spread(cut), len(line.residuals) - 2),
        _plan_bias(known["gdp_plan_bias", ""], list(errors.values())),
        _plan_spread(known["gdp_plan_error_sd", ""], list(errors.values())),
        _set(known["former_stock", ""], former, ranged=True),
    ]
    changed += [_from_draws(known[name, ""], draws) for name, draws in _uptake(cut).items()]
    rate = _lump_sum_rate(cut, origin, former)
    if rate is not None:
        changed.append(_set(known["lump_sum_rate", ""], rate, ranged=True))
    return known.overridden_by(Assumptions(changed))


def _uptake(cut: Region) -> dict[str, Array]:
    """Return what was fitted to voluntary insurance by then: assumption -> draws."""
    found = uptake(cut).posterior
    return {name: found[name] for name in USED if (name, "") in cut.assumptions}


def _from_draws(entry: Assumption, draws: Array) -> Assumption:
    low, value, high = (float(q) for q in quantiles(draws, LOW_MEDIAN_HIGH))
    return replace(entry, value=value, low=low, high=high)


def _plan_bias(entry: Assumption, errors: list[float]) -> Assumption:
    """Return by how much plans were missed on average, and how sure that is."""
    bias = -float(np.mean(errors)) if errors else 0.0
    wide = Z90 * float(np.std(errors, ddof=1)) / len(errors) ** 0.5 if len(errors) > 1 else 0.0
    return replace(entry, value=bias, low=bias - wide, high=bias + wide)


def _plan_spread(entry: Assumption, errors: list[float]) -> Assumption:
    """Return the standard deviation of the errors of plans; its least where two are missing."""
    if len(errors) < 2:
        return _set(entry, entry.low, ranged=True)
    return _spread(entry, float(np.std(errors, ddof=1)), len(errors) - 1)


def _spread(entry: Assumption, spread: float, freedom: int) -> Assumption:
    """Return a standard deviation as so many years tell it."""
    low, high = spread_range(spread, freedom)
    return replace(entry, value=spread, low=low, high=high)


def _lump_sum_rate(cut: Region, origin: int, former: float) -> float | None:
    """Return the last known withdrawals over the former members, or None."""
    counts = {y: f.value for y, f in cut.counts("lump_sum_withdrawals").items() if y <= origin}
    return min(0.95, counts[max(counts)] / former) if counts else None


def _set(entry: Assumption, value: float, ranged: bool = False) -> Assumption:
    """Return an assumption at another value, its range moved along or dropped."""
    if not ranged:
        return replace(entry, value=value, low=value, high=value)
    factor = value / entry.value
    return replace(entry, value=value, low=entry.low * factor, high=entry.high * factor)
