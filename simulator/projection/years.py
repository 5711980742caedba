"""The years run one after another: by NumPy as they are stated, or compiled from the statement.

A few draws NumPy runs as it stands. Many draws are run by C that is made of the same statement
(``simulator/compiled``), where there is a compiler; else by NumPy, where stocks are not kept
``TILE`` draws at a time. Both agree to 1e-10, and for the same draws it is always the same of the
two, so that a command gives the same digits again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from ctypes import CDLL
from dataclasses import fields
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.errors import input_error
from simulator.model.arrays import Array
from simulator.model.movements import Booking
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.shapes import blank
from simulator.model.workforce import Buffers
from simulator.model.year import next_year
from simulator.projection.totals import COUNTED, counted

if TYPE_CHECKING:
    from simulator.compiled.program import Program, Statement

TILE = 192
"""Draws whose years NumPy runs together: few enough to stay near the cache."""
FEWEST = 256
"""Fewer draws are not worth compiling for: to do without costs them 30 ms, a compiler a second."""
SETTING = "SIMULATOR_ENGINE"
NUMPY, COMPILED = "numpy", "compiled"


def engine(draws: int) -> str:
    """Return which engine runs so many draws here: ``numpy`` or ``compiled``.

    Raises
    ------
    InputError
        where the environment's ``SIMULATOR_ENGINE`` is neither of the two.
    """
    return NUMPY if compiled_year(draws) is None else COMPILED


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
    compiled_from: int = FEWEST,
) -> Kept:
    """Run the years and return them whole, with stocks and movements.

    Parameters
    ----------
    begin : the year's end from which to go on
    rates : rates that hold in all years
    ahead : conditions of each year
    found : name -> (year, state, draw), written over with what is counted
    compiled_from : how many draws are run compiled, where there is a compiler
    """
    size = begin.stocks.shape[-1]
    library = compiled_year(size, compiled_from, kept=True) if ahead else None
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
    program, booked = program_kept()
    years, draws = len(ahead), begin.stocks.shape[-1]
    given = {field.name: getattr(begin, field.name) for field in fields(YearEnd)}
    del given["year"]
    stocks = np.empty((1 + years, *begin.stocks.shape))
    stocks[0] = begin.stocks
    ends = {name: np.empty((years, *one.shape)) for name, one in given.items()}
    ends["stocks"] = stocks[1:]
    moved = {
        name: np.empty((years, len(one), 1, 1, draws)) for name, one in _numbers_of(booked).items()
    }
    program.run(library, begin, rates, ahead, {**found, **moved}, threads(draws), ends)
    last = YearEnd(year=ahead[-1].year, **{name: of[-1] for name, of in ends.items()})
    return Kept(stocks, last, _by_year(booked, moved))


def _numbers_of(booked: Sequence[Booking]) -> dict[str, Array]:
    """Return the numbers of bookings by a name of their own."""
    totals = {f"moved_{i}": one.totals for i, one in enumerate(booked)}
    shares = {f"spread_{i}": one.shares for i, one in enumerate(booked) if one.shares is not None}
    return totals | shares


def _by_year(booked: Sequence[Booking], numbers: Mapping[str, Array]) -> list[list[Booking]]:
    """Return the same bookings for each year, with the numbers that ``_numbers_of`` names."""
    each = [
        [
            Booking(one.cause, one.origin, one.destination, totals, spread)
            for totals, spread in zip(
                numbers[f"moved_{i}"], numbers.get(f"spread_{i}", repeat(None)), strict=False
            )
        ]
        for i, one in enumerate(booked)
    ]
    return [list(year) for year in zip(*each, strict=True)]


def years_counted(
    begin: YearEnd,
    rates: Rates,
    ahead: Sequence[Conditions],
    found: Mapping[str, Array],
    compiled_from: int = FEWEST,
) -> None:
    """Run the years and write over ``found`` with what is counted, as ``years_kept`` does.

    Parameters
    ----------
    begin, rates, ahead, found : as there
    compiled_from : how many draws are run compiled, where there is a compiler
    """
    size = begin.stocks.shape[-1]
    library = compiled_year(size, compiled_from) if ahead else None
    if library is not None:
        program().run(library, begin, rates, ahead, found, threads(size))
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
    return max(1, min(draws // FEWEST, os.cpu_count() or 1))


def _keep(found: Mapping[str, Array], row: int, draws: slice, of: Mapping[str, Array]) -> None:
    for name, array in of.items():
        found[name][row, :, draws] = array[:, 0, 0]


@lru_cache(maxsize=1)
def program() -> Program:
    """Return the year in C."""

    def year_after(begin: YearEnd, rates: Rates, year: Conditions) -> tuple[YearEnd, Any]:
        result = next_year(begin, year, rates, COUNTED)
        return result.end, counted(result, year)

    return _program_of(year_after)


@lru_cache(maxsize=1)
def program_kept() -> tuple[Program, list[Booking]]:
    """Return the year in C with everybody who moves, and what it books in its order."""
    booked: list[Booking] = []

    def year_after(begin: YearEnd, rates: Rates, year: Conditions) -> tuple[YearEnd, Any]:
        result = next_year(begin, year, rates)
        booked[:] = result.booked
        return result.end, counted(result, year) | _numbers_of(booked)

    return _program_of(year_after), booked


def _program_of(year_after: Statement) -> Program:
    from simulator.compiled.program import Program

    return Program(year_after, blank(YearEnd), blank(Rates), blank(Conditions))


def compiled_year(draws: int, fewest: int = FEWEST, *, kept: bool = False) -> CDLL | None:
    """Return the year compiled, where it is wanted for so many draws and can be had.

    Parameters
    ----------
    fewest : how many draws it is wanted for
    kept : with everybody who moves

    Raises
    ------
    InputError
        as ``engine`` does, for any number of draws.
    """
    wanted = os.environ.get(SETTING, "")
    if wanted not in ("", NUMPY, COMPILED):
        raise input_error(
            f"{SETTING} là {NUMPY} hoặc {COMPILED}, không phải {wanted!r}",
            f"{SETTING} is {NUMPY} or {COMPILED}, not {wanted!r}",
            key=SETTING,
        )
    return None if wanted == NUMPY or draws < fewest else _compiled(kept)


@lru_cache(maxsize=2)
def _compiled(kept: bool) -> CDLL | None:
    from simulator.compiled.library import library_of

    return library_of(program_kept()[0].text if kept else program().text)
