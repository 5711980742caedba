"""Commands that look back: calibrate, backtest, bridge."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from simulator.cli.options import (
    as_csv,
    as_json,
    format_option,
    lang_option,
    output_file,
    parse_day,
    parse_years,
    region_option,
    reports_errors,
    seed_option,
    writing,
)
from simulator.cli.speaking import Command, language_of
from simulator.errors import complain
from simulator.inputs.region import load_region

ENDINGS = (".svg", ".png", ".pdf")


@click.command("calibrate", cls=Command)
@region_option
@format_option
@lang_option
@reports_errors
def calibrate_command(region: str, law_as_of: str | None, layout: str, lang: str | None) -> None:
    """Tỷ lệ kinh nghiệm suy từ lịch sử, hoà với cả nước theo độ tin cậy.

    Experience rates from history, blended with the nation's by credibility.
    """
    from simulator.analysis.calibration import calibrate

    found = calibrate(load_region(region, law_as_of=parse_day(law_as_of)))
    language = language_of(lang)
    if layout == "json":
        data = {
            "region": found.region,
            "years": [asdict(y) for y in found.years],
            "rates": [_rate_fields(r) for r in found.rates],
            "job_line": asdict(found.line),
            "pattern": found.pattern.in_(language),
            "cannot_tell": [t.in_(language) for t in found.untold],
        }
        click.echo(as_json(data), nl=False)
    elif layout == "csv":
        rows = [_rate_fields(r) for r in found.rates]
        click.echo(as_csv(rows, list(rows[0])), nl=False)
    else:
        from simulator.report.calibration_table import calibration_table

        click.echo(calibration_table(found, language))


def _rate_fields(rate: Any) -> dict[str, Any]:  # noqa: ANN401
    low, high = rate.band
    return {"name": rate.name, "unit": rate.unit, **asdict(rate.rate), "low": low, "high": high}


@click.command("backtest", cls=Command)
@click.argument("place", metavar="REGION", default="viet_nam")
@click.option(
    "--first-origin",
    type=click.IntRange(2016, 2030),
    default=2019,
    show_default=True,
    help="Năm gốc đầu tiên được chấm / first year end that is scored",
)
@click.option(
    "--draws",
    type=click.IntRange(16, 100_000),
    default=256,
    show_default=True,
    help="Số lần rút / draws",
)
@seed_option
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
    """Dự báo lại quá khứ với những gì biết lúc đó, so với các phương pháp đơn giản.

    Forecast the past with what was known then, against simple methods.
    """
    from simulator.analysis.backtest import backtest

    language = language_of(lang)
    target = None if picture is None else output_file(picture, ENDINGS, "--picture")
    region = load_region(place)
    found = backtest(region, first_origin, draws, seed)
    if not found.points:
        last = max(max(region.counts(s), default=0) for s in ("compulsory_si", "voluntary_si"))
        raise complain(
            f"{first_origin}: số liệu dừng ở {last}, không còn năm nào để chấm",
            f"{first_origin}: the counts end with {last}, no year is left to score",
            key="--first-origin",
        )
    if target is not None:
        from simulator.report.backtest_picture import draw

        with writing(target, "--picture"):
            draw(found, target, language)
    if layout == "json":
        data = {
            "region": found.region,
            "scores": [asdict(s) for s in found.scores],
            "points": [asdict(p) for p in found.points],
            "better_by_drift": [s for s in _series(found) if found.trend_is_better(s)],
            "notes": [n.in_(language) for n in found.notes],
        }
        click.echo(as_json(data), nl=False)
    elif layout == "csv":
        rows = [asdict(p) for p in found.points]
        click.echo(as_csv(rows, list(rows[0])), nl=False)
    else:
        from simulator.report.backtest_table import backtest_table

        click.echo(backtest_table(found, language))


@click.command("bridge", cls=Command)
@click.option("--years", default=None, metavar="2015-2024", help="Mặc định: mọi năm / all years")
@region_option
@format_option
@lang_option
@reports_errors
def bridge_command(
    years: str | None, region: str, law_as_of: str | None, layout: str, lang: str | None
) -> None:
    """Vì sao số người tham gia đã thay đổi: dân số, việc làm, tuân thủ, tự nguyện, định nghĩa.

    Why participation changed: population, jobs, compliance, voluntary, definitions.
    """
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
