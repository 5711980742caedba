"""What the commands write: files, complaints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.speaking import language_of
from simulator.cli.usage import because
from simulator.errors import InputError, complain
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.scenario import Scenario

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


def remark(scenario: Scenario, remarks: Iterable[Text]) -> None:
    """Tell what is allowed and may yet be meant otherwise, beside the results."""
    language = language_of(None)
    head = Text("lưu ý", "note").in_(language)
    for words in remarks:
        click.echo(f"{scenario.name}: {head}: {words.in_(language)}", err=True)


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
        made = because(Text(f"{path}: không tạo được thư mục", f"{path}: cannot be made"), error)
        raise complain(made.vi, made.en, key="--out") from None
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
        said = because(Text(f"{path}: không ghi được", f"{path}: cannot be written"), error)
        raise complain(said.vi, said.en, key=key) from None
