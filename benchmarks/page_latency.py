"""From a slider let go to the exact lines painted, beside a page with one slider and one line.

``python benchmarks/page_latency.py [--moves 30]`` prints medians in milliseconds, their ratio, the
component's work per frame while dragging, and the time until the 80 % ranges are there.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

from page_browser import FLOOR, browser, drag, ready, served

RELEASED = """
window.released = 0;
addEventListener('pointerup', () => { window.released = performance.now(); }, true);
addEventListener('mouseup', () => { window.released = performance.now(); }, true);
"""
FLOOR_WATCH = """
window.painted = 0;
window.shown = () => document.querySelector('[data-testid="stText"]')?.textContent;
window.last = shown();
new MutationObserver(() => {
  if (shown() && shown() !== last) {
    window.last = shown();
    requestAnimationFrame(() => { window.painted = performance.now(); });
  }
}).observe(document.body, {subtree: true, childList: true, characterData: true});
"""


def floor(page: Any, url: str, moves: int) -> list[float]:
    page.add_init_script(RELEASED)
    page.goto(url)
    page.wait_for_selector('[data-testid="stText"]')
    page.evaluate(FLOOR_WATCH)
    thumb = page.locator('[data-testid="stSliderThumbValue"]').locator("..")
    found = []
    for i in range(moves):
        box = thumb.bounding_box()
        page.evaluate("window.painted = 0")
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(380 + 60 * (i % 7), box["y"] + box["height"] / 2, steps=4)
        page.mouse.up()
        page.wait_for_function("window.painted > 0")
        found.append(page.evaluate("window.painted - window.released"))
        page.wait_for_timeout(250)
    return found


def bench(page: Any, url: str, moves: int) -> tuple[list[float], list[float], list[float]]:
    page.add_init_script(RELEASED)
    ready(page, url, preview=True)
    page.wait_for_timeout(1500)
    levers = ("agents", "inspection", "topup_subsidy", "retention", "digital", "awareness")
    exact, bands = [], []
    for i in range(moves):
        page.evaluate("performance.clearMarks()")
        drag(page, levers[i % len(levers)], 0.15 + 0.7 * ((i * 0.381) % 1), steps=10)
        page.wait_for_function("performance.getEntriesByName('workbench-exact').length > 0")
        exact.append(
            page.evaluate(
                "performance.getEntriesByName('workbench-exact')[0].startTime - window.released"
            )
        )
        page.wait_for_function("performance.getEntriesByName('workbench-fed').length > 0")
        bands.append(
            page.evaluate(
                "performance.getEntriesByName('workbench-fed')[0].startTime - window.released"
            )
        )
        page.wait_for_function("performance.getEntriesByName('workbench-swept').length > 0")
        page.wait_for_timeout(250)
    frames = page.evaluate("performance.getEntriesByName('workbench-drag').map((e) => e.duration)")
    return exact, bands, frames


def at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--each", action="store_true")
    args = parser.parse_args()
    moves = args.moves
    with tempfile.TemporaryDirectory() as folder, browser() as chrome:
        script = Path(folder) / "floor.py"
        script.write_text(FLOOR, "utf-8")
        with served(script) as (plain, _), served() as (app, _):
            page = chrome.new_page(viewport={"width": 1366, "height": 768})
            lowest = floor(page, plain, moves)
            page.close()
            page = chrome.new_page(viewport={"width": 1366, "height": 768})
            exact, bands, frames = bench(page, app, moves)
    a, b = statistics.median(lowest), statistics.median(exact)
    if args.each:
        print("exact:", [round(v) for v in exact])
        print("ranges:", [round(v) for v in bands])
    print(f"floor: one slider, one line     median {a:6.1f} ms   p95 {at(lowest, 0.95):6.1f} ms")
    print(f"release to exact lines painted  median {b:6.1f} ms   p95 {at(exact, 0.95):6.1f} ms")
    print(f"ratio of medians                       {b / a:6.2f}")
    print(
        f"release to 80 % ranges          median {statistics.median(bands):6.1f} ms   "
        f"p95 {at(bands, 0.95):6.1f} ms"
    )
    print(
        f"work per frame of a drag        median {statistics.median(frames):6.2f} ms   "
        f"p95 {at(frames, 0.95):6.2f} ms   ({len(frames)} frames)"
    )


if __name__ == "__main__":
    main()
