"""Appendices V and VI: jobs from investment, and classes of potential voluntary members."""

from __future__ import annotations

from simulator.report.appendix.source import LAST_YEAR, Source
from simulator.report.document import Appendix, note
from simulator.report.results import classes as by_class
from simulator.report.results import projects
from simulator.text import Text


def jobs(source: Source) -> Appendix:
    """Return appendix V: added covered jobs by project and year."""
    last, found = source.scenarios[-1].name, source.projections[source.scenarios[-1].name]
    total = [source.number(last, "project_jobs", year) for year in source.later_years]
    told = note(projects.project_words([one.project for one in found.projects]))
    made = [projects.by_year(found, source.later_years, total)] if found.projects else []
    title = Text("Việc làm từ đầu tư theo ngành, dự án", "Jobs from investment")
    return Appendix("V", title, (*made, told), landscape=True)


def classes(source: Source) -> Appendix:
    """Return appendix VI: classes of potential participants and what the scenario does for them."""
    last = source.scenarios[-1]
    made = by_class.on_paper(
        source.projections[last.name],
        last,
        LAST_YEAR,
        lambda indicator, year, name: source.number(last.name, indicator, year, by=name),
    )
    title = Text(
        "Phân loại người có khả năng tham gia BHXH tự nguyện",
        "Classes of potential voluntary participants",
    )
    blocks = (made, note(by_class.common_solutions(last)), note(_ESTIMATED))
    return Appendix("VI", title, blocks, landscape=True)


_ESTIMATED = Text(
    "Chưa có nguồn nào công bố cơ cấu các nhóm: toàn bộ bảng là ước tính. Tỷ lệ tham gia: "
    "người tham gia tự nguyện trên số người tham gia tự nguyện và chưa tham gia.",
    "No source publishes the class mix: all of it is estimated. Take-up: voluntary members "
    "over voluntary members and the uninsured.",
)
