"""Districts and communes of a pack: former units, the new ones that took over, and their counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulator.errors import nearest_words
from simulator.inputs.figures import Figure, Locality, Status
from simulator.inputs.pack_source import PackSource
from simulator.inputs.pack_tables import (
    LOCALITIES,
    LOCALITY_COUNTS,
    SUCCESSORS,
    UNITS_OF_LOCALITIES,
)
from simulator.inputs.tables import Row, TableReader, reader_of

WHOLE = 1e-6
"""Shares of a former unit add up to one within this."""


def read_localities(source: PackSource) -> tuple[Locality, ...]:
    """Return the localities of the pack; none without a table."""
    reader = reader_of(source, LOCALITIES)
    if reader is None:
        return ()
    reader.unique()
    found = []
    for row in reader.rows:
        stated = bool(row.cells["attainability"])
        found.append(
            Locality(
                reader.word(row, "code"),
                reader.word(row, "name"),
                row.cells["kind"],
                reader.number(row, "population_persons"),
                reader.status(row),
                reader.word(row, "source"),
                reader.number(row, "attainability") if stated else 1.0,
                tile=_tile(reader, row),
            )
        )
    reader.finish()
    return tuple(found)


def _tile(reader: TableReader, row: Row) -> tuple[int, int] | None:
    """Return where a place stands on a tile map, or None where neither column nor row is stated."""
    if not (row.cells["tile_column"] or row.cells["tile_row"]):
        return None
    return round(reader.number(row, "tile_column")), round(reader.number(row, "tile_row"))


def read_successors(source: PackSource, former: tuple[Locality, ...]) -> tuple[Locality, ...]:
    """Return the units that took over from the former ones; none without a table.

    A row says what share of a former unit's people live in a new one. All of a former unit must
    go somewhere, so that what is mapped adds up again.
    """
    reader = reader_of(source, SUCCESSORS)
    if reader is None:
        return ()
    reader.unique()
    people = {place.code: place.population for place in former}
    found: dict[str, Locality] = {}
    gone = dict.fromkeys(people, 0.0)
    for row in reader.rows:
        origin, share = _part(reader, row, people)
        place = _successor(reader, row)
        known = found.setdefault(place.code, place)
        if (known.name, known.kind) != (place.name, place.kind):
            reader.add_problem(
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
            reader.add_problem(
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
    share = reader.number(row, "share")
    reader.status(row)
    return origin, share


def _successor(reader: TableReader, row: Row) -> Locality:
    """Return the new unit that a row of successors names, still without people."""
    return Locality(
        reader.word(row, "code"),
        reader.word(row, "name"),
        row.cells["kind"],
        0.0,
        Status.ESTIMATE,
        reader.word(row, "source"),
    )


def read_locality_counts(source: PackSource, places: tuple[Locality, ...]) -> tuple[Figure, ...]:
    """Return what localities count themselves; ``place`` is the locality's code."""
    reader = reader_of(source, LOCALITY_COUNTS)
    if reader is None:
        return ()
    reader.unique()
    codes = [place.code for place in places]
    found = []
    for row in reader.rows:
        code = row.cells["locality"]
        if code not in codes:
            near = nearest_words(code, codes)
            reader.add_problem(
                row,
                "locality",
                f"không có địa phương {code!r}{near.vi}",
                f"no locality {code!r}{near.en}",
            )
        indicator = reader.one_of(row, "indicator")
        found.append(
            Figure(
                code,
                reader.whole(row, "year"),
                reader.whole(row, "month"),
                indicator,
                reader.number(row, "value"),
                reader.one_of(row, "unit", (UNITS_OF_LOCALITIES.get(indicator, "person"),)),
                reader.status(row),
                reader.word(row, "source"),
                row.line,
            )
        )
    reader.finish()
    return tuple(found)
