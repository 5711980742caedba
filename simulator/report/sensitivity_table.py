"""The inputs that move a result, as tables: tornado and Sobol indices."""

from __future__ import annotations

from simulator.analysis.sensitivity import Sensitivity
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import assumption_words
from simulator.report.numbers import format_number, format_plain, format_value
from simulator.report.tables import heading, text_table
from simulator.text import Text

BARS = 20
"""Rows of the tornado that are shown."""
_TORNADO = Text(
    "Đầu vào|Thấp|Cao|Kết quả ở thấp|Kết quả ở cao",
    "Input|Low|High|Result at low|Result at high",
)
_INDICES = Text("Đầu vào|Bậc một|Toàn phần", "Input|First|Total")


def sensitivity_table(region: Region, scenario: Scenario, found: Sensitivity, language: str) -> str:
    """Return a sensitivity study as text for a terminal."""
    indicator = INDICATORS[found.indicator]

    def shown(value: float) -> str:
        return format_value(value, indicator.unit, language)

    tornado = [_TORNADO.in_(language).split("|")] + [
        [
            assumption_words(bar.name, bar.by).in_(language),
            format_plain(bar.low, language),
            format_plain(bar.high, language),
            shown(bar.at_low),
            shown(bar.at_high),
        ]
        for bar in found.bars[:BARS]
    ]
    indices = [_INDICES.in_(language).split("|")] + [
        [
            assumption_words(index.name, index.by).in_(language),
            format_number(index.first, 3, language),
            format_number(index.total, 3, language),
        ]
        for index in found.indices
    ]
    what = Text(f"{indicator.label.vi} {found.year}", f"{indicator.label.en} {found.year}")
    head = f"{heading(what, region, language, scenario)}: {shown(found.central)}"
    last = Text("Nên đo tiếp: những dòng trên cùng.", "Measure next: the rows at the top.")
    return "\n\n".join([head, text_table(tornado), text_table(indices), last.in_(language)])
