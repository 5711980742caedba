"""What each group of levers contributes: Shapley values.

The central run takes all coalitions. Ranges would need every coalition in hundreds of draws, so
they come from the first and the last marginals, unless exact ones are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import factorial

import numpy as np

from simulator.analysis.comparing.coalitions import Drawn, Mixture, mixture
from simulator.analysis.comparing.counting import counting_of
from simulator.analysis.comparing.coverage_path import (
    NO_BANDS,
    CoveragePath,
    PathBands,
    coverage_path,
    printed,
    steps_of_base,
)
from simulator.analysis.costing.costs import costs, deadweight, total_cost
from simulator.analysis.uncertainty.bands import band
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.dataclass import dataclass
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS, PARTS
from simulator.model.arrays import Array
from simulator.processes import processes
from simulator.progress import steps
from simulator.projection import Projection, Sample, project
from simulator.text import Text

GROUPS: dict[str, tuple[Text, tuple[str, ...]]] = {
    name: (label, tuple(lever.name for lever in LEVERS.values() if lever.part == name))
    for name, label in PARTS.items()
}
"""Group -> label and levers, as the levers declare it. At most eight, so that all coalitions can
be run: 2^8 = 256."""
TOLERANCE = 1e-6
"""Parts may miss the whole by this share of it: by rounding, never by a lever."""
PART = 8
"""Draws that one process takes at a time."""


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


def first_and_last(worth: Array) -> Array:
    """Return the Shapley values that the first and the last marginals give.

    phi_i = ((v(i) - v(none)) + (v(all) - v(all but i))) / 2, the remainder shared equally: exact
    where no more than two players act on each other, for then what i brings grows linearly with
    the number of those who are in already.

    Parameters
    ----------
    worth : (2 n + 2, ...): none, all, each player alone, all without each player

    Returns
    -------
    (player, ...), adding up to worth[1] - worth[0]

    >>> first_and_last(np.array([0.0, 1.0, 0.0, 0.0, 0.0, 0.0])).tolist()  # f = x y
    [0.5, 0.5]
    """
    players = (worth.shape[0] - 2) // 2
    if not players:
        return np.zeros((0, *worth.shape[1:]))
    none, everyone, first, last = worth[0], worth[1], worth[2 : players + 2], worth[players + 2 :]
    marginal = ((first - none) + (everyone - last)) / 2
    return np.asarray(marginal + ((everyone - none) - marginal.sum(axis=0)) / players)


def _ends(players: int) -> list[int]:
    """Return the coalitions of :func:`first_and_last`, bit i of each says whether i is in."""
    everyone = (1 << players) - 1
    alone = [1 << i for i in range(players)]
    return [0, everyone, *alone, *(everyone - one for one in alone)]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one group contributes in a year against the base; bands are the 80% range.

    Parameters
    ----------
    group, label : of levers
    persons : participants added
    cost : public cost added up to the year [million VND]
    share : coverage added [share]
    by_year : participants added in each year from the base year on
    persons_band, cost_band, share_band : (low, high), or None without draws
    """

    group: str
    label: Text
    persons: float
    cost: float
    share: float
    by_year: tuple[float, ...]
    persons_band: tuple[float, float] | None = None
    cost_band: tuple[float, float] | None = None
    share_band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Contributions of every group, adding up to the difference of the two scenarios.

    Parameters
    ----------
    contributions : one a group that does anything
    persons, cost : the whole difference
    shown : the difference of the participants as tables print them
    shown_by_year : the same of every year from the base year on
    path : what leads from the base year's coverage to that of the two scenarios; None where the
        base year is not counted as they count
    at : when participants are counted, within a sentence
    transitions : voluntary members who moved to compulsory insurance beyond the base, all years
    deadweight : top-up paid for members who would be there without it [million VND], all years
    persons_band, cost_band : (low, high) of the whole difference, or None without draws
    path_bands : ranges along ``path``, where they were drawn
    exact : whether the bands of the contributions come from all coalitions
    """

    region: str
    base: str
    scenario: str
    year: int
    contributions: tuple[Contribution, ...]
    persons: float
    shown: int
    shown_by_year: tuple[int, ...]
    path: CoveragePath | None
    at: Text
    cost: float
    transitions: float
    deadweight: float
    persons_band: tuple[float, float] | None = None
    cost_band: tuple[float, float] | None = None
    path_bands: PathBands = NO_BANDS
    exact: bool = False

    @property
    def first_year(self) -> int:
        """Return the base year, with which the years of the contributions begin."""
        return self.year - len(self.shown_by_year) + 1


def explain(
    region: Region,
    base: Scenario,
    scenario: Scenario,
    year: int,
    draws: int = 0,
    seed: int = 1,
    exact: bool = False,
    workers: int = 1,
) -> Explanation:
    """Split the difference of two scenarios among the groups of levers.

    Parameters
    ----------
    base : may have levers and projects of its own; its other inputs must be the scenario's
    draws : for the bands; 0: the central run alone
    exact : bands from all coalitions too, which takes some ten times as long; by default from
        the first and last marginals (their error: docs/model.md, ``tools/contribution_ranges.py``)
    workers : processes for exact bands; the digits do not depend on them

    Raises
    ------
    InputError
        where the two cannot be mixed group by group, see :func:`mixture`.
    RuntimeError
        where the contributions miss the difference of the two projections.
    """
    mixed = mixture(
        region, base, scenario, {name: members for name, (_, members) in GROUPS.items()}
    )
    persons, money, share = _central(mixed, year)
    bands = _bands(mixed, year, draws, seed, workers if exact else 0) if draws else None
    everything, nothing = project(region, scenario, year), project(region, base, year)
    _refuse_loss(everything, nothing, (persons[:, -1], money, share))
    contributions = tuple(
        Contribution(
            name,
            GROUPS[name][0],
            float(persons[i, -1]),
            float(money[i]),
            float(share[i]),
            tuple(float(v) for v in persons[i]),
            *(None if bands is None else band(bands[which][i]) for which in range(len(_MEASURES))),
        )
        for i, name in enumerate(mixed.groups)
        if persons[i].any() or money[i] != 0
    )
    moved = everything.total("transitions")[1:].sum() - nothing.total("transitions")[1:].sum()
    shown = [printed(everything, row) - printed(nothing, row) for row in range(persons.shape[1])]
    return Explanation(
        region.code,
        base.name,
        scenario.name,
        year,
        contributions,
        float(persons[:, -1].sum()),
        shown[-1],
        tuple(shown),
        coverage_path(nothing, everything, year),
        counting_of(scenario).at(year),
        float(money.sum()),
        float(moved),
        float(deadweight(everything, nothing).sum()),
        None if bands is None else band(bands[0].sum(axis=0)),
        None if bands is None else band(bands[1].sum(axis=0)),
        NO_BANDS if bands is None else PathBands(*map(_known_band, bands[-1])),
        exact and bands is not None,
    )


def _known_band(drawn: Array) -> tuple[float, float] | None:
    """Return the 80% range; None of what a base year counted otherwise does not tell."""
    return band(drawn) if np.all(np.isfinite(drawn)) else None


def _central(mixed: Mixture, year: int) -> tuple[Array, Array, Array]:
    """Return Shapley values of the central run: participants by year, cost, coverage.

    One run of all coalitions holds every year, so that years cost nothing more.

    Returns
    -------
    (group, year) from the base year on, (group,), (group,)
    """
    coalitions = range(1 << len(mixed.groups))
    p = mixed.run(year, coalitions, {}, {})
    people = np.asarray(INDICATORS["si_participants"].of(p))
    each_year = np.broadcast_to(people, (people.shape[0], len(coalitions))).T
    _, money, share = (shapley(np.broadcast_to(of(p), len(coalitions))) for of in _MEASURES)
    return shapley(each_year), money, share


def _refuse_loss(
    everything: Projection, nothing: Projection, parts: tuple[Array, Array, Array]
) -> None:
    """Refuse contributions that do not add up to the difference of the two projections."""
    for (what, least), of, found in zip(_NAMED, _MEASURES, parts, strict=True):
        with_all, without = float(of(everything)[0]), float(of(nothing)[0])
        whole, added = with_all - without, float(found.sum())
        if abs(added - whole) > TOLERANCE * max(abs(with_all), abs(without), least):
            raise RuntimeError(
                f"contributions to {what} add up to {added:.6g}, the difference is {whole:.6g}: "
                "some lever is in no group"
            )


def _reached(p: Projection) -> Array:
    """Return participants of the last year: (draw,)."""
    return np.asarray(INDICATORS["si_participants"].of(p)[-1])


def _spent(p: Projection) -> Array:
    """Return public cost of all years: (draw,) [million VND]."""
    return np.asarray(total_cost(costs(p)).sum(axis=0))


def _covered(p: Projection) -> Array:
    """Return coverage of the last year: (draw,) [share]."""
    return np.asarray(INDICATORS["si_share"].of(p)[-1])


_MEASURES = (_reached, _spent, _covered)
"""What is split, each (draw,)."""
_NAMED = (("participants", 1.0), ("cost", 1.0), ("coverage", 0.01))
"""What is split, in words, and the least size against which a miss is held."""

Pairs = Sequence[tuple[Drawn, Drawn]]
"""Draws, each as the scenario and as the base take it."""


def _bands(mixed: Mixture, year: int, draws: int, seed: int, workers: int) -> list[Array]:
    """Return Shapley values of all measures over many draws, (group, draw) each, and the path.

    The last is the path of coverage, in the order of :class:`PathBands`: (5, draw).

    Parameters
    ----------
    workers : processes for exact ones; 0: by the first and the last marginals
    """
    samples = [draw_sample(mixed.region, s, draws, seed) for s in (mixed.union, mixed.base)]
    if not workers:
        return _split_by_ends(mixed, year, *samples)
    pairs = [
        (dict(samples[0].block(i, i + 1).values), dict(samples[1].block(i, i + 1).values))
        for i in range(draws)
    ]
    if workers == 1:
        return _split(mixed, year, pairs)
    parts = [pairs[i : i + PART] for i in range(0, draws, PART)]
    with processes(workers) as pool:
        jobs = [pool.submit(_split, mixed, year, part) for part in parts]
        found = [job.result() for job in steps(jobs)]
    return [np.concatenate(one, axis=1) for one in zip(*found, strict=True)]


def _split_by_ends(mixed: Mixture, year: int, drawn: Sample, base_drawn: Sample) -> list[Array]:
    """Return :func:`first_and_last` of all measures, (group, draw) each, and the path."""
    steps_there: tuple[Array, ...] = ()
    worths: list[list[Array]] = [[] for _ in _MEASURES]
    for coalition in steps(_ends(len(mixed.groups))):
        p = mixed.run_draws(year, coalition, drawn, base_drawn)
        for worth, of in zip(worths, _MEASURES, strict=True):
            worth.append(np.broadcast_to(of(p), drawn.size))
        steps_there = steps_there or steps_of_base(p, -1)  # the first of all is the base
    stacked = [np.stack(worth) for worth in worths]
    first, *moves = (np.broadcast_to(one, drawn.size) for one in steps_there)
    return [*map(first_and_last, stacked), np.stack([first, *stacked[-1][:2], *moves])]


def _split(mixed: Mixture, year: int, pairs: Pairs) -> list[Array]:
    """Return Shapley values of all measures, (group, draw) each, and the path: (5, draw).

    All coalitions of one draw go together: what is uncertain is the same for all of them and
    is worked out once.
    """
    coalitions = range(1 << len(mixed.groups))
    found: list[list[Array]] = [[] for _ in _MEASURES]
    steps_there: list[list[Array]] = []
    for drawn, base_drawn in steps(pairs):
        p = mixed.run(year, coalitions, drawn, base_drawn)
        steps_there.append(
            [np.broadcast_to(one, len(coalitions))[0] for one in steps_of_base(p, -1)]
        )
        for kept, of in zip(found, _MEASURES, strict=True):
            kept.append(np.broadcast_to(of(p), len(coalitions)))
    worths = [np.stack(kept, axis=1) for kept in found]
    first, *moves = np.array(steps_there).T
    return [*map(shapley, worths), np.stack([first, *worths[-1][[0, -1]], *moves])]
