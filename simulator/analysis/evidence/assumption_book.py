"""Every number that a result rests on, and how much of the result rests on estimates."""

from __future__ import annotations

import numpy as np

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.analysis.uncertainty.noise import PACE
from simulator.dataclass import dataclass
from simulator.experience import growth_table
from simulator.indicators import INDICATORS
from simulator.inputs.assumption import Assumption
from simulator.inputs.figures import Figure, Status
from simulator.inputs.keys import Assumed, Key, Noise
from simulator.inputs.law import Parameter
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_differences import Difference, differences
from simulator.projection import Sample, Values, assumptions_of, project
from simulator.projection.economy import growth
from simulator.projection.job_forms import JOB_OFFSET
from simulator.text import Text

DRAWS = 256
GROUPS = {
    "A": Text("bằng chứng loại A", "evidence of grade A"),
    "B": Text("bằng chứng loại B", "evidence of grade B"),
    "C": Text("bằng chứng loại C", "evidence of grade C"),
    "base_counts": Text("số năm gốc ước tính", "estimated counts of the base year"),
    "own_pace": Text("nhịp tăng suy từ lịch sử", "pace from history"),
    "stated_and_line": Text("kịch bản và đường việc làm", "scenario and job line"),
    "chance": Text("ngẫu nhiên", "chance"),
}
"""What the spread of a result may come from -> words."""


@dataclass(frozen=True, slots=True)
class Decomposition:
    """How much of a result rests on what.

    Parameters
    ----------
    inputs_by_status : share of the numbers used (counts, assumptions, law) by status
    variance_by_group : share of the spread of coverage in the year that goes when the numbers of
        a group (``GROUPS``) are held at their central values
    """

    year: int
    inputs_by_status: dict[str, float]
    variance_by_group: dict[str, float]


@dataclass(frozen=True, slots=True)
class GrowthUsed:
    """Economic growth of a projected year [fraction], with its status and where it comes from."""

    year: int
    value: float
    status: str
    basis: Text


@dataclass(frozen=True, slots=True)
class Book:
    """The assumption book of one scenario in one region.

    Parameters
    ----------
    assumptions : the region's, with the scenario's changes and their reasons
    stated : what the scenario itself states: levels of levers, projects, growth, chosen base
    growth : economic growth that was used
    law, base_figures, origins : law parameters, counts of the base year, origins of inputs
    rests : how much rests on what
    """

    region: str
    scenario: str
    assumptions: tuple[Assumption, ...]
    stated: tuple[Difference, ...]
    growth: tuple[GrowthUsed, ...]
    law: tuple[Parameter, ...]
    base_figures: tuple[Figure, ...]
    origins: dict[str, str]
    rests: Decomposition


def assumption_book(region: Region, scenario: Scenario, year: int, seed: int = 1) -> Book:
    """Return every number behind a scenario with range, grade, source, status and reason."""
    entries = assumptions_of(region, scenario)
    blank = Scenario(name="blank", title=Text("", ""))
    figures = tuple(f for f in region.history if f.year == region.base_year and f.month == 12)
    return Book(
        region.code,
        scenario.name,
        tuple(entries.values()),
        tuple(d for d in differences(blank, scenario) if not d.path.startswith("assumptions")),
        _growth(region, scenario, year),
        tuple(region.law.parameters.values()),
        figures,
        dict(region.origins),
        Decomposition(
            year,
            _by_status(list(entries.values()), figures, region),
            _by_group(region, scenario, year, seed),
        ),
    )


def _growth(region: Region, scenario: Scenario, year: int) -> tuple[GrowthUsed, ...]:
    values = Values(assumptions_of(region, scenario))
    table = growth_table(region)
    found = []
    for y in range(region.base_year + 1, year + 1):
        entry = table.get(y)
        value = float(growth(region, scenario, values, y)[0])
        if y in scenario.growth:
            status, basis = Status.ESTIMATE, Text("kịch bản nêu", "stated by the scenario")
        elif entry is not None and entry.first is not None:
            status, basis = entry.status, Text("công bố lần đầu", "first release")
        elif entry is not None and entry.plan is not None:
            status = entry.status
            basis = Text(
                "kế hoạch trừ mức thực hiện thấp hơn bình quân", "plan less the mean shortfall"
            )
        else:
            status = Status.DERIVED
            basis = Text("bình quân các năm đã công bố", "mean of all years released")
        found.append(GrowthUsed(y, value, status, basis))
    return tuple(found)


def _by_status(
    entries: list[Assumption], figures: tuple[Figure, ...], region: Region
) -> dict[str, float]:
    law = [p.status for q in region.law.parameters.values() for p in q.provisions]
    statuses = [e.status for e in entries] + [f.status for f in figures] + law
    return {s: statuses.count(s) / len(statuses) for s in sorted(set(statuses))}


def _by_group(region: Region, scenario: Scenario, year: int, seed: int) -> dict[str, float]:
    sample = draw_sample(region, scenario, DRAWS, seed)
    entries = assumptions_of(region, scenario)
    share = INDICATORS["si_share"]

    def variance(values: Sample) -> float:
        p = project(region, scenario, year, values, keep_stocks=False)
        return float(np.var(share.of(p)[p.row(year)]))

    whole = variance(sample)
    groups: dict[str, set[Key]] = {}
    for key in sample.values:
        if isinstance(key, Noise):
            group = "chance"
        elif key.path[0] == "base_count_factor":
            group = "base_counts"
        elif key in (PACE, JOB_OFFSET):
            group = "own_pace"
        elif isinstance(key, Assumed) and key in entries:
            group = entries[key].grade
        else:
            group = "stated_and_line"
        groups.setdefault(group, set()).add(key)
    found = {}
    for group, keys in sorted(groups.items()):
        kept = {k: v for k, v in sample.values.items() if k not in keys}
        found[group] = max(0.0, 1.0 - variance(Sample(DRAWS, kept)) / max(whole, 1e-18))
    return found
