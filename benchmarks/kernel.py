"""The engine beside a fused C kernel of the same arithmetic: 1,000 draws, one thread each.

OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/kernel.py

The kernel gets the conditions of each year ready made, and does the years with every movement
summed by cause; the engine is timed whole (base year, conditions, years, totals), and its years
alone: compiled from the year as it is stated, in one thread and in two, and by NumPy.
Times are those of the processor, but for the two threads, which take the clock's.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from simulator import load_region, load_scenario
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.classes import SELF_EMPLOYED
from simulator.model.arrays import Array, one_year_older
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.year import next_year, participation
from simulator.projection import Sample, project, years
from simulator.projection.conditions import conditions_ahead
from simulator.projection.run import with_draws
from simulator.projection.totals import Accumulator

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
    "job_noise",
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

    start: YearEnd
    rates: Rates
    conditions: Sequence[Conditions]
    found: Mapping[str, Array]
    ends: list[YearEnd] = field(default_factory=list)

    def by_numpy(self) -> None:
        """Run the years by NumPy."""
        os.environ[years.SETTING] = years.NUMPY
        years.years_counted(self.start, self.rates, self.conditions, self.found)

    def in_threads(self, number: int) -> None:
        """Run the years compiled."""
        os.environ[years.SETTING] = years.COMPILED
        library = years.compiled_year(booking=False)
        assert library is not None
        given = self.start, self.rates, self.conditions, self.found
        made, _ = years.program(booking=False)
        made.run(library, *given, number)


def recorded(sample: Sample) -> Block:
    """Return what the engine gives to the years of one block of draws."""
    inputs = project(load_region("ninh_thuan"), load_scenario("resolution"), UNTIL, sample).inputs
    rates, start = inputs.base.rates, with_draws(inputs.base.start, sample.size)
    counts = Accumulator(inputs, start, UNTIL)
    block = Block(start, rates, conditions_ahead(inputs, counts.years[1:]), counts.ahead)
    end = start
    for year in block.conditions:
        end = next_year(end, year, rates).end
        block.ends.append(end)
    return block


@dataclass
class Ready:
    """Conditions of a year, and what the engine's year makes of them for each cell."""

    conditions: Conditions
    net_migration: Array
    participation: Array

    def __getattr__(self, name: str) -> Array:
        return getattr(self.conditions, name)


def made_ready(block: Block) -> list[Ready]:
    """Return what the kernel takes ready made of each year."""
    before = [block.start.population, *(year.population for year in block.conditions)]
    return [
        Ready(
            year,
            year.population - one_year_older(people, year.survival) - year.turning_15[0],
            participation(year, block.rates),
        )
        for year, people in zip(block.conditions, before, strict=False)
    ]


def as_the_kernel_has_it(array: Array) -> Array:
    """Return an array without the axes that only the engine's have, to stand beside stocks."""
    if array.ndim == 4 and array.shape[1:3] == (1, 1):
        array = array[:, 0, 0]
    return array[0] if array.shape[0] == 1 and array.ndim in (2, 4) else array


class Kernel:
    """The compiled kernel, and one block's inputs as it takes them."""

    def __init__(self, library: ctypes.CDLL, block: Block) -> None:
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
            for c in made_ready(block)
        ]
        self._years = (CYear * len(each))(*each)
        self.stocks = np.empty_like(block.start.stocks)
        self._start = [self._pointer(getattr(block.start, name), draws) for name in START]
        self._flows = np.empty((len(each), FLOWS, draws))
        self._totals = np.empty((len(each), TOTALS, draws))

    def _pointer(self, array: Array, draws: int) -> ctypes._Pointer[ctypes.c_double]:
        array = as_the_kernel_has_it(array)
        shape = (*array.shape[:-1], draws) if draws else array.shape
        # What is the same in all years is one array for the kernel too, so that it stays cached.
        key = (array.ctypes.data, array.strides, shape)
        if key not in self._kept:
            whole = np.broadcast_to(array, shape)
            self._kept[key] = np.ascontiguousarray(whole, dtype=float)
        return self._kept[key].ctypes.data_as(Pointer)

    def run(self, years: int | None = None) -> None:
        """Run the years; ``stocks`` holds the last year's end."""
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
    source = Path(__file__).with_name("kernel.c")
    made, target = folder / "kernel.o", folder / "kernel.so"
    flags = ["-O3", "-march=native", "-ffast-math", "-fPIC"]
    subprocess.run([compiler, *flags, "-c", "-o", str(made), str(source)], check=True)
    # Linked with -ffast-math, a library drops the smallest numbers for all of the process.
    subprocess.run([compiler, "-shared", "-o", str(target), str(made), "-lm"], check=True)
    return ctypes.CDLL(str(target))


def timed(tasks: dict[str, Callable[[], object]], times: int) -> dict[str, list[float]]:
    """Return the times of each task [ms], by turns: a busy machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(times):
        for name, task in tasks.items():
            clock = time.perf_counter if name == THREADS else time.process_time
            task()  # the caches are its own
            begin = clock()
            task()
            taken[name].append(1000.0 * (clock() - begin))
    return taken


ENGINE, YEARS, KERNEL = "engine, whole", "years, compiled", "fused C kernel"
THREADS, PLAIN = "years, two threads", "years, NumPy"


def compared(times: int = TIMES) -> tuple[dict[str, list[float]], float]:
    """Return the times of engine and kernel [ms], and the largest relative difference of cells."""
    region, scenario = load_region("ninh_thuan"), load_scenario("resolution")
    sample = draw_sample(region, scenario, SIZE)
    block = recorded(sample)
    years.threads = lambda _: 1

    def whole() -> None:
        os.environ[years.SETTING] = ""
        project(region, scenario, UNTIL, sample)

    with tempfile.TemporaryDirectory() as folder:
        kernel = Kernel(compiled(Path(folder)), block)
        tasks: dict[str, Callable[[], object]] = {
            ENGINE: whole,
            YEARS: lambda: block.in_threads(1),
            THREADS: lambda: block.in_threads(2),
            PLAIN: block.by_numpy,
            KERNEL: kernel.run,
        }
        return timed(tasks, times), kernel.difference()


def main() -> None:
    rows, differences = compared()
    print(f"{SIZE} draws until {UNTIL}; largest relative difference {differences:.1e}")
    kernel = rows[KERNEL]
    for name, taken in rows.items():
        ratios = [mine / its for mine, its in zip(taken, kernel, strict=True)]
        print(
            f"{name:20} best {min(taken):6.0f} ms, median {statistics.median(taken):6.0f} ms; "
            f"over the kernel {min(taken) / min(kernel):5.2f}, {statistics.median(ratios):5.2f}"
        )


if __name__ == "__main__":
    main()
