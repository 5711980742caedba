"""Compare forms of job growth on past origins: the figures of docs/decisions/0003 and 0005.

python tools/job_line_forms.py [LAST_YEAR_FORECAST]

Covered jobs are forecast up to four years ahead from each origin, with what was known then. Form
and weights were chosen with years up to 2018, none of which a scored origin of the backtest
forecasts. Shares are of the working-age labour force at today's participation.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from math import exp, log

import numpy as np

from simulator import load_region
from simulator.experience import plan_errors
from simulator.experience.room import working_age_forces
from simulator.inputs.region import Region

FIRST_ORIGINS = (2013, 2014)
HORIZONS = 4
CEILING, PRIOR, PRIOR_SD = 0.55, 0.7, 0.35
"""κ, and the prior of per cent of jobs for a point of growth, of the form room."""
Form = Callable[["Past", int], list[float]]


class Past:
    """What was known at a year end.

    Parameters
    ----------
    region : with the whole history
    origin : last year known
    """

    def __init__(self, region: Region, origin: int) -> None:
        counts = region.counts("compulsory_si")
        self.origin = origin
        self.counts = {y: f.value for y, f in counts.items() if y <= origin}
        self.force = working_age_forces(region, min(counts))
        self.grown = {
            y: 100.0 * g.first
            for y, g in region.growth.items()
            if g.first is not None and y <= origin
        }
        self.years = sorted(self.counts)[1:]
        bias = float(np.mean(list(plan_errors(region, origin).values())))
        planned = region.growth[origin + 1].plan
        assert planned is not None
        mean = float(np.mean([self.grown[y] for y in (self.years[0] - 1, *self.years)]))
        self.ahead = [100.0 * planned + bias, *[mean] * (HORIZONS - 1)]

    def steps(self, of: Callable[[int], float]) -> list[float]:
        """Return the yearly changes of something [%]."""
        return [100.0 * (of(b) - of(a)) for a, b in pairwise(sorted(self.counts))]


def growth(past: Past, horizon: int) -> list[float]:
    """Covered jobs by slope x (growth - threshold)."""
    steps = past.steps(lambda y: log(past.counts[y]))
    slope, level = np.polyfit([past.grown[y] for y in past.years], steps, 1)
    path = np.cumsum([level + slope * g for g in past.ahead[:horizon]])
    return [past.counts[past.origin] * exp(x / 100.0) for x in path]


def room(past: Past, horizon: int) -> list[float]:
    """Covered jobs by the log odds of their share below the ceiling."""

    def odds(year: int) -> float:
        filled = past.counts[year] / past.force[year] / CEILING
        return log(filled / (1.0 - filled))

    steps = np.array(past.steps(odds))
    away = np.array([past.grown[y] for y in past.years])
    mean = float(away.mean())
    away = away - mean
    free = float(away @ (steps - steps.mean()) / (away @ away))
    errors = steps - steps.mean() - free * away
    told = float(away @ away) / max(float(errors @ errors) / (len(steps) - 2), 0.25)
    left = 1.0 - past.counts[past.origin] / past.force[past.origin] / CEILING
    believed = (left / PRIOR_SD) ** 2
    slope = (told * free + believed * PRIOR / left) / (told + believed)
    at, found = odds(past.origin), []
    for i, g in enumerate(past.ahead[:horizon]):
        at += (float(steps.mean()) + slope * (g - mean)) / 100.0
        found.append(CEILING * past.force[past.origin + 1 + i] / (1.0 + exp(-at)))
    return found


def trend(past: Past, horizon: int) -> list[float]:
    """Covered jobs by the mean yearly rise of all years."""
    last, first = past.counts[past.origin], past.counts[min(past.counts)]
    rise = (last - first) / len(past.years)
    return [last + rise * (i + 1) for i in range(horizon)]


def last_value(past: Past, horizon: int) -> list[float]:
    """Covered jobs as they are."""
    return [past.counts[past.origin]] * horizon


def mean_of(*forms: Form) -> Form:
    """Return the forms' mean growth: the geometric mean of what they say."""

    def mixed(past: Past, horizon: int) -> list[float]:
        said = np.array([form(past, horizon) for form in forms])
        return [float(x) for x in np.exp(np.log(said).mean(axis=0))]

    return mixed


FORMS: dict[str, Form] = {
    "growth": growth,
    "room": room,
    "trend": trend,
    "mean of the three": mean_of(growth, room, trend),
    "mean of growth and trend": mean_of(growth, trend),
    "last value": last_value,
}


def errors_of(region: Region, form: Form, first: int, last: int) -> list[float]:
    """Return the absolute errors [%] of all forecasts of years up to ``last``."""
    counts = region.counts("compulsory_si")
    found = []
    for origin in range(first, last):
        said = form(Past(region, origin), min(HORIZONS, last - origin))
        found += [100.0 * abs(x / counts[origin + 1 + i].value - 1.0) for i, x in enumerate(said)]
    return found


def main() -> None:
    """Print one row a form."""
    last = int(sys.argv[1]) if len(sys.argv) > 1 else 2018
    region = load_region("viet_nam")
    print(f"mean absolute error [%] of years up to {last}, by first origin (points)")
    for name, form in FORMS.items():
        cells = []
        for first in FIRST_ORIGINS:
            errors = errors_of(region, form, first, last)
            cells.append(f"{first}: {np.mean(errors):.2f} ({len(errors)})")
        print(f"{name:26}{'     '.join(cells)}")


if __name__ == "__main__":
    main()
