"""Writing a scenario as a file that is read back equal."""

from __future__ import annotations

from typing import Any

import yaml

from simulator.inputs.documents import RelativeYear
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.scenario import LeverSetting, Project, Scenario
from simulator.inputs.scenario_fields import PROJECT_NUMBERS
from simulator.inputs.scenario_files import estimate_data, text_data
from simulator.levers import LEVERS
from simulator.text import Text

SCHEMA_LINE = "# yaml-language-server: $schema=../simulator/schema/scenario.json\n"


class _Dumper(yaml.SafeDumper):
    """Writes relative years as ``+1`` and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401
        return True


_Dumper.add_representer(
    RelativeYear,
    lambda dumper, year: dumper.represent_scalar("tag:yaml.org,2002:int", f"+{year.offset}"),
)


def dump_scenario(scenario: Scenario) -> str:
    """Return a scenario as YAML, complete in itself, so that it reads back equal.

    Parameters
    ----------
    scenario : as loaded or changed; its base is merged in, so ``extends`` is not written

    >>> from simulator.inputs.scenario_files import load_scenario, scenario_from_text
    >>> from dataclasses import replace
    >>> s = load_scenario("resolution")
    >>> scenario_from_text(dump_scenario(s), "copy.yaml") == replace(s, extends=None)
    True
    """
    return _yaml({**_named(scenario), **_inputs(scenario)})


def dump_difference(scenario: Scenario, base: Scenario) -> str | None:
    """Return a scenario as YAML that extends another and states only what differs from it.

    None where it lacks something that the base states, which no file that extends can say.

    Parameters
    ----------
    base : shipped, so that the text is read back anywhere

    >>> from simulator.inputs.scenario_files import load_scenario, scenario_from_text
    >>> from dataclasses import replace
    >>> base = load_scenario("resolution")
    >>> mine = replace(base, name="mine", month=6, measure="month", extends="resolution")
    >>> scenario_from_text(dump_difference(mine, base), "mine.yaml") == mine
    True
    """
    if scenario.planned_on is None and base.planned_on is not None:
        return None
    now, then = _inputs(scenario), _inputs(base)
    data: dict[str, Any] = {**_named(scenario), "extends": base.name}
    for key, stated in now.items():
        if key in _MERGED:
            own, known = _flat(key, scenario), _flat(key, base)
            if known.keys() - own.keys():
                return None
            kept = {inner for inner, value in own.items() if known.get(inner) != value}
            if kept:
                data[key] = _nested(key, {inner: own[inner] for inner in own if inner in kept})
        elif stated != then.get(key):
            data[key] = stated
    return _yaml(data)


_MERGED = ("levers", "assumptions", "macro")
"""Entries that a file adds to its base's, key by key; every other stands in its place."""


def _flat(key: str, scenario: Scenario) -> dict[Any, Any]:
    if key == "levers":
        return {name: scenario.levers[name] for name in LEVERS if name in scenario.levers}
    return dict(scenario.assumptions if key == "assumptions" else scenario.growth)


def _nested(key: str, stated: dict[Any, Any]) -> dict[str, Any]:
    if key == "levers":
        return {name: _lever(path) for name, path in stated.items()}
    return _assumptions(stated) if key == "assumptions" else _growth(stated)


def _named(scenario: Scenario) -> dict[str, Any]:
    """Return what a file never takes from its base."""
    data: dict[str, Any] = {
        "name": scenario.name,
        "title": text_data(scenario.title),
        "description": text_data(scenario.description),
    }
    return {**data, **_reason(scenario.reason)}


def _reason(reason: Text) -> dict[str, Any]:
    return {"reason": text_data(reason)} if reason else {}


def _inputs(scenario: Scenario) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if scenario.planned_on is not None:
        plan = scenario.planned_on
        data["planned_on"] = {"date": plan.day.isoformat(), "reason": text_data(plan.reason)}
    data["levers"] = {name: _lever(path) for name, path in scenario.levers.items()}
    data["projects"] = [_project(project) for project in scenario.projects]
    data["assumptions"] = _assumptions(scenario.assumptions)
    data["macro"] = _growth(scenario.growth)
    data["targets"] = scenario.targets
    data["measure"] = scenario.measure
    data["month"] = scenario.month
    data["chosen_base"] = estimate_data(scenario.chosen_base)
    data["working_age_only"] = scenario.working_age_only
    return data


def _yaml(data: dict[str, Any]) -> str:
    body = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return SCHEMA_LINE + body


def _assumptions(stated: dict[Assumed, Estimate]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for (name, by), number in stated.items():
        if by:
            data.setdefault(name, {})[by] = estimate_data(number)
        else:
            data[name] = estimate_data(number)
    return data


def _growth(stated: dict[int, Estimate]) -> dict[str, Any]:
    return {"growth": {str(year): estimate_data(number) for year, number in stated.items()}}


def _lever(path: LeverSetting) -> dict[str, Any]:
    level: Any = {by: estimate_data(number) for by, number in path.level.items()}
    if list(level) == ["default"]:
        level = level["default"]
    data: dict[str, Any] = {"start": path.start, "ramp_years": path.ramp_years, "level": level}
    if path.shape != "even":
        data["shape"] = path.shape
    if path.until is not None:
        data["until"] = path.until
    return {**data, **_reason(path.reason)}


def _project(project: Project) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": project.name,
        "sector": project.sector,
        "start": project.start,
    }
    for key in PROJECT_NUMBERS:
        number: Estimate | None = getattr(project, key)
        if number is not None:
            data[key] = estimate_data(number)
    data |= _reason(project.reason)
    if project.place:
        data["place"] = project.place
    if not project.active:
        data["active"] = False
    return data
