"""First load: bytes, requests, when the first number is painted and when the sliders stand.

``python benchmarks/first_load.py [--times 5]`` opens the page in fresh browsers without a cache, at
full speed and at emulated lines of 9 and 1.6 Mbit/s, and beside it a page of one slider at full
speed: times on a busy machine mean little, ratios more.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from page_browser import FLOOR, browser, ready, served

LINES = {"full speed": None, "9 Mbit/s": (9e6, 40), "1.6 Mbit/s": (1.6e6, 150)}
"""Name -> bits a second and round trip [ms]."""
NUMBER = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
"""The document that comes first has the numbers in it; nothing is painted before them."""
SLIDERS = "performance.getEntriesByName('workbench-exact')[0].startTime / 1000"


class Load(NamedTuple):
    """One opening of a page."""

    number: float
    sliders: float
    requests: int
    kilobytes: float


def opened(machine: Any, url: str, line: tuple[float, int] | None, floor: bool = False) -> Load:
    """Open a page in a browser that knows nothing of it."""
    context = machine.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    if line is not None:
        speed = line[0] / 8
        limits = {"offline": False, "latency": line[1]}
        limits |= {"downloadThroughput": speed, "uploadThroughput": speed}
        wire.send("Network.emulateNetworkConditions", limits)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    if floor:
        page.goto(url, timeout=90_000)
        page.get_by_text("value is").wait_for(timeout=90_000)
        number = sliders = page.evaluate("performance.now() / 1000")
    else:
        ready(page, url)
        number, sliders = page.evaluate(NUMBER), page.evaluate(SLIDERS)
    found = Load(number, sliders, len(sizes), sum(sizes) / 1000)
    context.close()
    return found


def told(name: str, loads: list[Load]) -> None:
    """Print what several openings took."""
    numbers, sliders = (sorted(load[i] for load in loads) for i in (0, 1))
    print(
        f"{name:20} first number {median(numbers):5.2f} s ({numbers[0]:.2f}–{numbers[-1]:.2f}), "
        f"sliders {median(sliders):5.2f} s ({sliders[0]:.2f}–{sliders[-1]:.2f}), "
        f"{median(x.requests for x in loads):.0f} requests, "
        f"{median(x.kilobytes for x in loads):.0f} kB"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    with browser() as machine:
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "floor.py"
            script.write_text(FLOOR, "utf-8")
            with served(script) as (url, _):
                opened(machine, url, None, floor=True)
                told("floor, full speed", [opened(machine, url, None, True) for _ in range(times)])
        with served() as (url, _):
            opened(machine, url, None)  # the first visitor warms the server
            for name, line in LINES.items():
                told(name, [opened(machine, url, line) for _ in range(times)])


if __name__ == "__main__":
    main()
