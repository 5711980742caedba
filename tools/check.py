"""Everything that must hold before a change is good: lint, types, contracts, tests.

All are run even where one fails; the exit status tells whether any did.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS = (
    [BIN / "ruff", "check"],
    [BIN / "ruff", "format", "--check"],
    [BIN / "mypy"],
    [BIN / "lint-imports"],
    [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal"],
)


def main() -> int:
    """Run the checks and return the number that failed."""
    failed = 0
    # Tests start hundreds of processes; where byte code is not kept, each would compile anew.
    compileall.compile_dir("simulator", quiet=1)
    for setting in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(setting, "1")
    for check in CHECKS:
        words = [str(word) for word in check]
        print(f"== {' '.join([Path(words[0]).name, *words[1:]])}", flush=True)
        failed += subprocess.run(words, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(min(main(), 1))
