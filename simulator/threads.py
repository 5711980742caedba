"""How many threads the linear algebra takes, set where a process of ours begins."""

from __future__ import annotations

import os

_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def one_thread() -> None:
    """Keep the linear-algebra library of this process and its children to one thread.

    Our matrices are so small that more threads only wait for one another. It works before NumPy
    is imported, and what the user has set stays. The command line, the page and its worker call
    it; the library does not, since it is a guest in its host's process.
    """
    for setting in _SETTINGS:
        os.environ.setdefault(setting, "1")
