"""Jobs on projects: by project and year, and of one year with who takes them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.classes import SECTORS
from simulator.inputs.figures import Status
from simulator.inputs.scenario import Project
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.projection.economy import ProjectJobs
from simulator.report.document import Cell, Chart, Number, Table, Words, chain, table
from simulator.rounding import adding_up
from simulator.text import NOTHING, Text, joined

_PROJECT, _SECTOR = Text("Dự án", "Project"), Text("Ngành", "Sector")


def in_the_year(projection: Projection, year: int) -> Table:
    """Return the projects with the jobs of a year and how many residents get."""
    row = projection.row(year)

    def residents(jobs: ProjectJobs) -> float:
        whole = float(jobs.operating[row, 0]) + float(jobs.construction[row, 0])
        return whole * float(np.ravel(jobs.local_hire_share)[0])

    return table(
        Text("Các dự án", "Projects"),
        projection.projects,
        (_PROJECT, lambda p: p.project.name),
        (_SECTOR, lambda p: SECTORS[p.project.sector]),
        (Text("Vốn (tỷ đồng)", "Capital (billion VND)"), lambda p: _capital(p.project)),
        (
            Text("Việc làm vận hành", "Operating jobs"),
            lambda p: Number(float(p.operating[row, 0]), "job"),
        ),
        (
            Text("Việc làm xây dựng", "Construction jobs"),
            lambda p: Number(float(p.construction[row, 0]), "job"),
        ),
        (Text("Người trong tỉnh", "Taken by residents"), lambda p: Number(residents(p), "job")),
        (Text("Vì sao", "Why"), lambda p: p.project.reason),
    )


def chart(projection: Projection) -> Chart:
    """Return the covered jobs on projects over the years: a part a project, and construction."""
    series: list[tuple[Words, Array]] = [
        *((_named(project), project.operating[:, 0]) for project in projection.projects),
        (_BUILDING, projection.total("construction_jobs")[:, 0]),
    ]

    def jobs(i: int) -> list[Number]:
        return [Number(float(v[i]), "job", status=Status.ESTIMATE) for _, v in series]

    rows: list[tuple[Cell, ...]] = [
        (str(int(year)), *jobs(i)) for i, year in enumerate(projection.years)
    ]
    head = (Text("Năm", "Year"), *(name for name, _ in series))
    caption = Text("Việc làm có BHXH từ các dự án", "Covered jobs on projects")
    told = chain([f"{rows[-1][0]}: ", _told(head[1:], rows[-1][1:])], "")
    return Chart(Table(caption, head, tuple(rows)), told, Text("việc làm", "jobs"), "stack")


def _named(jobs: ProjectJobs) -> Words:
    return chain([jobs.project.name, " (", SECTORS[jobs.project.sector], ")"], "")


def _told(names: Sequence[Words], cells: Sequence[Cell]) -> Words:
    return chain([chain(pair, ": ") for pair in zip(names, cells, strict=True)], "; ")


_BUILDING = Text("Xây dựng (mọi dự án)", "Construction (all projects)")


def by_year(projection: Projection, years: Sequence[int], total: Sequence[Number]) -> Table:
    """Return whole jobs by project and year that add up to the printed ones of all projects."""
    projects, scenario = projection.projects, projection.scenario.name
    columns = [
        adding_up(
            [float((p.operating + p.construction)[projection.row(year), 0]) for p in projects],
            whole.value or 0.0,
        )
        for year, whole in zip(years, total, strict=True)
    ]

    def row(i: int, project: Project) -> tuple[Cell, ...]:
        tag = f"{scenario}/project.{i + 1}/{{}}/{{}}"
        return (
            project.name,
            SECTORS[project.sector],
            _capital(project, tag.format("capital", "value")),
            *(
                Number(jobs[i], "job", tag=tag.format(year, "jobs"))
                for year, jobs in zip(years, columns, strict=True)
            ),
        )

    rows = [row(i, found.project) for i, found in enumerate(projects)]
    heads = _PROJECT, _SECTOR, Text("Vốn, tỷ đồng", "Capital, billion VND")
    return Table(
        Text(
            "Việc làm có BHXH tăng thêm nhờ dự án, tính đến cuối năm",
            "Covered jobs that projects add, at the year's end",
        ),
        (*heads, *(str(year) for year in years)),
        (*rows, (Text("Cộng", "Sum"), "", "", *total)),
        (2.6, 1.6, 1.1, *([0.9] * len(years))),
        total=True,
        unit=Text("Đơn vị tính: việc làm", "Unit: jobs"),
    )


def _capital(project: Project, tag: str = "") -> Number:
    value = project.capital_bn_vnd.value
    return Number(value, "billion_vnd", tag=tag, status=Status.ESTIMATE, decimals=0)


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
