"""The last step: what is not known, and what must be known before anyone relies on the rest."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.inputs.scenario_differences import changes_growth
from simulator.inputs.scenario_timing import past_starts
from simulator.inputs.words import figure_words
from simulator.report.appendix.source import Source
from simulator.report.document import Words, chain, say
from simulator.report.results.projects import judged_projects
from simulator.report.statements import mostly_judged, trend_words
from simulator.report.story.opening import PARTS
from simulator.report.story.parts import Step
from simulator.text import Text


def unknown(source: Source) -> Step:
    """Return what must be known before anyone relies on the numbers."""
    points = tuple(_doubts(source))
    statement = say(
        "Các con số trên là dự báo theo giả định, không phải cam kết; {n} điều cần biết khi dùng:",
        "These are projections under assumptions, not promises; {n} things to know in using them:",
        n=str(len(points)),
    )
    return Step("unknown", Text("Điều chưa biết", "What we do not know"), statement, points)


def _doubts(source: Source) -> Iterable[Words]:
    region, last = source.region, source.scenarios[-1]
    estimated = [
        figure_words(name).lowered
        for name in (*PARTS, "labour_force_working_age")
        if (figure := region.figure(name, region.base_year)) is not None and not figure.counted
    ]
    if estimated:
        yield say(
            "Số liệu năm {year} là ước tính: {which}.",
            "Figures of {year} are estimates: {which}.",
            year=str(region.base_year),
            which=chain(estimated),
        )
    if mostly_judged(last):
        yield Text(
            "Phần lớn tác động dựa trên bằng chứng ở nơi khác hoặc nhận định.",
            "Most effects rest on evidence from elsewhere or on judgement.",
        )
    if judged_projects([found.project for found in source.projections[last.name].projects]):
        yield Text(
            "Vốn của một số dự án là nhận định, chưa có nguồn công bố.",
            "The capital of some projects is judgement, stated by no source.",
        )
    yield from (words.sentence for words in past_starts([last], region))
    if (trend := trend_words(region)).vi:
        yield trend
    if last.name != source.base.name and changes_growth(source.base, last):
        yield Text(
            "Hai phương án giả định tăng trưởng kinh tế khác nhau.",
            "The two plans assume different economic growth.",
        )
    yield Text(
        "Không dự báo tiền lương, mức hưởng và cân đối quỹ.",
        "Wages, benefits and the solvency of the funds are not projected.",
    )
