"""Command that projects: run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command
from simulator.cli.options import (
    Draws,
    parse_years,
    scenarios_argument,
    seed_option,
    workers_option,
    years_option,
)
from simulator.cli.output import output_folder, refuse_folder, remark, writing
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_timing import late_starts
from simulator.projection import project
from simulator.report.records import (
    BAND_FIELDS,
    ERROR_FIELD,
    FIELDS,
    Record,
    nation_of,
    records,
    records_of_parts,
)
from simulator.text import LANGUAGES

if TYPE_CHECKING:
    from simulator.report.document import Section


@command(
    scenarios_argument,
    years_option("2025,2030"),
    click.option(
        "--out", default=None, metavar="DIR", help="Thư mục kết quả / folder for the results"
    ),
    click.option("--draws", type=Draws(), default=0, help="Số lần rút / draws"),
    seed_option,
    workers_option(1),
)
def run_command(
    call: Call,
    scenarios: tuple[str, ...],
    years: str,
    out: str | None,
    draws: int,
    seed: int,
    workers: int,
) -> Section:
    """Dự báo một hay nhiều kịch bản, so với chỉ tiêu và cả nước.

    Project one or more scenarios, against targets and the nation.
    """
    from simulator.report.results import comparison

    if out is not None:
        refuse_folder(out)
    place, chosen = call.place, call.scenarios(scenarios)
    wanted = parse_years(years, place.base_year)
    for scenario in chosen:
        remark(scenario, late_starts(scenario, place, wanted[-1]))
    found = _results(place, chosen, wanted, draws, seed, workers)
    made = comparison.section(place, chosen, found, wanted, _fields(draws))
    if out is not None:
        options = {
            "command": "run",
            "scenarios": list(scenarios),
            "region": call.region,
            "law_as_of": call.law_as_of,
            "years": wanted,
        }
        _keep(out, made, _manifest(place, chosen, options, draws, seed))
    return made


def _results(
    place: Region,
    scenarios: Sequence[Scenario],
    years: Sequence[int],
    draws: int,
    seed: int,
    workers: int,
) -> list[list[Record]]:
    """Return the records of each scenario, with bands where there are draws."""
    last = years[-1]
    projections = [project(place, scenario, last) for scenario in scenarios]
    nation = nation_of(place, last)
    if not draws:
        return [records(p, years, nation) for p in projections]
    from simulator.analysis.ensemble import run_parts

    return [
        records_of_parts(p, years, nation, run_parts(place, s, last, draws, seed, workers))
        for p, s in zip(projections, scenarios, strict=True)
    ]


def _fields(draws: int) -> tuple[str, ...]:
    """Return the keys of the records that so many draws give."""
    if not draws:
        return FIELDS
    from simulator.analysis.ensemble import PART

    return (*FIELDS, *BAND_FIELDS, *((ERROR_FIELD,) if draws > PART else ()))


def _manifest(
    place: Region, scenarios: Sequence[Scenario], options: Record, draws: int, seed: int
) -> Record:
    from simulator.inputs.scenario_writer import dump_scenario
    from simulator.report.manifest import manifest

    made = manifest(place, scenarios, options, draws=draws, seed=seed)
    # A scenario may be a file that changes later; here it stands whole.
    made["scenarios"] = {s.name: dump_scenario(s) for s in scenarios}
    return made


def _keep(out: str, made: Section, manifest: Record) -> None:
    """Write records and manifest; the manifest comes last, so that with it all is complete."""
    from simulator.files import write_whole
    from simulator.report.writers import csv, json

    folder = output_folder(out)
    with writing(folder):
        (folder / "manifest.json").unlink(missing_ok=True)
        write_whole(folder / "records.json", json.write(made, LANGUAGES[0]))
        write_whole(folder / "records.csv", csv.write(made, LANGUAGES[0]))
        write_whole(folder / "manifest.json", json.as_json(manifest))
