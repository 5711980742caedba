"""The engine: one projection, an ensemble, beside a C kernel and what the machine can do."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import numpy as np

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.bench.measuring import NotHereError, Row, least
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.model.states import AGES, STATE_COUNT
from simulator.projection import project
from simulator.text import Text

DRAWS, UNTIL = 1024, 2036
KERNEL = Path(__file__).parents[2] / "benchmarks" / "kernel.py"
"""The hand-written yardstick; it lies in a clone and in no wheel, since it is no part of the
program."""
_BYTES = 8
_SPACE = 64 * 2**20
"""Bytes that are copied to tell the bandwidth: more than any cache holds."""
_NEAR = 2048
"""Numbers that are worked on to tell the arithmetic: few enough for the nearest cache."""
_PASSES = 2000


def machine(times: int) -> list[Row]:
    """Return an ensemble of :data:`DRAWS` beside memory's bandwidth and plain arithmetic.

    Its numbers are those of every state, sex and age in every draw and year.
    """
    region, scenario = load_region("ninh_thuan"), load_scenario("resolution")
    sample = draw_sample(region, scenario, DRAWS)
    there, back = np.zeros(_SPACE // _BYTES), np.ones(_SPACE // _BYTES)
    a, b, out = (np.full(_NEAR, 0.5) for _ in range(3))

    def arithmetic() -> None:
        for _ in range(_PASSES):
            np.multiply(a, b, out=out)
            np.add(out, b, out=out)

    found = least(
        {
            "central": lambda: project(region, scenario, 2030),
            "ensemble": lambda: project(region, scenario, UNTIL, sample),
            "copy": lambda: np.copyto(there, back),
            "arithmetic": arithmetic,
        },
        times,
    )
    numbers = STATE_COUNT * 2 * len(AGES) * DRAWS * (UNTIL - region.base_year)
    moved = numbers * _BYTES * found["copy"] / _SPACE
    operation = found["arithmetic"] / (_PASSES * _NEAR)
    many = found["ensemble"]
    return [
        Row(Text("Một dự báo đến 2030", "One projection to 2030"), 1000.0 * found["central"]),
        Row(_ENSEMBLE, 1000.0 * many),
        Row(
            Text("… so với băng thông bộ nhớ", "… against the memory's bandwidth"),
            2.0 * _SPACE / found["copy"] / 1e9,
            "GB/s",
            many / moved,
            Text("một lần chép mọi ô của mọi năm", "copying every cell of every year once"),
        ),
        Row(
            Text("… so với tốc độ tính", "… against plain arithmetic"),
            many / numbers / operation,
            "operations",
            None,
            None,
            Text(
                "phép nhân-cộng của NumPy cho mỗi ô mỗi năm",
                "NumPy multiply-adds a cell and year",
            ),
        ),
    ]


_ENSEMBLE = Text(
    f"{DRAWS} lần mô phỏng đến {UNTIL}".replace("1024", "1.024"),
    f"{DRAWS:,} draws to {UNTIL}",
)


def yardstick(times: int) -> list[Row]:
    """Return the ensemble beside a fused C kernel of the same years, one thread each.

    Raises
    ------
    NotHereError
        without a clone or a C compiler.
    """
    kernel = _kernel()
    before = dict(os.environ)  # the yardstick asks for the years in C and in NumPy by turns
    try:
        found, _ = kernel.compared(times)
    finally:
        os.environ.clear()
        os.environ.update(before)
    c = min(found[kernel.KERNEL])
    to = Text("nhân C viết tay", "the hand-written C kernel")
    measured = (
        (_ENSEMBLE, kernel.ENGINE, "ms"),
        (Text("… chỉ các năm, đã biên dịch", "… the years alone, compiled"), kernel.YEARS, "ms"),
        (Text("… hai luồng", "… in two threads"), kernel.THREADS, "ms_wall"),
        (Text("… chỉ NumPy", "… with NumPy alone"), kernel.PLAIN, "ms"),
    )
    ratios = [(name, min(found[key]), unit) for name, key, unit in measured]
    return [Row(to, c), *(Row(name, taken, unit, taken / c, to) for name, taken, unit in ratios)]


def _kernel() -> ModuleType:
    if not KERNEL.exists():
        raise NotHereError(
            Text("chỉ có trong bản sao mã nguồn", "only in a clone of the repository")
        )
    if not any(map(shutil.which, ("cc", "gcc", "clang"))):
        raise NotHereError(Text("không có trình biên dịch C", "no C compiler"))
    spec = spec_from_file_location("simulator_yardstick", KERNEL)
    if spec is None or spec.loader is None:
        raise ImportError(KERNEL)
    kernel = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(kernel)
    return kernel
