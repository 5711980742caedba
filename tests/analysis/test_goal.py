"""A goal search: three words, each under its condition; limits; the bound; the odds told."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import with_lever

from simulator.analysis.costing.costs import costs, total_cost
from simulator.analysis.goal.ceiling import ceiling_of
from simulator.analysis.goal.question import Limits, parse_target, searchable
from simulator.analysis.goal.result import Verdict
from simulator.analysis.goal.runs import TOLD_DRAWS, Runs
from simulator.analysis.goal.search import minimise_cost
from simulator.indicators import INDICATORS
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.levers import LEVERS
from simulator.projection import project
from simulator.schemes import SHARES

REGION = load_region("ninh_thuan")
STATUS_QUO, RESOLUTION = load_scenario("status_quo"), load_scenario("resolution")


@cache
def search(*targets, chance=0.5, budget=None, judgement=False, central=False):
    """Search on the status quo; targets as on the command line, the budget in billions."""
    return minimise_cost(
        REGION,
        STATUS_QUO,
        [parse_target(text, REGION) for text in targets],
        searchable(None, judgement),
        chance,
        Limits(None if budget is None else 1000.0 * budget),
        central_only=central,
    )


@cache
def between(share, part):
    """Return a target that lies a part of the way from what no lever to what all levers reach."""
    target = parse_target(f"{share}@2030=0.3", REGION)
    runs = Runs(REGION, STATUS_QUO, [target], searchable(None, False), Limits())
    low, high = runs.central(np.stack([runs.nothing, runs.everything]))[0][:, 0]
    return f"{share}@2030={low + part * (high - low):.4f}"


def test_with_one_lever_it_finds_the_level_that_reaches_the_target():
    reached = replace(with_lever("inspection", 0.6, ramp=2), planned_on=STATUS_QUO.planned_on)
    p = project(REGION, reached, 2030)
    wanted = INDICATORS["si_share"].of(p)[-1, 0]
    target = replace(parse_target("si_share@2030=0.3", REGION), value=float(wanted))
    levers = searchable(["inspection"], False)
    found = minimise_cost(REGION, STATUS_QUO, [target], levers, central_only=True)
    assert found.verdict is Verdict.FOUND
    assert found.best.levels["inspection"] == pytest.approx(0.6, abs=1e-3)


def test_a_target_that_levers_reach_is_found_with_its_odds():
    found = search(between("si_share", 0.5), chance=0.6)
    assert found.verdict is Verdict.FOUND
    for mix in (found.best, *found.others):
        assert mix.chances[0] >= 0.6
        assert all(LEVERS[n].low <= level <= LEVERS[n].high for n, level in mix.levels.items())
    assert all(found.best.cost <= mix.cost for mix in found.others)
    targets, spent = zip(*found.curve, strict=True)
    assert list(targets) == sorted(targets)
    assert list(spent) == sorted(spent)


def test_one_more_target_or_a_budget_that_never_binds_changes_nothing():
    lax, strict = between("si_share", 0.4), between("voluntary_share", 0.7)
    alone = search(strict, central=True)
    both = search(lax, strict, central=True)
    rich = search(lax, strict, budget=100_000, central=True)
    assert {r.verdict for r in (alone, both, rich)} == {Verdict.FOUND}
    assert both.best.cost == pytest.approx(rich.best.cost, rel=0.05)
    assert both.best.cost >= alone.best.cost * 0.95


def test_a_budget_that_binds_is_named_and_settles_nothing():
    enough = search(between("si_share", 0.5), chance=0.6).best.cost / 1000
    result = search(between("si_share", 0.5), chance=0.6, budget=0.3 * enough)
    assert result.verdict is Verdict.NOT_SETTLED
    assert result.binding == ("budget",)
    assert 0.29 * enough < result.best.cost / 1000 <= 0.3 * enough
    assert result.best.chances[0] < 0.6
    assert result.missing_persons[0] > 1


def test_sixty_per_cent_is_proved_out_of_reach():
    result = search("si_share@2030=0.60", chance=0.8, judgement=True)
    assert result.verdict is Verdict.OUT_OF_REACH
    assert result.best.chances[0] < 0.05
    assert result.ceilings[0] < 0.35
    assert result.missing_persons[0] > 10_000
    assert result.best.at_bound


def test_a_lever_of_the_base_that_does_not_help_costs_nothing_in_the_search():
    base = with_lever("participation", 0.02)
    result = minimise_cost(
        REGION,
        base,
        [parse_target("si_share@2030=0.25", REGION)],
        searchable(["participation", "agents", "inspection", "retention"], True),
        central_only=True,
    )
    assert "participation" not in result.levers
    used = {name: level for name, level in result.best.levels.items() if level > 0}
    levers = {name: with_lever(name, level, ramp=2).levers[name] for name, level in used.items()}
    p = project(REGION, replace(base, levers={**base.levers, **levers}), 2030)
    spent = float((total_cost(costs(p)) - total_cost(costs(project(REGION, base, 2030)))).sum())
    assert result.best.cost == pytest.approx(spent)
    paid = float(total_cost(costs(project(REGION, base, 2030))).sum())
    assert result.base_cost == pytest.approx(paid)
    assert result.best.cost_band[0] < spent < result.best.cost_band[1]


@given(
    st.sampled_from(
        [("ninh_thuan", "status_quo"), ("ninh_thuan", "resolution"), ("viet_nam", "adverse")]
    ),
    st.sampled_from(SHARES),
    st.lists(st.floats(0, 1) | st.sampled_from([0.0, 1.0]), min_size=11, max_size=11),
)
@settings(max_examples=25, deadline=None)
def test_no_mix_passes_the_ceiling_in_any_draw(world, indicator, parts):
    runs, bound = _bounded(*world, indicator)
    x = np.array(parts[: len(runs.levers)])
    values = runs.drawn(x, 64)[0][:, 0]
    assert (values <= bound).all()


@cache
def _bounded(place, base, indicator):
    region = load_region(place)
    target = parse_target(f"{indicator}@2030=0.3", region)
    runs = Runs(region, load_scenario(base), [target], searchable(None, True), Limits())
    return runs, ceiling_of(runs, 64)[0]


@given(
    st.sampled_from(
        [
            "si_share@2030=0.245",
            "si_share@2030=0.29",
            "voluntary_share@2030=0.08",
            "ui_share@2030=0.2",
        ]
    ),
    st.sampled_from([None, 10, 40, 5_000]),
    st.sampled_from([None, 10, 40, 5_000]),
)
@settings(max_examples=4, deadline=None)
def test_more_money_never_makes_less_reachable(target, one, other):
    less, more = sorted((one, other), key=lambda b: np.inf if b is None else b)
    tight, free = (search(target, budget=b, central=True) for b in (less, more))
    assert not (tight.found and not free.found)
    assert not (tight.found and free.best.cost > 1.01 * tight.best.cost + 1.0)
    for result in (tight, free):
        assert result.found == (result.best.values[0] >= result.targets[0].value)
        assert (result.verdict is Verdict.OUT_OF_REACH) == any(
            most < result.targets[0].value for most in result.ceilings
        )


@pytest.mark.parametrize("chance", [0.3, 0.9])
def test_the_odds_told_are_those_of_the_draws_that_decide(chance):
    result = search("ui_share@2030=0.165", chance=chance, judgement=True)
    met = result.best.chances[0] >= chance
    assert result.found == met
    assert result.best.chances[0] * TOLD_DRAWS == pytest.approx(
        round(result.best.chances[0] * TOLD_DRAWS)
    )
