"""The engine beside a fused C kernel of the same arithmetic: 1,000 draws, one thread each.

OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/kernel.py

The kernel gets the conditions of each year ready made, and does the years with every movement
summed by cause; the engine is timed whole (conditions, years, totals), and its years alone.
"""

from __future__ import annotations

import ctypes
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from simulator import load_region, load_scenario
from simulator.analysis.ensemble import draw_sample
from simulator.classes import CLASS_NAMES, SELF_EMPLOYED
from simulator.model.arrays import Array
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.workforce import Room
from simulator.model.year import YearResult, next_year
from simulator.projection import Sample, project
from simulator.projection import run as engine  # its year step is watched

SIZE, UNTIL, TIMES = 1024, 2036, 15
FLOWS, TOTALS, LANES = 96, 40, 32  # as the kernel has them
RATES = [
    "class_share",
    "hiring_weight",
    "hiring_pattern",
    "base_covered",
    "base_force",
    "form_weight",
    "room_filled",
    "yearly_rise",
    "separation",
    "separation_uncovered",
    "retirement",
    "retirement_voluntary",
    "retired_to_inactive",
    "lapse",
    "recruitment",
    "entry_pattern",
    "reenrolment",
    "replacement",
    "ui_outside",
]
BY_CELL = [
    "survival",
    "working_age",
    "retiring",
]
BY_DRAW = [
    "population",
    "net_migration",
    "participation",
    "owner_share",
    "job_growth",
    "room_growth",
    "job_luck",
    "project_jobs",
    "hired_from_outside",
    "closures",
    "compliance_shift",
    "lump_sum_rate",
    "access",
    "price_entry",
    "lapse_factor",
    "recruitment_noise",
    "ui_shift",
]
START = [
    "in_migrants",
    "reference_voluntary",
    "owners",
    "project_jobs",
    "compliance_shift",
    "labour_force",
]
Pointer = ctypes.POINTER(ctypes.c_double)


class CRates(ctypes.Structure):
    _fields_ = [(name, Pointer) for name in RATES]


class CYear(ctypes.Structure):
    _fields_ = [
        *((name, Pointer) for name in (*BY_CELL, *BY_DRAW)),
        ("damping", ctypes.c_double),
    ]


@dataclass
class Block:
    """What the engine gave to the years of one block of draws, and where they led."""

    start: YearEnd | None = None
    rates: Rates | None = None
    conditions: list[Conditions] = field(default_factory=list)
    ends: list[YearEnd] = field(default_factory=list)


def recorded(sample: Sample) -> list[Block]:
    """Run the engine once and keep what each block's years were given."""
    blocks: list[Block] = []

    def keeping(
        last: YearEnd, conditions: Conditions, rates: Rates, room: Room | None = None
    ) -> YearResult:
        if last.year == blocks_base:
            blocks.append(Block(last, rates))
        result = next_year(last, conditions, rates)
        blocks[-1].conditions.append(conditions)
        blocks[-1].ends.append(result.end)
        return result

    region = load_region("ninh_thuan")
    blocks_base = region.base_year
    engine.next_year = keeping
    try:
        project(region, load_scenario("resolution"), UNTIL, sample)
    finally:
        engine.next_year = next_year
    return blocks


class Kernel:
    """The compiled kernel, and one block's inputs as it takes them."""

    def __init__(self, library: ctypes.CDLL, block: Block) -> None:
        assert block.start is not None
        assert block.rates is not None
        self._library = library
        self._kept: dict[object, Array] = {}
        self._block = block
        draws = self._draws = block.start.stocks.shape[-1]
        assert draws % LANES == 0
        self._rates = CRates(*(self._pointer(getattr(block.rates, n), draws) for n in RATES))
        each = [
            CYear(
                *(self._pointer(getattr(c, n), 0) for n in BY_CELL),
                *(self._pointer(getattr(c, n), draws) for n in BY_DRAW),
                c.damping,
            )
            for c in block.conditions
        ]
        self._years = (CYear * len(each))(*each)
        self.stocks = np.empty_like(block.start.stocks)
        self._start = [self._pointer(getattr(block.start, name), draws) for name in START]
        self._flows = np.empty((len(each), FLOWS, draws))
        self._totals = np.empty((len(each), TOTALS, draws))

    def _pointer(self, array: Array, draws: int) -> ctypes._Pointer[ctypes.c_double]:
        shape = (*array.shape[:-1], draws) if draws else array.shape
        if shape[0] == 1 and len(shape) == 2:
            shape = (len(CLASS_NAMES), draws)  # one factor for all classes
        # What is the same in all years is one array for the kernel too, so that it stays cached.
        key = (array.ctypes.data, array.strides, shape)
        if key not in self._kept:
            whole = np.broadcast_to(array, shape)
            self._kept[key] = np.ascontiguousarray(whole, dtype=float)
        return self._kept[key].ctypes.data_as(Pointer)

    def run(self, years: int | None = None) -> None:
        """Run the years; ``stocks`` holds the last year's end."""
        assert self._block.start is not None
        np.copyto(self.stocks, self._block.start.stocks)
        self._library.run(
            self._draws,
            len(self._years) if years is None else years,
            SELF_EMPLOYED,
            self.stocks.ctypes.data_as(Pointer),
            *self._start,
            ctypes.byref(self._rates),
            self._years,
            self._flows.ctypes.data_as(Pointer),
            self._totals.ctypes.data_as(Pointer),
        )

    def difference(self) -> float:
        """Return the largest relative difference of any year's cells from the engine's."""
        found = 0.0
        for i, end in enumerate(self._block.ends):
            self.run(i + 1)
            scale = np.maximum(np.abs(end.stocks), 1.0)
            found = max(found, float((np.abs(self.stocks - end.stocks) / scale).max()))
        return found


def compiled(folder: Path) -> ctypes.CDLL:
    """Compile the kernel; leave with status 2 where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        print("no C compiler (cc, gcc, clang) found: nothing to compare with", file=sys.stderr)
        raise SystemExit(2)
    source, target = Path(__file__).with_name("kernel.c"), folder / "kernel.so"
    flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]
    subprocess.run([compiler, *flags, "-o", str(target), str(source), "-lm"], check=True)
    return ctypes.CDLL(str(target))


def timed(tasks: dict[str, Callable[[], object]], times: int) -> dict[str, list[float]]:
    """Return the processor times of each task [ms], by turns: a busy machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(times):
        for name, task in tasks.items():
            task()  # the caches are its own
            begin = time.process_time()
            task()
            taken[name].append(1000.0 * (time.process_time() - begin))
    return taken


ENGINE, YEARS, KERNEL = "engine, whole", "engine, years alone", "fused C kernel"


def compared(times: int = TIMES) -> tuple[dict[str, list[float]], float]:
    """Return the times of engine and kernel [ms], and the largest relative difference of cells."""
    region, scenario = load_region("ninh_thuan"), load_scenario("resolution")
    sample = draw_sample(region, scenario, SIZE)
    blocks = recorded(sample)
    with tempfile.TemporaryDirectory() as folder:
        library = compiled(Path(folder))
        kernels = [Kernel(library, block) for block in blocks]
        differences = max(kernel.difference() for kernel in kernels)

        room = Room()

        def years_alone() -> None:
            for block in blocks:
                end = block.start
                assert end is not None
                assert block.rates is not None
                for conditions in block.conditions:
                    end = next_year(end, conditions, block.rates, room).end

        def fused() -> None:
            for kernel in kernels:
                kernel.run()

        tasks: dict[str, Callable[[], object]] = {
            ENGINE: lambda: project(region, scenario, UNTIL, sample),
            YEARS: years_alone,
            KERNEL: fused,
        }
        return timed(tasks, times), differences


def main() -> None:
    rows, differences = compared()
    print(f"{SIZE} draws until {UNTIL}; largest relative difference {differences:.1e}")
    kernel = rows[KERNEL]
    for name, taken in rows.items():
        ratios = [mine / its for mine, its in zip(taken, kernel, strict=True)]
        print(
            f"{name:20} best {min(taken):6.0f} ms, median {statistics.median(taken):6.0f} ms; "
            f"over the kernel {min(taken) / min(kernel):4.1f}, {statistics.median(ratios):4.1f}"
        )


if __name__ == "__main__":
    main()
