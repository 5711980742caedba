"""Commands for decisions: goal, explain, costs, robustness."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from simulator.cli.choosing import refuse_before, scenario_for, scenarios_for
from simulator.cli.options import (
    Draws,
    Finite,
    as_csv,
    as_json,
    base_option,
    format_option,
    lang_option,
    parse_day,
    parse_years,
    region_option,
    reports_errors,
    seed_option,
)
from simulator.cli.speaking import Command, language_of
from simulator.errors import complain
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import Scenario


def _emit(rows: list[dict[str, Any]], layout: str, whole: Any = None) -> None:  # noqa: ANN401
    if layout == "json":
        click.echo(as_json(rows if whole is None else whole), nl=False)
    else:
        click.echo(as_csv(rows, list(rows[0]) if rows else []), nl=False)


@click.command("goal", cls=Command)
@click.argument("scenario")
@click.option(
    "--target",
    "targets",
    multiple=True,
    required=True,
    metavar="si_share@2030=0.60",
    help="Chỉ tiêu, có thể nêu nhiều lần / target; may be given several times",
)
@click.option(
    "--chance",
    type=Finite(0.01, 0.99),
    default=0.5,
    show_default=True,
    help="Khả năng đạt ít nhất / chance of reaching it, at least",
)
@click.option("--levers", default=None, metavar="a,b,c", help="Giải pháp được dùng / levers")
@click.option("--allow-judgement", is_flag=True, help="Dùng cả bằng chứng loại C / grade C too")
@click.option("--budget", type=Finite(0), default=None, help="Tỷ đồng / billion VND")
@click.option(
    "--year-caps",
    default=None,
    metavar="2026=50,2027=60",
    help="Tỷ đồng mỗi năm / billion VND a year",
)
@click.option("--central", is_flag=True, help="Chỉ phương án trung tâm / central run only")
@region_option
@format_option
@lang_option
@reports_errors
def goal_command(
    scenario: str,
    targets: tuple[str, ...],
    chance: float,
    levers: str | None,
    allow_judgement: bool,
    budget: float | None,
    year_caps: str | None,
    central: bool,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Tổ hợp giải pháp rẻ nhất đạt chỉ tiêu với khả năng mong muốn.

    The cheapest mix of levers that reaches the target with the chance asked for.
    """
    from simulator.analysis.goal import Limits, parse_wish, searchable
    from simulator.analysis.goal_search import find_way
    from simulator.report.decisions import goal_table

    place = load_region(region, law_as_of=parse_day(law_as_of))
    base = scenario_for(scenario, place)
    wishes = [parse_wish(text, place) for text in targets]
    _refuse_repeats([f"{w.indicator}@{w.year}" for w in wishes], "--target")
    names = None if levers is None else [name.strip() for name in levers.split(",")]
    _refuse_repeats(names or (), "--levers")
    last = max(wish.year for wish in wishes)
    limits = Limits(
        None if budget is None else budget * 1000.0, _caps(year_caps, place.base_year, last)
    )
    answer = find_way(
        place,
        base,
        wishes,
        searchable(names, allow_judgement),
        chance,
        limits,
        central_only=central,
    )
    if layout == "table":
        click.echo(goal_table(place, base, answer, language_of(lang)))
        return
    rows = [
        {
            "mix": i,
            "lever": name,
            "level": round(level, 6),
            "cost_million_vnd": mix.cost,
            "cost_low": mix.cost_band[0],
            "cost_high": mix.cost_band[1],
            "chance": min(mix.chances),
            "reachable": answer.reachable,
        }
        for i, mix in enumerate((answer.best, *answer.others))
        for name, level in mix.levels.items()
    ]
    _emit(rows, layout, asdict(answer))


def _caps(text: str | None, base_year: int, last: int) -> dict[int, float] | None:
    """Return year -> limit [million VND] of an option such as ``2026=50,2027=60``."""
    if text is None:
        return None
    caps: dict[int, float] = {}
    for part in text.split(","):
        stated = _CAP.fullmatch(part.strip())
        if stated is None:
            raise complain(
                f"{part!r}: viết như 2026=50 (tỷ đồng)",
                f"{part!r}: write it like 2026=50 (billion VND)",
                key="--year-caps",
            )
        year = int(stated[1])
        if not base_year < year <= last or year in caps:
            raise complain(
                f"{part!r}: mỗi năm một lần, từ {base_year + 1} đến {last}",
                f"{part!r}: each year once, from {base_year + 1} to {last}",
                key="--year-caps",
            )
        caps[year] = float(stated[2]) * 1000.0
    return caps


_CAP = re.compile(r"([0-9]{4}) *= *([0-9]+(?:\.[0-9]+)?)", re.ASCII)


def _refuse_repeats(words: Sequence[str], key: str) -> None:
    for i, word in enumerate(words):
        if word in words[:i]:
            raise complain(f"{word} được nêu hai lần", f"{word} is given twice", key=key)


@click.command("explain", cls=Command)
@click.argument("base")
@click.argument("scenario")
@click.option("--year", type=int, default=2030, show_default=True, help="Năm / year")
@click.option(
    "--draws",
    type=Draws(4096),
    default=64,
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
    from simulator.report.decisions import explanation_table

    place = load_region(region, law_as_of=parse_day(law_as_of))
    refuse_before(year, place.base_year)
    first, second = scenario_for(base, place), scenario_for(scenario, place)
    found = explain(place, first, second, year, draws, seed, workers)
    if layout == "table":
        click.echo(explanation_table(found, language_of(lang)))
        return
    rows = [
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
    whole = {
        "region": found.region,
        "base": found.base,
        "scenario": found.scenario,
        "year": found.year,
        "contributions": rows,
        "persons": found.persons,
        "cost_million_vnd": found.cost,
        "transitions": found.transitions,
        "deadweight_million_vnd": found.deadweight,
    }
    _emit(rows, layout, whole)


@click.command("costs", cls=Command)
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@base_option
@click.option("--years", default="2024-2030", show_default=True, help="Năm / years")
@click.option(
    "--curve",
    is_flag=True,
    help="Từng giải pháp, xếp theo chi phí một người thêm / levers by cost per added person",
)
@click.option(
    "--draws",
    type=click.IntRange(64, 4096),
    default=256,
    show_default=True,
    help="Số lần rút / draws",
)
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
    from simulator.report.decisions import accounts_table

    place = load_region(region, law_as_of=parse_day(law_as_of))
    wanted = [y for y in parse_years(years, 1900) if y > place.base_year]
    if not wanted:
        raise complain(
            f"{years}: cần năm sau {place.base_year}",
            f"{years}: give years after {place.base_year}",
            key="--years",
        )
    chosen = scenarios_for(scenarios, place)
    if curve:
        _curves(place, chosen, scenario_for(base, place), wanted[-1], draws, seed, layout, lang)
        return
    found = [accounts(place, s, scenario_for(base, place), wanted, draws, seed) for s in chosen]
    if layout == "table":
        language = language_of(lang)
        click.echo("\n\n".join(accounts_table(one, language) for one in found))
        return
    rows = [row for one in found for row in one.rows()]
    if layout == "json":
        click.echo(as_json(rows), nl=False)
    else:
        click.echo(as_csv(rows, FIELDS), nl=False)


def _curves(
    place: Region,
    scenarios: list[Scenario],
    base: Scenario,
    year: int,
    draws: int,
    seed: int,
    layout: str,
    lang: str | None,
) -> None:
    from simulator.analysis.cost_curve import cost_curve
    from simulator.report.decisions import curve_table

    found = [cost_curve(place, base, s, year, draws, seed) for s in scenarios]
    if layout == "table":
        click.echo("\n\n".join(curve_table(one, language_of(lang)) for one in found))
        return
    rows = [
        {
            "scenario": one.scenario,
            "region": one.region,
            "year": one.year,
            "lever": rung.lever,
            "measure": measure,
            **{k: v if math.isfinite(v) else None for k, v in asdict(amount).items()},
        }
        for one in found
        for rung in one.rungs
        for measure, amount in (
            ("persons_alone", rung.persons),
            ("persons_lost_without", rung.in_mixture),
            ("cost_million_vnd", rung.cost),
            ("cost_per_person_million_vnd", rung.per_person),
            ("cost_per_person_year_million_vnd", rung.per_person_year),
        )
    ]
    _emit(rows, layout)


@click.command("robustness", cls=Command)
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@click.option("--target", required=True, metavar="si_share@2030=0.30", help="Chỉ tiêu / target")
@click.option(
    "--draws",
    type=click.IntRange(64, 10_000),
    default=512,
    show_default=True,
    help="Số lần rút / draws",
)
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
    from simulator.analysis.goal import parse_wish
    from simulator.analysis.robustness import robustness
    from simulator.report.decisions import robustness_table

    place = load_region(region, law_as_of=parse_day(law_as_of))
    chosen = scenarios_for(scenarios, place)
    found = robustness(place, chosen, parse_wish(target, place), draws, seed)
    if layout == "table":
        click.echo(robustness_table(found, language_of(lang)))
        return
    rows = [asdict(r) for r in found.regrets]
    _emit(rows, layout, asdict(found))
