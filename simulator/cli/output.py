"""What the commands say beside their results: complaints and remarks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from simulator.cli.bilingual import language_of, quiet_of_group
from simulator.errors import InputError
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
    """Tell what is allowed and may yet be meant otherwise, beside the results, each once."""
    context = click.get_current_context(silent=True)
    if quiet_of_group() or (context and context.params.get("quiet")):
        return
    language = language_of(None)
    head = Text("lưu ý", "note").in_(language)
    told: set[str] = context.meta.setdefault(f"{__name__}.told", set()) if context else set()
    for words in remarks:
        line = f"{scenario.name}: {head}: {words.in_(language)}"
        if line not in told:
            told.add(line)
            click.echo(line, err=True)
