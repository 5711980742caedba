"""Killed while it writes: results, appendices, packs and the ledger are whole or absent.

python tools/kills.py [--points 100] [--seed 1]

Each command runs to the first file that it opens for writing. From there a copy of the process
goes on to the end and counts its steps: lines of Python and calls of the system that concern files.
Other copies are killed (SIGKILL, nothing can be tidied) at random steps. What they leave must be
what the first one left, or nothing; what is named ``.part`` does not count.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Any

COMMANDS = {
    "results": ["run", "status_quo", "--out", "out"],
    "ledger": ["ledger", "keep", "out", "--ledger", "kept"],
    "word": ["appendix", "resolution", "--draws", "64", "--out", "a.docx"],
    "excel": ["appendix", "resolution", "--draws", "64", "--out", "a.xlsx"],
    "pack": ["pack", "convert", "ninh_thuan", "kept"],
    "workbook": ["pack", "convert", "ninh_thuan", "b.xlsx"],
}
LAST = ("manifest.json", "region.yaml")
"""A folder counts by one of these files."""


class Tracer:
    """Counts the steps of this process from its first writing on, and kills copies of it."""

    def __init__(self, folder: Path, points: int, chance: random.Random) -> None:
        self.folder, self.points, self.chance = folder, points, chance
        self.kill_at, self.steps, self.writing = 0, 0, False
        self.before = left(folder)
        self.folders: set[Path] = set()

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        """Take an event of the interpreter."""
        opened = event == "open" and isinstance(args[0], str) and isinstance(args[1], str)
        if opened and not self.writing and args[0].startswith(str(self.folder)):
            self.writing = any(mode in args[1] for mode in "wax")
            if self.writing:
                self.copies()
        elif self.writing and event.partition(".")[0] in ("open", "os", "shutil"):
            self.step()

    def copies(self) -> None:
        """Let copies of this process go on: one to the end, the others until they are killed."""
        count = self.folder.with_suffix(".count")
        self.folders = {path for path in self.folder.rglob("*") if path.is_dir()}
        if self.forked(0, count) is None:
            return
        whole, steps = left(self.folder), int(count.read_text("utf-8"))
        self.tidy()
        wrong = 0
        for _ in range(self.points):
            at = self.chance.randint(1, steps)
            status = self.forked(at, count)
            if status is None:
                return
            found = left(self.folder)
            new = {path: digest for path, digest in found.items() if path not in self.before}
            unlike = [path for path, digest in new.items() if whole.get(path) != digest]
            half = any(Path(path).name in LAST for path in new) and found != whole
            if status != -signal.SIGKILL or unlike or half:
                wrong += 1
                print(
                    f"step {at} of {steps}: ended with {status}, left {sorted(new)}",
                    file=sys.stderr,
                )
            self.tidy()
        print(f"killed at {self.points} of {steps} steps, {wrong} times not whole", file=sys.stderr)
        os._exit(int(wrong > 0))

    def forked(self, kill_at: int, count: Path) -> int | None:
        """Return None in the copy, and in the original how the copy ended."""
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        self.kill_at, self.count = kill_at, count
        sys.settrace(lambda *_: self.trace)
        frame: FrameType | None = sys._getframe()
        while frame is not None:
            frame.f_trace = self.trace
            frame = frame.f_back
        return None

    def trace(self, _frame: FrameType, kind: str, _arg: object) -> Any:  # noqa: ANN401
        """Count a line."""
        if kind == "line":
            self.step()
        return self.trace

    def step(self) -> None:
        """Count a step; die at the one that was chosen."""
        self.steps += 1
        if 0 < self.kill_at <= self.steps:
            self.kill_at, self.writing = 0, False  # the kill is an event itself
            os.kill(os.getpid(), signal.SIGKILL)

    def tidy(self) -> None:
        """Take away what a copy left."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_file() and str(path.relative_to(self.folder)) not in self.before:
                path.unlink()
            elif path.is_dir() and path not in self.folders and not any(path.iterdir()):
                path.rmdir()
        for path in sorted(self.folders):
            path.mkdir(exist_ok=True)


def left(folder: Path) -> dict[str, str]:
    """Return digests of the files of a folder, parts aside."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(p.endswith(".part") for p in path.parts)
    }


def in_copy(name: str, folder: Path, tracer: Tracer | None) -> int:
    """Run a command in a copy of this process, under a tracer where one is given."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    from simulator.cli import main as simulator

    os.chdir(folder)
    words = [str(folder / word) if word in ("out", "kept") or "." in word else word
             for word in COMMANDS[name]]  # fmt: skip
    if tracer is not None:
        sys.addaudithook(tracer.hook)
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    simulator(words, standalone_mode=False)
    if tracer is not None and tracer.kill_at == 0:
        steps = tracer.steps
        sys.settrace(None)
        tracer.count.write_text(str(steps), "utf-8")
    os._exit(0)


def main() -> int:
    """Kill every command at random points and print what was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=100, help="of each command")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commands", default=",".join(COMMANDS))
    stated = parser.parse_args()
    wrong = 0
    for name in stated.commands.split(","):
        with tempfile.TemporaryDirectory() as at:
            folder = Path(at) / "where"
            folder.mkdir()
            if name == "ledger":
                in_copy("results", folder, None)
            print(f"{name}:", file=sys.stderr)
            tracer = Tracer(folder, stated.points, random.Random(f"{stated.seed}.{name}"))
            wrong += in_copy(name, folder, tracer) != 0
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
