"""The levers of a scenario by what each costs for an added participant, as a table."""

from __future__ import annotations

import math
from collections.abc import Callable

from simulator.analysis.accounts import Amount
from simulator.analysis.cost_curve import CostCurve
from simulator.levers import LEVERS
from simulator.report.numbers import format_number
from simulator.report.statements import curve_notes
from simulator.report.tables import text_table
from simulator.text import Text

CURVE_HEADS = Text(
    "Giải pháp|Thêm khi làm riêng [80 %]|Mất nếu bỏ khỏi kịch bản [80 %]|Chi thêm, tỷ đồng [80 %]|"
    "Triệu đồng một người thêm [80 %]|Triệu đồng một người-năm [80 %]",
    "Lever|Added alone [80 %]|Lost without it [80 %]|Cost, bn VND [80 %]|"
    "Million VND per added person [80 %]|Million VND per person-year [80 %]",
)


def curve_rows(
    found: CostCurve, language: str, layout: Callable[[str, str, str], str] | None = None
) -> list[list[str]]:
    """Return the levers of a cost curve, cheapest per added person first.

    Parameters
    ----------
    layout : puts a number and the ends of its range together; by default "1 [0; 2]"
    """
    together = layout or "{} [{}; {}]".format

    def ranged(amount: Amount, decimals: int, scale: float = 1.0) -> str:
        value, low, high = (
            format_number(v / scale, decimals, language)
            for v in (amount.value, amount.low, amount.high)
        )
        return together(value, low, high) if math.isfinite(amount.value) else value

    return [
        [
            LEVERS[rung.lever].label.in_(language),
            ranged(rung.persons, 0),
            ranged(rung.in_mixture, 0),
            ranged(rung.cost, 1, 1000.0),
            ranged(rung.per_person, 1),
            ranged(rung.per_person_year, 1),
        ]
        for rung in found.rungs
    ]


def curve_table(found: CostCurve, language: str) -> str:
    """Return the cost curve for the terminal."""
    heads = CURVE_HEADS.in_(language).split("|")
    heads[0] = f"{found.scenario}, 31/12/{found.year}"
    rows = [heads, *curve_rows(found, language)]
    notes = curve_notes(found, round(found.together.value)).in_(language)
    return f"{text_table(rows)}\n{notes}"
