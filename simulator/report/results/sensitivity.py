"""The inputs that move a result: tornado and Sobol indices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from simulator.analysis.sensitivity import Sensitivity
from simulator.indicators import INDICATORS, UNITS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import assumption_words, unit_of
from simulator.report.document import (
    Block,
    Chart,
    Data,
    Number,
    Section,
    chain,
    note,
    plotted,
    say,
    table,
)
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

    blocks: list[Block] = [chart(region, found, shown)]
    if found.indices:
        blocks.append(
            table(
                "",
                found.indices,
                (_INPUT, lambda index: assumption_words(index.name, index.by)),
                (Text("Bậc một", "First"), lambda index: Number(index.first, "number", decimals=3)),
                (
                    Text("Toàn phần", "Total"),
                    lambda index: Number(index.total, "number", decimals=3),
                ),
            )
        )
    what = heading(chain([indicator.label, str(found.year)], " "), region, scenario)
    next_step = note(
        Text("Nên đo tiếp: những dòng trên cùng.", "Measure next: the rows at the top.")
    )
    return Section(
        chain([what, shown(found.central)], ": "),
        (*blocks, next_step),
        Data([asdict(bar) for bar in found.bars], whole=asdict(found)),
    )


def chart(region: Region, found: Sensitivity, shown: Callable[[float], Number]) -> Chart:
    """Return the tornado: from the central result to those at both ends of each input.

    Parameters
    ----------
    shown : a result as a number
    """
    caption = say(
        "Đầu vào nào làm đổi kết quả nhiều nhất: {indicator}, {year}",
        "Which inputs move the result most: {indicator}, {year}",
        indicator=INDICATORS[found.indicator].label,
        year=str(found.year),
    )
    bars = table(
        caption,
        found.bars[:BARS],
        (_INPUT, lambda bar: assumption_words(bar.name, bar.by)),
        (Text("Đơn vị", "Unit"), lambda bar: unit_of(region, bar.name, bar.by)),
        (Text("Thấp", "Low"), lambda bar: Number(bar.low)),
        (Text("Cao", "High"), lambda bar: Number(bar.high)),
        (Text("Kết quả ở thấp", "Result at low"), lambda bar: shown(bar.at_low)),
        (Text("Kết quả ở cao", "Result at high"), lambda bar: shown(bar.at_high)),
    )
    told = chain(
        [chain([row[0], ": ", row[4], " – ", row[5]], "") for row in bars.rows[:_TOLD]], "; "
    )
    unit = UNITS[INDICATORS[found.indicator].unit]
    centre = plotted(shown(found.central))
    return Chart(bars, told, unit, "tornado", columns=(4, 5), centre=centre)


_TOLD = 5
"""Inputs that stand in the text of the picture."""
