"""How far ranges of contributions from first and last marginals are from the exact ones.

python tools/contribution_ranges.py [DRAWS]
"""

from __future__ import annotations

import sys
from itertools import product
from time import process_time

from simulator import load_region, load_scenario
from simulator.analysis.causes.attribution import Explanation, explain
from simulator.inputs.scenario_files import scenario_names


def ends(found: Explanation) -> list[float]:
    """Return the ends of the ranges of participants, group by group."""
    return [end for c in found.contributions for end in c.persons_band or ()]


def main() -> None:
    """Print a row a place and scenario: largest error of an end, in persons and of the whole."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    print("place       scenario            draws  error  of the whole  CPU s, exact  CPU s, ends")
    base = load_scenario("status_quo")
    for place, name in product(("ninh_thuan", "viet_nam"), scenario_names()):
        if name == base.name:
            continue
        region, pair = load_region(place), (base, load_scenario(name))
        started = process_time()
        exact = explain(region, *pair, 2030, draws, exact=True)
        between = process_time()
        quick = explain(region, *pair, 2030, draws)
        ended = process_time()
        error = max(abs(a - b) for a, b in zip(ends(exact), ends(quick), strict=True))
        print(
            f"{place:10}  {name:18}  {draws:5}  {error:5,.0f}  {error / abs(exact.persons):12.2%}"
            f"  {between - started:12.1f}  {ended - between:11.1f}"
        )


if __name__ == "__main__":
    main()
