"""Covered jobs and the room that is left: growth that ends where liable wage work ends.

Δ logit(s/κ) = m + b (g - mean g) + error, s covered jobs over the working-age labour force, κ the
share of it that can be liable wage work; for a small step Δln C = Δln LF + (1 - s/κ)(m + b (g -
mean g)). Counts say nothing of κ, so it is an assumption; b has a prior, m none.
"""

from __future__ import annotations

import numpy as np

from simulator.dataclass import dataclass
from simulator.errors import InputError
from simulator.experience.jobs import growth_pairs, line_place
from simulator.inputs.estimate import Z90
from simulator.inputs.region import Region, once_a_region
from simulator.model.arrays import Array
from simulator.model.population import population_path
from simulator.model.states import AGES, FIRST_AGE, LAST_AGE

LEAST_ROOM = 0.02
"""κ is drawn no nearer to today's share than this part of it."""
LEAST_SD = 0.5
"""A few years on one line do not mean that the next lies on it [% log odds a year]."""


@dataclass(frozen=True, slots=True, eq=False)
class RoomLine:
    """The form ``room`` as fitted; arrays are (ceiling,), or numbers for one ceiling.

    Parameters
    ----------
    level, slope : at mean growth, and for a point more [% log odds a year]
    level_sd, slope_sd : standard deviation of their posterior
    mean_growth : of the years fitted on [%]
    """

    level: Array
    slope: Array
    level_sd: Array
    slope_sd: Array
    mean_growth: float


@once_a_region
def room_line(region: Region) -> RoomLine:
    """Return the form at the central ceiling."""
    return room_lines(region, np.array([region.assumptions["liable_work_share", ""].value]))


def room_lines(region: Region, ceiling: Array) -> RoomLine:
    """Fit the form on a region's history, or the one of the wider region whose line it follows.

    The posterior of a line with a normal prior on its slope: precision of the prior and of the
    data add up, the mean is weighted by them; the error's variance is the data's.

    Parameters
    ----------
    ceiling : (ceiling,) κ, above every past share

    Raises
    ------
    InputError
        where no place has five years of growth and counts.
    """
    place = line_place(region)
    pairs = growth_pairs(place)
    shares = _shares(place)
    years = np.array(sorted(pairs))
    growth = np.array([pairs[y][0] for y in years.tolist()])
    filled = np.stack([np.array([shares[y - 1], shares[y]]) for y in years.tolist()])
    filled = filled[..., None] / ceiling
    odds = np.log(filled / (1.0 - filled))
    steps = 100.0 * (odds[:, 1] - odds[:, 0])
    away = (growth - growth.mean())[:, None]
    level = steps.mean(axis=0)
    free = (away * steps).sum(axis=0) / (away**2).sum()
    errors = steps - level - away * free
    variance = np.maximum((errors**2).sum(axis=0) / (len(years) - 2), LEAST_SD**2)
    prior, prior_sd = _slope_prior(region, 1.0 - filled[-1, 1])
    told, believed = (away**2).sum() / variance, 1.0 / prior_sd**2
    return RoomLine(
        level,
        np.asarray((told * free + believed * prior) / (told + believed)),
        np.asarray((variance / len(years)) ** 0.5),
        np.asarray((told + believed) ** -0.5),
        float(growth.mean()),
    )


def _slope_prior(region: Region, room: Array) -> tuple[Array, Array]:
    """Return mean and standard deviation of the slope's prior in log odds.

    It is stated as per cent of jobs for a point of growth at today's room.
    """
    stated = region.assumptions["room_slope_prior", ""]
    return stated.value / room, (stated.high - stated.low) / (2.0 * Z90) / room


def share_of_force(region: Region) -> float:
    """Return today's covered share of the working-age labour force, of the line's place."""
    shares = _shares(line_place(region))
    return shares[max(shares)]


def least_ceiling(region: Region) -> float:
    """Return the lowest κ that leaves room above today's share."""
    return share_of_force(region) * (1.0 + LEAST_ROOM)


@once_a_region
def _shares(place: Region) -> dict[int, float]:
    """Return year -> covered jobs over the working-age labour force, up to the base year."""
    counts = {y: f.value for y, f in place.counts("compulsory_si").items() if y <= place.base_year}
    force = working_age_forces(place, min(counts))
    return {year: count / force[year] for year, count in counts.items() if year in force}


def working_age_forces(place: Region, first: int) -> dict[int, float]:
    """Return year -> working-age labour force as defined today, carried back by population.

    It was counted otherwise in the past; people below the normal retirement age of each year at
    today's participation stand in for it.

    Raises
    ------
    InputError
        where the base year's own is missing.
    """
    known = place.figure("labour_force_working_age", place.base_year)
    if known is None:
        from simulator.inputs.pack_tables import HISTORY

        raise InputError(
            place.problem(
                HISTORY,
                0,
                "labour_force_working_age",
                f"thiếu số tháng 12 năm gốc {place.base_year}",
                f"the figure of December of the base year {place.base_year} is missing",
            )
        )
    start = max(first, int(np.ceil(place.demography.dates[0])) - 1)
    path = population_path(place.demography, start, place.base_year)
    people = {
        start + i: float((rows[:, FIRST_AGE : LAST_AGE + 1] * _young(place, start + i)).sum())
        for i, rows in enumerate(path.year_end)
    }
    return {year: known.value * n / people[place.base_year] for year, n in people.items()}


def _young(place: Region, year: int) -> Array:
    """Return the share of each cell below the normal retirement age: (sex, age).

    Before the first provision the law file knows, that one stands in.
    """
    names = ("retirement_age_men", "retirement_age_women")
    known = max(place.law.parameters[name].provisions[0].start.year for name in names)
    limit = np.array([place.law.value(name, max(year, known)) for name in names])
    return np.asarray(np.clip(limit[:, None] - AGES, 0.0, 1.0))
