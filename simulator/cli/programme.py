"""Commands for the year's work: allocate, monitor."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from simulator.cli.choosing import scenario_for
from simulator.cli.options import (
    as_csv,
    as_json,
    format_option,
    lang_option,
    parse_day,
    parse_years,
    region_option,
    reports_errors,
    seed_option,
)
from simulator.cli.speaking import Command, language_of
from simulator.indicators import INDICATORS
from simulator.inputs.arrivals import check_arrivals
from simulator.inputs.region import load_region
from simulator.report.numbers import format_chance, format_number
from simulator.report.tables import heading, text_table
from simulator.text import Text

FIELDS = (
    "scenario",
    "region",
    "locality",
    "name",
    "formerly",
    "year",
    "type",
    "target",
    "rise",
    "headroom",
    "cost_million_vnd",
    "cost_low",
    "cost_high",
    "levers",
    "responsible",
    "assumed",
)


@click.command("allocate", cls=Command)
@click.argument("scenario")
@click.option("--years", default="2026-2030", show_default=True, help="Năm / years")
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
    from simulator.analysis.allocation import TYPES, allocate, note, responsible

    place = load_region(region, law_as_of=parse_day(law_as_of))
    chosen = scenario_for(scenario, place)
    wanted = parse_years(years, place.base_year + 1)
    found = allocate(place, chosen, wanted, units)
    language = language_of(lang)
    if layout != "table":
        rows = [
            {
                "scenario": chosen.name,
                "region": place.code,
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
        click.echo(as_json(rows) if layout == "json" else as_csv(rows, FIELDS), nl=False)
        return
    what = Text("Giao chỉ tiêu (người, ngày 31/12)", "Targets by locality (persons, 31 December)")
    parts = [heading(what, place, language, chosen)]
    for kind, levers in TYPES.items():
        heads = [INDICATORS[kind].label.in_(language), *(str(y) for y in wanted)]
        rows_ = [heads]
        for locality in found.places:
            mine = [t for t in found.targets if t.locality is locality and t.type == kind]
            rows_.append([locality.name, *(format_number(t.target, 0, language) for t in mine)])
        total = Text("Toàn tỉnh", "Province").in_(language)
        rows_.append([total, *(format_number(found.totals[kind, y], 0, language) for y in wanted)])
        used = [name for name in levers if name in chosen.levers]
        who = responsible(used, language)
        parts.append(text_table(rows_) + (f"\n{who}" if who else ""))
    parts.append(note(found).in_(language))
    click.echo("\n\n".join(parts))


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
    from simulator.analysis.monitor import STATES, monitor, read_actuals

    region = load_region(place)
    chosen = scenario_for(scenario, region)
    arrived = read_actuals(Path(actuals))
    check_arrivals(Path(actuals), region)
    found = monitor(region, chosen, arrived, seed)
    if layout != "table":
        rows = [asdict(r) for r in found]
        fields = [f for f in rows[0] if f != "path"]
        click.echo(as_json(rows) if layout == "json" else as_csv(rows, fields), nl=False)
        return
    language = language_of(lang)

    def people(value: float) -> str:
        return format_number(value, 0, language)

    heads = (
        Text(
            "Chỉ tiêu|Tháng|Thực tế|Đường mùa vụ [80 %]|Mục tiêu năm|Khả năng|Tình trạng|"
            "Còn phải thêm|"
            "Dự báo tháng 12 [80 %]",
            "Series|Month|Actual|Seasonal path [80 %]|Target|Chance|State|Still needed|"
            "December [80 %]",
        )
        .in_(language)
        .split("|")
    )
    rows_ = [heads] + [
        [
            INDICATORS[r.indicator].label.in_(language),
            f"{r.month}/{r.year}",
            people(r.actual),
            f"{people(r.expected)} [{people(r.low)}; {people(r.high)}]",
            people(r.target),
            format_chance(r.chance, language),
            STATES[r.state].in_(language),
            people(r.still_needed),
            f"{people(r.forecast)} [{people(r.forecast_low)}; {people(r.forecast_high)}]",
        ]
        for r in found
    ]
    what = Text("Theo dõi trong năm (người)", "The year so far (persons)")
    targets = region.targets.get(chosen.targets or "", ())
    own = all(target.year != found[0].year for target in targets)
    note = Text(
        "Năm này không có chỉ tiêu: mục tiêu là số tháng 12 của kịch bản.",
        "No target is set for this year: the target is the scenario's own December.",
    )
    parts = [heading(what, region, language, chosen), text_table(rows_)]
    click.echo("\n".join([*parts, note.in_(language)] if own else parts))
