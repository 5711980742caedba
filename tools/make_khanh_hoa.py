"""Make the pack of Khánh Hòa as it is since 1 July 2025, from Ninh Thuận and the former Khánh Hòa.

``python tools/make_khanh_hoa.py`` writes ``simulator/regions/khanh_hoa`` anew. Ninh Thuận's pack is
first brought to December 2025 with the rows of ``tools/khanh_hoa/ninh_thuan``; the former Khánh
Hòa's own pack is ``tools/khanh_hoa/khanh_hoa_cu``. Both are then joined as

    simulator pack merge NINH_THUAN_2025 tools/khanh_hoa/khanh_hoa_cu --name "Khánh Hòa" \
        --units new --out simulator/regions/khanh_hoa

does it. With ``--ninh-thuan DIR`` the pack NINH_THUAN_2025 is written too, to be looked at.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from simulator.inputs.pack_content import PackContent, files_of, write_folder
from simulator.inputs.pack_lineage import REGION_FOLDER
from simulator.inputs.pack_source import PackFiles, PackFolder
from simulator.inputs.pack_tables import ASSUMED, HISTORY
from simulator.inputs.region import load_region, region_of
from simulator.inputs.sheets import Sheet
from simulator.inputs.table_form import TableForm
from simulator.inputs.tables import TableReader
from simulator.inputs.territory import Part, in_new_units, merge
from simulator.inputs.territory.part import Record, table_of
from simulator.text import Text

HERE = Path(__file__).parent / "khanh_hoa"
YEAR = 2025
OF_THE_OLD_YEAR = ("grdp", "former_stock")
"""Amounts of Ninh Thuận's former base year: of 2025 none is known, and the nation's serve."""


def ninh_thuan_2025() -> Part:
    """Return Ninh Thuận's pack with December 2025 as its base year."""
    part = Part.of(load_region("ninh_thuan"))
    settings = {k: v for k, v in part.content.settings.items() if k != "planned_on"}
    kept = [row for row in part.rows(ASSUMED) if row["name"] not in OF_THE_OLD_YEAR]
    tables = dict(part.content.tables)
    for form, rows in ((HISTORY, part.rows(HISTORY)), (ASSUMED, kept)):
        tables[form.name] = table_of(form, _replaced(form, rows))
    return _part(PackContent({**settings, "base_year": YEAR}, tables))


def _replaced(form: TableForm, rows: list[Record]) -> list[Record]:
    """Return rows with those of the folder in place of their namesakes, or behind."""
    sheet = PackFolder(HERE / "ninh_thuan").sheet(form)
    assert isinstance(sheet, Sheet)
    new = [dict(row.cells) for row in TableReader(sheet, form).rows]
    keys = {tuple(row[key] for key in form.key) for row in new}
    return [*(row for row in rows if tuple(row[key] for key in form.key) not in keys), *new]


def _part(content: PackContent) -> Part:
    files = PackFiles(str(content.settings["code"]), files_of(content))
    return Part(region_of(files), content)


def khanh_hoa() -> PackContent:
    """Return the pack of the province of today."""
    former = Part.of(load_region(HERE / "khanh_hoa_cu"))
    parts = [_part(in_new_units(part)) for part in (ninh_thuan_2025(), former)]
    return merge(parts, "khanh_hoa", Text("Khánh Hòa", "Khánh Hòa")).content


def main() -> None:
    """Write the pack in place of the one that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ninh-thuan", type=Path, help="a new folder for Ninh Thuận of 2025")
    wanted = parser.parse_args().ninh_thuan
    if wanted is not None:
        write_folder(ninh_thuan_2025().content, wanted)
    target = REGION_FOLDER / "khanh_hoa"
    content = khanh_hoa()
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        if target.exists():
            shutil.move(target, Path(folder) / "old")
        write_folder(content, target)


if __name__ == "__main__":
    main()
