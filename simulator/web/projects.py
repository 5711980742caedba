"""The projects of a scenario as people type them: fields read, jobs told, the list changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simulator.classes import SECTORS
from simulator.errors import InputError, input_error
from simulator.inputs.estimate import Estimate
from simulator.inputs.region import Region
from simulator.inputs.scenario import Project, Scenario, calendar_year
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_fields import PROJECT_NUMBERS
from simulator.inputs.scenario_timing import first_start
from simulator.projection.economy import project_jobs
from simulator.projection.levers import LeverPaths
from simulator.projection.values import Values, assumptions_of
from simulator.text import Text, plain, visible
from simulator.web.typed import (
    BILLIONS,
    LAST_START,
    YEARS,
    exact,
    number_between,
    words_of,
    year_between,
)

NUMBERS = (
    *("capital_bn_vnd", "build_years", "disbursed_share", "probability", "public_share"),
    "capital_per_job",
)
"""Numbers of a project that the table shows."""
FIELDS = ("name", "sector", "start", *NUMBERS, "reason", "active")
NEEDED = ("name", "capital_bn_vnd", "start", "build_years")
MOST_PROJECTS = 60
_EARLIEST = 2000
_LONGEST = {"name": 120, "reason": 500}
_RANGED = re.compile(r"([^()]+)\(([^()]+?)\s*(?:–|;| - )\s*([^()]+)\)")
"""A number with its 80% range in parentheses: 3.900 (2.300 – 3.900)."""
Typed = Mapping[str, str]


def shown(project: Project, first: int, language: str) -> dict[str, str]:
    """Return the fields of a project as the table shows them; empty where the sector's hold.

    Parameters
    ----------
    first : the year that ``+1`` means
    """
    found = {"name": project.name, "sector": project.sector, "reason": project.reason.in_(language)}
    found["start"] = str(calendar_year(project.start, first))
    found["active"] = "1" if project.active else ""
    for field in NUMBERS:
        stated: Estimate | None = getattr(project, field)
        found[field] = "" if stated is None else written(stated, field, language)
    return found


def written(stated: Estimate, field: str, language: str) -> str:
    """Return a number as a field shows it, with its range where it has one.

    >>> written(Estimate(3900, 2300, 3900), "capital_bn_vnd", "vi")
    '3.900 (2.300 – 3.900)'
    >>> written(Estimate.exactly(0.6), "probability", "vi")
    '60'
    """
    scale = 100.0 if PROJECT_NUMBERS[field].percent else 1.0
    value, low, high = (
        exact(round(scale * v, 6), language) for v in (stated.value, stated.low, stated.high)
    )
    return value if stated.certain else f"{value} ({low} – {high})"


def read(field: str, text: str, before: Project, first: int, language: str) -> Project:
    """Return a project with one field as it was typed.

    Raises
    ------
    InputError
        where it cannot be read, or lies outside of what the field takes.
    """
    if field == "name":
        return replace(before, name=visible(text).strip()[: _LONGEST[field]])
    if field == "reason":
        words = visible(text).strip()[: _LONGEST[field]]
        return before if words in before.reason else replace(before, reason=plain(words))
    if field == "active":
        return replace(before, active=bool(text))
    if field == "sector":
        return replace(before, sector=text if text in SECTORS else before.sector)
    if field == "start":
        year = year_between(text, _EARLIEST, LAST_START)
        same = year == calendar_year(before.start, first)
        return before if same else replace(before, start=year)
    stated: Any = _estimate(field, text, getattr(before, field), language)
    return replace(before, **{field: stated})


_UNITS = {"capital_bn_vnd": BILLIONS, "build_years": YEARS}


def _estimate(field: str, text: str, before: Estimate | None, language: str) -> Estimate | None:
    if before is not None and text.strip() == written(before, field, language):
        return before  # what was shown is what stands there, with all of its digits
    usual = Project.__dataclass_fields__[field].default
    if not text.strip() and (usual is None or isinstance(usual, Estimate)):
        return usual
    bounds, units = PROJECT_NUMBERS[field], _UNITS.get(field, ())
    ranged = _RANGED.fullmatch(text.strip())
    value, *ends = (
        number_between(part, bounds.low, bounds.high, language, percent=bounds.percent, units=units)
        for part in (ranged.groups() if ranged else (text,))
    )
    low, high = ends or (value, value)
    if not low <= value <= high:
        raise input_error(
            f"{text.strip()}: số đầu phải nằm trong khoảng",
            f"{text.strip()}: the first number must lie within its range",
        )
    return Estimate(value, low, high)  # what was typed has no longer the source of before


def blank(region: Region, scenario: Scenario) -> Project:
    """Return a project of which nothing is known but when it may begin."""
    nothing = Estimate.exactly(0.0)
    first = first_start(scenario, region)
    return Project("", next(iter(SECTORS)), nothing, first, Estimate.exactly(1.0))


def drafted(
    typed: Typed, before: Project, first: int, language: str
) -> tuple[Project, dict[str, Text]]:
    """Return a project with all fields that could be read, and what is wrong with the others."""
    project, wrong = before, {}
    for field, text in typed.items():
        if field not in FIELDS or not isinstance(text, str):
            continue
        try:
            if field in NEEDED and not text.strip():
                raise input_error("cần điền", "to be filled in")
            project = read(field, text, project, first, language)
        except InputError as error:
            wrong[field] = words_of(error)
    return project, wrong


def with_project(
    scenario: Scenario, region: Region, index: int | None, project: Project
) -> Scenario:
    """Return the scenario with a project in place of one of its list, or at its end.

    Raises
    ------
    InputError
        where another has its name, there are too many, or it does not fit the place.
    """
    others = [p.name for i, p in enumerate(scenario.projects) if i != index]
    if project.name in others:
        raise input_error("đã có dự án tên này", "there is a project of this name")
    if len(others) >= MOST_PROJECTS:
        raise input_error(f"nhiều nhất {MOST_PROJECTS} dự án", f"{MOST_PROJECTS} projects at most")
    listed = list(scenario.projects)
    if index is None:
        listed.append(project)
    else:
        listed[index] = project
    found = replace(scenario, projects=tuple(listed), document=None)
    # Only what this project breaks is told: the scenario was taken as it was before.
    check_against_region(replace(found, projects=(project,)), region)
    return found


def without_project(scenario: Scenario, index: int) -> Scenario:
    """Return the scenario without one project of its list."""
    left = tuple(p for i, p in enumerate(scenario.projects) if i != index)
    return replace(scenario, projects=left, document=None)


def jobs(region: Region, scenario: Scenario, year: int) -> list[float]:
    """Return the liable jobs of each project at the end of a year, by the central run."""
    values = Values(assumptions_of(region, scenario))
    levers = LeverPaths(scenario, values, first_start(scenario, region))
    found = project_jobs(region, scenario, values, levers, range(region.base_year, year + 1))
    return [float((p.operating + p.construction)[-1, 0]) for p in found]


def usual_numbers(region: Region, scenario: Scenario, sector: str, language: str) -> dict[str, str]:
    """Return what holds of a sector where a project states nothing, as its fields would show it."""
    known: Any = assumptions_of(region, scenario)
    found = {}
    for field in NUMBERS:
        usual = Project.__dataclass_fields__[field].default
        if isinstance(usual, Estimate):
            found[field] = written(usual, field, language)
        elif usual is None:
            stated = known[field, sector]
            found[field] = written(Estimate.exactly(stated.value), field, language)
    return found
