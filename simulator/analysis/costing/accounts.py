"""Costs of a scenario with their ranges: no single figure without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from simulator.analysis.comparing.counting import refuse_two_ways_of_counting
from simulator.analysis.comparing.gaps import participants_shown
from simulator.analysis.costing.costs import (
    APART,
    LINES,
    added_people,
    cost_beside_investment,
    cost_per_person,
    costs,
    deadweight,
    total_cost,
)
from simulator.analysis.uncertainty.bands import DRAWS, band, band_of_ratio
from simulator.analysis.uncertainty.ensemble import Runs
from simulator.dataclass import dataclass
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.projection import Projection

FIELDS = ("scenario", "region", "year", "line", "payer", "value", "low", "high")
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Amount:
    """A central value with its 80% range [million VND, or million VND a person]."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, value: Array, drawn: Array) -> Amount:
        """Return a central value with the range of the draws."""
        return cls(float(np.ravel(value)[0]), *band(drawn))

    @classmethod
    def of_ratio(cls, value: Array, drawn: Array) -> Amount:
        """Return a cost for each one, with its range; no range of a cost that is not there."""
        central = float(np.ravel(value)[0])
        if not np.isfinite(central):
            return cls(central, float("nan"), float("nan"))
        return cls(central, *band_of_ratio(drawn))


@dataclass(frozen=True, slots=True)
class Accounts:
    """What a scenario costs.

    Parameters
    ----------
    region, scenario, base : names
    years : years that are shown
    first, last : the span of everything that is summed: from the first projected year to the last
        one shown, whichever years between them are shown
    lines : (line, year) -> amount; "total" is the public cost
    sums : line -> amount over the span
    added_cost : public cost beyond the base over the span
    added_people : participants beyond the base at the end of the span's last year
    per_person, per_person_year : added cost over added participants and person-years of the span
    beside_investment : added cost over added participants, without public investment and the jobs
        that it opens
    deadweight : top-up for members who would be there without it, over the span
    payers : who pays for a line of public cost -> what all of theirs come to, over the span
    """

    region: str
    scenario: str
    base: str
    years: tuple[int, ...]
    first: int
    last: int
    lines: dict[tuple[str, int], Amount]
    sums: dict[str, Amount]
    added_cost: Amount
    added_people: Amount
    per_person: Amount
    per_person_year: Amount
    beside_investment: Amount
    deadweight: Amount
    payers: dict[str, Amount]

    @property
    def span(self) -> str:
        """Return the years that are summed, as people write them."""
        return str(self.last) if self.first == self.last else f"{self.first}-{self.last}"

    def rows(self) -> list[dict[str, Any]]:
        """Return one record a line and year."""
        return [
            {
                "scenario": self.scenario,
                "region": self.region,
                "year": year,
                "line": line,
                "payer": LINES[line].payer if line in LINES else "",
                "value": amount.value,
                "low": amount.low,
                "high": amount.high,
            }
            for (line, year), amount in self.lines.items()
        ]


def accounts(
    region: Region,
    scenario: Scenario,
    base: Scenario,
    years: Sequence[int],
    draws: int = DRAWS,
    seed: int = 1,
    runs: Runs | None = None,
) -> Accounts:
    """Return the accounts of a scenario, each amount with its range over the draws.

    Prices, effects and chance are drawn together; the same draws serve scenario and base.

    Parameters
    ----------
    runs : of the place to the last year with these draws, where others need them too

    Raises
    ------
    InputError
        where the two count participants in different ways.
    """
    refuse_two_ways_of_counting((base, scenario), "--base")
    until = max(years)
    runs = runs or Runs(region, until, draws, seed)
    central, bare = runs.central(scenario), runs.central(base)
    drawn, drawn_base = runs.drawn(scenario), runs.drawn(base)
    pairs = ((central, bare), (drawn, drawn_base))
    mine, many = _with_total(costs(central)), _with_total(costs(drawn))
    rows = [central.row(year) for year in years]
    span = slice(1, max(rows) + 1)

    def over_all(of: Callable[[Projection, Projection], Array]) -> Amount:
        """Return what two projections give, over the span."""
        return Amount.of(*(of(*pair)[span].sum(axis=0) for pair in pairs))

    person, person_year = zip(*(cost_per_person(*pair, until) for pair in pairs), strict=True)
    return Accounts(
        region.code,
        scenario.name,
        base.name,
        tuple(years),
        first=int(central.years[1]),
        last=until,
        lines={
            (name, year): Amount.of(mine[name][row], many[name][row])
            for name in mine
            for year, row in zip(years, rows, strict=True)
        },
        sums={
            name: Amount.of(mine[name][span].sum(axis=0), many[name][span].sum(axis=0))
            for name in mine
        },
        added_cost=over_all(lambda p, other: total_cost(costs(p)) - total_cost(costs(other))),
        added_people=Amount.of(
            np.array([float(participants_shown(central, -1) - participants_shown(bare, -1))]),
            added_people(drawn, drawn_base)[-1],
        ),
        per_person=Amount.of_ratio(*person),
        per_person_year=Amount.of_ratio(*person_year),
        beside_investment=Amount.of_ratio(*(cost_beside_investment(*p, until) for p in pairs)),
        deadweight=over_all(deadweight),
        payers={
            payer: Amount.of(*(_paid_by(payer, lines)[span].sum(axis=0) for lines in (mine, many)))
            for payer in dict.fromkeys(line.payer for line in LINES.values())
        },
    )


def _paid_by(payer: str, lines: dict[str, Array]) -> Array:
    """Return the public cost that one payer bears: (year, draw) [million VND a year]."""
    return np.asarray(sum(lines[name] for name, line in LINES.items() if line.payer == payer))


def _with_total(lines: dict[str, Array]) -> dict[str, Array]:
    return {
        **{k: lines[k] for k in LINES},
        TOTAL: total_cost(lines),
        **{k: lines[k] for k in APART},
    }
