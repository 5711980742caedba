"""Whole processes, from the start of Python to the answer, beside bare imports."""

from __future__ import annotations

import tempfile
from pathlib import Path

from simulator.bench.measuring import Row, least_spent
from simulator.text import Text, plain

BARE = ("-c", "import numpy, yaml, click")
"""The libraries that the main job cannot do without."""
QUICK = (
    "run resolution",
    "run resolution --draws 1000",
    "explain status_quo resolution",
    "robustness status_quo resolution --target si_share@2030=0.30",
    "costs resolution --curve",
)
MORE = (
    "goal status_quo --target si_share@2030=0.28 --chance 0.8",
    "backtest viet_nam",
    "appendix resolution --out {}",
)
_TO = Text("chỉ nạp numpy, yaml, click", "importing numpy, yaml and click alone")


def jobs(times: int, *, quick: bool) -> list[Row]:
    """Return the processor time of each job, and how many bare starts that is."""
    with tempfile.TemporaryDirectory() as folder:
        calls = {"": BARE} | {
            words: ("-m", "simulator", *words.format(Path(folder, "a.pdf")).split(), "--quiet")
            for words in (QUICK if quick else (*QUICK, *MORE))
        }
        found = least_spent(calls, times)
    bare = found.pop("").seconds
    return [
        Row(_TO, bare, "s"),
        *(
            Row(_called(words), spent.seconds, "s", spent.seconds / bare, _TO)
            for words, spent in found.items()
        ),
    ]


def _called(words: str) -> Text:
    shown = words.format("a.pdf")
    return plain(shown)


def memory(times: int, *, quick: bool) -> list[Row]:
    """Return the most memory of ensembles, the smallest first; each beside it."""
    sizes = (1_000, 8_000) if quick else (1_000, 10_000, 100_000)
    calls = {
        str(size): ("-m", "simulator", "run", "resolution", "--draws", str(size), "--quiet")
        for size in sizes
    }
    found = [spent.megabytes for spent in least_spent(calls, times).values()]
    first = _draws(sizes[0])
    return [
        Row(_draws(size), most, "MB", most / found[0] if i else None, first if i else None)
        for i, (size, most) in enumerate(zip(sizes, found, strict=True))
    ]


def _draws(size: int) -> Text:
    words = f"{size:,}"
    return Text(f"run --draws {words.replace(',', '.')}", f"run --draws {words}")
