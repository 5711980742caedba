"""Commands that look things up: levers, indicators, regions, scenarios, figures, law, schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command

if TYPE_CHECKING:
    from simulator.report.document import Section


@command(region=False)
def levers_command(call: Call) -> Section:
    """Mọi giải pháp: đơn vị, khoảng, bằng chứng, cơ quan chịu trách nhiệm.

    Every lever: unit, range, evidence, who answers for it.
    """
    from simulator.report.results import lists

    return lists.levers()


@command(region=False)
def indicators_command(call: Call) -> Section:
    """Mọi chỉ tiêu tính toán: đơn vị và định nghĩa.

    Every indicator: unit and definition.
    """
    from simulator.report.results import lists

    return lists.indicators()


@command(region=False)
def regions_command(call: Call) -> Section:
    """Các địa bàn có sẵn.

    The regions that the program brings along.
    """
    from simulator.inputs.pack_lineage import region_names
    from simulator.inputs.region import load_region
    from simulator.report.results import lists

    return lists.regions([load_region(name) for name in region_names()])


@command(region=False)
def scenarios_command(call: Call) -> Section:
    """Các kịch bản có sẵn.

    The scenarios that the program brings along.
    """
    from simulator.inputs.scenario_files import load_scenario, scenario_names
    from simulator.report.results import lists

    return lists.scenarios([load_scenario(name) for name in scenario_names()])


@command()
def figures_command(call: Call) -> Section:
    """Số liệu của địa bàn và nơi khác: tình trạng, nguồn.

    The figures of a region and of other places, with status and source.
    """
    from simulator.report.results import figures

    return figures.section(call.place)


@command()
def law_command(call: Call) -> Section:
    """Pháp luật theo ngày hiệu lực, kèm căn cứ.

    The law by date of effect, with references.
    """
    from simulator.report.results import law

    return law.section(call.place)


@command(region=False, formats=False)
def schema_command(call: Call) -> None:
    """In JSON Schema của tệp kịch bản.

    Print the JSON Schema of scenario files.
    """
    from simulator.inputs.scenario_schema import scenario_schema
    from simulator.report.writers.json import as_json

    click.echo(as_json(scenario_schema()), nl=False)
