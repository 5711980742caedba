"""What is believed of each uncertain number before any run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from simulator.experience import least_ceiling
from simulator.inputs.definitions import Role
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed, ChosenBase, GrowthIn, Key, Level, OfProject
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_fields import CHOSEN_BASE, GROWTH, PROJECT_NUMBERS, lever_number
from simulator.levers import LEVERS
from simulator.projection.base_year import STATE_AGES, demography, working_age
from simulator.projection.job_forms import CEILING
from simulator.projection.values import assumptions_of

JOINTLY = ("job_growth_per_gdp_point", "job_growth_gdp_threshold", "job_form_weight")
"""Drawn together: the line from the covariance of its fit, weights so that they add up to one."""
MOST_LIABLE = 0.75
"""At most this share of the labour force is in liable jobs, covered or not; the rest works for
itself. It bounds the tail of the compliance rate from below."""
MOST_FORMER = 0.5
"""At most this share of those who are neither liable nor members once paid in. It bounds the tail
of the stock of former members from above: as the insured grow, fewer are left for it."""

MOST_TAKING_PART = 0.95
"""At most this share of the people of working age, and of those past it, is in the labour force. It
bounds the tail of an estimated labour force from above."""
_FORCE_ERROR = Assumed("base_count_factor", "labour_force_working_age")
_COMPLIANCE, _FORMER = Assumed("compliance_rate"), Assumed("former_stock")


def region_priors(region: Region, scenario: Scenario) -> dict[Assumed, Estimate]:
    """Return the priors of every assumption with a range that moves people.

    The scenario's changes are included.
    """
    roles = (Role.MODEL, Role.PATTERN)
    priors = {
        key: prior
        for key, prior in _priors(region, scenario, roles).items()
        if key.name not in JOINTLY or key in scenario.assumptions
    }
    ceiling = priors.get(CEILING)
    if ceiling is not None:
        least = least_ceiling(region)
        lowest = max(ceiling.low, least)
        priors[CEILING] = _from(replace(ceiling, low=min(lowest, ceiling.value)), least)
    compliance = priors.get(_COMPLIANCE)
    if compliance is not None:
        lowest = max(compliance.support.least, _least_compliance(region))
        priors[_COMPLIANCE] = _from(compliance, min(lowest, compliance.low))
    former = priors.get(_FORMER)
    if former is not None:
        most = max(_most_former(region), former.high)
        priors[_FORMER] = _up_to(former, min(former.support.most, most))
    error = priors.get(_FORCE_ERROR)
    if error is not None:
        priors[_FORCE_ERROR] = _up_to(error, max(_most_error_of_force(region), error.high))
    return priors


def _from(prior: Estimate, least: float) -> Estimate:
    return prior.within(least, prior.support.most)


def _up_to(prior: Estimate, most: float) -> Estimate:
    return prior.within(prior.support.least, most)


def _most_error_of_force(region: Region) -> float:
    """Return how many times the estimated labour force people of both ages are enough for."""
    people = demography(region, region.base_year).year_end[0][:, STATE_AGES]
    young = float((people * working_age(region, region.base_year)).sum())
    force = region.figure("labour_force_working_age", region.base_year)
    everyone = region.figure("labour_force_15_plus", region.base_year)
    if force is None:
        return math.inf
    room = young / force.value
    if everyone is not None and everyone.value > force.value:
        room = min(room, (people.sum() - young) / (everyone.value - force.value))
    return MOST_TAKING_PART * room


def _most_former(region: Region) -> float:
    """Return the former members for whom there is room however many are liable [persons]."""
    force = region.figure("labour_force_15_plus", region.base_year)
    members = region.figure("voluntary_si", region.base_year)
    if force is None or members is None:
        return math.inf
    return MOST_FORMER * ((1.0 - MOST_LIABLE) * force.value - members.value)


def _least_compliance(region: Region) -> float:
    covered = region.figure("compulsory_si", region.base_year)
    force = region.figure("labour_force_15_plus", region.base_year)
    if covered is None or force is None:
        return 0.0
    return covered.value / (MOST_LIABLE * force.value)


def price_priors(region: Region, scenario: Scenario) -> dict[Assumed, Estimate]:
    """Return the priors of the prices, which move costs but no people."""
    return _priors(region, scenario, (Role.PRICE,))


def _priors(region: Region, scenario: Scenario, roles: Sequence[Role]) -> dict[Assumed, Estimate]:
    return {
        key: entry
        for key, entry in assumptions_of(region, scenario).items()
        if not entry.certain and entry.role in roles
    }


def scenario_priors(scenario: Scenario) -> dict[Key, tuple[str, Estimate]]:
    """Return key -> (lasting name, prior) of the numbers that a scenario states with a range.

    The lasting name says what the number is whatever its position, so that the same project has
    the same random numbers in every scenario.
    """
    found: dict[Key, tuple[str, Estimate]] = {}

    def add(key: Key, name: str, number: Estimate | None, low: float, high: float) -> None:
        if number is not None and not number.certain:
            found[key] = (name, number.within(low, high))

    for lever, path in scenario.levers.items():
        bounds = lever_number(LEVERS[lever])
        for by, number in path.level.items():
            add(Level(lever, by), f"levers.{lever}.{by}", number, bounds.low, bounds.high)
    for i, project in enumerate(scenario.projects):
        for field, bounds in PROJECT_NUMBERS.items():
            name = f"project {project.name} {field}"
            most = bounds.high if bounds.high <= 1 else 1e12
            add(OfProject(i, field), name, getattr(project, field), max(bounds.low, 0.0), most)
    for year, number in scenario.growth.items():
        add(GrowthIn(year), f"growth {year}", number, GROWTH.low, GROWTH.high)
    base = scenario.chosen_base
    add(ChosenBase(), "chosen_base", base, CHOSEN_BASE.low, CHOSEN_BASE.high)
    return found
