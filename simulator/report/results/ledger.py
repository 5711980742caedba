"""Published projections: which are kept, and how they stand against what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from itertools import groupby

from simulator.analysis.past.ledger import Grade, Said
from simulator.indicators import INDICATORS
from simulator.report.document import (
    Block,
    Cell,
    Data,
    Number,
    Record,
    Section,
    Words,
    chain,
    note,
    say,
    table,
)
from simulator.text import Text

_NONE = Text("Chưa có số liệu thật nào để chấm.", "No actual figure to grade with yet.")
_INSIDE: dict[bool | None, Words] = {True: Text("có", "yes"), False: Text("không", "no"), None: "–"}
_KEPT = ("entry", "region", "base_year", "scenarios", "program")


def kept(rows: Sequence[Record]) -> Section:
    """Return the projections of ledgers, as records of entry, region, scenarios and program."""
    shown = table(
        "",
        rows,
        (Text("Dự báo", "Entry"), lambda r: str(r["entry"])),
        (Text("Địa bàn", "Region"), lambda r: str(r["region"])),
        (Text("Năm gốc", "Base year"), lambda r: str(r["base_year"])),
        (Text("Kịch bản", "Scenarios"), lambda r: str(r["scenarios"])),
        (Text("Chương trình", "Program"), lambda r: str(r["program"])),
    )
    return Section("", (shown,), Data(rows, _KEPT))


def section(found: Sequence[Grade], still: Sequence[Said] = (), *, keys: bool = False) -> Section:
    """Return projections against what came: a table an entry, what can be told of errors below.

    Parameters
    ----------
    still : what was said of years not counted yet, in a table of its own
    keys : whether the entry and its scenario are told by their keys, as the ledger files them
    """
    blocks: list[Block] = [] if found else [note(_NONE)]
    for _, of_entry in groupby(found, lambda grade: (grade.entry, grade.scenario)):
        blocks += _graded(list(of_entry), keys)
    for _, awaited in groupby(still, lambda one: (one.entry, one.scenario)):
        blocks.append(_awaited(list(awaited)))
    data = Data([asdict(g) for g in found], [field.name for field in fields(Grade)])
    return Section("", tuple(blocks), data)


def _graded(found: Sequence[Grade], keys: bool) -> list[Block]:
    """Return one kept projection against what came."""
    first = found[0]
    shown = table(
        say(
            "Dự báo từ 31/12/{year} đã giữ, so với số thật{entry}",
            "Forecast kept from 31 December {year}, against what came{entry}",
            year=str(first.base_year),
            entry=f": {first.entry}, {first.scenario}" if keys else "",
        ),
        found,
        (Text("Chỉ tiêu", "Indicator"), lambda g: INDICATORS[g.indicator].label),
        (Text("Năm", "Year"), lambda g: str(g.year)),
        (
            Text("Đã dự báo", "Forecast"),
            lambda g: Number(g.projected, g.unit, g.low, g.high, _tag(g, "value")),
        ),
        (Text("Thực tế", "Actual"), lambda g: Number(g.actual, g.unit, tag=_tag(g, "actual"))),
        (Text("Sai số", "Error"), _error),
        (Text("Trong khoảng", "In range"), lambda g: _INSIDE[g.inside]),
        widths=(2.6, 0.6, 1.2, 1.2, 0.9, 0.8),
    )
    about = dict.fromkeys(grade.about for grade in found if grade.about.vi)
    causes = [
        chain([INDICATORS[g.indicator].label, f", {g.year}: ", g.cause, "."], "") for g in found
    ]
    return [*(note(_capital(words), ".") for words in about), shown, *(note(c) for c in causes)]


def _awaited(still: Sequence[Said]) -> Block:
    """Return what a kept projection says of its first and its last year to come."""
    years = sorted({min(one.year for one in still), max(one.year for one in still)})
    at = {(one.indicator, one.year): one for one in still}
    names = list(dict.fromkeys(one.indicator for one in still))

    def said(name: str, year: int) -> Cell:
        one = at.get((name, year))
        return (
            Number(one.projected, one.unit, one.low, one.high, _tag(one, "value")) if one else "–"
        )

    return table(
        say(
            "Dự báo từ 31/12/{year} đã giữ, chờ số thật",
            "Forecast kept from 31 December {year}, waiting for what comes",
            year=str(still[0].base_year),
        ),
        names,
        (Text("Chỉ tiêu", "Indicator"), lambda name: INDICATORS[name].label),
        *(
            (Text(f"31/12/{year}", f"31 December {year}"), lambda name, y=year: said(name, y))
            for year in years
        ),
        widths=(2.6, *(1.4 for _ in years)),
    )


def _tag(grade: Said, field: str) -> str:
    key = f"{grade.entry}.{grade.scenario}.{grade.indicator}"
    return f"ledger/{key}/{grade.year}/{field}"


def _error(grade: Grade) -> Cell:
    """Return the error: of a count in per cent of what came, of a share in points."""
    if grade.error_unit == "point":
        return chain([Number(grade.error, "signed_point"), Text("điểm phần trăm", "points")], " ")
    return Number(grade.error, "share", signed=True)


def _capital(words: Text) -> Text:
    return Text(words.vi[:1].upper() + words.vi[1:], words.en[:1].upper() + words.en[1:])
