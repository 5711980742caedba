"""What to do: the way to a target, what each lever brings, who must bring how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from simulator.api.given import (
    USUAL_YEAR,
    RegionLike,
    ScenarioLike,
    language_of,
    region_of,
    scenario_of,
    word_of,
    year_ahead,
    years_reported,
)
from simulator.api.result import Result, about
from simulator.errors import input_error

if TYPE_CHECKING:
    from simulator.analysis.causes.attribution import Explanation
    from simulator.analysis.goal.result import GoalResult
    from simulator.analysis.programme.allocation import Programme

UNITS = ("former", "new")


def goal(
    region: RegionLike,
    scenario: ScenarioLike,
    target: str | Iterable[str],
    *,
    chance: float = 0.5,
    levers: Iterable[str] | None = None,
    allow_judgement: bool = False,
    from_neutral: bool = False,
    budget: float | None = None,
    year_caps: Mapping[int, float] | None = None,
    central: bool = False,
    language: str = "vi",
) -> Result[GoalResult]:
    """Search the cheapest mix of levers that reaches a target with the chance asked for.

    Parameters
    ----------
    region, language : see :func:`simulator.project`
    scenario : to start from, such as ``"status_quo"``
    target : ``"si_share@2030=0.25"`` (a fraction at 31 December), ``"si_participants@2030=80000"``
        (persons) or a target set, ``"resolution_28@2030"``; or several
    chance : of reaching every target, at least
    levers : that may be used; by default all with a price and evidence of grade A or B
    allow_judgement : use those of grade C too
    from_neutral : make every lever of the scenario neutral first; its projects, assumptions and
        shocks stay
    budget : for all years up to the target's [billion VND]; None: no limit
    year_caps : year -> limit of that year [billion VND]
    central : let the central run decide, not the draws: faster, and it says nothing of chances

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a lever of each mix; ``plot`` draws the
    least cost by the value reached; ``found`` is a ``GoalResult`` (costs in million VND).

    Raises
    ------
    InputError
        for a target, lever, year or limit that cannot be, with what is allowed.

    Examples
    --------
    >>> import simulator as si
    >>> target, levers = "si_share@2030=0.25", ["agents", "inspection"]
    >>> way = si.goal("ninh_thuan", "status_quo", target, levers=levers, central=True)
    >>> way.found.verdict.value, [record["lever"] for record in way.records[:2]]
    ('found', ['agents', 'inspection'])
    """
    from simulator.analysis.goal.question import (
        Limits,
        all_targets,
        neutral,
        refuse_repeats,
        searchable,
    )
    from simulator.analysis.goal.search import minimise_cost
    from simulator.report.results import goal as result

    place = region_of(region)
    base = scenario_of(scenario, place)
    base = neutral(base) if from_neutral else base
    stated = [target] if isinstance(target, str) else list(target)
    wanted = all_targets(stated, place, base)
    names = None if levers is None else list(levers)
    refuse_repeats(names or (), "levers")
    _refuse_outside(chance, 0.01, 0.99, "chance")
    last = max((t.year for t in wanted), default=USUAL_YEAR)
    limits = Limits.stated(budget, year_caps, (place.base_year + 1, last))
    allowed = searchable(names, allow_judgement)
    found = minimise_cost(place, base, wanted, allowed, chance, limits, central_only=central)
    along = dict.fromkeys(("cost_million_vnd", "cost_low", "cost_high", "chance"), ("mix",))
    return Result(
        found,
        (result.section(place, found),),
        about(place.code, scenario=base.name, target=stated, wanted_chance=str(chance)),
        language_of(language),
        ("mix", "lever"),
        {**along, "draws": (), "verdict": ()},
    )


def _refuse_outside(value: float, low: float, high: float, key: str) -> None:
    if not low <= value <= high:
        raise input_error(
            f"{value}: cần số từ {low} đến {high}",
            f"{value}: give a number from {low} to {high}",
            key=key,
        )


def explain(
    region: RegionLike,
    base: ScenarioLike,
    scenario: ScenarioLike,
    year: int = USUAL_YEAR,
    *,
    draws: int | None = None,
    seed: int = 1,
    exact: bool = False,
    workers: int = 1,
    language: str = "vi",
) -> Result[Explanation]:
    """Split the difference of two scenarios among the groups of levers (Shapley values).

    Parameters
    ----------
    region, seed, workers, language : see :func:`simulator.project`
    base, scenario : the two; they may differ in levers and projects only
    year : after the base year; participants are those of its 31 December, costs summed up to it
    draws : for the 80% ranges; None: as many as everywhere (256); 0: no ranges
    exact : ranges from all coalitions, some forty times as slow

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a group of levers [persons, million VND];
    ``plot`` draws a bar a group, ``plot("waterfall")`` the steps from today's coverage to the
    target, ``plot("stack")`` the contributions year by year.

    Raises
    ------
    InputError
        where the two differ in more than levers and projects.

    Notes
    -----
    Shapley, L. S. (1953), A value for n-person games; the parts add up to the whole difference.

    Examples
    --------
    >>> import simulator as si
    >>> parts = si.explain("ninh_thuan", "status_quo", "resolution", 2030, draws=0)
    >>> abs(sum(r["persons"] for r in parts.records) - parts.found.persons) < 1
    True
    """
    from simulator.analysis.causes.attribution import explain as split
    from simulator.analysis.uncertainty.bands import DRAWS
    from simulator.report.results import contributions

    place = region_of(region)
    pair = scenario_of(base, place), scenario_of(scenario, place)
    size = DRAWS if draws is None else draws
    found = split(place, *pair, year_ahead(year, place), size, seed, exact, workers)
    return Result(
        found,
        (contributions.section(place, *pair, found),),
        about(
            place.code, base=pair[0].name, scenario=pair[1].name, year=year, draws=size, seed=seed
        ),
        language_of(language),
        ("group",),
    )


def allocate(
    region: RegionLike,
    scenario: ScenarioLike,
    years: Iterable[int] | int = range(2026, 2031),
    *,
    units: str = "former",
    language: str = "vi",
) -> Result[Programme]:
    """Split a scenario's participants among the localities of a region, in whole persons.

    Parameters
    ----------
    region, scenario, language : see :func:`simulator.project`
    years : to report, after the base year; counts are of 31 December
    units : "former" districts, or the "new" communes and wards that took over from them

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a locality, year and type [persons, million
    VND]; they add up to the region's; ``plot`` draws a bar a locality.

    Raises
    ------
    InputError
        where the region has no such units, or their counts contradict the region's.

    Examples
    --------
    >>> import simulator as si
    >>> shares = si.allocate("ninh_thuan", "resolution", 2030)
    >>> rows = [r["target"] for r in shares.records if r["type"] == "voluntary_si"]
    >>> sum(rows) == shares.found.totals["voluntary_si", 2030]
    True
    """
    from simulator.analysis.programme.allocation import allocate as split
    from simulator.report.results import localities

    place = region_of(region)
    chosen = scenario_of(scenario, place)
    wanted = years_reported(years, place.base_year + 1)
    found = split(place, chosen, wanted, word_of(units, UNITS, "units"))
    of_place = dict.fromkeys(("name", "formerly"), ("locality",))
    of_type = dict.fromkeys(("levers", "responsible"), ("type",))
    return Result(
        found,
        (localities.section(place, chosen, found),),
        about(place.code, scenario=chosen.name, year=wanted, units=units),
        language_of(language),
        ("locality", "year", "type"),
        {**of_place, **of_type, "scenario": (), "region": ()},
    )
