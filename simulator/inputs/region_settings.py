"""The settings of a region pack: its ``region.yaml``, checked."""

from __future__ import annotations

import re
from typing import Any

from simulator.dataclass import dataclass
from simulator.errors import InputError, nearest
from simulator.inputs.documents import Document
from simulator.inputs.figures import BREAKABLE, Break
from simulator.inputs.law import LAW_FOLDER
from simulator.inputs.plan_date import PlanDate, day_in
from simulator.model.population import SEXES
from simulator.text import NOTHING, Text

KEYS = (
    "code",
    "name",
    "parent",
    "base_year",
    "law",
    "planned_on",
    "sex_ratio_at_birth",
    "joins",
    "life_expectancy",
    "denominator",
    "breaks",
)
CODE = re.compile(r"[a-z][a-z0-9_]*$")
"""What the code of a place looks like."""
_SEX_RATIOS = (0.9, 1.3)
_EXPECTANCIES = (20.0, 100.0)
At = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``region.yaml`` says.

    Parameters
    ----------
    code, name, base_year, law : of the pack
    parent : name of the wider region, or None
    planned_on : when plans for the place are made, or None: on the day of its law
    sex_ratio_at_birth : boys per girl, or None for the parent's
    joins : codes of the places that were joined to make it
    life_expectancy : at birth, male and female [years], where known
    denominator : definition of the shares' denominator
    breaks : changes of definition, by date
    document : for the place of what turns out to be wrong later
    """

    code: str
    name: Text
    parent: str | None
    base_year: int
    law: str
    planned_on: PlanDate | None
    sex_ratio_at_birth: float | None
    joins: tuple[str, ...]
    life_expectancy: tuple[float, float] | None
    denominator: Text
    breaks: tuple[Break, ...]
    document: Document


def read_settings(document: Document) -> Settings:
    """Return the settings that a pack's document states.

    Raises
    ------
    InputError
        with every problem of the file.
    """
    reader = _Reader(document)
    settings = reader.settings()
    if reader.problems:
        raise InputError(reader.problems)
    return settings


class _Reader:
    """Collects what is wrong with the file while reading it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        if not isinstance(document.data, dict):
            raise InputError(
                document.problem((), "phải là các cặp khoá: giá trị", "must be key: value")
            )
        self.data: dict[str, Any] = document.data
        self.problems = [
            document.problem(
                (key,),
                f"khoá lạ; gần nhất: {nearest(key, KEYS) or ', '.join(KEYS)}",
                f"unknown key; nearest: {nearest(key, KEYS) or ', '.join(KEYS)}",
                at_key=True,
            )
            for key in self.data
            if key not in KEYS
        ]

    def settings(self) -> Settings:
        for key in ("code", "name", "base_year"):
            if key not in self.data:
                self.add_problem((key,), "thiếu khoá này", "this key is missing")
        ratio = self.data.get("sex_ratio_at_birth")
        return Settings(
            code=self.code(),
            name=self.words("name"),
            parent=self.parent(),
            base_year=self.base_year(),
            law=self.law(),
            planned_on=self.planned_on(),
            sex_ratio_at_birth=None
            if ratio is None
            else self.number(("sex_ratio_at_birth",), ratio, _SEX_RATIOS),
            joins=self.joins(),
            life_expectancy=self.life_expectancy(),
            denominator=self.words("denominator"),
            breaks=self.breaks(),
            document=self.document,
        )

    def add_problem(self, path: At, vi: str, en: str) -> None:
        self.problems.append(self.document.problem(path, vi, en))

    def code(self) -> str:
        code = self.data.get("code", "x")
        if not (isinstance(code, str) and CODE.match(code)):
            self.add_problem(
                ("code",),
                f"{code!r}: mã gồm chữ thường không dấu, số và _ (ví dụ ninh_thuan)",
                f"{code!r}: a code is lower-case letters, digits and _ (such as ninh_thuan)",
            )
        return str(code)

    def words(self, key: str) -> Text:
        words = self.data.get(key, {"vi": "", "en": ""})
        good = isinstance(words, dict) and set(words) == {"vi", "en"}
        stated = key in self.data
        if not (
            good and all(isinstance(w, str) and (w.strip() or not stated) for w in words.values())
        ):
            self.add_problem((key,), "cần {vi: …, en: …}", "needs {vi: …, en: …}")
            return NOTHING
        return Text(words["vi"], words["en"])

    def parent(self) -> str | None:
        parent = self.data.get("parent")
        if parent is not None and not (isinstance(parent, str) and CODE.match(parent)):
            self.add_problem(
                ("parent",),
                f"{parent!r} không phải tên địa bàn",
                f"{parent!r} is not the name of a region",
            )
            return None
        return parent

    def base_year(self) -> int:
        year = self.data.get("base_year", 2000)
        if not (type(year) is int and 1950 <= year <= 2100):
            self.add_problem(
                ("base_year",),
                f"{year!r} không phải năm; viết như 2024",
                f"{year!r} is not a year; write it like 2024",
            )
            return 2000
        return year

    def law(self) -> str:
        law = self.data.get("law", "viet_nam")
        known = sorted(path.stem for path in LAW_FOLDER.glob("*.yaml"))
        if law not in known:
            listed = ", ".join(known)
            self.add_problem(
                ("law",), f"không có luật {law}; có: {listed}", f"no law {law}; known: {listed}"
            )
        return str(law)

    def planned_on(self) -> PlanDate | None:
        stated = self.data.get("planned_on")
        if stated is None:
            return None
        at = ("planned_on",)
        if not (
            isinstance(stated, dict)
            and set(stated) == {"date", "vi", "en"}
            and all(isinstance(stated[key], str) and stated[key].strip() for key in ("vi", "en"))
        ):
            self.add_problem(
                at,
                "cần {date: …, vi: …, en: …}: ngày lập kế hoạch và lý do",
                "needs {date: …, vi: …, en: …}: the day on which plans are made, and why",
            )
            return None
        day = day_in(stated["date"])
        if day is None:
            self.add_problem(
                (*at, "date"),
                f"{stated['date']!r}: viết ngày như 2026-11-25",
                f"{stated['date']!r}: write a day like 2026-11-25",
            )
            return None
        return PlanDate(day, Text(stated["vi"], stated["en"]))

    def joins(self) -> tuple[str, ...]:
        stated = self.data.get("joins", [])
        good = isinstance(stated, list) and all(
            isinstance(code, str) and CODE.match(code) for code in stated
        )
        if not good:
            self.add_problem(
                ("joins",),
                f"{stated!r}: cần danh sách mã, như [ninh_thuan]",
                f"{stated!r}: needs a list of codes, like [ninh_thuan]",
            )
            return ()
        return tuple(stated)

    def life_expectancy(self) -> tuple[float, float] | None:
        years = self.data.get("life_expectancy")
        if years is None:
            return None
        at = ("life_expectancy",)
        if not (isinstance(years, dict) and set(years) == set(SEXES)):
            self.add_problem(at, "cần {male: …, female: …}", "needs {male: …, female: …}")
            return None
        male, female = (self.number((*at, sex), years[sex], _EXPECTANCIES) for sex in SEXES)
        return male, female

    def breaks(self) -> tuple[Break, ...]:
        stated = self.data.get("breaks", [])
        if not isinstance(stated, list):
            self.add_problem(("breaks",), "cần một danh sách", "must be a list")
            return ()
        found = []
        for i, entry in enumerate(stated):
            at = ("breaks", i)
            if not (isinstance(entry, dict) and set(entry) == {"date", "series", "vi", "en"}):
                self.add_problem(
                    at, "cần {date, series, vi, en}", "needs {date, series, vi, en}, no more"
                )
                continue
            series = entry["series"]
            if series not in BREAKABLE:
                listed = ", ".join(BREAKABLE)
                near = nearest(str(series), BREAKABLE)
                vi = f"; gần nhất: {near}" if near else ""
                en = f"; nearest: {near}" if near else ""
                self.add_problem(
                    (*at, "series"),
                    f"{series!r} không có; được dùng: {listed}{vi}",
                    f"{series!r} is not one of {listed}{en}",
                )
            day = day_in(entry["date"])
            if day is None:
                self.add_problem(
                    (*at, "date"),
                    f"{entry['date']!r}: viết ngày như 2021-01-01",
                    f"{entry['date']!r}: write a day like 2021-01-01",
                )
                continue
            found.append(Break(day, str(series), Text(str(entry["vi"]), str(entry["en"]))))
        return tuple(sorted(found, key=lambda b: b.day))

    def number(self, path: At, value: object, bounds: tuple[float, float]) -> float:
        low, high = bounds
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.add_problem(path, f"{value!r} không phải là số", f"{value!r} is not a number")
            return low
        if not low <= value <= high:
            self.add_problem(
                path,
                f"{value:g}: cần số từ {low:g} đến {high:g}",
                f"{value:g} is outside {low:g} to {high:g}",
            )
        return float(value)
