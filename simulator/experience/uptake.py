"""Voluntary insurance: pace, price response and re-enrolment fitted together to the nation's years.

The rises of past years hold two price shocks (the floor of 2022, the subsidies of July 2025) and a
surge at the end of 2025. They are fitted with the model's own equation,

    ΔV_t = m_t p_t^(-ε) - (1 - r) λ V_(t-1) (p_t^η - 1) + σ m_t e_t,    e_t Student's t (4),
    m_t = n V_T exp(γ (t - T)),

p_t the net premium over the last year's, both over incomes; ε, η price elasticities of entry and
lapse, r the share of those who lapse and join again, λ the lapse rate, n the yearly rise over
the members V_T of the last year T, γ how recruitment grew. Members in spring over the December
before say something of lapse: 1 - λ, give or take a tenth.
Draws of the prior are weighted by the likelihood (importance sampling; Gelman and others, Bayesian
Data Analysis, 2013, section 10.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.dataclass import dataclass
from simulator.errors import InputError
from simulator.inputs.definitions import definition
from simulator.inputs.estimate import Estimate
from simulator.inputs.region import Region, kept_of, once_a_region
from simulator.model.arrays import Array

PARAMETERS = (
    "recruitment_pace",
    "price_elasticity_entry",
    "price_elasticity_lapse",
    "reenrolment_share",
    "lapse_rate",
    "recruitment_noise",
    "recruitment_growth",
)
"""What is fitted; priors are the assumptions ``uptake_prior`` of these names."""
USED = PARAMETERS[:4] + PARAMETERS[5:6]
"""What the projection takes from the posterior. Lapse stays by class, of which counts tell nothing;
how recruitment grew is history: years ahead have the last year's.
"""
FIRST_RISE = 2019
"""The first year that began with the State's subsidy; the years before are another regime."""
FEWEST_RISES = 2
DRAWS = 8192
KEPT = 2048
FREEDOM = 4
"""Of Student's t: one year like 2022 or 2025 does not decide alone."""
SPRING = (3, 4, 5)
SPRING_DOUBT = 0.10


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What is believed of voluntary insurance after its years.

    Parameters
    ----------
    place : code of the place whose years they are
    years : the years whose rises were fitted
    prior, posterior : parameter -> (draw,), equally weighted
    effective : how many prior draws the weights are worth
    """

    place: str
    years: tuple[int, ...]
    prior: dict[str, Array]
    posterior: dict[str, Array]
    effective: float

    def told(self, name: str) -> float:
        """Return how much of the prior's variance the years took away: 0 nothing, 1 all."""
        kept = float(self.posterior[name].var() / self.prior[name].var())
        return max(0.0, 1.0 - kept)


def uptake(region: Region) -> Posterior:
    """Return the posterior on the years of the region, or of the nearest above with enough.

    Years up to the region's own base year count.

    Raises
    ------
    InputError
        where no place has two yearly rises since 2019.
    """
    place = region.nearest(lambda place: len(_rises(place, region.base_year)) >= FEWEST_RISES)
    if place is None:
        raise too_few(region)
    return _posterior(place, region.base_year)


def too_few(region: Region) -> InputError:
    """Return the complaint that there are too few counts to fit anything to."""
    from simulator.inputs.pack_tables import HISTORY

    return InputError(
        region.problem(
            HISTORY,
            0,
            "voluntary_si",
            "không đủ số liệu BHXH tự nguyện tháng 12 các năm trước năm gốc",
            "too few December counts of voluntary insurance before the base year",
        )
    )


def _rises(place: Region, until: int) -> dict[int, tuple[float, float]]:
    """Return year -> members a year before and at its end."""
    return {
        year: (before.value, after.value)
        for year, (before, after) in place.counted_steps("voluntary_si").items()
        if min(FIRST_RISE, until - 3) <= year <= until
    }


@once_a_region
def _posterior(place: Region, until: int) -> Posterior:
    # NumPy's generators take longer to import than the fit takes: it is kept, mostly the nation's.
    return kept_of(place, f"posterior of uptake until {until}", lambda: _fit(place, until))


def _fit(place: Region, until: int) -> Posterior:
    rises = _rises(place, until)
    years = tuple(sorted(rises))
    income = 1.0 + place.assumptions["income_growth", ""].value
    return _weighted(
        place.code,
        tuple((year, *rises[year], net_premium(place, year) / income**year) for year in years),
        _springs(place, until),
        tuple(prior_of(place, name) for name in PARAMETERS),
    )


@lru_cache(maxsize=32)
def _weighted(
    code: str,
    rises: tuple[tuple[int, float, float, float], ...],
    springs: tuple[float, ...],
    priors: tuple[Estimate, ...],
) -> Posterior:
    """Return the posterior of all that it follows from; many runs ask for the same.

    Parameters
    ----------
    rises : year, members [persons] a year before and at its end, net premium over incomes
    springs : members in spring over the December before
    priors : of each of :data:`PARAMETERS`
    """
    scores = np.random.default_rng(20180101).standard_normal((len(PARAMETERS), DRAWS))
    drawn = {
        name: prior.quantile(z) for name, prior, z in zip(PARAMETERS, priors, scores, strict=True)
    }
    table = np.array(rises)
    score = log_likelihood(drawn, table[:, 1:3], table[:, 3] / table[-1, 3])
    kept, effective = resampled(score + _of_spring(drawn, springs), KEPT)
    by_pace = kept[np.argsort(drawn["recruitment_pace"][kept], kind="stable")]
    found = {name: draws[by_pace] for name, draws in drawn.items()}
    return Posterior(code, tuple(year for year, *_ in rises), drawn, found, effective)


def log_likelihood(drawn: dict[str, Array], counts: Array, price: Array) -> Array:
    """Return the log density of the yearly rises: (draw,).

    Parameters
    ----------
    drawn : parameter -> (draw,)
    counts : (year, 2) [persons] members a year before and at the year's end
    price : (year,) net premium over the last year's, both over incomes of their year
    """
    last = counts[-1, 1]
    pace, noise = drawn["recruitment_pace"], drawn["recruitment_noise"]
    shared = (1.0 - drawn["reenrolment_share"]) * drawn["lapse_rate"]
    total = np.zeros_like(pace)
    behind = -len(counts)
    for (before, after), ratio in zip(counts.tolist(), price.tolist(), strict=True):
        behind += 1
        usual = pace * last * np.exp(drawn["recruitment_growth"] * behind)
        entries = usual * ratio ** -drawn["price_elasticity_entry"]
        lost = shared * before * (ratio ** drawn["price_elasticity_lapse"] - 1.0)
        scale = noise * usual
        away = (after - before - entries + lost) / scale
        total -= np.log(scale) + 0.5 * (FREEDOM + 1) * np.log1p(away**2 / FREEDOM)
    return total


def _springs(place: Region, until: int) -> tuple[float, ...]:
    """Return members in the springs counted over those of the December before."""
    decembers = place.observed("voluntary_si")
    return tuple(
        count / decembers[year - 1]
        for month in SPRING
        for year, count in place.observed("voluntary_si", month).items()
        if FIRST_RISE < year <= until and year - 1 in decembers
    )


def _of_spring(drawn: dict[str, Array], ratios: Sequence[float]) -> Array:
    """Return the log density of members in spring over the December before: (draw,)."""
    if not ratios:
        return np.zeros(DRAWS)
    away = (float(np.mean(ratios)) - (1.0 - drawn["lapse_rate"])) / SPRING_DOUBT
    return -0.5 * away**2


def resampled(score: Array, size: int) -> tuple[Array, float]:
    """Return which draws stand for the weighted ones, and how many these are worth.

    Weights are exp(score); systematic resampling takes each draw in proportion to its own, as
    evenly as can be. Effective number: 1 / sum of squared weights.

    >>> kept, effective = resampled(np.log(np.array([1.0, 3.0])), 4)
    >>> kept.tolist(), round(effective, 3)
    ([0, 1, 1, 1], 1.6)
    """
    weights = np.exp(score - score.max())
    weights /= weights.sum()
    at = (np.arange(size) + 0.5) / size
    kept = np.searchsorted(np.cumsum(weights), at * (1.0 - 1e-12))
    return np.minimum(kept, len(score) - 1), float(1.0 / (weights**2).sum())


def prior_of(place: Region, name: str) -> Estimate:
    """Return what is believed of a parameter before the years are looked at."""
    return place.assumptions["uptake_prior", name].within(*definition(name).support)


def net_premium(place: Region, year: int) -> float:
    """Return what a mean member pays under the law of a year [VND a month].

    0.22 x poverty line x (1 - subsidy), the subsidy weighted by the class mix of members.
    """
    law, year = place.law, max(year, FIRST_FLOOR)
    mix = np.array([place.assumptions["voluntary_mix", name].value for name in CLASS_NAMES])
    named = ("poor", "near_poor", "ethnic_minority")
    subsidies = [
        law.value(f"voluntary_subsidy_{name if name in named else 'other'}", year)
        for name in CLASS_NAMES
    ]
    floor = law.value("rural_poverty_line", year)
    subsidy = float(mix @ np.array(subsidies) / mix.sum())
    return law.value("voluntary_contribution_rate", year) * floor * (1.0 - subsidy)


FIRST_FLOOR = 2016
"""The first year of which the law file knows the floor; years before are taken as that one."""
