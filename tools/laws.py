"""Laws of the model over random valid worlds: other people, rates, levers, projects and growth.

python tools/laws.py [--worlds 10000] [--seed 1]

A place of random size, counts and rates and a scenario of random timing are projected together for
DRAWS draws of rates, levels of every lever and capital: each draw is a world of its own. Every
world is held against conservation, bounds, scale, additivity (a place split into parts and
summed), going on from an earlier year, and each lever's monotone channel. One place in RARE is held
against draws that depend on their neighbours or blocks. What breaks a law is printed with the
place's number, which makes it again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from simulator import load_region, load_scenario
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.classes import SECTORS
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.assumption import Assumption, Assumptions
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Key, Level, OfProject
from simulator.inputs.region import Region
from simulator.inputs.scenario import LeverSetting, Project, RelativeYear, Scenario
from simulator.levers import LEVERS
from simulator.model.arrays import Array
from simulator.projection import Projection, Sample, project
from simulator.projection.migration import drawn_populations
from simulator.projection.run import BLOCK
from simulator.schemes import SHARES
from simulator.text import Text

Held = npt.NDArray[np.bool_]
"""(draw,) whether a law holds in each world."""
YEARS = 5
DRAWS = 20
RARE = 20
"""One place in so many is held against the law that takes long."""
NOT_MOVED = ("recruitment_window", "grdp")
"""Assumptions that are no rates: a window of years, and the place's product."""


@dataclass
class Worlds:
    """A place and a scenario that the readers would take, and draws that make them many worlds."""

    region: Region
    scenario: Scenario
    sample: Sample

    @cached_property
    def plain(self) -> Projection:
        """Return their projection."""
        return project(self.region, self.scenario, self.until, self.sample, keep_stocks=True)

    @property
    def until(self) -> int:
        """Return the last year that is projected."""
        return self.region.base_year + YEARS

    def scaled(self, people: float) -> Worlds:
        """Return the worlds with so many times the people and the capital, in every cell."""
        region = scaled(self.region, people)
        scenario = with_capital(self.scenario, people)
        values = {
            key: v * people if {"former_stock", "capital_bn_vnd"} & {*key.path} else v
            for key, v in self.sample.values.items()
        }
        return Worlds(region, scenario, Sample(self.sample.size, values))


def worlds(seed: int, number: int) -> Worlds:
    """Return the worlds of one place; the same number gives the same ones."""
    chance = np.random.default_rng((seed, number))
    place = load_region("ninh_thuan")
    moved = {
        key: a
        for key, a in place.assumptions.items()
        if not a.certain and "pattern" not in key[0] and key[0] not in NOT_MOVED
    }
    stated = {key: replace(a, value=float(_rate(a, chance, 1)[0])) for key, a in moved.items()}
    region = replace(place, assumptions=Assumptions({**dict(place.assumptions), **stated}))
    # The labour force past working age is what this leaves of the pack's, with its error.
    force = float(chance.uniform(262_000, 300_000))
    covered = float(chance.uniform(0.02, 0.35)) * force
    counts = {
        "labour_force_working_age": force,
        "compulsory_si": covered,
        "voluntary_si": float(chance.uniform(0.002, 0.1)) * force,
        "ui_participants": float(chance.uniform(0.3, 0.95)) * covered,
    }
    history = tuple(
        replace(f, value=counts.get(f.indicator, f.value)) if f.year == place.base_year else f
        for f in region.history
    )
    scenario = _scenario(chance)
    values = {key: _rate(a, chance, DRAWS) for key, a in moved.items()}
    values |= _choices(scenario, chance)
    found = Worlds(replace(region, history=history), scenario, Sample(DRAWS, values))
    return found.scaled(10 ** chance.uniform(-1, 2))


def _rate(a: Assumption, chance: np.random.Generator, size: int) -> Array:
    # Where evidence leaves open whether a lever works at all, its effect is drawn from zero up: a
    # negative one would rightly move its indicator the other way.
    return chance.uniform(max(a.low, 0.0) if a.value > 0 else a.low, a.high, size)


def _choices(scenario: Scenario, chance: np.random.Generator) -> dict[Key, Array]:
    """Return draws of what a scenario decides: levels, capital, years of building."""
    values = {}
    for name, lever in LEVERS.items():
        between = chance.uniform(lever.low, lever.high, DRAWS)
        ends = chance.choice([lever.neutral, lever.low, lever.high], DRAWS)
        values[Level(name)] = np.where(chance.random(DRAWS) < 0.5, ends, between)
    for i in range(len(scenario.projects)):
        values[OfProject(i, "capital_bn_vnd")] = 10 ** chance.uniform(0, 4.5, DRAWS)
        values[OfProject(i, "build_years")] = chance.uniform(0.5, 5, DRAWS)
    return values


def _scenario(chance: np.random.Generator) -> Scenario:
    levers = {}
    for name, lever in LEVERS.items():
        at = RelativeYear(int(chance.integers(1, 5)))
        ramp = float(chance.choice([0, 1, 2.5, 5]))
        level = Estimate.exactly(float(chance.uniform(lever.low, lever.high)))
        levers[name] = LeverSetting(at, ramp, {"default": level})
    projects = tuple(
        Project(
            f"P{i}",
            str(chance.choice(list(SECTORS))),
            Estimate(1000.0, 500.0, 2000.0),
            RelativeYear(int(chance.integers(1, 4))),
            Estimate(2.5, 1.0, 5.0),
        )
        for i in range(chance.integers(0, 4))
    )
    return replace(
        load_scenario("status_quo"),
        name="world",
        title=Text("thế giới", "world"),
        levers=levers,
        projects=projects,
    )


def scaled(region: Region, factor: float) -> Region:
    """Return a place with ``factor`` times the people, in every cell."""
    history = tuple(
        replace(f, value=f.value * factor) if f.unit == "person" else f for f in region.history
    )
    stock = region.assumptions["former_stock", ""]
    more = replace(stock, value=stock.value * factor, low=0.0, high=stock.high * factor)
    people = replace(region.demography, populations=region.demography.populations * factor)
    assumptions = Assumptions({**dict(region.assumptions), more.key: more})
    return replace(region, history=history, assumptions=assumptions, demography=people)


def with_capital(scenario: Scenario, factor: float) -> Scenario:
    """Return a scenario with ``factor`` times the capital of its projects."""

    def times(q: Estimate) -> Estimate:
        return replace(q, value=q.value * factor, low=q.low * factor, high=q.high * factor)

    changed = (replace(p, capital_bn_vnd=times(p.capital_bn_vnd)) for p in scenario.projects)
    return replace(scenario, projects=tuple(changed))


def everywhere(holds: npt.ArrayLike) -> Held:
    """Return whether something holds in all cells of each draw; the draw axis is the last."""
    holds = np.asarray(holds)
    return np.asarray(holds.reshape(-1, holds.shape[-1]).all(axis=0))


def close(a: npt.ArrayLike, b: npt.ArrayLike, relative: float = 1e-9) -> Held:
    """Return where arrays agree, small numbers by the size of the whole: (draw,)."""
    a, b = np.broadcast_arrays(a, b)
    whole = np.maximum(1.0, np.abs(b).reshape(-1, b.shape[-1]).max(axis=0))
    return everywhere(np.abs(a - b) <= relative * (np.abs(b) + whole))


def conservation(w: Worlds, chance: np.random.Generator) -> Held:
    """People at the end are those of the demography; every change is booked."""
    p = w.plain
    rows = range(YEARS, YEARS + 1)
    (people,) = drawn_populations(w.region, p.inputs.values, p.inputs.path, rows)
    whole = close(p.stocks.sum(axis=1)[-1], people + p.last.in_migrants[0])
    stocks = p.stocks.sum(axis=(2, 3))
    change = np.zeros_like(stocks)
    for (_, origin, destination), persons in p.movements.items():
        if origin >= 0:
            change[:, origin] -= persons
        if destination >= 0:
            change[:, destination] += persons
    return whole & close(np.diff(stocks, axis=0), change[1:], 1e-8)


def bounds(w: Worlds, chance: np.random.Generator) -> Held:
    """Nobody is negative, no share leaves 0 to 1, UI stays within compulsory insurance."""
    p = w.plain
    held = everywhere(p.stocks >= -1e-9 * p.stocks.max())
    for name in SHARES:
        share = INDICATORS[name].of(p)
        held &= everywhere((share >= 0) & (share <= 1.0 + 1e-9))
    for total in p.totals.values():
        # The base year has stocks, and no flows.
        held &= everywhere(np.isfinite(total[1:]))
    return held & everywhere(p.total("ui") <= p.total("compulsory") * (1 + 1e-12))


def scale(w: Worlds, chance: np.random.Generator) -> Held:
    """With ten times the people and capital every count is ten times as large."""
    return close(w.scaled(10.0).plain.stocks, 10.0 * w.plain.stocks, 1e-8)


def additivity(w: Worlds, chance: np.random.Generator) -> Held:
    """Split a place into parts of any size: their sum is the place."""
    cuts = chance.dirichlet([1.0, 1.0])
    return close(sum(w.scaled(c).plain.stocks for c in cuts), w.plain.stocks, 1e-7)


def continuation(w: Worlds, chance: np.random.Generator) -> Held:
    """Two legs make the same journey, to the last bit."""
    stop = w.region.base_year + int(chance.integers(1, YEARS))
    first = project(w.region, w.scenario, stop, w.sample, keep_stocks=True)
    again = project(w.region, w.scenario, w.until, start=first, keep_stocks=True)
    return everywhere(again.stocks[-1] == w.plain.stocks[-1])


def _indicator(name: str) -> Callable[[Projection], Array]:
    return lambda p: INDICATORS[LEVERS[name].indicator].of(p)[-1:]


def _withdrawn(p: Projection) -> Array:
    """Return withdrawals from the first year to each: (year, draw) [persons].

    Who does not cash in this year is still there to cash in next year, and who has cashed in cannot
    again. So in a single later year a limit may raise withdrawals and a surge lower them: with a
    rate r for all years the fifth year sees r (1 - r)^4 of a pool, which falls in r above 1/5.
    Those who ever cashed in are what the levers move one way.
    """
    return np.cumsum(INDICATORS["lump_sum_withdrawals"].of(p)[1:], axis=0)


def _project_work(p: Projection) -> Array:
    """Return jobs in operation, and person-years of building so far: (2 x project x year, draw).

    Slow disbursement stretches the building, whose work is still there when it would have been
    done, and can outnumber the jobs in operation that come later. So insured people of one year
    may rise. Each of the two kinds of work by itself never does, the building's counted from its
    start.
    """
    rows = [np.zeros((1, 1))]
    for found in p.inputs.projects:
        rows += [found.operating, np.cumsum(found.construction, axis=0)]
    size = max(row.shape[-1] for row in rows)
    return np.concatenate([np.broadcast_to(row, (len(row), size)) for row in rows])


def _coverage(p: Projection) -> Array:
    """Return covered over liable jobs in the last year: (1, draw).

    Enforcement moves the odds of being covered. The number of covered jobs follows it until nearly
    all that can be liable wage work is covered: from there the room that is left decides the
    number, what was enforced early is not found again, and the head-count may end a hair lower
    (0.15 of 5,000 in one of 8,000 worlds, with growth of 12 % a year and more).
    """
    return INDICATORS["compliance_rate"].of(p)[-1:]


MOVED: dict[str, Callable[[Projection], Array]] = {
    **{name: _indicator(name) for name in LEVERS},
    "inspection": _coverage,
    "limit_lump_sums": _withdrawn,
    "lump_sum_surge": _withdrawn,
    "slow_disbursement": _project_work,
}
"""Lever -> what it moves one way only: its indicator in the last year, or the part of it for which
that is true."""


def monotone(w: Worlds, name: str, chance: np.random.Generator) -> Held:
    """Hold two levels at random against each other: the more of a lever, the more it moves."""
    lever, size = LEVERS[name], w.sample.size
    if name == "investment" and not w.scenario.projects:
        return np.ones(size, bool)
    levels = np.sort(chance.uniform(lever.low, lever.high, (2, size)), axis=0)
    levels[0, ::4], levels[1, ::4] = lever.low, lever.high
    values = {key: np.tile(v, 2) for key, v in w.sample.values.items()}
    values[Level(name)] = levels.ravel()
    p = project(w.region, w.scenario, w.until, Sample(2 * size, values), keep_stocks=False)
    less, more = np.split(np.broadcast_to(MOVED[name](p), (len(MOVED[name](p)), 2 * size)), 2, 1)
    allowed = 1e-9 * np.maximum(np.abs(less), np.abs(more)).max(axis=0)
    return everywhere((more - less) * lever.direction >= -allowed)


def draws(w: Worlds, chance: np.random.Generator) -> Held:
    """Draws depend on the seed alone: not on their neighbours, their number or their block."""
    seed = int(chance.integers(1, 10_000))
    samples = [draw_sample(w.region, w.scenario, BLOCK + 24, seed) for _ in range(2)]
    whole, again = (
        project(w.region, w.scenario, w.until, sample, keep_stocks=False) for sample in samples
    )
    cut = int(chance.integers(1, BLOCK))
    block = samples[0].block(cut, cut + 16)
    part = project(w.region, w.scenario, w.until, block, keep_stocks=False)
    same = all(
        np.array_equal(whole.totals[n], again.totals[n], equal_nan=True) for n in whole.totals
    )
    counts = whole.total("compulsory")[..., cut : cut + 16]
    alike = close(part.total("compulsory"), counts, 1e-11).all()
    return np.full(DRAWS, same and alike)


LAWS: dict[str, Callable[[Worlds, np.random.Generator], Held]] = {
    law.__name__: law for law in (conservation, bounds, scale, additivity, continuation)
}


def held_in(seed: int, number: int) -> dict[str, Held]:
    """Return law -> where it holds, for the worlds of one place."""
    w, chance = worlds(seed, number), np.random.default_rng((seed, number, 1))
    found = {name: law(w, chance) for name, law in LAWS.items()}
    found |= {f"monotone {name}": monotone(w, name, chance) for name in LEVERS}
    if number % RARE == 0:
        found["draws"] = draws(w, chance)
    return found


def main() -> int:
    """Hold every world against the laws and print what broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first place")
    parser.add_argument("--seed", type=int, default=1)
    stated = parser.parse_args()
    begun, cpu, held, broken = time.monotonic(), time.process_time(), Counter[str](), Counter[str]()
    places = range(stated.first, stated.first + -(-stated.worlds // DRAWS))
    for done, number in enumerate(places, start=1):
        try:
            found = held_in(stated.seed, number)
        except InputError as error:
            held["refused"] += DRAWS
            print(f"place {number}: {error}", flush=True)
            continue
        for name, good in found.items():
            held[name] += int(good.sum())
            broken[name] += int((~good).sum())
            if not good.all():
                print(f"place {number}: {name} in draws {np.flatnonzero(~good)}", flush=True)
        if done % 50 == 0:
            print(f"{done * DRAWS} worlds", flush=True)
    spent = time.monotonic() - begun, time.process_time() - cpu
    print(f"{len(places) * DRAWS} worlds in {spent[0]:.0f} s, {spent[1]:.0f} s of a processor")
    print("held:", ", ".join(f"{name} {n}" for name, n in sorted(held.items())))
    print("broken:", ", ".join(f"{name} {n}" for name, n in sorted((+broken).items())) or "none")
    return int(bool(+broken))


if __name__ == "__main__":
    sys.exit(main())
