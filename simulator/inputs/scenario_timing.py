"""When measures and projects begin: after the plan is made, and within the years projected.

A plan made today brings nothing before next year. So ``+1`` is the year after the day on which
the plan is made, which the region or the scenario declares, and a measure with an earlier
calendar year is refused. What was begun earlier is in a scenario that says when it was planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from simulator.errors import Problem
from simulator.inputs.documents import Document
from simulator.inputs.plan_date import PlanDate, day_words
from simulator.inputs.region import Region
from simulator.inputs.scenario import Project, Scenario, calendar_year
from simulator.levers import LEVERS, Group
from simulator.text import Text, joined, plain


def plan_date(scenario: Scenario, region: Region) -> PlanDate:
    """Return when a scenario is planned: its own day, or else that of the region's plans."""
    return scenario.planned_on or region.planned_on


def first_start(scenario: Scenario, region: Region) -> int:
    """Return the first year in which measures may start, the year that ``+1`` means."""
    return max(plan_date(scenario, region).day.year, region.base_year) + 1


def dated(scenario: Scenario, region: Region) -> Scenario:
    """Return the scenario with its measures and projects in calendar years.

    So scenarios planned on different days can be mixed without a measure moving.
    """
    first = first_start(scenario, region)
    levers = {
        name: replace(
            setting,
            start=calendar_year(setting.start, first),
            until=None if setting.until is None else calendar_year(setting.until, first),
        )
        for name, setting in scenario.levers.items()
    }
    projects = tuple(replace(p, start=calendar_year(p.start, first)) for p in scenario.projects)
    return replace(scenario, levers=levers, projects=projects)


def too_early(scenario: Scenario, region: Region, document: Document) -> list[Problem]:
    """Return the measures that would have begun before the plan was made.

    Shocks come when they come. A project that is under way is a fact, and gives its reason.
    """
    plan, first = plan_date(scenario, region), first_start(scenario, region)
    problems = []
    for name, setting in scenario.levers.items():
        start = calendar_year(setting.start, first)
        if LEVERS[name].group is not Group.SHOCK and start <= plan.day.year:
            problems.append(_too_early(document, ("levers", name, "start"), start, first, plan))
    for i, project in enumerate(scenario.projects):
        start = calendar_year(project.start, first)
        if not project.reason and start <= plan.day.year:
            at = (list_of_projects(document), i, "start")
            problems.append(_too_early(document, at, start, first, plan))
    return problems


def list_of_projects(document: Document) -> str:
    """Return the key under which a document lists projects."""
    stated = document.data.get("projects") if isinstance(document.data, dict) else None
    return "projects" if stated else "add_projects"


def _too_early(
    document: Document, at: tuple[str | int, ...], start: int, first: int, plan: PlanDate
) -> Problem:
    way_vi = way_en = ""
    if at[0] != "levers":
        way_vi, way_en = "; dự án đang xây thì ghi reason", "; of a project under way give a reason"
    day = plan.day
    return document.problem(
        at,
        f"{start} không sau ngày lập kế hoạch {day_words(day).vi} ({plan.reason.vi}); sớm nhất là "
        f"{first} (+1){way_vi}; nếu kế hoạch đã lập trước đó, ghi planned_on: {{date: "
        f'"{start - 1}-12-31", reason: …}}',
        f"{start} is not after {day:%Y-%m-%d}, when the plan is made ({plan.reason.en}); the first "
        f"year is {first} (+1){way_en}; if it was planned before, state planned_on: {{date: "
        f'"{start - 1}-12-31", reason: …}}',
    )


def built_before(scenario: Scenario, region: Region, document: Document) -> list[Problem]:
    """Return the projects whose jobs stand in the counts of the base year already.

    One that names its place is of a list that several packs share, and is left out with a note.
    """
    problems = []
    for i, project in enumerate(scenario.projects):
        ready = _ready(project, first_start(scenario, region))
        if ready <= region.base_year and not project.place:
            problems.append(
                document.problem(
                    (list_of_projects(document), i, "start"),
                    f"dự án {project.name!r} xây xong năm {ready}: việc làm của dự án đã nằm trong "
                    f"số tháng 12/{region.base_year}; bỏ dự án này",
                    f"the project {project.name!r} is built by {ready}: its jobs are in the counts "
                    f"of December {region.base_year} already; leave it out",
                )
            )
    return problems


def adds_jobs(project: Project, scenario: Scenario, region: Region) -> bool:
    """Return whether a project brings jobs that the counts of the base year do not hold.

    It is active, lies in the region, and is not built by the end of the base year.
    """
    ready = _ready(project, first_start(scenario, region))
    return project.active and lies_in(project, region) and ready > region.base_year


def lies_in(project: Project, region: Region) -> bool:
    """Return whether a project lies in a region, or in a place that was joined to it.

    A nation holds all of its places; a project without a place lies wherever it is projected.
    """
    return not project.place or region.parent is None or project.place in region.places


def idle_projects(scenarios: Iterable[Scenario], region: Region) -> list[Text]:
    """Return in words which projects add nothing to the region: elsewhere, or built before."""
    elsewhere: dict[str, None] = {}
    built: dict[str, None] = {}
    for scenario in scenarios:
        for project in (p for p in scenario.projects if p.active):
            if not lies_in(project, region):
                elsewhere[project.name] = None
            elif not adds_jobs(project, scenario, region):
                built[project.name] = None
    found = []
    if elsewhere:
        listed = "; ".join(elsewhere)
        found.append(
            Text(
                f"{len(elsewhere)} dự án ở nơi khác, không tính cho {region.name.vi}: {listed}; "
                "cần đưa dự án của địa bàn vào danh mục của kịch bản",
                f"{len(elsewhere)} projects lie elsewhere and do not count in {region.name.en}: "
                f"{listed}; put the place's own into the scenario's list",
            )
        )
    if built:
        found.append(
            Text(
                f"dự án xây xong đến hết năm {region.base_year}, việc làm đã nằm trong số năm gốc "
                f"nên không tính thêm: {'; '.join(built)}",
                f"projects built by the end of {region.base_year} add nothing, their jobs are in "
                f"the counts of the base year: {'; '.join(built)}",
            )
        )
    return found


def _ready(project: Project, first: int) -> int:
    """Return the year at whose end a project is built, as planned."""
    start = calendar_year(project.start, first)
    return start + max(round(project.build_years.value + 0.499), 1) - 1


def early_starts(scenario: Scenario, region: Region) -> list[Text]:
    """Return in words what begins before the first projected year, or ends before it."""
    first, plus = region.base_year + 1, first_start(scenario, region)
    remarks = []
    for name, setting in scenario.levers.items():
        start, label = calendar_year(setting.start, plus), LEVERS[name].label
        until = None if setting.until is None else calendar_year(setting.until, plus)
        if until is not None and until < first:
            remarks.append(_over(label, until, first))
        elif start < first:
            remarks.append(_early(label, start, first, setting.share(first, plus)))
    for project in scenario.projects:
        start = calendar_year(project.start, plus)
        if start < first and adds_jobs(project, scenario, region):
            remarks.append(_under_way(plain(project.name), start, first))
    return remarks


def late_starts(scenario: Scenario, region: Region, last: int) -> list[Text]:
    """Return in words what begins after the last projected year, and so does nothing."""
    first = first_start(scenario, region)
    starts = [(LEVERS[name].label, s.start) for name, s in scenario.levers.items()]
    starts += [(plain(project.name), project.start) for project in scenario.projects]
    years = [(what, calendar_year(start, first)) for what, start in starts]
    return [_late(what, start, last) for what, start in years if start > last]


def past_starts(scenarios: Iterable[Scenario], region: Region) -> list[Text]:
    """Return in words what plans of an earlier day suppose to be done by now, each once.

    Also which projects add nothing.

    Now is the day to which the law is known: no clock is asked.
    """
    plans = list(scenarios)
    alike: dict[tuple[int, PlanDate], dict[Text, int]] = {}
    for scenario in plans:
        past = _past_starts(scenario, region)
        if past:
            of = alike.setdefault((min(past), plan_date(scenario, region)), {})
            of.setdefault(scenario.title, len(past))
    now = region.law.compiled
    told = [_supposed(of, start, now, plan) for (start, plan), of in alike.items()]
    return [*told, *idle_projects(plans, region)]


def _past_starts(scenario: Scenario, region: Region) -> list[int]:
    """Return the years, past by now, in which what a plan adds begins."""
    first, now = first_start(scenario, region), region.law.compiled
    starts = [
        calendar_year(setting.start, first)
        for name, setting in scenario.levers.items()
        if LEVERS[name].group is not Group.SHOCK
    ]
    starts += [
        calendar_year(project.start, first)
        for project in scenario.projects
        if adds_jobs(project, scenario, region)
    ]
    return [start for start in starts if region.base_year < start <= now.year]


def _supposed(counts: Mapping[Text, int], start: int, now: date, plan: PlanDate) -> Text:
    """Return what plans suppose to be done by now; of several plans, of each how much.

    Parameters
    ----------
    counts : title of a plan -> levers and projects of it that have begun
    """
    made, known = day_words(plan.day), day_words(now)
    lead = _counted(counts)
    return Text(
        f"{lead.vi} bắt đầu từ {start} vì kế hoạch lập ngày {made.vi} ({plan.reason.vi}); pháp "
        f"luật và số liệu cập nhật đến {known.vi}, nên kết quả chỉ đúng nếu các việc ấy đã được "
        "thực hiện",
        f"{lead.en} start in {start} or later, for the plan is dated {made.en} ({plan.reason.en}); "
        f"law and figures are known to {known.en}, so the result holds only if these have in fact "
        "been carried out",
    )


def _counted(counts: Mapping[Text, int]) -> Text:
    if len(counts) == 1:
        (count,) = counts.values()
        return Text(f"{count} giải pháp, dự án", f"{count} levers and projects")
    of = [Text(f"{n} ở “{title.vi}”", f"{n} in “{title.en}”") for title, n in counts.items()]
    listed = joined(of, "; ")
    return Text(f"Giải pháp, dự án ({listed.vi})", f"Levers and projects ({listed.en})")


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
