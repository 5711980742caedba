"""What of a scenario can only be checked against the region it is run on."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.errors import InputError, Problem, input_error, nearest, nearest_words
from simulator.inputs.assumption import Assumption
from simulator.inputs.definitions import definition
from simulator.inputs.documents import Document
from simulator.inputs.estimate import Estimate
from simulator.inputs.history_check import check_history
from simulator.inputs.keys import Assumed
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_timing import (
    built_before,
    lies_in,
    list_of_projects,
    too_early,
)
from simulator.inputs.words import UNITS

CAPITAL_LIMIT = 2.0
"""A project's capital above this many times the region's yearly GRDP needs a reason."""


def refuse_unfit(scenario: Scenario, region: Region) -> None:
    """Refuse a scenario that does not fit a region, or a region whose counts contradict each other.

    Raises
    ------
    InputError
        with everything that is wrong with either.
    """
    problems = check_history(region)
    if problems:
        raise InputError(problems)
    check_against_region(scenario, region)


def refuse_namesakes(scenarios: Sequence[Scenario], sources: Sequence[str]) -> None:
    """Refuse two scenarios of one name, for their results would be told apart by nothing.

    Parameters
    ----------
    sources : how the user named them

    Raises
    ------
    InputError
        for the first whose name an earlier one has.
    """
    names = [scenario.name for scenario in scenarios]
    for i, (name, source) in enumerate(zip(names, sources, strict=True)):
        if name in names[:i]:
            raise input_error(
                f"kịch bản {name!r} được nêu hai lần",
                f"scenario {name!r} is given twice",
                key=source,
            )


def check_against_region(scenario: Scenario, region: Region) -> None:
    """Refuse what does not fit the region.

    Raises
    ------
    InputError
        for unknown assumptions, numbers beyond natural bounds, projects that were built before
        the first projected year or are larger than the region's economy, measures that begin
        before the plan was made, and unknown target sets.
    """
    document = scenario.document or Document(scenario.name, {}, {}, {})
    problems = [
        *_assumptions(scenario, region, document),
        *_projects(scenario, region, document),
        *too_early(scenario, region, document),
    ]
    if scenario.targets is not None and scenario.targets not in region.targets:
        near = nearest_words(scenario.targets, region.targets)
        listed = ", ".join(region.targets)
        problems.append(
            document.problem(
                ("targets",),
                f"không có bộ chỉ tiêu {scenario.targets!r}; có: {listed or 'chưa có'}{near.vi}",
                f"no target set {scenario.targets!r}; known: {listed or 'none'}{near.en}",
                allowed=region.targets,
                near=nearest(scenario.targets, region.targets),
            )
        )
    if problems:
        raise InputError(problems)


def _assumptions(scenario: Scenario, region: Region, document: Document) -> list[Problem]:
    problems = []
    names = list(dict.fromkeys(name for name, _ in region.assumptions))
    for key, number in scenario.assumptions.items():
        name, by = key
        at = ("assumptions", name, by) if by else ("assumptions", name)
        known = region.assumptions.get(key)
        if name not in names:
            near = nearest_words(name, names)
            problems.append(
                document.problem(
                    at,
                    f"không có giả định {name!r}{near.vi}",
                    f"no assumption {name!r}{near.en}",
                    at_key=True,
                    near=nearest(name, names),
                )
            )
        elif known is None:
            listed = ", ".join(region.assumptions.knots(name)) or "—"
            problems.append(
                document.problem(
                    at,
                    f"{name} không có mục {by!r}; có: {listed}",
                    f"{name} has no entry {by!r}; known: {listed}",
                    at_key=True,
                    allowed=region.assumptions.knots(name),
                )
            )
        else:
            problems += _bounded(document, at, number, known)
    return problems


def _bounded(
    document: Document, at: tuple[str, ...], number: Estimate, known: Assumption
) -> list[Problem]:
    low, high = known.support
    if low <= number.low and number.high <= high:
        return []
    wrong = next(n for n in (number.value, number.low, number.high) if not low <= n <= high)
    refusal = definition(known.name).refusal(wrong)
    hint_vi = hint_en = ""
    if high <= 1 < wrong <= 100:
        hint_vi = f" (viết {wrong / 100:g} cho {wrong:g} %)"
        hint_en = f" (write {wrong / 100:g} for {wrong:g} %)"
    return [
        document.problem(
            at,
            f"{refusal.vi} ({UNITS.get(known.unit, known.unit)}){hint_vi}",
            f"{refusal.en} ({known.unit}){hint_en}",
            bounds=known.support,
        )
    ]


def _projects(scenario: Scenario, region: Region, document: Document) -> list[Problem]:
    economy = region.assumptions.get(Assumed("grdp"))
    key = list_of_projects(document)
    problems = built_before(scenario, region, document)
    for i, project in enumerate(scenario.projects):
        capital = project.capital_bn_vnd.value
        if economy is None or project.reason or not lies_in(project, region):
            continue
        if capital <= CAPITAL_LIMIT * economy.value:
            continue
        problems.append(
            document.problem(
                (key, i, "capital_bn_vnd"),
                f"{capital:g} tỷ đồng lớn hơn {CAPITAL_LIMIT:g} lần GRDP ({economy.value:g} tỷ); "
                "đơn vị là tỷ đồng; nếu đúng, ghi reason cho dự án",
                f"{capital:g} billion VND is above {CAPITAL_LIMIT:g} times GRDP "
                f"({economy.value:g} billion); the unit is billion VND; if it is right, give the "
                "project a reason",
            )
        )
    return problems
