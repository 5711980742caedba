"""Projections that were published, kept and graded when actual figures arrive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simulator import schemes
from simulator.analysis.past.kept_inputs import INPUTS, keep_inputs
from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.experience import plan_errors
from simulator.files import whole_folder, write_whole
from simulator.inputs.figures import Figure
from simulator.inputs.json_text import parse_json
from simulator.inputs.pack_tables import GROWTH
from simulator.inputs.region import Region
from simulator.inputs.table_form import Column, Kind, TableForm
from simulator.inputs.tables import TableReader
from simulator.inputs.updates import read_updates
from simulator.text import Text, joined

SHIPPED_LEDGER = Path(__file__).parents[2] / "ledger"
"""The projections that the program brings along, with what was found of their errors."""
NOT_KNOWN = Text("chưa rõ", "not known")
WHOLE = "all"
"""In that table: what concerns the forecast as a whole."""
NEEDED = ("region", "base_year", "scenarios_sha256", "program")
"""What a manifest must say for its projection to be kept."""
COUNTS = (*schemes.GIVEN, "lump_sum_withdrawals")
"""Counts that arrive later from whoever grades."""
GRADED: dict[str, str] = {
    "si_participants": "si_participants",
    **{count: count for count in schemes.COUNTS},
    "lump_sum_withdrawals": "lump_sum_withdrawals",
    schemes.DENOMINATOR: "labour_force_working_age",
    **schemes.KNOWN_SHARES,
}
"""Indicator that is graded -> what a pack's history calls the figure that it is held against."""
FINDINGS = TableForm(
    "findings",
    Text("Nguyên nhân", "Findings"),
    Text("nguyên nhân sai số đã tìm ra", "what was found of the errors of graded forecasts"),
    (
        Column("entry", Text("Mục", "Entry"), Kind.CODE),
        Column("year", Text("Năm", "Year"), Kind.WHOLE, low=2000, high=2100),
        Column("indicator", Text("Chỉ tiêu", "Indicator"), Kind.CODE),
        Column("cause", Text("Nguyên nhân (tiếng Anh)", "Cause"), Kind.NOTE),
        Column("cause_vi", Text("Nguyên nhân", "Cause in Vietnamese"), Kind.NOTE),
        Column("source", Text("Nguồn", "Source"), Kind.NOTE),
    ),
    ("entry", "year", "indicator"),
)
"""What is known of a graded forecast's errors; a table beside the entries of a ledger."""


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of a kept projection.

    Parameters
    ----------
    entry, region, base_year, scenario, indicator, unit, year : which figure
    projected, low, high : as published; the band may be missing
    """

    entry: str
    region: str
    base_year: int
    scenario: str
    indicator: str
    unit: str
    year: int
    projected: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Grade(Said):
    """One published figure against what came.

    Parameters
    ----------
    actual, status, source : the figure that came
    error : of a count, projected over actual less one; of a share, projected less actual
    error_unit : "share" (of the actual figure) or "point" (percentage points)
    inside : whether the band held it; None without a band
    cause : what can be told of the error
    about : what concerns the forecast as a whole; empty where there is nothing to say
    """

    actual: float
    status: str
    source: str
    error: float
    error_unit: str
    inside: bool | None
    cause: Text
    about: Text


def keep(ledger: Path, published: Path) -> tuple[str, bool]:
    """Copy a published result into the ledger; return its name, and whether its inputs are kept.

    A result is records.json and manifest.json; pack and law come along while they are what the
    manifest says, so that a later program can tell its method from new data.

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
            raise input_error(
                f"{path}: không đọc được; cần kết quả của lệnh run --out",
                f"{path}: cannot be read; give a result of run --out",
                key="FOLDER",
            ) from None
    digest = hashlib.sha256(b"".join(parts.values())).hexdigest()[:12]
    manifest = _mapping(parts["manifest.json"], f"{published}/manifest.json")
    missing = [k for k in NEEDED if k not in manifest]
    if missing:
        raise input_error(
            f"{published}/manifest.json: thiếu {', '.join(missing)}",
            f"{published}/manifest.json: lacks {', '.join(missing)}",
            key="FOLDER",
        )
    entry = f"{manifest['region']}-{manifest['base_year']}-{digest}"
    target = ledger / entry
    if not (target / "manifest.json").exists():
        try:
            with whole_folder(target) as part:
                keep_inputs(part, manifest)
                for name, raw in parts.items():
                    write_whole(part / name, raw)
        except OSError:
            if not (target / "manifest.json").exists():  # else another has kept it meanwhile
                raise
    return entry, (target / INPUTS).is_dir()


def entries(ledger: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return every kept projection with its manifest."""
    if not ledger.is_dir():
        return []
    return [
        (folder.name, _mapping(path.read_bytes(), str(path)))
        for folder in sorted(ledger.iterdir())
        if not folder.name.startswith(".") and (path := folder / "manifest.json").exists()
    ]


def _mapping(raw: bytes, name: str) -> dict[str, Any]:
    """Return the keys and values that a JSON file holds."""
    data = parse_json(raw, name)
    if not isinstance(data, dict):
        raise input_error("phải là các cặp khoá: giá trị", "must be keys and values", file=name)
    return data


def read_actual_figures(path: Path, region: Region) -> dict[tuple[str, int], Figure]:
    """Return (indicator, year) -> December count of a table like a pack's history.csv.

    Raises
    ------
    InputError
        for a table that cannot be read, or counts that cannot be the region's, with every
        problem.
    """
    return {
        (figure.indicator, figure.year): figure
        for figure in read_updates(path, region, COUNTS, sourced=True)
        if figure.month == 12
    }


def grade(
    ledger: Path, region: Region, actuals: dict[tuple[str, int], Figure] | None = None
) -> list[Grade]:
    """Grade the ledger's projections of a region against its December figures.

    Estimates are no actual figures: they grade nothing. Nor do December counts grade what was
    counted otherwise (``measure`` of the scenario).

    Parameters
    ----------
    actuals : figures that have arrived since the pack was made, in place of the pack's
    """
    found = []
    later = actuals or {}
    findings = read_findings(ledger)
    for entry, manifest, record in _kept_records(ledger, region):
        name, year = record["indicator"], record["year"]
        figure = later.get((name, year)) or region.figure(GRADED[name], year)
        if figure is None or not figure.counted:
            continue
        error = record["value"] - figure.value
        cause = _cause(region, manifest, name, year, error)
        law = _later_law(region, manifest) if error else None
        why = [text for text in (cause, law) if text is not None] or [NOT_KNOWN]
        words = (
            findings.get((entry, year, name)) or joined(why, "; "),
            findings.get((entry, year, WHOLE)) or Text("", ""),
        )
        found.append(_grade(_said(entry, manifest, record), figure, *words))
    return found


def waiting(ledger: Path, region: Region) -> list[Said]:
    """Return what the newest projection of a region in a ledger says of years not counted yet."""
    kept = [_said(*one) for one in _kept_records(ledger, region)]
    newest = max((said.base_year for said in kept), default=0)
    return [
        said
        for said in kept
        if said.base_year == newest and not _is_counted(region, said.indicator, said.year)
    ]


def _is_counted(region: Region, indicator: str, year: int) -> bool:
    figure = region.figure(GRADED[indicator], year)
    return figure is not None and figure.counted


def _kept_records(
    ledger: Path, region: Region
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield entry, manifest and record of every figure of a region that can be graded one day."""
    for entry, manifest in entries(ledger):
        if manifest["region"] != region.code:
            continue
        path = ledger / entry / "records.json"
        records = parse_json(path.read_bytes(), str(path))
        for record in records if isinstance(records, list) else []:
            if _gradable(record, manifest):
                yield entry, manifest, record


def grades_shown(region: Region) -> list[Grade]:
    """Return the grades of the projections that the program brings along.

    Those of the region and of every wider one: a place without counts of its own follows the
    nation's pattern, and so its errors.
    """
    found = []
    for place in region.lineage:
        found += grade(SHIPPED_LEDGER, place)
    return found


def waiting_shown(region: Region) -> list[Said]:
    """Return what the projections that the program brings along say of years to come."""
    return [one for place in region.lineage for one in waiting(SHIPPED_LEDGER, place)]


def _said(entry: str, manifest: dict[str, Any], record: dict[str, Any]) -> Said:
    return Said(
        entry,
        manifest["region"],
        manifest["base_year"],
        record["scenario"],
        record["indicator"],
        "share" if record["indicator"].endswith("_share") else "person",
        record["year"],
        record["value"],
        record.get("low"),
        record.get("high"),
    )


def _gradable(record: dict[str, Any], manifest: dict[str, Any]) -> bool:
    return (
        record["indicator"] in GRADED
        and not record["class"]
        and record["value"] is not None
        and record["year"] > manifest["base_year"]
        # A count of March or of the year's average is held against no December.
        and record.get("measured", "year_end") == "year_end"
    )


def _grade(said: Said, figure: Figure, cause: Text, about: Text) -> Grade:
    value, low, high = said.projected, said.low, said.high
    share = said.unit == "share"
    return Grade(
        **asdict(said),
        actual=figure.value,
        status=figure.status,
        source=figure.source,
        error=100.0 * (value - figure.value) if share else value / figure.value - 1.0,
        error_unit="point" if share else "share",
        inside=None if low is None or high is None else low <= figure.value <= high,
        cause=cause,
        about=about,
    )


def read_findings(ledger: Path) -> dict[tuple[str, int, str], Text]:
    """Return (entry, year, indicator) -> what was found of the error of a graded forecast.

    Raises
    ------
    InputError
        for a table that cannot be read, with every problem.
    """
    path = ledger / FINDINGS.file
    if not path.exists():
        return {}
    reader = TableReader.of_file(path, FINDINGS)
    reader.unique()
    found = {}
    for row in reader.rows:
        key = (
            reader.word(row, "entry"),
            reader.whole(row, "year"),
            reader.one_of(row, "indicator", (*GRADED, WHOLE)),
        )
        found[key] = Text(reader.word(row, "cause_vi"), reader.word(row, "cause"))
    reader.finish()
    return found


FOLLOWS_GROWTH = ("compulsory_si", "ui_participants")
"""Counts that the model lets follow economic growth."""


def _cause(
    region: Region, manifest: dict[str, Any], indicator: str, year: int, error: float
) -> Text | None:
    """Return what can have caused an error: what acts on the count, the way that it erred."""
    gap = _growth_surprise(region, manifest, year)
    if indicator in FOLLOWS_GROWTH and gap is not None and gap * error < 0:
        vi, en = ("cao", "above") if gap > 0 else ("thấp", "below")
        size = f"{abs(gap):.1f}"
        return Text(
            f"tăng trưởng {vi} hơn giả định {size.replace('.', ',')} điểm mỗi năm",
            f"growth {size} points a year {en} what was assumed",
        )
    return None


def _later_law(region: Region, manifest: dict[str, Any]) -> Text | None:
    """Return that law is not what the forecast knew, or nothing."""
    if manifest.get("law_version") == region.law.version:
        return None
    return Text("pháp luật đã thay đổi", "law has changed")


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
    for place in region.lineage:
        raw = place.source.contents().get(GROWTH.file)
        if raw is not None:
            found.add((f"{place.code}/{GROWTH.file}", hashlib.sha256(raw).hexdigest()))
    return found
