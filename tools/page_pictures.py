"""Take the pictures of the page that the guide for planners shows.

    python tools/page_pictures.py [NAME...]

Serves the page, opens it in Chromium and writes docs/pictures/NAME.png with few colours, so that
they stay small. To be run, and the pictures looked at, after a change of the page that they show.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import page_browser  # noqa: E402
from PIL import Image  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
PICTURES = {
    "so-sanh": ("", 1280, 800),
    "dien-thoai": ("", 390, 800),
    "so-lieu": ("so-lieu", 1280, 640),
    "cach-dat": ("cach-dat", 1280, 640),
    "dia-phuong": ("dia-phuong", 1280, 640),
    "phu-luc": ("phu-luc", 1280, 640),
}
"""Name of a picture -> address of the page, width and height of the window."""
COLOURS = 48


def main() -> None:
    """Take the pictures that are named, or all."""
    wanted = sys.argv[1:] or list(PICTURES)
    FOLDER.mkdir(exist_ok=True)
    with page_browser.served() as (url, _), page_browser.browser() as chrome:
        for name in wanted:
            path, width, height = PICTURES[name]
            page = chrome.new_page(viewport={"width": width, "height": height})
            page.set_default_timeout(120_000)
            if path:
                page.goto(f"{url}/{path}")
            else:
                page_browser.ready(page, url)
            at_rest(page)
            image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            small = image.quantize(COLOURS, dither=Image.Dither.NONE)
            small.save(FOLDER / f"{name}.png", optimize=True)
            print(name, (FOLDER / f"{name}.png").stat().st_size)
            page.close()


def at_rest(page: Any) -> None:  # noqa: ANN401
    """Wait until nothing on the page has changed for some seconds."""
    page.wait_for_selector("h1")
    before, still = b"", 0
    while still < 3:
        page.wait_for_timeout(2000)
        now = page.screenshot()
        running = page.locator("[data-testid=stStatusWidget], [data-testid=stSkeleton]").count()
        still = still + 1 if now == before and not running else 0
        before = now


if __name__ == "__main__":
    main()
