"""The how-to pages of the documentation, followed to the letter by a program that is installed.

python tools/follow.py [--with PYTHON] [PAGE.md ...]

Each page gets a folder of its own with nothing in it. What a page tells to write is written, its
commands are typed and its Python is entered, in order; nothing is made cheaper, as in the tests.
PYTHON is the interpreter of the environment to try; by default a new one that holds this tree's
wheel and the extras that the pages name. Prints the seconds of each page; exits with 1 where one
could not be followed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from docs.shown import SERVERS, Block, blocks, calls, file_of  # noqa: E402

EXTRAS = "papers,workbooks,frames,cluster"
SESSION = """
import doctest, sys
body = sys.stdin.read()
if ">>>" in body:
    test = doctest.DocTestParser().get_doctest(body, {}, "page", "page", 0)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    sys.exit(doctest.DocTestRunner(optionflags=flags).run(test).failed)
exec(compile(body, "page", "exec"))
"""


def main() -> int:
    """Follow the pages and return the number that could not be followed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with", dest="python", type=Path, metavar="PYTHON")
    parser.add_argument("pages", nargs="*", type=Path)
    asked = parser.parse_args()
    pages = asked.pages or sorted((ROOT / "docs" / "howto").glob("*.md"))
    with tempfile.TemporaryDirectory(prefix="follow-") as folder:
        python = asked.python or _installed(Path(folder))
        return sum(not _followed(page, python.absolute(), Path(folder)) for page in pages)


def _installed(folder: Path) -> Path:
    """Return the interpreter of a new environment that holds the wheel and the extras."""
    begun = time.monotonic()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", folder / "environment"], check=True)
    python = folder / "environment" / "bin" / "python"
    install = ["-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([python, *install, f"{wheel}[{EXTRAS}]"], check=True)
    print(f"{time.monotonic() - begun:6.0f} s  installed with [{EXTRAS}]", flush=True)
    return python


def _followed(page: Path, python: Path, folder: Path) -> bool:
    """Follow a page; print how long it took, and what was said where it could not go on."""
    desk = folder / page.stem
    desk.mkdir()
    begun, fault = time.monotonic(), ""
    entered = ""
    for block in blocks(page):
        written = file_of(block)
        if written:
            (desk / written[0]).write_text(written[1], "utf-8")
        fault = _typed(block, python, desk)
        if fault:
            break
        if block.head == "python" and "streamlit" not in block.body:
            # A page is one sitting: what was entered before is still known.
            entered += block.body + "\n"
    fault = fault or _entered(entered, python, desk)
    print(f"{time.monotonic() - begun:6.0f} s  {page.name}{fault}", flush=True)
    return not fault


def _typed(block: Block, python: Path, desk: Path) -> str:
    """Type the commands of a block; return what was said where one failed."""
    for words in calls(block):
        asked = [words[0], "--help"] if words[0] in SERVERS else words
        done = subprocess.run(
            [python, "-m", "simulator", *asked], cwd=desk, capture_output=True, text=True
        )
        if done.returncode:
            return f"\n        simulator {' '.join(words)}: {(done.stderr or done.stdout)[-800:]}"
    return ""


def _entered(body: str, python: Path, desk: Path) -> str:
    """Enter the Python of a page; return what was said where it failed."""
    done = subprocess.run(
        [python, "-c", SESSION], input=body, cwd=desk, capture_output=True, text=True
    )
    return f"\n{done.stdout[-800:]}{done.stderr[-800:]}" if done.returncode else ""


if __name__ == "__main__":
    sys.exit(min(main(), 1))
