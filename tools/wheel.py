"""The wheel as a user installs it: without extras into an empty environment, then each extra.

python tools/wheel.py [--extras workbooks,papers,frames,serve,backtest,app] [--keep]

The wheel is built, and its content checked. In an environment that holds nothing else, and in an
empty folder, the main commands are run; their digits must be this tree's. Then each extra is
installed into an environment of its own and does what it is for. Exits with 1 where something
broke.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORE = {"click", "numpy", "pip", "pyyaml", "scipy", "setuptools", "si-simulator"}
"""All that an environment without extras may hold; pip and setuptools come with it."""
CARRIED = (
    "simulator/py.typed",
    "simulator/__init__.pyi",
    "simulator/app.py",
    "simulator/.streamlit/config.toml",
    "simulator/scenarios/resolution.yaml",
    "simulator/regions/viet_nam/population.csv",
    "simulator/law",
    "simulator/schema/scenario.json",
    "simulator/report/fonts/Tinos-Regular.ttf",
    "simulator/report/profiles/hd05.yaml",
    "simulator/web/assets/workbench.js",
    "licenses/LICENSE",
    "licenses/NOTICE",
    "licenses/simulator/report/fonts/OFL.txt",
)
"""Paths, or beginnings of paths, within the wheel."""
PAGE = """
import sys
from streamlit.testing.v1 import AppTest
from simulator.cli.serving import page_folder
test = AppTest.from_file(str(page_folder() / "app.py"), default_timeout=300).run()
assert not test.exception, test.exception
"""
FRAMES = """
import matplotlib; matplotlib.use("agg")
import simulator as si
r = si.project("ninh_thuan", "resolution", draws=64)
assert r.to_xarray()["si_share"].attrs["units"] == "1"
assert r.to_parquet("found.parquet").exists() and len(r.to_pandas())
r.plot("si_share")
"""
SERVE = """
import subprocess, sys, time, urllib.request
server = subprocess.Popen([sys.executable, "-m", "simulator", "serve", "--port", "8765"])
try:
    for _ in range(60):
        time.sleep(0.5)
        try:
            answer = urllib.request.urlopen("http://127.0.0.1:8765/openapi.json").read()
            break
        except OSError:
            continue
    assert b"openapi" in answer
finally:
    server.terminate(), server.wait()
"""
TRIED: dict[str, tuple[Sequence[str], ...]] = {
    "workbooks": (
        ("simulator", "pack", "template", "--region", "ninh_thuan", "--out", "so_lieu.xlsx"),
        ("simulator", "check", "so_lieu.xlsx"),
        ("simulator", "run", "status_quo", "--region", "so_lieu.xlsx"),
    ),
    "papers": (
        ("simulator", "appendix", "resolution", "--draws", "64", "--out", "phu_luc.docx"),
        ("simulator", "appendix", "resolution", "--draws", "64", "--out", "phu_luc.pdf"),
        ("simulator", "appendix", "resolution", "--draws", "64", "--out", "phu_luc.xlsx"),
    ),
    "frames": (("python", "-c", FRAMES),),
    "serve": (("python", "-c", SERVE),),
    "backtest": (("simulator", "backtest", "viet_nam", "--draws", "16"),),
    "app": (("python", "-c", PAGE),),
}
"""Extra -> what is done with it."""


def main() -> int:
    """Run all and return the number of faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extras", default=",".join(TRIED))
    parser.add_argument("--keep", action="store_true", help="keep the folder")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="wheel-"))
    try:
        wheel = _built(folder)
        faults = _carried(wheel) + _lean(folder, wheel)
        for extra in filter(None, asked.extras.split(",")):
            faults += _extra(folder, wheel, extra)
    finally:
        if not asked.keep:
            shutil.rmtree(folder)
    print(f"{faults} faults")
    return faults


def _built(folder: Path) -> Path:
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _carried(wheel: Path) -> int:
    """Check what the wheel holds, and return the number of faults."""
    names = zipfile.ZipFile(wheel).namelist()
    print(f"{wheel.name}: {len(names)} files, {wheel.stat().st_size / 1e6:.1f} MB")
    lacking = [part for part in CARRIED if not any(part in name for name in names)]
    foreign = [n for n in names if n.startswith(("tests/", "docs/")) or "__pycache__" in n]
    for name in lacking:
        print(f"  lacks {name}")
    for name in foreign:
        print(f"  has {name}")
    return len(lacking) + len(foreign)


def _lean(folder: Path, wheel: Path) -> int:
    """Install without extras, run the main commands, and return the number of faults."""
    bin_ = _environment(folder, "lean", str(wheel))
    held = _held(bin_)
    print("  installed: " + ", ".join(f"{name} {version}" for name, version in held.items()))
    faults = len(set(held) - CORE)
    for words in (
        ("simulator", "--version"),
        ("simulator", "check", "ninh_thuan", "status_quo"),
        ("simulator", "run", "status_quo", "resolution"),
        ("simulator", "run", "resolution", "--draws", "64"),
        ("simulator", "explain", "status_quo", "resolution"),
    ):
        faults += _tried(bin_, folder / "lean-empty", words)
    return faults + _same_digits(bin_, folder / "lean-empty")


def _same_digits(bin_: Path, at: Path) -> int:
    """Return 1 where the installed program says other digits than this tree."""
    words = ["simulator", "run", "status_quo", "resolution", "--draws", "64", "--format", "json"]
    said = [
        json.loads(
            subprocess.run([path / words[0], *words[1:]], cwd=at, capture_output=True).stdout
        )
        for path in (bin_, Path(sys.executable).parent)
    ]
    same = _rounded(said[0]) == _rounded(said[1])
    print("  digits: " + ("this tree's" if same else "NOT this tree's"))
    return int(not same)


def _rounded(records: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return records whose numbers are equal where they agree to nine digits."""
    return [
        {k: float(f"{v:.9g}") if isinstance(v, float) else v for k, v in row.items()}
        for row in records
    ]


def _extra(folder: Path, wheel: Path, extra: str) -> int:
    """Install an extra, do what it is for, and return the number of faults."""
    bin_ = _environment(folder, extra, f"{wheel}[{extra}]")
    print(f"  installed: {len(_held(bin_))} packages")
    return sum(_tried(bin_, folder / f"{extra}-empty", words) for words in TRIED[extra])


def _environment(folder: Path, name: str, what: str) -> Path:
    """Return the folder of programs of a new environment, and make an empty one to work in."""
    begun = time.monotonic()
    subprocess.run([sys.executable, "-m", "venv", folder / name], check=True)
    bin_ = folder / name / "bin"
    install = ["-m", "pip", "install", "-q", "--disable-pip-version-check", what]
    subprocess.run([bin_ / "python", *install], check=True)
    (folder / f"{name}-empty").mkdir()
    print(
        f"{name}: pip install {what.replace(str(folder), '')} took {time.monotonic() - begun:.0f} s"
    )
    return bin_


def _held(bin_: Path) -> dict[str, str]:
    words = [
        bin_ / "python",
        "-m",
        "pip",
        "list",
        "--format",
        "json",
        "--disable-pip-version-check",
    ]
    found = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    return {one["name"].lower(): one["version"] for one in found}


def _tried(bin_: Path, at: Path, words: Sequence[str]) -> int:
    """Run a command and return 1 where it failed."""
    begun = time.monotonic()
    done = subprocess.run([bin_ / words[0], *words[1:]], cwd=at, capture_output=True, text=True)
    shown = " ".join(words) if "-c" not in words else f"{words[0]} -c …"
    outcome = "ok" if done.returncode == 0 else f"FAILED ({done.returncode})"
    print(f"  {shown}: {outcome}, {time.monotonic() - begun:.1f} s", flush=True)
    if done.returncode:
        print("    " + "\n    ".join((done.stderr or done.stdout).strip().splitlines()[-8:]))
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
