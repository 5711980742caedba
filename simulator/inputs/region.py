"""Region packs: a folder that says what is known of a place."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.errors import InputError, Problem, nearest
from simulator.inputs.assumption import Assumption, Assumptions
from simulator.inputs.demography import read_demography
from simulator.inputs.documents import Document, read_yaml
from simulator.inputs.figures import (
    FIGURE_STATUSES,
    GRADES,
    Figure,
    GrowthYear,
    Locality,
    Target,
)
from simulator.inputs.law import LAW_FOLDER, Law, load_law
from simulator.inputs.tables import TableReader
from simulator.model.population import Demography
from simulator.text import Text

REGION_FOLDER = Path(__file__).parent.parent / "regions"
_KEYS = (
    "code",
    "name",
    "parent",
    "base_year",
    "law",
    "sex_ratio_at_birth",
    "life_expectancy",
    "denominator",
    "breaks",
)


@dataclass(frozen=True, eq=False)
class Region:
    """What is known of a place.

    Parameters
    ----------
    code, name, folder : of the pack
    parent : the wider region whose patterns fill what is missing
    base_year : the projection starts from its 31 December
    law : in force, as known at the date asked for
    demography : population, mortality, births, migration
    history : figures of the place, as in its table
    growth : economic growth by year; empty: the parent's
    assumptions : own ones over the parent's
    targets : set -> targets, own ones over the parent's
    localities : to which a programme is allocated
    peers : figures of other places, for comparison
    origins : input -> observed, standardised, national or assumed
    warnings : what a reader of results should know
    denominator : definition of the shares' denominator
    """

    code: str
    name: Text
    folder: Path
    parent: Region | None
    base_year: int
    law: Law
    demography: Demography
    history: tuple[Figure, ...]
    growth: dict[int, GrowthYear]
    assumptions: Assumptions
    targets: dict[str, tuple[Target, ...]]
    localities: tuple[Locality, ...]
    peers: tuple[Figure, ...]
    origins: dict[str, str]
    warnings: tuple[Text, ...]
    denominator: Text
    _series: dict[tuple[str, int], dict[int, Figure]] = field(repr=False, default_factory=dict)

    def counts(self, indicator: str, month: int = 12) -> dict[int, Figure]:
        """Return year -> figure of one indicator and month."""
        return self._series.get((indicator, month), {})

    def figure(self, indicator: str, year: int, month: int = 12) -> Figure | None:
        """Return one figure, or None."""
        return self.counts(indicator, month).get(year)


def region_names() -> list[str]:
    """Return the codes of the packs that the program brings along."""
    return sorted(p.name for p in REGION_FOLDER.iterdir() if (p / "region.yaml").exists())


def region_folder(name_or_folder: str | Path) -> Path:
    """Return the folder of a pack by its name or path."""
    shipped = REGION_FOLDER / str(name_or_folder)
    if (shipped / "region.yaml").exists() and "/" not in str(name_or_folder):
        return shipped
    folder = Path(name_or_folder)
    if (folder / "region.yaml").exists():
        return folder
    names = region_names()
    near = nearest(str(name_or_folder), names)
    raise InputError(
        Problem(
            "",
            0,
            0,
            "--region",
            Text(
                f"{name_or_folder}: không có địa bàn hay thư mục này; có: {', '.join(names)}"
                + (f"; gần nhất: {near}" if near else ""),
                f"{name_or_folder}: no such region or folder; known: {', '.join(names)}"
                + (f"; nearest: {near}" if near else ""),
            ),
        )
    )


def load_region(name_or_folder: str | Path, *, law_as_of: date | None = None) -> Region:
    """Return a region pack by name or folder.

    Parameters
    ----------
    name_or_folder : a shipped pack's code, or any folder with a ``region.yaml``
    law_as_of : leave out law adopted after this day

    Raises
    ------
    InputError
        with every problem of the first file that has any.
    """
    return _load(region_folder(name_or_folder).resolve(), law_as_of, ())


@lru_cache(maxsize=16)
def _load(folder: Path, law_as_of: date | None, below: tuple[str, ...]) -> Region:
    document = read_yaml(folder / "region.yaml", f"{folder.name}/region.yaml")
    settings = _settings(document)
    code = settings["code"]
    parent = _parent(document, settings, folder, law_as_of, (*below, code))
    base_year = settings["base_year"]
    history = _history(folder, code)
    series: dict[tuple[str, int], dict[int, Figure]] = {}
    for figure in history:
        series.setdefault((figure.indicator, figure.month), {}).setdefault(figure.year, figure)
    total = series.get(("population", 12), {}).get(base_year)
    expectancy = settings.get("life_expectancy")
    demography, origins, warnings = read_demography(
        folder,
        None if parent is None else parent.demography,
        None if total is None else total.value,
        base_year,
        float(settings.get("sex_ratio_at_birth", 1.06)),
        None if expectancy is None else (expectancy["male"], expectancy["female"]),
    )
    own = _assumptions(folder, code)
    assumptions = Assumptions(own)
    if parent is not None:
        assumptions = parent.assumptions.overridden_by(assumptions)
    targets = dict(parent.targets) if parent else {}
    targets.update(_targets(folder))
    denominator = settings.get("denominator") or {"vi": "", "en": ""}
    return Region(
        code=code,
        name=Text(settings["name"]["vi"], settings["name"]["en"]),
        folder=folder,
        parent=parent,
        base_year=base_year,
        law=load_law(settings.get("law", "viet_nam"), law_as_of),
        demography=demography,
        history=history,
        growth=_growth(folder),
        assumptions=assumptions,
        targets=targets,
        localities=_localities(folder),
        peers=_peers(folder),
        origins={**origins, **_count_origins(series, base_year)},
        warnings=warnings,
        denominator=Text(denominator["vi"], denominator["en"]),
        _series=series,
    )


def _settings(document: Document) -> dict[str, Any]:
    data, problems = document.data, []
    if not isinstance(data, dict):
        raise InputError(
            document.problem((), "phải là các cặp khoá: giá trị", "must be key: value")
        )
    for key in data:
        if key not in _KEYS:
            near = nearest(key, _KEYS)
            problems.append(
                document.problem(
                    (key,),
                    f"khoá lạ; gần nhất: {near or ', '.join(_KEYS)}",
                    f"unknown key; nearest: {near or ', '.join(_KEYS)}",
                    at_key=True,
                )
            )
    for key in ("code", "name", "base_year"):
        if key not in data:
            problems.append(document.problem((key,), "thiếu khoá này", "this key is missing"))
    name = data.get("name")
    if "name" in data and not (isinstance(name, dict) and {"vi", "en"} <= set(name)):
        problems.append(document.problem(("name",), "cần vi và en", "needs vi and en"))
    year = data.get("base_year")
    if "base_year" in data and not (isinstance(year, int) and 1950 <= year <= 2100):
        problems.append(
            document.problem(("base_year",), f"{year!r} không phải năm", f"{year!r} is not a year")
        )
    law = data.get("law", "viet_nam")
    if not (LAW_FOLDER / f"{law}.yaml").exists():
        problems.append(document.problem(("law",), f"không có luật {law}", f"no law {law}"))
    if problems:
        raise InputError(problems)
    return data


def _parent(
    document: Document,
    settings: dict[str, Any],
    folder: Path,
    law_as_of: date | None,
    below: tuple[str, ...],
) -> Region | None:
    name = settings.get("parent")
    if name is None:
        return None
    if name in below:
        chain = " -> ".join((*below, str(name)))
        raise InputError(document.problem(("parent",), f"vòng tròn: {chain}", f"circular: {chain}"))
    for place in (folder.parent / str(name), REGION_FOLDER / str(name)):
        if (place / "region.yaml").exists():
            return _load(place.resolve(), law_as_of, below)
    near = nearest(str(name), region_names())
    raise InputError(
        document.problem(
            ("parent",),
            f"không có địa bàn {name}" + (f"; gần nhất: {near}" if near else ""),
            f"no region {name}" + (f"; nearest: {near}" if near else ""),
        )
    )


def _figures(path: Path, place_column: str | None, code: str) -> tuple[Figure, ...]:
    if not path.exists():
        return ()
    columns = ("year", "month", "indicator", "value", "unit", "status", "source")
    if place_column is None:
        reader = TableReader(path, columns, ("use",))
    else:
        reader = TableReader(path, (place_column, *columns))
    found = []
    seen: dict[tuple[str, int, int, str], int] = {}
    for row in reader.rows:
        if row.cells.get("use") == "no":
            continue
        low, high = (0.0, 1.0) if row.cells["unit"] == "share" else (-math.inf, math.inf)
        figure = Figure(
            place=row.cells[place_column] if place_column else code,
            year=reader.whole(row, "year", 1900, 2100),
            month=reader.whole(row, "month", 1, 12),
            indicator=row.cells["indicator"],
            value=reader.number(
                row, "value", low=0.0 if row.cells["unit"] == "person" else low, high=high
            ),
            unit=row.cells["unit"],
            status=reader.one_of(row, "status", FIGURE_STATUSES),
            source=row.cells["source"],
            line=row.line,
        )
        key = (figure.place, figure.year, figure.month, figure.indicator)
        if key in seen:
            reader.complain(
                row,
                "indicator",
                f"lặp lại dòng {seen[key]}; ghi use = no ở dòng không dùng",
                f"repeats line {seen[key]}; put use = no on the row not to be used",
            )
        seen[key] = row.line
        found.append(figure)
    reader.finish()
    return tuple(found)


def _history(folder: Path, code: str) -> tuple[Figure, ...]:
    return _figures(folder / "history.csv", None, code)


def _peers(folder: Path) -> tuple[Figure, ...]:
    return _figures(folder / "peers.csv", "place", "")


def _assumptions(folder: Path, code: str) -> list[Assumption]:
    path = folder / "assumptions.csv"
    if not path.exists():
        return []
    columns = ("name", "by", "value", "low", "high", "unit", "grade", "status", "basis")
    reader = TableReader(path, columns)
    reader.unique(("name", "by"))
    found = []
    for row in reader.rows:
        cells = row.cells
        value, low, high = (reader.number(row, column) for column in ("value", "low", "high"))
        if not low <= value <= high:
            reader.complain(
                row,
                "value",
                f"{value:g} không nằm giữa {low:g} và {high:g}",
                f"{value:g} is not between low {low:g} and high {high:g}",
            )
        found.append(
            Assumption(
                cells["name"],
                cells["by"],
                value,
                low,
                high,
                cells["unit"],
                reader.one_of(row, "grade", GRADES),
                reader.one_of(row, "status", FIGURE_STATUSES),
                cells["basis"],
                code,
            )
        )
    reader.finish()
    return found


def _growth(folder: Path) -> dict[int, GrowthYear]:
    path = folder / "growth.csv"
    if not path.exists():
        return {}
    numbers = ("first_release_share", "revised_share", "plan_share")
    reader = TableReader(path, ("year", *numbers, "status", "source"))
    reader.unique(("year",))
    found = {}
    for row in reader.rows:
        first, revised, plan = (
            reader.number(row, column, -0.5, 0.5) if row.cells[column] else None
            for column in numbers
        )
        found[reader.whole(row, "year", 1900, 2100)] = GrowthYear(
            first,
            revised,
            plan,
            reader.one_of(row, "status", FIGURE_STATUSES),
            row.cells["source"],
        )
    reader.finish()
    return found


def _targets(folder: Path) -> dict[str, tuple[Target, ...]]:
    path = folder / "targets.csv"
    if not path.exists():
        return {}
    columns = ("target_set", "year", "indicator", "value", "denominator", "status", "source")
    reader = TableReader(path, columns)
    reader.unique(("target_set", "year", "indicator"))
    found: dict[str, list[Target]] = {}
    for row in reader.rows:
        target = Target(
            reader.whole(row, "year", 1900, 2100),
            row.cells["indicator"],
            reader.number(row, "value", 0.0, 1.0),
            row.cells["denominator"],
            reader.one_of(row, "status", FIGURE_STATUSES),
            row.cells["source"],
        )
        found.setdefault(row.cells["target_set"], []).append(target)
    reader.finish()
    return {name: tuple(targets) for name, targets in found.items()}


def _localities(folder: Path) -> tuple[Locality, ...]:
    path = folder / "localities.csv"
    if not path.exists():
        return ()
    columns = ("code", "name", "kind", "population_persons", "status", "source", "merged_into")
    reader = TableReader(path, columns)
    reader.unique(("code",))
    found = tuple(
        Locality(
            row.cells["code"],
            row.cells["name"],
            row.cells["kind"],
            reader.number(row, "population_persons", low=0.0),
            reader.one_of(row, "status", FIGURE_STATUSES),
            row.cells["source"],
            row.cells["merged_into"],
        )
        for row in reader.rows
    )
    reader.finish()
    return found


def _count_origins(
    series: dict[tuple[str, int], dict[int, Figure]], base_year: int
) -> dict[str, str]:
    """Return for each count of the base year whether the place's own figure says it."""
    names = (
        "compulsory_si",
        "voluntary_si",
        "ui_participants",
        "labour_force_working_age",
        "labour_force_15_plus",
    )
    origins = {}
    for name in names:
        figure = series.get((name, 12), {}).get(base_year)
        if figure is None:
            origins[name] = "national"
        else:
            origins[name] = "assumed" if figure.status == "estimate" else "observed"
    return origins
