"""Time one projection, and many draws of one, on one thread; memory of very many draws.

OMP_NUM_THREADS=1 python benchmarks/projection.py
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable

from simulator import load_region, load_scenario
from simulator.analysis.ensemble import draw_sample, run_parts
from simulator.projection import project
from simulator.report.records import records_of_parts


def median_ms(task: Callable[[], object], times: int) -> float:
    task()
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        task()
        taken.append(time.perf_counter() - begin)
    return 1000.0 * statistics.median(taken)


def main() -> None:
    region, scenario = load_region("ninh_thuan"), load_scenario("resolution")
    one = median_ms(lambda: project(region, scenario, 2030), 20)
    print(f"one projection 2023-2030: {one:.1f} ms")
    for size in (256, 1000, 4000):
        sample = draw_sample(region, scenario, size)
        many = median_ms(lambda s=sample: project(region, scenario, 2036, s), 3)
        print(f"{size} draws 2023-2036: {many:.0f} ms, {1000 * many / size:.0f} ms per 1,000 draws")
    central = project(region, scenario, 2036)
    for size in (1_000, 10_000, 100_000):
        begin = time.perf_counter()
        records_of_parts(central, [2030, 2036], None, run_parts(region, scenario, 2036, size))
        taken = time.perf_counter() - begin
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
        print(f"{size} draws in parts: {taken:.1f} s, at most {most:.0f} MB")


if __name__ == "__main__":
    main()
