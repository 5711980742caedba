"""Commands that project: run, population, movements."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict

import click

from simulator.cli.choosing import refuse_before, region_for, scenario_for, scenarios_for
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
    writing,
)
from simulator.cli.speaking import Command, language_of
from simulator.errors import complain
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import Scenario
from simulator.projection import project
from simulator.report.records import (
    BAND_FIELDS,
    ERROR_FIELD,
    FIELDS,
    nation_of,
    records,
    records_of_parts,
)
from simulator.text import Text

LAST_POPULATION_YEAR = 2150
"""The population alone can be asked for beyond what is projected."""


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


@click.command("population", cls=Command)
@click.argument("region")
@years_option("2030")
@click.option(
    "--at",
    type=click.Choice(["mid_year", "year_end"]),
    default="year_end",
    show_default=True,
    help="1/7 hay 31/12 / 1 July or 31 December",
)
@format_option
@lang_option
@reports_errors
def population_command(region: str, years: str, at: str, layout: str, lang: str | None) -> None:
    """Dân số theo giới và nhóm 5 tuổi của một địa bàn.

    Population of a region by sex and five-year age group.
    """
    from simulator.model.population import (
        GROUP_NAMES,
        SEXES,
        five_year_groups,
        population_path,
    )

    place = load_region(region)
    # The first 31 December, or 1 July, at or after the first known date.
    known = float(place.demography.dates[0])
    first = math.ceil(known - 0.5) if at == "mid_year" else math.ceil(known) - 1
    wanted = parse_years(years, first, LAST_POPULATION_YEAR)
    try:
        path = population_path(place.demography, wanted[0], wanted[-1])
    except ValueError as error:
        raise complain(str(error), str(error), key="--years") from None
    people = five_year_groups(path.mid_year if at == "mid_year" else path.year_end)
    rows = [
        {
            "year": year,
            "sex": sex,
            "age_group": group,
            "population": float(people[year - wanted[0], s, g]),
        }
        for year in wanted
        for s, sex in enumerate(SEXES)
        for g, group in enumerate(GROUP_NAMES)
    ]
    if layout == "table":
        from simulator.report.tables import population_table

        click.echo(population_table(place, rows, language_of(lang), at))
    else:
        emit(layout, rows)


@click.command("movements", cls=Command)
@click.argument("scenario")
@click.option("--year", type=int, required=True, help="Năm / year")
@region_option
@format_option
@lang_option
@reports_errors
def movements_command(
    scenario: str,
    year: int,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Bảng biến động của một năm: nguyên nhân, từ đâu, đến đâu; cộng khớp với số dư.

    The movements of a year: cause, from where, to where; they add up to the balances.
    """
    from simulator.report.movements import MOVEMENT_FIELDS, balance, movement_rows, movement_table
    from simulator.report.tables import heading

    place = region_for(region, law_as_of)
    chosen = scenario_for(scenario, place)
    refuse_before(year, place.base_year)
    projection = project(place, chosen, year)
    rows, closing = movement_rows(projection, year), balance(projection, year)
    if layout == "table":
        language = language_of(lang)
        what = Text(f"Biến động năm {year}", f"Movements of {year}")
        click.echo(heading(what, place, language, chosen) + "\n")
        click.echo(movement_table(rows, closing, language))
    else:
        whole = {"movements": rows, "balance": [asdict(line) for line in closing]}
        emit(layout, rows, MOVEMENT_FIELDS, whole)
