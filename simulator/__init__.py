"""Scenario simulator for social-insurance participation.

>>> from simulator import load_region, load_scenario, project, INDICATORS
>>> p = project(load_region("ninh_thuan"), load_scenario("status_quo"), until=2030)
>>> INDICATORS["si_share"].of(p).shape
(8, 1)
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = [
    "INDICATORS",
    "LEVERS",
    "Projection",
    "Sample",
    "load_region",
    "load_scenario",
    "project",
    "project_levers",
]

_HOMES = {
    "INDICATORS": "simulator.indicators",
    "LEVERS": "simulator.levers",
    "Projection": "simulator.projection",
    "Sample": "simulator.projection",
    "load_region": "simulator.inputs.region",
    "load_scenario": "simulator.inputs.scenario_files",
    "project": "simulator.projection",
    "project_levers": "simulator.projection",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    # Nothing is imported before it is used: a command that lists levers needs no numpy.
    if name not in _HOMES:
        raise AttributeError(f"module 'simulator' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
