"""Why two projections differ: step by step, adding up exactly.

Both ends are run by this program, so data, law, assumptions and the scenario are swapped in one
after another. What an earlier program said of the first end is known where it was kept with its
inputs: what this program makes of the same inputs, less that, is the method.
"""

from __future__ import annotations

import math
from dataclasses import replace

from simulator.analysis.comparing.coverage_path import printed
from simulator.dataclass import dataclass
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.projection import Projection, project
from simulator.text import Text

METHOD = Text("Cách tính mới của chương trình", "New method of the program")
"""What an earlier program made otherwise of the same inputs; the first step where it is known."""
STEPS = {
    "data": Text("Số liệu mới của địa bàn", "New data of the region"),
    "law": Text("Pháp luật mới", "New law"),
    "assumptions": Text("Giả định mới", "New assumptions"),
    "growth": Text("Tăng trưởng kinh tế", "Economic growth"),
    "levers": Text("Giải pháp, dự án mới", "New levers and projects"),
    "measure": Text("Cách đếm", "Way of counting"),
}
"""Kind of change -> words, in the order in which they are taken."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one kind of change does, the earlier ones already made."""

    kind: str
    label: Text
    change: float


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """From the old value to the new one.

    The changes add up to ``new`` less ``old`` exactly; their order is that of :data:`STEPS`, and
    another order would split interactions otherwise.
    """

    indicator: str
    year: int
    old: float
    new: float
    steps: tuple[Step, ...]


def _told(p: Projection, year: int, indicator: str) -> float:
    """Return a value as tables print it, so that the changes of people add up in whole numbers."""
    row = p.row(year)
    if indicator == "si_participants":
        return float(printed(p, row))
    value = float(INDICATORS[indicator].of(p)[row, 0])
    whole = INDICATORS[indicator].unit == "person" and math.isfinite(value)
    return float(round(value)) if whole else value


def reconcile(
    old: tuple[Region, Scenario],
    new: tuple[Region, Scenario],
    year: int,
    indicator: str,
    said: float | None = None,
) -> Reconciliation:
    """Explain the change of an indicator between two projections.

    Parameters
    ----------
    old, new : region (with its law and data) and scenario of each
    year : projected by both
    said : what an earlier program said of the first, where it was kept; the method comes first then
    """
    region, scenario = old
    new_region, new_scenario = new

    def value(place: Region, plan: Scenario) -> float:
        return _told(project(place, plan, year), year, indicator)

    values = [value(region, scenario)]
    # New data keep the old law, and the old assumptions where the region states them.
    moved = replace(new_region, law=region.law, assumptions=region.assumptions)
    values.append(value(moved, scenario))
    moved = replace(moved, law=new_region.law)
    values.append(value(moved, scenario))
    step = replace(
        scenario, assumptions=new_scenario.assumptions, chosen_base=new_scenario.chosen_base
    )
    values.append(value(new_region, step))
    step = replace(step, growth=new_scenario.growth)
    values.append(value(new_region, step))
    step = replace(
        step,
        levers=new_scenario.levers,
        projects=new_scenario.projects,
        planned_on=new_scenario.planned_on,
    )
    values.append(value(new_region, step))
    values.append(value(new_region, new_scenario))
    kinds = STEPS
    if said is not None:
        kinds, values = {"method": METHOD, **STEPS}, [said, *values]
    steps = tuple(
        Step(kind, label, values[i + 1] - values[i])
        for i, (kind, label) in enumerate(kinds.items())
    )
    return Reconciliation(indicator, year, values[0], values[-1], steps)
