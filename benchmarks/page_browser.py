"""A server of the page and a headless Chromium, for benchmarks and for the tests of the page."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FLAGS = [
    f"--{flag}"
    for flag in (
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    )
]
FLOOR = """
import streamlit as st
value = st.slider("value", 0, 100, 20)
st.text(f"value is {value}")
"""


def chromium() -> str | None:
    """Return the browser's path, or None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextlib.contextmanager
def served(script: Path = ROOT / "app.py") -> Iterator[tuple[str, int]]:
    """Serve a Streamlit script; give its address and process id.

    The page has its shipped settings; another script has Streamlit's own, but for those without
    which no headless server starts.
    """
    port = free_port()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", str(script)),
                *("--server.port", str(port), "--server.headless", "true"),
                *("--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"),
            ],
            cwd=script.parent,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        url = f"http://127.0.0.1:{port}"
        try:
            _wait(url, process)
            yield url, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


@contextlib.contextmanager
def browser(*flags: str) -> Iterator[Any]:
    """Give a Chromium of Debian's package, with more flags of the command line."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as machine:
        found = machine.chromium.launch(executable_path=chromium(), args=[*FLAGS, *flags])
        try:
            yield found
        finally:
            found.close()


def ready(page: Any, url: str, *, preview: bool = False) -> None:
    """Open the page and wait for its exact lines; ``preview``: for the sweeps of a drag too.

    A busy server drops sweeps, never exact lines.
    """
    page.goto(url, timeout=90_000)
    mark = "workbench-swept" if preview else "workbench-exact"
    page.wait_for_function(f"performance.getEntriesByName('{mark}').length > 0", timeout=90_000)


def drag(page: Any, lever: str, to: float, by: str = "default", steps: int = 12) -> None:
    """Drag a slider with the mouse to a share of its range, and let go."""
    slider = page.locator(f'.lever[data-lever="{lever}"] input[data-by="{by}"]')
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    low, high, value = (
        float(slider.get_attribute("min")),
        float(slider.get_attribute("max")),
        float(slider.input_value()),
    )

    def x(share: float) -> float:
        return float(box["x"] + 8 + share * (box["width"] - 16))

    y = box["y"] + box["height"] / 2
    page.mouse.move(x((value - low) / (high - low)), y)
    page.mouse.down()
    page.mouse.move(x(to), y, steps=steps)
    page.mouse.up()
