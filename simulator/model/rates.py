"""What the year needs to know: rates that hold, conditions of the year, memory of the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from simulator.dataclass import dataclass
from simulator.model.arrays import Array

_FOR_ALL_DRAWS = {"year", "damping", "hiring_cap", "entry_cap", "room_filled_a_year"}
"""What is the same in every draw and no array."""


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """Rates that hold for the whole projection; the last axis is draw (1 where certain).

    Parameters
    ----------
    inactivity_odds : (sex, age, draw) odds of being out of the labour force in the base year
    class_share : (joining class, 1, 1, draw) how leavers and entrants spread over the classes
    hiring_weight : (class, 1, 1, draw) relative chance of being hired
    hiring_pattern : (sex, age, draw) relative chance of being hired by age
    base_covered : (draw,) [persons] compulsory participants of the base year
    base_force : (draw,) [persons] labour force below the normal retirement age in the base year
    form_weight : (form, draw) weights of the forms of job growth; they add up to one
    room_filled : (draw,) covered part of what can be liable wage work in the base year, 0 to 1
    yearly_rise : (draw,) [share of ``base_covered`` a year] by the form ``trend``
    separation : (sex, age, draw) [share a year] of compulsory participants
    separation_uncovered : (sex, age, draw) [share a year] of the liable who are not covered
    retirement : (draw,) [share a year] of compulsory participants past the normal age
    retirement_voluntary : (draw,) [share a year] of voluntary participants past that age
    retired_to_inactive : (draw,) share of those retiring who leave the labour force
    lapse : (class, 1, 1, draw) [share a year] of voluntary participants, without levers
    recruitment : (class, 1, 1, draw) [share a year] of the uninsured: baseline recruitment
    entry_pattern : (sex, age, draw) relative chance of joining by age
    reenrolment : (draw,) share of those who lapse and join again in the year
    replacement : (draw,) factor on what baseline recruitment makes good
    ui_outside : (draw,) [persons] compulsory participants outside unemployment insurance
    hiring_cap, entry_cap : at most this share of a cell is hired, or joins, in one year
    room_filled_a_year : at most this part of ln(κ/s) is filled in one year
    """

    inactivity_odds: Array
    class_share: Array
    hiring_weight: Array
    hiring_pattern: Array
    base_covered: Array
    base_force: Array
    form_weight: Array
    room_filled: Array
    yearly_rise: Array
    separation: Array
    separation_uncovered: Array
    retirement: Array
    retirement_voluntary: Array
    retired_to_inactive: Array
    lapse: Array
    recruitment: Array
    entry_pattern: Array
    reenrolment: Array
    replacement: Array
    ui_outside: Array
    hiring_cap: float
    entry_cap: float
    room_filled_a_year: float

    def part(self, draws: slice) -> Rates:
        """Return some of the draws, each array in one piece."""
        return replace(self, **_part(self, draws, np.ascontiguousarray))


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """What law, demography, economy and levers make of one year.

    Parameters
    ----------
    year : the year; stocks result at its 31 December
    survival : (sex, age, 1) share of those aged a at the last 31 December who reach a + 1
    turning_15 : (1, sex, age, draw) [persons] of the youngest age at this 31 December, nobody else
    turning_80 : (sex, age, 1) survival of the oldest age, who have left then; else nought
    population : (sex, age, draw) [persons] at this 31 December
    working_age : (sex, age, 1) share of the cell below the normal retirement age
    retiring : (sex, age, 1) share of the cell at or past it during the year
    participation_odds : (draw,) odds of being in the labour force over those of the base year
    participation_added : (draw,) share of those below the normal retirement age whom levers bring
    owner_share : (draw,) share of the self-employed who register as liable owners
    job_growth : (draw,) [log points] of covered jobs outside projects, by the form ``growth``
    room_growth : (draw,) [log odds] of s/κ, by the form ``room``
    job_noise : (draw,) [log points] chance, and what the place grows beyond the forms
    damping : 0 to 1, how far job growth has given way to the labour force's own
    project_jobs : (draw,) covered jobs on projects at the end of the year
    hired_from_outside : (draw,) new project jobs taken by in-migrants in the year
    closures : (draw,) covered jobs lost to closures in the year
    compliance_shift : (draw,) cumulated logit shift of the covered share of liable jobs
    lump_sum_rate : (draw,) [share a year] of former members who cash in
    access : (class, 1, 1, draw) factor of the levers on new recruitment, Aware x Access
    price_entry : (class, 1, 1, draw) factor of the net premium on new recruitment
    lapse_factor : (class, 1, 1, draw) factor of levers and net premium on lapse
    recruitment_noise : (draw,) relative deviation of baseline recruitment
    ui_shift : (draw,) shift of the log odds of UI against the base year
    """

    year: int
    survival: Array
    turning_15: Array
    turning_80: Array
    population: Array
    working_age: Array
    retiring: Array
    participation_odds: Array
    participation_added: Array
    owner_share: Array
    job_growth: Array
    room_growth: Array
    job_noise: Array
    damping: float
    project_jobs: Array
    hired_from_outside: Array
    closures: Array
    compliance_shift: Array
    lump_sum_rate: Array
    access: Array
    price_entry: Array
    lapse_factor: Array
    recruitment_noise: Array
    ui_shift: Array

    def part(self, draws: slice) -> Conditions:
        """Return some of the draws."""
        return replace(self, **_part(self, draws))


@dataclass(frozen=True, slots=True, eq=False)
class YearEnd:
    """Everything that the next year must know of this one.

    Parameters
    ----------
    year : stocks stand at its 31 December
    population : (sex, age, draw) [persons] without those hired from outside
    stocks : (state, sex, age, draw) [persons]
    people : (state, 1, 1, draw) [persons] of all ages
    in_migrants : (1, sex, age, draw) [persons] hired from outside so far, still alive and below 80
    reference_voluntary : (class, 1, 1, draw) [persons] what baseline recruitment alone would hold
    owners : (1, 1, 1, draw) [persons] compulsory participants who are household-business owners
    project_jobs : (1, 1, 1, draw) covered jobs on projects
    compliance_shift : (1, 1, 1, draw) cumulated logit shift
    labour_force : (1, 1, 1, draw) [persons] below the normal retirement age
    """

    year: int
    population: Array
    stocks: Array
    people: Array
    in_migrants: Array
    reference_voluntary: Array
    owners: Array
    project_jobs: Array
    compliance_shift: Array
    labour_force: Array

    def part(self, draws: slice) -> YearEnd:
        """Return some of the draws."""
        return replace(self, **_part(self, draws))


def _part(
    whole: Rates | Conditions | YearEnd, draws: slice, kept: Callable[[Array], Array] = np.asarray
) -> dict[str, Any]:
    found = {}
    for name in whole.__dataclass_fields__:
        if name not in _FOR_ALL_DRAWS:
            array = getattr(whole, name)
            found[name] = array if array.shape[-1] == 1 else kept(array[..., draws])
    return found
