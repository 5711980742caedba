"""Options, errors and output that the commands share."""

from __future__ import annotations

import csv
import functools
import io
import json
import math
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from simulator.errors import InputError, complain
from simulator.text import LANGUAGES, Text

F = TypeVar("F", bound=Callable[..., Any])
STATUS_BAD_INPUT = 2


def reports_errors(function: F) -> F:
    """Print bad input as one line a problem and leave with status 2; no traceback."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return function(*args, **kwargs)
        except InputError as error:
            language = language_of(kwargs.get("lang"))
            for problem in error.problems:
                click.echo(problem.line_in(language), err=True)
            raise SystemExit(STATUS_BAD_INPUT) from None

    return wrapped  # type: ignore[return-value]


def language_of(chosen: str | None) -> str:
    """Return the language of a command: its own option, the group's, or Vietnamese."""
    context = click.get_current_context(silent=True)
    outer = (context.find_root().obj or {}).get("lang") if context else None
    return chosen or outer or LANGUAGES[0]


def lang_option(function: F) -> F:
    """Add ``--lang``."""
    option = click.option(
        "--lang", type=click.Choice(LANGUAGES), default=None, help="Ngôn ngữ / language"
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


def parse_years(text: str, first: int, last: int = 2100) -> list[int]:
    """Return the years of an option such as ``2025,2030`` or ``2026-2030``."""
    years: list[int] = []
    for part in text.split(","):
        ends = part.strip().split("-")
        if len(ends) > 2 or not all(end.strip().isdigit() for end in ends):
            raise complain(
                f"{part!r} không phải năm; ví dụ 2025,2030 hoặc 2026-2030",
                f"{part!r} is not a year; for example 2025,2030 or 2026-2030",
                key="--years",
            )
        begin, end = int(ends[0]), int(ends[-1])
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


def output_folder(path: str | None) -> Path | None:
    """Return the folder of ``--out``, made where it does not exist."""
    if path is None:
        return None
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise complain(
            f"{path} là một tệp, cần một thư mục", f"{path} is a file; give a folder", key="--out"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise complain(
            f"{path}: không tạo được thư mục",
            f"{path}: cannot be made: {error.strerror}",
            key="--out",
        ) from None
    return folder


def say(text: Text, language: str) -> None:
    """Print one piece of wording."""
    click.echo(text.in_(language))
