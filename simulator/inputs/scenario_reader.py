"""Checks one scenario document and turns it into objects; every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from simulator.classes import CLASS_NAMES
from simulator.errors import Problem, nearest
from simulator.inputs import scenario_fields as fields
from simulator.inputs.documents import Document, RelativeYear
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.plan_date import PlanDate, day_in
from simulator.inputs.scenario import MEASURES, SHAPES, LeverSetting, Project, Year
from simulator.inputs.scenario_fields import Number
from simulator.levers import LEVERS, Lever
from simulator.text import LANGUAGES, Text, plain

NAME = re.compile(r"\w[\w .()+-]{0,79}")
Path = tuple[str | int, ...]
_NOTHING = Estimate.exactly(0.0)
_RELATIVE = re.compile(r"\+[0-9]{1,3}")


class ScenarioReader:
    """Reads the entries of a scenario document and collects what is wrong."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def add_problem(
        self,
        path: Path,
        vi: str,
        en: str,
        *,
        at_key: bool = False,
        allowed: Iterable[str] = (),
        near: str | None = None,
        bounds: tuple[float, float] | None = None,
    ) -> None:
        """Note a problem at an entry; see :class:`simulator.errors.Problem`."""
        self.problems.append(
            self.document.problem(
                path, vi, en, at_key=at_key, allowed=allowed, near=near, bounds=bounds
            )
        )

    def mapping(
        self, path: Path, data: object, allowed: Iterable[str] | None = None
    ) -> dict[str, Any]:
        """Return a mapping; unknown keys are noted with the nearest right one."""
        if not isinstance(data, dict):
            self.add_problem(
                path,
                f"{shown(data)} không phải các cặp khoá: giá trị",
                f"{shown(data)} is not a mapping of keys and values",
            )
            return {}
        if allowed is None:
            return data
        names = list(allowed)
        for key in data:
            if key not in names:
                self._unknown((*path, key), key, names)
        return {key: value for key, value in data.items() if key in names}

    def _unknown(self, path: Path, key: str, names: list[str]) -> None:
        near = nearest(key, names)
        vi = f"gần nhất: {near}; " if near else ""
        en = f"nearest: {near}; " if near else ""
        if key.isdigit() and len(key) <= 3 and len(path) > 2:
            # {level: 0,2} is a level of 0 and a key 2.
            vi = "số thập phân viết bằng dấu chấm (0.2); "
            en = "write decimals with a point (0.2); "
        self.add_problem(
            path,
            f"không có khoá {key!r}; {vi}được dùng: {', '.join(names)}",
            f"unknown key {key!r}; {en}allowed: {', '.join(names)}",
            at_key=True,
            allowed=names,
            near=near,
        )

    def number(self, path: Path, data: object, bounds: Number) -> float:
        """Return a number within bounds; 0 where it is wrong."""
        if isinstance(data, RelativeYear):
            data = data.offset
        if isinstance(data, bool) or not isinstance(data, int | float):
            from simulator.inputs.numerals import hint_of_number

            vi, en = hint_of_number(data) if isinstance(data, str) else ("", "")
            self.add_problem(
                path,
                f"{shown(data)} không phải là số; cần {_range(bounds, 'vi')}{vi}",
                f"{shown(data)} is not a number; expected {_range(bounds, 'en')}{en}",
                bounds=(bounds.low, bounds.high),
            )
            return 0.0
        if bounds.grouped and path in self.document.grouped:
            self.add_problem(
                path,
                f"{data:.3f}: hàng nghìn viết liền ({data:.3f} là số thập phân); nếu đúng là số "
                f"lẻ, viết {data:g}",
                f"{data:.3f}: write thousands without a point ({data:.3f} is a decimal number); "
                f"if it is meant so, write {data:g}",
            )
        if not bounds.low <= data <= bounds.high:
            self._outside(path, float(data), bounds)
        return float(data)

    def _outside(self, path: Path, value: float, bounds: Number) -> None:
        hint_vi = hint_en = ""
        if bounds.percent and bounds.low <= value / 100 <= bounds.high:
            hint_vi = f" (viết {value / 100:g} cho {value:g} %)"
            hint_en = f" (write {value / 100:g} for {value:g} %)"
        elif path[-1] == "capital_bn_vnd" and value > bounds.high:
            hint_vi = " (đơn vị là tỷ đồng, không phải triệu đồng)"
            hint_en = " (the unit is billion VND, not million)"
        side_vi, side_en = ("lớn hơn", "above") if value > bounds.high else ("nhỏ hơn", "below")
        limit = bounds.high if value > bounds.high else bounds.low
        self.add_problem(
            path,
            f"{value:g} {side_vi} {limit:g}; cần {_range(bounds, 'vi')}{hint_vi}",
            f"{value:g} is {side_en} {limit:g}; expected {_range(bounds, 'en')}{hint_en}",
            bounds=(bounds.low, bounds.high),
        )

    def estimate(self, path: Path, data: object, bounds: Number) -> Estimate:
        """Return a bare number or ``{value, low, high, grade, source, reason}``."""
        if not isinstance(data, dict):
            return Estimate.exactly(self.number(path, data, bounds))
        known = self.mapping(path, data, fields.ESTIMATE_KEYS)
        if "value" not in known:
            self.add_problem((*path, "value"), "thiếu value", "value is missing")
            return _NOTHING
        said = len(self.problems)
        value = self.number((*path, "value"), known["value"], bounds)
        if ("low" in known) != ("high" in known):
            self.add_problem(
                path,
                "low và high phải cùng có (bách phân vị 10 và 90)",
                "give both low and high (10th and 90th percentile), or neither",
            )
        low, high = (
            self.number((*path, key), known[key], bounds) if key in known else value
            for key in ("low", "high")
        )
        # Of a number that is none, its stand-in says nothing.
        right = len(self.problems) == said
        if right and {"low", "high"} <= known.keys() and not low <= value <= high:
            self.add_problem(
                path,
                f"value {value:g} không nằm giữa low {low:g} và high {high:g}",
                f"value {value:g} is not between low {low:g} and high {high:g}",
            )
        grade = self.word((*path, "grade"), known.get("grade", ""), ("", "A", "B", "C"))
        source = self.text((*path, "source"), known.get("source", ""))
        reason = self.text((*path, "reason"), known.get("reason", ""))
        return Estimate(value, low, high, grade, source, reason)

    def word(self, path: Path, data: object, allowed: Iterable[str]) -> str:
        """Return a word out of those allowed."""
        names = list(allowed)
        if isinstance(data, str) and data in names:
            return data
        near = nearest(str(data), [name for name in names if name])
        vi = f"; gần nhất: {near}" if near else ""
        en = f"; nearest: {near}" if near else ""
        listed = ", ".join(name for name in names if name)
        self.add_problem(
            path,
            f"{shown(data)} không có; được dùng: {listed}{vi}",
            f"{shown(data)} is not allowed; allowed: {listed}{en}",
            allowed=[name for name in names if name],
            near=near,
        )
        return names[0]

    def name(self, data: object) -> str:
        """Return the scenario's name, which becomes a key of results and a file's name."""
        name = self.words(("name",), data)
        if isinstance(data, str) and not NAME.fullmatch(name):
            self.add_problem(
                ("name",),
                f"{shown(data)}: tên gồm chữ, số, dấu cách, _ hoặc -, bắt đầu bằng chữ hay số",
                f"{shown(data)}: a name is letters, digits, spaces, _ or -, and begins with a "
                "letter or digit",
            )
        return name

    def words(self, path: Path, data: object) -> str:
        """Return a text."""
        if isinstance(data, str) and len(data) <= 2000:
            return data
        self.add_problem(path, f"{shown(data)} không phải chữ", f"{shown(data)} is not a text")
        return ""

    def text(self, path: Path, data: object) -> Text:
        """Return a text in both languages; a plain one serves both."""
        if isinstance(data, str):
            return plain(self.words(path, data))
        known = self.mapping(path, data, LANGUAGES)
        said = {language: self.words((*path, language), known[language]) for language in known}
        one = next(iter(said.values()), "")
        return Text(said.get("vi", one), said.get("en", one))

    def flag(self, path: Path, data: object) -> bool:
        """Return true or false."""
        if not isinstance(data, bool):
            self.add_problem(
                path,
                f"{shown(data)}: cần true hoặc false",
                f"{shown(data)}: true or false expected",
            )
        return bool(data)

    def year(self, path: Path, data: object) -> Year:
        """Return a calendar year, or one counted from the first in which measures may start."""
        first, last = fields.YEARS
        if isinstance(data, str) and _RELATIVE.fullmatch(data):  # JSON has no +1 without quotes
            data = RelativeYear(int(data))
        if isinstance(data, RelativeYear) and 1 <= data.offset <= 100:
            return data
        if isinstance(data, int) and not isinstance(data, bool) and first <= data <= last:
            return data
        self.add_problem(
            path,
            f"{shown(data)} không phải năm; cần {first}-{last}, hoặc +1, +2 … tính từ năm "
            "đầu có thể bắt đầu giải pháp",
            f"{shown(data)} is no year; expected {first}-{last}, or +1, +2 … from the first "
            "year in which measures may start",
        )
        return RelativeYear(1)

    def levers(self, data: object) -> dict[str, LeverSetting]:
        """Return the lever paths."""
        known = self.mapping(("levers",), data, LEVERS)
        return {name: self._lever(("levers", name), known[name], LEVERS[name]) for name in known}

    def _lever(self, path: Path, data: object, lever: Lever) -> LeverSetting:
        known = self.mapping(path, data, fields.LEVER_KEYS)
        for key in ("start", "level"):
            if isinstance(data, dict) and key not in known:
                self.add_problem((*path, key), f"thiếu {key}", f"{key} is missing")
        said = len(self.problems)
        start = self.year((*path, "start"), known["start"]) if "start" in known else RelativeYear(1)
        until = self.year((*path, "until"), known["until"]) if "until" in known else None
        if until is not None and len(self.problems) == said and _before(until, start):
            self.add_problem(
                (*path, "until"),
                f"until {until} trước start {start}: giải pháp không bao giờ có hiệu lực",
                f"until {until} is before start {start}: the lever would never be in force",
            )
        ramp = self.number((*path, "ramp_years"), known.get("ramp_years", 1), fields.RAMP)
        level = {"default": Estimate.exactly(lever.neutral)}
        if "level" in known:
            level = self._level((*path, "level"), known["level"], lever)
        reason = self.text((*path, "reason"), known.get("reason", ""))
        shape = self.word((*path, "shape"), known.get("shape", "even"), SHAPES)
        return LeverSetting(start, ramp, level, until, reason, shape)

    def _level(self, path: Path, data: object, lever: Lever) -> dict[str, Estimate]:
        bounds = fields.lever_number(lever)
        plain = not isinstance(data, dict) or set(data) & set(fields.ESTIMATE_KEYS)
        if plain:
            return {"default": self.estimate(path, data, bounds)}
        if not lever.by_class:
            self.add_problem(
                path,
                "giải pháp này chỉ có một mức, không theo nhóm",
                "this lever has one level, not one per class",
            )
            return {"default": Estimate.exactly(lever.neutral)}
        known = self.mapping(path, data, ("default", *CLASS_NAMES))
        level = {"default": Estimate.exactly(lever.neutral)}
        level.update({by: self.estimate((*path, by), known[by], bounds) for by in known})
        return level

    def projects(self, key: str, data: object) -> tuple[Project, ...]:
        """Return the list of projects under ``key``."""
        if not isinstance(data, list):
            self.add_problem(
                (key,), f"{shown(data)} không phải danh sách", f"{shown(data)} is no list"
            )
            return ()
        return tuple(self._project((key, i), item) for i, item in enumerate(data))

    def _project(self, path: Path, data: object) -> Project:
        known = self.mapping(path, data, fields.PROJECT_KEYS)
        for key in fields.PROJECT_REQUIRED:
            if key not in known:
                self.add_problem((*path, key), f"thiếu {key}", f"{key} is missing")
        numbers = {
            key: self.estimate((*path, key), known[key], bounds)
            for key, bounds in fields.PROJECT_NUMBERS.items()
            if key in known
        }
        numbers.setdefault("capital_bn_vnd", _NOTHING)
        numbers.setdefault("build_years", Estimate.exactly(1.0))
        sector = fields.SECTOR_NAMES[0]
        if "sector" in known:
            sector = self.word((*path, "sector"), known["sector"], fields.SECTOR_NAMES)
        start = self.year((*path, "start"), known["start"]) if "start" in known else RelativeYear(1)
        name = self.words((*path, "name"), known.get("name", ""))
        reason = self.text((*path, "reason"), known.get("reason", ""))
        place = self.words((*path, "place"), known.get("place", ""))
        active = self.flag((*path, "active"), known.get("active", True))
        return Project(
            name=name,
            sector=sector,
            start=start,
            reason=reason,
            place=place,
            active=active,
            **numbers,
        )

    def assumptions(self, data: object) -> dict[Assumed, Estimate]:
        """Return changed assumptions; names are checked once the region is known."""
        anything = Number(-1e12, 1e12, Text("một số", "a number"))
        found = {}
        for name, entry in self.mapping(("assumptions",), data).items():
            at = ("assumptions", name)
            if isinstance(entry, dict) and not set(entry) & set(fields.ESTIMATE_KEYS):
                for by, number in entry.items():
                    found[Assumed(name, str(by))] = self.estimate((*at, by), number, anything)
            else:
                found[Assumed(name)] = self.estimate(at, entry, anything)
        return found

    def growth(self, data: object) -> dict[int, Estimate]:
        """Return growth by year."""
        macro = self.mapping(("macro",), data, ("growth",))
        found = {}
        for key, number in self.mapping(("macro", "growth"), macro.get("growth", {})).items():
            at = ("macro", "growth", key)
            first, last = fields.YEARS
            if not (key.isascii() and key.isdecimal() and first <= int(key) <= last):
                self.add_problem(at, f"{key!r} không phải năm", f"{key!r} is no year", at_key=True)
                continue
            found[int(key)] = self.estimate(at, number, fields.GROWTH)
        return found

    def planned_on(self, data: object) -> PlanDate | None:
        """Return the day on which the plan is made; whoever moves it says why."""
        at = ("planned_on",)
        if data is None:
            return None
        known = self.mapping(at, data, fields.PLAN_DATE_KEYS)
        for key in fields.PLAN_DATE_KEYS:
            if isinstance(data, dict) and not known.get(key):
                self.add_problem((*at, key), f"thiếu {key}", f"{key} is missing")
        day = day_in(known.get("date"))
        if known.get("date") and day is None:
            self.add_problem(
                (*at, "date"),
                f"{shown(known['date'])}: viết ngày như 2026-11-25",
                f"{shown(known['date'])}: write a day like 2026-11-25",
            )
        reason = self.text((*at, "reason"), known.get("reason", ""))
        return None if day is None else PlanDate(day, reason)

    def measure(self, data: object) -> str:
        """Return when participants are counted."""
        return self.word(("measure",), data, MEASURES)


def _before(first: Year, second: Year) -> bool:
    """Return whether a year is surely before another; the two may count differently."""
    if isinstance(first, RelativeYear) and isinstance(second, RelativeYear):
        return first.offset < second.offset
    return isinstance(first, int) and isinstance(second, int) and first < second


def shown(data: object) -> str:
    """Return a value as the user wrote it, shortened.

    >>> shown(None), shown(True), shown("0.5")
    ('null', 'true', "'0.5'")
    """
    if data is None:
        return "null"
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, dict):
        return "{…}"
    if isinstance(data, list):
        return "[…]"
    words = repr(data) if isinstance(data, str) else str(data)
    return words if len(words) <= 60 else words[:57] + "…"


def _range(bounds: Number, language: str) -> str:
    words = bounds.words.in_(language)
    between = "từ {:g} đến {:g}" if language == "vi" else "from {:g} to {:g}"
    return f"{words} {between.format(bounds.low, bounds.high)}"
