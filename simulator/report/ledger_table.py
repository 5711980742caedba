"""Kept projections against what came, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from simulator.analysis.ledger import Grade
from simulator.indicators import INDICATORS
from simulator.report.numbers import (
    MISSING,
    format_difference,
    format_range,
    format_share,
    format_value,
)
from simulator.report.tables import text_table
from simulator.text import Text

HEADS = Text(
    "Chỉ tiêu|Năm|Đã dự báo|Khoảng 80 %|Thực tế|Sai số|Trong khoảng",
    "Indicator|Year|Forecast|80 % range|Actual|Error|In range",
)
NONE = Text("Chưa có số liệu thật nào để chấm.", "No actual figure to grade with yet.")
_INSIDE = {True: Text("có", "yes"), False: Text("không", "no"), None: Text(MISSING, MISSING)}


def ledger_table(found: Sequence[Grade], language: str) -> str:
    """Return the grades of a ledger as text for a terminal: a table an entry, causes below."""
    if not found:
        return NONE.in_(language)
    parts = []
    for entry, of_entry in groupby(found, lambda grade: (grade.entry, grade.scenario)):
        grades = list(of_entry)
        table = text_table([HEADS.in_(language).split("|"), *grade_rows(grades, language)], 2)
        title = f"{title_of(grades[0]).in_(language)}: {', '.join(entry)}"
        parts.append("\n".join([title, *about(grades, language), table, *causes(grades, language)]))
    return "\n\n".join(parts)


def title_of(grade: Grade) -> Text:
    """Return what a table of grades of one kept projection is called."""
    return Text(
        f"Dự báo từ 31/12/{grade.base_year} đã giữ, so với số thật",
        f"Forecast kept from 31 December {grade.base_year}, against what came",
    )


def about(found: Sequence[Grade], language: str) -> list[str]:
    """Return what is noted of how the forecasts were made, once each."""
    said = dict.fromkeys(grade.about.in_(language) for grade in found)
    return [_sentence(text) for text in said if text]


def grade_rows(found: Sequence[Grade], language: str) -> list[list[str]]:
    """Return a row a grade, as :data:`HEADS` says."""
    return [
        [
            INDICATORS[g.indicator].label.in_(language),
            str(g.year),
            format_value(g.projected, g.unit, language),
            _band(g, language),
            format_value(g.actual, g.unit, language),
            error_words(g, language),
            _INSIDE[g.inside].in_(language),
        ]
        for g in found
    ]


def _band(grade: Grade, language: str) -> str:
    if grade.low is None or grade.high is None:
        return MISSING
    low, high = (format_value(n, grade.unit, language) for n in (grade.low, grade.high))
    return format_range(low, high)


def error_words(grade: Grade, language: str) -> str:
    """Return the error: of a count in per cent of what came, of a share in points."""
    if grade.error_unit == "point":
        points = format_difference(grade.error, "point", language)
        return f"{points} {Text('điểm', 'points').in_(language)}"
    sign = "+" if grade.error > 0 else ""
    return sign + format_share(grade.error, language)


def causes(found: Sequence[Grade], language: str) -> list[str]:
    """Return what is known of the cause of each error."""
    return [
        f"{INDICATORS[g.indicator].label.in_(language)}, {g.year}: {g.cause.in_(language)}."
        for g in found
    ]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
