"""From a region and a scenario to participants by year."""

from simulator.projection.result import Projection
from simulator.projection.run import project, project_levers
from simulator.projection.values import CENTRAL, Sample, Values, assumptions_of

__all__ = [
    "CENTRAL",
    "Projection",
    "Sample",
    "Values",
    "assumptions_of",
    "project",
    "project_levers",
]
