"""LibreOffice opens the workbook of each shipped pack and saves it: the same cells are read again.

python tools/office_suite.py

Needs `soffice` (Debian's package libreoffice-calc).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simulator.inputs.pack_content import content_of
from simulator.inputs.pack_intro import intro_of
from simulator.inputs.pack_lineage import region_names
from simulator.inputs.pack_source import source_at
from simulator.inputs.region import load_region
from simulator.inputs.workbook_writer import workbook_of
from simulator.text import LANGUAGES

PATIENCE = 180


def saved_again(path: Path, folder: Path) -> Path:
    """Return the workbook as LibreOffice saves it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(folder), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)
    saved = folder / path.name
    if not saved.is_file():
        raise SystemExit(f"not saved: {done.stderr.strip()} (is libreoffice-calc there?)")
    return saved


def main() -> int:
    """Compare the cells of every pack in both languages, before and after."""
    if shutil.which("soffice") is None:
        print("soffice is missing")
        return 2
    faults = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "out").mkdir()
        for name in region_names():
            for language in LANGUAGES:
                region = load_region(name)
                whole = content_of(region.source)
                path = folder / f"{name}_{language}.xlsx"
                path.write_bytes(workbook_of(whole, intro_of(region, language), language))
                begun = time.perf_counter()
                again = content_of(source_at(saved_again(path, folder / "out")))
                same = again == whole
                faults += not same
                taken = time.perf_counter() - begun
                print(f"{path.name}: {'the same' if same else 'OTHER CELLS'} ({taken:.0f} s)")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
