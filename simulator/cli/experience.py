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
    return {"name": rate.name, **asdict(rate.rate), "low": low, "high": high}


@click.command("backtest")
@click.argument("place", metavar="REGION", default="viet_nam")
@click.option("--first-origin", type=click.IntRange(2016, 2030), default=2019, show_default=True)
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
