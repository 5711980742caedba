"""What a pack's 2030 result rests on: its counts of the base year, and its uncertain inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from simulator.analysis.evidence.sensitivity import tornado
from simulator.analysis.past.history_worth import worth_words
from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem
from simulator.indicators import INDICATORS
from simulator.inputs.commuting import commuting_words
from simulator.inputs.figures import Figure
from simulator.inputs.history_check import check_history, missing_for_projection
from simulator.inputs.key_words import key_words
from simulator.inputs.pack_check import (
    FIRST_COUNTS,
    odd_figures,
    stand_ins,
    unused_figures,
    usual_counts,
)
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import load_scenario, scenario_names
from simulator.projection import project
from simulator.text import Text

RESULT_YEAR, HORIZON = 2030, 10
"""The year whose result is looked at, and years after the base year for which a pack is tried."""
INDICATORS_SEEN = ("si_participants", "si_share")
MAIN = 3
"""Uncertain inputs that are named."""
_PARTS = ("compulsory_si", "voluntary_si")
STEP = 0.01
"""Share by which a count is moved to see what follows it."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much of the result goes with one count of the base year.

    Parameters
    ----------
    figure : the count
    people, coverage : change of SI participants and of coverage over that of the count, all as
        fractions: 0.7 means that a count 10 % higher gives a result 7 % higher
    points : change of coverage over that of the count [percentage points per 1 %]
    """

    figure: Figure
    people: float
    coverage: float
    points: float

    @property
    def most(self) -> float:
        """Return the larger of both, without its sign."""
        return max(abs(self.people), abs(self.coverage))


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be said of a pack that can be read.

    Parameters
    ----------
    odd : counts unlike the nation's, with the usual one
    remarks : what is not used, or an estimate
    missing : without which it cannot be projected
    usual : missing count -> what it would be in the nation's proportion [persons]
    year : of the result looked at
    result : SI participants in that year with nothing done, as ``simulator run`` tells them
    weights : counts of the base year, the one that most of the result goes with first
    unsure : (number, share of the tornado's squared widths), the largest first
    history : what the place's own history weighs, and what more of it would bring
    """

    odd: tuple[Text, ...]
    remarks: tuple[Text, ...]
    year: int
    missing: tuple[Problem, ...] = ()
    usual: Mapping[str, float] = field(default_factory=dict)
    result: int = 0
    weights: tuple[Weight, ...] = ()
    unsure: tuple[tuple[Text, float], ...] = ()
    history: tuple[Text, ...] = ()

    @property
    def estimated(self) -> float:
        """Return the part of the weights that lies on counts which nobody has counted."""
        whole = sum(weight.most for weight in self.weights)
        return sum(w.most for w in self.weights if not w.figure.counted) / whole if whole else 0.0


def review(region: Region) -> Review:
    """Return what is missing, odd and resting on estimates, most important first.

    Raises
    ------
    InputError
        with what contradicts itself, or ends a projection.
    """
    problems = check_history(region)
    if problems:
        raise InputError(problems)
    odd = tuple(odd_figures(region))
    told = (*region.warnings, *commuting_words(region))
    remarks = (*told, *unused_figures(region), *stand_ins(region))
    last = region.base_year + HORIZON
    year = RESULT_YEAR if region.base_year < RESULT_YEAR <= last else last
    missing = tuple(missing_for_projection(region))
    if missing:
        return Review(odd, remarks, year, missing, usual_counts(region))
    scenario = load_scenario(scenario_names()[0])
    check_against_region(scenario, region)
    run = project(region, scenario, last)
    parts = (INDICATORS[name].of(run)[run.row(year), 0] for name in _PARTS)
    people = sum(round(float(part)) for part in parts)
    result = _result(region, scenario, year)
    weights = tuple(sorted(_weights(region, scenario, year, result), key=lambda w: -w.most))
    unsure = _unsure(region, scenario, year)
    history = tuple(worth_words(region))
    return Review(
        odd, remarks, year, result=people, weights=weights, unsure=unsure, history=history
    )


def _result(region: Region, scenario: Scenario, year: int) -> list[float]:
    run = project(region, scenario, year, keep_stocks=False)
    return [float(INDICATORS[name].of(run)[run.row(year), 0]) for name in INDICATORS_SEEN]


def _weights(
    region: Region, scenario: Scenario, year: int, result: list[float]
) -> Iterator[Weight]:
    """Yield how the result follows each count: by a run in which that count alone is moved."""
    for name in FIRST_COUNTS:
        figure = region.figure(name, region.base_year)
        if figure is None or not figure.value:
            continue
        other = _result(_moved(region, figure), scenario, year)
        people, coverage = (
            (after / before - 1.0) / STEP for before, after in zip(result, other, strict=True)
        )
        yield Weight(figure, people, coverage, coverage * result[1])


def _moved(region: Region, figure: Figure) -> Region:
    """Return the region with one count a step higher; people of every age go with their total."""
    moved = replace(figure, value=figure.value * (1.0 + STEP))
    history = tuple(moved if f is figure else f for f in region.history)
    if figure.indicator != "population":
        return replace(region, history=history)
    people = region.demography.populations * (1.0 + STEP)
    return replace(region, demography=replace(region.demography, populations=people))


def _unsure(region: Region, scenario: Scenario, year: int) -> tuple[tuple[Text, float], ...]:
    bars = tornado(region, scenario, year, INDICATORS_SEEN[0])
    whole = sum(bar.width**2 for bar in bars)
    return tuple(
        (key_words(bar.key, scenario), bar.width**2 / whole) for bar in bars[:MAIN] if whole
    )
