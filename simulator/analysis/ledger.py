"""Projections that were published, kept and graded when actual figures arrive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.errors import complain
from simulator.experience import plan_errors
from simulator.files import write_whole
from simulator.inputs.figures import FIGURE_STATUSES, Figure
from simulator.inputs.json_text import parse_json
from simulator.inputs.region import Region
from simulator.inputs.tables import TableReader
from simulator.text import Text

NEEDED = ("region", "base_year", "scenarios_sha256", "program")
"""What a manifest must say for its projection to be kept."""
COUNTS = ("compulsory_si", "voluntary_si", "ui_participants", "lump_sum_withdrawals")


@dataclass(frozen=True, slots=True)
class Grade:
    """One published figure against what came.

    Parameters
    ----------
    entry, scenario, indicator, year : which figure
    projected, low, high : as published; the band may be missing
    actual, status : the figure that came
    error : projected over actual less one
    inside : whether the band held it; None without a band
    cause : what can be told of the error
    """

    entry: str
    scenario: str
    indicator: str
    year: int
    projected: float
    low: float | None
    high: float | None
    actual: float
    status: str
    error: float
    inside: bool | None
    cause: Text


def keep(ledger: Path, published: Path) -> str:
    """Copy a published result (records.json, manifest.json) into the ledger; return its name.

    The name is made from the content, so that the same result is kept once and a changed one
    beside it; nothing in the ledger is ever overwritten.

    Raises
    ------
    InputError
        where the folder holds no result of ``simulator run --out``.
    """
    parts = {}
    for name in ("records.json", "manifest.json"):
        path = published / name
        try:
            parts[name] = path.read_bytes()
            parse_json(parts[name], str(path))
        except OSError:
            raise complain(
                f"{path}: không đọc được; cần kết quả của lệnh run --out",
                f"{path}: cannot be read; give a result of run --out",
                key="FOLDER",
            ) from None
    digest = hashlib.sha256(b"".join(parts.values())).hexdigest()[:12]
    manifest = _mapping(parts["manifest.json"], f"{published}/manifest.json")
    missing = [k for k in NEEDED if k not in manifest]
    if missing:
        raise complain(
            f"{published}/manifest.json: thiếu {', '.join(missing)}",
            f"{published}/manifest.json: lacks {', '.join(missing)}",
            key="FOLDER",
        )
    entry = f"{manifest['region']}-{manifest['base_year']}-{digest}"
    target = ledger / entry
    if not (target / "manifest.json").exists():
        target.mkdir(parents=True, exist_ok=True)
        # The manifest comes last: an entry with one is complete.
        for name in ("records.json", "manifest.json"):
            write_whole(target / name, parts[name])
    return entry


def entries(ledger: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return every kept projection with its manifest."""
    if not ledger.is_dir():
        return []
    return [
        (folder.name, _mapping(path.read_bytes(), str(path)))
        for folder in sorted(ledger.iterdir())
        if (path := folder / "manifest.json").exists()
    ]


def _mapping(raw: bytes, name: str) -> dict[str, Any]:
    """Return the keys and values that a JSON file holds."""
    data = parse_json(raw, name)
    if not isinstance(data, dict):
        raise complain("phải là các cặp khoá: giá trị", "must be keys and values", file=name)
    return data


def read_actual_figures(path: Path, region: Region) -> dict[tuple[str, int], Figure]:
    """Return (indicator, year) -> December count of a table like a pack's history.csv.

    Raises
    ------
    InputError
        for a table that cannot be read, with every problem.
    """
    reader = TableReader(
        path, ("year", "month", "indicator", "value", "status", "source"), ("unit",)
    )
    reader.unique(("year", "month", "indicator"))
    found = {}
    for row in reader.rows:
        figure = Figure(
            region.code,
            reader.whole(row, "year", 2000, 2100),
            reader.whole(row, "month", 1, 12),
            reader.one_of(row, "indicator", COUNTS),
            reader.number(row, "value", low=0.0),
            "person",
            reader.one_of(row, "status", FIGURE_STATUSES),
            reader.word(row, "source"),
            row.line,
        )
        if figure.month == 12:
            found[figure.indicator, figure.year] = figure
    reader.finish()
    return found


def grade(
    ledger: Path, region: Region, actuals: dict[tuple[str, int], Figure] | None = None
) -> list[Grade]:
    """Grade the ledger's projections of a region against its December counts.

    Estimates are no actual figures: they grade nothing. Nor do December counts grade what was
    counted otherwise (``measure`` of the scenario).

    Parameters
    ----------
    actuals : figures that have arrived since the pack was made, in place of the pack's
    """
    found = []
    later = actuals or {}
    for entry, manifest in entries(ledger):
        if manifest["region"] != region.code:
            continue
        path = ledger / entry / "records.json"
        records = parse_json(path.read_bytes(), str(path))
        for record in records if isinstance(records, list) else []:
            if record["indicator"] not in COUNTS or record["class"]:
                continue
            if record["year"] <= manifest["base_year"]:
                continue
            if record.get("measured", "year_end") != "year_end":
                continue  # a count of March or of the year's average is held against no December
            key = (record["indicator"], record["year"])
            figure = later.get(key) or region.figure(*key)
            if figure is None or figure.status == "estimate" or record["value"] is None:
                continue
            low, high = record.get("low"), record.get("high")
            found.append(
                Grade(
                    entry,
                    record["scenario"],
                    record["indicator"],
                    record["year"],
                    record["value"],
                    low,
                    high,
                    figure.value,
                    figure.status,
                    record["value"] / figure.value - 1.0,
                    None if low is None or high is None else low <= figure.value <= high,
                    _cause(
                        region,
                        manifest,
                        record["indicator"],
                        record["year"],
                        record["value"] / figure.value - 1.0,
                    ),
                )
            )
    return found


FOLLOWS_GROWTH = ("compulsory_si", "ui_participants")
"""Counts that the model lets follow economic growth."""


def _cause(
    region: Region, manifest: dict[str, Any], indicator: str, year: int, error: float
) -> Text:
    """Return what can have caused an error: what acts on the count, the way that it erred."""
    said = []
    gap = _growth_surprise(region, manifest, year)
    if indicator in FOLLOWS_GROWTH and gap is not None and gap * error < 0:
        vi, en = ("cao", "above") if gap > 0 else ("thấp", "below")
        size = f"{abs(gap):.1f}"
        said.append(
            Text(
                f"tăng trưởng {vi} hơn giả định {size.replace('.', ',')} điểm mỗi năm",
                f"growth {size} points a year {en} what was assumed",
            )
        )
    if error and manifest.get("law_version") != region.law.version:
        said.append(Text("pháp luật đã thay đổi", "law has changed"))
    if not said:
        return Text("chưa rõ", "not known")
    return Text("; ".join(t.vi for t in said), "; ".join(t.en for t in said))


def _growth_surprise(region: Region, manifest: dict[str, Any], year: int) -> float | None:
    """Return by how much growth came above what the projection took for granted [% points a year].

    A planned year is taken as planned less the mean error of plans, so that is no surprise. None
    where the projection knew the growth that came: the table of growth is the same as then.
    """
    if _growth_tables(region) and _growth_tables(region) <= set(_hashes(manifest).items()):
        return None
    gaps = [gap for y, gap in plan_errors(region, year).items() if y > manifest["base_year"]]
    if not gaps:
        return None
    return sum(gaps) / len(gaps) + region.assumptions["gdp_plan_bias", ""].value


def _hashes(manifest: dict[str, Any]) -> dict[str, str]:
    found = manifest.get("inputs_sha256")
    return found if isinstance(found, dict) else {}


def _growth_tables(region: Region) -> set[tuple[str, str]]:
    """Return the tables of growth of a place and those above it, with their digests."""
    found = set()
    place: Region | None = region
    while place is not None:
        path = place.folder / "growth.csv"
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found.add((f"{place.code}/{path.name}", digest))
        place = place.parent
    return found
