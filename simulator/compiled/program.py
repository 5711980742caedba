"""A program of C made of the year, and how arrays are handed to it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.model.arrays import Array

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

GROUPS = ("begin", "rate", "year")


class Place(NamedTuple):
    """One state of one field: what C calls it is its group, field and state."""

    field: str
    state: int
    by_cell: bool


class Program:
    """A year in C.

    Parameters
    ----------
    text : what is compiled
    counted : names of what it counts, in its order
    places : group -> what it reads, rows first
    """

    def __init__(
        self, text: str, counted: tuple[str, ...], places: Mapping[str, list[Place]]
    ) -> None:
        self.text = text
        self._counted = counted
        self._places = places
        # A field is all rows or all numbers, so its states stay beside one another.
        self._states = {
            group: [
                (field, [place.state for place in of])
                for field, of in groupby(found, key=lambda place: place.field)
            ]
            for group, found in places.items()
        }

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
    from concurrent.futures import ThreadPoolExecutor

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


def states_of(array: Array) -> int:
    """Return how many states an array has: those without that axis have one."""
    return len(array) if array.ndim in (2, 4) else 1


def _lies(array: Array) -> tuple[int, int, int]:
    """Return the address of an array, bytes from state to state, and its draws."""
    draws = array.shape[-1] if array.ndim else 1
    return array.__array_interface__["data"][0], array.nbytes // states_of(array), draws
