"""The first sheet of a pack's workbook: what is needed first, and what follows from what."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.inputs.figures import STATUSES
from simulator.inputs.history_check import NEEDED
from simulator.inputs.pack_content import content_of
from simulator.inputs.pack_tables import HISTORY, PACK_TABLES, PLACE
from simulator.inputs.region import Region
from simulator.inputs.words import figure_words
from simulator.text import Text

FIRST = (*NEEDED, "labour_force_15_plus", "population")
"""The counts of December that a place fills in first."""


def intro_of(region: Region, language: str) -> list[str]:
    """Return the lines of the first sheet."""
    year, place = region.base_year, PLACE.title.in_(language)
    history = PACK_TABLES["history"].title.in_(language)
    rows = _rows(region)
    lines = [
        Text(
            f"Số liệu của {region.name.vi}: năm gốc {year}", f"Figures of {region.name.en}: {year}"
        ),
        Text(
            f"1. Trang «{place}»: tên, mã, năm gốc (dự báo bắt đầu từ 31/12 năm đó).",
            f'1. Sheet "{place}": name, code, base year (projections start from its 31 December).',
        ),
        Text(
            f"2. Trang «{history}»: trước hết các số tháng 12/{year} sau đây, mỗi số một dòng.",
            f'2. Sheet "{history}": first these counts of December {year}, a row each.',
        ),
        *(_count(region, name, rows) for name in FIRST),
        Text(
            "3. Ba tháng 12 liên tiếp trở lên cho địa bàn nhịp riêng của mình; ít hơn thì theo mẫu "
            "cả nước, khoảng rộng gấp đôi.",
            "3. Three Decembers in a row or more give the place a pace of its own; with fewer the "
            "nation's serves, with doubled spread.",
        ),
        Text(
            "4. Các trang khác để trống cũng được: thiếu thì lấy mẫu chung cả nước, và kết quả ghi "
            "rõ điều đó.",
            "4. The other sheets may stay empty: the nation's pattern serves, and results say so.",
        ),
        *(
            Text(
                f"   «{form.title.vi}»: {form.about.vi}.", f'   "{form.title.en}": {form.about.en}.'
            )
            for form in PACK_TABLES.values()
        ),
        Text(
            "5. Mỗi số ghi trạng thái và nguồn. Số người viết đủ (40.700 người), tỷ lệ viết 0,25 "
            "hoặc 25 %. Màu của dòng theo trạng thái:",
            "5. Each figure has status and source. People in full (40,700), shares as 25%. "
            "The colour of a row is its status:",
        ),
    ]
    return [line.in_(language) for line in lines]


def _rows(region: Region) -> dict[str, int]:
    """Return count of the base year's December -> row in which its sheet has it."""
    table = content_of(region.source).tables.get(HISTORY.name)
    day = (str(region.base_year), "12")
    found: dict[str, int] = {}
    for i, row in enumerate(() if table is None else table.rows, start=2):
        cells = dict(zip(table.columns if table else (), row, strict=True))
        if (cells["year"], cells["month"]) == day and cells.get("use") != "no":
            found[cells["indicator"]] = i
    return found


def _count(region: Region, name: str, rows: Mapping[str, int]) -> Text:
    """Return a count of the base year's December with its status and row, or that it is missing."""
    label, figure = figure_words(name), region.figure(name, region.base_year)
    if figure is None:
        return Text(f"   {label.vi}: CHƯA CÓ", f"   {label.en}: MISSING")
    status = STATUSES[figure.status]
    number = f"{figure.value:,.0f}"
    return Text(
        f"   {label.vi}: {number.replace(',', '.')} ({status.vi}), dòng {rows[name]}",
        f"   {label.en}: {number} ({status.en}), row {rows[name]}",
    )
