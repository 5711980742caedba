"""What was changed of a scenario, step by step, and how one step is taken back.

A scenario is taken apart into pieces: the path of a lever, its level of one class, a project, an
assumption. Taking a step back puts its pieces as they were before it, unless a later step changed
them again; all other pieces stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.scenario import LeverSetting, RelativeYear, Scenario
from simulator.inputs.scenario_differences import differences
from simulator.levers import LEVERS
from simulator.web.state import DEFAULT_RAMP, Steps

Piece = tuple[str, ...]
_PLAIN = ("targets", "measure", "month", "chosen_base", "working_age_only", "planned_on")
_MISSING = object()


def versions(steps: Steps) -> list[Scenario]:
    """Return the scenario in hand as it was after each step, its origin first.

    What was changed before this session (a link, a file) counts as one step for each lever,
    project and assumption.
    """
    now = steps.present
    known = [
        state.entry(now.active).current
        for state in (*steps.past, now)
        if state.region == now.region and now.active in [e.name for e in state.entries]
    ]
    found = _one_by_one(now.in_hand.origin, known[0])
    for version in known[1:]:
        if differences(found[-1], version):
            found.append(version)
    return found


def taken_back(present: Scenario, before: Scenario, after: Scenario) -> Scenario:
    """Return the present scenario without what one step did, where nothing later undid it.

    Parameters
    ----------
    before, after : the scenario on both sides of the step
    """
    now, was, then = pieces(present), pieces(before), pieces(after)
    for key in {*was, *then}:
        held = then.get(key, _MISSING)
        if was.get(key, _MISSING) != held and now.get(key, _MISSING) == held:
            _put(now, key, was)
    return assembled(present, now)


def pieces(scenario: Scenario) -> dict[Piece, Any]:
    """Return all that a plan states, piece by piece."""
    found: dict[Piece, Any] = {("plain", name): getattr(scenario, name) for name in _PLAIN}
    for name, path in scenario.levers.items():
        found["lever", name, "path"] = replace(path, level={})
        found |= {("lever", name, "level", by): level for by, level in path.level.items()}
    found |= {("project", project.name): project for project in scenario.projects}
    found |= {("assumption", *key): stated for key, stated in scenario.assumptions.items()}
    found |= {("growth", str(year)): stated for year, stated in scenario.growth.items()}
    return found


def assembled(scenario: Scenario, found: dict[Piece, Any]) -> Scenario:
    """Return a scenario of pieces, under the name and the words of another."""
    named = [key for key in found if key[0] == "lever"]
    levers = {name: _path(name, found) for name in LEVERS if any(key[1] == name for key in named)}
    projects = {key[1]: stated for key, stated in found.items() if key[0] == "project"}
    order = dict.fromkeys((*(p.name for p in scenario.projects), *projects))
    return replace(
        scenario,
        levers=levers,
        projects=tuple(projects[name] for name in order if name in projects),
        assumptions={Assumed(*key[1:]): q for key, q in found.items() if key[0] == "assumption"},
        growth={int(key[1]): q for key, q in found.items() if key[0] == "growth"},
        document=None,
        **{name: found["plain", name] for name in _PLAIN},
    )


def _path(name: str, found: dict[Piece, Any]) -> LeverSetting:
    usual = LeverSetting(RelativeYear(1), DEFAULT_RAMP, {})
    path: LeverSetting = found.get(("lever", name, "path"), usual)
    neutral = Estimate.exactly(LEVERS[name].neutral)
    levels = {key[3]: q for key, q in found.items() if key[:3] == ("lever", name, "level")}
    return replace(path, level={"default": neutral, **levels})


def _put(pieces_now: dict[Piece, Any], key: Piece, other: dict[Piece, Any]) -> None:
    if key in other:
        pieces_now[key] = other[key]
    else:
        pieces_now.pop(key, None)


def _one_by_one(first: Scenario, last: Scenario) -> list[Scenario]:
    """Return the way from one scenario to another, a lever, project or assumption at a time."""
    now, target = pieces(first), pieces(last)
    changed = [
        key
        for key in dict.fromkeys((*now, *target))
        if now.get(key, _MISSING) != target.get(key, _MISSING)
    ]
    found = [assembled(replace(last, projects=first.projects), now)]
    for _, keys in groupby(sorted(changed, key=_whole), key=_whole):
        for key in keys:
            _put(now, key, target)
        version = assembled(last, now)
        if differences(found[-1], version):  # another reason alone is no step
            found.append(version)
    return found


def _whole(key: Piece) -> Piece:
    """Return the thing to which a piece belongs: a lever with all of its levels."""
    return key[:2] if key[0] == "lever" else key
