"""Search many goals and count answers that contradict themselves, one another, or the bound.

python tools/goal_sweep.py [--every N]

Places (the province, the nation, half the province), bases, indicators, one and two targets,
chances and budgets. Targets lie between what no lever and what all levers reach, so that some are
easy, some just possible and some out of reach.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections import Counter
from dataclasses import replace

import numpy as np

from simulator import load_region, load_scenario
from simulator.analysis.goal.ceiling import ceiling_of
from simulator.analysis.goal.question import Limits, Target, searchable
from simulator.analysis.goal.result import GoalResult, Verdict
from simulator.analysis.goal.runs import Runs
from simulator.analysis.goal.search import minimise_cost
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.results.goal_words import goal_verdict
from simulator.schemes import SHARES

YEAR = 2030
PARTS = (0.3, 0.7, 0.9, 1.05)
"""Of the way from no lever to all of them, at central values."""
CHANCES = (0.5, 0.8)
BUDGET_PARTS = (None, 0.5)
"""Of the cost of the answer without a budget."""


def worlds() -> list[tuple[str, Region, Scenario]]:
    """Return places and bases."""
    province, nation = load_region("ninh_thuan"), load_region("viet_nam")
    small = replace(
        province,
        demography=replace(province.demography, populations=province.demography.populations * 0.5),
        history=tuple(
            replace(f, value=f.value * 0.5) if f.unit == "person" else f for f in province.history
        ),
    )
    return [
        ("province", province, load_scenario("status_quo")),
        ("province, adverse", province, load_scenario("adverse")),
        ("province, projects", province, load_scenario("investment_led")),
        ("half the province", small, load_scenario("status_quo")),
        ("nation", nation, load_scenario("status_quo")),
    ]


def targets_of(region: Region, base: Scenario, judgement: bool) -> list[tuple[Target, ...]]:
    """Return one target of each share at several heights, and some pairs."""
    levers = searchable(None, judgement)
    found, pairs = [], []
    for share in SHARES:
        runs = Runs(region, base, [Target(share, YEAR, 0.5)], levers, Limits())
        low, high = runs.central(np.stack([runs.nothing, runs.everything]))[0][:, 0]
        heights = [Target(share, YEAR, round(low + p * (high - low), 4)) for p in PARTS]
        found += [(target,) for target in heights]
        pairs.append(heights[1])
    return [*found, *itertools.combinations(pairs, 2)]


def contradictions(result: GoalResult, region: Region) -> list[str]:
    """Return what an answer says against itself."""
    told = []
    best = result.best
    met = all(c >= result.chance for c in best.chances)
    if result.found != met:
        told.append("word and odds differ")
    capped = result.limits.budget
    if capped is not None and best.cost > capped * 1.0001:
        told.append("over the budget")
    proved = any(most < t.value for most, t in zip(result.ceilings, result.targets, strict=False))
    if (result.verdict is Verdict.OUT_OF_REACH) != proved:
        told.append("proof and word differ")
    for language in ("vi", "en"):
        said = goal_verdict(region, result, language)
        empty = (" 0 người", " 0 persons", " 0,0 điểm", " 0.0 points", ": .", ":  ")
        if any(words in said for words in empty):
            told.append(f"empty words: {said}")
    return told


def against_the_bound(region: Region, base: Scenario, share: str, seed: int) -> float:
    """Return the least distance between the bound and random mixes in any draw."""
    levers = searchable(None, True)
    runs = Runs(region, base, [Target(share, YEAR, 0.5)], levers, Limits())
    (bound,) = ceiling_of(runs, 64)
    rng = np.random.default_rng(seed)
    least = np.inf
    for k in range(24):
        size = len(runs.levers)
        x = rng.random(size) if k % 2 else (rng.random(size) < rng.random()).astype(float)
        least = min(least, float((bound - runs.drawn(x, 64)[0][:, 0]).min()))
    return least


def main() -> int:
    """Run the sweep and print the counts; return whether any answer contradicts another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take only each n-th question")
    every = parser.parse_args().every
    words: Counter[str] = Counter()
    faults: list[str] = []
    begin, cpu = time.perf_counter(), time.process_time()
    count = 0
    for name, region, base in worlds():
        for share in SHARES:
            gap = against_the_bound(region, base, share, seed=1)
            if gap < 0:
                faults.append(f"{name} {share}: a mix passes the bound by {-gap:.5f}")
        for i, targets in enumerate(targets_of(region, base, True)):
            if i % every:
                continue
            for chance in CHANCES:
                searched = _with_budgets(name, region, base, targets, chance, faults)
                words.update(r.verdict.value for r in searched)
                count += len(searched)
        print(name, count, dict(words), len(faults), f"{time.process_time() - cpu:.0f} CPU s")
    print(f"{count} searches, {dict(words)}, {len(faults)} contradictions")
    print(f"{time.perf_counter() - begin:.0f} s, {time.process_time() - cpu:.0f} CPU s")
    print("\n".join(faults))
    return int(bool(faults))


def _with_budgets(
    name: str,
    region: Region,
    base: Scenario,
    targets: tuple[Target, ...],
    chance: float,
    faults: list[str],
) -> list[GoalResult]:
    levers = searchable(None, True)
    free = minimise_cost(region, base, targets, levers, chance)
    results = [free]
    for part in BUDGET_PARTS[1:]:
        limits = Limits(budget=part * max(free.best.cost, 1.0))
        results.append(minimise_cost(region, base, targets, levers, chance, limits))
    if len(targets) > 1:
        results += [minimise_cost(region, base, [t], levers, chance) for t in targets]
    for result in results:
        faults += [
            f"{name} {targets} {chance} {result.limits.budget}: {w}"
            for w in contradictions(result, region)
        ]
        less = result is not free and result.limits.budget is not None
        if less and result.found and not free.found:
            faults.append(f"{name} {targets} {chance}: a budget makes it reachable")
        if less and result.found and result.best.cost < 0.95 * free.best.cost:
            faults.append(f"{name} {targets} {chance}: a budget makes it cheaper")
        if len(result.targets) < len(targets) and free.found and not result.found:
            faults.append(f"{name} {targets} {chance}: a target more makes it reachable")
    return results


if __name__ == "__main__":
    sys.exit(main())
