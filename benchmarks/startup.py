"""Time the whole process of the main job against the bare imports it may cost.

python benchmarks/startup.py [pairs]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUN = [sys.executable, "-m", "simulator", "run", "scenarios/status_quo.yaml"]
BARE = [sys.executable, "-c", "import numpy, yaml, click"]
"""The libraries that the main job really imports."""


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main(pairs: int) -> None:
    for command in (RUN, BARE):
        seconds(command)
    times = [(seconds(RUN), seconds(BARE)) for _ in range(pairs)]
    run, bare = (statistics.median(t[i] for t in times) for i in (0, 1))
    ratio = statistics.median(r / b for r, b in times)
    print(f"run {run:.3f} s, bare imports {bare:.3f} s, median ratio {ratio:.2f} ({pairs} pairs)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
