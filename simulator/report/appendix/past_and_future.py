"""Appendices I and II: the past five years, and participants by scenario."""

from __future__ import annotations

from dataclasses import replace

from simulator.indicators import INDICATORS, SHARES
from simulator.report.appendix.document import (
    Appendix,
    Cell,
    Chart,
    Number,
    Paragraph,
    Series,
    Table,
)
from simulator.report.appendix.parts import note
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.appendix.word import ESTIMATE_MARK
from simulator.report.numbers import format_number, format_share
from simulator.text import Text

MARKED_YEARS = (2025, 2030)
_HISTORY_YEARS = 5


def past(source: Source) -> Appendix:
    """Return appendix I: December counts of five years, beside the nation and the targets."""
    region, words = source.region, source.language
    first = region.base_year - _HISTORY_YEARS
    counts = {(r["indicator"], r["year"]): r for r in source.history}
    nation = {(r["indicator"], r["year"]): r for r in source.nation_history}
    names = ("compulsory_si", "voluntary_si", "ui_participants")
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
        for t in region.targets.get("resolution_28", ())
    ]
    blocks: list[Paragraph | Table] = [
        Table(
            Text("Số người tham gia năm năm qua", "Participants in the past five years").in_(words),
            tuple(head),
            tuple(rows),
            (1.0, *([1.3] * (len(head) - 1))),
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
        note(
            source,
            Text(
                f"Dấu {ESTIMATE_MARK}: số ước tính, chờ số liệu của cơ quan bảo hiểm xã hội. "
                "Dấu –: chưa có số liệu công bố. Tỷ lệ bao phủ trước và sau tháng 10/2022 không so "
                "sánh được vì mẫu số đổi định nghĩa.",
                f"The mark {ESTIMATE_MARK}: an estimate, to be replaced by the agency's figure. "
                "A dash: not published. Shares before and after October 2022 cannot be compared, "
                "since the denominator changed its definition.",
            ),
        ),
    ]
    return Appendix(
        "I",
        Text("Đánh giá kết quả năm năm qua", "The past five years").in_(words),
        tuple(blocks),
        landscape=bool(nation),
    )


def future(source: Source) -> Appendix:
    """Return appendix II: participants and shares by scenario, gaps, ranges and chances."""
    words = source.language
    blocks: list[Paragraph | Table | Chart] = [report_paragraph(source)]
    blocks.append(_share_chart(source))
    for scenario in source.scenarios:
        head = [
            scenario.title.in_(words),
            *(f"{year}*" if year in MARKED_YEARS else str(year) for year in source.years),
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
                    *(source.number(scenario.name, name, year) for year in source.years),
                )
            )
        blocks.append(
            Table(
                Text("Người tham gia và tỷ lệ theo năm", "Participants and shares by year").in_(
                    words
                ),
                tuple(head),
                tuple(rows),
                (3.2, *([1.0] * len(source.years))),
            )
        )
    blocks.append(_gap_table(source))
    blocks.append(
        note(
            source,
            Text(
                "Dấu * là năm có chỉ tiêu. Giá trị là phương án trung tâm; khoảng 80 % và khả năng đạt "
                "lấy từ các lần rút ngẫu nhiên. Kịch bản có tác động dựa trên bằng chứng tương tự hoặc "
                "nhận định, xem Phụ lục VII.",
                "An asterisk marks a year with a target. Values are the central run; ranges and chances "
                "come from random draws. Effects rest on analogous evidence or judgement, see VII.",
            ),
        )
    )
    title = Text("Dự báo người tham gia theo kịch bản", "Projected participants by scenario")
    return Appendix("II", title.in_(words), tuple(blocks), landscape=True)


def report_paragraph(source: Source) -> Paragraph:
    """Return the paragraph for the report's body, with its numbers in place."""
    last = source.scenarios[-1]
    base = source.base
    number = source.number
    target = next(
        (
            t
            for t in source.region.targets.get(last.targets or "", ())
            if t.year == LAST_YEAR and t.indicator == "si_share"
        ),
        None,
    )
    vi: list[Cell] = [
        f"Đến hết năm {LAST_YEAR}, theo kịch bản “{last.title.vi}”, số người tham gia BHXH khoảng ",
        number(last.name, "si_participants", LAST_YEAR),
        " người (khoảng 80 %: từ ",
        number(last.name, "si_participants", LAST_YEAR, "low"),
        " đến ",
        number(last.name, "si_participants", LAST_YEAR, "high"),
        "), bằng ",
        number(last.name, "si_share", LAST_YEAR),
        " lực lượng lao động trong độ tuổi; nếu giữ nguyên hiện trạng là ",
        number(base.name, "si_share", LAST_YEAR),
        ".",
    ]
    en: list[Cell] = [
        f"By the end of {LAST_YEAR}, under “{last.title.en}”, about ",
        number(last.name, "si_participants", LAST_YEAR),
        " people are in social insurance (80 % range: ",
        number(last.name, "si_participants", LAST_YEAR, "low"),
        " to ",
        number(last.name, "si_participants", LAST_YEAR, "high"),
        "), ",
        number(last.name, "si_share", LAST_YEAR),
        " of the working-age labour force; under the status quo ",
        number(base.name, "si_share", LAST_YEAR),
        ".",
    ]
    if target is not None:
        chance = number(last.name, "gap_to_target_points", LAST_YEAR, "chance", "si_share")
        gap = number(last.name, "gap_to_target_persons", LAST_YEAR, "value", "si_share")
        goal_vi = format_share(target.value, "vi", 0)
        vi += [f" Khả năng đạt chỉ tiêu {goal_vi} là ", chance, "; còn thiếu ", gap, " người."]
        en += [
            f" The chance of the {format_share(target.value, 'en', 0)} target is ",
            chance,
            "; ",
            gap,
            " people are missing.",
        ]
    vi.append(
        " Phần lớn tác động dựa trên bằng chứng tương tự ở nơi khác hoặc nhận định, nên "
        "các con số cần được hiểu là khoảng, không phải cam kết."
    )
    en.append(
        " Most effects rest on evidence from elsewhere or on judgement, so the numbers are "
        "ranges, not promises."
    )
    return Paragraph(tuple(vi if source.language == "vi" else en))


def _share_chart(source: Source) -> Chart:
    words = source.language
    series = tuple(
        Series(
            s.title.in_(words),
            tuple(float(y) for y in source.years),
            tuple(
                100.0 * (source.number(s.name, "si_share", y).value or 0.0) for y in source.years
            ),
        )
        for s in source.scenarios
    )
    targets = tuple(
        (float(t.year), 100.0 * t.value)
        for t in source.region.targets.get(source.base.targets or "", ())
        if t.indicator == "si_share" and t.year in source.years
    )
    spoken = "; ".join(
        f"{s.name}: {format_number(s.y[0], 1, words)} % → {format_number(s.y[-1], 1, words)} %"
        for s in series
    )
    caption = Text("Tỷ lệ bao phủ BHXH theo kịch bản", "SI coverage by scenario").in_(words)
    unit = Text("% lực lượng lao động trong độ tuổi", "% of working-age labour force").in_(words)
    return Chart(caption, f"{caption}. {spoken}", unit, series, targets)


def _gap_table(source: Source) -> Table:
    words = source.language
    head = (
        Text(
            "Kịch bản, chỉ tiêu|Năm|Chỉ tiêu|Giá trị|Khoảng 80 %: từ|đến|Còn thiếu, người|"
            "Còn thiếu, điểm|Khả năng đạt|So với cả nước, điểm",
            "Scenario, target|Year|Target|Value|80 % range: from|to|Missing, persons|"
            "Missing, points|Chance|Against the nation, points",
        )
        .in_(words)
        .split("|")
    )
    rows: list[tuple[Cell, ...]] = []
    for scenario in source.scenarios:
        for target in source.region.targets.get(scenario.targets or "", ()):
            if target.year not in source.years or target.indicator not in SHARES:
                continue
            name, year, of = scenario.name, target.year, target.indicator
            rows.append(
                (
                    f"{scenario.title.in_(words)}: {INDICATORS[of].label.in_(words)}",
                    str(year),
                    Number(
                        format_share(target.value, words),
                        target.value,
                        tag(name, f"target.{of}", year, "value"),
                        "share",
                    ),
                    source.number(name, of, year),
                    source.number(name, of, year, "low"),
                    source.number(name, of, year, "high"),
                    source.number(name, "gap_to_target_persons", year, "value", of),
                    replace(
                        source.number(name, "gap_to_target_points", year, "value", of),
                        formula="=100*({2}-{3})",
                    ),
                    source.number(name, "gap_to_target_points", year, "chance", of),
                    source.number(name, "gap_to_nation_points", year, "value", of),
                )
            )
    caption = Text("Còn thiếu so với chỉ tiêu", "Gaps to targets").in_(words)
    return Table(caption, tuple(head), tuple(rows), (3.4, 0.7, *([1.1] * 8)))
