"""The command that projects many places: batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.calling import Call, command
from simulator.cli.options import Draws, parse_years, scenarios_argument, seed_option, years_option
from simulator.errors import input_error
from simulator.extras import need
from simulator.report.output import output_folder, refuse_folder, writing
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.region import Region
    from simulator.report.batch import Answer, Part, Undone
    from simulator.report.document import Section

INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells have it."""


@command(
    scenarios_argument,
    click.option(
        "--regions",
        "places",
        required=True,
        metavar="DIR|LIST",
        help="Thư mục chứa các gói, hay danh sách cách nhau bởi dấu phẩy "
        "/ a folder of packs, or a list with commas",
    ),
    years_option("2025,2030"),
    click.option(
        "--out", required=True, metavar="DIR", help="Thư mục kết quả / folder for the results"
    ),
    click.option("--draws", type=Draws(), default=0, help="Số lần mô phỏng / draws"),
    seed_option,
    click.option(
        "--keep-draws",
        is_flag=True,
        help="Giữ từng lần mô phỏng của các chỉ tiêu chính / keep the draws of the main indicators",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=2,
        help="Số tiến trình; cùng chữ số / processes; the same digits",
    ),
    click.option(
        "--scheduler",
        default=None,
        metavar="tcp://HOST:PORT",
        help="Bộ điều phối Dask thay cho máy này / a Dask scheduler in place of this machine",
    ),
    region=False,
)
def batch_command(
    call: Call,
    scenarios: tuple[str, ...],
    places: str,
    years: str,
    out: str,
    draws: int,
    seed: int,
    keep_draws: bool,
    workers: int,
    scheduler: str | None,
) -> Section:
    """Dự báo mọi kịch bản cho nhiều địa bàn; kết quả là một bộ Parquet.

    Project every scenario of many places; the results are one Parquet data set. A run that was
    broken off goes on where it was: call it again.
    """
    from simulator.report.batch import Part, is_finished, read, write
    from simulator.report.results import batch

    need("pyarrow.parquet", extra="cluster")
    refuse_folder(out)
    parts = [
        Part(place, call.scenario(name, place), tuple(parse_years(years, place.base_year)))
        for place in _places(call, places)
        for name in dict.fromkeys(scenarios)
    ]
    parts = [Part(p.region, p.scenario, p.years, draws, seed, keep_draws) for p in parts]
    pool = _pool(workers, scheduler)
    folder = output_folder(out)
    made_from = {part.name: part.made_from() for part in parts}
    with writing(folder):
        left = [part for part in parts if not is_finished(folder, part, made_from[part.name])]

        def keep(part: Part, answer: Answer) -> None:
            write(folder, part, answer, made_from[part.name])

        undone = _worked_through(call, parts, left, pool, keep)
        if (error := undone.error()) is not None:
            raise error
        return batch.section(parts, [read(folder, part) for part in parts])


def _worked_through(
    call: Call,
    parts: Sequence[Part],
    left: Sequence[Part],
    pool: Callable[[], Executor],
    keep: Callable[[Part, Answer], None],
) -> Undone:
    """Work through what is left; return what could not be. Ctrl+C keeps what is finished."""
    from simulator.report.batch import work_through

    finished = len(parts) - len(left)

    def done(part: Part, answer: Answer) -> None:
        nonlocal finished
        keep(part, answer)
        finished += 1

    try:
        return work_through(left, pool, done)
    except KeyboardInterrupt:
        click.echo(_broken_off(finished, len(parts)).in_(call.language), err=True)
        raise SystemExit(INTERRUPTED) from None


def _places(call: Call, stated: str) -> list[Region]:
    """Return the places of a folder of packs or of a list, each of its own code."""
    from simulator.inputs.pack_source import is_pack

    folder = Path(stated)
    names = [name.strip() for name in stated.split(",") if name.strip()]
    if folder.is_dir() and not is_pack(folder):
        names = [str(path) for path in sorted(folder.iterdir()) if is_pack(path)]
        if not names:
            raise input_error(
                f"{stated}: không có gói địa bàn nào", f"{stated}: holds no pack", key="--regions"
            )
    found = [call.place_called(name) for name in names]
    codes = [place.code for place in found]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise input_error(
            f"hai gói cùng mã {twice}", f"two packs have the code {twice}", key="--regions"
        )
    return found


def _pool(workers: int, scheduler: str | None) -> Callable[[], Executor]:
    """Return what opens the pool: processes of this machine, or those of a Dask cluster.

    Raises
    ------
    InputError
        where the scheduler does not answer.
    """
    if scheduler is None:
        return lambda: ProcessPoolExecutor(workers)
    try:
        client = need("distributed").Client(scheduler, timeout="10s")
    except (OSError, TimeoutError, ValueError):
        raise input_error(
            f"{scheduler} không trả lời", f"{scheduler} does not answer", key="--scheduler"
        ) from None
    return lambda: client.get_executor(pure=False)


def _broken_off(finished: int, parts: int) -> Text:
    return Text(
        f"Đã dừng: {finished} trong {parts} phần đã xong; chạy lại lệnh này để làm tiếp.",
        f"Broken off: {finished} of {parts} parts are finished; call again to go on.",
    )
