"""Commands for the year's work: allocate, monitor."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.choosing import region_for, scenario_for
from simulator.cli.options import (
    format_option,
    lang_option,
    parse_years,
    region_option,
    reports_errors,
    seed_option,
    years_option,
)
from simulator.cli.output import Record, emit
from simulator.cli.speaking import Command, language_of
from simulator.inputs.region import load_region

if TYPE_CHECKING:
    from simulator.analysis.allocation import Programme


@click.command("allocate", cls=Command)
@click.argument("scenario")
@years_option("2026-2030")
@click.option(
    "--units",
    type=click.Choice(["former", "new"]),
    default="former",
    show_default=True,
    help="Huyện cũ hay phường, xã mới / former districts or new communes",
)
@region_option
@format_option
@lang_option
@reports_errors
def allocate_command(
    scenario: str,
    years: str,
    units: str,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Giao chỉ tiêu cho từng địa phương theo năm và loại, cộng đúng số của tỉnh.

    Targets for each locality by year and type, adding up to the province's.
    """
    from simulator.analysis.allocation import allocate
    from simulator.report.programme_table import programme_table

    place = region_for(region, law_as_of)
    chosen = scenario_for(scenario, place)
    found = allocate(place, chosen, parse_years(years, place.base_year + 1), units)
    language = language_of(lang)
    if layout == "table":
        click.echo(programme_table(place, chosen, found, language))
    else:
        emit(layout, _targets(found, language))


def _targets(found: Programme, language: str) -> list[Record]:
    """Return one record a locality, year and type."""
    from simulator.analysis.allocation import responsible

    return [
        {
            "scenario": found.scenario,
            "region": found.region,
            "locality": t.locality.code,
            "name": t.locality.name,
            "formerly": " ".join(f"{code}:{share:g}" for code, share in t.locality.formerly),
            "year": t.year,
            "type": t.type,
            "target": t.target,
            "rise": t.rise,
            "headroom": t.headroom,
            "cost_million_vnd": t.cost.value,
            "cost_low": t.cost.low,
            "cost_high": t.cost.high,
            "levers": " ".join(t.levers),
            "responsible": responsible(t.levers, language),
            "assumed": t.assumed,
        }
        for t in found.targets
    ]


@click.command("monitor", cls=Command)
@click.argument("place", metavar="REGION")
@click.argument("actuals", metavar="ACTUALS.csv")
@click.option(
    "--scenario", default="status_quo", show_default=True, help="Kịch bản so sánh / scenario"
)
@seed_option
@format_option
@lang_option
@reports_errors
def monitor_command(
    place: str, actuals: str, scenario: str, seed: int, layout: str, lang: str | None
) -> None:
    """Số liệu tháng của năm nay so với đường mùa vụ; khả năng đạt chỉ tiêu cả năm.

    This year's monthly figures against the seasonal path; the chance of the year's target.
    """
    from simulator.analysis.monitor import monitor, read_actuals
    from simulator.report.programme_table import monitor_table

    region = load_region(place)
    chosen = scenario_for(scenario, region)
    arrived = read_actuals(Path(actuals), region)
    found = monitor(region, chosen, arrived, seed)
    if layout == "table":
        click.echo(monitor_table(region, chosen, found, language_of(lang)))
    else:
        rows = [asdict(r) for r in found]
        emit(layout, rows, [field for field in rows[0] if field != "path"])
