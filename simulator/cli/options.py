"""Options, errors and output that the commands share."""

from __future__ import annotations

import csv
import functools
import io
import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from simulator.cli.speaking import STATUS_BAD_INPUT, language_of
from simulator.errors import InputError, complain
from simulator.text import LANGUAGES, Text

F = TypeVar("F", bound=Callable[..., Any])


def reports_errors(function: F) -> F:
    """Print bad input as one line a problem and leave with status 2; no traceback."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return function(*args, **kwargs)
        except InputError as error:
            language = language_of(kwargs.get("lang"))
            tell(error, language)
            raise SystemExit(STATUS_BAD_INPUT) from None

    return wrapped  # type: ignore[return-value]


MOST_LINES = 20
"""A file that is no scenario at all may have thousands of faults."""


def tell(error: InputError, language: str) -> None:
    """Print one line a problem, and how many more there are."""
    for problem in error.problems[:MOST_LINES]:
        click.echo(problem.line_in(language), err=True)
    more = len(error.problems) - MOST_LINES
    if more > 0:
        words = Text(f"… và {more} lỗi nữa", f"… and {more} more")
        click.echo(words.in_(language), err=True)


def lang_option(function: F) -> F:
    """Add ``--lang``."""
    option = click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=None,
        is_eager=True,  # known before --help is answered
        help="Ngôn ngữ / language",
    )
    return option(function)


def region_option(function: F) -> F:
    """Add ``--region`` and ``--law-as-of``."""
    region = click.option(
        "--region",
        default="ninh_thuan",
        show_default=True,
        help="Địa bàn: tên hoặc thư mục / region: name or folder",
    )
    law = click.option(
        "--law-as-of",
        default=None,
        metavar="YYYY-MM-DD",
        help="Bỏ pháp luật ban hành sau ngày này / leave out law adopted later",
    )
    return region(law(function))


def format_option(function: F) -> F:
    """Add ``--format``."""
    option = click.option(
        "--format",
        "layout",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        show_default=True,
        help="Dạng kết quả / output",
    )
    return option(function)


def seed_option(function: F) -> F:
    """Add ``--seed``."""
    option = click.option(
        "--seed",
        type=click.IntRange(0),
        default=1,
        show_default=True,
        help="Hạt giống của số ngẫu nhiên / seed of the random numbers",
    )
    return option(function)


def base_option(function: F) -> F:
    """Add ``--base``."""
    option = click.option(
        "--base",
        default="status_quo",
        show_default=True,
        help="Kịch bản để so sánh / scenario to compare with",
    )
    return option(function)


class Finite(click.FloatRange):
    """A number within bounds; ``nan`` lies within none."""

    def convert(self, value: Any, param: Any, ctx: Any) -> float:  # noqa: ANN401
        """Return the number."""
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a number", param, ctx)
        return float(number)


class Draws(click.IntRange):
    """No draws, or enough of them for a range."""

    def __init__(self, most: int = 1_000_000) -> None:
        super().__init__(0, most)

    def convert(self, value: Any, param: Any, ctx: Any) -> int:  # noqa: ANN401
        """Return the number of draws."""
        number = int(super().convert(value, param, ctx))
        if 0 < number < FEWEST_DRAWS:
            words = Text(
                f"{number}: khoảng 80 % cần ít nhất {FEWEST_DRAWS} lần rút; 0: không có khoảng",
                f"{number}: an 80 % range needs at least {FEWEST_DRAWS} draws; 0: no range",
            )
            self.fail(words.in_(language_of(ctx.params.get("lang") if ctx else None)), param, ctx)
        return number


FEWEST_DRAWS = 16
"""Fewer draws have no 10th and 90th percentile worth the name."""


def parse_day(text: str | None) -> date | None:
    """Return the day of an option such as ``2023-12-31``."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise complain(
            f"{text!r} không phải ngày; ví dụ 2023-12-31",
            f"{text!r} is not a date; for example 2023-12-31",
            key="--law-as-of",
        ) from None


_YEAR = re.compile(r"[0-9]{1,4}")


def parse_years(text: str, first: int, last: int = 2100) -> list[int]:
    """Return the years of an option such as ``2025,2030`` or ``2026-2030``."""
    years: list[int] = []
    for part in text.split(","):
        ends = part.strip().split("-")
        if len(ends) > 2 or not all(_YEAR.fullmatch(end.strip()) for end in ends):
            raise complain(
                f"{part!r} không phải năm; ví dụ 2025,2030 hoặc 2026-2030",
                f"{part!r} is not a year; for example 2025,2030 or 2026-2030",
                key="--years",
            )
        begin, end = int(ends[0]), int(ends[-1])
        if begin > end:
            raise complain(
                f"{part!r}: năm đầu sau năm cuối; viết {end}-{begin}",
                f"{part!r}: the first year is after the last; write {end}-{begin}",
                key="--years",
            )
        if not first <= begin <= end <= last:
            raise complain(
                f"{part!r} nằm ngoài {first}-{last}",
                f"{part!r} is outside {first}-{last}",
                key="--years",
            )
        years += range(begin, end + 1)
    return sorted(set(years))


def as_json(data: Any) -> str:  # noqa: ANN401
    """Return data as JSON; numbers that are not known are null."""
    return json.dumps(_plain(data), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(data: Any) -> Any:  # noqa: ANN401
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data


def as_csv(rows: Sequence[dict[str, Any]], fields: Sequence[str]) -> str:
    """Return rows as CSV with a header; what is not known is empty."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_safe(row.get(field)) for field in fields])
    return target.getvalue()


def _safe(value: Any) -> Any:  # noqa: ANN401
    # A text that a spreadsheet would take for a formula is kept a text.
    if isinstance(value, str) and value[:1] in ("=", "+", "@", "\t"):
        return f"'{value}"
    return "" if value is None else value


def refuse_folder(path: str) -> None:
    """Refuse a name for ``--out`` that can be no folder, before the work begins."""
    if not path.strip():
        raise complain("cần tên thư mục", "the name of a folder is missing", key="--out")
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise complain(
            f"{path} là một tệp, cần một thư mục", f"{path} is a file; give a folder", key="--out"
        )


def output_folder(path: str) -> Path:
    """Return the folder of ``--out``, made where it does not exist."""
    refuse_folder(path)
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise complain(
            f"{path}: không tạo được thư mục",
            f"{path}: cannot be made: {error.strerror}",
            key="--out",
        ) from None
    return folder


def output_file(name: str, endings: Sequence[str], key: str = "--out") -> Path:
    """Return the path of a file to be written, checked before the work begins.

    Raises
    ------
    InputError
        for another ending, a missing folder, or a folder of that name.
    """
    path, listed = Path(name), ", ".join(endings)
    if path.suffix not in endings:
        raise complain(
            f"{name}: tên tệp phải kết thúc bằng {listed}",
            f"{name}: the file must end in {listed}",
            key=key,
        )
    if not path.parent.is_dir():
        raise complain(
            f"{path.parent}: không có thư mục này", f"{path.parent}: no such folder", key=key
        )
    if path.is_dir():
        raise complain(
            f"{name} là một thư mục, cần tên tệp", f"{name} is a folder; give a file", key=key
        )
    return path


@contextmanager
def writing(path: Path, key: str = "--out") -> Iterator[None]:
    """Turn what the disk refuses into bad input."""
    try:
        yield
    except OSError as error:
        raise complain(
            f"{path}: không ghi được", f"{path}: cannot be written: {error.strerror}", key=key
        ) from None
