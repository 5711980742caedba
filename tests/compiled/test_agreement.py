"""The year that NumPy runs and the year in C are the same year: every total of every draw."""

import importlib.util
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from simulator.model.arrays import over_cells
from simulator.model.movements import movements_of
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.shapes import blank
from simulator.model.states import COMPULSORY, VOLUNTARY
from simulator.projection import project, years
from simulator.projection.totals import COUNTED_STOCKS, FLOWS

NUMBER = int(os.environ.get("SIMULATOR_WORLDS", "12"))
"""Worlds of each kind; more of them where somebody asks."""
DRAWS, AHEAD = 11, 4
pytestmark = pytest.mark.skipif(years.engine() == years.NUMPY, reason="no C compiler")


def chance_of(seed: int) -> np.random.Generator:
    return np.random.default_rng((20, seed))


def array(chance, shape, low, high):
    """Numbers between low and high, for each draw or the same for all."""
    draws = DRAWS if chance.random() < 0.7 else 1
    return chance.uniform(low, high, (*shape[:-1], draws))


def filled(chance, kind, bounds):
    """Rates or conditions at random, between bounds; what has none is a share."""
    shapes = vars_of(blank(kind))
    made = {n: array(chance, a.shape, *bounds.get(n, (0.0, 1.0))) for n, a in shapes.items()}
    return made


def vars_of(one):
    return {name: getattr(one, name) for name in one.__dataclass_fields__ if name != "year"}


def begin(chance) -> YearEnd:
    """People at random; some states are empty, some people few."""
    shape = (*blank(YearEnd).stocks.shape[:-1], DRAWS)
    stocks = chance.gamma(0.5, 10 ** chance.uniform(0, 3), shape)
    stocks[chance.random(len(stocks)) < 0.1] = 0.0
    held = over_cells(stocks)
    covered = held[COMPULSORY]
    one = covered.shape
    return YearEnd(
        year=2024,
        population=stocks.sum(axis=0) * chance.uniform(0.8, 1.2, stocks.shape[1:]),
        stocks=stocks,
        people=held,
        in_migrants=0.02 * stocks[:1],
        reference_voluntary=held[VOLUNTARY] * chance.uniform(0.2, 1.5, (7, 1, 1, DRAWS)),
        owners=covered * chance.uniform(0.0, 0.1, one),
        project_jobs=covered * chance.uniform(0.0, 0.2, one),
        compliance_shift=chance.normal(0.0, 0.5, one),
        labour_force=held[1:].sum(axis=0)[None] * chance.uniform(0.8, 1.2, one),
    )


def rates(chance, start: YearEnd) -> Rates:
    made = filled(
        chance,
        Rates,
        {
            "inactivity_odds": (0.0, 4.0),
            "hiring_weight": (0.1, 5.0),
            "hiring_pattern": (0.0, 3.0),
            "separation": (0.0, 0.3),
            "separation_uncovered": (0.0, 0.4),
            "recruitment": (-0.02, 0.3),
            "yearly_rise": (-0.1, 0.2),
            "replacement": (0.0, 1.3),
            "room_filled": (0.05, 0.98),
        },
    )
    made |= {name: float(made[name].flat[0]) for name in ("room_filled_a_year",)}
    made |= {"hiring_cap": chance.uniform(0.2, 0.9), "entry_cap": chance.uniform(0.05, 0.5)}
    made["class_share"] /= made["class_share"].sum(axis=0)
    made["form_weight"] /= made["form_weight"].sum(axis=0)
    made["base_covered"] = start.people[COMPULSORY].ravel() + 1.0
    made["base_force"] = start.labour_force.ravel()
    return Rates(**made)


def conditions(chance, start: YearEnd, year: int) -> Conditions:
    size = float(start.people[COMPULSORY].mean())
    everybody = start.stocks.sum(axis=0)
    made = filled(
        chance,
        Conditions,
        {
            "survival": (0.9, 1.0),
            "participation_odds": (0.8, 1.3),
            "participation_added": (-0.1, 0.2),
            "job_growth": (-0.3, 0.4),
            "room_growth": (-1.0, 1.0),
            "job_noise": (-0.1, 0.1),
            "project_jobs": (0.0, float(chance.choice([0.3, 20.0])) * size),
            "hired_from_outside": (0.0, 0.1 * size),
            "closures": (0.0, 0.3 * size),
            "compliance_shift": (-1.0, 1.0),
            "access": (0.5, 2.5),
            "price_entry": (0.3, 2.0),
            "lapse_factor": (0.3, 3.0),
            "recruitment_noise": (-1.0, 1.5),
        },
    )
    for name in ("survival", "working_age", "retiring"):
        made[name] = made[name][..., :1]
    made["population"] = everybody * chance.uniform(0.9, 1.1, everybody.shape)
    made["turning_15"] = np.zeros((1, *everybody.shape))
    made["turning_15"][0, :, 0] = made["population"][:, 0]
    made["turning_80"] = np.zeros_like(made["survival"])
    made["damping"] = float(chance.choice([0.0, chance.random()]))
    if chance.random() < 0.3:
        made["compliance_shift"] = start.compliance_shift.ravel()
    return Conditions(year=year, **made)


def empty() -> dict[str, np.ndarray]:
    states = COUNTED_STOCKS | {n: 7 if f.by_class else 1 for n, f in FLOWS.items()}
    return {name: np.full((AHEAD, n, DRAWS), np.nan) for name, n in states.items()}


LEFT_OVER = {"unfilled": "separations", "lost_entries": "recruits"}
"""What is left of large numbers -> one as large: the rounding is theirs."""


def farthest(one, other) -> float:
    """The largest difference of any series, over its largest value or one."""

    def largest(name: str) -> float:
        return max(float(np.nanmax(np.abs(other[name]))), 1.0)

    size = {name: max(largest(name), largest(LEFT_OVER.get(name, name))) for name in other}
    return max(float(np.nanmax(np.abs(x - other[name]))) / size[name] for name, x in one.items())


@pytest.mark.parametrize("seed", range(NUMBER))
def test_years_of_anything_are_the_same_in_c(seed, monkeypatch):
    chance = chance_of(seed)
    start = begin(chance)
    given = start, rates(chance, start)
    ahead = [conditions(chance, start, 2025 + i) for i in range(AHEAD)]
    years.years_counted(*given, ahead, compiled := empty())
    monkeypatch.setenv(years.SETTING, years.NUMPY)
    years.years_kept(*given, ahead, found := empty())
    years.years_counted(*given, ahead, by_numpy := empty())
    assert all(np.isfinite(x).all() for x in found.values())
    assert farthest(by_numpy, found) <= 1e-10
    assert farthest(compiled, found) <= 1e-10


@pytest.mark.parametrize("seed", range(max(NUMBER // 3, 1)))
def test_year_ends_and_whoever_moves_are_the_same_in_c(seed, monkeypatch):
    chance = chance_of(seed)
    start = begin(chance)
    given = start, rates(chance, start)
    ahead = [conditions(chance, start, 2025 + i) for i in range(AHEAD)]
    compiled = years.years_kept(*given, ahead, in_c := empty())
    monkeypatch.setenv(years.SETTING, years.NUMPY)
    plain = years.years_kept(*given, ahead, found := empty())
    assert farthest(in_c, found) <= 1e-10
    assert farthest({"": compiled.stocks}, {"": plain.stocks}) <= 1e-10
    assert compiled.last.year == plain.last.year
    assert farthest(*(widened(vars_of(kept.last)) for kept in (compiled, plain))) <= 1e-10
    for one, other in zip(compiled.booked, plain.booked, strict=True):
        assert [b[:3] for b in one] == [b[:3] for b in other]
        assert farthest(moved(one), moved(other)) <= 1e-10


def widened(arrays):
    return {n: np.broadcast_to(a, (*a.shape[:-1], DRAWS)) for n, a in arrays.items()}


def moved(booked):
    """Who moved between which states for which cause."""
    return widened({repr(key): array for key, array in movements_of(booked).items()})


def test_some_of_those_years_reach_what_limits_them():
    """Else the agreement would say nothing of caps, of lay-offs and of jobs left open."""
    reached = {"lost_entries": 0, "unfilled": 0}
    for seed in range(8):
        chance = chance_of(seed)
        start = begin(chance)
        ahead = [conditions(chance, start, 2025 + i) for i in range(AHEAD)]
        years.years_kept(start, rates(chance, start), ahead, found := empty())
        for name in reached:
            reached[name] += int((found[name] > 1.0).sum())
    assert min(reached.values()) > 0


def laws():
    path = Path(__file__).parents[2] / "tools" / "laws.py"
    spec = importlib.util.spec_from_file_location("laws", path)
    module = sys.modules["laws"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("number", range(max(NUMBER // 4, 1)))
def test_places_under_every_lever_and_project_are_the_same_in_c(number, monkeypatch):
    world = laws().worlds(1, number)
    run = [world.region, world.scenario, world.until, world.sample]
    found = {}
    for name in (years.NUMPY, years.COMPILED):
        monkeypatch.setenv(years.SETTING, name)
        found[name] = [project(*run, keep_stocks=keep) for keep in (False, True)]
    for one, other in zip(*found.values(), strict=True):
        assert farthest(other.totals, one.totals) <= 1e-10
    assert farthest(*({"": kept.stocks} for _, kept in found.values())) <= 1e-10
