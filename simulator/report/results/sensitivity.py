"""The inputs that move a result: tornado and Sobol indices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from simulator.analysis.evidence.sensitivity import Sensitivity
from simulator.indicators import INDICATORS, UNITS
from simulator.inputs.key_words import key_unit, key_words
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
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
from simulator.report.results.keyed import key_number, keyed
from simulator.text import Text

BARS = 20
"""Rows of the tornado that are shown."""
_INPUT = Text("Đầu vào", "Input")


def section(region: Region, scenario: Scenario, found: Sensitivity) -> Section:
    """Return a sensitivity study, the most important inputs first."""
    indicator = INDICATORS[found.indicator]

    def shown(value: float) -> Number:
        return Number(value, indicator.unit, signed=indicator.unit == "point")

    blocks: list[Block] = [chart(region, scenario, found, shown)]
    if found.indices:
        blocks.append(
            table(
                "",
                found.indices,
                (_INPUT, lambda index: key_words(index.key, scenario)),
                (Text("Bậc một", "First"), lambda index: Number(index.first, "number", decimals=3)),
                (
                    Text("Toàn phần", "Total"),
                    lambda index: Number(index.total, "number", decimals=3),
                ),
            )
        )
    what = heading(chain([indicator.label, str(found.year)], " "), region, scenario)
    bars, indices = keyed(found.bars), keyed(found.indices)
    next_step = note(
        Text("Nên đo tiếp: những dòng trên cùng.", "Measure next: the rows at the top.")
    )
    return Section(
        chain([what, shown(found.central)], ": "),
        (*blocks, next_step),
        Data(bars, whole={**asdict(found), "bars": bars, "indices": indices}),
    )


def chart(
    region: Region, scenario: Scenario, found: Sensitivity, shown: Callable[[float], Number]
) -> Chart:
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
        (_INPUT, lambda bar: key_words(bar.key, scenario)),
        (Text("Đơn vị", "Unit"), lambda bar: key_unit(bar.key, region)),
        (Text("Thấp", "Low"), lambda bar: key_number(bar.key, region, bar.low)),
        (Text("Cao", "High"), lambda bar: key_number(bar.key, region, bar.high)),
        (Text("Kết quả ở mức thấp", "Result at low"), lambda bar: shown(bar.at_low)),
        (Text("Kết quả ở mức cao", "Result at high"), lambda bar: shown(bar.at_high)),
    )
    told = chain(
        (
            say(
                "{input}: {at_low} ở mức thấp, {at_high} ở mức cao",
                "{input}: {at_low} at its low, {at_high} at its high",
                input=row[0],
                at_low=row[4],
                at_high=row[5],
            )
            for row in bars.rows[:_TOLD]
        ),
        "; ",
    )
    unit = UNITS[INDICATORS[found.indicator].unit]
    centre = plotted(shown(found.central))
    return Chart(bars, told, unit, "tornado", columns=(4, 5), centre=centre)


_TOLD = 5
"""Inputs that stand in the text of the picture."""
