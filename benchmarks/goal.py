"""Time a goal search against the bare cost of its model runs, in one process on one thread.

OMP_NUM_THREADS=1 python benchmarks/goal.py

Bare cost: the time inside the projections themselves and the working out of their costs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from simulator import load_region, load_scenario
from simulator.analysis.goal import runs, search
from simulator.analysis.goal.question import parse_target, searchable

CASES = (
    ("ninh_thuan", "si_share@2030=0.60"),
    ("ninh_thuan", "si_share@2030=0.28"),
    ("viet_nam", "si_share@2030=0.60"),
)


class Clock:
    """Adds up the time inside the functions it wraps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._deep = 0

    def wrapped(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            self._deep += 1
            begin = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                self._deep -= 1
                if self._deep == 0:
                    self.seconds += time.perf_counter() - begin

        return timed


def main() -> None:
    import scipy.optimize  # loaded before the clock starts

    assert scipy.optimize
    clock = Clock()
    runs.project = clock.wrapped(runs.project)
    runs._yearly = clock.wrapped(runs._yearly)
    runs.draw_sample = clock.wrapped(runs.draw_sample)
    for place, target in CASES:
        region, base = load_region(place), load_scenario("status_quo")
        targets = [parse_target(target, region)]
        for central in (True, False):
            clock.seconds = 0.0
            begin = time.perf_counter()
            answer = search.minimise_cost(
                region, base, targets, searchable(None, True), 0.8, central_only=central
            )
            whole = time.perf_counter() - begin
            kind = "central" if central else "verified"
            print(
                f"{place} {target} {kind}: {whole:.2f} s, model runs {clock.seconds:.2f} s, "
                f"ratio {whole / clock.seconds:.2f}, {answer.verdict}"
            )


if __name__ == "__main__":
    main()
