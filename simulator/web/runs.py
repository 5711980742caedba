"""Projections that the pages show, each made once and shared by every session.

What is kept is found by the complete input, so no session can meet another's numbers, and only a
bounded number of runs is kept, whoever asked for them.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from simulator.analysis.comparing.gaps import people_missing
from simulator.analysis.uncertainty.bands import DRAWS, band, odds
from simulator.dataclass import dataclass
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_files import load_scenario, scenario_names
from simulator.model.arrays import Array
from simulator.model.quantiles import BAND, quantiles
from simulator.projection import Projection, project
from simulator.report.records import targets_of
from simulator.schemes import COUNTS, NUMERATORS, SHARES
from simulator.text import NOTHING, Text
from simulator.web.lru_cache import LRUCache
from simulator.web.own_place import held, is_own
from simulator.web.worker import WORKER, aside

if TYPE_CHECKING:
    from simulator.analysis.causes.attribution import Explanation
    from simulator.report.story.parts import Story

SEED = 1


_PRINTS = LRUCache(128)
_CENTRAL = LRUCache(64)
_BANDS = LRUCache(128)
_COSTS = LRUCache(128)
_EXPLAINED = LRUCache(32)
FOUND = LRUCache(128)
"""Whatever else the pages found, by what it is and what it was made from."""


@lru_cache(maxsize=1)
def shipped_names() -> tuple[str, ...]:
    """Return the names of the shipped scenarios; looked up once."""
    return tuple(scenario_names())


@lru_cache(maxsize=16)
def shipped(name: str) -> Scenario:
    """Return a shipped scenario; read once, so that every session shares it."""
    return load_scenario(name)


_READ: dict[str, Region] = {}


def region_called(code: str) -> Region:
    """Return a region by the code that a page's state has.

    A shipped one as its files stand; nothing is kept of what they said before. One of a visitor's
    own figures as the visitor handed it over.
    """
    if is_own(code):
        return held(code).region
    region = load_region(code)
    if _READ.get(code, region) is not region:
        LRUCache.forget_all()
    _READ[code] = region
    return region


def place_name(code: str) -> Text:
    """Return what a place is called on the page: one of own figures says so."""
    name = region_called(code).name
    if not is_own(code):
        return name
    return Text(f"{name.vi} (số liệu của bạn)", f"{name.en} (your figures)")


def fingerprint(scenario: Scenario) -> str:
    """Return a digest of what the results of a scenario depend on: all but its name and wording.

    It is asked for dozens of times an answer: what is kept of a scenario is found by its identity,
    and the scenario with it, so that no other can come to have the same.
    """
    found: tuple[Scenario, str] = _PRINTS.get((id(scenario),), lambda: (scenario, _print(scenario)))
    return found[1]


def identity(scenario: Scenario) -> tuple[object, ...]:
    """Return by what a result is found that holds a scenario's name or words beside its numbers.

    Two visitors may have plans of the same content; neither is to meet the other's words.
    """
    return scenario.name, scenario.title, scenario.description, fingerprint(scenario)


def _print(scenario: Scenario) -> str:
    plain = replace(scenario, name="", title=NOTHING, description=NOTHING, files=())
    return hashlib.sha256(repr(plain).encode()).hexdigest()


def central(code: str, scenario: Scenario, until: int) -> Projection:
    """Return the central run, with its stocks by state, sex and age."""
    key = (code, until, fingerprint(scenario))
    found = _CENTRAL.get(key, lambda: project(region_called(code), scenario, until))
    # Kept without its words: another visitor's plan of the same content is called otherwise.
    return found if found.scenario is scenario else replace(found, scenario=scenario)


def nation(region: Region, until: int) -> Projection | None:
    """Return the status quo of the region's nation, or None for a nation."""
    if region.parent is None:
        return None
    return central(region.parent.code, shipped("status_quo"), until)


@dataclass(frozen=True, slots=True)
class Bands:
    """What many draws say about one scenario.

    Parameters
    ----------
    low, high : indicator -> (year,) ends of the 80% range
    missing : (act, indicator, year) of a target -> ends of the 80% range of the people missing
    chance : (share, target year) -> odds of reaching the target
    cost : (year, draw) public cost of all years up to each [million VND]
    people : count of participants -> (year, draw) [persons]
    share : (year, draw) coverage
    draws : number of draws
    """

    low: dict[str, Array]
    high: dict[str, Array]
    missing: dict[tuple[str, str, int], tuple[float, float]]
    chance: dict[tuple[str, int], float]
    cost: Array
    people: dict[str, Array]
    share: Array
    draws: int


def cost_lines(code: str, scenario: Scenario, until: int) -> dict[str, Array]:
    """Return the lines of public cost of the central run: (year, 1) [million VND a year]."""
    from simulator.analysis.costing.costs import costs

    key = (code, until, fingerprint(scenario))
    return _COSTS.get(key, lambda: costs(central(code, scenario, until)))


def explained(code: str, base: Scenario, scenario: Scenario, year: int) -> Explanation:
    """Return what each group of levers contributes against the base, by central runs.

    Raises
    ------
    InputError
        where the scenarios differ in more than levers and projects.
    """
    from simulator.analysis.causes.attribution import explain

    key = (code, year, identity(base), identity(scenario))
    return _EXPLAINED.get(key, lambda: explain(region_called(code), base, scenario, year))


def ranges_known(code: str, base: Scenario, scenario: Scenario, year: int) -> Explanation | None:
    """Return the contributions with their 80% ranges if they have been drawn already."""
    found: Explanation | None = _EXPLAINED.known(_ranged(code, base, scenario, year))
    return found


def ranged(code: str, base: Scenario, scenario: Scenario, year: int) -> Explanation:
    """Return the contributions with their 80% ranges, drawn aside; takes a second or two.

    Raises
    ------
    InputError
        where the scenarios differ in more than levers and projects.
    """
    explained(code, base, scenario, year)  # what cannot be split is said before anything is drawn
    plain = [replace(s, document=None) for s in (base, scenario)]
    key = _ranged(code, base, scenario, year)
    found: Explanation = _EXPLAINED.get(key, lambda: aside(drawn_contributions, code, *plain, year))
    return found


def drawn_contributions(code: str, base: Scenario, scenario: Scenario, year: int) -> Explanation:
    """Draw the ranges of the contributions here and now, as ``simulator explain`` does."""
    from simulator.analysis.causes.attribution import explain

    return explain(region_called(code), base, scenario, year, DRAWS, SEED)


def drawn_story(
    code: str, scenarios: tuple[Scenario, ...], called: tuple[str, ...], language: str, year: int
) -> Story:
    """Tell the story of plans here and now, as ``simulator slides`` does.

    It stands here for the process that tells it aside, which has no use for Streamlit.

    Parameters
    ----------
    scenarios : the base first
    called : what each is called on a command line
    """
    from simulator.report.appendix.source import gather
    from simulator.report.story.telling import story

    base, *others = scenarios
    chosen = others or [base]
    names = called[-len(chosen) :]
    source = gather(
        region_called(code), chosen, base, language, DRAWS, SEED, names, year, brief=True
    )
    return story(source)


def _ranged(code: str, base: Scenario, scenario: Scenario, year: int) -> tuple[Any, ...]:
    return (code, year, identity(base), identity(scenario), DRAWS)


BANDED = (*COUNTS, "si_participants", *SHARES, "liable_uncovered", "compliance_rate")


def known_bands(code: str, scenario: Scenario, until: int) -> Bands | None:
    """Return the bands if they have been drawn already."""
    found: Bands | None = _BANDS.known((code, until, fingerprint(scenario)))
    return found


def bands(code: str, scenario: Scenario, until: int) -> Bands | None:
    """Return the 80% ranges of a scenario; None where not now."""
    found = known_bands(code, scenario, until)
    if found is None:
        found = WORKER.run(drawn_bands, code, replace(scenario, document=None), until)
        if found is not None:
            _BANDS.put((code, until, fingerprint(scenario)), found)
    return found


def drawn_bands(code: str, scenario: Scenario, until: int) -> Bands:
    """Draw the bands here and now."""
    from simulator.analysis.costing.costs import costs, total_cost
    from simulator.analysis.uncertainty.ensemble import run_draws

    drawn = run_draws(region_called(code), scenario, until, DRAWS, SEED, 1)
    low, high = {}, {}
    for name in BANDED:
        low[name], high[name] = quantiles(INDICATORS[name].of(drawn), BAND)
    chance = {}
    for target in targets_of(drawn):
        if target.place != code or target.indicator not in SHARES:
            continue  # what the nation is to reach is no verdict on a place
        if drawn.years[0] <= target.year <= drawn.years[-1]:
            values = INDICATORS[target.indicator].of(drawn)[drawn.row(target.year)]
            chance[target.indicator, target.year] = odds(values, target.value)
    missing = {
        (target.target_set, target.indicator, target.year): band(
            people_missing(drawn, target.indicator, target.value)[drawn.row(target.year)]
        )
        for target in drawn.region.targets_beside(scenario.targets)
        if drawn.years[0] <= target.year <= drawn.years[-1]
    }
    paid = total_cost(costs(drawn)).cumsum(axis=0)
    people = {name: INDICATORS[name].of(drawn) for name in NUMERATORS.values()}
    share = INDICATORS["si_share"].of(drawn)
    return Bands(low, high, missing, chance, paid, people, share, DRAWS)
