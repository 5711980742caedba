"""The levers of a scenario by what each costs for an added participant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict

from simulator.analysis.costing.cost_curve import CostCurve
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
from simulator.report.document import Block, Chart, Data, Record, Section, Table, Words, chain, note
from simulator.report.document import table as table_of
from simulator.report.results.amounts import billions, millions, persons
from simulator.report.results.evidence_grade import PALE, WEAK
from simulator.report.results.headings import heading
from simulator.report.statements import curve_notes
from simulator.rounding import to_whole
from simulator.text import Text

_NONE = Text("Kịch bản này không có giải pháp nào.", "This scenario has no levers.")


def section(region: Region, scenario: Scenario, found: CostCurve) -> Section:
    """Return the levers, cheapest first, and why they do not add up."""
    what = Text("Chi phí mỗi người", "Cost of a person")
    caption = heading(what, region, scenario, Text(f"31/12/{found.year}", f"31 Dec {found.year}"))
    notes = note(curve_notes(found, to_whole(found.together.value)))
    drawn = chart(found, caption)
    blocks: tuple[Block, ...] = (drawn, notes) if found.entries else (note(_NONE),)
    return Section("", blocks, Data(_records(found)))


def chart(found: CostCurve, caption: Words) -> Chart:
    """Return the cost of an added participant as bars, those of weak evidence pale."""
    shown = table(found, caption)
    told = chain([chain([row[0], row[4]], ": ") for row in shown.rows], "; ")
    weak = (i for i, entry in enumerate(found.entries) if LEVERS[entry.lever].grade == WEAK)
    unit = Text("triệu đồng cho một người tham gia thêm", "million VND per added person")
    return Chart(shown, told, unit, "bars", pale=frozenset(weak), pale_words=PALE, columns=(4,))


def table(found: CostCurve, caption: Words, *, brief: bool = False) -> Table:
    """Return the levers of a cost curve, cheapest per added participant first.

    Parameters
    ----------
    brief : only what each adds and costs for each person, for a page that has no room for more
    """

    def tag(lever: str, name: str) -> str:
        return f"{found.scenario}/curve.{lever}.{name}/{found.year}/value"

    whole = table_of(
        caption,
        found.entries,
        (Text("Giải pháp", "Lever"), lambda r: LEVERS[r.lever].label),
        (
            Text("Thêm khi làm riêng, người", "Added alone, persons"),
            lambda r: persons(r.persons, tag(r.lever, "persons")),
        ),
        (
            Text("Mất nếu bỏ khỏi kịch bản, người", "Lost without it, persons"),
            lambda r: persons(r.left_out, tag(r.lever, "in_mixture")),
        ),
        (
            Text("Chi thêm, tỷ đồng", "Added cost, billion VND"),
            lambda r: billions(r.cost, tag(r.lever, "cost")),
        ),
        (
            Text("Triệu đồng một người thêm", "Million VND per added person"),
            lambda r: millions(r.per_person, tag(r.lever, "per_person")),
        ),
        (
            Text("Triệu đồng một người-năm", "Million VND per person-year"),
            lambda r: millions(r.per_person_year, tag(r.lever, "per_person_year")),
        ),
        widths=(2.6, 1, 1, 1, 1, 1),
    )
    return whole.columns(0, 1, 4) if brief else whole


def _records(found: CostCurve) -> Sequence[Record]:
    """Return one record a lever and measure; an amount that is not finite is not known."""
    return [
        {
            "scenario": found.scenario,
            "region": found.region,
            "year": found.year,
            "lever": entry.lever,
            "measure": measure,
            **{k: v if math.isfinite(v) else None for k, v in asdict(amount).items()},
        }
        for entry in found.entries
        for measure, amount in (
            ("persons_alone", entry.persons),
            ("persons_lost_without", entry.left_out),
            ("cost_million_vnd", entry.cost),
            ("cost_per_person_million_vnd", entry.per_person),
            ("cost_per_person_year_million_vnd", entry.per_person_year),
        )
    ]
