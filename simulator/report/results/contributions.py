"""What each group of levers contributes; it adds up to the difference, in the digits shown."""

from __future__ import annotations

from dataclasses import asdict

from simulator.analysis.causes.attribution import Contribution, Explanation
from simulator.analysis.costing.accounts import Amount
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.document import (
    Block,
    Cell,
    Chart,
    Data,
    Number,
    Record,
    Section,
    Table,
    Words,
    chain,
    note,
)
from simulator.report.results import waterfall, wedges
from simulator.report.results.amounts import billions
from simulator.report.results.evidence_grade import PALE, WEAK, grade_of
from simulator.report.statements import JUDGED, band_words, contribution_words
from simulator.rounding import rounded_table, whole_persons
from simulator.text import NOTHING, Text, joined

_SHAPLEY = Text(
    "Đóng góp là giá trị Shapley, cộng đúng bằng chênh lệch.",
    "Contributions are Shapley values and add up to the difference.",
)
_NO_DIFFERENCE = Text(
    "Hai kịch bản không khác nhau ở giải pháp nào.", "The two differ in no lever."
)


def section(region: Region, base: Scenario, scenario: Scenario, found: Explanation) -> Section:
    """Return contributions that add up to the whole difference, by year, and as steps of coverage.

    Where the two differ in no lever there are the steps alone: growth and the labour force.
    """
    head = _head(region, base, scenario, found)
    rows = _records(found)
    data = Data(rows, whole=_whole(found, rows))
    steps: tuple[Block, ...] = ()
    if found.path is not None:
        made = waterfall.chart(
            region, base, scenario, found.path, found.contributions, found.path_bands
        )
        steps = (made, waterfall.remark(base))
    if not found.contributions:
        return Section(head, (note(_NO_DIFFERENCE), *steps), data)
    judged = [JUDGED] if found.cost_band else []
    notes = joined([contribution_words(found), _SHAPLEY, *judged, band_words(found)])
    blocks = (chart(scenario, found), note(notes), *steps)
    return Section(head, (*blocks, wedges.chart(base, scenario, found), wedges.remark(base)), data)


def chart(scenario: Scenario, found: Explanation) -> Chart:
    """Return the contributions as bars with their ranges, those of weak evidence pale."""
    shown = table(found, Text("Người tham gia thêm theo giải pháp", "Participants added by lever"))
    told = chain([chain([row[0], row[1]], ": ") for row in shown.rows], "; ")
    weak = (i for i, c in enumerate(found.contributions) if grade_of(c.group, scenario) == WEAK)
    unit = Text("người", "persons")
    return Chart(shown, told, unit, "bars", pale=frozenset(weak), pale_words=PALE)


def table(found: Explanation, caption: Words = "") -> Table:
    """Return what each group adds; its cost only where its range is known."""
    # Prices are judgement: no amount without its range.
    ranged = all(c.cost_band for c in found.contributions)
    traced = f"{found.scenario}/{{}}/{found.year}/{{}}"
    whole = whole_persons([c.persons for c in found.contributions], found.shown)
    money = [[c.cost / 1000.0] for c in found.contributions]
    *each, all_money = rounded_table(money, [found.cost / 1000.0], rows_add_up=False)

    def row(c: Contribution, people: int, billion: float) -> tuple[Cell, ...]:
        low, high = c.persons_band or (None, None)
        tag = traced.format(f"added.{c.group}", "persons")
        cells: tuple[Cell, ...] = (c.label, Number(people, "person", low, high, tag))
        if ranged and c.cost_band:
            tag = traced.format(f"cost.added.{c.group}", "value")
            cells += (billions(Amount(c.cost, *c.cost_band), tag, billion),)
        return cells

    rows = [
        row(c, people, billion[0])
        for c, people, billion in zip(found.contributions, whole, each, strict=True)
    ]
    low, high = found.persons_band or (None, None)
    sum_tag = traced.format("cost.added.sum", "value")
    last: tuple[Cell, ...] = (
        Text("Cộng", "Sum"),
        Number(found.shown, "person", low, high, traced.format("added.sum", "persons")),
        *([_all_cost(found, sum_tag, all_money[0])] if ranged else []),
    )
    head = (
        Text("Nhóm giải pháp", "Group of levers"),
        Text("Người tham gia thêm", "Participants added"),
        *([Text("Chi phí thêm, tỷ đồng", "Cost added, billion VND")] if ranged else []),
    )
    return Table(caption, head, (*rows, last), (2.2, 1, 1)[: len(head)], total=True)


def _all_cost(found: Explanation, tag: str, shown: float) -> Number:
    if found.cost_band is None:
        return Number(shown, "billion_vnd", tag=tag)
    return billions(Amount(found.cost, *found.cost_band), tag, shown)


def _head(region: Region, base: Scenario, scenario: Scenario, found: Explanation) -> Text:
    ranges = Text("; ngoặc vuông: khoảng 80 %", "; brackets: 80% range")
    money = Text(f"; chi phí lũy kế đến {found.year}", f"; costs summed up to {found.year}")
    more = joined([money, ranges], "") if found.cost_band else NOTHING
    return Text(
        f"{scenario.title.vi} so với {base.title.vi}, {region.name.vi}: người tham gia BHXH "
        f"{found.at.vi}{more.vi}",
        f"{scenario.title.en} against {base.title.en}, {region.name.en}: participants "
        f"{found.at.en}{more.en}",
    )


def _records(found: Explanation) -> list[Record]:
    """Return one record a group of levers."""
    return [
        {
            "group": c.group,
            "persons": c.persons,
            "cost_million_vnd": c.cost,
            "persons_low": c.persons_band and c.persons_band[0],
            "persons_high": c.persons_band and c.persons_band[1],
            "cost_low": c.cost_band and c.cost_band[0],
            "cost_high": c.cost_band and c.cost_band[1],
            "share": c.share,
            "share_low": c.share_band and c.share_band[0],
            "share_high": c.share_band and c.share_band[1],
        }
        for c in found.contributions
    ]


def _whole(found: Explanation, contributions: list[Record]) -> Record:
    return {
        "region": found.region,
        "base": found.base,
        "scenario": found.scenario,
        "year": found.year,
        "contributions": contributions,
        "persons": found.persons,
        "cost_million_vnd": found.cost,
        "transitions": found.transitions,
        "deadweight_million_vnd": found.deadweight,
        "coverage": _coverage(found),
        "by_year": _by_year(found),
    }


def _coverage(found: Explanation) -> Record | None:
    """Return the path of coverage with the ranges along it, where they were drawn."""
    if found.path is None:
        return None
    ends = {
        f"{name}_{end}": None if band is None else band[i]
        for name, band in found.path_bands._asdict().items()
        for i, end in enumerate(("low", "high"))
    }
    return {**asdict(found.path), **ends}


def _by_year(found: Explanation) -> list[Record]:
    """Return one record a year and group."""
    return [
        {"year": found.first_year + i, "group": c.group, "persons": persons}
        for c in found.contributions
        for i, persons in enumerate(c.by_year)
    ]
