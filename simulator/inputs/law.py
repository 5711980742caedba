"""Legal parameters by date, with adoption, reference and status."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem, input_error, nearest
from simulator.files import Stamp, stamp
from simulator.inputs.documents import Document, read_yaml
from simulator.inputs.figures import FIGURE_STATUSES, Status
from simulator.inputs.plan_date import day_in
from simulator.model.arrays import Array
from simulator.text import Text

DAYS_A_YEAR = 365.25
LAW_FOLDER = Path(__file__).parent.parent / "law"
KINDS = ("rate", "level", "flag")
NEEDED = (
    "compulsory_covers_all_household_business_owners",
    "compulsory_covers_registered_household_business_owners",
    "compulsory_rate_employee",
    "compulsory_rate_employer",
    "household_businesses_declare_tax",
    "lump_sums_closed_to_new_entrants",
    "retirement_age_men",
    "retirement_age_women",
    "rural_poverty_line",
    "ui_minimum_contract_months",
    "ui_rate_employee",
    "ui_rate_employer",
    "voluntary_contribution_rate",
    "voluntary_subsidy_ethnic_minority",
    "voluntary_subsidy_near_poor",
    "voluntary_subsidy_other",
    "voluntary_subsidy_poor",
)
"""Parameters that every projection or its costs ask for."""
BOUNDS = {
    "share": (0.0, 1.0),
    "flag": (0.0, 1.0),
    "year": (0.0, 79.0),
    "month": (0.0, 120.0),
    "VND/month": (1.0, 1e9),
}
"""First word of a unit -> bounds of its values."""
ABOVE_ZERO = frozenset(("voluntary_contribution_rate",))
"""Parameters that are never nothing: without a premium the responses to it have no meaning."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One value of a parameter and since when it holds.

    Parameters
    ----------
    start : first day in force
    adopted : day of adoption; None where it is only announced
    value : in the parameter's unit
    status, reference : of the figure
    reference_vi : the reference as Vietnamese readers are told it; empty: as it stands
    """

    start: date
    adopted: date | None
    value: float
    status: Status
    reference: str
    reference_vi: str = ""

    @property
    def cited(self) -> Text:
        """Return the reference in both languages."""
        return Text(self.reference_vi or self.reference, self.reference)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A legal parameter through time; ``kind`` is rate, level or flag."""

    name: str
    kind: str
    label: Text
    unit: str
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """The law by date.

    Parameters
    ----------
    version : of the file, the day on which it was compiled
    parameters : by name
    known_at : what was adopted later is left out; None: everything listed
    """

    version: str
    parameters: dict[str, Parameter]
    known_at: date | None = None
    _found: dict[tuple[str, int], float] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def compiled(self) -> date:
        """Return the day to which the law is known."""
        return date.fromisoformat(self.version)

    def value(self, parameter: str, year: int) -> float:
        """Return a parameter for a year.

        A rate is weighted by the days in force; a level is the value at 31 December.

        Raises
        ------
        KeyError
            for an unknown parameter.
        InputError
            for a year before the first provision, or before the first that was known.
        """
        found = self._found.get((parameter, year))
        if found is None:
            found = self._found[parameter, year] = self._value(parameter, year)
        return found

    def values(self, parameter: str, years: Iterable[int]) -> Array:
        """Return a parameter in years, as :meth:`value` does: (year, 1)."""
        return np.array([[self.value(parameter, year)] for year in years])

    def _value(self, parameter: str, year: int) -> float:
        entry = self._parameter(parameter)
        if entry.kind == "flag":
            return self.days_in_force(parameter, year)
        if entry.kind == "level":
            return _in_force(entry, date(year, 12, 31)).value
        first, following = date(year, 1, 1), date(year + 1, 1, 1)
        total, begin = 0.0, first
        current = _in_force(entry, first, or_first=True)
        for provision in entry.provisions:
            if first < provision.start < following:
                total += current.value * (provision.start - begin).days
                begin, current = provision.start, provision
        total += current.value * (following - begin).days
        # A rate that held all year must come back to the last digit.
        return current.value if begin == first else total / (following - first).days

    def days_in_force(self, parameter: str, year: int) -> float:
        """Return the share of a year's days on which a flag is in force."""
        provisions = self._parameter(parameter).provisions
        if not provisions:
            return 0.0
        first, following = date(year, 1, 1), date(year + 1, 1, 1)
        begin = min(max(provisions[0].start, first), following)
        return (following - begin).days / (following - first).days

    def years_in_force(self, parameter: str, day: date) -> float:
        """Return for how many years a flag has been in force on a day; 0 where it is not."""
        provisions = self._parameter(parameter).provisions
        if not provisions:
            return 0.0
        return max((day - provisions[0].start).days, 0) / DAYS_A_YEAR

    def as_of(self, day: date) -> Law:
        """Return the law without what was adopted after ``day``."""
        kept = {
            name: replace(
                parameter,
                provisions=tuple(
                    p for p in parameter.provisions if p.adopted is not None and p.adopted <= day
                ),
            )
            for name, parameter in self.parameters.items()
        }
        return Law(self.version, kept, day)

    def _parameter(self, name: str) -> Parameter:
        if name not in self.parameters:
            raise KeyError(f"{name}: no such parameter; nearest: {nearest(name, self.parameters)}")
        return self.parameters[name]


def _in_force(parameter: Parameter, day: date, or_first: bool = False) -> Provision:
    found = None
    for provision in parameter.provisions:
        if provision.start <= day:
            found = provision
    # In the year in which a rate first comes into force, its first value stands for the year.
    first = parameter.provisions[0] if parameter.provisions else None
    if found is None and or_first and first is not None and first.start.year == day.year:
        return first
    if found is None:
        raise input_error(
            f"chưa có quy định nào có hiệu lực ngày {day} (năm gốc hay --law-as-of quá sớm)",
            f"nothing is in force on {day} (the base year or --law-as-of is too early)",
            key=parameter.name,
        )
    return found


def load_law(name: str = "viet_nam", as_of: date | None = None, folder: Path | None = None) -> Law:
    """Return a law file by bare name.

    A folder other than the program's holds the law of a kept projection, of a time at which less
    may have been asked of it.

    Raises
    ------
    InputError
        with every fault of the file.
    """
    path = law_file(name, folder)
    law = _read(path, folder is None, stamp(path))
    return law if as_of is None else law.as_of(as_of)


def law_file(name: str, folder: Path | None = None) -> Path:
    """Return the file of a law; of the program's where no folder is given."""
    return (folder or LAW_FOLDER) / f"{name}.yaml"


@lru_cache(maxsize=8)
def _read(path: Path, whole: bool, _edition: Stamp) -> Law:
    document = read_yaml(path, f"law/{path.name}")
    reader = _LawReader(document, NEEDED if whole else ())
    version, parameters = reader.version(), reader.parameters()
    if reader.problems:
        raise InputError(reader.problems)
    return Law(version, parameters)


class _LawReader:
    def __init__(self, document: Document, needed: Iterable[str]) -> None:
        self.document = document
        self.needed = needed
        self.problems: list[Problem] = []

    def version(self) -> str:
        stated = self.document.data
        version = stated.get("version") if isinstance(stated, dict) else None
        if isinstance(stated, dict) and day_in(version) is None:
            self._add_problem(
                ("version",),
                f"{version!r}: cần ngày tổng hợp, viết như 2026-11-25",
                f"{version!r}: needs the day of compilation, like 2026-11-25",
            )
        return str(version)

    def parameters(self) -> dict[str, Parameter]:
        stated = self._mapping((), self.document.data).get("parameters")
        found = {
            name: self._parameter(("parameters", name), name, entry)
            for name, entry in self._mapping(("parameters",), stated).items()
        }
        for name in self.needed:
            if name not in found or not found[name].provisions:
                self._add_problem(("parameters", name), "thiếu quy định này", "is missing")
        return found

    def _parameter(self, at: tuple[str | int, ...], name: str, stated: object) -> Parameter:
        entry = self._mapping(at, stated)
        kind, unit = str(entry.get("kind")), str(entry.get("unit", ""))
        if kind not in KINDS:
            self._add_problem((*at, "kind"), f"phải là một trong {KINDS}", f"not one of {KINDS}")
        bounds = BOUNDS.get(unit.partition(" ")[0])
        if bounds is None:
            allowed = ", ".join(BOUNDS)
            self._add_problem((*at, "unit"), f"phải bắt đầu bằng: {allowed}", f"not of {allowed}")
        label = self._mapping((*at, "label"), entry.get("label") or {})
        entries = entry.get("entries") or []
        if not isinstance(entries, list):
            self._add_problem((*at, "entries"), "phải là danh sách", "is not a list")
            entries = []
        provisions = [
            self._provision((*at, "entries", i), provision, bounds or (-math.inf, math.inf))
            for i, provision in enumerate(entries)
        ]
        if name in ABOVE_ZERO:
            for i, provision in enumerate(provisions):
                if provision is not None and provision.value == 0.0:
                    self._add_problem((*at, "entries", i), "phải lớn hơn 0", "must be above 0")
        ordered = sorted((p for p in provisions if p is not None), key=lambda p: p.start)
        words = Text(str(label.get("vi", name)), str(label.get("en", name)))
        return Parameter(name, kind, words, unit, tuple(ordered))

    def _mapping(self, at: tuple[str | int, ...], stated: object) -> dict[str, Any]:
        if isinstance(stated, dict):
            return stated
        self._add_problem(
            at, "phải là các cặp khoá: giá trị", "is not a mapping of keys and values"
        )
        return {}

    def _provision(
        self, at: tuple[str | int, ...], stated: object, bounds: tuple[float, float]
    ) -> Provision | None:
        entry = self._mapping(at, stated)
        try:
            start = date.fromisoformat(str(entry["from"]))
            adopted = date.fromisoformat(str(entry["adopted"])) if entry.get("adopted") else None
            value = _number(entry["months"]) / 12 if "months" in entry else _number(entry["value"])
        except (KeyError, ValueError):
            self._add_problem(
                at,
                "cần from, adopted (ngày) và value hoặc months (số)",
                "needs from and adopted (days) and value or months (numbers)",
            )
            return None
        if not bounds[0] <= value <= bounds[1]:
            span = f"{bounds[0]:g}…{bounds[1]:g}"
            self._add_problem(at, f"{value:g} nằm ngoài {span}", f"{value:g} is outside {span}")
        status = str(entry.get("status", ""))
        known = Status(status) if status in FIGURE_STATUSES else Status.ESTIMATE
        if known != status:
            self._add_problem((*at, "status"), f"{status!r} không có", f"{status!r} is no status")
        references = (str(entry.get(key, "")) for key in ("reference", "reference_vi"))
        return Provision(start, adopted, value, known, *references)

    def _add_problem(self, path: tuple[str | int, ...], vi: str, en: str) -> None:
        self.problems.append(self.document.problem(path, vi, en))


def _number(stated: object) -> float:
    if isinstance(stated, bool) or not isinstance(stated, int | float):
        raise ValueError
    return float(stated)
