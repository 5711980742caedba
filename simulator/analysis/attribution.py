"""What each group of levers contributes: exact Shapley values over all coalitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial

import numpy as np

from simulator.analysis.costs import costs, deadweight, total_cost
from simulator.analysis.ensemble import draw_sample
from simulator.errors import complain
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
from simulator.model.workforce import Array
from simulator.projection import Projection, Sample, project
from simulator.text import Text

GROUPS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "investment": (Text("Đầu tư, việc làm", "Investment and jobs"), ("investment",)),
    "awareness": (Text("Tuyên truyền", "Awareness"), ("awareness",)),
    "subsidy": (Text("Hỗ trợ thêm mức đóng", "Top-up subsidy"), ("topup_subsidy",)),
    "agents": (Text("Tổ chức dịch vụ thu", "Collection agents"), ("agents",)),
    "retention": (Text("Duy trì người tham gia", "Retention"), ("retention",)),
    "administration": (
        Text("Thủ tục, chuyển đổi số", "Procedures and digital"),
        ("procedures", "digital"),
    ),
    "compliance": (
        Text("Thanh tra, chủ hộ kinh doanh", "Inspection and owners"),
        ("inspection", "find_owners"),
    ),
    "other": (
        Text("Khác và bối cảnh", "Other and conditions"),
        (
            "participation",
            "limit_lump_sums",
            *(lever.name for lever in LEVERS.values() if lever.group == "shock"),
        ),
    ),
}
"""At most eight groups, so that all coalitions can be run: 2^8 = 256."""


def shapley(worth: Array) -> Array:
    """Return the Shapley value of each player.

    phi_i = sum over coalitions S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))

    Parameters
    ----------
    worth : (coalition, ...) with 2^n coalitions; bit i of the index says whether i is in

    Returns
    -------
    (player, ...), adding up to worth[-1] - worth[0]

    >>> shapley(np.array([0.0, 0.0, 0.0, 1.0])).tolist()  # f = x y
    [0.5, 0.5]
    """
    players = int(worth.shape[0]).bit_length() - 1
    values = np.zeros((players, *worth.shape[1:]))
    for player in range(players):
        others = [p for p in range(players) if p != player]
        for size in range(players):
            weight = factorial(size) * factorial(players - size - 1) / factorial(players)
            for chosen in combinations(others, size):
                index = sum(1 << p for p in chosen)
                values[player] += weight * (worth[index | (1 << player)] - worth[index])
    return values


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one group contributes in a year against the base; bands are the 80 % range.

    Parameters
    ----------
    group, label : of levers
    persons : participants added
    cost : public cost added up to the year [million VND]
    persons_band, cost_band : (low, high), or None without draws
    """

    group: str
    label: Text
    persons: float
    cost: float
    persons_band: tuple[float, float] | None = None
    cost_band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Contributions of every group, adding up to the difference of the two scenarios.

    Parameters
    ----------
    contributions : one a group
    persons, cost : the whole difference
    transitions : voluntary members who moved to compulsory insurance beyond the base, all years
    deadweight : top-up paid for members who would be there without it [million VND], all years
    """

    region: str
    base: str
    scenario: str
    year: int
    contributions: tuple[Contribution, ...]
    persons: float
    cost: float
    transitions: float
    deadweight: float


def explain(
    region: Region,
    base: Scenario,
    scenario: Scenario,
    year: int,
    draws: int = 0,
    seed: int = 1,
) -> Explanation:
    """Split the difference of two scenarios among the groups of levers.

    Parameters
    ----------
    base : states no lever that the scenario does not state otherwise; its other inputs hold
    draws : draws for the bands; 0: the central run alone

    Raises
    ------
    InputError
        where the base has levers or projects of its own: groups could not be switched off.
    """
    _refuse_other_bases(base, scenario)
    persons, money = _split(region, scenario, year, None)
    bands = None
    if draws:
        bands = _split(region, scenario, year, draw_sample(region, scenario, draws, seed))
    everything = project(region, scenario, year)
    nothing = project(region, _bare(scenario), year)
    labels = list(GROUPS)
    contributions = tuple(
        Contribution(
            name,
            GROUPS[name][0],
            float(persons[i, 0]),
            float(money[i, 0]),
            None if bands is None else _band(bands[0][i]),
            None if bands is None else _band(bands[1][i]),
        )
        for i, name in enumerate(labels)
        if persons[i, 0] != 0 or money[i, 0] != 0
    )
    moved = everything.total("transitions")[1:].sum() - nothing.total("transitions")[1:].sum()
    return Explanation(
        region.code,
        base.name,
        scenario.name,
        year,
        contributions,
        float(persons.sum()),
        float(money.sum()),
        float(moved),
        float(deadweight(everything, nothing).sum()),
    )


def _refuse_other_bases(base: Scenario, scenario: Scenario) -> None:
    same = (
        base.assumptions == scenario.assumptions
        and base.growth == scenario.growth
        and base.chosen_base == scenario.chosen_base
    )
    if base.levers or base.projects or not same:
        raise complain(
            f"{base.name}: kịch bản gốc phải không có giải pháp, dự án hay giả định riêng "
            "(ví dụ status_quo)",
            f"{base.name}: the base must have no levers, projects or assumptions of its own "
            "(status_quo, for example)",
            key="BASE",
        )


def _bare(scenario: Scenario) -> Scenario:
    return replace(scenario, levers={}, projects=())


def _band(values: Array) -> tuple[float, float]:
    low, high = np.quantile(values, (0.1, 0.9))
    return float(low), float(high)


def _split(
    region: Region, scenario: Scenario, year: int, sample: Sample | None
) -> tuple[Array, Array]:
    """Return Shapley values of participants and of cost: (group, draw) each."""
    size = 1 if sample is None else sample.size
    coalitions = 1 << len(GROUPS)
    persons = np.empty((coalitions, size))
    money = np.empty((coalitions, size))
    # Whole draws of all coalitions go together, so many a block that it fits the cache.
    together = max(1, 256 // size) if size < 256 else 1
    for start in range(0, coalitions, together):
        chosen = range(start, min(start + together, coalitions))
        p = _coalitions(region, scenario, year, chosen, sample, size)
        shape = (len(chosen), size)
        row = p.row(year)
        covered = p.total("compulsory")[row] + p.total("voluntary")[row].sum(axis=0)
        persons[start : start + len(chosen)] = covered.reshape(shape)
        spent = total_cost(costs(p))[: row + 1].sum(axis=0)
        money[start : start + len(chosen)] = np.broadcast_to(spent, covered.shape).reshape(shape)
    return shapley(persons), shapley(money)


def _coalitions(
    region: Region,
    scenario: Scenario,
    year: int,
    coalitions: Sequence[int],
    sample: Sample | None,
    size: int,
) -> Projection:
    """Run some coalitions at once; the draw axis is coalition by coalition."""
    values = {}
    if sample is not None:
        values = {key: np.tile(drawn, len(coalitions)) for key, drawn in sample.values.items()}

    def switched(bit: int, on: Array | float, off: float) -> Array:
        states = np.array([(c >> bit) & 1 for c in coalitions], dtype=float)
        return np.where(np.repeat(states, size) == 1, on, off)

    def current(key: tuple[str, str], central: float) -> Array | float:
        return values.get(key, central)

    for bit, (_, members) in enumerate(GROUPS.values()):
        for name in members:
            if name not in scenario.levers:
                continue
            for by, number in scenario.levers[name].level.items():
                key = (f"levers.{name}", by)
                neutral = LEVERS[name].neutral
                values[key] = switched(bit, current(key, number.value), neutral)
    bit = list(GROUPS).index("investment")
    for i, stated in enumerate(scenario.projects):
        key = (f"projects.{i}", "probability")
        values[key] = switched(bit, current(key, stated.probability.value), 0.0)
    return project(
        region, scenario, year, Sample(len(coalitions) * size, values), keep_stocks=False
    )
