"""Command that projects: run."""

from __future__ import annotations

from collections.abc import Sequence

import click

from simulator.cli.choosing import region_for, scenarios_for
from simulator.cli.options import (
    Draws,
    format_option,
    lang_option,
    parse_years,
    region_option,
    reports_errors,
    scenarios_argument,
    seed_option,
    years_option,
)
from simulator.cli.output import (
    Record,
    as_csv,
    as_json,
    emit,
    output_folder,
    refuse_folder,
    remark,
    writing,
)
from simulator.cli.speaking import Command, language_of
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_timing import late_starts
from simulator.projection import project
from simulator.report.records import (
    BAND_FIELDS,
    ERROR_FIELD,
    FIELDS,
    nation_of,
    records,
    records_of_parts,
)


@click.command("run", cls=Command)
@scenarios_argument
@region_option
@years_option("2025,2030")
@format_option
@click.option("--out", default=None, help="Thư mục ghi kết quả / folder for the results")
@click.option("--draws", type=Draws(), default=0, help="Số lần rút / draws")
@seed_option
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Số tiến trình / workers")
@lang_option
@reports_errors
def run_command(
    scenarios: tuple[str, ...],
    region: str,
    law_as_of: str | None,
    years: str,
    layout: str,
    out: str | None,
    draws: int,
    seed: int,
    workers: int,
    lang: str | None,
) -> None:
    """Dự báo một hay nhiều kịch bản, so với chỉ tiêu và cả nước.

    Project one or more scenarios, against targets and the nation.
    """
    if out is not None:
        refuse_folder(out)
    place = region_for(region, law_as_of)
    chosen = scenarios_for(scenarios, place)
    wanted = parse_years(years, place.base_year)
    for scenario in chosen:
        remark(scenario, late_starts(scenario, place, wanted[-1]))
    found = _results(place, chosen, wanted, draws, seed, workers)
    everything = [record for part in found for record in part]
    fields = _fields(draws)
    if out is not None:
        options = {
            "command": "run",
            "scenarios": list(scenarios),
            "region": region,
            "law_as_of": law_as_of,
            "years": wanted,
        }
        _keep(out, everything, fields, _manifest(place, chosen, options, draws, seed))
    if layout == "table":
        from simulator.report.tables import comparison

        click.echo(comparison(place, chosen, found, wanted, language_of(lang)))
    else:
        emit(layout, everything, fields)


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


def _keep(out: str, everything: list[Record], fields: tuple[str, ...], made: Record) -> None:
    """Write records and manifest; the manifest comes last, so that with it all is complete."""
    from simulator.files import write_whole

    folder = output_folder(out)
    with writing(folder):
        (folder / "manifest.json").unlink(missing_ok=True)
        write_whole(folder / "records.json", as_json(everything))
        write_whole(folder / "records.csv", as_csv(everything, fields))
        write_whole(folder / "manifest.json", as_json(made))
