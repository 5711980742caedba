"""The conditions of each year: law, economy and levers turned into what the model needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import date
from typing import Any, NamedTuple, TypeVar

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.dataclass import dataclass
from simulator.declaration import Channel
from simulator.inputs.keys import ChosenBase, Noise
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.model.population import PopulationPath
from simulator.model.rates import Conditions
from simulator.model.states import FIRST_AGE
from simulator.projection.base_year import (
    STATE_AGES,
    BaseYear,
    build_base_year,
    central_base_year,
    retirement_ages,
    working_age,
)
from simulator.projection.economy import ProjectJobs, damping
from simulator.projection.job_forms import job_growth
from simulator.projection.levers import LeverPaths
from simulator.projection.migration import drawn_populations
from simulator.projection.values import Values, by_year

Made = TypeVar("Made")

_SUBSIDIES = {name: f"voluntary_subsidy_{name}" for name in CLASS_NAMES[:3]}


@dataclass(frozen=True, slots=True, eq=False)
class RunInputs:
    """Everything that the conditions of a year are made from."""

    region: Region
    scenario: Scenario
    values: Values
    levers: LeverPaths
    path: PopulationPath
    projects: tuple[ProjectJobs, ...]
    _known: dict[tuple[str, int], Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, what: str, year: int, make: Callable[[RunInputs, int], Made]) -> Made:
        """Return what several steps of a year ask for, worked out the first time."""
        if (what, year) not in self._known:
            self._known[what, year] = make(self, year)
        found: Made = self._known[what, year]
        return found

    @property
    def years(self) -> range:
        """Return the base year and the years after it."""
        first = self.region.base_year
        return range(first, first + len(self.path.year_end))

    @property
    def base(self) -> BaseYear:
        """Return the base year and the constant rates, for the draws of ``values``."""
        return self.once("base", self.region.base_year, _base_of)


def _base_of(inputs: RunInputs, _: int) -> BaseYear:
    if inputs.values.sample.central and not inputs.scenario.assumptions:
        return central_base_year(inputs.region)
    return build_base_year(inputs.region, inputs.values, inputs.path)


class Premium(NamedTuple):
    """The voluntary premium of a year, (class, draw); money in million VND a month.

    Parameters
    ----------
    base : chosen contribution base
    full : contribution before subsidies
    state, province : share of the minimum premium that each pays
    net : what the member pays
    """

    base: Array
    full: Array
    state: Array
    province: Array
    net: Array


def premium(inputs: RunInputs, year: int) -> Premium:
    """Return the premium of a year: 0.22 x base - subsidy x 0.22 x rural poverty line."""
    row = year - inputs.region.base_year
    return Premium(*(of_years[row] for of_years in premiums(inputs)))


def premiums(inputs: RunInputs) -> Premium:
    """Return the premium of the base year and all years after it: (year, class, draw)."""
    return inputs.once("premiums", inputs.region.base_year, _premiums_of)


def _premiums_of(inputs: RunInputs, _: int) -> Premium:
    years, levers = inputs.years, inputs.levers
    chosen = inputs.values.drawn(ChosenBase(), inputs.scenario.chosen_base.value)
    state = _state_subsidy(inputs, years)
    state = state * _left(levers.effects_by_class(Channel.SUBSIDY_CUT, years))
    topup = levers.effects_by_class(Channel.TOPUP, years)
    province = np.minimum(topup, inputs.values.limit("subsidy_cap") - state)
    return _premium(inputs.region, years, chosen, state, np.maximum(province, 0.0))


def _premium(
    region: Region, years: Sequence[int], chosen: Array, state: Array, province: Array
) -> Premium:
    line = region.law.values("rural_poverty_line", years)[..., None] / 1e6
    rate = region.law.values("voluntary_contribution_rate", years)[..., None]
    base = line * chosen
    full = np.broadcast_to(rate * base, np.broadcast_shapes(state.shape, base.shape))
    return Premium(base[:, 0], full, state, province, full - (state + province) * rate * line)


def _state_subsidy(inputs: RunInputs, years: Sequence[int]) -> Array:
    """Return the State's subsidy, weighted by days in force, up to the cap: (year, class, 1).

    Without a price left, the responses to it would be infinite.
    """
    names = [_SUBSIDIES.get(name, "voluntary_subsidy_other") for name in CLASS_NAMES]
    stated = [inputs.region.law.values(name, years) for name in names]
    return np.minimum(np.stack(stated, axis=1), inputs.values.limit("subsidy_cap"))


def conditions(inputs: RunInputs, year: int) -> Conditions:
    """Return the conditions of one year."""
    return conditions_ahead(inputs, [year])[0]


def conditions_ahead(inputs: RunInputs, years: Sequence[int]) -> list[Conditions]:
    """Return the conditions of years that follow one another.

    What is one number for the place is worked out for all years in one pass, what differs by age a
    year at a time, so that a block of draws stays near the cache.
    """
    if not years:
        return []
    first = years[0] - inputs.region.base_year
    rows = range(first, first + len(years))
    people = drawn_populations(inputs.region, inputs.values, inputs.path, rows)
    of_place = _of_place(inputs, years)
    return [
        _conditions(inputs, year, population, {name: of[i] for name, of in of_place.items()})
        for i, (year, population) in enumerate(zip(years, people, strict=True))
    ]


def _conditions(
    inputs: RunInputs, year: int, population: Array, of_place: dict[str, Any]
) -> Conditions:
    """Return the conditions of one year.

    Parameters
    ----------
    population : (sex, age, draw) [persons] at the end of the year
    of_place : what is one number for the place in the year
    """
    index = year - inputs.region.base_year
    survival = inputs.path.survival[index][:, STATE_AGES, None]
    # Nobody has moved before turning 15, so they are as many in every draw.
    turning_15 = np.zeros((1, *survival.shape))
    turning_15[0, :, 0] = inputs.path.year_end[index][:, FIRST_AGE, None]
    turning_80 = np.zeros_like(survival)
    turning_80[:, -1] = survival[:, -1]
    return Conditions(
        year=year,
        survival=survival,
        turning_15=turning_15,
        turning_80=turning_80,
        population=population,
        working_age=working_age(inputs.region, year)[:, :, None],
        retiring=1.0 - _before_retirement(inputs.region, year)[:, :, None],
        **of_place,
    )


def _of_place(inputs: RunInputs, years: Sequence[int]) -> dict[str, Any]:
    """Return what is one number for the place, or for a class: name -> (year, ..., draw)."""
    values, levers = inputs.values, inputs.levers
    # An unchanged price has the logarithm nought and leaves everything as it is, to the last bit.
    price = np.log(price_ratio(inputs, years))
    retained = _left(levers.effects_by_class(Channel.RETENTION, years))
    working, arriving = _on_projects(inputs, years)
    jobs = job_growth(inputs.region, inputs.scenario, values, levers, years)
    compliance = levers.effects(Channel.COMPLIANCE, years) * values("compliance_additionality")
    chance = by_year([values.drawn(Noise("voluntary", year), 0.0) for year in years])
    by_class = {
        "access": _access(inputs, years),
        "price_entry": np.exp(-values("price_elasticity_entry") * price),
        "lapse_factor": retained * np.exp(values("price_elasticity_lapse") * price),
    }
    numbers = {
        "participation_odds": _participation_odds(inputs, years),
        "participation_added": levers.effects(Channel.PARTICIPATION, years),
        "owner_share": owner_shares(inputs, years),
        "job_growth": jobs.growth,
        "room_growth": jobs.room,
        "job_noise": jobs.noise,
        "project_jobs": working,
        "hired_from_outside": arriving,
        "closures": _closures(inputs, years),
        "compliance_shift": compliance,
        "lump_sum_rate": _lump_sum_rate(inputs, years),
        "recruitment_noise": chance,
        "ui_shift": ui_shifts(inputs, years),
    }
    return {
        **{name: _each_year(found, years) for name, found in numbers.items()},
        **{name: _beside_stocks(found, years) for name, found in by_class.items()},
        "damping": [damping(values, year) for year in years],
    }


def _each_year(found: Array, years: Sequence[int]) -> Array:
    """Return a number with a row for each year, also where it is the same in all of them."""
    return np.broadcast_to(found, (len(years), *found.shape[1:]))


def _beside_stocks(by_class: Array, years: Sequence[int]) -> Array:
    """Return a number by class, (year or 1, class or 1, draw), as (year, class, 1, 1, draw)."""
    shape = len(years), len(CLASS_NAMES), by_class.shape[-1]
    return np.broadcast_to(by_class, shape)[:, :, None, None]


def _left(share: Array) -> Array:
    """Return what shares that levers take away leave."""
    return np.maximum(1.0 - share, 0.0)


def price_ratio(inputs: RunInputs, years: Sequence[int]) -> Array:
    """Return the net premium over that of the base year, both over incomes: (year, class, draw).

    The floor is raised once in some years while incomes rise in all, so a raise that follows them
    is no dearer.
    """
    rows = np.array(years) - inputs.region.base_year
    incomes = (1.0 + inputs.values("income_growth")) ** rows[:, None, None]
    return np.asarray(premiums(inputs).net[rows] / _base_price(inputs) / incomes)


def _base_price(inputs: RunInputs) -> Array:
    """Return the net premium under the law in force in the base year: (1, class, 1)."""
    years = (inputs.region.base_year,)
    state = _state_subsidy(inputs, years)
    return _premium(inputs.region, years, np.ones(1), state, np.zeros_like(state)).net


def _before_retirement(region: Region, year: int) -> Array:
    """Return 1 - clip(age + 1 - normal retirement age, 0, 1): (sex, age)."""
    ages = np.arange(STATE_AGES.start, STATE_AGES.stop)
    return np.asarray(np.clip(retirement_ages(region, year)[:, None] - ages - 1.0, -1.0, 0.0) + 1.0)


def _participation_odds(inputs: RunInputs, years: Sequence[int]) -> Array:
    """Return the odds of participation over those of the base year: (year, draw)."""
    since = np.array(years)[:, None] - inputs.region.base_year
    return np.asarray(np.exp(inputs.values("participation_trend") * since))


def owner_shares(inputs: RunInputs, years: Sequence[int]) -> Array:
    """Return the share of the self-employed who register as liable owners: (year, draw).

    Two pools by date: owners who declare their tax, and all others. Before the lump-sum tax ended
    only ``owners_declaring_before`` of the first pool declared.
    """
    values, region = inputs.values, inputs.region
    liable = region.law.values("compulsory_covers_registered_household_business_owners", years)
    everyone_declares = region.law.values("household_businesses_declare_tax", years)
    all_liable = region.law.values("compulsory_covers_all_household_business_owners", years)
    before = values("owners_declaring_before") * (1.0 - everyone_declares)
    declaring = values("owner_registration_rate", "declaring") * (before + everyone_declares)
    others = values("owner_registration_rate", "other") * all_liable
    found = inputs.levers.effects(Channel.OWNERS, years)
    return np.asarray((declaring + found) * liable + others)


def _on_projects(inputs: RunInputs, years: Sequence[int]) -> tuple[Array, Array]:
    """Return the jobs on projects, and the new ones taken by in-migrants: (year, draw) each."""
    if not inputs.projects:
        return np.zeros((1, 1)), np.zeros((1, 1))
    rows = slice(years[0] - 1 - inputs.region.base_year, years[-1] - inputs.region.base_year + 1)
    jobs = by_year([(p.operating + p.construction)[rows] for p in inputs.projects])
    outside = by_year([1.0 - project.local_hire_share for project in inputs.projects])
    arriving = np.maximum(np.diff(jobs, axis=1), 0.0) * outside[:, None]
    return jobs[:, 1:].sum(axis=0), arriving.sum(axis=0)


def _closures(inputs: RunInputs, years: Sequence[int]) -> Array:
    """Return the covered jobs that close in each year: (year or 1, draw)."""
    lost = inputs.levers.effects(Channel.CLOSURES, (years[0] - 1, *years))
    new = np.diff(lost, axis=0) if len(lost) > 1 else np.zeros((1, 1))
    return np.asarray(np.maximum(new, 0.0) * inputs.base.base_compulsory)


def _lump_sum_rate(inputs: RunInputs, years: Sequence[int]) -> Array:
    """Return the share of former members who cash in: (year, draw) [share a year].

    Those first insured since the law closed it, and out all year, may in listed cases only.
    """
    values, since = inputs.values, inputs.region.law.years_in_force
    closed = [[since("lump_sums_closed_to_new_entrants", date(year, 1, 1))] for year in years]
    entitled = (1.0 - values("new_entrants_among_former")) ** np.array(closed)
    allowed = entitled + (1.0 - entitled) * values("lump_sum_listed_cases")
    surge = inputs.levers.effects(Channel.LUMP_SUM_SURGE, years, on=1.0)
    kept = _left(inputs.levers.effects(Channel.LUMP_SUM_LIMIT, years))
    return np.asarray(np.minimum(values("lump_sum_rate") * allowed * surge * kept, 1.0))


def _access(inputs: RunInputs, years: Sequence[int]) -> Array:
    """Return Aware x Access, a factor on new recruitment: (year or 1, class or 1, draw)."""
    aware = inputs.levers.effects_by_class(Channel.AWARENESS, years, on=1.0)
    access = inputs.levers.effects_by_class(Channel.ACCESS, years, on=1.0)
    return np.asarray(aware * np.minimum(access, inputs.values.limit("access_cap")))


def ui_shifts(inputs: RunInputs, years: Sequence[int]) -> Array:
    """Return the shift of the log odds of UI against the base year: (year, draw)."""
    values, region = inputs.values, inputs.region
    months = "ui_minimum_contract_months"
    wider = region.law.values(months, years) < region.law.value(months, region.base_year)
    chance = by_year([values.drawn(Noise("ui", year), 0.0) for year in years])
    moved = values("ui_rate_shift_2026") * wider + chance
    return np.asarray(moved + inputs.levers.effects(Channel.UI, years))
