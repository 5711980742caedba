"""The command that checks files: scenarios, folders of them, and region packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command
from simulator.cli.output import MOST_LINES, tell
from simulator.cli.speaking import STATUS_BAD_INPUT
from simulator.errors import InputError, Problem, complain
from simulator.inputs.pack_source import is_pack
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.region import Region
    from simulator.inputs.scenario import Scenario

HORIZON = 10
"""Years for which a pack is tried."""
MIDDLE, MAIN, SOME_POINTS = 5, 3, 2
"""Year after the base year whose inputs are ranked, how many are named, runs for the ranking."""


@command(click.argument("paths", nargs=-1, required=True, metavar="FILE_OR_DIR..."), formats=False)
def check_command(call: Call, paths: tuple[str, ...]) -> None:
    """Kiểm tra tệp kịch bản, thư mục kịch bản hay gói địa bàn.

    Check scenario files, folders of them, or region packs.
    """
    faults = 0
    for path in paths:
        for name, pack in _to_check(path):
            try:
                remarks = _check_pack(name) if pack else _check_scenario(call, name)
            except InputError as error:
                faults += len(error.problems)
                tell(error, call.language)
                continue
            click.echo(f"{name}: " + Text("hợp lệ", "valid").in_(call.language))
            for words in remarks:
                click.echo("  " + words.in_(call.language))
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
    if is_pack(folder):
        return [(path, True)]
    if not folder.is_dir():
        return [(path, False)]
    files = [(str(file), False) for file in sorted(folder.glob("*.yaml"))]
    if not files:
        raise complain(
            f"{path}: không có tệp .yaml nào, cũng không phải gói địa bàn (region.yaml)",
            f"{path}: holds no .yaml file, nor is it a pack (region.yaml)",
            key="FILE_OR_DIR",
        )
    return files


def _check_scenario(call: Call, name: str) -> list[Text]:
    from simulator.inputs.scenario_timing import past_starts

    return past_starts([call.scenario(name)], call.place)


def _check_pack(folder: str) -> list[Text]:
    """Refuse what contradicts itself or ends a run; return what is missing or not used.

    Raises
    ------
    InputError
        with whatever a projection of the pack would end in.
    """
    from simulator.inputs.history_check import check_history, missing_for_projection
    from simulator.inputs.pack_check import odd_figures, stand_ins, unused_figures
    from simulator.inputs.region import load_region
    from simulator.inputs.scenario_check import check_against_region
    from simulator.inputs.scenario_files import load_scenario, scenario_names
    from simulator.projection import project

    region = load_region(folder)
    problems = check_history(region)
    if problems:
        raise InputError(problems)
    remarks = [
        *region.warnings,
        *unused_figures(region),
        *odd_figures(region),
        *stand_ins(region),
    ]
    missing = missing_for_projection(region)
    if missing:
        more = len(missing) - MOST_LINES
        head = Text("chưa dự báo được:", "cannot be projected yet:")
        rest = [Text(f"… và {more} mục nữa", f"… and {more} more")] if more > 0 else []
        return [*remarks, head, *(_line(problem) for problem in missing[:MOST_LINES]), *rest]
    scenario = load_scenario(scenario_names()[0])
    check_against_region(scenario, region)
    project(region, scenario, region.base_year + HORIZON)
    return [*remarks, _rests_on(region, scenario)]


def _rests_on(region: Region, scenario: Scenario) -> Text:
    """Return in words which inputs the result rests on most, from runs at both ends of each."""
    from simulator.analysis.sensitivity import sensitivity
    from simulator.inputs.words import assumption_words

    year = region.base_year + MIDDLE
    bars = sensitivity(region, scenario, year, "si_participants", points=SOME_POINTS).bars
    whole = sum(bar.width**2 for bar in bars)
    named = [(assumption_words(b.name, b.by), 100.0 * b.width**2 / whole) for b in bars[:MAIN]]
    return Text(
        f"số người tham gia BHXH năm {year} không chắc nhất ở: "
        + "; ".join(f"{words.vi} ({part:.0f} %)" for words, part in named),
        f"SI participants of {year} are least sure for: "
        + "; ".join(f"{words.en} ({part:.0f}%)" for words, part in named),
    )


def _line(problem: Problem) -> Text:
    return Text(problem.line_in("vi"), problem.line_in("en"))
