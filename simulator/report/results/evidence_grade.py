"""The evidence of a group of levers: the weakest grade among those that a scenario uses."""

from __future__ import annotations

from simulator.analysis.causes.attribution import GROUPS
from simulator.inputs.figures import GRADES
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
from simulator.text import Text

WEAK = "C"
"""Grade that is drawn pale."""
PALE = Text(
    f"bằng chứng loại {WEAK}: {GRADES[WEAK].vi.lower()}",
    f"evidence of grade {WEAK}: {GRADES[WEAK].en.lower()}",
)


def grade_of(group: str, scenario: Scenario) -> str:
    """Return the weakest grade among the levers of a group that the scenario uses; "" for none."""
    _, members = GROUPS[group]
    used = [name for name in members if name in scenario.levers] or list(members)
    return max((LEVERS[name].grade for name in used), default="")
