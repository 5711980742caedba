"""Appendix VII: assumptions, law, origins, limits and backtest."""

from __future__ import annotations

from simulator.inputs.figures import ORIGINS, STATUSES
from simulator.inputs.region import Region
from simulator.report.appendix.document import (
    Appendix,
    Cell,
    Number,
    Paragraph,
    Table,
)
from simulator.report.appendix.parts import note
from simulator.report.appendix.source import Source, tag
from simulator.report.numbers import format_number
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
                f"{name} {by}".strip(),
                cell(entry.value, "value"),
                cell(entry.low, "low"),
                cell(entry.high, "high"),
                entry.unit,
                entry.grade,
                STATUSES[entry.status].in_(words),
                entry.reason or entry.basis,
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
                    parameter.unit,
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
        (name, ORIGINS[origin].in_(words)) for name, origin in region.origins.items()
    ]
    head = Text("Đầu vào|Nguồn gốc", "Input|Origin").in_(words).split("|")
    caption = Text("Số liệu đầu vào lấy từ đâu", "Where the inputs come from").in_(words)
    return Table(caption, tuple(head), tuple(rows), (1, 2))


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
            "Kiểm định lùi trên số liệu cả nước (gốc 2019-2023, tối đa bốn năm): với BHXH bắt "
            "buộc và BHTN, đường xu thế mọi năm có sai số nhỏ hơn mô hình; mô hình dùng để so "
            "sánh kịch bản. Lệnh: simulator backtest viet_nam.",
            "Backtest on the national counts (origins 2019-2023, up to four years): for "
            "compulsory SI and UI the all-years trend line had smaller errors than the model, "
            "which speaks for differences between scenarios. Command: simulator backtest "
            "viet_nam.",
        ),
        Text(
            f"Hình dạng theo tuổi ({', '.join(patterns)}) là nhận định, chỉ định hình.",
            f"Age patterns ({', '.join(patterns)}) are judgement, shape only.",
        ),
        Text(
            "Công bố theo ISAP 2: dữ liệu, giả định, phương pháp, độ nhạy và giới hạn nêu ở phụ "
            "lục này; đối chiếu với lần trước bằng lệnh simulator reconcile.",
            "Disclosure after ISAP 2: data, assumptions, method, sensitivity and limits are in "
            "this appendix; comparison with the last report by simulator reconcile.",
        ),
    ]
    return [note(source, text) for text in texts]
