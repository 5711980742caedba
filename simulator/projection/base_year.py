"""What a projection stands on: the base year's people and the rates that hold from there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from simulator.classes import CLASS_NAMES, FORMER
from simulator.errors import ContradictionError, InputError, input_error
from simulator.experience import recruitment_pace
from simulator.inputs.assumption import Assumptions
from simulator.inputs.history_check import contradictions_of_base_year, missing_for_projection
from simulator.inputs.keys import Assumed, Key
from simulator.inputs.region import Region, once_a_region
from simulator.model.arrays import Array, over_cells, over_states
from simulator.model.population import PopulationPath, population_path
from simulator.model.rates import Rates, YearEnd
from simulator.model.starting_stocks import Totals, participation_rates, starting_stocks
from simulator.model.states import AGES, COMPULSORY, FIRST_AGE, LAST_AGE, UNINSURED, VOLUNTARY
from simulator.projection.job_forms import form_weights, room_filled, yearly_rise
from simulator.projection.migration import with_central_migration
from simulator.projection.values import Values
from simulator.text import Text

JOINING_CLASSES = tuple(name for i, name in enumerate(CLASS_NAMES) if i != FORMER)
STATE_AGES = slice(FIRST_AGE, LAST_AGE + 1)


class BaseYear(NamedTuple):
    """Base year and constant rates of one region.

    Parameters
    ----------
    start : state at 31 December of the base year
    rates : constant rates, age patterns scaled on the base year
    participation : (sex, age, draw) labour force over population
    slope : (draw,) tilt of participation, for regions that know less
    base_compulsory : (draw,) [persons]
    """

    start: YearEnd
    rates: Rates
    participation: Array
    slope: Array
    base_compulsory: Array


@once_a_region
def demography(region: Region, last_year: int) -> PopulationPath:
    """Return the region's population from the base year to ``last_year``, at central values."""
    try:
        path = population_path(region.demography, region.base_year, last_year)
    except ContradictionError as error:
        raise input_error(*error.text, key=region.code) from None
    return with_central_migration(region, path)


def retirement_ages(region: Region, year: int) -> Array:
    """Return the normal retirement age by sex at 31 December of ``year``: (sex,) [years]."""
    law = region.law
    names = ("retirement_age_men", "retirement_age_women")
    return np.array([law.value(name, year) for name in names])


def working_age(region: Region, year: int) -> Array:
    """Return clip(normal retirement age - age, 0, 1): (sex, age)."""
    return np.asarray(np.clip(retirement_ages(region, year)[:, None] - AGES, 0.0, 1.0))


class _Asked(Values):
    """A look-up that notes the draws it was asked for: key -> draws, None where there are none."""

    def __init__(self, values: Values, noted: dict[Key, Array | None]) -> None:
        super().__init__(values.assumptions, values.sample)
        self.noted = noted

    def drawn(self, key: Key, central: float) -> Array:
        self.noted[key] = self.sample.values.get(key)
        return super().drawn(key, central)

    def of(self, region: Region) -> _Asked:
        """Return the look-up of another region's numbers in the same draws."""
        return _Asked(Values(region.assumptions, self.sample), self.noted)


class _Built(NamedTuple):
    """A base year and all that it was made from."""

    assumptions: Assumptions
    population: Array
    noted: dict[Key, Array | None]
    found: BaseYear

    def fits(self, values: Values, population: Array) -> bool:
        """Return whether the same would be made again."""
        draws, stated = values.sample.values, values.assumptions
        return (
            all(draws.get(key) is known for key, known in self.noted.items())
            and (self.assumptions is stated or dict(self.assumptions) == dict(stated))
            and np.array_equal(self.population, population)
        )


_KEPT = 2
"""Base years that a region keeps: those of a search and of what verifies it."""


def build_base_year(region: Region, values: Values, path: PopulationPath) -> BaseYear:
    """Return the base year of a region; of the same draws it is built once.

    Levers, projects and prices that differ between runs have no part in it, so runs of one sample
    share it.

    Raises
    ------
    InputError
        where the region lacks a count that the base year needs, or the counts contradict
        one another.
    """
    population = path.year_end[0]
    kept: tuple[_Built, ...] = region.found.get(_Built, ())
    known = next((built for built in kept if built.fits(values, population)), None)
    if known is None:
        noted: dict[Key, Array | None] = {}
        found = _build(region, _Asked(values, noted), path)
        known = _Built(values.assumptions, population, noted, found)
    region.found[_Built] = (known, *(built for built in kept if built is not known))[:_KEPT]
    return known.found


def _build(region: Region, values: _Asked, path: PopulationPath) -> BaseYear:
    """Build the base year of a region.

    Raises
    ------
    InputError
        where the region lacks a count that the base year needs, or the counts contradict
        one another.
    """
    problems = missing_for_projection(region) or contradictions_of_base_year(region)
    if problems:
        raise InputError(problems)
    population = path.year_end[0][:, STATE_AGES]
    with _refused(region, values, _NOT_ITS_PEOPLE):
        participation, slope = _participation(region, values, population)
    totals = _totals(region, values)
    with _refused(region, values, _NOT_EACH_OTHER):
        stocks = starting_stocks(
            population,
            participation,
            totals,
            _compulsory_pattern(region, values),
            values.age_pattern("voluntary_pattern"),
        )
    start = _year_end(region, population, stocks)
    rates = _rates(region, values, start, participation, totals.class_share)
    return BaseYear(start, rates, participation, slope, start.people[COMPULSORY].ravel())


_NOT_ITS_PEOPLE = Text(
    "lực lượng lao động năm gốc không khớp với dân số",
    "the base year's labour force does not fit its population",
)
_NOT_EACH_OTHER = Text(
    "số liệu năm gốc mâu thuẫn nhau", "the base year's figures contradict one another"
)


@contextmanager
def _refused(region: Region, values: _Asked, what: Text) -> Iterator[None]:
    """Refuse figures that cannot be together, in the words of whoever gave them."""
    try:
        yield
    except ContradictionError as error:
        said = _with_the_draw(error, values)
        raise input_error(
            f"{what.vi}: {said.vi}", f"{what.en}: {said.en}", key=region.code
        ) from error


def _with_the_draw(error: ContradictionError, values: _Asked) -> Text:
    """Return what cannot be, and the number of the draw where others can: ranges are too wide."""
    if error.draw is None:
        return error.text
    number = values.sample.before + error.draw + 1
    return Text(
        f"lần mô phỏng {number} (các lần khác có thể đúng; hãy thu hẹp khoảng dao động): "
        f"{error.text.vi}",
        f"draw {number} (others may do; narrow the ranges): {error.text.en}",
    )


@once_a_region
def central_base_year(region: Region) -> BaseYear:
    """Return the base year at central values, which most runs share; nothing changes it."""
    return build_base_year(region, Values(region.assumptions), demography(region, region.base_year))


def _totals(region: Region, values: Values) -> Totals:
    """Return what is known of the base year's 31 December."""
    compulsory, voluntary = _count(region, "compulsory_si"), _count(region, "voluntary_si")
    shares, mix = values.by("class_share", JOINING_CLASSES), values.by("voluntary_mix")
    return Totals(
        compulsory=compulsory * _base_error(values, "compulsory_si"),
        voluntary=voluntary * _base_error(values, "voluntary_si"),
        former=_former(region, values, compulsory),
        compliance=values("compliance_rate"),
        voluntary_mix=mix / mix.sum(axis=0),
        class_share=shares / shares.sum(axis=0),
    )


def _compulsory_pattern(region: Region, values: Values) -> Array:
    """Return the age pattern of compulsory participants: (sex, age, draw).

    Past the normal retirement age of the base year only a part of it remains.
    """
    young = working_age(region, region.base_year)[:, :, None]
    past = values("covered_past_retirement")
    return values.age_pattern("compulsory_pattern") * (young + (1.0 - young) * past)


def _year_end(region: Region, population: Array, stocks: Array) -> YearEnd:
    """Return the base year's end: nobody came for projects, no lever has worked yet.

    Owners of household businesses who had registered by then are counted as the other covered
    (12,300 in the nation's first three months, 0.07 per cent of participants).
    """
    people, young = over_cells(stocks), working_age(region, region.base_year)
    none = np.zeros((1, 1, 1, stocks.shape[-1]))
    return YearEnd(
        year=region.base_year,
        population=population[:, :, None],
        stocks=stocks,
        people=people,
        in_migrants=np.zeros((1, *stocks.shape[1:])),
        reference_voluntary=people[VOLUNTARY],
        owners=none,
        project_jobs=none,
        compliance_shift=none,
        labour_force=over_states(over_cells(stocks[UNINSURED.start :], young)),
    )


def base_figure(region: Region, indicator: str) -> float | None:
    """Return a figure of the base year's end, or None."""
    figure = region.figure(indicator, region.base_year)
    return None if figure is None else figure.value


def _base_error(values: Values, indicator: str) -> Array:
    """Return the factor by which the true count may differ from an estimated one: (draw,)."""
    if ("base_count_factor", indicator) not in values.assumptions:
        return np.ones(1)
    return values("base_count_factor", indicator)


def _count(region: Region, indicator: str) -> float:
    value = base_figure(region, indicator)
    if value is None:
        from simulator.inputs.pack_tables import HISTORY

        raise InputError(
            region.problem(
                HISTORY,
                0,
                indicator,
                f"thiếu số tháng 12 năm gốc {region.base_year}",
                f"the figure of December of the base year {region.base_year} is missing",
            )
        )
    return value


def _participation(region: Region, values: _Asked, population: Array) -> tuple[Array, Array]:
    """Return participation by cell and the slope of its tilt.

    Where the labour force is an estimate, the error of that of working age is that of all ages.
    """
    error = _base_error(values, "labour_force_working_age")
    everyone = base_figure(region, "labour_force_15_plus")
    slope = None
    if everyone is None and region.parent is not None:
        parent = region.parent
        parent_path = demography(parent, parent.base_year)
        parent_values = values.of(parent)
        people = parent_path.year_end[0][:, STATE_AGES]
        slope = _participation(parent, parent_values, people)[1]
    young = working_age(region, region.base_year)
    return participation_rates(
        values.age_pattern("participation_pattern"),
        population,
        young,
        _count(region, "labour_force_working_age") * error,
        None if everyone is None else everyone * error,
        slope,
    )


def _base_above(parent: Region, values: _Asked) -> BaseYear:
    """Return the base year of the wider region.

    A place without voluntary members has no pace of its own: as many of each class join there as
    in the wider region.
    """
    return _build(parent, values.of(parent), demography(parent, parent.base_year))


def _former(region: Region, values: Values, compulsory: float) -> Array:
    """Return former members; a region without its own figure has the nation's ratio to C."""
    origin = region.assumptions["former_stock", ""].origin
    scale, place = 1.0, region
    while place.parent is not None and origin != place.code and origin == place.parent.code:
        scale *= compulsory / _count(place.parent, "compulsory_si")
        place = place.parent
    return values("former_stock") * scale


def _rates(
    region: Region, values: _Asked, start: YearEnd, participation: Array, shares: Array
) -> Rates:
    hiring = values.age_pattern("hiring_pattern")
    separation = values.age_pattern("separation_pattern")
    weight = _by_class(values, "recruitment_weight")
    pool = (weight * start.people[UNINSURED]).sum(axis=0)
    voluntary = start.people[VOLUNTARY].sum(axis=0)
    compulsory, covered = start.stocks[COMPULSORY.start], start.people[COMPULSORY].ravel()
    mean_separation = (separation * compulsory).sum(axis=(0, 1)) / covered
    by_age = separation / mean_separation
    if not _count(region, "voluntary_si") and region.parent is not None:
        recruitment = _base_above(region.parent, values).rates.recruitment
    else:
        pace = values.drawn(Assumed("recruitment_pace"), recruitment_pace(region).value)
        recruitment = weight * (pace * voluntary / pool)
    ui = _count(region, "ui_participants") / _count(region, "compulsory_si")
    with np.errstate(divide="ignore"):  # where nobody takes part, nobody ever does
        inactivity_odds = (1.0 - participation) / participation
    return Rates(
        inactivity_odds=inactivity_odds,
        class_share=shares[:, None, None],
        hiring_weight=_by_class(values, "hiring_weight"),
        hiring_pattern=hiring,
        base_covered=covered,
        base_force=start.labour_force.ravel(),
        form_weight=form_weights(values),
        room_filled=room_filled(region, values),
        yearly_rise=yearly_rise(region, values),
        separation=by_age * values("separation_rate", "compulsory"),
        separation_uncovered=by_age * values("separation_rate", "liable_uncovered"),
        retirement=values("retirement_hazard", "compulsory"),
        retirement_voluntary=values("retirement_hazard", "voluntary"),
        retired_to_inactive=values("retired_to_inactive"),
        lapse=_by_class(values, "lapse_rate"),
        recruitment=recruitment,
        entry_pattern=values.age_pattern("voluntary_pattern"),
        reenrolment=values("reenrolment_share"),
        replacement=values("replacement"),
        ui_outside=covered * (1.0 - ui),
        hiring_cap=values.limit("hiring_cap"),
        entry_cap=values.limit("entry_cap"),
        room_filled_a_year=values.limit("room_filled_a_year"),
    )


def _by_class(values: Values, name: str) -> Array:
    """Return a number by class, to stand beside stocks: (class, 1, 1, draw)."""
    return values.by(name)[:, None, None]
