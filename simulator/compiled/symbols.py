"""Numbers without a value: what a statement does to them is written down, and can be said again.

A ``Symbol`` stands in for an array. NumPy hands its signs and functions over by the protocol
``__array_ufunc__``; what ``model/arrays.py`` adds has its second way at the end of this file. A
``Node`` is one number of one draw, or one number a cell; the same of the same is one node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, Union, cast

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from simulator.model import arrays
from simulator.model.arrays import Array

Way = TypeVar("Way", bound=Callable[..., object])

SIGNS: dict[np.ufunc, str] = {
    np.add: "{} + {}",
    np.subtract: "{} - {}",
    np.multiply: "{} * {}",
    np.divide: "{} / {}",
    np.negative: "-{}",
    np.minimum: "MIN({}, {})",
    np.maximum: "MAX({}, {})",
    np.less: "({} < {} ? 1.0 : 0.0)",
    np.greater: "({} > {} ? 1.0 : 0.0)",
    np.exp: "exp({})",
    np.expm1: "expm1({})",
    np.log: "log({})",
    np.log1p: "log1p({})",
}
"""What a statement may use, and how C says it."""
Part = Union["Node", float]
"""What a step is made from: another, or a number that is known."""
SUM, LARGEST = "sum over cells", "largest of cells"
LEAF, GUESS, SOLVED = "leaf", "guess", "solved"
BEFORE, INSIDE = "BEFORE({})", "INSIDE"
"""A row of cells one age below; a row that is nought where no cell is."""


class Node:
    """One step of the arithmetic.

    Parameters
    ----------
    what : a sign of ``SIGNS``, or one of the words above; for a leaf its name in C
    of : nodes and numbers that it is made from
    by_cell : whether it is a number for each cell
    level : how many sums over cells must be known before
    number : its place in the order of making
    """

    __slots__ = ("by_cell", "level", "number", "of", "what")

    def __init__(
        self, what: str, of: tuple[Any, ...], by_cell: bool, level: int, number: int
    ) -> None:
        self.what, self.of, self.by_cell = what, of, by_cell
        self.level, self.number = level, number

    @property
    def before(self) -> list[Node]:
        """Return the nodes that it is made from."""
        return [one for one in self.of if isinstance(one, Node)]


class Trace:
    """All nodes of a statement, in the order of their making."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._known: dict[tuple[Any, ...], Node] = {}

    def leaf(self, name: str, by_cell: bool) -> Node:
        """Return a number that is given; ``name`` is what C calls it."""
        return self._node(LEAF, (name,), by_cell, 0)

    def apply(self, sign: str, *of: Part) -> Part:
        """Return a sign applied to nodes and numbers, or what it comes to."""
        nodes = [one for one in of if isinstance(one, Node)]
        if sign == SIGNS[np.add] and (0.0 in of or not nodes):
            return nodes[0] if nodes else sum(one for one in of if not isinstance(one, Node))
        level = max(node.level for node in nodes)
        return self._node(sign, of, any(node.by_cell for node in nodes), level)

    def reduced(self, how: str, row: Part) -> Part:
        """Return a sum over cells, or the largest of them."""
        if not isinstance(row, Node) or not row.by_cell:
            return row
        if how == SUM:
            cells, factor = _multiple(row)
            if factor is not None:
                return self.apply(SIGNS[np.multiply], self.reduced(SUM, cells), factor)
            known = self._sum_known(row)
            if known is not None:
                return known
        return self._node(how, (row,), False, row.level + 1)

    def _sum_known(self, row: Part) -> Part | None:
        """Return a sum that follows from others: of a multiple, of parts, of what is left."""
        if not isinstance(row, Node):
            return None
        found = self._known.get((SUM, ("node", row.number)))
        if found is not None:
            return found
        cells, factor = _multiple(row)
        if factor is not None:
            of = self._sum_known(cells)
            return None if of is None else self.apply(SIGNS[np.multiply], of, factor)
        if row.what in (SIGNS[np.add], SIGNS[np.subtract]):
            first, second = (self._sum_known(part) for part in row.of)
            if first is not None and second is not None:
                return self.apply(row.what, first, second)
        return None

    def guess(self, level: int) -> Node:
        """Return the number that is bettered step by step; it is known from a level on."""
        return self._node(GUESS, (len(self.nodes),), False, level)

    def solved(self, guess: Node, start: Part, wrong: Node, step: Node) -> Node:
        """Return a guess to which a step is added again and again; see ``arrays.solved``."""
        return self._node(SOLVED, (guess, start, wrong, step), False, max(step.level, wrong.level))

    def _node(self, what: str, of: tuple[Any, ...], by_cell: bool, level: int) -> Node:
        key = (what, *(("node", one.number) if isinstance(one, Node) else one for one in of))
        if key not in self._known:
            self._known[key] = Node(what, of, by_cell, level, len(self.nodes))
            self.nodes.append(self._known[key])
        return self._known[key]


def _multiple(row: Node) -> tuple[Part, Part | None]:
    """Return a row and a number whose product a node is, or itself and None."""
    if row.what == SIGNS[np.multiply]:
        by_cell = [isinstance(one, Node) and one.by_cell for one in row.of]
        if by_cell != [True, True]:
            return row.of if by_cell[0] else row.of[::-1]
    return row, None


class Symbol(NDArrayOperatorsMixin):
    """An array without values: one node or number a state.

    Parameters
    ----------
    trace : where what is done is written down
    states : nodes and numbers along the first axis
    """

    def __init__(self, trace: Trace, states: Iterable[Part]) -> None:
        self.trace, self.states = trace, list(states)

    def __len__(self) -> int:
        return len(self.states)

    def __getitem__(self, states: slice | int) -> Symbol:
        if isinstance(states, int):
            states = slice(states, states + 1)
        return Symbol(self.trace, self.states[states])

    def __setitem__(self, states: slice, given: Symbol) -> None:
        count = len(self.states[states])
        self.states[states] = given.states * (count // len(given.states))
        assert len(self.states[states]) == count

    def copy(self) -> Symbol:
        """Return the same; what is done to one of them leaves the other."""
        return Symbol(self.trace, self.states)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: object, **_: object) -> Symbol:
        if method != "__call__" or ufunc not in SIGNS:
            known = ", ".join(sign.__name__ for sign in SIGNS)
            raise TypeError(f"C is not told of {ufunc.__name__}.{method}: only of {known}")
        rows = [_states(one) for one in given]
        count = max(len(row) for row in rows)
        spread = [row * count if len(row) == 1 else row for row in rows]
        return Symbol(
            self.trace, [self.trace.apply(SIGNS[ufunc], *of) for of in zip(*spread, strict=True)]
        )


def _states(given: object) -> list[Part]:
    """Return the states of a symbol, of a number, or of numbers by state."""
    if isinstance(given, Symbol):
        return given.states
    return [float(one) for one in np.asarray(cast("Array", given), dtype=float).ravel()]


def _reduced(how: str, rates: Symbol) -> Symbol:
    return Symbol(rates.trace, [rates.trace.reduced(how, one) for one in rates.states])


def _for(function: object) -> Callable[[Way], Way]:
    """Return what makes something the way of a function where it is asked of symbols."""

    def register(way: Way) -> Way:
        cast("Any", function).register(Symbol)(way)
        return way

    return register


@_for(arrays.over_cells)
def _over_cells(persons: Symbol, weight: Symbol | None = None) -> Symbol:
    return _reduced(SUM, persons if weight is None else persons * weight)


@_for(arrays.over_states)
def _over_states(persons: Symbol) -> Symbol:
    return sum((persons[i] for i in range(1, len(persons))), persons[0])


@_for(arrays.stacked)
def _stacked(first: Symbol, *others: object) -> Symbol:
    return Symbol(first.trace, [part for one in (first, *others) for part in _states(one)])


@_for(arrays.largest)
def _largest(rates: Symbol) -> Symbol:
    cells = _reduced(LARGEST, rates)
    found = cells[0]
    for i in range(1, len(cells)):
        found = cast("Symbol", np.maximum(cast("Array", found), cast("Array", cells[i])))
    return found


@_for(arrays.one_year_older)
def _one_year_older(persons: Symbol, survival: Symbol, out: None = None) -> Symbol:
    before, rate = (
        Symbol(one.trace, [_one_age_below(one.trace, part) for part in one.states])
        for one in (persons, survival)
    )
    inside = Symbol(persons.trace, [persons.trace.leaf(INSIDE, by_cell=True)])
    older: Symbol = before * (rate * inside)
    return older


def _one_age_below(trace: Trace, leaf: Part) -> Node:
    """Return a leaf as it stands one age below: what is not given cannot be read ahead of time."""
    assert isinstance(leaf, Node)
    assert leaf.what == LEAF
    return trace.leaf(BEFORE.format(leaf.of[0]), by_cell=True)


@_for(arrays.solved)
def _solved(
    start: Symbol, wrong: Symbol, step: Callable[..., Symbol], *given: Symbol | float
) -> Symbol:
    trace = start.trace
    known = [part.level for one in given for part in _states(one) if isinstance(part, Node)]
    guess = trace.guess(max(known) + 1)
    (first,), (over,) = start.states, wrong.states
    (added,) = step(Symbol(trace, [guess]), *given).states
    assert isinstance(over, Node)
    assert isinstance(added, Node)
    return Symbol(trace, [trace.solved(guess, first, over, added)])
