"""Growth beyond what was seen: where the forms of job growth speak of years unlike any before."""

from __future__ import annotations

from simulator.dataclass import dataclass
from simulator.experience import growth_table
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_timing import first_start
from simulator.projection import Values, assumptions_of
from simulator.projection.economy import growth
from simulator.projection.levers import LeverPaths


@dataclass(frozen=True, slots=True)
class Beyond:
    """Years of a scenario in which the economy grows otherwise than it did in any year seen.

    Parameters
    ----------
    years : year -> growth [%], the scenario's shocks included
    least, most : growth of the years that the forms were fitted on [%]
    """

    years: dict[int, float]
    least: float
    most: float


def growth_beyond_seen(region: Region, scenario: Scenario, until: int) -> Beyond | None:
    """Return the years up to ``until`` whose central growth was never seen, or None."""
    seen = [100.0 * g.first for g in growth_table(region).values() if g.first is not None]
    values = Values(assumptions_of(region, scenario))
    levers = LeverPaths(scenario, values, first_start(scenario, region))
    found = {}
    for year in range(region.base_year + 1, until + 1):
        shock = float(levers.value("growth_shock", year)[0, 0])
        percent = 100.0 * float(growth(region, scenario, values, year)[0]) + shock
        if not min(seen) <= percent <= max(seen):
            found[year] = percent
    return Beyond(found, min(seen), max(seen)) if found else None
