"""The years run one after another: by NumPy as they are stated, or compiled from the statement.

They are run by C that is made of the same statement (``simulator/compiled``), where there is a
compiler; else by NumPy, where stocks are not kept ``TILE`` draws at a time. Both agree to 1e-10,
and on one machine it is always the same of the two, so that page and command line, one run and
many, give the same digits.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from ctypes import CDLL
from dataclasses import fields
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.errors import input_error
from simulator.inputs.kept import kept
from simulator.model.arrays import Array
from simulator.model.movements import Booking, Cause
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.shapes import blank
from simulator.model.workforce import Buffers
from simulator.model.year import next_year
from simulator.projection.totals import COUNTED, counted

if TYPE_CHECKING:
    from simulator.compiled.program import Program

TILE = 192
"""Draws whose years NumPy runs together: few enough to stay near the cache."""
A_THREAD = 256
"""Fewer draws are not worth a thread of their own."""
SETTING = "SIMULATOR_ENGINE"
NUMPY, COMPILED = "numpy", "compiled"
_FOLDER = Path(__file__).parent
_STATED_IN = (_FOLDER.parent / "model", _FOLDER.parent / "compiled", _FOLDER / "totals.py")
"""Where the year is stated, what is counted of it, and how C is made of both."""


def engine() -> str:
    """Return which engine runs the years here: ``numpy`` or ``compiled``.

    Raises
    ------
    InputError
        where the environment's ``SIMULATOR_ENGINE`` is neither of the two.
    """
    return NUMPY if compiled_year(booking=True) is None else COMPILED


class Kept(NamedTuple):
    """Years with their stocks and movements.

    Parameters
    ----------
    stocks : (year, state, sex, age, draw) [persons], the year's end before them first
    last : the last year's end
    booked : who moved in each of them
    """

    stocks: Array
    last: YearEnd
    booked: list[list[Booking]]


def years_kept(
    begin: YearEnd,
    rates: Rates,
    ahead: Sequence[Conditions],
    found: Mapping[str, Array],
) -> Kept:
    """Run the years and return them whole, with stocks and movements.

    Parameters
    ----------
    begin : the year's end from which to go on
    rates : rates that hold in all years
    ahead : conditions of each year
    found : name -> (year, state, draw), written over with what is counted
    """
    library = compiled_year(booking=True) if ahead else None
    if library is not None:
        return _kept_compiled(library, begin, rates, ahead, found)
    ends, booked = [begin], []
    for i, year in enumerate(ahead):
        result = next_year(ends[-1], year, rates)
        _keep(found, i, slice(None), counted(result, year))
        ends.append(result.end)
        booked.append(result.booked)
    return Kept(np.stack([end.stocks for end in ends]), ends[-1], booked)


def _kept_compiled(
    library: CDLL,
    begin: YearEnd,
    rates: Rates,
    ahead: Sequence[Conditions],
    found: Mapping[str, Array],
) -> Kept:
    """Run the years compiled, with room for all year ends and everybody who moves."""
    made, booked = program(booking=True)
    years, draws = len(ahead), begin.stocks.shape[-1]
    stocks = np.empty((1 + years, *begin.stocks.shape))
    stocks[0] = begin.stocks
    ends = {"stocks": stocks[1:]}
    for name in (field.name for field in fields(YearEnd) if field.name not in ("year", "stocks")):
        ends[name] = np.empty((years, *getattr(begin, name).shape))
    moved = {
        name: np.empty((years, rows, 1, 1, draws))
        for one in booked
        for name, rows in one.rows.items()
    }
    made.run(library, begin, rates, ahead, {**found, **moved}, threads(draws), ends)
    last = YearEnd(year=ahead[-1].year, **{name: of[-1] for name, of in ends.items()})
    each = zip(*(one.by_year(moved) for one in booked), strict=True)
    return Kept(stocks, last, [list(year) for year in each])


class _Booked(NamedTuple):
    """What one booking of the year is, before its numbers are known.

    Parameters
    ----------
    number : its place among them
    cause, origin, destination : as a ``Booking`` has them
    totals, shares : how many rows its numbers have; no shares where it has none
    """

    number: int
    cause: Cause
    origin: slice | None
    destination: slice | None
    totals: int
    shares: int

    @classmethod
    def of(cls, number: int, one: Booking) -> _Booked:
        """Return what a booking is."""
        shares = 0 if one.shares is None else len(one.shares)
        return cls(number, one.cause, one.origin, one.destination, len(one.totals), shares)

    @property
    def rows(self) -> dict[str, int]:
        """Return the names of its numbers, and how many rows each has."""
        named = {f"moved_{self.number}": self.totals, f"spread_{self.number}": self.shares}
        return {name: rows for name, rows in named.items() if rows}

    def numbers(self, one: Booking) -> dict[str, Any]:
        """Return the numbers of a booking by these names."""
        return dict(zip(self.rows, (one.totals, one.shares), strict=False))

    def by_year(self, numbers: Mapping[str, Array]) -> list[Booking]:
        """Return the booking of each year, with numbers by these names: (year, row, 1, 1, draw)."""
        totals, *spread = (numbers[name] for name in self.rows)
        shares = spread[0] if spread else repeat(None)
        return [
            Booking(self.cause, self.origin, self.destination, moved, share)
            for moved, share in zip(totals, shares, strict=False)
        ]


def years_counted(
    begin: YearEnd,
    rates: Rates,
    ahead: Sequence[Conditions],
    found: Mapping[str, Array],
) -> None:
    """Run the years and write over ``found`` with what is counted, as ``years_kept`` does.

    Parameters
    ----------
    begin, rates, ahead, found : as there
    """
    size = begin.stocks.shape[-1]
    library = compiled_year(booking=False) if ahead else None
    if library is not None:
        made, _ = program(booking=False)
        made.run(library, begin, rates, ahead, found, threads(size))
        return
    buffers = Buffers()
    for first in range(0, size, TILE):
        tile = slice(first, min(first + TILE, size))
        end, fixed = begin.part(tile), rates.part(tile)
        for i, whole in enumerate(ahead):
            year = whole.part(tile)
            result = next_year(end, year, fixed, COUNTED, buffers)
            _keep(found, i, tile, counted(result, year))
            end = result.end


def threads(draws: int) -> int:
    """Return how many threads share so many draws: one where other processes share the work."""
    from multiprocessing import parent_process

    if parent_process() is not None:
        return 1
    return max(1, min(draws // A_THREAD, os.cpu_count() or 1))


def _keep(found: Mapping[str, Array], row: int, draws: slice, of: Mapping[str, Array]) -> None:
    for name, array in of.items():
        found[name][row, :, draws] = array[:, 0, 0]


@lru_cache(maxsize=2)
def program(*, booking: bool) -> tuple[Program, list[_Booked]]:
    """Return the year in C, and what it books in its order: with ``booking`` everybody who moves.

    Without, only what is counted is worked out of those who move.
    """
    causes = tuple(Cause) if booking else COUNTED

    def made() -> tuple[Program, list[_Booked]]:
        from simulator.compiled.making import program_of

        booked: list[_Booked] = []

        def year_after(
            begin: YearEnd, rates: Rates, year: Conditions
        ) -> tuple[YearEnd, dict[str, Any]]:
            result = next_year(begin, year, rates, causes)
            numbers = counted(result, year)
            for i, one in enumerate(result.booked if booking else ()):
                booked.append(_Booked.of(i, one))
                numbers |= booked[-1].numbers(one)
            return result.end, numbers

        return program_of(year_after, blank(YearEnd), blank(Rates), blank(Conditions)), booked

    return kept(f"the year in C, {booking=}", _STATED_IN, made)


def compiled_year(*, booking: bool) -> CDLL | None:
    """Return :func:`program` compiled, where it is wanted and can be had.

    Raises
    ------
    InputError
        as ``engine`` does.
    """
    wanted = os.environ.get(SETTING, "")
    if wanted not in ("", NUMPY, COMPILED):
        raise input_error(
            f"{SETTING} là {NUMPY} hoặc {COMPILED}, không phải {wanted!r}",
            f"{SETTING} is {NUMPY} or {COMPILED}, not {wanted!r}",
            key=SETTING,
        )
    return None if wanted == NUMPY else _compiled(booking)


@lru_cache(maxsize=2)
def _compiled(booking: bool) -> CDLL | None:
    from simulator.compiled.library import library_of

    return library_of(program(booking=booking)[0].text)
