"""Commands for evidence: assumptions, sensitivity, reconcile."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from simulator.cli.choosing import refuse_before, region_for, scenario_for
from simulator.cli.options import (
    format_option,
    lang_option,
    region_option,
    reports_errors,
    year_option,
)
from simulator.cli.output import Record, emit
from simulator.cli.speaking import Command, language_of
from simulator.errors import complain, nearest
from simulator.indicators import INDICATORS
from simulator.inputs.law import Parameter

if TYPE_CHECKING:
    from simulator.analysis.assumption_book import Book

INDICATOR_HELP = "Chỉ tiêu tính toán / indicator; see `simulator indicators`"


def _indicator(name: str) -> str:
    if name in INDICATORS and not INDICATORS[name].by_class:
        return name
    names = [known for known, indicator in INDICATORS.items() if not indicator.by_class]
    near = nearest(name, names) or ", ".join(names)
    raise complain(
        f"không có chỉ tiêu {name!r}; gần nhất: {near}",
        f"no indicator {name!r}; nearest: {near}",
        key="--indicator",
    )


@click.command("assumptions", cls=Command)
@click.argument("scenario")
@year_option
@region_option
@format_option
@lang_option
@reports_errors
def assumptions_command(
    scenario: str, year: int, region: str, law_as_of: str | None, layout: str, lang: str | None
) -> None:
    """Sổ giả định: mọi con số mà kết quả dựa vào, và phần dựa trên ước tính.

    The assumption book: every number a result rests on, and how much of it is estimated.
    """
    from simulator.analysis.assumption_book import assumption_book
    from simulator.report.assumption_table import assumption_table

    place = region_for(region, law_as_of)
    refuse_before(year, place.base_year)
    chosen = scenario_for(scenario, place)
    book = assumption_book(place, chosen, year)
    if layout == "table":
        click.echo(assumption_table(place, chosen, book, language_of(lang)))
    else:
        rows = [asdict(a) for a in book.assumptions]
        emit(layout, rows, whole=_whole_book(book, rows, place.base_year + 1))


def _whole_book(book: Book, assumptions: list[Record], first_year: int) -> Record:
    from simulator.report.difference_words import value_words

    return {
        "region": book.region,
        "scenario": book.scenario,
        "assumptions": assumptions,
        "stated": [
            {
                "path": d.path,
                "value": value_words(d.after, "en", first_year),
                "reason": d.reason,
            }
            for d in book.stated
        ],
        "growth": [asdict(g) for g in book.growth],
        "law": [provision for parameter in book.law for provision in _provisions(parameter)],
        "base_figures": [asdict(f) for f in book.base_figures],
        "origins": book.origins,
        "rests": asdict(book.rests),
    }


def _provisions(parameter: Parameter) -> list[Record]:
    return [
        {
            "parameter": parameter.name,
            "from": str(p.start),
            "adopted": str(p.adopted or ""),
            "value": p.value,
            "unit": parameter.unit,
            "status": p.status,
            "reference": p.reference,
        }
        for p in parameter.provisions
    ]


@click.command("sensitivity", cls=Command)
@click.argument("scenario")
@year_option
@click.option("--indicator", default="si_share", show_default=True, help=INDICATOR_HELP)
@click.option(
    "--points",
    type=click.Choice(["64", "128", "256", "512", "1024"]),
    default="256",
    show_default=True,
    help="Số điểm của chỉ số Sobol / points of the Sobol indices",
)
@region_option
@format_option
@lang_option
@reports_errors
def sensitivity_command(
    scenario: str,
    year: int,
    indicator: str,
    points: str,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Đầu vào nào quyết định kết quả: biểu đồ lốc xoáy và chỉ số Sobol.

    Which inputs decide the result: tornado and Sobol indices.
    """
    from simulator.analysis.sensitivity import sensitivity
    from simulator.report.sensitivity_table import sensitivity_table

    place = region_for(region, law_as_of)
    chosen = scenario_for(scenario, place)
    refuse_before(year, place.base_year)
    found = sensitivity(place, chosen, year, _indicator(indicator), int(points))
    if layout == "table":
        click.echo(sensitivity_table(place, chosen, found, language_of(lang)))
    else:
        emit(layout, [asdict(b) for b in found.bars], whole=asdict(found))


@click.command("reconcile", cls=Command)
@click.argument("old")
@click.argument("new")
@year_option
@click.option("--indicator", default="si_participants", show_default=True, help=INDICATOR_HELP)
@click.option("--new-region", default=None, help="Gói số liệu mới / new pack")
@click.option(
    "--new-law-as-of",
    default=None,
    metavar="YYYY-MM-DD",
    help="Pháp luật đến ngày nào ở dự báo mới / law known to the new projection",
)
@region_option
@format_option
@lang_option
@reports_errors
def reconcile_command(
    old: str,
    new: str,
    year: int,
    indicator: str,
    new_region: str | None,
    new_law_as_of: str | None,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Vì sao hai dự báo khác nhau: số liệu, pháp luật, giả định, giải pháp; cộng đúng.

    Why two projections differ: data, law, assumptions, levers; it adds up exactly.
    """
    from simulator.analysis.reconciliation import reconcile
    from simulator.report.reconciliation_table import reconciliation_table

    before = region_for(region, law_as_of)
    after = region_for(new_region or region, law_as_of if new_law_as_of is None else new_law_as_of)
    refuse_before(year, max(before.base_year, after.base_year))
    found = reconcile(
        (before, scenario_for(old, before)),
        (after, scenario_for(new, after)),
        year,
        _indicator(indicator),
    )
    language = language_of(lang)
    if layout == "table":
        names = (f"{old}, {before.name.in_(language)}", f"{new}, {after.name.in_(language)}")
        click.echo(reconciliation_table(found, *names, language))
        return
    rows = [
        {"step": s.kind, "label": s.label.in_(language), "change": s.change} for s in found.steps
    ]
    whole = {
        "indicator": found.indicator,
        "year": found.year,
        "old": found.old,
        "new": found.new,
        "steps": rows,
    }
    emit(layout, rows, whole=whole)
