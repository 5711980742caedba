"""In which inputs two scenarios differ."""

from __future__ import annotations

from dataclasses import dataclass, fields

from simulator.classes import CLASSES, SECTORS
from simulator.inputs.scenario import LeverSetting, Project, Quantity, Scenario
from simulator.levers import LEVERS
from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Difference:
    """One input in which two scenarios differ.

    Parameters
    ----------
    path : dotted key of the scenario file
    label : what it is, in words
    before, after : the value in the first and in the second scenario, as text; "" where none
    reason : why the second scenario states it
    """

    path: str
    label: Text
    before: str
    after: str
    reason: str = ""


def differences(first: Scenario, second: Scenario) -> list[Difference]:
    """Return every input in which ``second`` differs from ``first``; names and titles aside."""
    return [
        *_levers(first, second),
        *_projects(first, second),
        *_assumptions(first, second),
        *_growth(first, second),
        *_plain(first, second),
    ]


def _number(value: float) -> str:
    return f"{value:g}"


def _quantity(number: Quantity | None) -> str:
    if number is None:
        return ""
    if number.certain:
        return _number(number.value)
    return f"{_number(number.value)} ({_number(number.low)}..{_number(number.high)})"


def _path(setting: LeverSetting | None, by: str) -> str:
    if setting is None:
        return ""
    level = _quantity(setting.level.get(by, setting.level["default"]))
    until = "" if setting.until is None else f", until {setting.until}"
    return f"{level} (start {setting.start}, ramp {setting.ramp_years:g}{until})"


def _levers(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    for name in LEVERS:
        a, b = first.levers.get(name), second.levers.get(name)
        if a == b:
            continue
        stated = [*(a.level if a else ()), *(b.level if b else ())]
        for by in dict.fromkeys(stated):
            before, after = _path(a, by), _path(b, by)
            if before == after:
                continue
            label = LEVERS[name].label
            if by != "default":
                label = Text(f"{label.vi}: {CLASSES[by].vi}", f"{label.en}: {CLASSES[by].en}")
            reason = b.reason if b else ""
            found.append(Difference(f"levers.{name}.level.{by}", label, before, after, reason))
    return found


def _projects(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    before = {p.name: p for p in first.projects}
    after = {p.name: p for p in second.projects}
    for name in dict.fromkeys([*before, *after]):
        a, b = before.get(name), after.get(name)
        if a == b:
            continue
        label = Text(f"Dự án {name}", f"Project {name}")
        words = Difference(
            f"projects.{name}", label, _project(a), _project(b), b.reason if b else ""
        )
        found.append(words)
    return found


def _project(project: Project | None) -> str:
    if project is None:
        return ""
    words = [SECTORS[project.sector].en, f"start {project.start}"]
    for field in fields(project):
        value = getattr(project, field.name)
        if isinstance(value, Quantity) and value != field.default:
            words.append(f"{field.name} {_quantity(value)}")
    return ", ".join(words)


def _assumptions(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    for name, by in dict.fromkeys([*first.assumptions, *second.assumptions]):
        a, b = first.assumptions.get((name, by)), second.assumptions.get((name, by))
        if a != b:
            path = f"assumptions.{name}" + (f".{by}" if by else "")
            label = Text(f"Giả định {name} {by}".strip(), f"Assumption {name} {by}".strip())
            reason = b.reason if b else ""
            found.append(Difference(path, label, _quantity(a), _quantity(b), reason))
    return found


def _growth(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    for year in sorted({*first.growth, *second.growth}):
        a, b = first.growth.get(year), second.growth.get(year)
        if a != b:
            label = Text(f"Tăng trưởng kinh tế {year}", f"Economic growth {year}")
            found.append(Difference(f"macro.growth.{year}", label, _quantity(a), _quantity(b)))
    return found


_PLAIN = {
    "targets": Text("Bộ chỉ tiêu", "Target set"),
    "measure": Text("Thời điểm đếm", "When participants are counted"),
    "month": Text("Tháng đếm", "Month of counting"),
    "chosen_base": Text("Mức đóng chọn", "Chosen contribution base"),
    "working_age_only": Text("Chỉ đếm người trong độ tuổi", "Working age only"),
}


def _plain(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    for name, label in _PLAIN.items():
        a, b = getattr(first, name), getattr(second, name)
        if a != b:
            words = [_quantity(v) if isinstance(v, Quantity) else str(v) for v in (a, b)]
            found.append(Difference(name, label, *words))
    return found


def changes_growth(first: Scenario, second: Scenario) -> bool:
    """Return whether the two assume different economic growth."""
    shock = first.levers.get("growth_shock"), second.levers.get("growth_shock")
    return first.growth != second.growth or shock[0] != shock[1]
