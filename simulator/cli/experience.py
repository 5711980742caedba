"""Commands that look back: calibrate, backtest, bridge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.analysis.uncertainty.bands import FEWEST_DRAWS
from simulator.cli.calling import Call, command
from simulator.cli.options import draws_option, parse_years, seed_option
from simulator.errors import input_error
from simulator.extras import refuse_without
from simulator.report.output import output_file, writing

if TYPE_CHECKING:
    from simulator.report.document import Section


@command()
def calibrate_command(call: Call) -> Section:
    """Tỷ lệ kinh nghiệm suy từ lịch sử, hoà với cả nước theo độ tin cậy.

    Experience rates from history, blended with the nation's by credibility.
    """
    from simulator.analysis.past.calibration import calibrate
    from simulator.report.results import calibration

    return calibration.section(calibrate(call.place))


@command(
    click.argument("place", metavar="[REGION|provinces]", default=None, required=False),
    click.option(
        "--region", default=None, help="Như REGION; mặc định viet_nam / as REGION; default viet_nam"
    ),
    click.option(
        "--first-origin",
        type=click.IntRange(2016, 2030),
        default=2019,
        help="Năm gốc đầu tiên được chấm / first year end that is scored",
    ),
    draws_option(FEWEST_DRAWS, 100_000, 256),
    seed_option,
    click.option("--picture", default=None, metavar="FILE.svg|.png", help="Hình / picture"),
    region=False,
)
def backtest_command(
    call: Call,
    place: str | None,
    region: str | None,
    first_origin: int,
    draws: int,
    seed: int,
    picture: str | None,
) -> Section:
    """Dự báo lại quá khứ với những gì biết lúc đó, so với các phương pháp đơn giản.

    Với `provinces`: các tỉnh khác làm phép thử mẫu chung cả nước.

    Forecast the past with what was known then, against simple methods. With `provinces`:
    published pairs of dates of other provinces against the national pattern.
    """
    from simulator.analysis.past.backtest import backtest, nothing_to_score
    from simulator.report.backtest_picture import FORMATS, draw
    from simulator.report.results import backtest as result

    target = None if picture is None else output_file(picture, FORMATS, "--picture")
    if target is not None:
        refuse_without("matplotlib")
    if place and region and place != region and place != PROVINCES:
        raise input_error(
            f"nêu một địa bàn, không phải hai: {place}, {region}",
            f"name one region, not two: {place}, {region}",
            key="--region",
        )
    if place == PROVINCES:
        return _provinces(call, picture)
    tested = call.place_called(place or region or "viet_nam")
    found = backtest(tested, first_origin, draws, seed)
    if not found.points:
        raise nothing_to_score(tested, first_origin, "--first-origin")
    if target is not None:
        with writing(target, "--picture"):
            draw(found, target, call.language)
    return result.section(found)


PROVINCES = "provinces"
"""In place of a region: the test on pairs of dates of other provinces."""


def _provinces(call: Call, picture: str | None) -> Section:
    from simulator.analysis.past.provinces import provinces_test
    from simulator.report.results import provinces as result

    if picture is not None:
        raise input_error(
            "không có hình cho phép thử trên các tỉnh",
            "there is no picture of the test on provinces",
            key="--picture",
        )
    return result.section(provinces_test(call.place_called("viet_nam")))


@command(
    click.option("--years", default=None, metavar="2015-2024", help="Mặc định: mọi năm / all years")
)
def bridge_command(call: Call, years: str | None) -> Section:
    """Vì sao số người tham gia đã thay đổi: dân số, việc làm, tuân thủ, tự nguyện, định nghĩa.

    Why participation changed: population, jobs, compliance, voluntary, definitions.
    """
    from simulator.analysis.causes.bridge import bridge, known_years
    from simulator.report.results import bridge as result

    wanted = known_years(call.place) if years is None else parse_years(years, 1950)
    return result.section(bridge(call.place, min(wanted), max(wanted)))
