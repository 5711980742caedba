"""The year made into a program of C.

A statement is a function of three dataclasses of arrays: the year's end before, the conditions of
the year, the rates. It returns the year's end after, and what is counted, by name. Its fields are
traced as symbols of the shapes that an example has; what the statement never uses is not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from simulator.compiled.program import GROUPS, Place, Program, states_of
from simulator.compiled.symbols import Part, Symbol, Trace
from simulator.compiled.writing import year_in_c

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

One = TypeVar("One", bound="DataclassInstance")
Statement = Callable[[Any, Any, Any], tuple[Any, Mapping[str, Any]]]
"""(year's end before, rates, conditions) -> year's end after, and what is counted."""
_DRIVER = Path(__file__).with_name("driver.c")


def program_of(
    statement: Statement,
    begin: DataclassInstance,
    rate: DataclassInstance,
    year: DataclassInstance,
) -> Program:
    """Return a statement in C.

    Parameters
    ----------
    statement : the year
    begin, rate, year : an example of each, whose shapes are taken
    """
    trace = Trace()
    given = dict(zip(GROUPS, (begin, rate, year), strict=True))
    known = {group: dict(_places(group, one)) for group, one in given.items()}
    symbols = (_symbols(trace, one, known[group]) for group, one in given.items())
    end, counted = statement(*symbols)
    found = {
        f"FOUND({i})": node
        for i, node in enumerate(node for symbol in counted.values() for node in symbol.states)
    }
    kept: dict[str, Part] = {}
    for name, place in known["begin"].items():
        node = getattr(end, place.field).states[place.state]
        if place.by_cell:
            kept[name] = node
        else:
            found[f"NEXT({name})"] = node
    lines, asides, used = year_in_c(trace.nodes, found, kept)
    places = {
        group: sorted(
            (place for name, place in of.items() if name in used or group == "begin"),
            key=lambda place: not place.by_cell,
        )
        for group, of in known.items()
    }
    head = [f"#define ASIDES {asides}", *_definitions(places)]
    driver = _DRIVER.read_text(encoding="utf-8")
    text = "\n".join([*head, driver.replace("    YEAR\n", "\n".join(lines) + "\n")])
    return Program(text, tuple(counted), places)


def _definitions(places: Mapping[str, list[Place]]) -> Iterator[str]:
    """Say how many rows and numbers there are, and which of them each name is."""
    count = {"ROW": 0, "NUMBER": 0}
    for group, of in places.items():
        for kind, by_cell in (("ROW", True), ("NUMBER", False)):
            here = [place for place in of if place.by_cell is by_cell]
            yield f"#define {group.upper()}_{kind}S {len(here)}"
            for place in here:
                yield f"#define {_name(group, place)} {kind}({count[kind]})"
                count[kind] += 1


def _places(group: str, given: DataclassInstance) -> Iterator[tuple[str, Place]]:
    """Yield every state of every field that is a number, with its name in C."""
    for field in fields(given):
        value = getattr(given, field.name)
        if isinstance(value, int):
            continue
        array = np.asarray(value)
        by_cell = array.ndim >= 3 and array.shape[-2] > 1
        for state in range(states_of(array)):
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
