"""Everything that the appendices are made from, computed once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from simulator.analysis.causes.attribution import Explanation, explain
from simulator.analysis.comparing.counting import (
    Counting,
    counting_of,
    refuse_two_ways_of_counting,
)
from simulator.analysis.costing.accounts import Accounts, accounts
from simulator.analysis.costing.cost_curve import CostCurve, cost_curve
from simulator.analysis.past.backtest import backtest
from simulator.analysis.past.backtest_scores import Backtest
from simulator.analysis.programme.allocation import Programme, allocate
from simulator.analysis.uncertainty.bands import DRAWS
from simulator.analysis.uncertainty.ensemble import Runs
from simulator.dataclass import dataclass
from simulator.errors import InputError
from simulator.experience import has_own_history
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.progress import steps, stretch
from simulator.projection import Projection
from simulator.report.document import Number, Sentence, say
from simulator.report.manifest import manifest
from simulator.report.records import Record, nation_of, records
from simulator.report.statements import range_behind

LAST_YEAR = 2030


@dataclass(frozen=True)
class Source:
    """Runs and records of one set of appendices.

    Parameters
    ----------
    region, base, scenarios : what was run; the base is among the scenarios
    projections : scenario -> central run
    records : (scenario, indicator, of, class, year) -> record with its band
    nation : the nation's status quo
    explanations, accounts : scenario -> contributions and costs, for scenarios beyond the base
    curve : levers of the last scenario by cost per added participant, where they can be tried alone
    programme : targets of the localities under the last scenario, where there are localities
    tested : backtest on the history of the place, or of its nation
    manifest : of the run
    until : last year that is told
    """

    region: Region
    base: Scenario
    scenarios: tuple[Scenario, ...]
    language: str
    projections: dict[str, Projection]
    records: dict[tuple[Any, ...], Record]
    nation: Projection | None
    explanations: dict[str, Explanation]
    accounts: dict[str, Accounts]
    curve: CostCurve | None
    programme: Programme | None
    tested: Backtest | None
    manifest: dict[str, Any]
    until: int = LAST_YEAR

    @property
    def counting(self) -> Counting:
        """Return how participants are counted: in all scenarios alike, or nothing was gathered."""
        return counting_of(self.scenarios[-1])

    @property
    def years(self) -> range:
        """Return the base year to the last projected one."""
        return range(self.region.base_year, self.until + 1)

    @property
    def later_years(self) -> range:
        """Return the projected years."""
        return self.years[1:]

    def record(
        self,
        scenario: str,
        indicator: str,
        year: int,
        of: str | None = None,
        by: str | None = None,
    ) -> Record | None:
        """Return one record, or None."""
        return self.records.get((scenario, indicator, of, by, year))

    def number(
        self,
        scenario: str,
        indicator: str,
        year: int,
        field: str = "value",
        of: str | None = None,
        by: str | None = None,
    ) -> Number:
        """Return a record's field as a tagged number."""
        record = self.record(scenario, indicator, year, of, by)
        unit = record["unit"] if record else "number"
        value = record.get(field) if record else None
        name = indicator + (f".{of}" if of else "") + (f".{by}" if by else "")
        chance = field == "chance"
        return Number(
            value,
            "chance" if chance else unit,
            tag=tag(scenario, name, year, field),
            status=record["status"] if record else "",
        )

    def ranged(self, scenario: str, indicator: str, year: int) -> Number:
        """Return a record's value with its range."""
        low, high = (self.number(scenario, indicator, year, f).value for f in ("low", "high"))
        return replace(self.number(scenario, indicator, year), low=low, high=high)

    def gap(self, scenario: str, of: str, year: int, *, said: bool = False) -> Number:
        """Return the people missing to a target, or "beyond by" so many, with their range.

        Parameters
        ----------
        said : with the word "missing" in front, for a sentence
        """
        name = "gap_to_target_persons"
        value, low, high = (
            self.number(scenario, name, year, f, of).value for f in ("value", "low", "high")
        )
        # A sentence words the same numbers otherwise than a table, so that they have other traces.
        traced = tag(scenario, f"{name}.{of}{'.said' if said else ''}", year, "value")
        short = said and (value or 0.0) >= 0
        return Number(value, "short_person" if short else "gap_person", low, high, traced)

    def gap_said(self, scenario: str, of: str, year: int) -> Sentence:
        """Return the people missing to a target, or beyond it, in words with their range."""
        whole = self.gap(scenario, of, year, said=True)
        people = replace(whole, low=None, high=None)
        return say(
            "{gap} người{range}", "{gap} people{range}", gap=people, range=range_behind(whole)
        )

    def gap_points(self, scenario: str, of: str, year: int) -> Number:
        """Return the percentage points missing to a target, or "beyond by" so many, ranged."""
        name = "gap_to_target_points"
        low, high = (self.number(scenario, name, year, f, of).value for f in ("low", "high"))
        found = self.number(scenario, name, year, "value", of)
        return replace(found, unit="gap_point", low=low, high=high)

    def added(self, scenario: str, year: int) -> Number:
        """Return the participants beyond the base: the difference of the two printed counts."""
        mine, bare = (
            self.number(name, "si_participants", year).value or 0.0
            for name in (scenario, self.base.name)
        )
        return Number(mine - bare, "person", tag=tag(scenario, "added.sum", year, "persons"))

    def amount(self, name: str, million: float, year: int | str, field: str = "value") -> Number:
        """Return million VND as billions, tagged."""
        scenario, _, line = name.partition("/")
        traced = tag(scenario, f"cost.{line}", year, field)
        return Number(million / 1000.0, "billion_vnd", tag=traced)


def tag(scenario: str, name: str, year: int | str, field: str) -> str:
    """Return the trace of a number."""
    return f"{scenario}/{name}/{year}/{field}"


def gather(
    region: Region,
    scenarios: Sequence[Scenario],
    base: Scenario,
    language: str,
    draws: int = DRAWS,
    seed: int = 1,
    sources: Sequence[str] = (),
    until: int = LAST_YEAR,
    *,
    brief: bool = False,
) -> Source:
    """Run everything that the appendices need.

    Parameters
    ----------
    scenarios : compared with the base, which is put first where it is not among them
    sources : how the user named the scenarios, so that the run can be repeated
    until : last year that is told
    brief : without the cost curve and the backtest, which take most of the time
    """
    chosen = [base, *(s for s in scenarios if s.name != base.name)]
    refuse_two_ways_of_counting(chosen, "--base")
    runs = Runs(region, until, draws, seed)
    projections = {s.name: runs.central(s) for s in chosen}
    nation = nation_of(region, until)
    years = range(region.base_year, until + 1)
    found: dict[tuple[Any, ...], Record] = {}
    with stretch(0.0, 0.2):
        for s in steps(chosen):
            for record in records(projections[s.name], list(years), nation, runs.drawn(s)):
                key = (s.name, record["indicator"], record["of"], record["class"], record["year"])
                found.setdefault(key, record)  # the scenario's own target set comes before others
    bare = not base.levers and not base.projects
    with stretch(0.2, 0.45):
        parts = _explanations(region, base, chosen[1:], until, draws, seed) if bare else {}
    with stretch(0.45, 0.55):
        spent = {
            s.name: accounts(region, s, base, list(years)[1:], draws, seed, runs) for s in chosen
        }
    with stretch(0.55, 0.75):
        curve = None if brief else _curve(region, base, chosen[-1], until, draws, seed)
    with stretch(0.75, 0.95):
        tested = None if brief else _tested(region)
    options = {
        "scenarios": list(sources) or [s.name for s in scenarios],
        "base": base.name,
        "language": language,
    }
    return Source(
        region,
        base,
        tuple(chosen),
        language,
        projections,
        found,
        nation,
        parts,
        spent,
        curve,
        allocate(region, chosen[-1], list(years)[1:]) if region.localities else None,
        tested,
        manifest(region, chosen, options, draws=draws, seed=seed),
        until,
    )


def _explanations(
    region: Region,
    base: Scenario,
    scenarios: Sequence[Scenario],
    until: int,
    draws: int,
    seed: int,
) -> dict[str, Explanation]:
    """Return contributions of each scenario; the last one's with ranges, costs included."""
    last = scenarios[-1].name if scenarios else ""
    found = {}
    for s in scenarios:
        with suppress(InputError):  # they differ in more than levers, which the paper says
            found[s.name] = explain(region, base, s, until, draws if s.name == last else 0, seed)
    return found


def _curve(
    region: Region, base: Scenario, scenario: Scenario, until: int, draws: int, seed: int
) -> CostCurve | None:
    if scenario.name == base.name:
        return None
    try:
        return cost_curve(region, base, scenario, until, draws, seed)
    except InputError:
        return None  # it differs from the base in more than levers


def _tested(region: Region) -> Backtest | None:
    """Return the backtest on the nearest place that has a history."""
    place = region.nearest(has_own_history)
    return None if place is None else backtest(place)
