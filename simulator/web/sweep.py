"""What each lever would do from where the scenario stands, sent to the page ahead of any drag.

There is one model, and it runs here. For each lever the scenario is projected with the lever at
a few nodes over its range, everything else as it is; the page interpolates between the nodes by
the same piecewise cubic as :func:`interpolate`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.dataclass import dataclass
from simulator.indicators import INDICATORS
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS, Group
from simulator.model.arrays import Array
from simulator.projection import project_levers
from simulator.web.runs import region_called
from simulator.web.state import all_levers_stated
from simulator.web.worker import WORKER

PRIMITIVES = (
    "compulsory_si",
    "voluntary_si",
    "ui_participants",
    "working_age_labour_force",
    "liable_uncovered",
)
"""Indicators that the page interpolates; its shares are their quotients."""

_EVEN = {"agents": 9, "retention": 9, "slow_disbursement": 9, "lump_sum_surge": 9}
_USUAL = 5
_UNEVEN = {
    # The premium bends sharply where the subsidies together come near their limit of 95 %, and
    # the price elasticity is steep just below it.
    "topup_subsidy": (
        *(0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3),
        *(0.36, 0.40, 0.42, 0.43, 0.44, 0.45, 0.46, 0.48, 0.5),
    ),
    # Growth and closures bend where hiring meets its bounds, in each year at another level.
    "growth_shock": (
        *np.linspace(-10.0, -4.0, 4),
        *np.arange(-3.6, -0.9, 0.3),
        *np.arange(-0.75, 3.5, 0.15),
        *np.linspace(3.5, 5.0, 7),
    ),
    "closures": (*(0.0, 0.01, 0.02, 0.03, 0.04), *np.linspace(0.05, 0.3, 11)),
}

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sweep:
    """Results of one slider over its range.

    Parameters
    ----------
    lever, by : the slider; ``by`` is "default" or a class
    nodes : (node,) levels
    results : (primitive, node, year)
    """

    lever: str
    by: str
    nodes: Array
    results: Array


def nodes_of(lever: str) -> Array:
    """Return the levels at which a lever is run: (node,)."""
    declared = LEVERS[lever]
    if lever in _UNEVEN:
        return np.array(_UNEVEN[lever])
    return np.linspace(declared.low, declared.high, _EVEN.get(lever, _USUAL))


def keys_of(group: Group, opened: tuple[str, ...]) -> list[Key]:
    """Return the sliders of a family of levers, with those by class of the opened ones."""
    names = [lever.name for lever in LEVERS.values() if lever.group is group]
    return [
        (name, by) for name in names for by in ("default", *(CLASS_NAMES if name in opened else ()))
    ]


def sweep(code: str, scenario: Scenario, keys: list[Key], until: int) -> list[Sweep]:
    """Run the scenario over the range of each slider, as one block."""
    stated = all_levers_stated(scenario)
    nodes = {key: nodes_of(key[0]) for key in keys}
    settings = [{key: float(level)} for key in keys for level in nodes[key]]
    p = project_levers(region_called(code), stated, settings, until)
    results = np.stack([INDICATORS[name].of(p).T for name in PRIMITIVES])
    ends = np.cumsum([len(nodes[key]) for key in keys])
    return [
        Sweep(lever, by, nodes[lever, by], results[:, end - len(nodes[lever, by]) : end])
        for (lever, by), end in zip(keys, ends, strict=True)
    ]


def sweep_elsewhere(
    code: str, scenario: Scenario, keys: list[Key], until: int
) -> list[Sweep] | None:
    """Return :func:`sweep` of the second process, or None where its turn did not come."""
    plain = replace(scenario, document=None)
    found: list[Sweep] | None = WORKER.run(sweep, code, plain, keys, until)
    return found


def interpolate(nodes: Array, values: Array, level: float) -> Array:
    """Return values between nodes, by cubics whose slopes are those of parabolas through three.

    Parameters
    ----------
    nodes : (node,) ascending, at least three
    values : (..., node, year)
    level : where

    >>> x = np.array([0.0, 1.0, 3.0])
    >>> interpolate(x, (x**2)[:, None], 2.0).tolist()
    [4.0]
    """
    slopes = _slopes(nodes, values)
    i = int(np.clip(np.searchsorted(nodes, level) - 1, 0, len(nodes) - 2))
    h = nodes[i + 1] - nodes[i]
    t = (level - nodes[i]) / h
    near, far = (1 + 2 * t) * (1 - t) ** 2, t * t * (3 - 2 * t)
    return np.asarray(
        near * values[..., i, :]
        + far * values[..., i + 1, :]
        + h * (t * (1 - t) ** 2 * slopes[..., i, :] - t * t * (1 - t) * slopes[..., i + 1, :])
    )


def _slopes(nodes: Array, values: Array) -> Array:
    """Return the slope at each node of the parabola through it and its neighbours."""
    h = np.diff(nodes)[:, None]
    d = np.diff(values, axis=-2) / h
    slopes = np.empty_like(values)
    slopes[..., 1:-1, :] = (d[..., :-1, :] * h[1:] + d[..., 1:, :] * h[:-1]) / (h[:-1] + h[1:])
    slopes[..., 0, :] = ((2 * h[0] + h[1]) * d[..., 0, :] - h[0] * d[..., 1, :]) / (h[0] + h[1])
    slopes[..., -1, :] = ((2 * h[-1] + h[-2]) * d[..., -1, :] - h[-1] * d[..., -2, :]) / (
        h[-1] + h[-2]
    )
    return slopes
