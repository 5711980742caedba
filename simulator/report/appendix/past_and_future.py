"""Appendices I and II: the past five years, and participants by scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.indicators import INDICATORS
from simulator.inputs.commuting import commuters, commuting_words
from simulator.inputs.figures import STATUSES, Target
from simulator.inputs.plan_date import on_years, today_words
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_timing import past_starts
from simulator.report.appendix.parts import PEOPLE
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.document import (
    Appendix,
    Block,
    Cell,
    Chart,
    Number,
    Paragraph,
    Table,
    Words,
    chain,
    note,
    say,
    table,
)
from simulator.report.statements import mostly_judged
from simulator.schemes import COUNTS, SHARES
from simulator.text import NOTHING, Text, joined

_HISTORY_YEARS = 5
_YEARLY = (
    *("si_participants", *COUNTS),
    *("working_age_labour_force", *SHARES),
)
_PARTS_OF = {
    "si_participants": "={1}+{2}",
    "si_share": "={0}/{4}",
    "voluntary_share": "={2}/{4}",
    "ui_share": "={3}/{4}",
}
"""Row of the table by year -> its formula, from the rows above and below."""


def past(source: Source) -> Appendix:
    """Return appendix I: December counts of five years, beside the nation and the targets."""
    region = source.region
    first = region.base_year - _HISTORY_YEARS
    places = {"history": region}
    if region.parent is not None and any(map(region.parent.counts, COUNTS)):
        places["nation"] = region.parent
    names = [(place, name) for place in places for name in COUNTS]

    def count(place: str, name: str, year: int) -> Number:
        figure = places[place].figure(name, year)
        value, status = (figure.value, figure.status) if figure else (None, "")
        return Number(value, "person", tag=tag(place, name, year, "value"), status=status)

    rows: list[tuple[Cell, ...]] = [
        (str(year), *(count(place, name, year) for place, name in names))
        for year in range(first, region.base_year + 1)
    ]
    nation = Text("Cả nước: ", "Nation: ")
    heads = (
        chain([nation, INDICATORS[n].label], "") if place == "nation" else INDICATORS[n].label
        for place, n in names
    )
    counts = Table(
        Text("Số người tham gia năm năm qua", "Participants in the past five years"),
        (Text("Năm (31/12)", "Year (31 Dec)"), *heads),
        tuple(rows),
        (1.0, *([1.3] * len(names))),
        unit=PEOPLE,
    )
    targets = table(
        Text("Chỉ tiêu của Nghị quyết 28-NQ/TW", "Targets of Resolution 28-NQ/TW"),
        region.target_shares("resolution_28"),
        (Text("Chỉ tiêu", "Target"), lambda t: INDICATORS[t.indicator].label),
        (Text("Năm", "Year"), lambda t: str(t.year)),
        (
            Text("Mức", "Level"),
            lambda t: Number(t.value, "share", tag=tag("target", t.indicator, t.year, "value")),
        ),
        widths=(4, 1, 1),
    )
    blocks: list[Block] = [counts]
    if any(isinstance(c, Number) and c.value is None for row in rows for c in row):
        blocks.append(note(Text("Dấu –: chưa có số liệu.", "A dash: there is no figure.")))
    blocks += [targets, _sources(region, first)]
    title = Text("Đánh giá kết quả năm năm qua", "The past five years")
    return Appendix("I", title, tuple(blocks), landscape="nation" in places)


def _sources(region: Region, first: int) -> Table:
    """Return where each count of the past comes from, the place's own first."""
    told: dict[tuple[Words, ...], list[Text]] = {}
    for place in list(region.lineage)[:2]:
        for year in range(first, region.base_year + 1):
            for name in COUNTS:
                figure = place.counts(name).get(year)
                if figure is not None:
                    key = (place.name, str(year), STATUSES[figure.status], figure.cited)
                    told.setdefault(key, []).append(INDICATORS[name].label)
    return table(
        Text("Nguồn của từng con số", "Where each figure comes from"),
        told.items(),
        (Text("Địa bàn", "Place"), lambda item: item[0][0]),
        (Text("Năm", "Year"), lambda item: item[0][1]),
        (Text("Số liệu", "Figure"), lambda item: chain(item[1], "; ")),
        (Text("Tình trạng", "Status"), lambda item: item[0][2]),
        (Text("Nguồn", "Source"), lambda item: item[0][3]),
        widths=(1, 0.6, 2, 1.5, 4.5),
    )


_NOT_ASSIGNED = Text("không giao cho nơi này", "not assigned to this place")


def future(source: Source) -> Appendix:
    """Return appendix II: participants and shares by scenario, gaps, ranges and chances."""
    blocks: list[Block] = [report_paragraph(source), share_chart(source, source.scenarios)]
    blocks += [note(words.sentence) for words in past_starts(source.scenarios, source.region)]
    blocks += [_year_by_year(source, scenario) for scenario in source.scenarios]
    blocks += [_gap_table(source, s) for s in source.scenarios if s.targets]
    blocks.append(note(_how_to_read(source)))
    blocks += [note(Text(f"{w.vi}.", f"{w.en}.")) for w in commuting_words(source.region)]
    title = Text("Dự báo người tham gia theo kịch bản", "Projected participants by scenario")
    return Appendix("II", title, tuple(blocks), landscape=True)


def _by_residence(region: Region) -> tuple[str, ...]:
    """Return the share by residence where the place knows its commuters."""
    return () if commuters(region) is None else ("si_share_by_residence",)


def _year_by_year(source: Source, scenario: Scenario) -> Table:
    """Return participants and shares of a scenario; years with a target are marked."""
    marked = {t.year for t in source.region.target_shares(scenario.targets)}
    years = (f"{year}*" if year in marked else str(year) for year in source.years)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            INDICATORS[name].label,
            *(
                source.number(scenario.name, name, year).computed(_PARTS_OF.get(name, ""))
                for year in source.years
            ),
        )
        for name in (*_YEARLY, *_by_residence(source.region))
    )
    when = _when(source)
    caption = Text(
        f"Số người tham gia và tỷ lệ{when.vi}: {scenario.title.vi}",
        f"Participants and shares{when.en}: {scenario.title.en}",
    )
    head: tuple[Words, ...] = (Text("Chỉ tiêu", "Indicator"), *years)
    return Table(caption, head, rows, (3.2, *([1.0] * len(source.years))))


def _when(source: Source) -> Text:
    """Return when participants are counted, behind the words for what is."""
    if source.counting.at_year_end:
        return Text(" vào cuối năm", " at the year's end")
    head = source.counting.head(LAST_YEAR)
    return Text(f" (số đếm như {head.vi})", f" (counted as {head.en})")


def _how_to_read(source: Source) -> Text:
    """Return what the signs of the tables mean, and on what their effects rest."""
    last = source.scenarios[-1]
    years = {
        target.year
        for scenario in source.scenarios
        for target in source.region.target_shares(scenario.targets)
    }
    marked = years & set(source.years)
    return joined(
        [
            Text("Dấu *: năm có chỉ tiêu.", "An asterisk marks a year with a target.")
            if marked
            else NOTHING,
            Text(
                "Mức dự báo là phương án trung tâm; khoảng 80 % và khả năng đạt tính từ nhiều lần "
                "mô phỏng ngẫu nhiên.",
                "Values are the central run; ranges and chances come from random draws.",
            ),
            Text(
                "Tác động của giải pháp phần lớn dựa trên bằng chứng ở nơi khác hoặc nhận định.",
                "Effects mostly rest on analogous evidence or judgement.",
            )
            if mostly_judged(last)
            else NOTHING,
            Text(
                "Giả định và giải nghĩa thuật ngữ ở Phụ lục VII.",
                "Assumptions and terms: appendix VII.",
            ),
        ]
    )


def _against(source: Source, target: Target) -> Cell:
    """Return how the last scenario stands against a target; the odds of its own alone."""
    last, number = source.scenarios[-1], source.number
    goal = Number(target.value, "stated_share")
    gap = source.gap_said(last.name, "si_share", LAST_YEAR)
    if target.place != source.region.code:
        return say(
            " So với chỉ tiêu cả nước {goal}, không giao cho nơi này: {gap}.",
            " Against the national target of {goal}, not assigned to this place: {gap}.",
            goal=goal,
            gap=gap,
        )
    return say(
        " Khả năng đạt chỉ tiêu {goal} là {chance}; {gap}.",
        " The chance of the {goal} target is {chance}; {gap}.",
        goal=goal,
        chance=number(last.name, "gap_to_target_points", LAST_YEAR, "chance", "si_share"),
        gap=gap,
    )


def report_paragraph(source: Source) -> Paragraph:
    """Return the paragraph for the report's body, with its numbers in place."""
    last, base, number = source.scenarios[-1], source.base, source.number
    found = [t for t in source.region.target_shares(last.targets) if t.year == LAST_YEAR]
    target = next((t for t in found if t.indicator == "si_share"), None)
    low, high = (number(last.name, "si_participants", LAST_YEAR, f) for f in ("low", "high"))
    share = number(last.name, "si_share", LAST_YEAR)
    said: list[Cell] = [
        say(
            "{by}, theo kịch bản “{title}”, số người tham gia BHXH khoảng {people} người",
            "{by}, under “{title}”, about {people} people are in social insurance",
            by=source.counting.by(LAST_YEAR),
            title=last.title,
            people=number(last.name, "si_participants", LAST_YEAR),
        )
    ]
    if low.value is not None:
        words = (
            " (nhiều khả năng nằm trong khoảng từ {low} đến {high})",
            " (80% range: {low} to {high})",
        )
        said.append(say(*words, low=low, high=high))
    words = (
        ", bằng {share} lực lượng lao động trong độ tuổi",
        ", {share} of the working-age labour force",
    )
    said.append(say(*words, share=share))
    if last.name != base.name:
        words = "; theo kịch bản “{base}” là {bare}", "; under “{base}” {bare}"
        bare = number(base.name, "si_share", LAST_YEAR)
        said.append(say(*words, base=base.title, bare=bare))
    said.append(".")
    if target is not None and share.value is not None:
        said.append(_against(source, target))
    if mostly_judged(last):
        said.append(
            Text(
                " Phần lớn tác động dựa trên bằng chứng tương tự ở nơi khác hoặc nhận định, nên "
                "các con số cần được hiểu là khoảng, không phải cam kết.",
                " Most effects rest on evidence from elsewhere or on judgement, so the numbers "
                "are ranges, not promises.",
            )
        )
    return Paragraph(tuple(said))


def share_chart(source: Source, scenarios: Sequence[Scenario]) -> Chart:
    """Return coverage by scenario; a year whose share is not known has no place on it."""

    def share(scenario: Scenario, year: int) -> Cell:
        found = source.number(scenario.name, "si_share", year)
        return "" if found.value is None else replace(found, unit="share")

    drawn = [s for s in scenarios if any(share(s, year) != "" for year in source.years)]
    caption = Text("Tỷ lệ bao phủ BHXH theo kịch bản", "SI coverage by scenario")
    shares = Table(
        caption,
        (Text("Năm", "Year"), *(s.title for s in drawn)),
        tuple((str(year), *(share(s, year) for s in drawn)) for year in source.years),
    )
    targets = tuple(
        (float(t.year), 100.0 * t.value)
        for t in source.region.target_shares(source.base.targets)
        if t.indicator == "si_share" and t.year in source.years
    )
    spoken = (
        say(
            "{name}: {first} → {last}",
            "{name}: {first} → {last}",
            name=s.title,
            first=k[0],
            last=k[-1],
        )
        for s in drawn
        if (k := [cell for year in source.years if (cell := share(s, year)) != ""])
    )
    unit = Text("% lực lượng lao động trong độ tuổi", "% of working-age labour force")
    day = source.region.law.compiled
    told = chain([caption, ". ", chain([*spoken, today_words(day)], "; ")], "")
    at = (on_years(day), today_words(day))
    return Chart(shares, told, unit, targets=targets, today=at)


def _gap_table(source: Source, scenario: Scenario) -> Table:
    name, number = scenario.name, source.number
    asked = [
        t
        for t in source.region.target_shares(scenario.targets)
        if t.year in source.years and t.indicator in SHARES
    ]
    made = table(
        Text(
            f"Mức dự báo so với chỉ tiêu: {scenario.title.vi}",
            f"Projection against targets: {scenario.title.en}",
        ),
        asked,
        (Text("Chỉ tiêu", "Target"), lambda t: INDICATORS[t.indicator].label),
        (Text("Năm", "Year"), lambda t: str(t.year)),
        (
            Text("Mức chỉ tiêu", "Set at"),
            lambda t: Number(
                t.value, "share", tag=tag(name, f"target.{t.indicator}", t.year, "value")
            ),
        ),
        (Text("Mức dự báo", "Projected"), lambda t: source.ranged(name, t.indicator, t.year)),
        (
            Text("Còn thiếu, người", "Missing, persons"),
            lambda t: source.gap(name, t.indicator, t.year),
        ),
        (
            Text("Còn thiếu, điểm phần trăm", "Missing, points"),
            lambda t: source.gap_points(name, t.indicator, t.year).computed(
                "=100*({2}-{3})", down=False
            ),
        ),
        (
            Text("Khả năng đạt", "Chance"),
            lambda t: (
                number(name, "gap_to_target_points", t.year, "chance", t.indicator)
                if t.place == source.region.code
                else _NOT_ASSIGNED
            ),
        ),
        (
            Text("So với cả nước, điểm phần trăm", "Against the nation, points"),
            lambda t: replace(
                number(name, "gap_to_nation_points", t.year, "value", t.indicator),
                unit="signed_point",
            ),
        ),
        widths=(2.6, 0.6, 0.9, 0.9, 1.15, 1.0, 1.5, 1.1),
    )
    return made if source.nation is not None else made.columns(*range(len(made.head) - 1))
