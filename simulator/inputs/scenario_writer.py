"""Writing a scenario as a file that is read back equal."""

from __future__ import annotations

from typing import Any

import yaml

from simulator.inputs.documents import RelativeYear
from simulator.inputs.scenario import LeverSetting, Project, Quantity, Scenario
from simulator.inputs.scenario_fields import PROJECT_NUMBERS
from simulator.inputs.scenario_files import quantity_data

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
    data: dict[str, Any] = {
        "name": scenario.name,
        "title": dict(scenario.title._asdict()),
        "description": dict(scenario.description._asdict()),
    }
    if scenario.reason:
        data["reason"] = scenario.reason
    if scenario.planned_on is not None:
        plan = scenario.planned_on
        data["planned_on"] = {"date": plan.day.isoformat(), "reason": dict(plan.reason._asdict())}
    data["levers"] = {name: _lever(path) for name, path in scenario.levers.items()}
    data["projects"] = [_project(project) for project in scenario.projects]
    assumptions: dict[str, Any] = {}
    for (name, by), number in scenario.assumptions.items():
        if by:
            assumptions.setdefault(name, {})[by] = quantity_data(number)
        else:
            assumptions[name] = quantity_data(number)
    data["assumptions"] = assumptions
    data["macro"] = {"growth": {str(y): quantity_data(n) for y, n in scenario.growth.items()}}
    data["targets"] = scenario.targets
    data["measure"] = scenario.measure
    data["month"] = scenario.month
    data["chosen_base"] = quantity_data(scenario.chosen_base)
    data["working_age_only"] = scenario.working_age_only
    body = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return SCHEMA_LINE + body


def _lever(path: LeverSetting) -> dict[str, Any]:
    level: Any = {by: quantity_data(number) for by, number in path.level.items()}
    if list(level) == ["default"]:
        level = level["default"]
    data: dict[str, Any] = {"start": path.start, "ramp_years": path.ramp_years, "level": level}
    if path.until is not None:
        data["until"] = path.until
    if path.reason:
        data["reason"] = path.reason
    return data


def _project(project: Project) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": project.name,
        "sector": project.sector,
        "start": project.start,
    }
    for key in PROJECT_NUMBERS:
        number: Quantity | None = getattr(project, key)
        if number is not None:
            data[key] = quantity_data(number)
    if project.reason:
        data["reason"] = project.reason
    if project.place:
        data["place"] = project.place
    return data
