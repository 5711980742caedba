"""What axe finds in a page, for the tests of the page."""

from pathlib import Path

import axe_playwright_python

_SCRIPT = Path(axe_playwright_python.__file__).parent / "axe.min.js"
DESK, PHONE = 1280, 390


def violations(page, *widths, of="document"):
    """Return what axe finds in a part of the page at some widths."""
    if page.evaluate("!window.axe"):
        page.evaluate(_SCRIPT.read_text("utf-8"))
    told = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function("new Promise(requestAnimationFrame).then(() => true)")
        found = page.evaluate(f"axe.run({of}, {{resultTypes: ['violations']}})")
        told += [
            (width, v["id"], v["impact"], [n["html"][:160] for n in v["nodes"]][:3])
            for v in found["violations"]
        ]
    return told
