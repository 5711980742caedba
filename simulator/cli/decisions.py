"""Commands for decisions: explain, chances, costs, robustness."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from simulator.analysis.uncertainty.bands import DRAWS, FEWEST_DRAWS, FEWEST_FOR_MONEY
from simulator.cli.calling import Call, command
from simulator.cli.options import (
    Draws,
    as_scenario,
    base_option,
    draws_option,
    parse_years,
    scenario_argument,
    scenarios_argument,
    seed_option,
    workers_option,
    year_option,
    years_option,
)
from simulator.errors import input_error

if TYPE_CHECKING:
    from simulator.report.document import Section


@command(
    click.argument("base", shell_complete=as_scenario),
    scenario_argument,
    year_option,
    click.option(
        "--draws",
        type=Draws(4096),
        default=DRAWS,
        help="Số lần mô phỏng cho khoảng 80 %; 0: không có chi phí / 0: no costs",
    ),
    seed_option,
    click.option(
        "--exact",
        is_flag=True,
        help="Khoảng từ mọi tổ hợp, lâu gấp nhiều lần / ranges from all coalitions, far slower",
    ),
    workers_option(2),
)
def explain_command(
    call: Call,
    base: str,
    scenario: str,
    year: int,
    draws: int,
    seed: int,
    exact: bool,
    workers: int,
) -> Section:
    """Đóng góp của từng nhóm giải pháp (giá trị Shapley), cộng đúng bằng chênh lệch.

    What each group of levers contributes (Shapley values); it adds up to the difference.
    """
    from simulator.analysis.causes.attribution import explain
    from simulator.report.results import contributions

    call.projected(year)
    pair = call.scenario(base), call.scenario(scenario)
    found = explain(call.place, *pair, year, draws, seed, exact, workers)
    return contributions.section(call.place, *pair, found)


@command(
    scenarios_argument,
    year_option,
    draws_option(FEWEST_DRAWS, 10_000, DRAWS),
    seed_option,
)
def chances_command(
    call: Call, scenarios: tuple[str, ...], year: int, draws: int, seed: int
) -> Section:
    """Khả năng đạt ít nhất từng mức bao phủ; thêm bao nhiêu người so với kịch bản đầu.

    How likely each coverage is, at least; how the draws of the last scenario spread; how many
    participants each adds to the first.
    """
    from simulator.analysis.uncertainty.ensemble import run_draws
    from simulator.indicators import INDICATORS
    from simulator.projection import project
    from simulator.report.results import added, chance
    from simulator.schemes import NUMERATORS

    call.projected(year)
    chosen = call.scenarios(scenarios)
    drawn = [run_draws(call.place, s, year, draws, seed) for s in chosen]
    values = [
        {name: INDICATORS[name].of(p)[p.row(year)] for name in ("si_share", *NUMERATORS.values())}
        for p in drawn
    ]
    told = chance.section(call.place, chosen, [one["si_share"] for one in values], year)
    if len(chosen) == 1:
        return told
    rows = added.records([project(call.place, s, year) for s in chosen], values, year)
    data = replace(told.data, whole={"chances": told.data.rows, "added": rows})
    return replace(told, blocks=(*told.blocks, added.table(chosen, rows, year)), data=data)


@command(
    scenarios_argument,
    base_option,
    years_option("2024-2030"),
    click.option(
        "--curve",
        is_flag=True,
        help="Từng giải pháp, xếp theo chi phí một người thêm / levers by cost per added person",
    ),
    draws_option(FEWEST_FOR_MONEY, 4096, DRAWS),
    seed_option,
)
def costs_command(
    call: Call,
    scenarios: tuple[str, ...],
    base: str,
    years: str,
    curve: bool,
    draws: int,
    seed: int,
) -> list[Section]:
    """Chi phí theo năm và dòng, luôn kèm khoảng 80 % vì đơn giá là nhận định.

    Costs by year and line, always with the 80% range, since prices are judgement.
    """
    from simulator.analysis.costing.accounts import accounts
    from simulator.analysis.costing.cost_curve import cost_curve
    from simulator.analysis.uncertainty.ensemble import Runs
    from simulator.report.results import costs
    from simulator.report.results import curve as cost_of_each

    wanted = _years_ahead(years, call.place.base_year)
    chosen, first, drawn = call.scenarios(scenarios), call.scenario(base), (draws, seed)
    if curve:
        return [
            cost_of_each.section(
                call.place, s, cost_curve(call.place, first, s, wanted[-1], *drawn)
            )
            for s in chosen
        ]
    runs = Runs(call.place, max(wanted), *drawn)
    return [
        costs.section(call.place, s, first, accounts(call.place, s, first, wanted, *drawn, runs))
        for s in chosen
    ]


def _years_ahead(years: str, base_year: int) -> list[int]:
    """Return those of the years that are projected; refuse to go on without any."""
    wanted = [y for y in parse_years(years, 1900) if y > base_year]
    if not wanted:
        raise input_error(
            f"{years}: cần năm sau {base_year}",
            f"{years}: give years after {base_year}",
            key="--years",
        )
    return wanted


@command(
    scenarios_argument,
    click.option("--target", required=True, metavar="si_share@2030=0.30", help="Chỉ tiêu / target"),
    draws_option(FEWEST_FOR_MONEY, 10_000, DRAWS),
    seed_option,
)
def robustness_command(
    call: Call, scenarios: tuple[str, ...], target: str, draws: int, seed: int
) -> Section:
    """Bảng hối tiếc của các kịch bản và điều kiện làm hụt chỉ tiêu.

    Regrets of scenarios, and the conditions under which the target is missed.
    """
    from simulator.analysis.evidence.robustness import robustness
    from simulator.analysis.goal.question import parse_target
    from simulator.report.results import robustness as result

    chosen, aim = call.scenarios(scenarios), parse_target(target, call.place)
    return result.section(call.place, chosen, robustness(call.place, chosen, aim, draws, seed))
