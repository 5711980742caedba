"""What stands above a result: what it shows, of which scenario, where and when."""

from __future__ import annotations

from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.document import Sentence, Words, chain


def heading(
    what: Words, region: Region, scenario: Scenario | None = None, when: Words = ""
) -> Sentence:
    """Return what a result shows, of which scenario, where and when."""
    of = scenario.title if scenario else ""
    return chain(part for part in (what, of, region.name, when) if part)
