"""Commands that count people: population, movements."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command
from simulator.cli.options import as_scenario, parse_years, scenario_argument, years_option
from simulator.errors import ContradictionError, input_error
from simulator.model.population import GROUP_NAMES, SEXES, five_year_groups, population_path
from simulator.projection import project

if TYPE_CHECKING:
    from simulator.report.document import Section

LAST_POPULATION_YEAR = 2150
"""The population alone can be asked for beyond what is projected."""


@command(
    click.argument("name", metavar="REGION"),
    years_option("2030"),
    click.option(
        "--at",
        type=click.Choice(["mid_year", "year_end"]),
        default="year_end",
        help="1/7 hay 31/12 / 1 July or 31 December",
    ),
    click.option(
        "--scenario",
        shell_complete=as_scenario,
        help="Lực lượng lao động cuối năm, đã và chưa tham gia / labour force, insured and not",
    ),
    region=False,
)
def population_command(
    call: Call, name: str, years: str, at: str, scenario: str | None
) -> Section | list[Section]:
    """Dân số theo giới và nhóm 5 tuổi của một địa bàn.

    Population of a region by sex and five-year age group.
    """
    from simulator.report.results import by_age, population

    place = call.place_called(name)
    if scenario is not None:
        wanted = parse_years(years, place.base_year)
        found = project(place, call.scenario(scenario, place), wanted[-1])
        return [by_age.section(found, year) for year in wanted]
    # The first 31 December, or 1 July, at or after the first known date.
    known = float(place.demography.dates[0])
    first = math.ceil(known - 0.5) if at == "mid_year" else math.ceil(known) - 1
    wanted = parse_years(years, first, LAST_POPULATION_YEAR)
    try:
        path = population_path(place.demography, wanted[0], wanted[-1])
    except ContradictionError as error:
        raise input_error(*error.text, key="--years") from None
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
    return population.section(place, rows, at)


@command(
    scenario_argument,
    click.option("--year", type=int, required=True, help="Năm / year"),
)
def movements_command(call: Call, scenario: str, year: int) -> Section:
    """Bảng biến động của một năm: nguyên nhân, từ đâu, đến đâu; cộng khớp với số dư.

    The movements of a year: cause, from where, to where; they add up to the balances.
    """
    from simulator.report.results import movements

    chosen = call.scenario(scenario)
    call.projected(year)
    return movements.section(project(call.place, chosen, year), year)
