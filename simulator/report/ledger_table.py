"""Published projections against what came, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.ledger import Grade
from simulator.indicators import INDICATORS
from simulator.report.numbers import MISSING, format_number, format_share
from simulator.report.tables import text_table
from simulator.text import Text

_HEADS = Text(
    "Dự báo|Kịch bản|Chỉ tiêu|Năm|Dự báo|Thực tế|Sai số|Trong khoảng|Nguyên nhân",
    "Entry|Scenario|Indicator|Year|Projected|Actual|Error|In band|Cause",
)
_NONE = Text("Chưa có số liệu thật nào để chấm.", "No actual figure to grade with yet.")
_INSIDE = {True: Text("có", "yes"), False: Text("không", "no"), None: Text(MISSING, MISSING)}


def ledger_table(found: Sequence[Grade], language: str) -> str:
    """Return the grades of a ledger as text for a terminal."""
    if not found:
        return _NONE.in_(language)
    rows = [_HEADS.in_(language).split("|")] + [
        [
            g.entry,
            g.scenario,
            INDICATORS[g.indicator].label.in_(language),
            str(g.year),
            format_number(g.projected, 0, language),
            format_number(g.actual, 0, language),
            format_share(g.error, language),
            _INSIDE[g.inside].in_(language),
            g.cause.in_(language),
        ]
        for g in found
    ]
    return text_table(rows, 3)
