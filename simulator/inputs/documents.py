"""YAML documents as plain data, with the line and column of everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from simulator.dataclass import dataclass
from simulator.errors import Problem
from simulator.inputs.kept import kept
from simulator.text import Text

MAXIMUM_DEPTH = 20
MAXIMUM_NODES = 50_000

Place = tuple[int, int]
"""(line, column), counted from 1."""


@dataclass(frozen=True, slots=True)
class RelativeYear:
    """A year counted from the first projected one, which is ``+1``."""

    offset: int

    def __str__(self) -> str:
        return f"+{self.offset}"


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document as plain data, with the place of every entry.

    Parameters
    ----------
    name : file as the user wrote it
    data : dict, list, str, int, float, bool, None, or :class:`RelativeYear` for ``+1``
    places : path -> (line, column) of the value
    key_places : path -> (line, column) of the key
    grouped : paths of numbers such as 9.000, which may mean thousands
    tab : sheet of a workbook, where the data stood in one
    names : dotted path -> what that sheet calls it
    """

    name: str
    data: Any
    places: dict[tuple[str | int, ...], Place]
    key_places: dict[tuple[str | int, ...], Place]
    grouped: frozenset[tuple[str | int, ...]] = frozenset()
    tab: str = ""
    names: Mapping[str, Text] = field(default_factory=dict)

    def problem(
        self,
        path: tuple[str | int, ...],
        vi: str,
        en: str,
        *,
        at_key: bool = False,
        allowed: Iterable[str] = (),
        near: str | None = None,
        bounds: tuple[float, float] | None = None,
    ) -> Problem:
        """Return a problem at an entry, or at the nearest one above it; see :class:`Problem`."""
        places = self.key_places if at_key and path in self.key_places else self.places
        known = path
        while known and known not in places:
            known = known[:-1]
        line, column = places.get(known, (1, 1))
        key = dotted(path)
        called = self.names.get(key)
        words = Text(vi, en)
        return Problem(
            self.name, line, column, key, words, self.tab, called, tuple(allowed), near, bounds
        )

    def under(self, path: tuple[str | int, ...], data: Any) -> Document:
        """Return an entry as a document of its own, named by its path, each line where it was."""
        size = len(path)

        def below(places: dict[tuple[str | int, ...], Place]) -> dict[tuple[str | int, ...], Place]:
            return {p[size:]: place for p, place in places.items() if p[:size] == path}

        grouped = frozenset(p[size:] for p in self.grouped if p[:size] == path)
        name = dotted(path)
        return Document(name, data, below(self.places), below(self.key_places), grouped)


def dotted(path: Iterable[str | int]) -> str:
    """Return a path as people read it.

    >>> dotted(("projects", 0, "sector"))
    'projects[0].sector'
    """
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else (f".{part}" if words else part)
    return words


def read_yaml(path: Path, name: str | None = None) -> Document:
    """Return the one YAML document of a file; see :func:`parse_yaml`."""
    shown = name or str(path)

    def read() -> Document:
        from simulator.inputs.text_files import read_text

        return parse_yaml(read_text(path, shown, cells=False), shown)

    return kept(f"yaml {shown}", (path,), read) if path.is_file() else read()


def parse_yaml(text: str, name: str) -> Document:
    """Return a YAML document, refusing what a data file has no use for.

    Numbers, ``true``, ``false`` and ``null`` are resolved, nothing else: ``NO`` stays a word.

    Raises
    ------
    InputError
        for an empty file, several documents, doubled keys, tags, anchors, aliases, NaN and
        infinity, and what is not YAML; all of them at once where the file can be read at all.
    """
    from simulator.inputs.yaml_reader import document_of

    return document_of(text, name)
