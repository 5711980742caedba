"""The joined place's localities and what each of them counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.inputs.figures import Figure, Status
from simulator.inputs.pack_content import plain_number
from simulator.inputs.pack_tables import (
    COUNTED_BY_LOCALITIES,
    LOCALITIES,
    POOR_HOUSEHOLDS,
    SUCCESSORS,
    WORK_OF_LOCALITIES,
)
from simulator.inputs.region import Region
from simulator.inputs.territory.part import Part, Record, derived
from simulator.inputs.territory.weights import base_weight
from simulator.rounding import whole_persons
from simulator.text import NOTHING, Text


def joined_localities(parts: Sequence[Part]) -> list[Record]:
    """Return all localities; a part without any is a locality itself."""
    if not any(part.has(LOCALITIES) for part in parts):
        return [_as_locality(part) for part in parts]
    return [row for part in parts for row in (part.rows(LOCALITIES) or [_as_locality(part)])]


def _as_locality(part: Part) -> Record:
    region = part.region
    people = region.figure("population", region.base_year)
    status = Status.ESTIMATE if people is None else derived((people.status,))
    source = NOTHING if people is None else people.cited
    return {
        "code": region.code,
        "name": region.name.vi,
        "kind": "",
        "population_persons": plain_number(max(base_weight(region, "population"), 1.0)),
        "status": status,
        "source": f"the place before it was joined; {source.en}",
        "source_vi": f"nơi này trước khi gộp; {source.vi}",
    }


def joined_successors(parts: Sequence[Part]) -> list[Record]:
    """Return which units took over; where a part names none, its localities go on as they are."""
    if not any(part.has(SUCCESSORS) for part in parts):
        return []
    return [row for part in parts for row in (part.rows(SUCCESSORS) or _going_on(part))]


def _going_on(part: Part) -> list[Record]:
    told = {
        "source": "no unit took over: it goes on as it is",
        "source_vi": "không có đơn vị thay thế: giữ như cũ",
    }
    return [
        {key: row[key] for key in ("code", "name", "kind", "status")}
        | {"former": row["code"], "share": "1"}
        | told
        for row in part.rows(LOCALITIES) or [_as_locality(part)]
    ]


_WEIGHTS = (*WORK_OF_LOCALITIES, POOR_HOUSEHOLDS)
"""What localities are weighed by: kept where all of them know it, and never shared by people."""


def joined_locality_counts(parts: Sequence[Part]) -> list[Record]:
    """Return what each locality counts, so that those of a part add up to the part to the person.

    Of December of the base year. What a part's localities do not count themselves is shared by
    their people, as an estimate that says so: the places of one part then keep that part's level,
    and the joined place can be divided again. Weights stand where every locality has its own.
    """
    base = parts[0].region.base_year
    kept = [
        name
        for name in COUNTED_BY_LOCALITIES
        if name not in _WEIGHTS and all(part.region.figure(name, base) for part in parts)
    ]
    counts = [row for part in parts for name in kept for row in _counts_of(part, base, 12, name)]
    return counts + [row for name in _WEIGHTS for row in _weights_of(parts, name)]


def _weights_of(parts: Sequence[Part], name: str) -> list[Record]:
    """Return a weight of the newest December of which all localities of all parts have it."""
    years = {
        f.year
        for part in parts
        for f in part.region.locality_counts
        if (f.indicator, f.month) == (name, 12)
    }
    codes = [[row["code"] for row in part.rows(LOCALITIES)] for part in parts]
    for year in sorted(years, reverse=True):
        own = [own_counts(part.region, year, 12, name) for part in parts]
        if all(mine and set(mine) <= of.keys() for mine, of in zip(codes, own, strict=True)):
            return [
                _row(part, code, of[code], of[code], round(of[code].value))
                for part, mine, of in zip(parts, codes, own, strict=True)
                for code in mine
            ]
    return []


def _counts_of(part: Part, year: int, month: int, indicator: str) -> list[Record]:
    total = part.region.figure(indicator, year, month)
    assert total is not None
    rows = part.rows(LOCALITIES) or [_as_locality(part)]
    people = {row["code"]: float(row["population_persons"]) for row in rows}
    own = own_counts(part.region, year, month, indicator)
    counts, kept = counts_of_localities(part.region, people, total)
    return [
        _row(part, code, total, own[code] if code in kept else None, count)
        for code, count in counts.items()
    ]


def own_counts(region: Region, year: int, month: int, indicator: str) -> dict[str, Figure]:
    """Return what localities count themselves of one indicator and month."""
    key = (year, month, indicator)
    return {f.place: f for f in region.locality_counts if (f.year, f.month, f.indicator) == key}


def counts_of_localities(
    region: Region, people: Mapping[str, float], total: Figure
) -> tuple[dict[str, int], frozenset[str]]:
    """Return each locality's part of a figure of people, and whose are their own.

    Unemployment insurance goes with compulsory insurance, of which it is a part; all else with
    people.
    """
    weights, month = people, (total.year, total.month)
    covered = region.figure("compulsory_si", *month)
    if total.indicator == "ui_participants" and covered is not None and covered.value:
        weights = counts_of_localities(region, people, covered)[0]
    own = own_counts(region, *month, total.indicator)
    return shared_out(total.value, weights, {code: f.value for code, f in own.items()})


def shared_out(
    total: float, people: Mapping[str, float], own: Mapping[str, float]
) -> tuple[dict[str, int], frozenset[str]]:
    """Return each locality's part of a count, in whole persons, and whose are their own.

    What others leave is shared by people; counts that cannot be parts of this total are not used.

    >>> shared_out(100.0, {"a": 1.0, "b": 1.0, "c": 3.0}, {"a": 60.0})
    ({'a': 60, 'b': 10, 'c': 30}, frozenset({'a'}))
    """
    known = {code: round(count) for code, count in own.items() if code in people}
    rest = [code for code in people if code not in known]
    left = round(total) - sum(known.values())
    if left < 0 or (left and not rest):
        known, rest, left = {}, list(people), round(total)
    whole = sum(people[code] for code in rest) or 1.0
    counts = known | dict(
        zip(rest, whole_persons([left * people[c] / whole for c in rest], left), strict=True)
    )
    return {code: counts[code] for code in people}, frozenset(known)


def _row(part: Part, code: str, total: Figure, own: Figure | None, count: int) -> Record:
    """Return a locality's count: its own, the whole part's, or its share of that by people."""
    name = part.region.name
    told = Text(
        f"chia theo dân số từ số của {name.vi} tháng {total.month}/{total.year}",
        f"by people from the count of {name.en}, month {total.month} of {total.year}",
    )
    status = Status.ESTIMATE
    if code == part.region.code:
        told, status = total.cited, total.status
    if own is not None:
        told, status = own.cited, own.status
    return {
        "year": str(total.year),
        "month": str(total.month),
        "locality": code,
        "indicator": total.indicator,
        "value": plain_number(count),
        "unit": total.unit,
        "status": status,
        "source": told.en,
        "source_vi": told.vi,
    }
