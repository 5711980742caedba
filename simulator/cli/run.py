"""Command that projects: run."""

from __future__ import annotations

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
from simulator.cli.output import remark
from simulator.inputs.scenario_timing import late_starts
from simulator.report.output import output_folder, refuse_folder, writing
from simulator.report.records import Record, fields_of, records_of_all
from simulator.text import LANGUAGES

if TYPE_CHECKING:
    from simulator.report.document import Section


@command(
    scenarios_argument,
    years_option("2025,2030"),
    click.option(
        "--out", default=None, metavar="DIR", help="Thư mục kết quả / folder for the results"
    ),
    click.option("--draws", type=Draws(), default=0, help="Số lần mô phỏng / draws"),
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
    found = records_of_all(place, chosen, wanted, draws, seed, workers)
    made = comparison.section(place, chosen, found, wanted, fields_of(draws))
    if out is not None:
        from simulator.report.manifest import manifest_of_run

        asked = (list(scenarios), call.region, call.law_as_of, wanted)
        _keep(out, made, manifest_of_run(place, chosen, asked, draws, seed))
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
