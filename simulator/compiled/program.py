"""A statement of the year as a program of C, and how arrays are handed to it.

A statement is a function of three dataclasses of arrays: the year's end before, the conditions of
the year, the rates. It returns the year's end after, and what is counted, by name. Its fields are
traced as symbols of the shapes that an example has; what the statement never uses is not asked for.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from simulator.compiled.symbols import Part, Symbol, Trace
from simulator.compiled.writing import year_in_c
from simulator.model.arrays import Array

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

One = TypeVar("One", bound="DataclassInstance")
Statement = Callable[[Any, Any, Any], tuple[Any, Mapping[str, Any]]]
"""(year's end before, rates, conditions) -> year's end after, and what is counted."""
GROUPS = ("begin", "rate", "year")
_DRIVER = Path(__file__).with_name("driver.c")


class Place(NamedTuple):
    """One state of one field: what C calls it is its group, field and state."""

    field: str
    state: int
    by_cell: bool


class Program:
    """A statement in C.

    Parameters
    ----------
    statement : the year
    begin, rate, year : an example of each, whose shapes are taken
    """

    def __init__(
        self,
        statement: Statement,
        begin: DataclassInstance,
        rate: DataclassInstance,
        year: DataclassInstance,
    ) -> None:
        trace = Trace()
        given = dict(zip(GROUPS, (begin, rate, year), strict=True))
        places = {group: dict(_places(group, one)) for group, one in given.items()}
        end, counted = statement(
            *(_symbols(trace, one, places[group]) for group, one in given.items())
        )
        numbers = [node for symbol in counted.values() for node in symbol.states]
        found = {f"FOUND({i})": node for i, node in enumerate(numbers)}
        kept = {}
        for name, place in places["begin"].items():
            node = getattr(end, place.field).states[place.state]
            if place.by_cell:
                kept[name] = node
            else:
                found[f"NEXT({name})"] = node
        lines, asides, used = year_in_c(trace.nodes, found, kept)
        self._counted = tuple(counted)
        self._places = {
            group: sorted(
                (place for name, place in known.items() if name in used or group == "begin"),
                key=lambda place: not place.by_cell,
            )
            for group, known in places.items()
        }
        # A field is all rows or all numbers, so its states stay beside one another.
        self._states = {
            group: [
                (field, [place.state for place in of])
                for field, of in groupby(places, key=lambda place: place.field)
            ]
            for group, places in self._places.items()
        }
        driver = _DRIVER.read_text(encoding="utf-8")
        head = [f"#define ASIDES {asides}", *self._definitions()]
        self.text = "\n".join([*head, driver.replace("    YEAR\n", "\n".join(lines) + "\n")])

    def _definitions(self) -> Iterator[str]:
        """Say how many rows and numbers there are, and which of them each name is."""
        count = {"ROW": 0, "NUMBER": 0}
        for group, places in self._places.items():
            for kind, by_cell in (("ROW", True), ("NUMBER", False)):
                here = [place for place in places if place.by_cell is by_cell]
                yield f"#define {group.upper()}_{kind}S {len(here)}"
                for place in here:
                    yield f"#define {_name(group, place)} {kind}({count[kind]})"
                    count[kind] += 1

    def run(
        self,
        library: ctypes.CDLL,
        begin: DataclassInstance,
        rates: DataclassInstance,
        ahead: Sequence[DataclassInstance],
        found: Mapping[str, Array],
        threads: int = 1,
        ends: Mapping[str, Array] | None = None,
    ) -> None:
        """Run the years.

        Parameters
        ----------
        library : this program, compiled
        begin, rates : a year's end and rates
        ahead : conditions of each year
        found : name -> (year, state, draw), written over
        threads : how many threads share the draws
        ends : field of a year's end -> (year, ..., draw), written over; None where it is not kept
        """
        size = next(iter(found.values())).shape[-1]
        alive: list[Array] = []
        tables = [self._table("begin", [begin], alive), self._table("rate", [rates], alive)]
        tables += [self._table("year", ahead, alive), self._goes(found)]
        kept = None if ends is None else self._kept(ends)
        addresses = (table.ctypes.data for table in tables)
        job = _Job(size, len(ahead), *addresses, None if kept is None else kept.ctypes.data)

        def part(number: int) -> int:
            first, stop = size * number // threads, size * (number + 1) // threads
            return int(library.run(ctypes.byref(job), first, stop))

        # C runs without the interpreter's lock.
        failed = sum(map(part, range(1))) if threads == 1 else _side_by_side(part, threads)
        if failed:
            raise MemoryError

    def _goes(self, found: Mapping[str, Array]) -> Array:
        """Return where what is found goes, state by state, and how far it is to the next year."""
        arrays = [found[name] for name in self._counted]
        return np.array([place for one in arrays for place in _goes_to(one)], dtype=np.int64)

    def _kept(self, ends: Mapping[str, Array]) -> Array:
        """Return where the rows and numbers of each year's end go, likewise."""
        places = {name: _goes_to(array) for name, array in ends.items()}
        return np.array(
            [places[one.field][one.state] for one in self._places["begin"]], dtype=np.int64
        )

    def _table(self, group: str, given: Sequence[DataclassInstance], alive: list[Array]) -> Array:
        """Return where each row and each number lies, and how many draws it has; all years."""
        table: list[tuple[int, int]] = []
        for one in given:
            for field, states in self._states[group]:
                array = np.ascontiguousarray(getattr(one, field), dtype=float)
                alive.append(array)
                at, step, draws = _lies(array)
                table += [(at + state * step, draws) for state in states]
        return np.array(table, dtype=np.int64)


def _side_by_side(part: Callable[[int], int], threads: int) -> int:
    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(part, range(threads)))


class _Job(ctypes.Structure):
    _fields_ = [("draws", ctypes.c_int64), ("years", ctypes.c_int64)] + [
        (name, ctypes.c_void_p) for name in ("begin", "rates", "ahead", "found", "ends")
    ]


def _goes_to(array: Array) -> list[tuple[int, int]]:
    """Return the address of each state's first year, and how many numbers on the next year is."""
    at, (year, state) = array.__array_interface__["data"][0], array.strides[:2]
    return [(at + i * state, year // array.itemsize) for i in range(array.shape[1])]


def _states(array: Array) -> int:
    """Return how many states an array has: those without that axis have one."""
    return len(array) if array.ndim in (2, 4) else 1


def _lies(array: Array) -> tuple[int, int, int]:
    """Return the address of an array, bytes from state to state, and its draws."""
    draws = array.shape[-1] if array.ndim else 1
    return array.__array_interface__["data"][0], array.nbytes // _states(array), draws


def _places(group: str, given: DataclassInstance) -> Iterator[tuple[str, Place]]:
    """Yield every state of every field that is a number, with its name in C."""
    for field in fields(given):
        value = getattr(given, field.name)
        if isinstance(value, int):
            continue
        array = np.asarray(value)
        by_cell = array.ndim >= 3 and array.shape[-2] > 1
        for state in range(_states(array)):
            place = Place(field.name, state, by_cell)
            yield _name(group, place), place


def _name(group: str, place: Place) -> str:
    return f"{group}_{place.field}_{place.state}"


def _symbols(trace: Trace, given: One, places: Mapping[str, Place]) -> One:
    """Return the same with a symbol for each field that is a number."""
    states: dict[str, list[Part]] = {}
    for name, place in places.items():
        states.setdefault(place.field, []).append(trace.leaf(name, place.by_cell))
    return replace(given, **{field: Symbol(trace, found) for field, found in states.items()})
