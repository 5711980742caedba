"""Growth and investment: the jobs that a scenario brings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulator.declaration import Channel
from simulator.experience import growth_table
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed, GrowthIn, Noise, OfProject
from simulator.inputs.region import Region
from simulator.inputs.scenario import Project, Scenario
from simulator.inputs.scenario_timing import adds_jobs, lies_in
from simulator.model.arrays import Array
from simulator.model.investment import InvestmentProject, construction_jobs, operating_jobs
from simulator.projection.levers import LeverPaths
from simulator.projection.values import Values

MEAN_GROWTH = Assumed("mean_growth")
"""What the draws call usual growth [fraction]."""


def damping(values: Values, year: int) -> float:
    """Return how far job growth has given way to the labour force's growth: 0 to 1."""
    first, last = values.limit("damping_from"), values.limit("damping_to")
    return float(np.clip((year - first) / max(last - first, 1.0), 0.0, 1.0))


def growth(region: Region, scenario: Scenario, values: Values, year: int) -> Array:
    """Return economic growth of a year, shocks aside: (draw,) [fraction].

    A scenario's own figure is growth itself. Otherwise a known year counts as first released; a
    planned one is the plan less the mean error of plans; later years return to the mean of all
    first releases. Forecasts of growth two to five years ahead are biased upwards and in up to
    half of all countries worse than the mean of recent years (Celasun, Lee, Mrkaic and
    Timmermann, IMF working paper 2021/216); here too the mean was better on the origins 2014-2018.
    """
    stated = scenario.growth.get(year)
    if stated is not None:
        return values.drawn(GrowthIn(year), stated.value)
    path = growth_table(region)
    known = path.get(year)
    if known is not None and known.first is not None:
        return np.array([known.first])
    noise = values.drawn(Noise("growth", year), 0.0)
    if known is not None and known.plan is not None:
        return np.asarray(known.plan - values("gdp_plan_bias") / 100.0 + noise)
    return np.asarray(values.drawn(MEAN_GROWTH, mean_growth(region)) + noise)


def mean_growth(region: Region) -> float:
    """Return the mean of all first releases known [fraction]."""
    return float(np.mean(_released(region)))


def mean_growth_error(region: Region) -> float:
    """Return the standard error of that mean [fraction]: what usual growth is, is not known."""
    found = _released(region)
    return float(np.std(found, ddof=1) / len(found) ** 0.5)


def _released(region: Region) -> list[float]:
    return [g.first for g in growth_table(region).values() if g.first is not None]


class ProjectJobs(NamedTuple):
    """Jobs of one project, (year, draw) [persons], years from the base year on.

    Parameters
    ----------
    project : as the scenario states it
    operating, construction : liable jobs at the end of each year
    local_hire_share : (draw,) share of them that residents take
    spent_bn : (year, draw) capital spent in each year, evenly while it is built [billion VND]
    public_share : (draw,) share of it that is public
    """

    project: Project
    operating: Array
    construction: Array
    local_hire_share: Array
    spent_bn: Array
    public_share: Array


def project_jobs(
    region: Region, scenario: Scenario, values: Values, levers: LeverPaths, years: range
) -> list[ProjectJobs]:
    """Return the jobs of each project of the scenario that lies in the region.

    None of one whose jobs the counts of the base year hold already.
    """
    found = []
    shares = [levers.factor(Channel.CAPITAL, year) for year in years] if scenario.projects else []
    capital = np.stack(np.broadcast_arrays(*shares)) if shares else np.ones((len(years), 1))
    for index, project in enumerate(scenario.projects):
        if not lies_in(project, region):
            continue
        start = levers.calendar_year(project.start)
        built = _project(index, project, start, values, levers)
        scale = float(adds_jobs(project, scenario, region)) * capital
        multiplier = 1.0 + values("job_multiplier")
        calendar = np.array(years)[:, None]
        operating = operating_jobs(built, calendar) * scale * multiplier
        construction = construction_jobs(built, calendar) * scale
        found.append(
            ProjectJobs(
                project,
                operating,
                construction,
                built.local_hire_share,
                _spent(built, calendar) * scale,
                values.drawn(OfProject(index, "public_share"), project.public_share.value),
            )
        )
    return found


def _spent(built: InvestmentProject, calendar: Array) -> Array:
    """Return the capital that is spent in each year: (year, draw) [billion VND]."""
    build = np.maximum(built.build_years, 1.0)
    under_way = np.clip(built.start + build - calendar, 0.0, 1.0) * (calendar >= built.start)
    return np.asarray(built.exists * built.capital_bn * built.disbursed_share / build * under_way)


def _project(
    index: int, project: Project, start: int, values: Values, levers: LeverPaths
) -> InvestmentProject:
    def own_number(field: str, number: Estimate) -> Array:
        return values.drawn(OfProject(index, field), number.value)

    def own(field: str, stated: Estimate | None, name: str, by: str = "") -> Array:
        return values(name, by) if stated is None else own_number(field, stated)

    sector = project.sector
    build = own_number("build_years", project.build_years)
    # As planned, whatever was drawn: no draw may depend on those beside it.
    middle = start + int(np.ceil(project.build_years.value / 2))
    slow = np.minimum(levers.effect(Channel.DELAY, middle), 1.0)
    slippage = own_number("slippage", project.slippage)
    disbursed = own("disbursed_share", project.disbursed_share, "disbursed_share", sector)
    chance = own_number("probability", project.probability)
    drawn = values.sample.values.get(OfProject(index, "exists"))
    return InvestmentProject(
        start=start,
        build_years=build,
        slippage=(1.0 + slippage) * (1.0 + slow) - 1.0,
        lag_years=own_number("lag_years", project.lag_years),
        ramp_years=own("ramp_years", project.ramp_years, "ramp_years"),
        capital_bn=own_number("capital_bn_vnd", project.capital_bn_vnd),
        disbursed_share=disbursed * (1.0 - slow),
        capital_per_job=own("capital_per_job", project.capital_per_job, "capital_per_job", sector),
        formal_share=own("formal_share", project.formal_share, "formal_share", sector),
        displacement=own("displacement", project.displacement, "displacement"),
        additionality=own("additionality", project.additionality, "additionality"),
        local_hire_share=own(
            "local_hire_share", project.local_hire_share, "local_hire_share", sector
        ),
        construction_per_bn=own(
            "construction_jobs_per_bn",
            project.construction_jobs_per_bn,
            "construction_jobs_per_bn",
            sector,
        ),
        construction_contract_share=own(
            "construction_contract_share",
            project.construction_contract_share,
            "construction_contract_share",
        ),
        exists=chance if drawn is None else (drawn < chance).astype(float),
    )
