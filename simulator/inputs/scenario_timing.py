"""When measures and projects begin, held against the years that are projected."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.errors import Problem
from simulator.inputs.documents import Document
from simulator.inputs.region import Region
from simulator.inputs.scenario import Project, Scenario, calendar_year
from simulator.levers import LEVERS
from simulator.text import Text


def built_before(scenario: Scenario, region: Region, document: Document, key: str) -> list[Problem]:
    """Return the projects whose jobs stand in the counts of the base year already."""
    problems = []
    for i, project in enumerate(scenario.projects):
        ready = _ready(project, region)
        if ready <= region.base_year:
            problems.append(
                document.problem(
                    (key, i, "start"),
                    f"dự án {project.name!r} xây xong năm {ready}: việc làm của dự án đã nằm trong "
                    f"số tháng 12/{region.base_year}; bỏ dự án này",
                    f"the project {project.name!r} is built by {ready}: its jobs are in the counts "
                    f"of December {region.base_year} already; leave it out",
                )
            )
    return problems


def _ready(project: Project, region: Region) -> int:
    """Return the year at whose end a project is built, as planned."""
    start = calendar_year(project.start, region.base_year + 1)
    return start + max(round(project.build_years.value + 0.499), 1) - 1


def early_starts(scenario: Scenario, region: Region) -> list[Text]:
    """Return in words what begins before the first projected year, or ends before it."""
    first = region.base_year + 1
    remarks = []
    for name, setting in scenario.levers.items():
        start, label = calendar_year(setting.start, first), LEVERS[name].label
        until = None if setting.until is None else calendar_year(setting.until, first)
        if until is not None and until < first:
            remarks.append(_over(label, until, first))
        elif start < first:
            remarks.append(_early(label, start, first, setting.share(first, first)))
    for project in scenario.projects:
        start = calendar_year(project.start, first)
        if start < first:
            remarks.append(_under_way(Text(project.name, project.name), start, first))
    return remarks


def late_starts(scenario: Scenario, region: Region, last: int) -> list[Text]:
    """Return in words what begins after the last projected year, and so does nothing."""
    first = region.base_year + 1
    starts = [(LEVERS[name].label, s.start) for name, s in scenario.levers.items()]
    starts += [(Text(project.name, project.name), project.start) for project in scenario.projects]
    years = [(what, calendar_year(start, first)) for what, start in starts]
    return [_late(what, start, last) for what, start in years if start > last]


def past_starts(scenarios: Iterable[Scenario], region: Region, this_year: int) -> list[Text]:
    """Return in words how much of the scenarios should have begun before this year, each once."""
    found = (_past_starts(scenario, region, this_year) for scenario in scenarios)
    return list(dict.fromkeys(words for words in found if words is not None))


def _past_starts(scenario: Scenario, region: Region, this_year: int) -> Text | None:
    first = region.base_year + 1
    starts = [calendar_year(s.start, first) for s in scenario.levers.values()]
    starts += [calendar_year(project.start, first) for project in scenario.projects]
    past = [start for start in starts if first <= start < this_year]
    if not past:
        return None
    return Text(
        f"{len(past)} giải pháp, dự án bắt đầu từ {min(past)}, trước năm nay ({this_year}): "
        "chỉ đúng nếu đã thực hiện",
        f"{len(past)} levers and projects start from {min(past)}, before this year ({this_year}): "
        "true only where that was done",
    )


def _over(what: Text, until: int, first: int) -> Text:
    return Text(
        f"{what.vi}: hết hiệu lực năm {until}, trước năm dự báo đầu {first}; không có tác động",
        f"{what.en}: ends in {until}, before the first projected year {first}; it does nothing",
    )


def _early(what: Text, start: int, first: int, share: float) -> Text:
    return Text(
        f"{what.vi}: bắt đầu {start}, trước năm dự báo đầu {first}; được tính là mới từ {first}, "
        f"ngay ở {100 * share:.0f} % mức, dù số năm gốc có thể đã gồm tác động này",
        f"{what.en}: starts in {start}, before the first projected year {first}; it counts as new "
        f"from {first}, at {100 * share:.0f} % of its level at once, although the base year may "
        "hold its effect already",
    )


def _under_way(what: Text, start: int, first: int) -> Text:
    return Text(
        f"Dự án {what.vi}: khởi công {start}, trước năm dự báo đầu {first}; số năm gốc có thể đã "
        "gồm lao động xây dựng của dự án",
        f"Project {what.en}: begun in {start}, before the first projected year {first}; the base "
        "year may hold its construction work already",
    )


def _late(what: Text, start: int, last: int) -> Text:
    return Text(
        f"{what.vi}: bắt đầu {start}, sau năm dự báo cuối {last}; không có tác động",
        f"{what.en}: starts in {start}, after the last projected year {last}; it does nothing",
    )
