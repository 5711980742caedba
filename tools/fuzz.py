"""Broken files: nothing that the readers meet ends in a traceback, a hang or a nonsense number.

python tools/fuzz.py [--cases 100000] [--seed 1] [--kinds scenario,pack] [--keep FOLDER]

Each case is a shipped file (or one of ``tests/corpus``) changed in a few places, or a scenario made
up by its grammar. It is read like any user's file. Allowed are one message of what is wrong, or a
projection of finite numbers within their bounds. Cases run in a child process, so that a crash of
the interpreter is a finding too; processor time of a case is limited, memory is watched.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from simulator.analysis.programme.monitor import read_actuals
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs import law
from simulator.inputs.pack_lineage import REGION_FOLDER
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import SHIPPED, load_scenario, scenario_from_text
from simulator.inputs.text_files import decode
from simulator.levers import LEVERS
from simulator.projection import project
from simulator.schemes import SHARES

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests/corpus"
SECONDS = 2.0
"""Processor time of one case at most."""
MEGABYTES = 500
"""Growth of a process of :data:`BATCH` cases at most."""
BATCH = 250
ACTUALS = (
    "year,month,indicator,value\n2024,3,compulsory_si,40100\n2024,6,voluntary_si,9100\n",
    "năm;tháng;chỉ tiêu;giá trị\n2024;6;BHXH tự nguyện;9.100\n2024;9;BHTN;35.000\n",
    "year\tmonth\tindicator\tvalue\tunit\n2024\t6\tui_participants\t35.1\tthousand persons\n",
)
NUMBERS = (
    "0", "-1", "1", "1e308", "-1e308", "1e-320", "1e400", "nan", ".inf", "-.inf", "0x1F", "1_000",
    "1.500", "1,500", "1.5.2", "1,5", "+1", "+0", "+99", "2050", "1900", "99999999999999999999",
    "120_", "1__0", "1_.5", "e5", ".e5", "²",
    "0.30000000000000004", "١٢", "12 %", "null", "true", "''", "[]", "{}", "~",
)  # fmt: skip
BITS = (
    "[" * 60, "{" * 60, "&a ", "*a", "!!python/object/apply:os.system ['x']", "---\n", "\t", "\x00",
    "\u202e", "\ufeff", "🙂", "=1+1", "'", '"', ": ", "- ", "#", "\r", "\n\n", "../../etc/passwd",
    "|\n", ">\n", "<script>", "![x](http://h)", "%s", "{0}", "\\", "é", "\x85", "\u2028",
)  # fmt: skip


class TooSlowError(Exception):
    """A case took more processor time than it may."""


def seeds() -> dict[str, list[bytes]]:
    """Return the files from which cases are made, by kind."""
    found = {
        "scenario": [path.read_bytes() for path in sorted(SHIPPED.glob("*.yaml"))],
        "law": [path.read_bytes() for path in sorted(law.LAW_FOLDER.glob("*.yaml"))],
        "actuals": [text.encode() for text in ACTUALS],
        "pack": [],
    }
    for kind, files in found.items():
        files += [path.read_bytes() for path in sorted(CORPUS.glob(f"{kind}/*"))]
    return found


def mutated(raw: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Return a file with one to four changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        raw = chance.choice(CHANGES)(raw, chance, others)
    return raw[:400_000]


def _lines(raw: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    """Drop, double, swap or indent lines."""
    lines = raw.split(b"\n")
    i, j = sorted(chance.randrange(len(lines)) for _ in range(2))
    kind = chance.randrange(5)
    if kind == 0:
        del lines[i : i + chance.randint(1, 3)]
    elif kind == 1:
        lines[i:i] = lines[i : i + chance.randint(1, 3)]
    elif kind == 2:
        lines[i], lines[j] = lines[j], lines[i]
    elif kind == 3:
        lines[i] = b"  " + lines[i]
    else:
        lines[i] = lines[i].lstrip()
    return b"\n".join(lines)


def _number(raw: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    """Put another number in the place of one."""
    places = [
        i for i, byte in enumerate(raw) if chr(byte).isdigit() and chr(raw[i - 1]) in ' ,:;["'
    ]
    if not places:
        return raw
    start = end = chance.choice(places)
    while end < len(raw) and raw[end] in b"0123456789.":
        end += 1
    return raw[:start] + chance.choice(NUMBERS).encode() + raw[end:]


def _insert(raw: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.choice(BITS).encode() + raw[at:]


def _cut(raw: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] if chance.random() < 0.3 else raw[:at] + raw[at + chance.randint(1, 30) :]


def _byte(raw: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    if not raw:
        return raw
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _splice(raw: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    other = chance.choice(others)
    i, j = chance.randint(0, len(raw)), chance.randint(0, len(other))
    return raw[:i] + other[j : j + chance.randint(1, 400)] + raw[i:]


def _word(raw: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Put a word of another file in the place of one."""
    words, theirs = raw.split(b" "), chance.choice(others).split()
    words[chance.randrange(len(words))] = chance.choice(theirs or [b""])
    return b" ".join(words)


def _encoded(raw: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    if chance.random() < 0.8:
        return raw
    name = chance.choice(("utf-16", "cp1258", "cp1252", "utf-8-sig", "latin-1"))
    return raw.decode("utf-8", "replace").encode(name, "replace")


CHANGES: tuple[Callable[[bytes, random.Random, list[bytes]], bytes], ...] = (
    _lines, _number, _number, _insert, _cut, _byte, _splice, _word, _encoded,
)  # fmt: skip


def grown(chance: random.Random) -> bytes:
    """Return a scenario made by its grammar, most of it sensible, some of it not."""

    def number(low: float, high: float) -> object:
        if chance.random() < 0.1:
            return chance.choice(NUMBERS)
        return chance.choice((low, high, (low + high) / 2, round(chance.uniform(low, high), 6)))

    def year() -> object:
        return chance.choice((2023, 2024, 2026, 2035, 2050, "+1", "+3", "+30", 1999))

    lines = [f"name: grown{chance.randrange(99)}", "extends: " + chance.choice(_BASES)]
    lines.append("levers:")
    for name in chance.sample(list(LEVERS), chance.randint(1, 6)):
        lever = LEVERS[name]
        level: object = number(lever.low, lever.high)
        if chance.random() < 0.3:
            level = f"{{value: {level}, low: {number(lever.low, lever.high)}, high: {lever.high}}}"
        elif lever.by_class and chance.random() < 0.4:
            level = f"{{default: {level}, farmer: {number(lever.low, lever.high)}}}"
        until = f", until: {year()}" if chance.random() < 0.3 else ""
        ramp = number(0, 10)
        lines.append(f"  {name}: {{start: {year()}, ramp_years: {ramp}, level: {level}{until}}}")
    if chance.random() < 0.5:
        lines.append("macro:\n  growth:")
        lines += [
            f"    {y}: {number(-0.2, 0.2)}" for y in sorted(chance.sample(range(2024, 2051), 3))
        ]
    if chance.random() < 0.5:
        lines += [
            "add_projects:",
            f"  - {{name: P, sector: {chance.choice(('manufacturing', 'energy', 'tourism', 'x'))}, "
            f"start: {year()}, capital_bn_vnd: {number(0, 90_000)}, build_years: {number(0, 8)}}}",
        ]
    if chance.random() < 0.3:
        lines.append("measure: month\nmonth: " + str(chance.randint(0, 13)))
    return ("\n".join(lines) + "\n").encode()


_BASES = ("status_quo", "resolution", "adverse", "voluntary_led", "grown1")


def made(kind: str, chance: random.Random, known: dict[str, list[bytes]]) -> bytes:
    """Return the bytes of one case."""
    if kind == "scenario" and chance.random() < 0.4:
        return grown(chance)
    if kind == "pack":
        return _pack_case(chance)
    return mutated(chance.choice(known[kind]), chance, known[kind])


def _pack_case(chance: random.Random) -> bytes:
    """Return ``place/file`` and the file's changed bytes."""
    place = "viet_nam" if chance.random() < 0.1 else "ninh_thuan"
    files = sorted(p for p in (REGION_FOLDER / place).iterdir() if p.is_file())
    path = chance.choice(files)
    others = [p.read_bytes() for p in files]
    return f"{place}/{path.name}\n".encode() + mutated(path.read_bytes(), chance, others)


def run_case(kind: str, raw: bytes) -> str:
    """Read one case; return "refused" or "accepted".

    Raises
    ------
    AssertionError
        for a number that is not finite or out of bounds; whatever else is raised is a fault too.
    """
    try:
        READERS[kind](raw)
    except InputError as error:
        for problem in error.problems:
            for language in ("vi", "en"):
                assert problem.line_in(language).strip()
                assert "\n" not in problem.line_in(language), problem
        return "refused"
    return "accepted"


def _scenario(raw: bytes) -> None:
    scenario = scenario_from_text(decode(raw, "case.yaml"), "case.yaml")
    region = load_region("ninh_thuan")
    check_against_region(scenario, region)
    _within_bounds(project(region, scenario, region.base_year + 4))


def _actuals(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.csv"
        path.write_bytes(raw)
        found = read_actuals(path, load_region("ninh_thuan"))
    assert all(math.isfinite(actual.value) and actual.value >= 0 for actual in found)


def _law(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "viet_nam.yaml").write_bytes(raw)
        usual, law.LAW_FOLDER = law.LAW_FOLDER, Path(folder)
        try:
            changed = law.load_law("viet_nam")
        finally:
            law.LAW_FOLDER = usual
    region = replace(load_region("ninh_thuan"), law=changed)
    _within_bounds(project(region, load_scenario("resolution"), region.base_year + 4))


def _pack(raw: bytes) -> None:
    where, _, changed = raw.partition(b"\n")
    place, _, name = where.decode().partition("/")
    with tempfile.TemporaryDirectory() as folder:
        for other in REGION_FOLDER.iterdir():
            if other.name == place:
                shutil.copytree(other, Path(folder) / other.name)
            elif other.is_dir():
                (Path(folder) / other.name).symlink_to(other)
        (Path(folder) / place / name).write_bytes(changed)
        region: Region = load_region(Path(folder) / place)
        scenario = load_scenario("resolution" if place == "ninh_thuan" else "status_quo")
        check_against_region(scenario, region)
        _within_bounds(project(region, scenario, region.base_year + 3))


def _within_bounds(p: Any) -> None:  # noqa: ANN401
    # Where people are counted by month, the base year has no count.
    first = int(p.scenario.measure == "month")
    assert np.isfinite(p.stocks).all()
    assert (p.stocks > -1e-6).all()
    for name in (*SHARES, "si_participants", "compulsory_si", "voluntary_si", "ui_participants"):
        values = INDICATORS[name].of(p)[first:]
        assert np.isfinite(values).all(), name
        assert (values >= -1e-9).all(), name
    for name in SHARES:
        assert (INDICATORS[name].of(p)[first:] <= 1.5).all(), name


READERS: dict[str, Callable[[bytes], None]] = {
    "scenario": _scenario,
    "actuals": _actuals,
    "law": _law,
    "pack": _pack,
}
SHARE_OF = {"scenario": 0.5, "actuals": 0.3, "law": 0.1, "pack": 0.1}


def _alarm(*_: object) -> None:
    raise TooSlowError


def batch(numbers: range, seed: int, kinds: list[str], keep: Path) -> Counter[str]:
    """Run cases in this process; return how they ended."""
    known, ended = seeds(), Counter[str]()
    load_region("ninh_thuan")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.signal(signal.SIGVTALRM, _alarm)
    for number in numbers:
        chance = random.Random(f"{seed}.{number}")
        kind = chance.choices(kinds, [SHARE_OF[k] for k in kinds])[0]
        raw = made(kind, chance, known)
        (keep / ".last").write_bytes(kind.encode() + b"\n" + raw)
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            ended[f"{kind} {run_case(kind, raw)}"] += 1
        except (Exception, TooSlowError) as fault:
            ended["fault"] += 1
            _kept(keep, kind, raw, f"{type(fault).__name__}: {str(fault)[:200]}", fault)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    grown_by = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    if grown_by > MEGABYTES:
        ended["fault"] += 1
        print(f"cases {numbers}: memory grew by {grown_by:.0f} MB", flush=True)
    ended["megabytes"] = max(0, round(grown_by))
    return ended


def _kept(keep: Path, kind: str, raw: bytes, words: str, fault: BaseException | None) -> None:
    folder = keep / kind
    folder.mkdir(exist_ok=True)
    path = folder / hashlib.sha256(raw).hexdigest()[:12]
    path.write_bytes(raw)
    at = ""
    trace = fault.__traceback__ if fault else None
    while trace is not None:
        frame = trace.tb_frame.f_code
        at = f"{Path(frame.co_filename).name}:{trace.tb_lineno} {frame.co_name}"
        trace = trace.tb_next
    print(f"{path}: {words} at {at}", flush=True)


def _in_child(numbers: range, seed: int, kinds: list[str], keep: Path) -> Counter[str]:
    """Run cases in a child; one that dies is a finding."""
    report = keep / ".report"
    report.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        ended = batch(numbers, seed, kinds, keep)
        report.write_text("\n".join(f"{n} {name}" for name, n in ended.items()), "utf-8")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status != 0 or not report.exists():
        kind, _, raw = (keep / ".last").read_bytes().partition(b"\n")
        _kept(keep, kind.decode(), raw, f"the process ended with {status}", None)
        return Counter({"fault": 1})
    lines = (line.partition(" ") for line in report.read_text("utf-8").splitlines())
    return Counter({name: int(n) for n, _, name in lines})


def _batches(cases: int) -> Iterator[range]:
    for start in range(0, cases, BATCH):
        yield range(start, min(start + BATCH, cases))


def main() -> int:
    """Run the cases and print how they ended; return whether any was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(READERS))
    parser.add_argument("--keep", type=Path, default=None, help="folder for the faults")
    stated = parser.parse_args()
    keep = stated.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    keep.mkdir(parents=True, exist_ok=True)
    start, total, most = time.monotonic(), Counter[str](), 0
    for numbers in _batches(stated.cases):
        ended = _in_child(numbers, stated.seed, stated.kinds.split(","), keep)
        most = max(most, ended.pop("megabytes", 0))
        total += ended
        if numbers.stop % (20 * BATCH) == 0:
            print(f"{numbers.stop} cases, {total['fault']} faults", flush=True)
    print(f"{stated.cases} cases in {time.monotonic() - start:.0f} s; memory grew by at most "
          f"{most} MB in {BATCH} cases; faults are in {keep}")  # fmt: skip
    for name, n in sorted(total.items()):
        print(f"{n:8d}  {name}")
    return int(total["fault"] > 0)


if __name__ == "__main__":
    sys.exit(main())
