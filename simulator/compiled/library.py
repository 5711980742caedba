"""C compiled into the user's cache, once for each compiler, processor and text.

Whatever is in the way (no compiler, a home that cannot be written or run from, a cache that others
may write) there is no library then, and whoever asked goes on without.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
from functools import lru_cache
from pathlib import Path
from threading import Lock

from simulator.files import cache_folder, refuse_others

FLAGS = (
    "-O3",
    "-march=native",
    # Sums may be added in any order. Nothing is taken from what IEEE 754 says of infinities and
    # what is not a number, and nothing is changed for code outside.
    "-fno-math-errno",
    "-fno-trapping-math",
    "-fno-signed-zeros",
    "-fassociative-math",
    "-shared",
    "-fPIC",
)
LIMIT = 30.0
"""A compiler that takes longer is given up [seconds]."""
_ONE_AT_A_TIME = Lock()


@lru_cache(maxsize=4)
def library_of(text: str) -> ctypes.CDLL | None:
    """Return a text of C as a library, compiled unless it has been, or None."""
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        return None
    try:
        with _ONE_AT_A_TIME:
            return ctypes.CDLL(str(_made(compiler, text)))
    except (OSError, RuntimeError):
        return None


def _made(compiler: str, text: str) -> Path:
    """Return the library's file, which another process may have made."""
    file = os.stat(compiler)  # what a symbolic link stands for
    made_by = f"{compiler} {file.st_size} {file.st_mtime_ns}"
    key = hashlib.sha256("\0".join((text, made_by, _processor(), *FLAGS)).encode()).hexdigest()
    target = cache_folder() / f"year-{key[:24]}.so"
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_others(target.parent)
    if not target.exists():
        _compile(compiler, text, target)
    refuse_others(target)
    return target


def _compile(compiler: str, text: str, target: Path) -> None:
    """Compile beside the target and move it there, so that nobody meets half a library.

    Raises
    ------
    OSError
        where the compiler fails or takes too long.
    """
    import subprocess  # with the next 10 ms, for what happens once
    import tempfile

    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        source, made = Path(folder) / "year.c", Path(folder) / "year.so"
        source.write_text(text, encoding="utf-8")
        words = [compiler, *FLAGS, "-o", str(made), str(source), "-lm"]
        try:
            subprocess.run(words, check=True, capture_output=True, timeout=LIMIT)
        except subprocess.SubprocessError as error:
            raise OSError(f"{compiler} failed") from error
        made.chmod(0o700)
        made.replace(target)


def _processor() -> str:
    """Return what the processor can do, since a library is made for one."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    # The kinds of instructions, which differ between machines that share a home.
    return next((line for line in lines if line.startswith(("flags", "Features"))), "")
