"""Commands for the year's work: allocate, monitor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command
from simulator.cli.options import parse_years, scenario_argument, seed_option, years_option

if TYPE_CHECKING:
    from simulator.report.document import Section


@command(
    scenario_argument,
    years_option("2026-2030"),
    click.option(
        "--units",
        type=click.Choice(["former", "new"]),
        default="former",
        help="Huyện cũ hay phường, xã mới / former districts or new communes",
    ),
)
def allocate_command(call: Call, scenario: str, years: str, units: str) -> Section:
    """Giao chỉ tiêu cho từng địa phương theo năm và loại, cộng đúng số của tỉnh.

    Targets for each locality by year and type, adding up to the province's.
    """
    from simulator.analysis.programme.allocation import allocate
    from simulator.report.results import localities

    chosen = call.scenario(scenario)
    wanted = parse_years(years, call.place.base_year + 1)
    return localities.section(call.place, chosen, allocate(call.place, chosen, wanted, units))


@command(
    click.argument("place", metavar="REGION"),
    click.argument("actuals", metavar="ACTUALS.csv"),
    click.option("--scenario", default="status_quo", help="Kịch bản so sánh / scenario"),
    seed_option,
    region=False,
)
def monitor_command(call: Call, place: str, actuals: str, scenario: str, seed: int) -> Section:
    """Số liệu tháng của năm nay so với đường mùa vụ; khả năng đạt chỉ tiêu cả năm.

    This year's monthly figures against the seasonal path; the chance of the year's target.
    """
    from simulator.analysis.programme.monitor import monitor, read_actuals
    from simulator.report.results import monitor as result

    region = call.place_called(place)
    chosen = call.scenario(scenario, region)
    arrived = read_actuals(Path(actuals), region)
    return result.section(region, chosen, arrived, monitor(region, chosen, arrived, seed))
