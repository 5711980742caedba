"""Commands for evidence: assumptions, sensitivity, reconcile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.api.given import indicator_of
from simulator.cli.calling import Call, Option, command
from simulator.cli.ledger import entry_called
from simulator.cli.options import scenario_argument, year_option

if TYPE_CHECKING:
    from simulator.report.document import Section


def _indicator_option(usual: str) -> Option:
    help_ = "Chỉ tiêu tính toán / indicator; see `simulator indicators`"
    return click.option("--indicator", default=usual, help=help_)


@command(scenario_argument, year_option)
def assumptions_command(call: Call, scenario: str, year: int) -> Section:
    """Sổ giả định: mọi con số mà kết quả dựa vào, và phần dựa trên ước tính.

    The assumption book: every number a result rests on, and how much of it is estimated.
    """
    from simulator.analysis.evidence.assumption_book import assumption_book
    from simulator.report.results import assumptions

    call.projected(year)
    chosen = call.scenario(scenario)
    return assumptions.section(call.place, chosen, assumption_book(call.place, chosen, year))


@command(
    scenario_argument,
    year_option,
    _indicator_option("si_share"),
    click.option(
        "--points",
        type=click.Choice(["64", "128", "256", "512", "1024"]),
        default="256",
        help="Số điểm của chỉ số Sobol / points of the Sobol indices",
    ),
)
def sensitivity_command(
    call: Call, scenario: str, year: int, indicator: str, points: str
) -> Section:
    """Đầu vào nào quyết định kết quả: biểu đồ lốc xoáy và chỉ số Sobol.

    Which inputs decide the result: tornado and Sobol indices.
    """
    from simulator.analysis.evidence.sensitivity import sensitivity
    from simulator.report.results import sensitivity as result

    chosen = call.scenario(scenario)
    call.projected(year)
    found = sensitivity(
        call.place,
        chosen,
        year,
        indicator_of(indicator, call.place, key="--indicator"),
        int(points),
    )
    return result.section(call.place, chosen, found)


@command(
    click.argument("old"),
    click.argument("new"),
    year_option,
    _indicator_option("si_participants"),
    click.option("--new-region", default=None, help="Gói số liệu mới / new pack"),
    click.option(
        "--new-law-as-of",
        default=None,
        metavar="YYYY-MM-DD",
        help="Pháp luật đến ngày nào ở dự báo mới / law known to the new projection",
    ),
)
def reconcile_command(
    call: Call,
    old: str,
    new: str,
    year: int,
    indicator: str,
    new_region: str | None,
    new_law_as_of: str | None,
) -> Section:
    """Vì sao hai dự báo khác nhau: cách tính, số liệu, pháp luật, giả định, giải pháp; cộng đúng.

    OLD: kịch bản, hoặc dự báo đã giữ trong sổ (simulator ledger list); khi đó tách được phần do
    cách tính của chương trình.

    Why two projections differ: method, data, law, assumptions, levers; it adds up exactly. OLD is a
    scenario, or a projection of the ledger (simulator ledger list), which tells the method apart.
    """
    from simulator.analysis.causes.reconciliation import reconcile
    from simulator.analysis.past.kept_inputs import kept_projection, with_todays_needs
    from simulator.report.document import chain
    from simulator.report.results import reconciliation

    before, known_at = call.place, call.law_as_of if new_law_as_of is None else new_law_as_of
    after = call.place_called(new_region or call.region, known_at)
    call.projected(year, before, after)
    later, name = (
        call.scenario(new, after),
        indicator_of(indicator, before, after, key="--indicator"),
    )
    entry = entry_called(old)
    if entry is None:
        first, said = (before, call.scenario(old, before)), None
    else:
        kept = kept_projection(entry, later.name)
        first, said = (with_todays_needs(kept.region, after), kept.scenario), kept.value(name, year)
    found = reconcile(first, (after, later), year, name, said)
    return reconciliation.section(found, chain([old, first[0].name]), chain([new, after.name]))
