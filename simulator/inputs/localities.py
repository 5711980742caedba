"""Districts and communes of a pack: former units, the new ones that took over, and their counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from simulator.errors import nearest
from simulator.inputs.documents import Row
from simulator.inputs.figures import FIGURE_STATUSES, Figure, Locality
from simulator.inputs.tables import TableReader

COUNTED = ("compulsory_si", "voluntary_si", "ui_participants", "labour_force_15_plus")
"""What a locality may count of its own."""
WHOLE = 1e-6
"""Shares of a former unit add up to one within this."""


def read_localities(folder: Path) -> tuple[Locality, ...]:
    """Return the localities of the pack; none without a table."""
    path = folder / "localities.csv"
    if not path.exists():
        return ()
    columns = ("code", "name", "kind", "population_persons", "status", "source")
    reader = TableReader(path, columns, ("attainability",))
    reader.unique(("code",))
    found = []
    for row in reader.rows:
        stated = bool(row.cells.get("attainability"))
        ease = reader.number(row, "attainability", 0.1, 10.0) if stated else 1.0
        found.append(
            Locality(
                reader.word(row, "code"),
                reader.word(row, "name"),
                row.cells["kind"],
                reader.people(row, "population_persons", low=1.0),
                reader.one_of(row, "status", FIGURE_STATUSES),
                reader.word(row, "source"),
                ease,
            )
        )
    reader.finish()
    return tuple(found)


def read_successors(folder: Path, former: tuple[Locality, ...]) -> tuple[Locality, ...]:
    """Return the units that took over from the former ones; none without a table.

    A row says what share of a former unit's people live in a new one. All of a former unit must
    go somewhere, so that what is mapped adds up again.
    """
    path = folder / "successors.csv"
    if not path.exists():
        return ()
    columns = ("former", "code", "name", "kind", "share", "status", "source")
    reader = TableReader(path, columns)
    reader.unique(("former", "code"))
    people = {place.code: place.population for place in former}
    found: dict[str, Locality] = {}
    gone = dict.fromkeys(people, 0.0)
    for row in reader.rows:
        origin, share = _part(reader, row, people)
        place = _successor(reader, row)
        known = found.setdefault(place.code, place)
        if (known.name, known.kind) != (place.name, place.kind):
            reader.complain(
                row,
                "name",
                f"{place.code} có tên khác ở dòng trước: {known.name}",
                f"{place.code} has another name above: {known.name}",
            )
        if origin in gone:
            gone[origin] += share
            found[place.code] = replace(
                known,
                population=known.population + people[origin] * share,
                formerly=(*known.formerly, (origin, share)),
            )
    for origin, share in gone.items():
        if reader.rows and abs(share - 1.0) > WHOLE:
            reader.complain(
                reader.rows[-1],
                "share",
                f"tỷ lệ của {origin} cộng lại là {share:g}, phải là 1",
                f"the shares of {origin} add up to {share:g}, not to 1",
            )
    reader.finish()
    return tuple(found.values())


def _part(reader: TableReader, row: Row, former: Iterable[str]) -> tuple[str, float]:
    """Return a former unit, and the share of its people that a row of successors states."""
    origin = reader.one_of(row, "former", former)
    share = reader.number(row, "share", 0.0, 1.0)
    reader.one_of(row, "status", FIGURE_STATUSES)
    return origin, share


def _successor(reader: TableReader, row: Row) -> Locality:
    """Return the new unit that a row of successors names, still without people."""
    return Locality(
        reader.word(row, "code"),
        reader.word(row, "name"),
        row.cells["kind"],
        0.0,
        "estimate",
        reader.word(row, "source"),
    )


def read_locality_counts(folder: Path, places: tuple[Locality, ...]) -> tuple[Figure, ...]:
    """Return what localities count themselves; ``place`` is the locality's code."""
    path = folder / "locality_counts.csv"
    if not path.exists():
        return ()
    columns = ("year", "month", "locality", "indicator", "value", "unit", "status", "source")
    reader = TableReader(path, columns)
    reader.unique(("year", "month", "locality", "indicator"))
    codes = [place.code for place in places]
    found = []
    for row in reader.rows:
        code = row.cells["locality"]
        if code not in codes:
            near = nearest(code, codes)
            reader.complain(
                row,
                "locality",
                f"không có địa phương {code!r}" + (f"; gần nhất: {near}" if near else ""),
                f"no locality {code!r}" + (f"; nearest: {near}" if near else ""),
            )
        found.append(
            Figure(
                code,
                reader.whole(row, "year", 1900, 2100),
                reader.whole(row, "month", 1, 12),
                reader.one_of(row, "indicator", COUNTED),
                float(reader.whole(row, "value", 0, 1_000_000_000)),
                reader.one_of(row, "unit", ("person",)),
                reader.one_of(row, "status", FIGURE_STATUSES),
                reader.word(row, "source"),
                row.line,
            )
        )
    reader.finish()
    return tuple(found)
