"""Made-up provinces on a cluster of one worker and of two, each a process with one thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np

from simulator.bench.measuring import NotHereError, Row
from simulator.bench.provinces import made_up
from simulator.extras import missing, need
from simulator.inputs.scenario_files import load_scenario
from simulator.report.batch import Answer, Part, work_through
from simulator.text import Text

KEEPS_MEMORY = {"MALLOC_TRIM_THRESHOLD_": 256 * 2**20, "MALLOC_MMAP_THRESHOLD_": 256 * 2**20}
"""Dask hands freed memory back to the system at once, which makes arrays of our size slow; so its
workers are begun with this. A cluster of one's own is told so by a file (docs/scale.md)."""
_TASKS, _PASSES, _NEAR = 8, 40_000, 2048
"""Plain arithmetic in the nearest cache, which tells what two processes of this machine are worth:
others may be using them."""
Told = dict[str, list[Any]]
"""Part -> its records: the digits that must be the same wherever they were worked out."""


def parts_of(places: int, draws: int) -> list[Part]:
    """Return the resolution of some made-up places in 2025 and 2030."""
    scenario = load_scenario("resolution")
    return [Part(place, scenario, (2025, 2030), draws) for place in made_up(places)]


def on_cluster(parts: Sequence[Part], workers: int) -> tuple[float, float, Told]:
    """Return the seconds that so many workers take, for plain arithmetic too, and the answers."""
    dask, distributed = need("dask"), need("distributed")
    with (
        dask.config.set({"distributed.nanny.pre-spawn-environ": _environment(dask)}),
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,  # workers complain that their scheduler goes first
        ) as local,
        distributed.Client(local) as client,
    ):
        client.run(_ready)
        begin = time.perf_counter()
        client.gather([client.submit(_plain, i) for i in range(_TASKS)])
        between = time.perf_counter()
        found = _answers(parts, client)
        return time.perf_counter() - between, between - begin, found


def _environment(dask: Any) -> dict[str, Any]:  # noqa: ANN401
    return {**dask.config.get("distributed.nanny.pre-spawn-environ"), **KEEPS_MEMORY}


def _ready() -> None:
    """Import what the parts need, before the clock starts."""
    import simulator.report.batch  # noqa: F401


def _plain(number: int) -> float:
    """Do what needs neither memory nor anyone else; return a number of it."""
    a, b = np.full(_NEAR, 0.5), np.full(_NEAR, float(number))
    out = np.empty(_NEAR)
    for _ in range(_PASSES):
        np.multiply(a, b, out=out)
        np.add(out, b, out=out)
    return float(out[0])


def _answers(parts: Sequence[Part], client: Any) -> Told:  # noqa: ANN401
    found: Told = {}

    def pool() -> Executor:
        made: Executor = client.get_executor(pure=False)
        return made

    def keep(part: Part, answer: Answer) -> None:
        found[part.name] = answer.records

    if (error := work_through(parts, pool, keep).error()) is not None:
        raise error
    return found


def cluster(places: int, draws: int) -> list[Row]:
    """Return the time of one worker and of two, beside what two processes are worth here.

    Raises
    ------
    NotHereError
        without Dask's distributed scheduler.
    RuntimeError
        where the two found different digits.
    """
    if (lacking := missing("distributed")) is not None:
        raise NotHereError(lacking)
    parts = parts_of(places, draws)
    (one, alone, first), (two, beside, second) = (on_cluster(parts, n) for n in (1, 2))
    if first != second:
        raise RuntimeError("one worker and two found different digits")
    name = Text(f"{places} địa bàn, {draws} lần mô phỏng", f"{places} places, {draws} draws")
    return [
        Row(Text(f"{name.vi}, một tiến trình", f"{name.en}, one worker"), one, "s_wall"),
        Row(
            Text(f"{name.vi}, hai tiến trình", f"{name.en}, two workers"),
            two,
            "s_wall",
            one / two,
            Text("nhanh hơn một tiến trình; cùng chữ số", "faster than one; the same digits"),
        ),
        Row(
            Text("… của số có thể được trên máy này", "… of what this machine allows"),
            alone / beside,
            "times",
            one / two / (alone / beside),
            Text("phép tính thuần, hai tiến trình", "plain arithmetic in two processes"),
        ),
    ]
