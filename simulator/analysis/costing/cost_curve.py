"""The levers of a scenario, sorted by what an added participant costs: not additive.

Each lever is tried alone on the base, and taken away from the whole scenario. Where the two
differ, levers help or crowd out one another, and no order of them adds up.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulator.analysis.comparing.coalitions import INVESTMENT
from simulator.analysis.comparing.counting import refuse_two_ways_of_counting
from simulator.analysis.comparing.gaps import participants_shown
from simulator.analysis.costing.accounts import Amount
from simulator.analysis.costing.costs import added_people, costs, shared, total_cost
from simulator.analysis.uncertainty.bands import DRAWS
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_timing import dated
from simulator.model.arrays import Array
from simulator.progress import steps
from simulator.projection import CENTRAL, Projection, Sample, project


@dataclass(frozen=True, slots=True)
class CurveEntry:
    """One lever of the curve.

    Parameters
    ----------
    lever : its name
    persons : participants it adds in the year when tried alone
    left_out : participants the whole scenario loses without it
    cost : public cost it adds up to the year when tried alone [million VND]
    per_person, per_person_year : cost of an added participant in the year, and of an added
        person-year up to it [million VND]; NaN where it adds too few, and for the upper end where
        it does so in more than a tenth of the draws
    """

    lever: str
    persons: Amount
    left_out: Amount
    cost: Amount
    per_person: Amount
    per_person_year: Amount


@dataclass(frozen=True, slots=True)
class CostCurve:
    """Levers by rising cost of an added participant.

    Parameters
    ----------
    entries : cheapest first; levers that add nobody come last
    together : participants that the whole scenario adds in the year
    """

    region: str
    base: str
    scenario: str
    year: int
    entries: tuple[CurveEntry, ...]
    together: Amount


def cost_curve(
    region: Region,
    base: Scenario,
    scenario: Scenario,
    year: int,
    draws: int = DRAWS,
    seed: int = 1,
) -> CostCurve:
    """Return the levers that the scenario adds to the base, sorted by cost per added person.

    Parameters
    ----------
    base : without levers and projects, the status quo as a rule
    draws : for the ranges, the same for every lever

    Raises
    ------
    InputError
        where the base has levers or projects of its own, or growth or assumptions differ: then a
        lever cannot be tried alone; or where the two count participants in different ways.
    """
    refuse_two_ways_of_counting((base, scenario), "--base")
    if base.levers or base.projects:
        raise input_error(
            f"{base.name}: kịch bản gốc đã có giải pháp hoặc dự án",
            f"{base.name}: the base has levers or projects of its own",
            key="--base",
        )
    if (base.growth, base.assumptions) != (scenario.growth, scenario.assumptions):
        raise input_error(
            f"{scenario.name}: tăng trưởng hoặc giả định khác {base.name}",
            f"{scenario.name}: growth or assumptions differ from {base.name}'s",
            key="--base",
        )
    base, scenario = dated(base, region), dated(scenario, region)
    names = [n for n in scenario.levers if n != INVESTMENT]
    if scenario.projects:
        names.append(INVESTMENT)
    sample = draw_sample(region, scenario, draws, seed)
    sampled = [_Runs(region, base, scenario, year, s) for s in (CENTRAL, sample)]
    entries = [_entry(name, base, scenario, sampled) for name in steps(names)]
    ordered = sorted(
        entries, key=lambda e: (not np.isfinite(e.per_person.value), e.per_person.value)
    )
    central, drawn = sampled
    together = Amount.of(
        np.array([float(central.shown(central.whole) - central.shown(central.bare))]),
        drawn.persons(drawn.whole, drawn.bare),
    )
    return CostCurve(region.code, base.name, scenario.name, year, tuple(ordered), together)


class _Runs:
    """Projections to one year of one sample of draws; base and whole scenario are run once."""

    def __init__(
        self, region: Region, base: Scenario, scenario: Scenario, year: int, sample: Sample
    ) -> None:
        self._region = region
        self._year = year
        self._sample = sample
        self.bare = self.run(base)
        self.whole = self.run(scenario)

    def run(self, scenario: Scenario) -> Projection:
        return project(self._region, scenario, self._year, self._sample, keep_stocks=False)

    def persons(self, one: Projection, other: Projection) -> Array:
        """Return participants of the last year beyond another run's: (draw,)."""
        return np.asarray(added_people(one, other)[-1])

    def shown(self, one: Projection) -> int:
        """Return participants of the last year as tables print them."""
        return participants_shown(one, -1)

    def person_years(self, one: Projection) -> Array:
        """Return participants beyond the base's, summed over the year ends: (draw,)."""
        return np.asarray(added_people(one, self.bare)[1:].sum(axis=0))

    def cost(self, one: Projection) -> Array:
        """Return public cost beyond the base's, all years: (draw,) [million VND]."""
        spent = total_cost(costs(one)) - total_cost(costs(self.bare))
        return np.asarray(spent[1:].sum(axis=0))


def _entry(name: str, base: Scenario, scenario: Scenario, sampled: list[_Runs]) -> CurveEntry:
    projects = scenario.projects if name == INVESTMENT else ()
    only = {name: scenario.levers[name]} if name in scenario.levers else {}
    alone = replace(base, levers=only, projects=projects, planned_on=scenario.planned_on)
    left = {k: v for k, v in scenario.levers.items() if k != name}
    without = replace(
        scenario, levers=left, projects=() if name == INVESTMENT else scenario.projects
    )
    runs = [(s, s.run(alone)) for s in sampled]
    persons = [s.persons(run, s.bare) for s, run in runs]
    years = [s.person_years(run) for s, run in runs]
    spent = [s.cost(run) for s, run in runs]
    return CurveEntry(
        name,
        Amount.of(*persons),
        Amount.of(*(s.persons(s.whole, s.run(without)) for s in sampled)),
        Amount.of(*spent),
        Amount.of_ratio(*(shared(*pair) for pair in zip(spent, persons, strict=True))),
        Amount.of_ratio(*(shared(*pair) for pair in zip(spent, years, strict=True))),
    )
