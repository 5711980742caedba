"""Commands that project: run, population, movements."""

from __future__ import annotations

import math
from typing import Any

import click

from simulator.cli.choosing import refuse_before, scenario_for, scenarios_for
from simulator.cli.options import (
    Draws,
    as_csv,
    as_json,
    format_option,
    lang_option,
    output_folder,
    parse_day,
    parse_years,
    refuse_folder,
    region_option,
    reports_errors,
    seed_option,
    writing,
)
from simulator.cli.speaking import Command, language_of
from simulator.errors import complain
from simulator.inputs.region import load_region
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
from simulator.text import Text


@click.command("run", cls=Command)
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@region_option
@click.option("--years", default="2025,2030", show_default=True, help="Năm / years")
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
    place = load_region(region, law_as_of=parse_day(law_as_of))
    chosen = scenarios_for(scenarios, place)
    wanted = parse_years(years, place.base_year)
    projections = [project(place, scenario, wanted[-1]) for scenario in chosen]
    nation = nation_of(place, wanted[-1])
    fields: tuple[str, ...] = FIELDS
    if not draws:
        found = [records(p, wanted, nation) for p in projections]
    else:
        from simulator.analysis.ensemble import PART, run_parts

        found = [
            records_of_parts(
                p, wanted, nation, run_parts(place, s, wanted[-1], draws, seed, workers)
            )
            for p, s in zip(projections, chosen, strict=True)
        ]
        fields += BAND_FIELDS + ((ERROR_FIELD,) if draws > PART else ())
    everything = [record for part in found for record in part]
    if out is not None:
        from simulator.inputs.scenario_writer import dump_scenario
        from simulator.report.manifest import manifest

        options = {
            "command": "run",
            "scenarios": list(scenarios),
            "region": region,
            "law_as_of": law_as_of,
            "years": wanted,
        }
        made = manifest(place, chosen, options, draws=draws, seed=seed)
        # A scenario may be a file that changes later; here it stands whole.
        made["scenarios"] = {s.name: dump_scenario(s) for s in chosen}
        _keep(out, everything, fields, made)
    if layout == "json":
        click.echo(as_json(everything), nl=False)
    elif layout == "csv":
        click.echo(as_csv(everything, fields), nl=False)
    else:
        from simulator.report.tables import comparison

        language = language_of(lang)
        click.echo(comparison(place, chosen, found, wanted, language))


def _keep(
    out: str, everything: list[Record], fields: tuple[str, ...], made: dict[str, Any]
) -> None:
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
@click.option("--years", default="2030", show_default=True, help="Năm / years")
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
    wanted = parse_years(years, first, 2150)
    try:
        path = population_path(place.demography, wanted[0], wanted[-1])
    except ValueError as error:
        raise complain(str(error), str(error), key="--years") from None
    people = five_year_groups(path.mid_year if at == "mid_year" else path.year_end)
    rows: list[dict[str, Any]] = [
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
    fields = ("year", "sex", "age_group", "population")
    if layout == "json":
        click.echo(as_json(rows), nl=False)
    elif layout == "csv":
        click.echo(as_csv(rows, fields), nl=False)
    else:
        from simulator.report.tables import population_table

        click.echo(population_table(place, rows, language_of(lang), at))


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
    from simulator.report.movements import balance, movement_rows, movement_table
    from simulator.report.tables import heading

    place = load_region(region, law_as_of=parse_day(law_as_of))
    chosen = scenario_for(scenario, place)
    refuse_before(year, place.base_year)
    projection = project(place, chosen, year)
    rows = movement_rows(projection, year)
    if layout == "table":
        language = language_of(lang)
        what = Text(f"Biến động năm {year}", f"Movements of {year}")
        click.echo(heading(what, place, language, chosen) + "\n")
        click.echo(movement_table(rows, balance(projection, year), language))
    elif layout == "csv":
        fields = ("year", "cause", "origin", "destination", "persons")
        click.echo(as_csv(rows, fields), nl=False)
    else:
        closing = [vars_of(line) for line in balance(projection, year)]
        click.echo(as_json({"movements": rows, "balance": closing}), nl=False)


def vars_of(line: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a dataclass as a dictionary."""
    from dataclasses import asdict

    return asdict(line)
