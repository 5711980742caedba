"""The inputs that move a result: tornado and Sobol indices."""

from __future__ import annotations

from dataclasses import asdict

from simulator.analysis.sensitivity import Sensitivity
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import assumption_words, unit_of
from simulator.report.document import Data, Number, Section, chain, note, table
from simulator.report.results.headings import heading
from simulator.text import Text

BARS = 20
"""Rows of the tornado that are shown."""
_INPUT = Text("Đầu vào", "Input")


def section(region: Region, scenario: Scenario, found: Sensitivity) -> Section:
    """Return a sensitivity study, the most important inputs first."""
    indicator = INDICATORS[found.indicator]

    def shown(value: float) -> Number:
        return Number(value, indicator.unit, signed=indicator.unit == "point")

    tornado = table(
        "",
        found.bars[:BARS],
        (_INPUT, lambda bar: assumption_words(bar.name, bar.by)),
        (Text("Đơn vị", "Unit"), lambda bar: unit_of(region, bar.name, bar.by)),
        (Text("Thấp", "Low"), lambda bar: Number(bar.low)),
        (Text("Cao", "High"), lambda bar: Number(bar.high)),
        (Text("Kết quả ở thấp", "Result at low"), lambda bar: shown(bar.at_low)),
        (Text("Kết quả ở cao", "Result at high"), lambda bar: shown(bar.at_high)),
    )
    indices = table(
        "",
        found.indices,
        (_INPUT, lambda index: assumption_words(index.name, index.by)),
        (Text("Bậc một", "First"), lambda index: Number(index.first, "number", decimals=3)),
        (Text("Toàn phần", "Total"), lambda index: Number(index.total, "number", decimals=3)),
    )
    what = heading(chain([indicator.label, str(found.year)], " "), region, scenario)
    next_step = note(
        Text("Nên đo tiếp: những dòng trên cùng.", "Measure next: the rows at the top.")
    )
    return Section(
        chain([what, shown(found.central)], ": "),
        (tornado, indices, next_step),
        Data([asdict(bar) for bar in found.bars], whole=asdict(found)),
    )
