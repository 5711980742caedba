"""Mutates workbooks of the shipped packs and reads them: no traceback, every refusal has a place.

python tools/fuzz_workbooks.py 10000 [--seed 1]
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

from simulator.errors import InputError
from simulator.inputs.history_check import check_history, missing_for_projection
from simulator.inputs.pack_content import content_of
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.workbook_writer import workbook_of
from simulator.projection import project

VALUES = (
    *("", "0", "-1", "1.234", "1,5", "1e999", "NaN", "40.700", "#REF!", "x" * 500, "=1+1"),
    *("31/12/2023", "2023-12-31", "&amp;", "999999999999", "0.5", "25 %", "người", "person"),
    *("<a/>", "Đã công bố", "\u0000"),
)


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """Return a workbook with some cells, words or bytes changed."""
    if dice.random() < 0.1:
        broken = bytearray(raw)
        for _ in range(dice.randint(1, 20)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        return bytes(broken[: dice.randint(1, len(broken))] if dice.random() < 0.3 else broken)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w") as new:
        parts = old.namelist()
        chosen = set(dice.sample(parts, k=min(len(parts), dice.randint(1, 3))))
        chosen |= {p for p in parts if "sharedStrings" in p and dice.random() < 0.6}
        for part in parts:
            if part in chosen and dice.random() < 0.03:
                continue
            content = old.read(part)
            new.writestr(part, _changed(content, dice) if part in chosen else content)
    return target.getvalue()


def _changed(content: bytes, dice: random.Random) -> bytes:
    """Return a part with a few of its texts, values or tags changed."""
    text = content.decode("utf-8")
    for _ in range(dice.randint(1, 5)):
        begin = text.find(">", dice.randrange(max(len(text), 1)))
        end = text.find("<", begin)
        if begin < 0 or end < 0:
            break
        if dice.random() < 0.85:
            value = dice.choice(VALUES).replace("<", "&lt;").replace("\u0000", "")
            text = text[: begin + 1] + value + text[end:]
        else:
            at = dice.randrange(len(text))
            text = text[:at] + dice.choice("<>&\"'/0a") + text[at + 1 :]
    return text.encode("utf-8")


def tried(path: Path) -> str:
    """Return what became of a workbook: projected, incomplete, or refused."""
    try:
        region = load_region(path)
        problems = check_history(region)
        if problems:
            raise InputError(problems)
        if missing_for_projection(region):
            return "incomplete"
        run = project(region, load_scenario("status_quo"), region.base_year + 2)
        total = run.total("compulsory")
        if not ((total >= 0) & (total < 1e9)).all():
            return "OUT OF BOUNDS"
    except InputError as error:
        placed = all(p.file or p.key for p in error.problems) and error.problems
        return "refused" if placed else "REFUSED WITHOUT A PLACE"
    return "projected"


def main() -> int:
    """Try so many workbooks; return 1 where any ended in a traceback."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice, found, slowest = random.Random(given.seed), Counter[str](), 0.0
    book = workbook_of(content_of(load_region("ninh_thuan").source), ["x"], "vi")
    with tempfile.TemporaryDirectory() as folder:
        for i in range(given.count):
            path = Path(folder) / f"{i}.xlsx"
            path.write_bytes(mutated(book, dice))
            begun = time.process_time()
            try:
                outcome = tried(path)
            except Exception:
                outcome = "TRACEBACK"
                traceback.print_exc(limit=-4)
                Path(f"fuzz_{given.seed}_{i}.xlsx").write_bytes(path.read_bytes())
            slowest = max(slowest, time.process_time() - begun)
            found[outcome] += 1
            path.unlink()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(dict(found), f"slowest {slowest:.2f} s, memory {memory:.0f} MB")
    return int(any(outcome.isupper() for outcome in found))


if __name__ == "__main__":
    sys.exit(main())
