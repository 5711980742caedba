"""From a slider let go to the exact lines painted, beside a page with one slider and one line.

``python benchmarks/page_latency.py [--moves 30] [--plans 2]`` prints medians in milliseconds, their
ratio, the component's work per frame while dragging, the time until the sentences and sliders
follow and until the 80 % ranges are there. With ``--plans 4`` every plan shows its band.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from dataclasses import dataclass, field
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


def floor_opened(page: Any, url: str) -> None:
    page.add_init_script(RELEASED)
    page.goto(url)
    page.wait_for_selector('[data-testid="stText"]')
    page.evaluate(FLOOR_WATCH)


def floor_moved(page: Any, i: int) -> float:
    box = page.locator('[data-testid="stSliderThumbValue"]').locator("..").bounding_box()
    page.evaluate("window.painted = 0")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(380 + 60 * (i % 7), box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    page.wait_for_function("window.painted > 0")
    waited = page.evaluate("window.painted - window.released")
    page.wait_for_timeout(250)
    return float(waited)


WINDOW = {"width": 1366, "height": 768}
PLANS = ("status_quo", "resolution", "voluntary_led", "compliance_digital")
LEVERS = ("agents", "inspection", "topup_subsidy", "retention", "digital", "awareness")


@dataclass(frozen=True)
class Waits:
    """Milliseconds from each release to what came of it, and the work of each frame of a drag."""

    floor: list[float] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    ranges: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)


def opened(page: Any, url: str, plans: int) -> None:
    page.add_init_script(RELEASED)
    ready(page, f"{url}/?v=1&show={','.join(PLANS[:plans])}&active=resolution", preview=True)
    if plans > 2:
        page.locator(".tabs > .quiet").click()  # the bands of all plans
    page.wait_for_timeout(1500)


def moved(page: Any, i: int, found: Waits) -> None:
    page.evaluate("performance.clearMarks(); performance.clearMeasures()")
    drag(page, LEVERS[i % len(LEVERS)], 0.15 + 0.7 * ((i * 0.381) % 1), steps=10)
    found.lines.append(after_release(page, "workbench-lines"))
    found.whole.append(after_release(page, "workbench-exact"))
    found.ranges.append(after_release(page, "workbench-fed"))
    page.wait_for_function("performance.getEntriesByName('workbench-swept').length > 0")
    frames = "performance.getEntriesByName('workbench-drag').map((e) => e.duration)"
    found.frames.extend(page.evaluate(frames))
    page.wait_for_timeout(250)


def after_release(page: Any, mark: str) -> float:
    first = f"performance.getEntriesByName('{mark}')[0]"
    page.wait_for_function(f"{first} !== undefined")
    return float(page.evaluate(f"{first}.startTime - window.released"))


def at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--plans", type=int, default=2, choices=range(2, len(PLANS) + 1))
    args = parser.parse_args()
    found = Waits()
    with tempfile.TemporaryDirectory() as folder, browser() as chrome:
        script = Path(folder) / "floor.py"
        script.write_text(FLOOR, "utf-8")
        with served(script) as (plain, _), served() as (app, _):
            least, page = (chrome.new_page(viewport=WINDOW) for _ in range(2))
            floor_opened(least, plain)
            opened(page, app, args.plans)
            for i in range(args.moves):  # by turns: a machine is not as busy from minute to minute
                found.floor.append(floor_moved(least, i))
                moved(page, i, found)
    if args.each:
        print("lines:", [round(v) for v in found.lines])
        print("ranges:", [round(v) for v in found.ranges])
    told("floor: one slider, one line", found.floor)
    told("release to exact lines painted", found.lines)
    ratio = statistics.median(found.lines) / statistics.median(found.floor)
    print(f"{'ratio of medians':32} {ratio:13.2f}")
    told("release to the whole answer", found.whole)
    told("release to 80 % ranges", found.ranges)
    told(f"work per frame of a drag ({len(found.frames)})", found.frames)


def told(what: str, waits: list[float]) -> None:
    print(f"{what:32} median {statistics.median(waits):6.1f} ms   p95 {at(waits, 0.95):6.1f} ms")


if __name__ == "__main__":
    main()
