"""The command that measures the program: bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command

if TYPE_CHECKING:
    from simulator.report.document import Section


@command(
    click.option("--quick", is_flag=True, help="Trong khoảng một phút / within a minute or so"),
    region=False,
)
def bench_command(call: Call, quick: bool) -> Section:
    """Đo tốc độ và bộ nhớ, so với những gì đo cùng lúc trên máy này.

    Measure speed and memory against what is measured beside them on this machine.
    """
    from simulator.bench.section import bench, section

    return section(bench(quick=quick), quick=quick)
