"""The classes of potential voluntary members: who has joined, who stays, what is done for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.classes import CLASSES
from simulator.inputs.figures import Status
from simulator.inputs.scenario import LeverSetting, Scenario
from simulator.levers import LEVERS, Group
from simulator.projection import Projection
from simulator.report.document import Cell, Chart, Number, Table, Words, chain, say, table
from simulator.report.results.amounts import level_of
from simulator.text import Text, joined

_CLASS = Text("Nhóm", "Class")
Counted = Callable[[str, int, str], Number]
"""Indicator, year and class -> the printed count."""


def in_the_year(projection: Projection, year: int) -> Table:
    """Return size, take-up, entries, lapses, persistency and premium of each class in a year."""
    found = _Classes(projection, year)

    def people(total: str, status: str = "") -> Callable[[str], Number]:
        return lambda name: Number(found.of(total, name), "person", status=status)

    return table(
        Text("Các nhóm", "Classes"),
        CLASSES,
        (_CLASS, lambda n: CLASSES[n]),
        (Text("Chưa tham gia", "Not insured"), people("uninsured", Status.ESTIMATE)),
        (Text("Đang tham gia", "Members"), people("voluntary")),
        (Text("Tỷ lệ tham gia", "Take-up"), found.take_up),
        (Text("Tham gia mới", "Entries"), people("entries")),
        (Text("Dừng đóng", "Lapses"), people("lapses")),
        (Text("Duy trì 12 tháng", "12-month persistency"), found.persistency),
        (
            Text("Thực đóng (nghìn đồng/tháng)", "Net premium (thousand VND/month)"),
            lambda n: Number(1000 * found.of("net_premium", n), "number", decimals=0),
        ),
    )


def chart(projection: Projection, year: int) -> Chart:
    """Return the classes as bars of those who have joined and those who have not."""
    shown = in_the_year(projection, year)
    told = chain([chain([row[0], row[3]], ": ") for row in shown.rows], "; ")
    return Chart(
        shown.captioned(
            say(
                "Các nhóm có thể tham gia BHXH tự nguyện, {year}",
                "Potential voluntary participants, {year}",
                year=str(year),
            )
        ),
        told,
        Text("người", "persons"),
        "parts",
        columns=(2, 1),
    )


def on_paper(projection: Projection, scenario: Scenario, year: int, counted: Counted) -> Table:
    """Return the classes in the base year and in a later one, with the solutions of each.

    Parameters
    ----------
    counted : gives the counts as they are printed elsewhere
    """
    found = _Classes(projection, year)
    base = projection.region.base_year

    def count(indicator: str, at: int) -> Callable[[str], Number]:
        return lambda name: counted(indicator, at, name)

    uninsured = "Chưa tham gia, {year}", "Uninsured, {year}"
    members = "Tự nguyện, {year}", "Voluntary, {year}"
    ends = str(base), str(year)
    return table(
        Text(
            "Các nhóm có khả năng tham gia BHXH tự nguyện",
            "Classes of potential voluntary participants",
        ),
        CLASSES,
        (_CLASS, lambda n: CLASSES[n]),
        (say(*uninsured, year=ends[0]), count("uninsured_by_class", base)),
        (say(*members, year=ends[0]), count("voluntary_si_by_class", base)),
        (say(*uninsured, year=ends[1]), count("uninsured_by_class", year)),
        (say(*members, year=ends[1]), count("voluntary_si_by_class", year)),
        (say("Tỷ lệ tham gia, {year}", "Take-up, {year}", year=ends[1]), found.take_up),
        (Text("Duy trì sau 12 tháng", "12-month persistency"), found.persistency),
        (
            Text("Giải pháp riêng của nhóm", "Solutions of its own"),
            lambda n: _own_solutions(scenario, n),
        ),
        widths=(1.9, 1, 1, 1, 1, 0.9, 0.9, 2.6),
    )


def measures_of(scenario: Scenario) -> dict[str, LeverSetting]:
    """Return the levers that someone pulls; shocks are conditions, and no solutions."""
    return {n: path for n, path in scenario.levers.items() if LEVERS[n].group is not Group.SHOCK}


def levers_given(scenario: Scenario) -> dict[str, LeverSetting]:
    """Return the levers by class that a scenario moves."""
    return {
        name: path
        for name, path in measures_of(scenario).items()
        if LEVERS[name].by_class
        and any(q.value != LEVERS[name].neutral for q in path.level.values())
    }


def solutions(given: Mapping[str, LeverSetting]) -> Table:
    """Return the levels of levers by class."""

    def level(name: str, by: str) -> Number:
        return level_of(name, given[name].at(by).value)

    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (LEVERS[name].label, *(level(name, by) for by in CLASSES)) for name in given
    )
    head = (Text("Giải pháp", "Lever"), *CLASSES.values())
    return Table(Text("Giải pháp theo nhóm", "Levers by class"), head, rows)


def common_solutions(scenario: Scenario) -> Text:
    """Return the levers that are the same for all classes."""
    names = [name for name, differs in _by_class(scenario).items() if not differs]
    if not names:
        return Text("Không có giải pháp chung cho mọi nhóm.", "No solution is common to all.")
    vi, en = (words.lower() for words in joined((LEVERS[n].label for n in names), "; "))
    return Text(f"Giải pháp chung cho mọi nhóm: {vi}.", f"Solutions common to all: {en}.")


def _by_class(scenario: Scenario) -> dict[str, bool]:
    """Return the levers that can differ between classes -> whether they do so."""
    return {
        name: len({number.value for number in path.level.values()}) > 1
        for name, path in measures_of(scenario).items()
        if LEVERS[name].by_class
    }


def _own_solutions(scenario: Scenario, group: str) -> Words:
    """Return the levels of a class where classes differ."""
    levels = {
        name: scenario.levers[name].at(group).value
        for name, differs in _by_class(scenario).items()
        if differs
    }
    said = [
        chain([LEVERS[name].label, Number(value, "whole_share")], ": ")
        for name, value in levels.items()
        if value
    ]
    return chain(said, "; ") if said else "–"


class _Classes:
    """The classes of a projection in one year, central run."""

    def __init__(self, projection: Projection, year: int) -> None:
        self._projection, self._year = projection, year
        self._row = projection.row(year)
        self._place = {name: k for k, name in enumerate(CLASSES)}

    def of(self, total: str, name: str) -> float:
        return float(self._projection.total(total)[self._row, self._place[name], 0])

    def take_up(self, name: str) -> Number:
        inside = self.of("voluntary", name)
        return self._share(inside, inside + self.of("uninsured", name), f"takeup.{name}")

    def persistency(self, name: str) -> Number:
        lapsed = self.of("lapses", name)
        exposed = self.of("voluntary", name) - self.of("entries", name) + lapsed
        return self._share(exposed - lapsed, exposed, f"persistency.{name}")

    def _share(self, part: float, whole: float, name: str) -> Number:
        """Return a share of people; a dash where there is nobody to have one."""
        tag = f"{self._projection.scenario.name}/{name}/{self._year}/value"
        return Number(part / whole if whole > 0 else None, "share", tag=tag)
