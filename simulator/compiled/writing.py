"""A trace written as C: what can be known together is one loop over the cells of one draw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from simulator.compiled.symbols import GUESS, LARGEST, LEAF, SOLVED, SUM, Node, Part
from simulator.model.arrays import CLOSE, STEPS


def year_in_c(
    nodes: Sequence[Node], found: Mapping[str, Part], kept: Mapping[str, Part]
) -> tuple[list[str], int, set[str]]:
    """Return the statements of one year of one draw, what they lay aside, and which leaves.

    Parameters
    ----------
    nodes : all of the trace, in the order of their making
    found : what C assigns to -> number
    kept : row that C assigns to, cell by cell, in the last loop -> node

    Returns
    -------
    lines, how many rows are laid aside between two loops, names of the leaves that are read
    """
    writer = _Writer(nodes, found, kept)
    lines = [*writer.block(writer.needed), *writer.assignments(found)]
    return lines, len(writer.aside), writer.leaves


class _Writer:
    """What is needed of a trace, when, and where it stands.

    A number is made at its level, before the loop of that level; a row in the loop, or in a later
    one. Of the rows that a later loop reads, those are laid aside that would need what is not
    there any more; the others are made again. What only the steps of a guess need is made within
    its loop.
    """

    def __init__(
        self, nodes: Sequence[Node], found: Mapping[str, Part], kept: Mapping[str, Part]
    ) -> None:
        ends = [node for node in (*found.values(), *kept.values()) if isinstance(node, Node)]
        needed = _closure(ends, lambda one: one.before[:-1] if one.what == SOLVED else one.before)
        self.needed = [node for node in nodes if node in needed]
        self._level = {node: node.level for node in nodes}
        self._steps: dict[Node, list[Node]] = {}
        for solved in (node for node in self.needed if node.what == SOLVED):
            guess, step = solved.of[0], solved.of[-1]
            inner = _closure([step], lambda one: one.before) - needed - {guess}
            self._steps[solved] = [node for node in nodes if node in inner]
            for node in inner:
                self._level[node] = max(node.level, guess.level)
        self._last = max(node.level for node in needed if node.by_cell)
        self._kept = kept
        self._all = [*self.needed, *(node for inner in self._steps.values() for node in inner)]
        self.aside: dict[Node, int] = {}
        whole = {node.of[0] for node in self._all if node.what == LARGEST}
        for node in self._read_later():
            again = all(self._there(one) for one in node.before if one.by_cell)
            if node in whole or not again:
                self.aside[node] = len(self.aside)

    @property
    def leaves(self) -> set[str]:
        """Return the names of the leaves that are read."""
        said = [str(node.of[0]) for node in self._all if node.what == LEAF]
        return {word for name in said for word in re.findall(r"\w+", name)}

    def block(self, nodes: list[Node], first: int = 0) -> Iterator[str]:
        """Write some of the nodes, level by level; with all of them what is kept."""
        whole = nodes is self.needed
        last = self._last if whole else max(self._level[node] for node in nodes)
        for level in range(first, last + 1 + whole):
            for node in nodes:
                here = self._level[node] == level
                if here and not node.by_cell and node.what not in (SUM, LEAF, GUESS):
                    yield from self._number(node)
            sums = [node for node in nodes if node.what == SUM and self._level[node] == level + 1]
            aside = [node for node in nodes if node in self.aside and self._level[node] == level]
            yield from self._loop(level, aside, sums, self._kept if whole and level == last else {})

    def assignments(self, found: Mapping[str, Part]) -> Iterator[str]:
        """Write where the numbers go."""
        for name, node in found.items():
            yield f"{name} = {self._name(node)};"

    def _number(self, node: Node) -> Iterator[str]:
        if node.what != SOLVED:
            row = f"largest(ASIDE({self.aside[node.of[0]]}))" if node.what == LARGEST else None
            yield f"double n{node.number} = {row or self._said(node)};"
            return
        guess, start, wrong, step = node.of
        name = f"n{node.number}"
        yield f"double {name} = {self._name(start)};"
        yield f"if ({self._name(wrong)} > 0.0) for (int i = 0; i < {STEPS}; i++) {{"
        yield f"double n{guess.number} = {name};"
        yield from self.block(self._steps[node], guess.level)
        yield f"{name} += {self._name(step)};"
        yield f"if (fabs({self._name(step)}) <= {CLOSE} * fabs({name})) break;"
        yield "}"

    def _loop(
        self, level: int, aside: list[Node], sums: list[Node], kept: Mapping[str, Part]
    ) -> Iterator[str]:
        """Write a loop over the cells, with all that it is to find."""
        ends = [*aside, *(node.of[0] for node in sums), *kept.values()]
        if not ends:
            return
        for node in sums:
            yield f"double n{node.number} = 0.0;"
        yield "CELLS {"
        for node in sorted(self._made_in(level, ends), key=lambda one: one.number):
            stands = node in self.aside and self._level[node] < level
            said = f"ASIDE({self.aside[node]})[c]" if stands else self._said(node)
            yield f"double n{node.number} = {said};"
        for node in aside:
            yield f"ASIDE({self.aside[node]})[c] = n{node.number};"
        for node in sums:
            yield f"n{node.number} += {self._name(node.of[0])};"
        for name, row in kept.items():
            yield f"{name}[c] = {self._name(row)};"
        yield "}"

    def _made_in(self, level: int, ends: list[Part]) -> set[Node]:
        """Return the rows that a loop makes or takes up again, to find what it is to find."""

        def before(node: Node) -> list[Node]:
            if node in self.aside and self._level[node] < level:
                return []
            return [one for one in node.before if one.by_cell and one.what != LEAF]

        rows = [one for one in ends if isinstance(one, Node) and one.by_cell and one.what != LEAF]
        return _closure(rows, before)

    def _said(self, node: Node) -> str:
        return node.what.format(*(self._name(one) for one in node.of))

    def _name(self, one: Part) -> str:
        if not isinstance(one, Node):
            return repr(float(one))
        if one.what == LEAF:
            return f"{one.of[0]}[c]" if one.by_cell else str(one.of[0])
        return f"n{one.number}"

    def _there(self, row: Node) -> bool:
        """Return whether a later loop can read a row: it stands aside, or stays as it was given."""
        return row in self.aside or (row.what == LEAF and not _written_over(row, self._kept))

    def _read_later(self) -> Iterator[Node]:
        """Give the rows that a later loop reads than the one that could make them."""
        kept = [row for row in self._kept.values() if isinstance(row, Node)]
        read = dict.fromkeys(kept, self._last)
        for node in self._all:
            # A sum is read off in the loop before the one that knows it.
            at = self._level[node] - (node.what == SUM)
            for one in node.before:
                read[one] = max(read.get(one, 0), at)
        for node in sorted(read, key=lambda one: one.number):
            if node.by_cell and node.what != LEAF and read[node] > self._level[node]:
                yield node


def _written_over(leaf: Node, kept: Mapping[str, Part]) -> bool:
    return any(re.search(rf"\b{name}\b", leaf.of[0]) for name in kept)


def _closure(ends: Iterable[Node], before: Callable[[Node], list[Node]]) -> set[Node]:
    """Return what some nodes are made from, and they."""
    found: set[Node] = set()
    left = list(ends)
    while left:
        node = left.pop()
        if node not in found:
            found.add(node)
            left += before(node)
    return found
