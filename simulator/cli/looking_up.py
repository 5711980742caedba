"""Commands that look things up: check, levers, indicators, regions, scenarios, schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command
from simulator.cli.output import tell
from simulator.cli.speaking import STATUS_BAD_INPUT
from simulator.errors import InputError, complain
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.report.document import Section


@command(click.argument("paths", nargs=-1, required=True, metavar="FILE_OR_DIR..."), formats=False)
def check_command(call: Call, paths: tuple[str, ...]) -> None:
    """Kiểm tra tệp kịch bản, thư mục kịch bản hay gói địa bàn.

    Check scenario files, folders of them, or region packs.
    """
    from simulator.inputs.scenario_check import check_against_region
    from simulator.inputs.scenario_files import load_scenario

    faults = 0
    for path in paths:
        for name, pack in _to_check(path):
            try:
                if pack:
                    _check_pack(name)
                else:
                    check_against_region(load_scenario(name), call.place)
            except InputError as error:
                faults += len(error.problems)
                tell(error, call.language)
            else:
                click.echo(f"{name}: " + Text("hợp lệ", "valid").in_(call.language))
                if pack:
                    _say_what_is_missing(name, call.language)
    if faults:
        raise SystemExit(STATUS_BAD_INPUT)


def _to_check(path: str) -> list[tuple[str, bool]]:
    """Return what stands at a path: names, and whether each is a pack; else a scenario."""
    folder = Path(path)
    if folder.suffix.lower() == ".csv":
        raise complain(
            f"{path}: là một bảng; kiểm tra cả thư mục của gói ({folder.parent})",
            f"{path}: is a table; check the folder of its pack ({folder.parent})",
            key="FILE_OR_DIR",
        )
    if not folder.is_dir():
        return [(path, False)]
    if (folder / "region.yaml").exists():
        return [(path, True)]
    files = [(str(file), False) for file in sorted(folder.glob("*.yaml"))]
    if not files:
        raise complain(
            f"{path}: không có tệp .yaml nào, cũng không phải gói địa bàn (region.yaml)",
            f"{path}: holds no .yaml file, nor is it a pack (region.yaml)",
            key="FILE_OR_DIR",
        )
    return files


def _check_pack(folder: str) -> None:
    from simulator.inputs.history_check import check_history
    from simulator.inputs.region import load_region

    problems = check_history(load_region(folder))
    if problems:
        raise InputError(problems)


def _say_what_is_missing(pack: str, language: str) -> None:
    """Say what a pack, right as it is, lacks for a projection."""
    from simulator.inputs.history_check import missing_for_projection
    from simulator.inputs.region import load_region

    missing = [problem.key for problem in missing_for_projection(load_region(pack))]
    if missing:
        year = load_region(pack).base_year
        words = Text(
            f"  chưa dự báo được: thiếu số tháng 12/{year} của {', '.join(missing)}",
            f"  cannot be projected yet: December {year} is missing for {', '.join(missing)}",
        )
        click.echo(words.in_(language))


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
    from simulator.inputs.region import load_region, region_names
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


@command(region=False, formats=False)
def schema_command(call: Call) -> None:
    """In JSON Schema của tệp kịch bản.

    Print the JSON Schema of scenario files.
    """
    from simulator.inputs.scenario_schema import scenario_schema
    from simulator.report.writers.json import as_json

    click.echo(as_json(scenario_schema()), nl=False)
