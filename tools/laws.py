"""Laws of the model over random valid worlds: other people, rates, levers, projects and growth.

python tools/laws.py [--worlds 10000] [--seed 1]

Every world is held against conservation, bounds, scale, additivity (a place split into parts and
summed), and going on from an earlier year. One in twenty is also held against monotone levers, one
by one, and draws that do not depend on their neighbours or blocks. What breaks a law is printed
with the world's number, which makes it again.
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

from simulator import load_region, load_scenario, project
from simulator.analysis.ensemble import draw_sample
from simulator.classes import SECTORS
from simulator.errors import InputError
from simulator.indicators import INDICATORS, SHARES
from simulator.inputs.assumption import Assumptions
from simulator.inputs.region import Region
from simulator.inputs.scenario import LeverSetting, Project, Quantity, RelativeYear, Scenario
from simulator.levers import LEVERS
from simulator.projection import Projection, project_levers
from simulator.projection.run import BLOCK
from simulator.text import Text

YEARS = 5
RARE = 20
"""One world in so many is held against the laws that take long."""
NOT_MOVED = ("recruitment_window", "grdp")
"""Assumptions that are no rates: a window of years, and the place's product."""


@dataclass
class World:
    """A place and a scenario that the readers would take, and their projection."""

    region: Region
    scenario: Scenario

    @cached_property
    def plain(self) -> Projection:
        """Return the central run."""
        return project(self.region, self.scenario, self.until)

    @property
    def until(self) -> int:
        """Return the last year that is projected."""
        return self.region.base_year + YEARS


def world(seed: int, number: int) -> World:
    """Return one world; the same number gives the same one."""
    chance = np.random.default_rng((seed, number))
    place = load_region("ninh_thuan")
    moved = {
        key: a
        for key, a in place.assumptions.items()
        if not a.certain and "pattern" not in key[0] and key[0] not in NOT_MOVED
    }
    # Where evidence leaves open whether a lever works at all, its effect is drawn from zero up: a
    # negative one would rightly move its indicator the other way.
    stated = {
        key: replace(a, value=float(chance.uniform(max(a.low, 0.0), a.high)))
        if a.value > 0
        else replace(a, value=float(chance.uniform(a.low, a.high)))
        for key, a in moved.items()
    }
    region = replace(place, assumptions=Assumptions({**dict(place.assumptions), **stated}))
    force = float(chance.uniform(250_000, 300_000))
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
    return World(
        scaled(replace(region, history=history), 10 ** chance.uniform(-1, 2)), _scenario(chance)
    )


def _scenario(chance: np.random.Generator) -> Scenario:
    levers = {}
    for name, lever in LEVERS.items():
        at = RelativeYear(int(chance.integers(1, 5)))
        level = chance.choice(
            [lever.neutral, lever.low, lever.high, chance.uniform(lever.low, lever.high)]
        )
        levers[name] = LeverSetting(
            at, float(chance.choice([0, 1, 2.5, 5])), {"default": Quantity.exactly(float(level))}
        )
    projects = tuple(
        Project(
            f"P{i}",
            str(chance.choice(list(SECTORS))),
            Quantity.exactly(float(10 ** chance.uniform(0, 4.5))),
            RelativeYear(int(chance.integers(1, 4))),
            Quantity.exactly(float(chance.uniform(0.5, 5))),
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
    return replace(
        scenario,
        projects=tuple(
            replace(p, capital_bn_vnd=Quantity.exactly(p.capital_bn_vnd.value * factor))
            for p in scenario.projects
        ),
    )


def close(a: object, b: object, relative: float = 1e-9) -> bool:
    """Return whether arrays agree, small ones by the size of the whole."""
    a, b = np.asarray(a), np.asarray(b)
    return bool(np.allclose(a, b, rtol=relative, atol=relative * max(1.0, np.abs(b).max())))


def conservation(w: World, chance: np.random.Generator) -> bool:
    """People at the end are those of the demography; every change is booked."""
    p = w.plain
    people = p.setting.path.year_end[:, :, 15:80]
    whole = close(p.stocks.sum(axis=1)[-1, ..., 0], people[-1] + p.last.in_migrants[..., 0])
    stocks = p.stocks.sum(axis=(2, 3))[..., 0]
    change = np.zeros_like(stocks)
    for (_, origin, destination), persons in p.movements.items():
        if origin >= 0:
            change[:, origin] -= persons[:, 0]
        if destination >= 0:
            change[:, destination] += persons[:, 0]
    return whole and close(np.diff(stocks, axis=0), change[1:], 1e-8)


def bounds(w: World, chance: np.random.Generator) -> bool:
    """Nobody is negative, no share leaves 0 to 1, UI stays within compulsory insurance."""
    p = w.plain
    shares = all(
        ((v := INDICATORS[n].of(p)) >= 0).all() and (v <= 1.0 + 1e-9).all() for n in SHARES
    )
    # The base year has stocks, and no flows.
    finite = all(np.isfinite(total[1:]).all() for total in p.totals.values())
    inside = (p.total("ui") <= p.total("compulsory") * (1 + 1e-12)).all()
    return bool(shares and finite and inside and (p.stocks >= -1e-9 * p.stocks.max()).all())


def scale(w: World, chance: np.random.Generator) -> bool:
    """With ten times the people and capital every count is ten times as large."""
    large = project(scaled(w.region, 10.0), with_capital(w.scenario, 10.0), w.until)
    return close(large.stocks, 10.0 * w.plain.stocks, 1e-8)


def additivity(w: World, chance: np.random.Generator) -> bool:
    """Split a place into three parts of any size: their sum is the place."""
    cuts = chance.dirichlet([1.0, 1.0, 1.0])
    parts = [project(scaled(w.region, c), with_capital(w.scenario, c), w.until) for c in cuts]
    return close(sum(p.stocks for p in parts), w.plain.stocks, 1e-7)


def continuation(w: World, chance: np.random.Generator) -> bool:
    """Two legs make the same journey, to the last bit."""
    stop = w.region.base_year + int(chance.integers(1, YEARS))
    first = project(w.region, w.scenario, stop)
    again = project(w.region, w.scenario, w.until, start=first)
    return bool(np.array_equal(again.stocks[-1], project(w.region, w.scenario, w.until).stocks[-1]))


def monotone(w: World, chance: np.random.Generator) -> list[str]:
    """Return the levers that move their indicator against their direction somewhere."""
    wrong = []
    for name, lever in LEVERS.items():
        if name == "investment" and not w.scenario.projects:
            continue
        steps = np.linspace(lever.low, lever.high, 7)
        settings = [{(name, "default"): float(x)} for x in steps]
        p = project_levers(w.region, w.scenario, settings, w.until)
        values = INDICATORS[lever.indicator].of(p)[-1] * lever.direction
        if (np.diff(values) < -1e-9 * np.abs(values).max()).any():
            wrong.append(name)
    return wrong


def draws(w: World, chance: np.random.Generator) -> bool:
    """Draws depend on the seed alone: not on their neighbours, their number or their block."""
    seed = int(chance.integers(1, 10_000))
    sample = draw_sample(w.region, w.scenario, BLOCK + 24, seed)
    whole = project(w.region, w.scenario, w.until, sample, keep_stocks=False)
    cut = int(chance.integers(1, BLOCK))
    part = project(w.region, w.scenario, w.until, sample.block(cut, cut + 16), keep_stocks=False)
    again = project(
        w.region,
        w.scenario,
        w.until,
        draw_sample(w.region, w.scenario, BLOCK + 24, seed),
        keep_stocks=False,
    )
    same = all(
        np.array_equal(whole.totals[n], again.totals[n], equal_nan=True) for n in whole.totals
    )
    return same and close(part.total("compulsory"), whole.total("compulsory")[..., cut : cut + 16])


LAWS: dict[str, Callable[[World, np.random.Generator], bool]] = {
    law.__name__: law for law in (conservation, bounds, scale, additivity, continuation)
}


def main() -> int:
    """Hold every world against the laws and print what broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    stated = parser.parse_args()
    start, held, broken = time.monotonic(), Counter[str](), Counter[str]()
    for number in range(stated.first, stated.first + stated.worlds):
        if number > stated.first and number % 500 == 0:
            print(f"{number - stated.first} worlds", flush=True)
        w = world(stated.seed, number)
        chance = np.random.default_rng((stated.seed, number, 1))
        try:
            found = {name: law(w, chance) for name, law in LAWS.items()}
            if number % RARE == 0:
                wrong = monotone(w, chance)
                found |= {f"monotone {name}": False for name in wrong}
                found |= {"monotone": not wrong, "draws": draws(w, chance)}
        except InputError:
            held["refused"] += 1
            continue
        for name, good in found.items():
            (held if good else broken)[name] += 1
            if not good:
                print(f"world {number}: {name}", flush=True)
    print(f"{stated.worlds} worlds in {time.monotonic() - start:.0f} s")
    print("held:", ", ".join(f"{name} {n}" for name, n in sorted(held.items())))
    print("broken:", ", ".join(f"{name} {n}" for name, n in sorted(broken.items())) or "none")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
