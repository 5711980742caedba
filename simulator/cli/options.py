"""Options that the commands share, and how bad input ends a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from simulator.cli.bilingual import language_of
from simulator.errors import InputError, input_error
from simulator.text import LANGUAGES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])


def _named_or_file(names: Callable[[], list[str]]) -> Callable[..., list[CompletionItem]]:
    """Return what completes one of some names, or the path of a file."""

    def complete(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        known = [CompletionItem(name) for name in names() if name.startswith(begun)]
        return known or [CompletionItem(begun, type="file")]

    return complete


def _scenario_names() -> list[str]:
    from simulator.inputs.scenario_files import scenario_names

    return scenario_names()


def _region_names() -> list[str]:
    from simulator.inputs.pack_lineage import region_names

    return region_names()


as_scenario = _named_or_file(_scenario_names)
as_region = _named_or_file(_region_names)
scenario_argument = click.argument("scenario", shell_complete=as_scenario)
lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    is_eager=True,  # known before --help is answered
    help="Ngôn ngữ / language",
)
quiet_option = click.option(
    "--quiet",
    is_flag=True,
    is_eager=True,
    help="Không hiện tiến độ, lưu ý / neither progress nor remarks",
)
format_option = click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    help="Dạng kết quả / output",
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    help="Hạt giống của số ngẫu nhiên / seed of the random numbers",
)
base_option = click.option(
    "--base",
    default="status_quo",
    shell_complete=as_scenario,
    help="Kịch bản để so sánh / scenario to compare with",
)
year_option = click.option("--year", type=int, default=2030, help="Năm / year")
scenarios_argument = click.argument(
    "scenarios", nargs=-1, required=True, metavar="SCENARIO...", shell_complete=as_scenario
)


def years_option(usual: str) -> Callable[[F], F]:
    """Return ``--years`` with the years that are usual."""
    return click.option("--years", default=usual, help="Năm / years")


def workers_option(usual: int) -> Callable[[F], F]:
    """Return ``--workers`` with the number of processes that is usual."""
    return click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=usual,
        help="Số tiến trình; cùng chữ số / processes; the same digits",
    )


def draws_option(least: int, most: int, usual: int) -> Callable[[F], F]:
    """Return ``--draws`` of a command that cannot do without."""
    return click.option(
        "--draws",
        type=click.IntRange(least, most),
        default=usual,
        help="Số lần mô phỏng / draws",
    )


law_option = click.option(
    "--law-as-of",
    default=None,
    metavar="YYYY-MM-DD",
    help="Bỏ pháp luật ban hành sau ngày này / leave out law adopted later",
)


def region_option(function: F) -> F:
    """Add ``--region`` and ``--law-as-of``."""
    region = click.option(
        "--region",
        default="ninh_thuan",
        shell_complete=as_region,
        help="Địa bàn: tên hoặc thư mục / region: name or folder",
    )
    return region(law_option(function))


class Finite(click.FloatRange):
    """A number within bounds, written as people do; ``nan`` lies within none."""

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Return the number."""
        if not isinstance(value, str):
            return float(super().convert(value, param, ctx))
        from simulator.inputs.numerals import read_alone

        try:
            return float(super().convert(read_alone(value, ""), param, ctx))
        except InputError as error:
            words = error.problems[0].text
            self.fail(words.in_(language_of(ctx.params.get("lang") if ctx else None)), param, ctx)


class Draws(click.IntRange):
    """No draws, or enough of them for a range."""

    def __init__(self, most: int = 1_000_000) -> None:
        super().__init__(0, most)

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Return the number of draws."""
        from simulator.analysis.uncertainty.bands import FEWEST_DRAWS, too_few_draws

        number = int(super().convert(value, param, ctx))
        if 0 < number < FEWEST_DRAWS:
            words = too_few_draws(number, FEWEST_DRAWS, or_none=True)
            self.fail(words.in_(language_of(ctx.params.get("lang") if ctx else None)), param, ctx)
        return number


def parse_years(text: str, first: int, last: int | None = None) -> list[int]:
    """Return the years of an option such as ``2025,2030`` or ``2026-2030``."""
    from simulator.inputs.scenario_fields import LAST_YEAR

    last = last or LAST_YEAR
    years: list[int] = []
    for part in text.split(","):
        ends = part.strip().split("-")
        if len(ends) > 2 or not all(_is_year(end.strip()) for end in ends):
            raise input_error(
                f"{part!r} không phải năm; ví dụ 2025,2030 hoặc 2026-2030",
                f"{part!r} is not a year; for example 2025,2030 or 2026-2030",
                key="--years",
            )
        begin, end = int(ends[0]), int(ends[-1])
        if begin > end:
            raise input_error(
                f"{part!r}: năm đầu sau năm cuối; viết {end}-{begin}",
                f"{part!r}: the first year is after the last; write {end}-{begin}",
                key="--years",
            )
        if not first <= begin <= end <= last:
            raise input_error(
                f"{part!r} nằm ngoài {first}-{last}",
                f"{part!r} is outside {first}-{last}",
                key="--years",
            )
        years += range(begin, end + 1)
    return sorted(set(years))


def _is_year(text: str) -> bool:
    return 1 <= len(text) <= 4 and text.isascii() and text.isdigit()
