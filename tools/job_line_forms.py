"""Compare forms of the job line on past origins: the figures of docs/decisions/0003.

python tools/job_line_forms.py [LAST_YEAR_FORECAST]

Covered jobs are forecast up to four years ahead from each origin, with what was known then. The
choice was made with years up to 2019, none of which a scored origin of the backtest forecasts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import exp, log

import numpy as np

from simulator import load_region
from simulator.experience import plan_errors
from simulator.inputs.region import Region
from simulator.model.population import population_path
from simulator.projection.foundation import STATE_AGES, demography, lay_foundation
from simulator.projection.values import Values

Form = tuple[Callable[[float, float], float], Callable[[float, float], float]]
"""From covered jobs and labour force to what grows with the economy, and back."""

FORMS: dict[str, Form] = {
    "logarithm of jobs": (lambda jobs, _: log(jobs), lambda x, _: exp(x)),
    "log odds of coverage": (
        lambda jobs, force: log(jobs / (force - jobs)),
        lambda x, force: force / (1.0 + exp(-x)),
    ),
    "jobs": (lambda jobs, _: jobs, lambda x, _: x),
    "coverage": (lambda jobs, force: jobs / force, lambda x, force: x * force),
}
FIRST_ORIGINS = (2014, 2013)
HORIZONS = 4


def labour_forces(region: Region, years: range) -> dict[int, float]:
    """Return the labour force of past years at the present participation by age."""
    now = demography(region, region.base_year)
    rates = lay_foundation(region, Values(region.assumptions), now).participation[..., 0]
    found = {}
    for year in years:
        people = population_path(region.demography, year, year).year_end[0][:, STATE_AGES]
        found[year] = float((people * rates).sum())
    return found


def errors(region: Region, form: Form, plan_held: bool, first: int, last: int) -> list[float]:
    """Return the relative errors of all forecasts of years up to ``last``."""
    to, back = form
    counts = {year: figure.value for year, figure in region.counts("compulsory_si").items()}
    years = range(min(counts), last + 1)
    force = labour_forces(region, years)
    grown = {y: g.first for y, g in region.growth.items() if g.first is not None}
    found = []
    for origin in range(first, last):
        known = [y for y in years if y <= origin]
        steps = [to(counts[y], force[y]) - to(counts[y - 1], force[y - 1]) for y in known[1:]]
        slope, level = np.polyfit([grown[y] for y in known[1:]], steps, 1)
        bias = float(np.mean(list(plan_errors(region, origin).values()))) / 100.0
        planned = region.growth[origin + 1].plan
        assert planned is not None
        mean = float(np.mean([grown[y] for y in known]))
        at = to(counts[origin], force[origin])
        for year in range(origin + 1, min(origin + HORIZONS, last) + 1):
            growth = planned + bias if plan_held or year == origin + 1 else mean
            at += level + slope * growth
            found.append(back(at, force[year]) / counts[year] - 1.0)
    return found


def main() -> None:
    """Print one row a form."""
    last = int(sys.argv[1]) if len(sys.argv) > 1 else 2019
    region = load_region("viet_nam")
    print(f"mean absolute error [%] of years up to {last}; first origin, plan held | mean growth")
    for name, form in FORMS.items():
        cells = []
        for first in FIRST_ORIGINS:
            both = [100.0 * np.abs(errors(region, form, h, first, last)).mean() for h in (1, 0)]
            cells.append(f"{first}: {both[0]:.2f} | {both[1]:.2f}")
        print(f"{name:22}{'     '.join(cells)}")


if __name__ == "__main__":
    main()
