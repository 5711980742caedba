"""The command that checks files: scenarios, folders of them, and region packs."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.bilingual import STATUS_BAD_INPUT
from simulator.cli.calling import Call, command
from simulator.cli.output import tell
from simulator.errors import InputError, input_error
from simulator.inputs.pack_lineage import region_names
from simulator.inputs.pack_source import is_pack
from simulator.text import Text


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
        raise input_error(
            f"{path}: là một bảng; kiểm tra cả thư mục của gói ({folder.parent})",
            f"{path}: is a table; check the folder of its pack ({folder.parent})",
            key="FILE_OR_DIR",
        )
    if is_pack(folder) or path in region_names():
        return [(path, True)]
    if not folder.is_dir():
        return [(path, False)]
    files = [(str(file), False) for file in sorted(folder.glob("*.yaml"))]
    if not files:
        raise input_error(
            f"{path}: không có tệp .yaml nào, cũng không phải gói địa bàn (region.yaml)",
            f"{path}: holds no .yaml file, nor is it a pack (region.yaml)",
            key="FILE_OR_DIR",
        )
    return files


def _check_scenario(call: Call, name: str) -> list[Text]:
    from simulator.inputs.scenario_timing import past_starts

    return past_starts([call.scenario(name)], call.place)


def _check_pack(folder: str) -> list[Text]:
    """Return what is to be said of a pack.

    Raises
    ------
    InputError
        with whatever a projection of the pack would end in.
    """
    from simulator.analysis.evidence.pack_review import review
    from simulator.inputs.region import load_region
    from simulator.report.results.pack_review import told

    return told(review(load_region(folder)))
