"""Commands for decisions: explain, costs, robustness."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from simulator.analysis.bands import DRAWS
from simulator.cli.choosing import refuse_before, region_for, scenario_for, scenarios_for
from simulator.cli.options import (
    Draws,
    base_option,
    draws_option,
    format_option,
    lang_option,
    parse_years,
    region_option,
    reports_errors,
    scenarios_argument,
    seed_option,
    year_option,
    years_option,
)
from simulator.cli.output import Record, emit
from simulator.cli.speaking import Command, language_of
from simulator.errors import complain
from simulator.inputs.region import Region

if TYPE_CHECKING:
    from simulator.analysis.attribution import Explanation
    from simulator.analysis.cost_curve import CostCurve


@click.command("explain", cls=Command)
@click.argument("base")
@click.argument("scenario")
@year_option
@click.option(
    "--draws",
    type=Draws(4096),
    default=DRAWS,
    show_default=True,
    help="Số lần rút cho khoảng 80 %; 0: không có chi phí / 0: no costs",
)
@seed_option
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Số tiến trình; cùng chữ số / processes; the same digits",
)
@region_option
@format_option
@lang_option
@reports_errors
def explain_command(
    base: str,
    scenario: str,
    year: int,
    draws: int,
    seed: int,
    workers: int,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Đóng góp của từng nhóm giải pháp (giá trị Shapley), cộng đúng bằng chênh lệch.

    What each group of levers contributes (Shapley values); it adds up to the difference.
    """
    from simulator.analysis.attribution import explain
    from simulator.report.explanation_table import explanation_table

    place = region_for(region, law_as_of)
    refuse_before(year, place.base_year)
    first, second = scenario_for(base, place), scenario_for(scenario, place)
    found = explain(place, first, second, year, draws, seed, workers)
    if layout == "table":
        click.echo(explanation_table(found, language_of(lang)))
    else:
        rows = _contributions(found)
        emit(layout, rows, whole=_explained(found, rows))


def _contributions(found: Explanation) -> list[Record]:
    """Return one record a group of levers."""
    return [
        {
            "group": c.group,
            "persons": c.persons,
            "cost_million_vnd": c.cost,
            "persons_low": c.persons_band and c.persons_band[0],
            "persons_high": c.persons_band and c.persons_band[1],
            "cost_low": c.cost_band and c.cost_band[0],
            "cost_high": c.cost_band and c.cost_band[1],
        }
        for c in found.contributions
    ]


def _explained(found: Explanation, contributions: list[Record]) -> Record:
    return {
        "region": found.region,
        "base": found.base,
        "scenario": found.scenario,
        "year": found.year,
        "contributions": contributions,
        "persons": found.persons,
        "cost_million_vnd": found.cost,
        "transitions": found.transitions,
        "deadweight_million_vnd": found.deadweight,
    }


@click.command("costs", cls=Command)
@scenarios_argument
@base_option
@years_option("2024-2030")
@click.option(
    "--curve",
    is_flag=True,
    help="Từng giải pháp, xếp theo chi phí một người thêm / levers by cost per added person",
)
@draws_option(64, 4096, DRAWS)
@seed_option
@region_option
@format_option
@lang_option
@reports_errors
def costs_command(
    scenarios: tuple[str, ...],
    base: str,
    years: str,
    curve: bool,
    draws: int,
    seed: int,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Chi phí theo năm và dòng, luôn kèm khoảng 80 % vì đơn giá là nhận định.

    Costs by year and line, always with the 80 % range, since prices are judgement.
    """
    from simulator.analysis.accounts import FIELDS, accounts
    from simulator.analysis.cost_curve import cost_curve
    from simulator.report.accounts_table import accounts_table
    from simulator.report.curve_table import curve_table

    place = region_for(region, law_as_of)
    wanted = _years_ahead(years, place)
    chosen = scenarios_for(scenarios, place)
    first, language = scenario_for(base, place), language_of(lang)
    if curve:
        curves = [cost_curve(place, first, s, wanted[-1], draws, seed) for s in chosen]
        if layout == "table":
            click.echo("\n\n".join(curve_table(one, language) for one in curves))
        else:
            emit(layout, [row for one in curves for row in _curve_rows(one)])
        return
    found = [accounts(place, s, first, wanted, draws, seed) for s in chosen]
    if layout == "table":
        click.echo("\n\n".join(accounts_table(one, language) for one in found))
    else:
        emit(layout, [row for one in found for row in one.rows()], FIELDS)


def _years_ahead(years: str, place: Region) -> list[int]:
    """Return those of the years that are projected; refuse to go on without any."""
    wanted = [y for y in parse_years(years, 1900) if y > place.base_year]
    if not wanted:
        raise complain(
            f"{years}: cần năm sau {place.base_year}",
            f"{years}: give years after {place.base_year}",
            key="--years",
        )
    return wanted


def _curve_rows(found: CostCurve) -> list[Record]:
    """Return one record a lever and measure; an amount that is not finite is not known."""
    return [
        {
            "scenario": found.scenario,
            "region": found.region,
            "year": found.year,
            "lever": rung.lever,
            "measure": measure,
            **{k: v if math.isfinite(v) else None for k, v in asdict(amount).items()},
        }
        for rung in found.rungs
        for measure, amount in (
            ("persons_alone", rung.persons),
            ("persons_lost_without", rung.in_mixture),
            ("cost_million_vnd", rung.cost),
            ("cost_per_person_million_vnd", rung.per_person),
            ("cost_per_person_year_million_vnd", rung.per_person_year),
        )
    ]


@click.command("robustness", cls=Command)
@scenarios_argument
@click.option("--target", required=True, metavar="si_share@2030=0.30", help="Chỉ tiêu / target")
@draws_option(64, 10_000, DRAWS)
@seed_option
@region_option
@format_option
@lang_option
@reports_errors
def robustness_command(
    scenarios: tuple[str, ...],
    target: str,
    draws: int,
    seed: int,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Bảng hối tiếc của các kịch bản và điều kiện làm hụt chỉ tiêu.

    Regrets of scenarios, and the conditions under which the target is missed.
    """
    from simulator.analysis.goal.question import parse_target
    from simulator.analysis.robustness import robustness
    from simulator.report.robustness_table import robustness_table

    place = region_for(region, law_as_of)
    chosen = scenarios_for(scenarios, place)
    found = robustness(place, chosen, parse_target(target, place), draws, seed)
    if layout == "table":
        click.echo(robustness_table(found, language_of(lang)))
    else:
        emit(layout, [asdict(r) for r in found.regrets], whole=asdict(found))
