"""Appendices V and VI: jobs from investment, and classes of potential voluntary members."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.classes import CLASSES, SECTORS
from simulator.inputs.scenario import Project
from simulator.levers import LEVERS
from simulator.report.appendix.parts import adding_up
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.document import (
    Appendix,
    Block,
    Cell,
    Number,
    Table,
    Words,
    chain,
    note,
    say,
    table,
)
from simulator.report.statements import NOTHING, joined
from simulator.text import Text


def jobs(source: Source) -> Appendix:
    """Return appendix V: added covered jobs by project and year."""
    last = source.scenarios[-1]
    projects = source.projections[last.name].projects
    years = [y for y in source.years if y > source.region.base_year]
    total = [source.number(last.name, "project_jobs", y) for y in years]
    jobs = _whole_jobs(source, [y - source.region.base_year for y in years], total)

    def row(i: int, project: Project) -> tuple[Cell, ...]:
        def traced(year: int | str, field: str) -> str:
            return tag(last.name, f"project.{i + 1}", year, field)

        capital, at = project.capital_bn_vnd.value, traced("capital", "value")
        return (
            project.name,
            SECTORS[project.sector],
            Number(capital, "billion_vnd", tag=at, status="estimate", decimals=0),
            *(
                Number(count, "job", tag=traced(year, "jobs"))
                for year, count in zip(years, jobs[i], strict=True)
            ),
        )

    blocks: list[Block] = []
    if projects:
        heads = Text("Dự án", "Project"), Text("Ngành", "Sector"), _CAPITAL
        made = Table(
            Text(
                "Việc làm có BHXH tăng thêm nhờ dự án, tính đến cuối năm",
                "Covered jobs that projects add, at the year's end",
            ),
            (*heads, *(str(year) for year in years)),
            (
                *(row(i, found.project) for i, found in enumerate(projects)),
                (Text("Cộng", "Sum"), "", "", *total),
            ),
            (2.6, 1.6, 1.1, *([0.9] * len(years))),
            total=True,
            unit=Text("Đơn vị tính: việc làm", "Unit: jobs"),
        )
        blocks.append(made)
    blocks.append(note(project_words([found.project for found in projects])))
    title = Text("Việc làm từ đầu tư theo ngành, dự án", "Jobs from investment")
    return Appendix("V", title, tuple(blocks), landscape=True)


_CAPITAL = Text("Vốn, tỷ đồng", "Capital, bn VND")


def project_words(projects: Sequence[Project]) -> Text:
    """Return how jobs follow from projects; that there are none; whose capital is judgement."""
    if not projects:
        return Text(
            "Kịch bản này không có dự án nào, nên không có việc làm tăng thêm từ dự án.",
            "This scenario has no projects, so projects add no jobs.",
        )
    judged = judged_projects(projects)
    said = NOTHING
    if judged:
        some = ", ".join(f"“{project.name}”" for project in judged)
        said = Text(
            f"Vốn là nhận định, cần thay bằng số của tỉnh: {some}.",
            f"Capital is judgement, to be replaced by the province's figure: {some}.",
        )
    return joined(
        [
            Text(
                "Vốn đăng ký không phải là việc làm: việc làm tính từ phần vốn giải ngân, suất vốn "
                "một việc làm của ngành, phần có hợp đồng, phần ngoài xu thế và xác suất thực "
                "hiện.",
                "Registered capital is not jobs: jobs follow disbursed capital, the sector's "
                "capital per job, the liable share, what is beyond the trend, and the probability.",
            ),
            said,
        ]
    )


def judged_projects(projects: Sequence[Project]) -> list[Project]:
    """Return those projects whose capital no source states (neither grade A nor B)."""
    return [p for p in projects if p.capital_bn_vnd.grade not in ("A", "B")]


def _whole_jobs(source: Source, rows: list[int], total: list[Number]) -> list[list[float]]:
    """Return whole jobs (project, year) that add up to the year's total."""
    projects = source.projections[source.scenarios[-1].name].projects
    by_year = [
        adding_up(
            [float((found.operating + found.construction)[row, 0]) for found in projects],
            whole.value or 0.0,
        )
        for row, whole in zip(rows, total, strict=True)
    ]
    return [list(jobs) for jobs in zip(*by_year, strict=True)]


def classes(source: Source) -> Appendix:
    """Return appendix VI: classes of potential participants and what the scenario does for them."""
    last, base_year, number = source.scenarios[-1].name, source.region.base_year, source.number
    projection = source.projections[last]
    row = projection.row(LAST_YEAR)
    held, lapsed, entered, outside = (
        dict(zip(CLASSES, projection.total(name)[row, :, 0], strict=True))
        for name in ("voluntary", "lapses", "entries", "uninsured")
    )

    def counted(indicator: str, year: int) -> Callable[[str], Number]:
        return lambda name: number(last, indicator, year, by=name)

    def exposed(name: str) -> float:
        return float(held[name] - entered[name] + lapsed[name])

    def share(part: float, whole: float, name: str) -> Number:
        """Return a share of people; a dash where there is nobody to have one."""
        value = part / whole if whole > 0 else None
        return Number(value, "share", tag=tag(last, name, LAST_YEAR, "value"))

    title = Text(
        "Các nhóm có khả năng tham gia BHXH tự nguyện",
        "Classes of potential voluntary participants",
    )
    base, end = str(base_year), str(LAST_YEAR)
    uninsured = "Chưa tham gia, {year}", "Uninsured, {year}"
    members = "Tự nguyện, {year}", "Voluntary, {year}"
    made = table(
        title,
        CLASSES,
        (Text("Nhóm", "Class"), lambda n: CLASSES[n]),
        (say(*uninsured, year=base), counted("uninsured_by_class", base_year)),
        (say(*members, year=base), counted("voluntary_si_by_class", base_year)),
        (say(*uninsured, year=end), counted("uninsured_by_class", LAST_YEAR)),
        (say(*members, year=end), counted("voluntary_si_by_class", LAST_YEAR)),
        (
            say("Tỷ lệ tham gia, {year}", "Take-up, {year}", year=end),
            lambda n: share(held[n], held[n] + outside[n], f"takeup.{n}"),
        ),
        (
            Text("Duy trì sau 12 tháng", "12-month persistency"),
            lambda n: share(exposed(n) - lapsed[n], exposed(n), f"persistency.{n}"),
        ),
        (
            Text("Giải pháp riêng của nhóm", "Solutions of its own"),
            lambda n: _own_solutions(source, n),
        ),
        widths=(1.9, 1, 1, 1, 1, 0.9, 0.9, 2.6),
    )
    estimated = Text(
        "Chưa có nguồn nào công bố cơ cấu các nhóm: toàn bộ bảng là ước tính. Tỷ lệ tham gia: "
        "người tham gia tự nguyện trên số người tham gia tự nguyện và chưa tham gia.",
        "No source publishes the class mix: all of it is estimated. Take-up: voluntary members "
        "over voluntary members and the uninsured.",
    )
    heading = Text(
        "Phân loại người có khả năng tham gia BHXH tự nguyện",
        "Classes of potential voluntary participants",
    )
    blocks = (made, note(_common_solutions(source)), note(estimated))
    return Appendix("VI", heading, blocks, landscape=True)


def _levers_by_class(source: Source) -> dict[str, bool]:
    """Return the levers that can differ between classes -> whether they do so."""
    found = {}
    for name, path in source.scenarios[-1].levers.items():
        if LEVERS[name].by_class:
            found[name] = len({quantity.value for quantity in path.level.values()}) > 1
    return found


def _own_solutions(source: Source, group: str) -> Words:
    """Return the levels of a class where classes differ."""
    levers = source.scenarios[-1].levers
    levels = {
        name: levers[name].level.get(group, levers[name].level["default"]).value
        for name, differs in _levers_by_class(source).items()
        if differs
    }
    said = [
        chain([LEVERS[name].label, Number(value, "whole_share")], ": ")
        for name, value in levels.items()
        if value
    ]
    return chain(said, "; ") if said else "–"


def _common_solutions(source: Source) -> Text:
    """Return the levers that are the same for all classes."""
    names = [name for name, differs in _levers_by_class(source).items() if not differs]
    if not names:
        return Text("Không có giải pháp chung cho mọi nhóm.", "No solution is common to all.")
    vi = "; ".join(LEVERS[n].label.vi.lower() for n in names)
    en = "; ".join(LEVERS[n].label.en.lower() for n in names)
    return Text(f"Giải pháp chung cho mọi nhóm: {vi}.", f"Solutions common to all: {en}.")
