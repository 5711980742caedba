"""Workbooks of 34 made-up provinces: how long they take to be checked, and what is said of them.

python tools/provinces.py [--keep FOLDER]

Each is made of the nation's proportions with chance on top, five Decembers of every count. The time
is that of one `simulator check` of them all, with the start of the program.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simulator.inputs.pack_content import PackContent, plain_number, write_folder
from simulator.inputs.pack_intro import intro_of
from simulator.inputs.pack_new import new_pack
from simulator.inputs.pack_tables import HISTORY
from simulator.inputs.region import Region, load_region
from simulator.inputs.workbook_writer import workbook_of
from simulator.schemes import COUNTS
from simulator.text import Text

PROVINCES, SEED, YEARS = 34, 1, 5
LEAST, MOST = 400_000, 9_000_000
"""People of a made-up province."""


def made_up(number: int, nation: Region, dice: random.Random) -> PackContent:
    """Return the pack of one province: chance on top of the nation's proportions."""
    people = round(dice.uniform(LEAST, MOST))
    name = f"Tỉnh số {number}"
    given = {"population": plain_number(people)}
    title, year = Text(name, f"Province {number}"), nation.base_year
    content = new_pack(f"tinh_{number}", title, nation, year, given, "x", "recalled")
    history = content.tables[HISTORY.name]
    at = {key: i for i, key in enumerate(history.columns)}
    rows, growth, insured = [], dice.uniform(0.0, 0.06), dice.uniform(0.6, 1.1)
    for row in history.rows:
        own = insured if row[at["indicator"]] in COUNTS else 1.0
        for back in range(YEARS):
            cells = list(row)
            value = float(row[at["value"]]) * own / (1.0 + growth) ** back
            cells[at["year"]] = str(nation.base_year - back)
            cells[at["value"]] = plain_number(round(value))
            cells[at["status"]], cells[at["source"]] = "published", "made up"
            rows.append(tuple(cells))
    tables = {HISTORY.name: type(history)(history.form, history.columns, tuple(rows))}
    return PackContent(content.settings, tables)


def write_all(folder: Path) -> list[Path]:
    """Write the workbooks; return their paths."""
    nation, dice, found = load_region("viet_nam"), random.Random(SEED), []
    for number in range(1, PROVINCES + 1):
        content = made_up(number, nation, dice)
        trial = folder / "packs" / str(content.settings["code"])
        write_folder(content, trial)
        path = folder / f"tinh_{number:02}.xlsx"
        path.write_bytes(workbook_of(content, intro_of(load_region(trial), "vi"), "vi"))
        found.append(path)
    return found


def main() -> None:
    """Write the workbooks and check them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder in which the workbooks stay")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as made:
        folder = keep or Path(made)
        folder.mkdir(exist_ok=True)
        paths = write_all(folder)
        begun = time.perf_counter()
        command = [sys.executable, "-m", "simulator", "check", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        taken = time.perf_counter() - begun
        right = done.stdout.count("hợp lệ")
        print(done.stdout[:2000], done.stderr[:2000])
        print(f"{len(paths)} workbooks in {taken:.1f} s; {right} can be projected")


if __name__ == "__main__":
    main()
