"""From former localities to the units that took over from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.inputs.figures import Figure, Locality
from simulator.inputs.pack_content import PackContent, plain_number
from simulator.inputs.pack_tables import LOCALITIES, LOCALITY_COUNTS, SUCCESSORS
from simulator.inputs.territory.part import Part, Record, derived, table_of
from simulator.rounding import whole_persons
from simulator.text import Text


def in_new_units(part: Part) -> PackContent:
    """Return a pack whose localities are the units that took over, with their people and counts.

    Each takes its share of the former units; to the person they add up to what these had. A pack
    without successors stays as it is.
    """
    new = part.region.successors
    if not new:
        return part.content
    former = {place.code: place for place in part.region.localities}
    people = _shared(new, {code: place.population for code, place in former.items()})
    rows = [_locality(unit, people[unit.code], former, part) for unit in new]
    tables = dict(part.content.tables)
    del tables[SUCCESSORS.name]
    tables[LOCALITIES.name] = table_of(LOCALITIES, rows)
    counts = _counts(part, new)
    tables.pop(LOCALITY_COUNTS.name, None)
    if counts:
        tables[LOCALITY_COUNTS.name] = table_of(LOCALITY_COUNTS, counts)
    return PackContent(part.content.settings, tables)


def _shared(new: Sequence[Locality], whole: Mapping[str, float]) -> dict[str, int]:
    """Return what each new unit has of what the former ones had, in whole persons."""
    parts = {
        unit.code: sum(whole.get(origin, 0.0) * share for origin, share in unit.formerly)
        for unit in new
    }
    counts = whole_persons(list(parts.values()), round(sum(whole.values())))
    return dict(zip(parts, counts, strict=True))


def _locality(unit: Locality, people: int, former: Mapping[str, Locality], part: Part) -> Record:
    rows = [row for row in part.rows(SUCCESSORS) if row["code"] == unit.code]
    first = rows[0]
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "population_persons": plain_number(max(people, 1)),
        "status": derived(
            [row["status"] for row in rows] + [former[origin].status for origin, _ in unit.formerly]
        ),
        "source": first["source"],
        "source_vi": first.get("source_vi", ""),
    }


def _counts(part: Part, new: Sequence[Locality]) -> list[Record]:
    """Return what former units counted, carried to the new; own counts of these go first."""
    former = {place.code for place in part.region.localities}
    by_key: dict[tuple[int, int, str], dict[str, Figure]] = {}
    for figure in part.region.locality_counts:
        key = (figure.year, figure.month, figure.indicator)
        by_key.setdefault(key, {})[figure.place] = figure
    rows = []
    for found in by_key.values():
        carried = {} if former - set(found) else _shared(new, {c: found[c].value for c in former})
        for unit in new:
            if unit.code in found:
                rows.append(_row(found[unit.code], unit.code, found[unit.code].value, None))
            elif unit.code in carried:
                origins = [found[origin] for origin, _ in unit.formerly]
                status = derived(figure.status for figure in origins)
                rows.append(_row(origins[0], unit.code, carried[unit.code], status))
    return rows


def _row(figure: Figure, code: str, value: float, carried: str | None) -> Record:
    told = figure.cited
    if carried is not None:
        told = Text(
            f"theo tỷ lệ dân số của đơn vị cũ; {told.vi}",
            f"by the shares of the former unit's people; {told.en}",
        )
    return {
        "year": str(figure.year),
        "month": str(figure.month),
        "locality": code,
        "indicator": figure.indicator,
        "value": plain_number(value),
        "unit": figure.unit,
        "status": carried or figure.status,
        "source": told.en,
        "source_vi": told.vi,
    }
