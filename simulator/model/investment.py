"""Jobs from investment projects: capital is not jobs until it is disbursed and operating."""

from __future__ import annotations

import numpy as np

from simulator.dataclass import dataclass
from simulator.model.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class InvestmentProject:
    """One project; every array is (draw,).

    Parameters
    ----------
    start : year in which building starts, at its 1 January
    build_years : planned years of building
    slippage : share added to them
    lag_years : years from completion to the first job
    ramp_years : time constant of the ramp to full staffing [year]
    capital_bn : registered capital [billion VND, base-year prices]
    disbursed_share : share of it ever realised
    capital_per_job : [billion VND realised per operating job]
    formal_share : liable share of operating jobs
    displacement : share of new jobs taken from other local employers
    additionality : share of the project that the trend does not already hold
    local_hire_share : share of new jobs that residents take
    construction_per_bn : [person-years per billion VND]
    construction_contract_share : share of construction work on contracts of a month and more
    exists : probability in the central run, 0 or 1 in a draw
    """

    start: int
    build_years: Array
    slippage: Array
    lag_years: Array
    ramp_years: Array
    capital_bn: Array
    disbursed_share: Array
    capital_per_job: Array
    formal_share: Array
    displacement: Array
    additionality: Array
    local_hire_share: Array
    construction_per_bn: Array
    construction_contract_share: Array
    exists: Array

    @property
    def building_time(self) -> Array:
        """Return years of building, slippage included."""
        return self.build_years * (1.0 + self.slippage)


def staffing(years_operating: Array, ramp_years: Array) -> Array:
    """Return the share of operating jobs filled, F(t) = 1 - exp(-t / ramp).

    >>> staffing(np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.2])).round(4).tolist()
    [0.0, 0.5654, 0.8111, 0.9179]
    """
    return np.asarray(-np.expm1(-np.maximum(years_operating, 0.0) / ramp_years))


def operating_jobs(project: InvestmentProject, year: int | Array) -> Array:
    """Return liable operating jobs at 31 December of ``year``: (draw,) [persons].

    Years as (year, 1) give (year, draw).
    """
    opening = project.start + project.building_time + project.lag_years
    full = (
        project.exists
        * project.additionality
        * (1.0 - project.displacement)
        * project.formal_share
        * project.capital_bn
        * project.disbursed_share
        / project.capital_per_job
    )
    return np.asarray(full * staffing(year + 1 - opening, project.ramp_years))


def construction_jobs(project: InvestmentProject, year: int | Array) -> Array:
    """Return liable construction jobs in ``year``, zero once built: (draw,) [persons].

    Years as (year, 1) give (year, draw).

    The work is spread evenly over the time of building; a year partly in it gets its part, so
    that person-years add up to capital x intensity whatever the slippage.
    """
    time = np.maximum(project.building_time, 1e-9)
    begin = np.maximum(year, project.start)
    overlap = np.clip(np.minimum(year + 1, project.start + time) - begin, 0, 1)
    work = project.construction_per_bn * project.capital_bn * project.disbursed_share
    share = project.exists * project.additionality * project.construction_contract_share
    return np.asarray(share * work / time * overlap)
