"""How far ranges of contributions from first and last marginals are from the exact ones.

python tools/contribution_ranges.py [DRAWS]
"""

from __future__ import annotations

import sys
from time import process_time

from simulator import load_region, load_scenario
from simulator.analysis.attribution import Explanation, explain


def ends(found: Explanation) -> list[float]:
    """Return the ends of the ranges of participants, group by group."""
    return [end for c in found.contributions for end in c.persons_band or ()]


def main() -> None:
    """Print a row a place: largest error of an end, in persons and against the whole effect."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    print("place       draws  largest error  of the whole  CPU s, exact  CPU s, ends")
    for place in ("ninh_thuan", "viet_nam"):
        region = load_region(place)
        pair = load_scenario("status_quo"), load_scenario("resolution")
        started = process_time()
        exact = explain(region, *pair, 2030, draws, exact=True)
        between = process_time()
        quick = explain(region, *pair, 2030, draws)
        ended = process_time()
        error = max(abs(a - b) for a, b in zip(ends(exact), ends(quick), strict=True))
        print(
            f"{place:10}  {draws:5}  {error:13,.0f}  {error / abs(exact.persons):12.2%}"
            f"  {between - started:12.1f}  {ended - between:11.1f}"
        )


if __name__ == "__main__":
    main()
