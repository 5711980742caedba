"""Scenario simulator for social-insurance participation.

>>> import simulator as si
>>> r = si.project("ninh_thuan", "status_quo", until=2030)
>>> r["si_share"].shape  # (year, draw)
(8, 1)

Every answer prints as a table (``print(r)``), shows as HTML in a notebook, draws (``r.plot()``)
and converts (``r.records``, ``r.to_pandas()``, ``r.to_xarray()``, ``r.to_parquet(path)``).
"""

from __future__ import annotations

__version__ = "0.1.0"

# Types of these names are in __init__.pyi.
_HOMES = {
    "ComparisonResult": "simulator.api.projected",
    "INDICATORS": "simulator.indicators",
    "InputError": "simulator.errors",
    "LEVERS": "simulator.levers",
    "Paper": "simulator.api.papers",
    "ProjectionResult": "simulator.api.projected",
    "RegionLike": "simulator.api.given",
    "Result": "simulator.api.result",
    "ScenarioLike": "simulator.api.given",
    "allocate": "simulator.api.questions",
    "appendix": "simulator.api.papers",
    "backtest": "simulator.api.past",
    "bridge": "simulator.api.past",
    "calibrate": "simulator.api.past",
    "compare": "simulator.api.projections",
    "cost_curve": "simulator.api.decisions",
    "costs": "simulator.api.decisions",
    "explain": "simulator.api.questions",
    "goal": "simulator.api.questions",
    "list_indicators": "simulator.api.lists",
    "list_levers": "simulator.api.lists",
    "list_regions": "simulator.api.lists",
    "list_scenarios": "simulator.api.lists",
    "load_region": "simulator.inputs.region",
    "load_scenario": "simulator.inputs.scenario_files",
    "monitor": "simulator.api.decisions",
    "new_scenario": "simulator.inputs.scenario_files",
    "project": "simulator.api.projections",
    "robustness": "simulator.api.decisions",
    "sensitivity": "simulator.api.decisions",
}
"""Name -> module that it is imported from when it is first used."""
__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    # Nothing is imported before it is used: a command that lists levers needs no numpy.
    if name not in _HOMES:
        raise AttributeError(f"module 'simulator' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
