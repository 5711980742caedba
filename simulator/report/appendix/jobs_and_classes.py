"""Appendices V and VI: jobs from investment, and classes of potential voluntary members."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.classes import CLASSES, SECTORS
from simulator.inputs.scenario import Project
from simulator.levers import LEVERS
from simulator.report.appendix.document import (
    Appendix,
    Cell,
    Number,
    Paragraph,
    Table,
)
from simulator.report.appendix.parts import adding_up, note
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.numbers import MISSING, format_number, format_share
from simulator.report.statements import NOTHING, joined
from simulator.text import Text


def jobs(source: Source) -> Appendix:
    """Return appendix V: added covered jobs by project and year."""
    words = source.language
    last = source.scenarios[-1]
    projects = source.projections[last.name].projects
    years = [y for y in source.years if y > source.region.base_year]
    total = [source.number(last.name, "project_jobs", y) for y in years]
    jobs = _whole_jobs(source, [y - source.region.base_year for y in years], total)
    rows: list[tuple[Cell, ...]] = []
    for i, found in enumerate(projects):
        cells = [
            Number(
                format_number(count, 0, words),
                count,
                tag(last.name, f"project.{i + 1}", y, "jobs"),
                "job",
            )
            for y, count in zip(years, jobs[i], strict=True)
        ]
        capital = found.project.capital_bn_vnd.value
        rows.append(
            (
                found.project.name,
                SECTORS[found.project.sector].in_(words),
                Number(
                    format_number(capital, 0, words),
                    capital,
                    tag(last.name, f"project.{i + 1}", "capital", "value"),
                    "billion_vnd",
                    True,
                ),
                *cells,
            )
        )
    blocks: list[Paragraph | Table] = []
    if rows:
        rows.append((Text("Cộng", "Sum").in_(words), "", "", *total))
        head = (
            *Text("Dự án|Ngành|Vốn, tỷ đồng", "Project|Sector|Capital, bn VND")
            .in_(words)
            .split("|"),
            *(str(y) for y in years),
        )
        blocks.append(
            Table(
                Text(
                    "Việc làm có BHXH tăng thêm nhờ dự án, tính đến cuối năm",
                    "Covered jobs that projects add, at the year's end",
                ).in_(words),
                head,
                tuple(rows),
                (2.6, 1.6, 1.1, *([0.9] * len(years))),
                total=True,
                unit=Text("Đơn vị tính: việc làm", "Unit: jobs").in_(words),
            )
        )
    blocks.append(note(source, project_words([found.project for found in projects])))
    title = Text("Việc làm từ đầu tư theo ngành, dự án", "Jobs from investment").in_(words)
    return Appendix("V", title, tuple(blocks), landscape=True)


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
    words = source.language
    last = source.scenarios[-1]
    base_year = source.region.base_year
    rows: list[tuple[Cell, ...]] = []
    projection = source.projections[last.name]
    row = projection.row(LAST_YEAR)
    for k, (name, label) in enumerate(CLASSES.items()):
        held = projection.total("voluntary")[row, k, 0]
        lapsed = projection.total("lapses")[row, k, 0]
        exposed = held - projection.total("entries")[row, k, 0] + lapsed
        pool = held + projection.total("uninsured")[row, k, 0]
        rows.append(
            (
                label.in_(words),
                source.number(last.name, "uninsured_by_class", base_year, by=name),
                source.number(last.name, "voluntary_si_by_class", base_year, by=name),
                source.number(last.name, "uninsured_by_class", LAST_YEAR, by=name),
                source.number(last.name, "voluntary_si_by_class", LAST_YEAR, by=name),
                _share(source, held, pool, f"takeup.{name}"),
                _share(source, exposed - lapsed, exposed, f"persistency.{name}"),
                _own_solutions(source, name),
            )
        )
    head = (
        Text(
            f"Nhóm|Chưa tham gia, {base_year}|Tự nguyện, {base_year}|Chưa tham gia, {LAST_YEAR}|"
            f"Tự nguyện, {LAST_YEAR}|Tỷ lệ tham gia, {LAST_YEAR}|Duy trì sau 12 tháng|"
            "Giải pháp riêng của nhóm",
            f"Class|Uninsured, {base_year}|Voluntary, {base_year}|Uninsured, {LAST_YEAR}|"
            f"Voluntary, {LAST_YEAR}|Take-up, {LAST_YEAR}|12-month persistency|"
            "Solutions of its own",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        "Các nhóm có khả năng tham gia BHXH tự nguyện",
        "Classes of potential voluntary participants",
    ).in_(words)
    blocks = (
        Table(caption, tuple(head), tuple(rows), (1.9, 1, 1, 1, 1, 0.9, 0.9, 2.6)),
        note(source, _common_solutions(source)),
        note(
            source,
            Text(
                "Chưa có nguồn nào công bố cơ cấu các nhóm: toàn bộ bảng là ước tính. Tỷ lệ tham "
                "gia: người tham gia tự nguyện trên số người tham gia tự nguyện và chưa tham gia.",
                "No source publishes the class mix: all of it is estimated. Take-up: voluntary "
                "members over voluntary members and the uninsured.",
            ),
        ),
    )
    title = Text(
        "Phân loại người có khả năng tham gia BHXH tự nguyện",
        "Classes of potential voluntary participants",
    ).in_(words)
    return Appendix("VI", title, blocks, landscape=True)


def _share(source: Source, part: float, whole: float, name: str) -> Number:
    """Return a share of people; a dash where there is nobody to have one."""
    value = part / whole if whole > 0 else None
    words = MISSING if value is None else format_share(value, source.language)
    return Number(words, value, tag(source.scenarios[-1].name, name, LAST_YEAR, "value"), "share")


def _levers_by_class(source: Source) -> dict[str, bool]:
    """Return the levers that can differ between classes -> whether they do so."""
    found = {}
    for name, path in source.scenarios[-1].levers.items():
        if LEVERS[name].by_class:
            found[name] = len({quantity.value for quantity in path.level.values()}) > 1
    return found


def _own_solutions(source: Source, group: str) -> str:
    """Return the levels of a class where classes differ."""
    words, levers = source.language, source.scenarios[-1].levers
    said = []
    for name, differs in _levers_by_class(source).items():
        path = levers[name]
        value = path.level.get(group, path.level["default"]).value
        if differs and value:
            said.append(f"{LEVERS[name].label.in_(words)}: {format_share(value, words, 0)}")
    return "; ".join(said) or "–"


def _common_solutions(source: Source) -> Text:
    """Return the levers that are the same for all classes."""
    names = [name for name, differs in _levers_by_class(source).items() if not differs]
    if not names:
        return Text("Không có giải pháp chung cho mọi nhóm.", "No solution is common to all.")
    vi = "; ".join(LEVERS[n].label.vi.lower() for n in names)
    en = "; ".join(LEVERS[n].label.en.lower() for n in names)
    return Text(f"Giải pháp chung cho mọi nhóm: {vi}.", f"Solutions common to all: {en}.")
