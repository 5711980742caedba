"""In which inputs two scenarios differ."""

from __future__ import annotations

from dataclasses import replace

from simulator.classes import CLASSES
from simulator.dataclass import dataclass
from simulator.inputs.definitions import definition
from simulator.inputs.estimate import Estimate
from simulator.inputs.scenario import LeverSetting, Project, Scenario
from simulator.inputs.words import assumption_words
from simulator.levers import LEVERS
from simulator.text import NOTHING, Text


@dataclass(frozen=True, slots=True)
class StatedLevel:
    """The level of a lever with its path over time."""

    lever: str
    level: Estimate
    setting: LeverSetting


Value = StatedLevel | Project | Estimate | str | int | bool | None
"""What a scenario states for one input; None where it states nothing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One input in which two scenarios differ.

    Parameters
    ----------
    path : dotted key of the scenario file
    label : what it is, in words
    before, after : what the first and the second scenario state
    reason : why the second scenario states it
    """

    path: str
    label: Text
    before: Value
    after: Value
    reason: Text = NOTHING

    @property
    def unit(self) -> str:
        """Return the unit of a number that is no level; "" where it has none of a table."""
        kind, *key = self.path.split(".")
        if kind == "macro":
            return "share a year"
        return definition(key[0]).unit if kind == "assumptions" else ""


def differences(first: Scenario, second: Scenario) -> list[Difference]:
    """Return every input in which ``second`` differs from ``first``; names and titles aside."""
    return [
        *_levers(first, second),
        *_projects(first, second),
        *_assumptions(first, second),
        *_growth(first, second),
        *_planned(first, second),
        *_plain(first, second),
    ]


def _level(lever: str, setting: LeverSetting | None, by: str) -> StatedLevel | None:
    if setting is None:
        return None
    return StatedLevel(lever, setting.at(by), setting)


def _same(a: StatedLevel | None, b: StatedLevel | None) -> bool:
    """Return whether two levels mean the same, whatever the reasons given for them."""
    if a is None or b is None:
        return a is b
    paths = [replace(x.setting, level={}, reason=NOTHING) for x in (a, b)]
    levels = [(x.level.value, x.level.low, x.level.high) for x in (a, b)]
    return paths[0] == paths[1] and levels[0] == levels[1]


def _levers(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    for name in LEVERS:
        a, b = first.levers.get(name), second.levers.get(name)
        if a == b:
            continue
        stated = [*(a.level if a else ()), *(b.level if b else ())]
        for by in dict.fromkeys(stated):
            before, after = _level(name, a, by), _level(name, b, by)
            if _same(before, after):
                continue
            label = LEVERS[name].label
            if by != "default":
                label = Text(f"{label.vi}: {CLASSES[by].vi}", f"{label.en}: {CLASSES[by].en}")
            reason = b.reason if b else NOTHING
            found.append(Difference(f"levers.{name}.level.{by}", label, before, after, reason))
    return found


def _projects(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    before = {p.name: p for p in first.projects}
    after = {p.name: p for p in second.projects}
    for name in dict.fromkeys([*before, *after]):
        a, b = before.get(name), after.get(name)
        if a == b or (a and b and replace(a, reason=b.reason) == b):
            continue  # another reason alone changes nothing, as with levers
        label = Text(f"Dự án “{name}”", f"Project “{name}”")
        reason = b.reason if b else NOTHING
        found.append(Difference(f"projects.{name}", label, a, b, reason))
    return found


def _assumptions(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    for key in dict.fromkeys([*first.assumptions, *second.assumptions]):
        a, b = first.assumptions.get(key), second.assumptions.get(key)
        if a != b:
            path = f"assumptions.{key.name}" + (f".{key.by}" if key.by else "")
            words = assumption_words(*key)
            label = Text(f"Giả định: {words.vi}", f"Assumption: {words.en}")
            reason = b.reason if b else NOTHING
            found.append(Difference(path, label, a, b, reason))
    return found


def _growth(first: Scenario, second: Scenario) -> list[Difference]:
    found = []
    for year in sorted({*first.growth, *second.growth}):
        a, b = first.growth.get(year), second.growth.get(year)
        if a != b:
            label = Text(f"Tăng trưởng kinh tế {year}", f"Economic growth {year}")
            found.append(Difference(f"macro.growth.{year}", label, a, b))
    return found


def _planned(first: Scenario, second: Scenario) -> list[Difference]:
    a, b = (None if s.planned_on is None else s.planned_on.day.isoformat() for s in (first, second))
    label = Text("Ngày lập kế hoạch", "Planned on")
    return [] if a == b else [Difference("planned_on", label, a, b)]


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
            found.append(Difference(name, label, a, b))
    return found


def changes_growth(first: Scenario, second: Scenario) -> bool:
    """Return whether the two assume different economic growth."""
    shock = first.levers.get("growth_shock"), second.levers.get("growth_shock")
    return first.growth != second.growth or shock[0] != shock[1]
