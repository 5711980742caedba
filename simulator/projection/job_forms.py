"""What the forms of job growth need to know: their weights, their rates, and each year's growth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.declaration import Channel
from simulator.experience import carried_surprise, job_offset, room_line, share_of_force, trend_rise
from simulator.inputs.keys import Assumed, Noise
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.model.job_growth import FORMS
from simulator.projection.economy import growth
from simulator.projection.levers import LeverPaths
from simulator.projection.values import Values, by_year

JOB_OFFSET = Assumed("job_growth_offset")
"""What the draws call the growth of a place's covered jobs beyond its forms [% points a year]."""
ROOM_LEVEL, ROOM_SLOPE = Assumed("room_level"), Assumed("room_slope")
"""What they call the form ``room`` at mean growth, and for a point more [% log odds a year]."""
YEARLY_RISE = Assumed("yearly_rise")
"""What they call the form ``trend`` [share of the base year's covered jobs a year]."""
WEIGHT = "job_form_weight"
CEILING = Assumed("liable_work_share")
SPREAD = Assumed("job_growth_residual_sd")


class JobGrowth(NamedTuple):
    """Growth of covered jobs outside projects in years, each (year, draw).

    Parameters
    ----------
    growth : by the form ``growth`` [log points]
    room : by the form ``room`` [log odds of s/κ]
    noise : chance, and what the place grows beyond the forms [log points]
    """

    growth: Array
    room: Array
    noise: Array


def job_growth(
    region: Region, scenario: Scenario, values: Values, levers: LeverPaths, years: Sequence[int]
) -> JobGrowth:
    """Return what each form makes of the years' economic growth; see ``model.job_growth``."""
    percent = 100.0 * by_year([growth(region, scenario, values, year) for year in years])
    percent = percent + levers.effects(Channel.GROWTH, years)
    line = values("job_growth_per_gdp_point") * (percent - values("job_growth_gdp_threshold"))
    room = room_line(region)
    slope = values.drawn(ROOM_SLOPE, float(room.slope[0]))
    level = values.drawn(ROOM_LEVEL, float(room.level[0])) + slope * (percent - room.mean_growth)
    ahead = {year: carried_surprise(region, year - region.base_year) / 100.0 for year in years}
    noise = by_year([values.drawn(Noise("jobs", year), ahead[year]) for year in years])
    noise = noise + values.drawn(JOB_OFFSET, job_offset(region).value) / 100.0
    return JobGrowth(line / 100.0, level / 100.0, noise)


def form_weights(values: Values) -> Array:
    """Return the weights of the forms, which add up to one: (form, draw)."""
    stated = values.by(WEIGHT, FORMS)
    return np.asarray(stated / stated.sum(axis=0))


def room_filled(region: Region, values: Values) -> Array:
    """Return the covered part of what can be liable wage work in the base year: (draw,).

    That of the place whose line it is: a place that follows the nation has as much room as the
    nation has.
    """
    return np.asarray(share_of_force(region) / values(*CEILING))


def yearly_rise(region: Region, values: Values) -> Array:
    """Return the mean yearly rise of covered jobs over those of the base year: (draw,)."""
    return values.drawn(YEARLY_RISE, trend_rise(region).value)
