"""Appendix VII: assumptions, law, origins, limits and backtest."""

from __future__ import annotations

from simulator.indicators import INDICATORS
from simulator.inputs.figures import ORIGINS, STATUSES
from simulator.inputs.region import Region
from simulator.inputs.words import assumption_words, figure_words, unit_words
from simulator.report.appendix.document import (
    Appendix,
    Cell,
    Number,
    Paragraph,
    Table,
)
from simulator.report.appendix.parts import note
from simulator.report.appendix.source import Source, tag
from simulator.report.backtest_table import METHODS, verdicts
from simulator.report.numbers import format_number, format_share
from simulator.text import Text


def assumptions(source: Source) -> Appendix:
    """Return appendix VII: every assumption, the law used, origins and limits."""
    words = source.language
    projection = source.projections[source.scenarios[-1].name]
    entries = projection.setting.values.assumptions
    rows: list[tuple[Cell, ...]] = []
    patterns = []
    for (name, by), entry in entries.items():
        if name.endswith("_pattern"):
            if name not in patterns:
                patterns.append(name)
            continue

        def cell(
            value: float, field: str, key: str = f"{name}.{by}", status: str = entry.status
        ) -> Number:
            return Number(
                _plain(value, words),
                value,
                tag("assumption", key, "", field),
                "number",
                status == "estimate",
            )

        rows.append(
            (
                assumption_words(name, by).in_(words),
                cell(entry.value, "value"),
                cell(entry.low, "low"),
                cell(entry.high, "high"),
                unit_words(entry.unit).in_(words),
                entry.grade,
                STATUSES[entry.status].in_(words),
                entry.why.in_(words),
            )
        )
    head = (
        Text(
            "Giả định|Giá trị|Thấp|Cao|Đơn vị|Loại|Tình trạng|Cơ sở, lý do",
            "Assumption|Value|Low|High|Unit|Grade|Status|Basis, reason",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        "Giả định và khoảng (thấp, cao là phân vị 10 và 90)",
        "Assumptions and ranges (low and high are the 10th and 90th percentile)",
    )
    blocks: list[Paragraph | Table] = [
        Table(caption.in_(words), tuple(head), tuple(rows), (2, 0.9, 0.9, 0.9, 1.7, 0.5, 1.1, 3.4)),
        _law_table(source),
        _origin_table(source.region, words),
        *_backtest(source),
        *_limits(source, patterns),
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
    for parameter in source.region.law.parameters.values():
        for provision in parameter.provisions:
            start = provision.start.strftime("%d/%m/%Y")
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
                    provision.reference,
                )
            )
    head = (
        Text(
            "Tham số pháp luật|Từ ngày|Giá trị|Đơn vị|Tình trạng|Căn cứ",
            "Legal parameter|From|Value|Unit|Status|Reference",
        )
        .in_(words)
        .split("|")
    )
    caption = Text("Tham số pháp luật đã dùng", "Legal parameters used").in_(words)
    return Table(caption, tuple(head), tuple(rows), (2.4, 1, 1, 1.6, 1.1, 3))


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
    rows: list[tuple[Cell, ...]] = []
    for score in found.scores:
        if score.horizon is not None:
            continue

        key = f"{score.series}.{score.method}"

        def number(value: float, field: str, unit: str, key: str = key) -> Number:
            text = format_share(value, words, 0) if unit == "share" else _plain_1(value, words)
            return Number(text, value, tag("backtest", key, "", field), unit)

        rows.append(
            (
                f"{INDICATORS[score.series].label.in_(words)}: {METHODS[score.method].in_(words)}",
                number(score.points, "points", "number"),
                number(score.mape, "mape", "number"),
                number(score.coverage, "coverage", "share"),
            )
        )
    head = (
        Text(
            "Chuỗi, phương pháp|Số điểm|Sai số MAPE, %|Khoảng 80 % phủ",
            "Series, method|Points|Error (MAPE), %|80 % band covers",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        f"Kiểm định lùi trên lịch sử ({found.region})", f"Backtest on the history ({found.region})"
    ).in_(words)
    said = [Paragraph((line,), "note") for line in verdicts(found, words)]
    notes = [Paragraph((note.in_(words),), "note") for note in found.notes]
    return [Table(caption, tuple(head), tuple(rows), (3, 1, 1, 1)), *said, *notes]


def _plain_1(value: float, language: str) -> str:
    return format_number(value, 0 if value == int(value) else 1, language)


def _listed(names: list[str], language: str) -> str:
    return "; ".join(assumption_words(name).in_(language) for name in names)


def _limits(source: Source, patterns: list[str]) -> list[Paragraph]:
    texts = [
        Text(
            "Phương pháp: mô hình dòng người theo tuổi từng năm và giới, mỗi năm một lượt; việc "
            "làm theo tăng trưởng, tự nguyện theo nỗ lực tuyển mới và duy trì.",
            "Method: a cohort model by single age and sex, one pass a year; jobs follow growth, "
            "voluntary uptake follows recruitment and retention.",
        ),
        Text(
            "Giới hạn: tỷ lệ tuân thủ, dừng đóng, cơ cấu nhóm không xác định được từ số đếm; "
            "không dự báo tiền lương, mức hưởng, khả năng chi trả của quỹ.",
            "Limits: compliance, lapse and class mix are not identified by counts; wages, "
            "benefits and solvency are out of scope.",
        ),
        Text(
            f"Hình dạng theo tuổi ({_listed(patterns, 'vi')}) là nhận định, chỉ định hình.",
            f"Age patterns ({_listed(patterns, 'en')}) are judgement, shape only.",
        ),
        Text(
            "Công bố theo ISAP 2: dữ liệu, giả định, phương pháp, độ nhạy và giới hạn nêu ở phụ "
            "lục này; đối chiếu với lần trước bằng lệnh simulator reconcile.",
            "Disclosure after ISAP 2: data, assumptions, method, sensitivity and limits are in "
            "this appendix; comparison with the last report by simulator reconcile.",
        ),
    ]
    return [note(source, text) for text in texts]
