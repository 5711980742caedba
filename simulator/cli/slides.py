"""Commands for a meeting: slides, leaflet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.analysis.bands import DRAWS
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


def _out(ending: str) -> Option:
    return click.option(
        "--out", required=True, metavar=f"FILE{ending}", help="Tệp kết quả / file to write"
    )


@command(
    scenarios_argument,
    _out(".pptx"),
    base_option,
    year_option,
    draws_option(_FEWEST, _MOST, DRAWS),
    seed_option,
    formats=False,
)
def slides_command(
    call: Call,
    scenarios: tuple[str, ...],
    out: str,
    base: str,
    year: int,
    draws: int,
    seed: int,
) -> None:
    """Trang trình chiếu PowerPoint: từ hiện trạng qua từng giải pháp đến chỉ tiêu.

    PowerPoint slides: from where we stand through each solution to the target.
    """
    path = output_file(out, (".pptx",))
    refuse_form(path.suffix)
    source = gathered(call, list(scenarios), base, year, draws, seed, SLIDES)
    from simulator.report.story.telling import story
    from simulator.report.writers.slides import write_slides

    with writing(path):
        write_whole(path, write_slides(story(source)))
    click.echo(str(path))


@command(
    scenarios_argument,
    _out(".pdf"),
    base_option,
    year_option,
    draws_option(_FEWEST, _MOST, DRAWS),
    seed_option,
    formats=False,
)
def leaflet_command(
    call: Call,
    scenarios: tuple[str, ...],
    out: str,
    base: str,
    year: int,
    draws: int,
    seed: int,
) -> None:
    """Tờ tóm tắt một trang A4 để phát tại cuộc họp, PDF.

    One A4 page to hand out in a meeting, as PDF.
    """
    path = output_file(out, (".pdf",))
    refuse_form(path.suffix)
    source = gathered(call, list(scenarios), base, year, draws, seed, LEAFLET)
    from simulator.report.story.leaflet import leaflet
    from simulator.report.writers.leaflet import write_leaflet

    with writing(path):
        write_whole(path, write_leaflet(leaflet(source)))
    click.echo(str(path))
