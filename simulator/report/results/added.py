"""What scenarios add to the first of them, with the range of the draws that they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulator.analysis.uncertainty.bands import band
from simulator.indicators import INDICATORS
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.report.document import Cell, Number, Record, Table, say
from simulator.rounding import to_whole
from simulator.schemes import NUMERATORS


def whole(run: Projection, count: str, year: int) -> float:
    """Return participants of a central run as they are printed: whole, in a sum each part."""
    parts = ("compulsory_si", "voluntary_si") if count == "si_participants" else (count,)
    row = run.row(year)
    return float(sum(to_whole(float(INDICATORS[part].of(run)[row, 0])) for part in parts))


def records(
    runs: Sequence[Projection], drawn: Sequence[Mapping[str, Array]], year: int
) -> list[Record]:
    """Return one record for each count of participants and scenario after the first.

    Parameters
    ----------
    runs : the central run of each scenario
    drawn : of each scenario count -> (draw,) [persons], in all with the same draws
    """
    found = []
    for run, ends in zip(runs[1:], drawn[1:], strict=True):
        for count in NUMERATORS.values():
            low, high = band(np.subtract(ends[count], drawn[0][count]))
            found.append(
                {
                    "scenario": run.scenario.name,
                    "base": runs[0].scenario.name,
                    "year": year,
                    "indicator": count,
                    "added": whole(run, count, year) - whole(runs[0], count, year),
                    "low": low,
                    "high": high,
                }
            )
    return found


def table(scenarios: Sequence[Scenario], found: Sequence[Record], year: int) -> Table:
    """Return the records, a row a count, a column a scenario after the first."""
    caption = say(
        "Số người tham gia thêm so với “{base}”, năm {year} (người)",
        "Participants added to “{base}”, {year} (persons)",
        base=scenarios[0].title,
        year=str(year),
    )

    def cell(record: Record) -> Number:
        return Number(record["added"], "person", record["low"], record["high"], signed=True)

    rows: list[tuple[Cell, ...]] = [
        (
            INDICATORS[count].label,
            *(cell(record) for record in found if record["indicator"] == count),
        )
        for count in NUMERATORS.values()
    ]
    return Table(caption, ("", *(s.title for s in scenarios[1:])), tuple(rows))
