"""What it costs, what it hangs on, and where the year stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.analysis.uncertainty.bands import DRAWS, FEWEST_FOR_MONEY
from simulator.api.given import (
    USUAL_YEAR,
    RegionLike,
    ScenarioLike,
    draws_of,
    indicator_of,
    language_of,
    region_of,
    scenario_of,
    scenarios_of,
    year_ahead,
    years_reported,
)
from simulator.api.result import Result, about

if TYPE_CHECKING:
    from simulator.analysis.costing.accounts import Accounts
    from simulator.analysis.costing.cost_curve import CostCurve
    from simulator.analysis.evidence.robustness import Robustness
    from simulator.analysis.evidence.sensitivity import Sensitivity
    from simulator.analysis.programme.monitor import Reading


def costs(
    region: RegionLike,
    scenario: ScenarioLike,
    years: Iterable[int] | int = range(2024, 2031),
    *,
    base: ScenarioLike = "status_quo",
    draws: int = DRAWS,
    seed: int = 1,
    language: str = "vi",
) -> Result[Accounts]:
    """Account for what a scenario costs, by year, line and payer, always with ranges.

    Parameters
    ----------
    region, scenario, seed, language : see :func:`simulator.project`
    years : after the base year
    base : what the scenario is compared with where a line is of the difference
    draws : for the 80% ranges, at least 64: prices are judgement

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a year and line [million VND, at prices of
    the base year]; lines that are told but not paid out of public money say so in ``payer``.

    Raises
    ------
    InputError
        for years that are not projected, and where the two count participants in different ways.

    Examples
    --------
    >>> import simulator as si
    >>> paid = si.costs("ninh_thuan", "resolution", 2030, draws=64)
    >>> all(r["low"] <= r["high"] for r in paid.records)
    True
    """
    from simulator.analysis.costing.accounts import accounts
    from simulator.report.results import costs as result

    place = region_of(region)
    chosen, first = scenario_of(scenario, place), scenario_of(base, place)
    wanted = years_reported(years, place.base_year + 1)
    draws = draws_of(draws, FEWEST_FOR_MONEY)
    found = accounts(place, chosen, first, wanted, draws, seed)
    return Result(
        found,
        (result.section(place, chosen, first, found),),
        about(place.code, scenario=chosen.name, base=first.name, draws=draws, seed=seed),
        language_of(language),
        ("line", "payer", "year"),
    )


def cost_curve(
    region: RegionLike,
    scenario: ScenarioLike,
    year: int = USUAL_YEAR,
    *,
    base: ScenarioLike = "status_quo",
    draws: int = DRAWS,
    seed: int = 1,
    language: str = "vi",
) -> Result[CostCurve]:
    """Rank a scenario's levers by what an added person costs, each with its range.

    Parameters
    ----------
    region, scenario, seed, language : see :func:`simulator.project`
    year : persons are those added at its 31 December, costs are summed up to it
    base : without the levers, the status quo as a rule
    draws : for the 80% ranges, at least 64

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a lever and measure: persons added alone,
    persons lost without it, cost, cost a person and a person-year [million VND]; ``plot`` draws
    the bars. Levers act on one another, so they do not add up to the whole.

    Raises
    ------
    InputError
        as :func:`costs`.

    Examples
    --------
    >>> import simulator as si
    >>> curve = si.cost_curve("ninh_thuan", "resolution", draws=64)
    >>> [one.lever for one in curve.found.entries][0] in si.LEVERS
    True
    """
    from simulator.analysis.costing.cost_curve import cost_curve as rank
    from simulator.report.results import curve as result

    place = region_of(region)
    chosen, first = scenario_of(scenario, place), scenario_of(base, place)
    draws = draws_of(draws, FEWEST_FOR_MONEY)
    found = rank(place, first, chosen, year_ahead(year, place), draws, seed)
    return Result(
        found,
        (result.section(place, chosen, found),),
        about(place.code, scenario=chosen.name, base=first.name, year=year, draws=draws, seed=seed),
        language_of(language),
        ("lever", "measure"),
    )


def robustness(
    region: RegionLike,
    scenarios: ScenarioLike | Iterable[ScenarioLike],
    target: str,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    language: str = "vi",
) -> Result[Robustness]:
    """Compare scenarios with the same draws: chance of a target, regrets, what makes them miss it.

    Parameters
    ----------
    region, seed, language : see :func:`simulator.project`
    scenarios : one or several
    target : ``"si_share@2030=0.30"`` (a fraction at 31 December) or a number of persons
    draws : at least 64

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a scenario; ``found.conditions`` are the
    inputs that tell draws that reach the target from draws that miss it.

    Raises
    ------
    InputError
        for a target that cannot be, and scenarios that count participants in different ways.

    Notes
    -----
    Regret: Savage, L. J. (1951), The theory of statistical decision.

    Examples
    --------
    >>> import simulator as si
    >>> both = ["status_quo", "resolution"]
    >>> sure = si.robustness("ninh_thuan", both, "si_share@2030=0.30", draws=64)
    >>> sure.found.target.value
    0.3
    """
    from simulator.analysis.evidence.robustness import robustness as compare
    from simulator.analysis.goal.question import parse_target
    from simulator.report.results import robustness as result

    place = region_of(region)
    chosen = scenarios_of(scenarios, place)
    draws = draws_of(draws, FEWEST_FOR_MONEY)
    found = compare(place, chosen, parse_target(target, place), draws, seed)
    return Result(
        found,
        (result.section(place, chosen, found),),
        about(
            place.code, scenarios=[s.name for s in chosen], target=target, draws=draws, seed=seed
        ),
        language_of(language),
        ("scenario",),
    )


def sensitivity(
    region: RegionLike,
    scenario: ScenarioLike,
    year: int = USUAL_YEAR,
    indicator: str = "si_share",
    *,
    points: int = 256,
    language: str = "vi",
) -> Result[Sensitivity]:
    """Tell which uncertain inputs decide a result: a tornado, and Sobol indices of the widest.

    Parameters
    ----------
    region, scenario, language : see :func:`simulator.project`
    year : after the base year
    indicator : a name of :func:`simulator.list_indicators`
    points : of the Sobol indices, a power of two

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record an input (the result at both ends of its
    80% range); ``plot`` draws the tornado.

    Raises
    ------
    InputError
        for an indicator that is none, or that the region lacks the figures for.

    Examples
    --------
    >>> import simulator as si
    >>> widest = si.sensitivity("ninh_thuan", "resolution", points=64).found.bars[0]
    >>> widest.at_low < widest.at_high
    True
    """
    from simulator.analysis.evidence.sensitivity import sensitivity as study
    from simulator.report.results import sensitivity as result

    place = region_of(region)
    chosen = scenario_of(scenario, place)
    name = indicator_of(indicator, place)
    found = study(place, chosen, year_ahead(year, place), name, points)
    return Result(
        found,
        (result.section(place, chosen, found),),
        about(place.code, scenario=chosen.name, year=year, indicator=indicator, points=points),
        language_of(language),
        ("name", "by"),
    )


def monitor(
    region: RegionLike,
    actuals: str | Path,
    scenario: ScenarioLike = "status_quo",
    *,
    seed: int = 1,
    language: str = "vi",
) -> Result[list[Reading]]:
    """Hold this year's monthly figures against the seasonal path: shall we reach December's target.

    Parameters
    ----------
    region, scenario, seed, language : see :func:`simulator.project`
    actuals : a table like a pack's history: ``year``, ``month``, ``indicator``, ``value`` …

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a year and series: the last figure,
    what the season would have, December's forecast [persons], chance of the target.

    Raises
    ------
    InputError
        for a table that cannot be read or counts that cannot be the region's, with every problem.

    Examples
    --------
    ``si.monitor("ninh_thuan", "thang.csv").records[0]["chance"]``
    """
    from simulator.analysis.programme.monitor import monitor as read
    from simulator.analysis.programme.monitor import read_actuals
    from simulator.report.results import monitor as result

    place = region_of(region)
    chosen = scenario_of(scenario, place)
    given = read_actuals(Path(actuals), place)
    found = read(place, chosen, given, seed)
    return Result(
        found,
        (result.section(place, chosen, given, found),),
        about(place.code, scenario=chosen.name, seed=seed),
        language_of(language),
        ("indicator", "year"),
    )
