"""What a province should measure next: a tornado, and Sobol indices of the main inputs."""

from __future__ import annotations

import numpy as np

from simulator.analysis.uncertainty.noise import history_priors, job_growth_prior
from simulator.analysis.uncertainty.normal import normal_quantile
from simulator.analysis.uncertainty.priors import region_priors, scenario_priors
from simulator.dataclass import dataclass
from simulator.indicators import INDICATORS
from simulator.inputs.definitions import Role
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Key
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.projection import Sample, project
from simulator.projection.job_forms import JOB_OFFSET

TOP = 12
SOBOL_POINTS = 256


@dataclass(frozen=True, slots=True)
class Bar:
    """One input at its low and high end, all others central.

    Parameters
    ----------
    key : the input
    low, high : its 10th and 90th percentile
    at_low, at_high : the indicator there
    """

    key: Key
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """Return how far the indicator moves."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Index:
    """Sobol indices of one input: alone (first) and with all it interacts with (total)."""

    key: Key
    first: float
    total: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Tornado of every input, Sobol indices of the main ones."""

    region: str
    scenario: str
    indicator: str
    year: int
    central: float
    bars: tuple[Bar, ...]
    indices: tuple[Index, ...]
    runs: int


def sensitivity(
    region: Region,
    scenario: Scenario,
    year: int,
    indicator: str = "si_share",
    points: int = SOBOL_POINTS,
    seed: int = 1,
) -> Sensitivity:
    """Return how much each uncertain input moves an indicator.

    The tornado runs every input at both ends in one block. The inputs that move most get first
    and total Sobol indices (Saltelli's design, ``scipy.stats.sobol_indices``), the others held
    at their central values; chance of the years is left out, since nobody can measure it.

    Parameters
    ----------
    points : a power of two; the indices take points x (inputs + 2) runs; 0: the tornado alone
    """
    priors = _priors(region, scenario)
    central = _run(region, scenario, year, indicator, Sample())[0]
    bars = tornado(region, scenario, year, indicator, priors)
    main = [bar.key for bar in bars[:TOP]] if points else []
    top = {key: priors[key] for key in main}
    indices = _sobol(region, scenario, year, indicator, top, points, seed) if main else []
    runs = 1 + 2 * len(priors) + points * (len(main) + 2)
    return Sensitivity(
        region.code,
        scenario.name,
        indicator,
        year,
        float(central),
        tuple(bars),
        tuple(indices),
        runs,
    )


def _priors(region: Region, scenario: Scenario) -> dict[Key, Estimate]:
    """Return what is believed of every input that is moved by itself."""
    found: dict[Key, Estimate] = {
        key: prior
        for key, prior in region_priors(region, scenario).items()
        if key.role is not Role.PATTERN
    }
    found |= {key: prior for key, (_, prior) in scenario_priors(scenario).items()}
    return {**found, **history_priors(region), JOB_OFFSET: job_growth_prior(region)}


def _run(region: Region, scenario: Scenario, year: int, indicator: str, sample: Sample) -> Array:
    p = project(region, scenario, year, sample, keep_stocks=False)
    return np.asarray(INDICATORS[indicator].of(p)[p.row(year)])


def tornado(
    region: Region,
    scenario: Scenario,
    year: int,
    indicator: str,
    priors: dict[Key, Estimate] | None = None,
) -> list[Bar]:
    """Return every uncertain input at both ends, the one that moves the indicator most first.

    Parameters
    ----------
    priors : of the inputs that are moved; None: of all
    """
    priors = _priors(region, scenario) if priors is None else priors
    keys = list(priors)
    values: dict[Key, Array] = {}
    for i, key in enumerate(keys):
        drawn = np.full(2 * len(keys), priors[key].value)
        drawn[2 * i], drawn[2 * i + 1] = priors[key].low, priors[key].high
        values[key] = drawn
    found = _run(region, scenario, year, indicator, Sample(2 * len(keys), values))
    bars = [
        Bar(key, priors[key].low, priors[key].high, float(found[2 * i]), float(found[2 * i + 1]))
        for i, key in enumerate(keys)
    ]
    return sorted(bars, key=lambda bar: -bar.width)


def _sobol(
    region: Region,
    scenario: Scenario,
    year: int,
    indicator: str,
    priors: dict[Key, Estimate],
    points: int,
    seed: int,
) -> list[Index]:
    from scipy.stats import sobol_indices, uniform

    keys = list(priors)

    def model(x: Array) -> Array:
        scores = normal_quantile(np.clip(x, 1e-9, 1.0 - 1e-9))
        values = {key: priors[key].quantile(scores[i]) for i, key in enumerate(keys)}
        return _run(region, scenario, year, indicator, Sample(x.shape[1], values))[None]

    found = sobol_indices(
        func=model,
        n=points,
        dists=[uniform()] * len(keys),
        rng=np.random.default_rng(seed),
    )
    first, total = np.ravel(found.first_order), np.ravel(found.total_order)
    indices = [Index(key, float(first[i]), float(total[i])) for i, key in enumerate(keys)]
    return sorted(indices, key=lambda index: -index.total)
