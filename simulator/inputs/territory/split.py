"""A place divided by its localities into two, which add up to it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from simulator.errors import InputError, Problem, input_error, nearest_words
from simulator.inputs.figures import TARGET_UNITS, Status
from simulator.inputs.pack_content import PackContent, plain_number
from simulator.inputs.pack_tables import (
    ASSUMED,
    BIRTHS,
    GROWTH,
    HISTORY,
    LOCALITIES,
    LOCALITY_COUNTS,
    MIGRATION,
    MORTALITY,
    PEERS,
    POPULATION,
    SUCCESSORS,
    TARGETS,
)
from simulator.inputs.table_form import TableForm
from simulator.inputs.territory.merged_places import counts_of_localities, own_counts
from simulator.inputs.territory.part import Part, Record, cited, derived, named, tables_of
from simulator.inputs.territory.weights import ADDED_ASSUMPTIONS, ADDED_UNITS
from simulator.text import Text

MOST_LISTED = 20
"""Localities that a complaint lists."""


class Halves(NamedTuple):
    """The packs of the localities named and of the others."""

    named: PackContent
    rest: PackContent


class Half(NamedTuple):
    """One of the two places to be made.

    Parameters
    ----------
    code, name : of the place
    localities : that it takes
    """

    code: str
    name: Text
    localities: tuple[str, ...]


def split(
    part: Part, codes: Sequence[str], names: tuple[Text, Text], pack_codes: tuple[str, str]
) -> Halves:
    """Return a place as two: the localities named, and the others.

    A count that all localities have of their own is theirs; any other is shared as the count of
    the same kind at the base year, or else by their people, and says so. The second half is what
    is left, so that both add up to the last person. Rates stay as they are in both.

    Parameters
    ----------
    part : with localities
    codes : of the localities of the first half
    names, pack_codes : of both halves

    Raises
    ------
    InputError
        for unknown localities, and where a half would be empty.
    """
    known = [place.code for place in part.region.localities]
    _refuse(part, codes, known)
    first = set(codes)
    halves = (
        Half(pack_codes[0], names[0], tuple(c for c in known if c in first)),
        Half(pack_codes[1], names[1], tuple(c for c in known if c not in first)),
    )
    cut = _Cut(part, frozenset(codes))
    one, two = (
        PackContent(_settings(part, half), tables_of(_tables(cut, number)))
        for number, half in enumerate(halves)
    )
    return Halves(one, two)


def _refuse(part: Part, codes: Sequence[str], known: Sequence[str]) -> None:
    place = part.region
    if not known:
        raise input_error(
            f"{place.code} không có danh sách địa phương nên không chia được; điền bảng "
            f"{LOCALITIES.title.vi!r}",
            f"{place.code} has no localities to divide by; fill in the table "
            f"{LOCALITIES.title.en!r}",
            key="--localities",
        )
    unknown = [code for code in codes if code not in known]
    if unknown:
        problems: list[Problem] = []
        listed = ", ".join(known[:MOST_LISTED]) + (", …" if len(known) > MOST_LISTED else "")
        for code in unknown:
            near = nearest_words(code, known)
            problems += input_error(
                f"không có địa phương {code!r} trong {place.code}; có: {listed}{near.vi}",
                f"no locality {code!r} in {place.code}; known: {listed}{near.en}",
                key="--localities",
            ).problems
        raise InputError(problems)
    if not codes or set(codes) == set(known):
        raise input_error(
            "phải nêu một phần các địa phương: mỗi bên cần ít nhất một",
            "name some of the localities: each side needs one at least",
            key="--localities",
        )


def _settings(part: Part, half: Half) -> dict[str, Any]:
    name = {"vi": half.name.vi, "en": half.name.en}
    kept = {key: value for key, value in part.content.settings.items() if key != "joins"}
    return {**kept, "code": half.code, "name": name}


class _Cut:
    """A place and which of its localities go to the first half.

    Parameters
    ----------
    part : the place
    first : codes of the localities of the first half
    """

    def __init__(self, part: Part, first: frozenset[str]) -> None:
        self.part, self.first = part, first
        self.people = {place.code: place.population for place in part.region.localities}

    def goes(self, code: str, number: int) -> bool:
        """Return whether a locality goes to the half of this number."""
        return (code in self.first) == (number == 0)

    def share(self, indicator: str = "") -> float:
        """Return the first half's share of a count of the base year, or else of people."""
        region = self.part.region
        figure = region.figure(indicator, region.base_year)
        if figure is None or not figure.value:
            whole = sum(self.people.values())
            return sum(self.people[code] for code in self.first) / whole
        counts, _ = counts_of_localities(region, self.people, figure)
        return sum(counts[code] for code in self.first) / figure.value


def _half(total: float, share: float, number: int, *, whole: bool) -> float:
    """Return a half's part of an amount: the second takes what the first leaves."""
    first = float(round(total * share)) if whole else total * share
    return first if number == 0 else total - first


def _tables(cut: _Cut, number: int) -> list[tuple[TableForm, list[Record]]]:
    """Return the tables of the first half (number 0) or the second (1)."""
    part = cut.part
    return [
        (HISTORY, [_figure(cut, r, number) for r in part.rows(HISTORY) if r.get("use") != "no"]),
        *((form, _people(cut, form, columns, number)) for form, columns in _PEOPLE),
        *((form, part.rows(form)) for form in (MORTALITY, GROWTH)),
        (ASSUMED, [_assumption(cut, row, number) for row in part.rows(ASSUMED)]),
        (TARGETS, [_target(cut, row, number) for row in part.rows(TARGETS)]),
        (LOCALITIES, [r for r in part.rows(LOCALITIES) if cut.goes(r["code"], number)]),
        (LOCALITY_COUNTS, _locality_counts(cut, number)),
        (SUCCESSORS, [r for r in part.rows(SUCCESSORS) if cut.goes(r["former"], number)]),
        (PEERS, part.rows(PEERS)),
    ]


_PEOPLE = (
    (POPULATION, ("male_persons", "female_persons")),
    (BIRTHS, ("births_persons",)),
    (MIGRATION, ("male_persons", "female_persons")),
)


def _told(part: Part, row: Record, how: Text) -> Record:
    """Return the source of what was made from a row of the whole place."""
    return named(how, [part.region.name], [cited(row)])


BY_PEOPLE = Text("chia theo dân số các địa phương", "shared by the people of the localities")
AS_WHOLE = Text("lấy như cả nơi trước khi chia", "as in the whole place before it was divided")
OWN = Text("cộng số của các địa phương", "sum of the localities' own counts")


def _figure(cut: _Cut, row: Record, number: int) -> Record:
    """Return a figure of a half: its localities' own, else its share by people."""
    part, value = cut.part, float(row["value"])
    if row["unit"] not in ADDED_UNITS:
        return row | {"status": Status.ESTIMATE} | _told(part, row, AS_WHOLE)
    key = (int(row["year"]), int(row["month"]), row["indicator"])
    own = own_counts(part.region, *key)
    total = part.region.figure(key[2], *key[:2])
    assert total is not None
    counts, known = counts_of_localities(part.region, cut.people, total)
    if known and value == round(value):
        mine = [code for code in counts if cut.goes(code, number)]
        statuses = [own[code].status if code in known else Status.ESTIMATE for code in mine]
        found = {"value": plain_number(sum(counts[c] for c in mine)), "status": derived(statuses)}
        return row | found | _told(part, row, OWN if set(mine) <= known else BY_PEOPLE)
    share = cut.share(row["indicator"])
    half = _half(value, share, number, whole=row["unit"] not in _MONEY)
    return (
        row | {"value": plain_number(half), "status": Status.ESTIMATE} | _told(part, row, BY_PEOPLE)
    )


_MONEY = ("billion VND", "million VND")


def _people(cut: _Cut, form: TableForm, columns: tuple[str, ...], number: int) -> list[Record]:
    share = cut.share("population")
    return [
        row
        | {
            column: plain_number(_half(float(row[column]), share, number, whole=form is BIRTHS))
            for column in columns
        }
        | {"status": Status.ESTIMATE}
        | _sources(form, _told(cut.part, row, BY_PEOPLE))
        for row in cut.part.rows(form)
    ]


def _sources(form: TableForm, told: Record) -> Record:
    """Return the cells of a source that a table has columns for."""
    keys = {column.key for column in form.columns}
    return {key: text for key, text in told.items() if key in keys}


def _assumption(cut: _Cut, row: Record, number: int) -> Record:
    """Return an assumption: rates hold in both halves, amounts go with the people."""
    if row["name"] not in ADDED_ASSUMPTIONS:
        return row
    numbers = {
        key: plain_number(_half(float(row[key]), cut.share(), number, whole=False))
        for key in ("value", "low", "high")
    }
    words = f"{BY_PEOPLE.en}; {row['basis']}", f"{BY_PEOPLE.vi}; {row.get('basis_vi', '')}"
    return row | numbers | {"status": Status.ESTIMATE, "basis": words[0], "basis_vi": words[1]}


def _target(cut: _Cut, row: Record, number: int) -> Record:
    if TARGET_UNITS[row["indicator"]] == "share":
        return row
    half = _half(float(row["value"]), cut.share(), number, whole=True)
    told = _told(cut.part, row, BY_PEOPLE)
    return row | {"value": plain_number(half), "status": Status.ESTIMATE} | told


def _locality_counts(cut: _Cut, number: int) -> list[Record]:
    """Return the counts of a half's localities, and of new units that lie wholly in it."""
    wholly = {
        unit.code
        for unit in cut.part.region.successors
        if all(cut.goes(origin, number) for origin, _ in unit.formerly)
    }
    mine = wholly | {code for code in cut.people if cut.goes(code, number)}
    return [row for row in cut.part.rows(LOCALITY_COUNTS) if row["locality"] in mine]
