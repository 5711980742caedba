"""How scenarios fare over the draws, and when the target is missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.comparing.counting import refuse_two_ways_of_counting
from simulator.analysis.goal.question import Target
from simulator.analysis.uncertainty.bands import DRAWS, odds
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.dataclass import dataclass
from simulator.indicators import INDICATORS
from simulator.inputs.definitions import Role
from simulator.inputs.keys import Key, Noise
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.model.quantiles import quantiles
from simulator.progress import steps
from simulator.projection import Sample, project

if TYPE_CHECKING:
    import numpy.typing as npt

CHANCE_YEARS = 7
"""First projected years whose chance of job growth is averaged into one condition."""
_JOB_NOISE = Noise("jobs", None)
CONDITIONS = 5
LEAST_EFFECT = 0.1
"""What a condition must move by itself, over the spread of the result between draws [standard
deviations]. Of two hundred numbers some go along with the result by accident of the draws; without
this they would be told as reasons.
"""


@dataclass(frozen=True, slots=True)
class Regret:
    """How far a scenario falls behind the best one of the same draw [percentage points].

    Parameters
    ----------
    scenario : name
    chance : share of draws in which the target is met
    mean, worst : mean regret, and its 90th percentile
    best_in : share of draws in which no other scenario did better
    """

    scenario: str
    chance: float
    mean: float
    worst: float
    best_in: float


@dataclass(frozen=True, slots=True)
class Condition:
    """A number whose value tells whether the target is met.

    Parameters
    ----------
    key : the number, or the mean chance of job growth in the years ahead
    low_chance, high_chance : chance of the target in the lowest and highest third of its values
    low_third, high_third : bounds of those thirds
    """

    key: Key
    low_chance: float
    high_chance: float
    low_third: float
    high_third: float


@dataclass(frozen=True, slots=True)
class Robustness:
    """Regrets of all scenarios, and the conditions that matter to the last one."""

    region: str
    target: Target
    regrets: tuple[Regret, ...]
    conditions: tuple[Condition, ...]
    conditions_of: str


def robustness(
    region: Region, scenarios: Sequence[Scenario], target: Target, draws: int = DRAWS, seed: int = 1
) -> Robustness:
    """Run every scenario through the same draws.

    Parameters
    ----------
    target : met in a draw where the indicator reaches its value

    Raises
    ------
    InputError
        where the scenarios count participants in different ways.
    """
    refuse_two_ways_of_counting(scenarios, "SCENARIOS")
    values, samples = [], []
    for scenario in steps(scenarios):
        sample = draw_sample(region, scenario, draws, seed)
        p = project(region, scenario, target.year, sample, keep_stocks=False)
        values.append(INDICATORS[target.indicator].of(p)[p.row(target.year)])
        samples.append(sample)
    table = np.stack(values)
    behind = 100.0 * (table.max(axis=0) - table)
    regrets = tuple(
        Regret(
            scenario.name,
            odds(table[i], target.value),
            float(behind[i].mean()),
            float(quantiles(behind[i], (0.9,))[0]),
            float((behind[i] <= 1e-12).mean()),
        )
        for i, scenario in enumerate(scenarios)
    )
    return Robustness(
        region.code,
        target,
        regrets,
        tuple(_conditions(region, scenarios[-1], target, samples[-1], values[-1])),
        scenarios[-1].name,
    )


def _conditions(
    region: Region, scenario: Scenario, target: Target, sample: Sample, reached: Array
) -> list[Condition]:
    """Return the numbers whose thirds differ most in the chance of the target, and why they do."""
    met = reached >= target.value
    drawn_values: dict[Key, Array] = {
        key: drawn
        for key, drawn in sample.values.items()
        if not isinstance(key, Noise) and key.role not in (Role.PRICE, Role.PATTERN)
    }
    growth = [
        drawn
        for key, drawn in sample.values.items()
        if isinstance(key, Noise) and key.series == "jobs"
    ]
    if growth:
        drawn_values[_JOB_NOISE] = np.mean(growth[:CHANCE_YEARS], axis=0)
    found = _thirds({key: x for key, x in drawn_values.items() if np.ptp(x) > 0}, met)
    found.sort(key=lambda c: -abs(c.high_chance - c.low_chance))
    effects = _effects(region, scenario, target, drawn_values, found)
    least = LEAST_EFFECT * float(reached.std())
    causes = [
        c
        for c, effect in zip(found, effects, strict=True)
        if effect * np.sign(c.high_chance - c.low_chance) > least
        or (c.key == _JOB_NOISE and c.high_chance > c.low_chance)
    ]
    return causes[:CONDITIONS]


def _thirds(drawn_values: dict[Key, Array], met: npt.NDArray[np.bool_]) -> list[Condition]:
    """Return what the lowest and the highest third of each number's values say of the target."""
    if not drawn_values:
        return []
    table = np.stack(list(drawn_values.values()))
    low, high = quantiles(table, (1 / 3, 2 / 3))
    lowest, highest = table <= low[:, None], table >= high[:, None]
    chances = [(met & third).sum(axis=1) / third.sum(axis=1) for third in (lowest, highest)]
    rows = zip(*(one.tolist() for one in (*chances, low, high)), strict=True)
    return [Condition(key, *row) for key, row in zip(drawn_values, rows, strict=True)]


def _effects(
    region: Region,
    scenario: Scenario,
    target: Target,
    drawn_values: dict[Key, Array],
    found: Sequence[Condition],
) -> Array:
    """Return what each number does by itself between the ends of its thirds: (condition,)."""
    alone = [c for c in found if c.key != _JOB_NOISE]
    values: dict[Key, Array] = {}
    for i, c in enumerate(alone):
        drawn = np.full(2 * len(alone), np.median(drawn_values[c.key]))
        drawn[2 * i : 2 * i + 2] = c.low_third, c.high_third
        values[c.key] = drawn
    p = project(region, scenario, target.year, Sample(2 * len(alone), values), keep_stocks=False)
    reached = INDICATORS[target.indicator].of(p)[p.row(target.year)]
    effects = dict(zip(alone, reached[1::2] - reached[::2], strict=True))
    return np.array([effects.get(c, 0.0) for c in found])
