"""Everything that must hold before a change is good: lint, types, contracts, tests.

All are run even where one fails; the exit status tells whether any did. The tests run beside the
rest, whose words come first; from then on theirs are shown as they come.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS = ("ruff check", "ruff format --check", "mypy", "lint-imports")
WAITERS = 1
"""Workers beyond the processors: a test of the page mostly waits for its browser."""
TESTS = [sys.executable, "-m", "pytest", "--dist", "worksteal"]


def main() -> int:
    """Run the checks and return the number that failed."""
    # Tests start hundreds of processes; where byte code is not kept, each would compile anew what
    # has changed since it was set up.
    compileall.compile_dir("simulator", quiet=1, workers=0)
    for setting in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(setting, "1")
    tests = [*TESTS, "-n", str((os.cpu_count() or 1) + WAITERS)]
    with subprocess.Popen(tests, stdout=subprocess.PIPE) as running:
        failed = sum(not _holds(check) for check in CHECKS)
        _announce(tests)
        assert running.stdout is not None
        while words := os.read(running.stdout.fileno(), 4096):
            os.write(sys.stdout.fileno(), words)
    return failed + (running.returncode != 0)


def _holds(check: str) -> bool:
    program, *rest = check.split()
    words = [str(BIN / program), *rest]
    _announce(words)
    return subprocess.run(words, check=False).returncode == 0


def _announce(words: list[str]) -> None:
    print(f"== {' '.join([Path(words[0]).name, *words[1:]])}", flush=True)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
