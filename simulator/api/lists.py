"""What can be set and what comes out."""

from __future__ import annotations

from typing import TypeVar

from simulator.api.given import language_of
from simulator.api.result import Result, about
from simulator.indicators import INDICATORS, Indicator
from simulator.inputs.pack_lineage import region_names
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_files import load_scenario, scenario_names
from simulator.levers import LEVERS, Lever
from simulator.report.document import Section
from simulator.report.results import lists

T = TypeVar("T")


def list_levers(language: str = "vi") -> Result[dict[str, Lever]]:
    """Return every lever: unit, range, level that does nothing, grade of evidence, who answers.

    >>> import simulator as si
    >>> "inspection" in si.list_levers().found
    True
    """
    return _listed(LEVERS, lists.levers(), language)


def list_indicators(language: str = "vi") -> Result[dict[str, Indicator]]:
    """Return every indicator: unit and definition.

    >>> import simulator as si
    >>> [r["unit"] for r in si.list_indicators().records if r["name"] == "si_share"]
    ['share']
    """
    return _listed(INDICATORS, lists.indicators(), language)


def list_regions(language: str = "vi") -> Result[dict[str, Region]]:
    """Return the regions that the program brings along, with how much of each is estimated.

    >>> import simulator as si
    >>> si.list_regions().found["ninh_thuan"].base_year
    2023
    """
    places = {name: load_region(name) for name in region_names()}
    return _listed(places, lists.regions(list(places.values())), language)


def list_scenarios(language: str = "vi") -> Result[dict[str, Scenario]]:
    """Return the scenarios that the program brings along, with what each starts from.

    >>> import simulator as si
    >>> list(si.list_scenarios().found)[0]
    'status_quo'
    """
    plans = {name: load_scenario(name) for name in scenario_names()}
    return _listed(plans, lists.scenarios(list(plans.values())), language)


def _listed(found: dict[str, T], section: Section, language: str) -> Result[dict[str, T]]:
    return Result(found, (section,), about(), language_of(language), ("name",))
