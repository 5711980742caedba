"""Appendix VII: assumptions, law, origins, limits, backtest and kept forecasts."""

from __future__ import annotations

from datetime import date

from simulator.indicators import INDICATORS
from simulator.inputs.definitions import Role
from simulator.inputs.figures import ORIGINS, STATUSES
from simulator.inputs.law import Parameter, Provision
from simulator.inputs.region import Region
from simulator.inputs.words import assumption_words, figure_words, unit_words
from simulator.report.appendix.document import (
    Appendix,
    Block,
    Cell,
    Number,
    Paragraph,
    Table,
)
from simulator.report.appendix.glossary import glossary
from simulator.report.appendix.graded import graded
from simulator.report.appendix.parts import note
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.numbers import format_number, format_share
from simulator.report.results.backtest import METHODS, verdicts
from simulator.report.writers.words import cell_words
from simulator.text import Text

_AS_ABOVE = Text("như dòng trên", "as above")


def assumptions(source: Source) -> Appendix:
    """Return appendix VII: every assumption, the law used, origins and limits."""
    words = source.language
    projection = source.projections[source.scenarios[-1].name]
    entries = projection.assumptions
    rows: list[tuple[Cell, ...]] = []
    patterns = []
    before = ""
    for (name, by), entry in entries.items():
        if entry.role is Role.PATTERN:
            if name not in patterns:
                patterns.append(name)
            continue

        def cell(value: float, field: str, key: str = f"{name}.{by}") -> Number:
            # A column says the status, so the number itself needs no mark.
            return Number(_plain(value, words), value, tag("assumption", key, "", field), "number")

        why = entry.why.in_(words)
        rows.append(
            (
                assumption_words(name, by).in_(words),
                cell(entry.value, "value"),
                cell(entry.low, "low"),
                cell(entry.high, "high"),
                unit_words(entry.unit).in_(words),
                entry.grade,
                STATUSES[entry.status].in_(words),
                _AS_ABOVE.in_(words) if why == before else why,
            )
        )
        before = why
    head = (
        Text(
            "Giả định|Giá trị|Thấp|Cao|Đơn vị|Loại|Tình trạng|Cơ sở, lý do",
            "Assumption|Value|Low|High|Unit|Grade|Status|Basis, reason",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        "Giả định của mô hình (thấp, cao: khoảng 80 %)",
        "Assumptions and ranges (low and high are the 10th and 90th percentile)",
    )
    blocks: list[Block] = [
        _origin_table(source.region, words),
        glossary(words),
        *_backtest(source),
        *graded(source),
        *_limits(source, patterns),
        Table(
            caption.in_(words), tuple(head), tuple(rows), (2.4, 0.75, 0.75, 0.75, 1.7, 0.6, 1, 3.4)
        ),
        _law_table(source),
    ]
    title = Text(
        "Giả định, nguồn, tình trạng số liệu, giới hạn và kiểm định",
        "Assumptions, sources, status of figures, limits and backtest",
    ).in_(words)
    return Appendix("VII", title, tuple(blocks), landscape=True)


def _plain(value: float, language: str) -> str:
    for decimals in range(7):
        if abs(round(value, decimals) - value) < 1e-9:
            return format_number(value, decimals, language)
    return format_number(value, 4, language)


def _law_table(source: Source) -> Table:
    words = source.language
    rows: list[tuple[Cell, ...]] = []
    before = ""
    for parameter in source.region.law.parameters.values():
        for provision in _used(parameter, source.region.base_year):
            start = provision.start.strftime("%d/%m/%Y")
            reference = provision.cited.in_(words)
            rows.append(
                (
                    parameter.label.in_(words),
                    start,
                    Number(
                        _plain(round(provision.value, 4), words),
                        provision.value,
                        tag("law", parameter.name, start, "value"),
                        "number",
                    ),
                    unit_words(parameter.unit).in_(words),
                    STATUSES[provision.status].in_(words),
                    _AS_ABOVE.in_(words) if provision.reference == before else reference,
                )
            )
            before = provision.reference
    head = (
        Text(
            "Tham số pháp luật|Từ ngày|Giá trị|Đơn vị|Tình trạng|Căn cứ",
            "Legal parameter|From|Value|Unit|Status|Reference",
        )
        .in_(words)
        .split("|")
    )
    span = f"{source.region.base_year}-{LAST_YEAR}"
    caption = Text(
        f"Quy định của pháp luật đã dùng, có hiệu lực trong {span}",
        f"Provisions used, in force in {span}",
    ).in_(words)
    return Table(caption, tuple(head), tuple(rows), (2.4, 1, 1, 1.6, 1.1, 3))


def _used(parameter: Parameter, base_year: int) -> list[Provision]:
    """Return the provisions in force at some time between the base year and the last one."""
    provisions = parameter.provisions
    ends = [p.start for p in provisions[1:]]
    until = [*ends, None]
    return [
        provision
        for provision, end in zip(provisions, until, strict=True)
        if provision.start.year <= LAST_YEAR and (end is None or end > date(base_year, 1, 1))
    ]


def _origin_table(region: Region, words: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (figure_words(name).in_(words), ORIGINS[origin].in_(words))
        for name, origin in region.origins.items()
    ]
    head = Text("Đầu vào|Nguồn gốc", "Input|Origin").in_(words).split("|")
    caption = Text("Số liệu đầu vào lấy từ đâu", "Where the inputs come from").in_(words)
    return Table(caption, tuple(head), tuple(rows), (1, 2))


def _backtest(source: Source) -> list[Paragraph | Table]:
    """Return how wrong forecasts from past years would have been, and what follows."""
    found, words = source.tested, source.language
    if found is None:
        return []
    tested = found.place
    rows: list[tuple[Cell, ...]] = []
    for score in found.scores:
        if score.horizon is not None:
            continue

        key = f"{score.series}.{score.method}"

        def number(value: float, field: str, unit: str, key: str = key) -> Number:
            share = unit == "whole_share"
            text = format_share(value, words, 0) if share else _plain_1(value, words)
            return Number(text, value, tag("backtest", key, "", field), unit)

        rows.append(
            (
                f"{INDICATORS[score.series].label.in_(words)}: {METHODS[score.method].in_(words)}",
                number(score.points, "points", "number"),
                number(score.mape, "mape", "number"),
                number(score.coverage, "coverage", "whole_share"),
            )
        )
    head = (
        Text(
            "Số liệu: cách dự báo|Số lần dự báo|Sai số bình quân, %|Khoảng 80 % chứa số thật",
            "Series: method|Forecasts|Mean error, %|80 % range holds the count",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        f"Kiểm định: dự báo lại các năm đã qua rồi so với số thật ({tested.vi})",
        f"Backtest: forecasts of past years against what came ({tested.en})",
    ).in_(words)
    said = [Paragraph((cell_words(line, words),), "note") for line in verdicts(found)]
    notes = [Paragraph((note.in_(words),), "note") for note in found.notes]
    return [Table(caption, tuple(head), tuple(rows), (3, 1, 1, 1)), *said, *notes]


def _plain_1(value: float, language: str) -> str:
    return format_number(value, 0 if value == int(value) else 1, language)


def _listed(names: list[str], language: str) -> str:
    return "; ".join(assumption_words(name).in_(language) for name in names)


def _limits(source: Source, patterns: list[str]) -> list[Paragraph]:
    texts = [
        Text(
            "Phương pháp: theo dõi số người theo từng tuổi và giới, hết năm này sang năm khác (vào, ra, "
            "chuyển diện, nghỉ hưu); việc làm có BHXH tăng theo tăng trưởng kinh tế, BHXH tự nguyện "
            "tăng theo vận động người mới và giữ người đang tham gia.",
            "Method: a cohort model by single age and sex, one pass a year; jobs follow growth, "
            "voluntary uptake follows recruitment and retention.",
        ),
        Text(
            "Giới hạn: không nguồn số liệu nào cho biết tỷ lệ tuân thủ, tỷ lệ dừng đóng và cơ cấu các "
            "nhóm, nên phải giả định; không dự báo tiền lương, mức hưởng, khả năng chi trả của quỹ.",
            "Limits: compliance, lapse and class mix are not identified by counts; wages, "
            "benefits and solvency are out of scope.",
        ),
        Text(
            f"Phân bổ theo tuổi ({_listed(patterns, 'vi')}) là nhận định; chỉ dùng để chia theo tuổi, "
            "không làm đổi tổng số của năm gốc.",
            f"Age patterns ({_listed(patterns, 'en')}) are judgement, shape only.",
        ),
    ]
    return [note(source, text) for text in texts]
