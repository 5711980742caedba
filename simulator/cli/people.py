"""Commands that count people: population, movements."""

from __future__ import annotations

import math
from dataclasses import asdict

import click

from simulator.cli.choosing import refuse_before, region_for, scenario_for
from simulator.cli.options import (
    format_option,
    lang_option,
    parse_years,
    region_option,
    reports_errors,
    years_option,
)
from simulator.cli.output import emit
from simulator.cli.speaking import Command, language_of
from simulator.errors import complain
from simulator.inputs.region import load_region
from simulator.model.population import GROUP_NAMES, SEXES, five_year_groups, population_path
from simulator.projection import project
from simulator.text import Text

LAST_POPULATION_YEAR = 2150
"""The population alone can be asked for beyond what is projected."""


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
