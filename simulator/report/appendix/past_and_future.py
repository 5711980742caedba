"""Appendices I and II: the past five years, and participants by scenario."""

from __future__ import annotations

from dataclasses import replace

from simulator.indicators import INDICATORS, SHARES
from simulator.inputs.figures import STATUSES
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.appendix.document import (
    Appendix,
    Cell,
    Chart,
    Number,
    Paragraph,
    Series,
    Table,
)
from simulator.report.appendix.parts import PEOPLE, note
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.numbers import format_number, format_points, format_share
from simulator.report.statements import NOTHING, joined, mostly_judged
from simulator.text import Text

_HISTORY_YEARS = 5
_COUNTS = ("compulsory_si", "voluntary_si", "ui_participants")
_PARTS_OF = {
    "si_participants": "={1}+{2}",
    "si_share": "={0}/{4}",
    "voluntary_share": "={2}/{4}",
    "ui_share": "={3}/{4}",
}
"""Row of the table by year -> its formula, from the rows above and below."""


def past(source: Source) -> Appendix:
    """Return appendix I: December counts of five years, beside the nation and the targets."""
    region, words = source.region, source.language
    first = region.base_year - _HISTORY_YEARS
    counts = {(r["indicator"], r["year"]): r for r in source.history}
    nation = {(r["indicator"], r["year"]): r for r in source.nation_history}
    names = _COUNTS
    head = [Text("Năm (31/12)", "Year (31 Dec)").in_(words)]
    head += [INDICATORS[n].label.in_(words) for n in names]
    if nation:
        head += [
            f"{Text('Cả nước', 'Nation').in_(words)}: {INDICATORS[n].label.in_(words)}"
            for n in names
        ]
    rows: list[tuple[Cell, ...]] = []
    for year in range(first, region.base_year + 1):
        cells: list[Cell] = [str(year)]
        for place, table in (("history", counts), ("nation", nation)):
            if place == "nation" and not nation:
                continue
            for name in names:
                record = table.get((name, year))
                value = None if record is None else record["value"]
                cells.append(
                    Number(
                        "–" if value is None else format_number(value, 0, words),
                        value,
                        tag(place, name, year, "value"),
                        "person",
                        record is not None and record["status"] == "estimate",
                    )
                )
        rows.append(tuple(cells))
    targets = [
        (
            str(t.year),
            INDICATORS[t.indicator].label.in_(words),
            Number(
                format_share(t.value, words),
                t.value,
                tag("target", t.indicator, t.year, "value"),
                "share",
            ),
        )
        for t in region.target_shares("resolution_28")
    ]
    blocks: list[Paragraph | Table] = [
        Table(
            Text("Số người tham gia năm năm qua", "Participants in the past five years").in_(words),
            tuple(head),
            tuple(rows),
            (1.0, *([1.3] * (len(head) - 1))),
            unit=PEOPLE.in_(words),
        ),
        Table(
            Text("Chỉ tiêu của Nghị quyết 28-NQ/TW", "Targets of Resolution 28-NQ/TW").in_(words),
            (
                Text("Năm", "Year").in_(words),
                Text("Chỉ tiêu", "Target").in_(words),
                Text("Mức", "Level").in_(words),
            ),
            tuple(targets),
            (1, 4, 1),
        ),
        _sources(region, first, words),
    ]
    if any(isinstance(c, Number) and c.value is None for row in rows for c in row):
        blocks.append(note(source, Text("Dấu –: chưa có số liệu.", "A dash: there is no figure.")))
    return Appendix(
        "I",
        Text("Đánh giá kết quả năm năm qua", "The past five years").in_(words),
        tuple(blocks),
        landscape=bool(nation),
    )


def _sources(region: Region, first: int, words: str) -> Table:
    """Return where each count of the past comes from, the place's own first."""
    rows: dict[tuple[str, ...], list[str]] = {}
    places = [region, *([region.parent] if region.parent else [])]
    for place in places:
        for year in range(first, region.base_year + 1):
            for name in _COUNTS:
                figure = place.counts(name).get(year)
                if figure is None:
                    continue
                told = (
                    place.name.in_(words),
                    str(year),
                    STATUSES[figure.status].in_(words),
                    figure.cited.in_(words),
                )
                rows.setdefault(told, []).append(INDICATORS[name].label.in_(words))
    head = (
        Text("Địa bàn|Năm|Số liệu|Tình trạng|Nguồn", "Place|Year|Figure|Status|Source")
        .in_(words)
        .split("|")
    )
    return Table(
        Text("Nguồn của từng con số", "Where each figure comes from").in_(words),
        tuple(head),
        tuple((told[0], told[1], "; ".join(names), *told[2:]) for told, names in rows.items()),
        (1, 0.6, 2, 1.5, 4.5),
    )


def future(source: Source) -> Appendix:
    """Return appendix II: participants and shares by scenario, gaps, ranges and chances."""
    words = source.language
    blocks: list[Paragraph | Table | Chart] = [report_paragraph(source)]
    blocks.append(_share_chart(source))
    for scenario in source.scenarios:
        marked = {t.year for t in source.region.target_shares(scenario.targets)}
        head = [
            Text("Chỉ tiêu", "Indicator").in_(words),
            *(f"{year}*" if year in marked else str(year) for year in source.years),
        ]
        rows: list[tuple[Cell, ...]] = []
        for name in (
            "si_participants",
            "compulsory_si",
            "voluntary_si",
            "ui_participants",
            "working_age_labour_force",
            *SHARES,
        ):
            rows.append(
                (
                    INDICATORS[name].label.in_(words),
                    *(
                        replace(
                            source.number(scenario.name, name, year),
                            formula=_PARTS_OF.get(name, ""),
                            down=True,
                        )
                        for year in source.years
                    ),
                )
            )
        blocks.append(
            Table(
                Text(
                    f"Số người tham gia và tỷ lệ{_when(source).vi}: {scenario.title.vi}",
                    f"Participants and shares{_when(source).en}: {scenario.title.en}",
                ).in_(words),
                tuple(head),
                tuple(rows),
                (3.2, *([1.0] * len(source.years))),
            )
        )
    blocks += [_gap_table(source, s) for s in source.scenarios if s.targets]
    blocks.append(
        note(
            source,
            _how_to_read(source),
        )
    )
    title = Text("Dự báo người tham gia theo kịch bản", "Projected participants by scenario")
    return Appendix("II", title.in_(words), tuple(blocks), landscape=True)


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


def report_paragraph(source: Source) -> Paragraph:
    """Return the paragraph for the report's body, with its numbers in place."""
    last = source.scenarios[-1]
    base = source.base
    number = source.number
    target = next(
        (
            t
            for t in source.region.target_shares(last.targets)
            if t.year == LAST_YEAR and t.indicator == "si_share"
        ),
        None,
    )
    by = source.counting.by(LAST_YEAR)
    banded = number(last.name, "si_participants", LAST_YEAR, "low").value is not None
    vi: list[Cell] = [
        f"{by.vi}, theo kịch bản “{last.title.vi}”, số người tham gia BHXH khoảng ",
        number(last.name, "si_participants", LAST_YEAR),
        " người",
    ]
    en: list[Cell] = [
        f"{by.en}, under “{last.title.en}”, about ",
        number(last.name, "si_participants", LAST_YEAR),
        " people are in social insurance",
    ]
    if banded:
        ends = [number(last.name, "si_participants", LAST_YEAR, f) for f in ("low", "high")]
        vi += [" (nhiều khả năng nằm trong khoảng từ ", ends[0], " đến ", ends[1], ")"]
        en += [" (80 % range: ", ends[0], " to ", ends[1], ")"]
    share = number(last.name, "si_share", LAST_YEAR)
    vi += [", bằng ", share, " lực lượng lao động trong độ tuổi"]
    en += [", ", share, " of the working-age labour force"]
    if last.name != base.name:
        bare = number(base.name, "si_share", LAST_YEAR)
        vi += [f"; theo kịch bản “{base.title.vi}” là ", bare]
        en += [f"; under “{base.title.en}” ", bare]
    vi.append(".")
    en.append(".")
    if target is not None and share.value is not None:
        chance = number(last.name, "gap_to_target_points", LAST_YEAR, "chance", "si_share")
        gap = source.gap(last.name, "si_share", LAST_YEAR, said=True)
        goal_vi = format_share(target.value, "vi", 0)
        vi += [f" Khả năng đạt chỉ tiêu {goal_vi} là ", chance, "; ", gap, " người."]
        en += [
            f" The chance of the {format_share(target.value, 'en', 0)} target is ",
            chance,
            "; ",
            gap,
            " people.",
        ]
    if mostly_judged(last):
        vi.append(
            " Phần lớn tác động dựa trên bằng chứng tương tự ở nơi khác hoặc nhận định, nên "
            "các con số cần được hiểu là khoảng, không phải cam kết."
        )
        en.append(
            " Most effects rest on evidence from elsewhere or on judgement, so the numbers are "
            "ranges, not promises."
        )
    return Paragraph(tuple(vi if source.language == "vi" else en))


def _share_points(source: Source, scenario: str) -> list[tuple[int, float]]:
    """Return the years whose share is known; one that is not has no place on a chart."""
    found = [(y, source.number(scenario, "si_share", y).value) for y in source.years]
    return [(year, share) for year, share in found if share is not None]


def _share_chart(source: Source) -> Chart:
    words = source.language
    series = tuple(
        Series(
            s.title.in_(words),
            tuple(float(year) for year, _ in points),
            tuple(100.0 * share for _, share in points),
        )
        for s in source.scenarios
        if (points := _share_points(source, s.name))
    )
    targets = tuple(
        (float(t.year), 100.0 * t.value)
        for t in source.region.target_shares(source.base.targets)
        if t.indicator == "si_share" and t.year in source.years
    )
    spoken = "; ".join(
        f"{s.name}: {format_number(s.y[0], 1, words)} % → {format_number(s.y[-1], 1, words)} %"
        for s in series
    )
    caption = Text("Tỷ lệ bao phủ BHXH theo kịch bản", "SI coverage by scenario").in_(words)
    unit = Text("% lực lượng lao động trong độ tuổi", "% of working-age labour force").in_(words)
    return Chart(caption, f"{caption}. {spoken}", unit, series, targets)


def _gap_table(source: Source, scenario: Scenario) -> Table:
    words = source.language
    head = (
        Text(
            "Năm|Chỉ tiêu|Mức chỉ tiêu|Mức dự báo|Khoảng 80 %: từ|đến|Còn thiếu, người|"
            "Còn thiếu, điểm phần trăm|Khả năng đạt|So với cả nước, điểm phần trăm",
            "Year|Target|Set at|Projected|80 % range: from|to|Missing, persons|"
            "Missing, points|Chance|Against the nation, points",
        )
        .in_(words)
        .split("|")
    )
    rows: list[tuple[Cell, ...]] = []
    for target in source.region.target_shares(scenario.targets):
        if target.year not in source.years or target.indicator not in SHARES:
            continue
        name, year, of = scenario.name, target.year, target.indicator
        nation = source.number(name, "gap_to_nation_points", year, "value", of)
        if nation.value is not None:
            nation = replace(nation, text=format_points(nation.value, words), unit="signed_point")
        rows.append(
            (
                str(year),
                INDICATORS[of].label.in_(words),
                Number(
                    format_share(target.value, words),
                    target.value,
                    tag(name, f"target.{of}", year, "value"),
                    "share",
                ),
                source.number(name, of, year),
                source.number(name, of, year, "low"),
                source.number(name, of, year, "high"),
                source.gap(name, of, year),
                replace(source.gap_points(name, of, year), formula="=100*({2}-{3})"),
                source.number(name, "gap_to_target_points", year, "chance", of),
                nation,
            )
        )
    caption = Text(
        f"Mức dự báo so với chỉ tiêu: {scenario.title.vi}",
        f"Projection against targets: {scenario.title.en}",
    )
    return Table(caption.in_(words), tuple(head), tuple(rows), (0.7, 3.2, *([1.1] * 8)))
