"""The steps of a goal search: what is reachable, the cheapest mix, others, the odds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from simulator.analysis.goal import (
    NEGLIGIBLE,
    TIGHTENINGS,
    Answer,
    Limits,
    Mix,
    Search,
    Wish,
)
from simulator.indicators import INDICATORS, NUMERATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import LeverSetting, Quantity, RelativeYear, Scenario
from simulator.levers import LEVERS, Lever
from simulator.model.workforce import Array
from simulator.projection import project

CURVE_POINTS = 5
LATITUDE = 2.0
"""Another mix counts while it costs at most this many times the cheapest."""


def find_way(
    region: Region,
    base: Scenario,
    wishes: Sequence[Wish],
    levers: Sequence[Lever],
    chance: float = 0.5,
    limits: Limits | None = None,
    *,
    central_only: bool = False,
) -> Answer:
    """Find the least-cost mix that meets every target with the wanted chance.

    The constraint is on the (1 - chance) quantile of 256 fixed draws for each target by itself;
    the answer is verified on 1,000 fresh draws and tightened where it fails.

    Parameters
    ----------
    base : levers that are not searched stay as it states them
    levers : those that may be used, see ``searchable``
    chance : wanted chance; with ``central_only`` the central run alone must meet the targets
    """
    search = Search(region, base, wishes, levers, limits or Limits())
    wanted = np.array([wish.value for wish in wishes])
    full = np.ones(len(search.levers))
    top = search.evaluate(full[None])[0][0]
    margin = np.zeros(len(wishes))
    x = None
    if (top >= wanted).all():
        x = search.cheapest(wanted, 0.5 * full, full)
        if x is not None and not central_only:
            x, margin = _with_chance(search, x, wanted, chance)
    if x is None:
        return _out_of_reach(search, wishes, chance, full)
    best = _trimmed(search, x, wanted + margin)
    mixes = [best, *_others(search, best, wanted + margin)]
    described = [_mix(search, one) for one in mixes]
    return Answer(
        tuple(wishes),
        chance,
        True,
        described[0],
        tuple(described[1:]),
        _cheapest_share(search, mixes),
        _curve(search, wanted, top),
        None,
        tuple(0.0 for _ in wishes),
        tuple(lever.name for lever in search.levers),
    )


def _with_chance(
    search: Search, x: Array, wanted: Array, chance: float
) -> tuple[Array | None, Array]:
    """Raise the central aim until the quantile of the fixed draws, and of fresh ones, is met."""
    margin = np.zeros(len(wanted))
    full = np.ones(len(search.levers))
    found: Array | None = x
    for attempt in range(2 * TIGHTENINGS):
        if found is None:
            return None, margin
        # First the fixed draws; once they hold, the fresh ones.
        sample = search.sample if attempt < TIGHTENINGS else search.fresh
        values, _ = search.drawn(found, sample)
        short = wanted - np.quantile(values, 1.0 - chance, axis=0)
        if (short <= 0).all():
            if sample is search.fresh:
                return found, margin
            fresh, _ = search.drawn(found, search.fresh)
            short = wanted - np.quantile(fresh, 1.0 - chance, axis=0)
            if (short <= 0).all():
                return found, margin
        margin = margin + np.maximum(short, 0.0) * 1.05 + 1e-5 * (short > 0)
        top = search.evaluate(full[None])[0][0]
        if (top < wanted + margin).any():
            values, _ = search.drawn(full, search.fresh)
            reached = np.quantile(values, 1.0 - chance, axis=0) >= wanted
            return (full, margin) if reached.all() else (None, margin)
        found = search.cheapest(wanted + margin, found, full)
    return found, margin


def _trimmed(search: Search, x: Array, wanted: Array) -> Array:
    """Set levers that hardly do anything to neutral, where the targets allow it."""
    allowed = (x > NEGLIGIBLE).astype(float)
    if allowed.all():
        return x
    again = search.cheapest(wanted, x, allowed)
    if again is None:
        return x
    dearer = search.evaluate(np.stack([again, x]))[1].sum(axis=1)
    return again if dearer[0] <= dearer[1] * 1.01 + 1.0 else x


def _others(search: Search, best: Array, wanted: Array) -> list[Array]:
    """Return mixes that do without one of the best mix's main levers, cheapest first."""
    cost = search.evaluate(best[None])[1].sum()
    found = []
    for index in np.argsort(-best)[:4]:
        if best[index] < 0.05:
            continue
        allowed = np.ones(len(best))
        allowed[index] = 0.0
        x = search.cheapest(wanted, 0.5 * allowed, allowed)
        if x is None:
            continue
        spent = search.evaluate(x[None])[1].sum()
        if spent <= LATITUDE * max(cost, 1.0):
            found.append((spent, x))
    found.sort(key=lambda pair: pair[0])
    different: list[Array] = []
    for _, x in found:
        if all(np.abs(x - y).max() > 0.1 for y in different):
            different.append(x)
    return different[:2]


def _mix(search: Search, x: Array) -> Mix:
    values, spent = search.evaluate(x[None])
    drawn, cost = search.drawn(x, search.fresh)
    levels = search.neutral + x * (search.ends - search.neutral)
    low, high = np.quantile(cost, (0.1, 0.9))
    wanted = np.array([wish.value for wish in search.wishes])
    return Mix(
        {lever.name: float(v) for lever, v in zip(search.levers, levels, strict=True)},
        tuple(
            lever.name for lever, part in zip(search.levers, x, strict=True) if part > 1.0 - 1e-6
        ),
        float(spent.sum()),
        (float(low), float(high)),
        tuple(float(v) for v in values[0]),
        tuple(float(c) for c in (drawn >= wanted).mean(axis=0)),
    )


def _cheapest_share(search: Search, mixes: Sequence[Array]) -> tuple[float, ...]:
    spent = np.stack([search.drawn(x, search.sample)[1] for x in mixes])
    winner = spent.argmin(axis=0)
    return tuple(float((winner == i).mean()) for i in range(len(mixes)))


def _curve(search: Search, wanted: Array, top: Array) -> tuple[tuple[float, float], ...]:
    """Return least cost against the value of the first target, by central runs."""
    nothing = search.evaluate(np.zeros((1, len(search.levers))))[0][0]
    full = np.ones(len(search.levers))
    points = []
    x = 0.2 * full
    for part in np.linspace(0.0, 0.98, CURVE_POINTS + 1)[1:]:
        aim = np.where(np.arange(len(wanted)) == 0, nothing + part * (top - nothing), -np.inf)
        found = search.cheapest(np.maximum(aim, 0.0), x, full)
        if found is not None:
            x = found
            points.append((float(aim[0]), float(search.evaluate(x[None])[1].sum())))
    return tuple(points)


def _out_of_reach(search: Search, wishes: Sequence[Wish], chance: float, full: Array) -> Answer:
    """Return the nearest mix, its odds, what is missing, and the growth that would be needed."""
    mix = _mix(search, full)
    p = project(search.region, search.scenario(full), search.until)
    missing = []
    for wish in wishes:
        row = p.row(wish.year)
        force = p.total("working_age_labour_force")[row, 0]
        counted = INDICATORS[NUMERATORS[wish.indicator]].of(p)[row, 0]
        missing.append(max(0.0, float(wish.value * force - counted)))
    top = search.evaluate(full[None])[0][0]
    return Answer(
        tuple(wishes),
        chance,
        False,
        mix,
        (),
        (1.0,),
        _curve(search, np.array([w.value for w in wishes]), top),
        _growth_needed(search, wishes, full),
        tuple(missing),
        tuple(lever.name for lever in search.levers),
    )


def _growth_needed(search: Search, wishes: Sequence[Wish], full: Array) -> float:
    """Return the extra points of growth a year with which the central run meets the targets."""
    bound = LEVERS["growth_shock"].high

    def meets(points: float) -> bool:
        path = LeverSetting(RelativeYear(1), 1, {"default": Quantity.exactly(points)})
        scenario = search.scenario(full)
        p = project(
            search.region,
            replace(scenario, levers={**scenario.levers, "growth_shock": path}),
            search.until,
        )
        return all(INDICATORS[w.indicator].of(p)[p.row(w.year), 0] >= w.value for w in wishes)

    if not meets(bound):
        return float("inf")
    low, high = 0.0, bound
    for _ in range(12):
        middle = (low + high) / 2.0
        low, high = (low, middle) if meets(middle) else (middle, high)
    return high
