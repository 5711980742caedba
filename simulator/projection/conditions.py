"""The conditions of each year: law, economy and levers turned into what the model needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np

from simulator.classes import CLASS_NAMES
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
from simulator.projection.migration import drawn_population
from simulator.projection.values import Values

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
    return inputs.once("premium", year, _premium_of)


def _premium_of(inputs: RunInputs, year: int) -> Premium:
    chosen = inputs.values.drawn(ChosenBase(), inputs.scenario.chosen_base.value)
    state = _state_subsidy(inputs, year)
    state = state * _left(inputs.levers.effect_by_class(Channel.SUBSIDY_CUT, year))
    topup = inputs.levers.effect_by_class(Channel.TOPUP, year)
    province = np.minimum(topup, inputs.values.limit("subsidy_cap") - state)
    return _premium(inputs.region, year, chosen, state, np.maximum(province, 0.0))


def _premium(region: Region, year: int, chosen: Array, state: Array, province: Array) -> Premium:
    line = region.law.value("rural_poverty_line", year) / 1e6
    rate = region.law.value("voluntary_contribution_rate", year)
    base = line * chosen
    full = np.broadcast_to(rate * base, np.broadcast_shapes(state.shape, base.shape))
    return Premium(base, full, state, province, full - (state + province) * rate * line)


def _state_subsidy(inputs: RunInputs, year: int) -> Array:
    """Return the State's subsidy by class, weighted by days in force, up to the cap: (class, 1).

    Without a price left, the responses to it would be infinite.
    """
    names = [_SUBSIDIES.get(name, "voluntary_subsidy_other") for name in CLASS_NAMES]
    stated = np.array([[inputs.region.law.value(name, year)] for name in names])
    return np.asarray(np.minimum(stated, inputs.values.limit("subsidy_cap")))


def conditions(inputs: RunInputs, year: int) -> Conditions:
    """Return the conditions of one year."""
    return conditions_ahead(inputs, [year])[0]


def conditions_ahead(inputs: RunInputs, years: Sequence[int]) -> list[Conditions]:
    """Return the conditions of years that follow one another."""
    people = [_population(inputs, year) for year in (years[0] - 1, *years)] if years else []
    return [
        _conditions(inputs, year, *pair) for year, pair in zip(years, pairwise(people), strict=True)
    ]


def _population(inputs: RunInputs, year: int) -> Array:
    index = year - inputs.region.base_year
    return drawn_population(inputs.region, inputs.values, inputs.path, index)


def _conditions(inputs: RunInputs, year: int, before: Array, population: Array) -> Conditions:
    """Return the conditions of one year, from the population of the year before and its own."""
    region, values, levers = inputs.region, inputs.values, inputs.levers
    index = year - region.base_year
    survival = inputs.path.survival[index][:, STATE_AGES, None]
    net_migration = np.empty_like(population)
    net_migration[:, 0] = 0.0
    later = net_migration[:, 1:]
    np.multiply(before[:, :-1], survival[:, :-1], out=later)
    np.subtract(population[:, 1:], later, out=later)
    # Nobody has moved before turning 15, so they are as many in every draw.
    turning_15 = np.zeros((1, *survival.shape))
    turning_15[0, :, 0] = inputs.path.year_end[index][:, FIRST_AGE, None]
    turning_80 = np.zeros_like(survival)
    turning_80[:, -1] = survival[:, -1]
    young = working_age(region, year)[:, :, None]
    # An unchanged price has the logarithm nought and leaves everything as it is, to the last bit.
    price = np.log(price_ratio(inputs, year))
    retained = _left(levers.effect_by_class(Channel.RETENTION, year))
    now, then = _project_jobs(inputs, index), _project_jobs(inputs, index - 1)
    jobs = job_growth(region, inputs.scenario, values, levers, year)
    return Conditions(
        year=year,
        survival=survival,
        turning_15=turning_15,
        turning_80=turning_80,
        population=population,
        net_migration=net_migration,
        working_age=young,
        retiring=1.0 - _before_retirement(region, year)[:, :, None],
        participation=_participation(inputs, year, young),
        owner_share=owner_share(inputs, year),
        job_growth=jobs.growth,
        room_growth=jobs.room,
        job_noise=jobs.noise,
        damping=damping(values, year),
        project_jobs=now.sum(axis=0),
        hired_from_outside=_from_outside(inputs, now - then),
        closures=_closures(inputs, year),
        compliance_shift=levers.effect(Channel.COMPLIANCE, year)
        * values("compliance_additionality"),
        lump_sum_rate=_lump_sum_rate(inputs, year),
        access=_beside_stocks(_access(inputs, year)),
        price_entry=_beside_stocks(np.exp(-values("price_elasticity_entry") * price)),
        lapse_factor=_beside_stocks(retained * np.exp(values("price_elasticity_lapse") * price)),
        recruitment_noise=values.drawn(Noise("voluntary", year), 0.0),
        ui_shift=ui_shift(inputs, year),
    )


def _beside_stocks(by_class: Array) -> Array:
    """Return a number by class, (class or 1, draw), as (class, 1, 1, draw)."""
    shape = len(CLASS_NAMES), by_class.shape[-1]
    return np.broadcast_to(by_class, shape)[:, None, None]


def _left(share: Array) -> Array:
    """Return what shares that levers take away leave."""
    return np.maximum(1.0 - share, 0.0)


def price_ratio(inputs: RunInputs, year: int) -> Array:
    """Return the net premium over that of the base year, both over incomes: (class, draw).

    The floor is raised once in some years while incomes rise in all, so a raise that follows them
    is no dearer.
    """
    years = year - inputs.region.base_year
    incomes = (1.0 + inputs.values("income_growth")) ** years
    return np.asarray(premium(inputs, year).net / _base_price(inputs) / incomes)


def _base_price(inputs: RunInputs) -> Array:
    """Return the net premium under the law in force in the base year: (class, 1)."""
    return inputs.once("base price", inputs.region.base_year, _base_price_of)


def _base_price_of(inputs: RunInputs, year: int) -> Array:
    state = _state_subsidy(inputs, year)
    return _premium(inputs.region, year, np.ones(1), state, np.zeros_like(state)).net


def _before_retirement(region: Region, year: int) -> Array:
    """Return 1 - clip(age + 1 - normal retirement age, 0, 1): (sex, age)."""
    ages = np.arange(STATE_AGES.start, STATE_AGES.stop)
    return np.asarray(np.clip(retirement_ages(region, year)[:, None] - ages - 1.0, -1.0, 0.0) + 1.0)


def _participation(inputs: RunInputs, year: int, young: Array) -> Array:
    """Return labour force over population: (sex, age, draw).

    The base year's rates, their odds times exp(trend x years since), and what levers add.
    """
    base = inputs.base.participation
    trend = inputs.values("participation_trend")
    if trend.any():
        odds = np.exp(trend * (year - inputs.region.base_year))
        whole = inputs.once("odds against", inputs.region.base_year, _odds_against) + odds
        base = np.divide(odds, whole, out=whole)
    if not inputs.levers.acts(Channel.PARTICIPATION, year):
        return base
    added = inputs.levers.effect(Channel.PARTICIPATION, year) * young
    return np.clip(base + added, 0.0, 1.0)


def _odds_against(inputs: RunInputs, _: int) -> Array:
    """Return the odds against being in the labour force in the base year: (sex, age, draw)."""
    base = inputs.base.participation
    with np.errstate(divide="ignore"):  # where nobody takes part, nobody ever does
        return np.asarray((1.0 - base) / base)


def owner_share(inputs: RunInputs, year: int) -> Array:
    """Return the share of the self-employed who register as liable owners: (draw,).

    Two pools by date: owners who declare their tax, and all others. Before the lump-sum tax ended
    only ``owners_declaring_before`` of the first pool declared.
    """
    values, law = inputs.values, inputs.region.law
    liable = law.days_in_force("compulsory_covers_registered_household_business_owners", year)
    everyone_declares = law.days_in_force("household_businesses_declare_tax", year)
    all_liable = law.days_in_force("compulsory_covers_all_household_business_owners", year)
    before = values("owners_declaring_before") * (1.0 - everyone_declares)
    declaring = values("owner_registration_rate", "declaring") * (before + everyone_declares)
    others = values("owner_registration_rate", "other") * all_liable
    found = inputs.levers.effect(Channel.OWNERS, year)
    return np.asarray((declaring + found) * liable + others)


def _project_jobs(inputs: RunInputs, index: int) -> Array:
    """Return the jobs of each project at a year's end: (project, draw)."""
    if not inputs.projects:
        return np.zeros((1, 1))
    rows = [p.operating[index] + p.construction[index] for p in inputs.projects]
    return np.stack(np.broadcast_arrays(*rows))


def _from_outside(inputs: RunInputs, new_jobs: Array) -> Array:
    shares = [1.0 - project.local_hire_share for project in inputs.projects] or [np.zeros(1)]
    outside = np.stack(np.broadcast_arrays(*shares))
    return np.asarray((np.maximum(new_jobs, 0.0) * outside).sum(axis=0))


def _closures(inputs: RunInputs, year: int) -> Array:
    now = inputs.levers.effect(Channel.CLOSURES, year)
    before = inputs.levers.effect(Channel.CLOSURES, year - 1)
    return np.asarray(np.maximum(now - before, 0.0) * inputs.base.base_compulsory)


def _lump_sum_rate(inputs: RunInputs, year: int) -> Array:
    """Return the share of former members who cash in: (draw,) [share a year].

    Those first insured since the law closed it, and out all year, may in listed cases only.
    """
    values = inputs.values
    closed = inputs.region.law.years_in_force("lump_sums_closed_to_new_entrants", date(year, 1, 1))
    entitled = (1.0 - values("new_entrants_among_former")) ** closed
    allowed = entitled + (1.0 - entitled) * values("lump_sum_listed_cases")
    surge = inputs.levers.effect(Channel.LUMP_SUM_SURGE, year, on=1.0)
    kept = _left(inputs.levers.effect(Channel.LUMP_SUM_LIMIT, year))
    return np.minimum(values("lump_sum_rate") * allowed * surge * kept, 1.0)


def _access(inputs: RunInputs, year: int) -> Array:
    """Return Aware x Access, the levers' factor on new recruitment: (class, draw)."""
    aware = inputs.levers.effect_by_class(Channel.AWARENESS, year, on=1.0)
    access = inputs.levers.effect_by_class(Channel.ACCESS, year, on=1.0)
    return np.asarray(aware * np.minimum(access, inputs.values.limit("access_cap")))


def ui_shift(inputs: RunInputs, year: int) -> Array:
    """Return the shift of the log odds of UI against the base year: (draw,)."""
    return inputs.once("ui shift", year, _ui_shift_of)


def _ui_shift_of(inputs: RunInputs, year: int) -> Array:
    values, law = inputs.values, inputs.region.law
    months = "ui_minimum_contract_months"
    wider = law.value(months, year) < law.value(months, inputs.region.base_year)
    return np.asarray(
        values("ui_rate_shift_2026") * float(wider)
        + values.drawn(Noise("ui", year), 0.0)
        + inputs.levers.effect(Channel.UI, year)
    )
