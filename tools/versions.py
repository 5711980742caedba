"""The same digits with the lowest and the newest libraries and Pythons that are supported.

python tools/versions.py [--pythons 3.11,3.12,3.13] [--resolutions lowest-direct,highest]

For each pair an environment is made with ``uv`` in a temporary folder, the main runs are projected
in it, central and drawn, and the first page is drawn. Every digit must agree with this
environment's to 1e-9, relatively. A Python that is not on the machine is told and left out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOLERANCE = 1e-9
DIGITS = """
import json, sys
import numpy, scipy, streamlit
from simulator import INDICATORS, load_region, load_scenario
from simulator.projection import project
from simulator.analysis.uncertainty.ensemble import draw_sample
found = {}
for place in ("ninh_thuan", "viet_nam"):
    region = load_region(place)
    names = ("status_quo", "resolution", "adverse") if place == "ninh_thuan" else ("status_quo",)
    for name in names:
        scenario = load_scenario(name)
        runs = {"central": project(region, scenario, 2035)}
        sample = draw_sample(region, scenario, 64, 1)
        runs["drawn"] = project(region, scenario, 2035, sample)
        for kind, p in runs.items():
            for key in ("si_participants", "voluntary_si", "ui_share", "si_share"):
                values = INDICATORS[key].of(p)
                found[f"{place} {name} {kind} {key}"] = numpy.asarray(values).ravel().tolist()
versions = {m.__name__: m.__version__ for m in (numpy, scipy, streamlit)}
print(json.dumps({"python": sys.version.split()[0], "versions": versions, "digits": found}))
"""
PAGE = """
from streamlit.testing.v1 import AppTest
test = AppTest.from_file("app.py", default_timeout=300).run()
assert not test.exception, test.exception
print(len(test.get("html")))
"""


def measured(python: str) -> dict[str, object]:
    """Return versions and digits of an environment."""
    done = subprocess.run([python, "-c", DIGITS], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def environment(folder: Path, version: str, resolution: str) -> str | None:
    """Return the Python of a fresh environment: "" without that Python, None without libraries."""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("uv is not on the machine")
    where = folder / f"{version}-{resolution}"
    make = [uv, "venv", "-q", "--no-python-downloads", "--python", version, str(where)]
    if subprocess.run(make, stderr=subprocess.DEVNULL).returncode:
        return ""
    python = str(where / "bin/python")
    done = subprocess.run(
        [uv, "pip", "install", "-q", "--python", python, "--resolution", resolution, f"{ROOT}[app]"]
    )
    return None if done.returncode else python


def furthest(mine: dict[str, list[float]], other: dict[str, list[float]]) -> float:
    """Return the largest relative difference between two sets of digits."""
    pairs = [(a, b) for key, row in mine.items() for a, b in zip(row, other[key], strict=True)]
    return max(abs(a - b) / max(abs(a), 1e-300) for a, b in pairs if a == a or b == b)


def main() -> int:
    """Measure every environment; return whether one differs or cannot draw the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pythons", default="3.11,3.12,3.13")
    parser.add_argument("--resolutions", default="lowest-direct,highest")
    stated = parser.parse_args()
    mine, wrong = measured(sys.executable), 0
    print("here:", mine["python"], mine["versions"], flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for version in stated.pythons.split(","):
            for resolution in stated.resolutions.split(","):
                python = environment(Path(folder), version, resolution)
                if not python:
                    print(f"{version} {resolution}: could not be made", flush=True)
                    wrong += python is None and resolution != "lowest-direct"
                    continue
                found = measured(python)
                apart = furthest(mine["digits"], found["digits"])  # type: ignore[arg-type]
                page = subprocess.run([python, "-c", PAGE], cwd=ROOT, capture_output=True)
                wrong += not apart <= TOLERANCE or page.returncode != 0
                drawn = "drawn" if page.returncode == 0 else "NOT DRAWN"
                print(f"{found['python']} {resolution} {found['versions']}: digits within "
                      f"{apart:.1e}; first page {drawn}", flush=True)  # fmt: skip
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
