"""Commands for a meeting: slides, leaflet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from simulator.analysis.uncertainty.bands import DRAWS
from simulator.cli.calling import Call, Option, command
from simulator.cli.options import (
    base_option,
    draws_option,
    scenarios_argument,
    seed_option,
    year_option,
)
from simulator.files import write_whole
from simulator.report.output import output_file, writing
from simulator.report.writers import refuse_form

if TYPE_CHECKING:
    from simulator.report.appendix.source import Source

SLIDES, LEAFLET = "slides", "leaflet"
"""Kinds of paper, as a manifest names them."""
_FEWEST, _MOST = 64, 10_000
"""Draws that may be asked for."""


def gathered(
    call: Call, names: list[str], base: str, year: int, draws: int, seed: int, paper: str
) -> Source:
    """Return what a story is made from."""
    from simulator.report.appendix.source import gather

    call.projected(year)
    chosen, first = call.scenarios(names), call.scenario(base)
    source = gather(call.place, chosen, first, call.language, draws, seed, names, year, brief=True)
    source.manifest["options"] |= {
        "paper": paper,
        "region": call.region,
        "law_as_of": call.law_as_of,
        "year": year,
    }
    return source


def _made(
    call: Call,
    kind: str,
    write: Callable[[Source], bytes],
    ending: str,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Write the paper of a story, and say where it is.

    Parameters
    ----------
    write : makes its bytes of what the story is made from
    asked : what the command was given, by the names of its options
    """
    path = output_file(asked.pop("out"), (ending,))
    refuse_form(ending)
    source = gathered(call, list(asked.pop("scenarios")), paper=kind, **asked)
    with writing(path):
        write_whole(path, write(source))
    click.echo(str(path))


def _options(ending: str) -> tuple[Option, ...]:
    """Return the options of a command that writes a paper of a meeting."""
    return (
        scenarios_argument,
        click.option(
            "--out", required=True, metavar=f"FILE{ending}", help="Tệp kết quả / file to write"
        ),
        base_option,
        year_option,
        draws_option(_FEWEST, _MOST, DRAWS),
        seed_option,
    )


@command(*_options(".pptx"), formats=False)
def slides_command(call: Call, **asked: Any) -> None:  # noqa: ANN401
    """Trang trình chiếu PowerPoint: từ hiện trạng qua từng giải pháp đến chỉ tiêu.

    PowerPoint slides: from where we stand through each solution to the target.
    """

    def write(source: Source) -> bytes:
        from simulator.report.story.telling import story
        from simulator.report.writers.slides import write_slides

        return write_slides(story(source))

    _made(call, SLIDES, write, ".pptx", **asked)


@command(*_options(".pdf"), formats=False)
def leaflet_command(call: Call, **asked: Any) -> None:  # noqa: ANN401
    """Tờ tóm tắt một trang A4 để phát tại cuộc họp, PDF.

    One A4 page to hand out in a meeting, as PDF.
    """

    def write(source: Source) -> bytes:
        from simulator.report.story.leaflet import leaflet
        from simulator.report.writers.leaflet import write_leaflet

        return write_leaflet(leaflet(source))

    _made(call, LEAFLET, write, ".pdf", **asked)
