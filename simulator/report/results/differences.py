"""What a scenario changes: every input in which it differs from another, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.inputs.estimate import Estimate
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_differences import Difference, Value, differences
from simulator.inputs.scenario_timing import first_start
from simulator.report.document import Table, Words, table
from simulator.report.results.stated import stated
from simulator.text import Text


def changes(first: Scenario, second: Scenario, region: Region) -> list[Difference]:
    """Return every input in which the second scenario differs from the first.

    An assumption that a scenario does not state is the region's own.
    """
    return [
        replace(d, before=_valid(d.before, d.path, region), after=_valid(d.after, d.path, region))
        for d in differences(first, second)
    ]


def _valid(said: Value, path: str, region: Region) -> Value:
    kind, *key = path.split(".", 2)
    if said is not None or kind != "assumptions":
        return said
    usual = region.assumptions[key[0], key[1] if len(key) > 1 else ""]
    return Estimate(usual.value, usual.low, usual.high)


def change_table(
    found: Sequence[Difference], region: Region, scenario: Scenario, caption: Words = ""
) -> Table:
    """Return a scenario's changes as a table, years as calendar years of the region."""
    first = first_start(scenario, region)
    return table(
        caption,
        found,
        (Text("Đầu vào", "Input"), lambda d: d.label),
        (Text("Gốc", "Base"), lambda d: stated(d.before, first, d.unit)),
        (Text("Kịch bản này", "This scenario"), lambda d: stated(d.after, first, d.unit)),
        (Text("Vì sao", "Why"), lambda d: d.reason),
    )
