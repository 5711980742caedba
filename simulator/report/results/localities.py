"""The programme of the localities: targets by year and type that add up to the province's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from simulator.analysis.comparing.counting import Counting, counting_of
from simulator.analysis.costing.accounts import Amount
from simulator.analysis.programme.allocation import TYPES, Programme, Target
from simulator.analysis.programme.allocation import note as basis
from simulator.indicators import INDICATORS
from simulator.inputs.figures import Status
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
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
    say,
)
from simulator.report.results.amounts import billions
from simulator.report.results.headings import heading
from simulator.text import LANGUAGES, Text

_PLACE = Text("Địa phương", "Locality")
_COSTS = Text(
    "Chi phí: đơn giá là nhận định (loại C), kèm khoảng 80 %.",
    "Costs: unit prices are judgement (grade C), with their 80% ranges.",
)


def section(region: Region, scenario: Scenario, found: Programme) -> Section:
    """Return the targets of every locality, a table a type, with who answers for them."""
    what = Text("Giao chỉ tiêu (người, ngày 31/12)", "Targets by locality (persons, 31 December)")
    blocks: list[Block] = [*_map(found)]
    for kind, levers in TYPES.items():
        blocks.append(chart(found, kind))
        used = [name for name in levers if name in scenario.levers]
        if used:
            who = say("Chịu trách nhiệm: {who}", "Responsible: {who}", who=responsible(used))
            blocks.append(note(who))
    counting = counting_of(scenario)
    if not counting.at_year_end:
        blocks.append(note(_december_words(counting, found.years[0])))
    blocks += [note(basis(found)), note(_COSTS)]
    return Section(heading(what, region, scenario), tuple(blocks), Data(_records(found)))


def chart(found: Programme, kind: str) -> Chart:
    """Return the targets of the last year as bars, the largest first."""
    shown, last = targets(found, kind), found.years[-1]
    *places, province = shown.rows
    column = len(found.years)
    ordered = sorted(places, key=lambda row: -_value(row[column]))
    caption = say(
        "{kind}: chỉ tiêu {year} theo địa phương",
        "{kind}: targets of {year} by locality",
        kind=INDICATORS[kind].label,
        year=str(last),
    )
    told = chain([chain([row[0], row[column]], ": ") for row in ordered[:_TOLD]], "; ")
    rows = replace(shown, caption=caption, rows=(*ordered, province))
    everyone = frozenset(range(len(ordered)))
    unit = Text("người", "persons")
    return Chart(rows, told, unit, "bars", columns=(column,), pale=everyone, pale_words=_ESTIMATED)


_ESTIMATED = Text("ước tính", "estimate")
_TOLD = 5
"""Places that stand in the text of a picture."""


def _value(cell: Cell) -> float:
    return (cell.value or 0.0) if isinstance(cell, Number) else 0.0


_SCHEME = Text(
    "Sơ đồ ô: mỗi ô là một địa phương, đặt theo vị trí tương đối; không phải ranh giới, không theo "
    "tỷ lệ. Vị trí ô là ước lệ.",
    "Tile map: a tile a locality, in their relative positions; neither borders nor to scale. The "
    "positions are schematic.",
)


def _map(found: Programme) -> list[Block]:
    """Return the participants of every locality as a tile map, where all have a place on it."""
    tiles = [place.tile for place in found.places if place.tile is not None]
    if len(set(tiles)) < len(found.places):
        return []
    last = found.years[-1]
    kinds = ("compulsory_si", "voluntary_si")
    sums = {
        place.code: sum(
            t.target
            for t in found.targets
            if (t.locality.code, t.year) == (place.code, last) and t.type in kinds
        )
        for place in found.places
    }
    rows = tuple(
        (
            place.name,
            Number(sums[place.code], "person", status=Status.ESTIMATE),
            Number(place.population, "person", status=place.status),
        )
        for place in found.places
    )
    caption = say(
        "Người tham gia BHXH theo địa phương, {year} (ước tính)",
        "SI participants by locality, {year} (estimate)",
        year=str(last),
    )
    head = (_PLACE, Text("Người tham gia BHXH", "SI participants"), Text("Dân số", "People"))
    told = chain([chain(row[:2], ": ") for row in rows], "; ")
    unit = Text("người", "persons")
    table = Table(caption, head, rows)
    return [Chart(table, told, unit, "tiles", tiles=tuple(tiles)), note(_SCHEME)]


def responsible(levers: Sequence[str]) -> Text:
    """Return who answers for some levers, each office once, as it is written within a list."""
    usual = {
        language: {
            office.casefold(): office
            for lever in LEVERS.values()
            for office in lever.responsible.in_(language).split(", ")[1:]
        }
        for language in LANGUAGES
    }

    def offices(language: str) -> str:
        named = (LEVERS[name].responsible.in_(language) for name in levers)
        split = {office.casefold(): office for who in named for office in who.split(", ")}
        first, *others = split
        return ", ".join([split[first], *(usual[language].get(key, split[key]) for key in others)])

    return Text(*(offices(language) for language in LANGUAGES))


def _december_words(counting: Counting, year: int) -> Text:
    """Return that targets are of December where the scenario counts at another time."""
    head = counting.head(year)
    return Text(
        f"Chỉ tiêu giao là số ngày 31/12; kịch bản này đếm vào lúc khác ({head.vi}), nên hai con "
        "số khác nhau.",
        f"Targets are counts of 31 December; this scenario counts at another time ({head.en}), so "
        "the two figures differ.",
    )


def targets(found: Programme, kind: str) -> Table:
    """Return localities by year for one type, their rise and cost in the last, and the sums."""
    mine = {(t.locality.code, t.year): t for t in found.targets if t.type == kind}
    last = found.years[-1]
    rises = [mine[place.code, last] for place in found.places]
    priced = kind != "ui_participants"
    rows = [
        (*by_year(found, kind, mine, place.code), *_more(rise, priced))
        for place, rise in zip(found.places, rises, strict=True)
    ]
    # Each place bears its part of one cost, so that values and ends add up.
    ends = zip(*((t.cost.value, t.cost.low, t.cost.high) for t in rises), strict=True)
    rows.append(
        (
            _WHOLE,
            *(Number(found.totals[kind, year], "person") for year in found.years),
            Number(sum(t.rise for t in rises), "person"),
            *([billions(Amount(*(sum(end) for end in ends)))] if priced else []),
        )
    )
    head: tuple[Words, ...] = (
        INDICATORS[kind].label,
        *(str(year) for year in found.years),
        say("Tăng năm {year}", "Rise in {year}", year=str(last)),
        *([say("Chi phí {year}, tỷ đồng", "Cost {year}, billion VND", year=str(last))] * priced),
    )
    return Table("", head, tuple(rows), closing=True)


def by_year(
    found: Programme, kind: str, mine: dict[tuple[str, int], Target], code: str
) -> tuple[Cell, ...]:
    """Return the name of a locality and its targets."""
    place = next(place for place in found.places if place.code == code)
    tag = f"{found.scenario}/{kind}.{code}/{{}}/value"
    return (
        place.name,
        *(
            Number(mine[code, year].target, "person", tag=tag.format(year), status=Status.ESTIMATE)
            for year in found.years
        ),
    )


_WHOLE = Text("Toàn tỉnh, 31/12", "Province, 31 Dec")
_WHOLE_NATION = Text("Cả nước, 31/12", "Nation, 31 Dec")


def _more(target: Target, priced: bool) -> tuple[Cell, ...]:
    rise = Number(target.rise, "person")
    return (rise, billions(target.cost)) if priced else (rise,)


def on_paper(
    place: Region,
    found: Programme | None,
    kind: str,
    years: Sequence[int],
    total: Callable[[int], Number],
) -> Table:
    """Return localities by year for one type, with the printed counts of the whole place below."""
    rows: list[tuple[Cell, ...]] = []
    if found:
        mine = {(t.locality.code, t.year): t for t in found.targets if t.type == kind}
        rows = [by_year(found, kind, mine, place.code) for place in found.places]
    whole = _WHOLE_NATION if place.parent is None else _WHOLE
    rows.append((whole, *(total(year) for year in years)))
    head: tuple[Words, ...] = (_PLACE, *(str(year) for year in years))
    widths = (2.4, *([1.0] * len(years)))
    return Table(INDICATORS[kind].label, head, tuple(rows), widths, total=bool(found))


def _records(found: Programme) -> list[Record]:
    """Return one record a locality, year and type."""
    return [
        {
            "scenario": found.scenario,
            "region": found.region,
            "locality": t.locality.code,
            "name": t.locality.name,
            "formerly": " ".join(f"{code}:{share:g}" for code, share in t.locality.formerly),
            "year": t.year,
            "type": t.type,
            "target": t.target,
            "rise": t.rise,
            "headroom": t.headroom,
            "cost_million_vnd": t.cost.value,
            "cost_low": t.cost.low,
            "cost_high": t.cost.high,
            "levers": " ".join(t.levers),
            "responsible": _responsible_record(t.levers),
            "assumed": t.assumed,
        }
        for t in found.targets
    ]


def _responsible_record(levers: Sequence[str]) -> Text:
    named = [LEVERS[name].responsible for name in levers]
    return Text(*("; ".join(dict.fromkeys(t.in_(lang) for t in named)) for lang in LANGUAGES))
