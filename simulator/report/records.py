"""Results as records: the one list that tables, files, page and papers read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.analysis.comparing.gaps import gap_to_target_points, people_missing
from simulator.analysis.uncertainty.bands import odds
from simulator.analysis.uncertainty.forms import odds_over_forms
from simulator.classes import CLASS_NAMES
from simulator.experience import has_own_history
from simulator.indicators import (
    COUNTED_AS_STATED,
    INDICATORS,
    Indicator,
)
from simulator.inputs.figures import Status, Target, weakest
from simulator.inputs.region import Region, kept_of, once_a_region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_files import load_scenario
from simulator.model.arrays import Array
from simulator.model.quantiles import LOW_MEDIAN_HIGH, quantiles
from simulator.progress import steps
from simulator.projection import Projection, project
from simulator.projection.years import engine
from simulator.rounding import apart, to_whole, whole_persons
from simulator.schemes import NUMERATORS, SHARES

if TYPE_CHECKING:
    from simulator.analysis.past.trend import BetterTrend

Record = dict[str, Any]
FIELDS = (
    "scenario",
    "region",
    "year",
    "measured",
    "indicator",
    "of",
    "class",
    "unit",
    "value",
    "status",
    "drift",
    "target_set",
    "assigned",
)
"""``target_set``, ``assigned``: of a gap, the act that sets the target, and whether it does so for
this place, not for a wider region.
``measured``: when people are counted; only participants and shares follow the scenario.
``drift``: what a trend line says, where it forecast the count better than the model did."""
BAND_FIELDS = ("median", "low", "high", "chance", "chance_low", "chance_high")
"""``chance_low``, ``chance_high``: lowest and highest over the forms of job growth, each on the
draws in which it weighs most."""
COUNTED = ("person", "job", "person_year")
"""Units given as whole numbers."""
ERROR_FIELD = "band_error"
"""Largest standard error of median, low and high, where draws were run in several parts."""


def nation_of(region: Region, until: int) -> Projection | None:
    """Return the status quo of the region's nation, to which its shares are compared."""
    if region.parent is None:
        return None
    return _status_quo(region.parent, max(until, region.parent.base_year))


@once_a_region
def _status_quo(nation: Region, until: int) -> Projection:
    # Every run of every place asks for the same.
    scenario = load_scenario("status_quo")
    what = f"projection until {until} of {scenario!r} by {engine()}"
    return kept_of(nation, what, lambda: project(nation, scenario, until))


def targets_of(projection: Projection) -> tuple[Target, ...]:
    """Return the shares that the scenario's own target set asks for."""
    return projection.region.target_shares(projection.scenario.targets)


def fields_of(draws: int) -> tuple[str, ...]:
    """Return the keys of the records that so many draws give."""
    if not draws:
        return FIELDS
    from simulator.analysis.uncertainty.ensemble import PART

    return (*FIELDS, *BAND_FIELDS, *((ERROR_FIELD,) if draws > PART else ()))


def records_of_all(
    region: Region,
    scenarios: Sequence[Scenario],
    years: Sequence[int],
    draws: int = 0,
    seed: int = 1,
    workers: int = 1,
) -> list[list[Record]]:
    """Return the records of each scenario, with bands where there are draws.

    Parameters
    ----------
    years : in order, from the base year on
    workers : processes for the draws; the digits do not depend on them
    """
    last = years[-1]
    projections = [project(region, scenario, last) for scenario in scenarios]
    nation = nation_of(region, last)
    if not draws:
        return [records(p, years, nation) for p in projections]
    from simulator.analysis.uncertainty.ensemble import run_parts

    return [
        records_of_parts(p, years, nation, run_parts(region, s, last, draws, seed, workers))
        for p, s in steps(list(zip(projections, scenarios, strict=True)))
    ]


def records(
    projection: Projection,
    years: Sequence[int],
    nation: Projection | None = None,
    draws: Projection | None = None,
) -> list[Record]:
    """Return every result of a projection for some years.

    Parameters
    ----------
    projection : the central run, which gives ``value``
    years : years to report, from the base year on
    nation : the nation's status quo, for ``gap_to_nation_points``
    draws : the same scenario over many draws, which gives median, low, high and chance

    Returns
    -------
    records with the keys of :data:`FIELDS`, and of :data:`BAND_FIELDS` where draws are given.
    People are whole numbers; classes add up to their total.
    """
    return _rounded(_records(projection, years, nation, draws))


def records_of_parts(
    projection: Projection,
    years: Sequence[int],
    nation: Projection | None,
    parts: Iterable[Projection],
) -> list[Record]:
    """Return records whose bands come from draws run part by part, one part held at a time.

    Median, low, high and chance are the mean of the parts', weighted by their draws. Where there
    are several, ``band_error`` is the largest standard error of the three quantiles, from their
    spread between parts: the parts of one quasi-random sequence complement each other, so it
    overstates the error of their mean rather than understating it.

    Parameters
    ----------
    parts : consumed one by one
    """
    first: list[Record] | None = None
    names = BAND_FIELDS
    weights: list[int] = []
    found: list[Array] = []
    for part in parts:
        made = _records(projection, years, nation, part)
        first = first or made
        weights.append(part.draws)
        numbers = [[record.get(name) for name in names] for record in made]
        found.append(np.array(numbers, dtype=float))  # None becomes NaN
        del part  # before the next is run, or two would be held
    if first is None or len(found) == 1:
        return _rounded(first or _records(projection, years, nation, None))
    values = np.stack(found)
    share = np.array(weights, dtype=float)[:, None, None] / sum(weights)
    mean = (values * share).sum(axis=0)
    spread = ((values - mean) ** 2 * share).sum(axis=0) * len(weights) / (len(weights) - 1)
    error = np.sqrt(spread / len(weights))[:, :3].max(axis=1)
    for i, record in enumerate(first):
        known = np.isfinite(mean[i])
        record.update({n: float(mean[i, k]) if known[k] else None for k, n in enumerate(names)})
        record[ERROR_FIELD] = float(error[i]) if math.isfinite(error[i]) else None
    return _rounded(first)


def _records(
    projection: Projection,
    years: Sequence[int],
    nation: Projection | None,
    draws: Projection | None,
) -> list[Record]:
    maker = _Maker(projection, nation, draws)
    return [record for year in years for record in maker.year(year)]


def _rounded(found: list[Record]) -> list[Record]:
    """Make the bands of counts whole numbers."""
    for record in found:
        if record["unit"] in COUNTED:
            for name in ("median", "low", "high"):
                if record.get(name) is not None:
                    record[name] = to_whole(record[name])
    return found


def _as_counted_by(scenario: Scenario, nation: Projection) -> dict[str, Array]:
    """Return the nation's shares, counted as the scenario counts: a June beside a June."""
    counting = replace(
        nation.scenario,
        measure=scenario.measure,
        month=scenario.month,
        working_age_only=scenario.working_age_only,
    )
    alike = replace(nation, scenario=counting)
    return {share: INDICATORS[share].of(alike) for share in SHARES}


def _measured(scenario: Scenario, name: str) -> str:
    """Return when people are counted, as ``year_end``, ``month 3`` or ``year_average``."""
    if name not in COUNTED_AS_STATED:
        return "year_end"
    return f"month {scenario.month}" if scenario.measure == "month" else scenario.measure


class _Maker:
    """Makes the records of one projection; each indicator is computed once."""

    def __init__(
        self, projection: Projection, nation: Projection | None, draws: Projection | None
    ) -> None:
        self.projection = projection
        self.nation = nation
        self.draws = draws
        self._values = {name: i.of(projection) for name, i in INDICATORS.items()}
        self._drawn = {n: i.of(draws) for n, i in INDICATORS.items()} if draws else {}
        self._trends = self._better_trends()
        self._nation = _as_counted_by(projection.scenario, nation) if nation else {}

    def _better_trends(self) -> dict[str, BetterTrend]:
        # A trend line counts people at the ends of years, as its history does.
        region = self.projection.region
        if self.projection.scenario.measure != "year_end" or not has_own_history(region):
            return {}
        from simulator.analysis.past.trend import better_trends

        return better_trends(region)

    def year(self, year: int) -> list[Record]:
        """Return the records of one year."""
        row = self.projection.row(year)
        found: list[Record] = []
        for name, indicator in INDICATORS.items():
            if indicator.by_class:
                found += self._by_class(indicator, year, row)
            elif not indicator.missing(self.projection.region):
                found.append(self._plain(name, indicator.unit, year, row))
        self._add_up(found)
        shown = {r["indicator"]: r["value"] for r in found if r["class"] is None}
        return [*found, *self._gaps(year, row, shown)]

    def _plain(self, name: str, unit: str, year: int, row: int) -> Record:
        value = float(self._values[name][row, 0])
        record = self._record(year, name, None, None, unit, value)
        if self.draws:
            self._band(record, self._drawn[name][row])
        return record

    def _by_class(self, indicator: Indicator, year: int, row: int) -> list[Record]:
        values = self._values[indicator.name][row, :, 0]
        found = []
        for k, label in enumerate(CLASS_NAMES):
            value = float(values[k])
            record = self._record(year, indicator.name, None, label, indicator.unit, value)
            if self.draws:
                self._band(record, self._drawn[indicator.name][row, k])
            found.append(record)
        if indicator.unit in COUNTED and np.all(np.isfinite(values)):
            whole = whole_persons([float(v) for v in values], to_whole(float(values.sum())))
            for record, number in zip(found, whole, strict=True):
                record["value"] = number
        return found

    def _add_up(self, found: list[Record]) -> None:
        """Let participants be the sum of their two rounded parts."""
        by_name = {r["indicator"]: r for r in found if r["class"] is None}
        parts = [by_name[name]["value"] for name in ("compulsory_si", "voluntary_si")]
        if all(part is not None for part in parts):
            by_name["si_participants"]["value"] = sum(parts)

    def _gaps(self, year: int, row: int, shown: Mapping[str, float]) -> list[Record]:
        found = []
        region, name = self.projection.region, self.projection.scenario.targets
        for target in region.targets_beside(name):
            if target.year == year:
                found += self._gaps_to(target, year, row, shown)
        for share in SHARES:
            nation = self._of_nation(share, year)
            if nation is None:
                continue
            value = 100.0 * (float(self._values[share][row, 0]) - nation)
            found.append(self._record(year, "gap_to_nation_points", share, None, "point", value))
            if self.draws:
                self._band(found[-1], 100.0 * (self._drawn[share][row] - nation))
        return found

    def _gaps_to(
        self, target: Target, year: int, row: int, shown: Mapping[str, float]
    ) -> list[Record]:
        """Return what is missing to a target, in people and, for a share, in points.

        Parameters
        ----------
        shown : result -> its value in the year, to which a target of people is held as it is told
        """
        found = []
        for name, unit in (("gap_to_target_persons", "person"), ("gap_to_target_points", "point")):
            if unit == "point" and target.indicator not in SHARES:
                continue
            value = float(self._missing(self.projection, target, unit)[row, 0])
            if target.indicator not in SHARES:
                value = apart(target.value, shown[target.indicator])
            record = self._record(year, name, target.indicator, None, unit, value)
            record["target_set"] = target.target_set
            record["assigned"] = target.place == self.projection.region.code
            if self.draws:
                self._band(record, self._missing(self.draws, target, unit)[row])
                if record["assigned"]:
                    self._odds(record, self.draws, self._drawn[target.indicator][row], target.value)
            found.append(record)
        return found

    def _odds(self, record: Record, draws: Projection, drawn: Array, goal: float) -> None:
        """Note the chance of a target; of one that nobody assigned to the place it says nothing."""
        chance = odds(drawn, goal)
        record["chance"] = chance if math.isfinite(chance) else None
        record["chance_low"], record["chance_high"] = odds_over_forms(draws, drawn, goal)

    def _missing(self, projection: Projection, target: Target, unit: str) -> Array:
        """Return what is missing to a target: (year, draw), in people or points."""
        held = self._values if projection is self.projection else self._drawn
        if unit == "point":
            return gap_to_target_points(held[target.indicator], target.value)
        return people_missing(projection, target.indicator, target.value)

    def _of_nation(self, share: str, year: int) -> float | None:
        nation = self.nation
        if nation is None or not nation.years[0] <= year <= nation.years[-1]:
            return None
        value = float(self._nation[share][nation.row(year), 0])
        return value if math.isfinite(value) else None

    def _record(
        self, year: int, name: str, of: str | None, by: str | None, unit: str, value: float
    ) -> Record:
        p = self.projection
        whole = to_whole(value) if unit in COUNTED and math.isfinite(value) else value
        return {
            "scenario": p.scenario.name,
            "region": p.region.code,
            "year": int(year),
            "measured": _measured(p.scenario, of or name),
            "indicator": name,
            "of": of,
            "class": by,
            "unit": unit,
            "value": whole if math.isfinite(value) else None,
            "status": self._status(year, of or name),
            "drift": None if by or of else self._drift(name, year),
            "target_set": None,
            "assigned": None,
        }

    def _drift(self, name: str, year: int) -> int | None:
        trend = self._trends.get(name)
        return None if trend is None or year <= trend.base_year else to_whole(trend.at(year))

    def _status(self, year: int, name: str) -> Status:
        """Return "projected", or for the base year the status of the figure behind it."""
        region = self.projection.region
        if year > region.base_year:
            return Status.PROJECTED
        counts = [NUMERATORS.get(name, name)]
        if counts == ["si_participants"]:
            counts = ["compulsory_si", "voluntary_si"]
        if name in SHARES:
            counts.append("labour_force_working_age")
        if name == "working_age_labour_force":
            counts = ["labour_force_working_age"]
        figures = [region.figure(count, year) for count in counts]
        found = [figure.status for figure in figures if figure is not None]
        return weakest(found) if len(found) == len(figures) else Status.ESTIMATE

    def _band(self, record: Record, drawn: Array) -> None:
        if not np.all(np.isfinite(drawn)):
            record.update(dict.fromkeys(BAND_FIELDS))
            return
        low, median, high = quantiles(drawn, LOW_MEDIAN_HIGH).tolist()
        record.update(dict.fromkeys(BAND_FIELDS))
        record.update({"median": median, "low": low, "high": high})
