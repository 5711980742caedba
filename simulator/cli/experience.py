"""Commands that look back: calibrate, backtest, bridge."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from simulator.cli.choosing import region_for
from simulator.cli.options import (
    FEWEST_DRAWS,
    draws_option,
    format_option,
    lang_option,
    parse_years,
    region_option,
    reports_errors,
    seed_option,
)
from simulator.cli.output import Record, emit, output_file, writing
from simulator.cli.speaking import Command, language_of
from simulator.errors import InputError, complain
from simulator.inputs.region import Region, load_region

if TYPE_CHECKING:
    from simulator.analysis.backtest_scores import Backtest
    from simulator.analysis.calibration import Calibrated, Calibration


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
    from simulator.report.calibration_table import calibration_table

    found = calibrate(region_for(region, law_as_of))
    language = language_of(lang)
    if layout == "table":
        click.echo(calibration_table(found, language))
    else:
        rows = [_rate_fields(r) for r in found.rates]
        emit(layout, rows, whole=_calibrated(found, rows, language))


def _rate_fields(rate: Calibrated) -> Record:
    low, high = rate.band
    return {"name": rate.name, "unit": rate.unit, **asdict(rate.rate), "low": low, "high": high}


def _calibrated(found: Calibration, rates: list[Record], language: str) -> Record:
    return {
        "region": found.region,
        "years": [asdict(y) for y in found.years],
        "rates": rates,
        "job_line": asdict(found.line),
        "pattern": found.pattern.in_(language),
        "cannot_tell": [t.in_(language) for t in found.untold],
    }


@click.command("backtest", cls=Command)
@click.argument("place", metavar="[REGION]", default=None, required=False)
@click.option(
    "--region", default=None, help="Như REGION; mặc định viet_nam / as REGION; default viet_nam"
)
@click.option(
    "--first-origin",
    type=click.IntRange(2016, 2030),
    default=2019,
    show_default=True,
    help="Năm gốc đầu tiên được chấm / first year end that is scored",
)
@draws_option(FEWEST_DRAWS, 100_000, 256)
@seed_option
@click.option("--picture", default=None, metavar="FILE.svg|.png", help="Hình / picture")
@format_option
@lang_option
@reports_errors
def backtest_command(
    place: str | None,
    region: str | None,
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
    from simulator.report.backtest_picture import FORMATS, draw
    from simulator.report.backtest_table import backtest_table

    language = language_of(lang)
    target = None if picture is None else output_file(picture, FORMATS, "--picture")
    if place and region and place != region:
        raise complain(
            f"nêu một địa bàn, không phải hai: {place}, {region}",
            f"name one region, not two: {place}, {region}",
            key="--region",
        )
    tested = load_region(place or region or "viet_nam")
    found = backtest(tested, first_origin, draws, seed)
    if not found.points:
        raise _nothing_to_score(tested, first_origin)
    if target is not None:
        with writing(target, "--picture"):
            draw(found, target, language)
    if layout == "table":
        click.echo(backtest_table(found, language))
    else:
        rows = [asdict(p) for p in found.points]
        emit(layout, rows, whole=_tested(found, rows, language))


def _nothing_to_score(region: Region, first_origin: int) -> InputError:
    last = max(max(region.counts(s), default=0) for s in ("compulsory_si", "voluntary_si"))
    return complain(
        f"{first_origin}: số liệu dừng ở {last}, không còn năm nào để chấm",
        f"{first_origin}: the counts end with {last}, no year is left to score",
        key="--first-origin",
    )


def _tested(found: Backtest, points: list[Record], language: str) -> Record:
    series = dict.fromkeys(score.series for score in found.scores)
    return {
        "region": found.region,
        "scores": [asdict(score) for score in found.scores],
        "points": points,
        "better_by_drift": [name for name in series if found.trend_is_better(name)],
        "notes": [note.in_(language) for note in found.notes],
    }


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

    place = region_for(region, law_as_of)
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
    if layout == "table":
        click.echo(bridge_table(found, language_of(lang)))
    else:
        emit(layout, rows)
