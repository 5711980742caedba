"""What a goal search answers: one of three words, the best mix, and what was tried."""

from __future__ import annotations

from enum import StrEnum

from simulator.analysis.goal.question import Limits, Target
from simulator.dataclass import dataclass


class Verdict(StrEnum):
    """The three words in which a search can end."""

    FOUND = "found"
    """A mix within the limits has the chance asked for, of every target."""
    OUT_OF_REACH = "out_of_reach"
    """An upper bound of a target stays below it, so that no mix can have that chance."""
    NOT_SETTLED = "not_settled"
    """No mix was found and none was ruled out."""


@dataclass(frozen=True, slots=True)
class LeverPackage:
    """A setting of levers and what it does.

    Parameters
    ----------
    levels : lever -> full level
    at_bound : levers that stand at the end of their range
    cost : public cost of the searched levers up to the target's year [million VND], at central
        prices: what the scenario costs with them beyond what it costs with all of them neutral
    cost_band : 80% range over the uncertain prices and draws
    values : target -> central value
    bands : target -> 80% range of its value over ``GoalResult.draws`` draws
    chances : target -> share of ``GoalResult.draws`` draws that meet it
    """

    levels: dict[str, float]
    at_bound: tuple[str, ...]
    cost: float
    cost_band: tuple[float, float]
    values: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class GoalResult:
    """The answer to a goal search.

    Parameters
    ----------
    targets, chance, limits : as asked
    central_only : whether the central run alone was to meet the targets
    verdict : found, out of reach or not settled
    best : the cheapest mix that meets the targets, or the one known to come nearest
    others : clearly different mixes that meet them, dearest last
    cheapest_share : how often each mix (best first) is the cheapest over the cost ranges
    base_cost : public cost up to the last target's year with all searched levers neutral, central
        [million VND]: what law pays anyway, and the project list
    curve : (value of the first target, least cost) by central runs, within the limits
    ceilings : target -> what no mix passes with the wanted chance, limits or not; empty where
        the targets were found
    binding : limits that the best mix uses up: "budget", or a year
    growth_needed : points of growth a year beyond the path with which the best mix would meet
        every target with the wanted chance; None where found, infinity where no growth within
        bounds does
    investment_needed : times the scenario's project list with which it would; None where
        found or without projects, infinity where no multiple within MOST_INVESTMENT does
    missing_persons : target -> participants more with which the best mix would have the wanted
        chance of it; zero where it has
    levers : names of the levers that were searched
    margin : chance that the search aimed at beyond the one asked for: a standard error of the
        draws, or 0 where the central run decides, nothing was found or so much cannot be had
    steps, model_runs : mixes whose odds were worked out, and projections of the model, central
        runs and draws counted one by one
    draws : number of draws from which the chances are told
    """

    targets: tuple[Target, ...]
    chance: float
    limits: Limits
    central_only: bool
    verdict: Verdict
    best: LeverPackage
    others: tuple[LeverPackage, ...]
    cheapest_share: tuple[float, ...]
    base_cost: float
    curve: tuple[tuple[float, float], ...]
    ceilings: tuple[float, ...]
    binding: tuple[str, ...]
    growth_needed: float | None
    investment_needed: float | None
    missing_persons: tuple[float, ...]
    levers: tuple[str, ...]
    margin: float
    steps: int
    model_runs: int
    draws: int

    @property
    def found(self) -> bool:
        """Return whether a mix meets what was asked for."""
        return self.verdict is Verdict.FOUND
