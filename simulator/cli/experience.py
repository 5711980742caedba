"""Commands that look back: calibrate, backtest, bridge."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from simulator.cli.options import (
    as_csv,
    as_json,
    format_option,
    lang_option,
    language_of,
    parse_day,
    parse_years,
    region_option,
    reports_errors,
)
from simulator.inputs.region import load_region
from simulator.report.numbers import format_number, format_share
from simulator.report.tables import text_table
from simulator.text import Text


@click.command("calibrate")
@region_option
@format_option
@lang_option
@reports_errors
def calibrate_command(region: str, law_as_of: str | None, layout: str, lang: str | None) -> None:
    """Tỷ lệ kinh nghiệm suy từ lịch sử, hoà với cả nước theo độ tin cậy."""
    from simulator.analysis.calibration import calibrate

    found = calibrate(load_region(region, law_as_of=parse_day(law_as_of)))
    language = language_of(lang)
    if layout == "json":
        data = {
            "region": found.region,
            "years": [asdict(y) for y in found.years],
            "rates": [{k: v for k, v in asdict(r).items() if k != "label"} for r in found.rates],
            "pattern": found.pattern.in_(language),
            "cannot_tell": [t.in_(language) for t in found.untold],
        }
        click.echo(as_json(data), nl=False)
        return
    if layout == "csv":
        fields = ("name", "own", "national", "years", "credibility", "value")
        click.echo(as_csv([asdict(r) for r in found.rates], fields), nl=False)
        return

    def share(value: float | None) -> str:
        return "–" if value is None else format_share(value, language, 2)

    heads = (
        Text(
            "Năm|Việc làm|Tự nguyện|BHTN|Rút một lần|Tình trạng",
            "Year|Jobs|Voluntary|UI|Lump sums|Status",
        )
        .in_(language)
        .split("|")
    )
    rows = [heads] + [
        [str(y.year), share(y.jobs), share(y.voluntary), share(y.ui), share(y.lump_sums), y.status]
        for y in found.years
    ]
    blended = [
        Text("Tỷ lệ|Địa bàn|Cả nước|Số năm|Z|Dùng", "Rate|Own|Nation|Years|Z|Used")
        .in_(language)
        .split("|")
    ] + [
        [
            r.label.in_(language),
            share(r.own),
            share(r.national),
            str(r.years),
            format_number(r.credibility, 2, language),
            share(r.value),
        ]
        for r in found.rates
    ]
    told = Text("Số liệu không cho biết:", "What the data cannot tell:").in_(language)
    parts = [
        found.pattern.in_(language),
        text_table(rows),
        text_table(blended),
        found.line.in_(language),
        "\n  ".join([told, *(t.in_(language) for t in found.untold)]),
    ]
    click.echo("\n\n".join(parts))


@click.command("backtest")
@click.argument("place", metavar="REGION", default="viet_nam")
@click.option("--first-origin", type=click.IntRange(2018, 2030), default=2019, show_default=True)
@click.option("--draws", type=click.IntRange(16, 100_000), default=256, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--picture", default=None, metavar="FILE.svg|.png", help="Hình / picture")
@format_option
@lang_option
@reports_errors
def backtest_command(
    place: str,
    first_origin: int,
    draws: int,
    seed: int,
    picture: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Dự báo lại quá khứ với những gì biết lúc đó, so với các phương pháp đơn giản."""
    from simulator.analysis.backtest import backtest

    language = language_of(lang)
    found = backtest(load_region(place), first_origin, draws, seed)
    if picture is not None:
        from simulator.report.backtest_picture import draw

        draw(found, Path(picture), language)
    if layout == "json":
        data = {
            "region": found.region,
            "scores": [asdict(s) for s in found.scores],
            "points": [asdict(p) for p in found.points],
            "better_by_drift": [s for s in _series(found) if found.drift_is_better(s)],
            "notes": [n.in_(language) for n in found.notes],
        }
        click.echo(as_json(data), nl=False)
    elif layout == "csv":
        rows = [asdict(p) for p in found.points]
        click.echo(as_csv(rows, list(rows[0])), nl=False)
    else:
        from simulator.report.backtest_table import backtest_table

        click.echo(backtest_table(found, language))


@click.command("bridge")
@click.option("--years", default=None, metavar="2015-2024", help="Mặc định: mọi năm / all years")
@region_option
@format_option
@lang_option
@reports_errors
def bridge_command(
    years: str | None, region: str, law_as_of: str | None, layout: str, lang: str | None
) -> None:
    """Vì sao số người tham gia đã thay đổi: dân số, việc làm, tuân thủ, tự nguyện, định nghĩa."""
    from simulator.analysis.bridge import CAUSES, bridge, known_years
    from simulator.report.bridge_table import bridge_table

    place = load_region(region, law_as_of=parse_day(law_as_of))
    wanted = known_years(place) if years is None else parse_years(years, 1950)
    found = bridge(place, min(wanted), max(wanted))
    rows = [
        {
            "year": step.year,
            "cause": cause,
            "persons": step.persons[cause],
            "points": step.points[cause],
            "participation_carried": step.carried,
        }
        for step in found.steps
        for cause in CAUSES
    ]
    if layout == "json":
        click.echo(as_json(rows), nl=False)
    elif layout == "csv":
        click.echo(as_csv(rows, list(rows[0])), nl=False)
    else:
        click.echo(bridge_table(found, language_of(lang)))


def _series(found: Any) -> list[str]:  # noqa: ANN401
    return list(dict.fromkeys(s.series for s in found.scores))
