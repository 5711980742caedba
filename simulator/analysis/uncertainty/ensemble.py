"""Many draws of everything that is uncertain, and what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from simulator.analysis.uncertainty.noise import (
    form_values,
    history_priors,
    noise_values,
    recruitment_growth_spread,
    uptake_values,
)
from simulator.analysis.uncertainty.normal import normal_quantile
from simulator.analysis.uncertainty.priors import price_priors, region_priors, scenario_priors
from simulator.analysis.uncertainty.sobol import sobol_points
from simulator.inputs.definitions import Role
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed, Key, OfProject
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.processes import processes
from simulator.progress import steps
from simulator.projection import Projection, Sample, Values, assumptions_of, project
from simulator.projection.job_forms import CEILING, SPREAD
from simulator.projection.run import BLOCK, joined

NOISE_YEARS = 30
"""Years ahead that have chance of their own; later ones have none."""
OWN_COLUMNS = 10
"""Forms of job growth, usual growth and weights (8), pace and offset of a place (2)."""
LATER = (
    Assumed("participation_trend"),
    Assumed("base_count_factor", "labour_force_working_age"),
)
"""Numbers that joined when the sequence had been laid out. Each is stratified by a seed made from
its name, so that all others keep the draws that they had."""
PART = 4096
"""Draws kept at a time. More are run part by part, each the next stretch of the same sequence, so
that memory does not grow; their quantiles are the mean of the parts'."""


def draw_sample(
    region: Region, scenario: Scenario, size: int, seed: int = 1, skip: int = 0
) -> Sample:
    """Return quasi-random draws of every uncertain number of a region and a scenario.

    A number has the same random numbers in every scenario: those of the region have their place
    in one scrambled Sobol sequence, those that only a scenario states are stratified by a seed
    made from their name. So differences between scenarios are sharp.

    Parameters
    ----------
    size : number of draws
    seed : of the scrambling
    skip : draws of the same sequence that others have taken

    Returns
    -------
    Sample with (draw,) values by key; see ``Sample``.
    """
    values: dict[Key, Array] = dict(_drawn_of_region(region, scenario, size, seed, skip))
    for stated, (name, prior) in scenario_priors(scenario).items():
        values[stated] = prior.quantile(_normal(_stratified(name, size, seed, skip)))
    for i, project_stated in enumerate(scenario.projects):
        name = f"project {project_stated.name} exists"
        values[OfProject(i, "exists")] = _stratified(name, size, seed, skip)
    return Sample(size, values, skip)


class _Asked(NamedTuple):
    """What the draws of a region's numbers are made from."""

    assumptions: Mapping[Assumed, Estimate]
    size: int
    seed: int
    skip: int


def _drawn_of_region(
    region: Region, scenario: Scenario, size: int, seed: int, skip: int
) -> Mapping[Key, Array]:
    """Return the draws of all that a region states, with the assumptions of a scenario.

    Those last drawn are kept: plans that differ in levers share them, and so their base year.
    """
    if size > BLOCK:
        return _draw_region(region, scenario, size, seed, skip)
    asked = _Asked(scenario.assumptions, size, seed, skip)
    known: tuple[_Asked, Mapping[Key, Array]] | None = region.found.get(_Asked)
    if known is None or known[0] != asked:
        known = asked, _draw_region(region, scenario, size, seed, skip)
        region.found[_Asked] = known
    return known[1]


def _draw_region(
    region: Region, scenario: Scenario, size: int, seed: int, skip: int
) -> dict[Key, Array]:
    priors = region_priors(region, scenario)
    plain = sorted(k for k in region.assumptions if k not in LATER and k.role not in _APART)
    patterns = sorted({key.name for key in region.assumptions if key.role is Role.PATTERN})
    own = len(plain) + len(patterns)
    points = sobol_points(own + OWN_COLUMNS + NOISE_YEARS, size, seed, skip)
    scores = _normal(points)
    values: dict[Key, Array] = {}
    for column, key in enumerate(plain):
        if key in priors:
            values[key] = priors[key].quantile(scores[:, column])
    for key in LATER:
        if key in priors:
            named = _stratified(",".join(filter(None, key)), size, seed, skip)
            values[key] = priors[key].quantile(_normal(named))
    for column, name in enumerate(patterns, start=len(plain)):
        knots = [key for key in priors if key.name == name]
        for key, weight in zip(knots, _tilts(knots), strict=True):
            values[key] = priors[key].quantile(scores[:, column] * weight)
    drawn = Values(assumptions_of(region, scenario), Sample(size, values))
    looseness = drawn(*SPREAD) / drawn.assumptions[SPREAD].value
    columns = scores[:, own : own + 6], points[:, own + 6 : own + 8]
    forms = form_values(region, *columns, drawn(*CEILING), looseness)
    values |= {key: draws for key, draws in forms.items() if key not in scenario.assumptions}
    for column, (rate, prior) in enumerate(history_priors(region).items(), start=own + 8):
        values[rate] = prior.quantile(scores[:, column])
    fitted = uptake_values(region, points[:, own + 8])  # the column of the pace
    values |= {key: draws for key, draws in fitted.items() if key not in scenario.assumptions}
    for key, prior in price_priors(region, scenario).items():
        values[key] = prior.quantile(scores[:, plain.index(key)])
    drawn = Values(assumptions_of(region, scenario), Sample(size, values))
    alone = _place_alone(size, seed, skip)
    growing = recruitment_growth_spread(region) * _normal(
        _stratified("growth of recruitment", size, seed, skip)
    )
    values |= noise_values(region, points[:, own + OWN_COLUMNS :], alone, growing, drawn)
    return values


def run_draws(
    region: Region,
    scenario: Scenario,
    until: int,
    size: int,
    seed: int = 1,
    workers: int = 1,
    skip: int = 0,
) -> Projection:
    """Project many draws of a scenario, in blocks of fixed size.

    The digits do not depend on the number of workers: each block is the same work wherever it
    is done.
    """
    sample = draw_sample(region, scenario, size, seed, skip)
    if workers == 1 or size <= BLOCK:
        return project(region, scenario, until, sample, keep_stocks=False)
    blocks = [sample.block(start, start + BLOCK) for start in range(0, size, BLOCK)]
    with processes(workers, _work_on, region) as pool:
        jobs = [pool.submit(_one_block, scenario, until, block) for block in blocks]
        return joined([job.result() for job in steps(jobs)], sample)


class Runs:
    """The central run and the draws of scenarios of a place, each run when first asked for.

    Parameters
    ----------
    region, until, draws, seed : what all have in common
    """

    def __init__(self, region: Region, until: int, draws: int, seed: int = 1) -> None:
        self._region, self._until = region, until
        self._draws, self._seed = draws, seed
        self._known: dict[tuple[int, bool], tuple[Scenario, Projection]] = {}

    def central(self, scenario: Scenario) -> Projection:
        """Return the central run of a scenario."""
        return self._run(scenario, central=True)

    def drawn(self, scenario: Scenario) -> Projection:
        """Return the draws of a scenario."""
        return self._run(scenario, central=False)

    def _run(self, scenario: Scenario, *, central: bool) -> Projection:
        key = id(scenario), central
        if key not in self._known:
            of = self._region, scenario, self._until
            found = project(*of) if central else run_draws(*of, self._draws, self._seed)
            self._known[key] = scenario, found
        return self._known[key][1]


def run_parts(
    region: Region,
    scenario: Scenario,
    until: int,
    size: int,
    seed: int = 1,
    workers: int = 1,
) -> Iterator[Projection]:
    """Project any number of draws in equal parts of at most ``PART``."""
    parts = -(-size // PART)
    starts = [size * i // parts for i in range(parts + 1)]
    for start, stop in steps(list(pairwise(starts))):
        yield run_draws(region, scenario, until, stop - start, seed, workers, start)


_WORKED_ON: list[Region] = []
"""The region whose blocks a process runs: handed over once, so that what is known of it is too."""


def _work_on(region: Region) -> None:
    _WORKED_ON[:] = [region]


def _one_block(scenario: Scenario, until: int, sample: Sample) -> Projection:
    return project(_WORKED_ON[0], scenario, until, sample, keep_stocks=False)


_APART = (Role.PATTERN, Role.LIMIT)
"""Roles without a column of their own: drawn as a whole, and not drawn."""


def _tilts(knots: Iterable[Assumed]) -> Array:
    """Return how far each knot of a pattern follows its one score: -1 youngest to 1 oldest."""
    ages = np.array([float(by.split(",")[-1]) for _, by in knots])
    if len(ages) == 0:
        return ages
    return np.asarray(2.0 * (ages - ages.min()) / max(np.ptp(ages), 1.0) - 1.0)


def _normal(uniforms: Array) -> Array:
    return normal_quantile(np.clip(uniforms, 1e-9, 1.0 - 1e-9))


def _place_alone(size: int, seed: int, skip: int) -> Array:
    """Return what befalls a place alone: (2, draw, year) standard normal, jobs and voluntary."""
    names = [
        [f"place {kind} {step}" for step in range(NOISE_YEARS)] for kind in ("jobs", "voluntary")
    ]
    drawn = [[_stratified(name, size, seed, skip) for name in row] for row in names]
    return _normal(np.array(drawn)).transpose(0, 2, 1)


def _stratified(name: str, size: int, seed: int, skip: int) -> Array:
    digest = hashlib.sha256(f"{seed} {name}{f' {skip}' if skip else ''}".encode()).digest()
    generator = np.random.default_rng(int.from_bytes(digest[:8], "big"))
    return np.asarray((generator.permutation(size) + generator.random(size)) / size)
