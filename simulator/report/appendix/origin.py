"""What the numbers were made from, for people; the manifest says the same to programs."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from simulator import __version__
from simulator.inputs.plan_date import day_words
from simulator.report.appendix.source import Source
from simulator.text import Text

_SHOWN = 16
"""Letters of the digest that people compare."""


def origin(source: Source, *, appendices: bool = True) -> tuple[Text, ...]:
    """Return sentences that say which run the numbers are of.

    Parameters
    ----------
    appendices : whether the figures behind them stand in an appendix of the same paper
    """
    region, said = source.region, source.manifest
    law = day_words(date.fromisoformat(region.law.version))
    known = region.law.known_at and day_words(region.law.known_at)
    titles = [s.title for s in source.scenarios]
    digest = hashlib.sha256(
        json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()[:_SHOWN]
    return (
        Text(
            f"Mọi con số dự báo do chương trình mô phỏng (phiên bản {__version__}) tính trong một "
            "lần chạy; chạy lại với cùng đầu vào cho đúng các con số này.",
            f"Every projected number is from one run of the simulator (version {__version__}); the "
            "same inputs give the same numbers again.",
        ),
        Text(
            f"Địa bàn: {region.name.vi}; năm gốc: {region.base_year}. Kịch bản: "
            f"{'; '.join(t.vi for t in titles)}.",
            f"Place: {region.name.en}; base year: {region.base_year}. Scenarios: "
            f"{'; '.join(t.en for t in titles)}.",
        ),
        Text(
            f"Pháp luật: bản tổng hợp ngày {law.vi}"
            + (f", chỉ gồm văn bản ban hành đến {known.vi}." if known else "."),
            f"Law: as compiled on {law.en}"
            + (f", only what was adopted up to {known.en}." if known else "."),
        ),
        Text(
            f"Khoảng 80 % và khả năng đạt: {said['draws']} lần mô phỏng ngẫu nhiên, số khởi đầu "
            f"{said['seed']}.",
            f"Ranges and chances: {said['draws']} random draws, seed {said['seed']}.",
        ),
        Text(
            "Dân số: Liên hợp quốc, World Population Prospects 2024 (CC BY 3.0 IGO)"
            + (", và số liệu nêu ở Phụ lục VII." if appendices else "."),
            "Population: United Nations, World Population Prospects 2024 (CC BY 3.0 IGO)"
            + (", and the figures of appendix VII." if appendices else "."),
        ),
        Text(
            f"Dấu kiểm của lần chạy: {digest}. Thông tin đầy đủ để chạy lại nằm trong thuộc tính "
            "của tệp này.",
            f"Check mark of the run: {digest}. What is needed to repeat it is in the properties of "
            "this file.",
        ),
    )
