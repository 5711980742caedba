"""How time and memory are taken, and what a row of the table says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from time import process_time
from typing import NamedTuple

from simulator.dataclass import dataclass
from simulator.progress import steps
from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured.

    Parameters
    ----------
    name : what
    value, unit : the least of several times: "ms" or "s" of one processor, "ms_wall" and "s_wall"
        by the clock, "MB", "GB/s", "power" (of what grows), "operations" (multiply-adds); None
        where it was not measured
    ratio, to : how many times what; None where it is compared with nothing
    why : why it was not measured, or what must be known of it
    """

    name: Text
    value: float | None
    unit: str = "ms"
    ratio: float | None = None
    to: Text | None = None
    why: Text | None = None


class NotHereError(Exception):
    """What is measured needs something that this machine lacks."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def least(tasks: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Return the least processor time of each task [s], taken by turns after one for nothing.

    A busy machine slows all of them alike, so that their ratios mean more than the times.
    """
    for task in tasks.values():
        task()
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in steps(range(times)):
        for name, task in tasks.items():
            begin = process_time()
            task()
            taken[name].append(process_time() - begin)
    return {name: min(one) for name, one in taken.items()}


class Spent(NamedTuple):
    """What a process took: processor time [s] and the most memory [MB]."""

    seconds: float
    megabytes: float


_WATCH = (
    "import resource,subprocess,sys;"
    "code=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)"
    ".returncode;"
    "used=resource.getrusage(resource.RUSAGE_CHILDREN);"
    "print(code,used.ru_utime+used.ru_stime,used.ru_maxrss)"
)
"""Run by a process of its own: one that is split off counts its parent's memory as its own."""
_UNITS_A_MB = 1024.0 * (1024.0 if sys.platform == "darwin" else 1.0)


def spent_by(*words: str) -> Spent:
    """Return what a call of Python took from its start to its end.

    Raises
    ------
    NotHereError
        where the system does not tell.
    RuntimeError
        where it did not end well.
    """
    if sys.platform == "win32":
        raise NotHereError(
            Text("Windows không cho biết", "Windows does not tell what a process took")
        )
    watch = [sys.executable, "-S", "-E", "-c", _WATCH, sys.executable, *words]
    told = subprocess.run(watch, capture_output=True, text=True, check=True).stdout.split()
    if told[0] != "0":
        raise RuntimeError(f"{' '.join(words)} ended with status {told[0]}")
    return Spent(float(told[1]), float(told[2]) / _UNITS_A_MB)


def least_spent(calls: Mapping[str, Sequence[str]], times: int) -> dict[str, Spent]:
    """Return the least time and the least memory of each call, taken by turns."""
    found: dict[str, list[Spent]] = {name: [] for name in calls}
    for _ in steps(range(times)):
        for name, words in calls.items():
            found[name].append(spent_by(*words))
    return {
        name: Spent(min(s.seconds for s in many), min(s.megabytes for s in many))
        for name, many in found.items()
    }
