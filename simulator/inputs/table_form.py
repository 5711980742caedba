"""What a table of a pack is made of: columns, what their cells hold, and what names a row."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field
from enum import Enum, auto

from simulator.dataclass import dataclass
from simulator.text import NOTHING, Text


class Kind(Enum):
    """What a column holds, which decides how its cells are read and written."""

    WORD = auto()
    NOTE = auto()
    CODE = auto()
    CHOICE = auto()
    DATE = auto()
    AGE = auto()
    WHOLE = auto()
    PEOPLE = auto()
    NUMBER = auto()
    SHARE = auto()
    FIGURE = auto()
    UNIT = auto()

    @property
    def numeric(self) -> bool:
        """Return whether the cells are numbers."""
        return self in (Kind.WHOLE, Kind.PEOPLE, Kind.NUMBER, Kind.SHARE, Kind.FIGURE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    key : heading of the CSV
    label : heading in words
    kind : what its cells hold; a FIGURE is what the row's ``unit`` says
    unit : of its numbers
    low, high : bounds of its numbers
    choices : key -> words of what a CHOICE may be; of a WORD, what it usually is
    whole : whether PEOPLE are counted; estimates between ages may have decimals
    optional : the column may be left out
    blank : a cell may be empty
    """

    key: str
    label: Text
    kind: Kind
    unit: Text = NOTHING
    low: float = -math.inf
    high: float = math.inf
    choices: Mapping[str, Text] = field(default_factory=dict)
    whole: bool = True
    optional: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table of a pack.

    Parameters
    ----------
    name : of the CSV without its ending
    title : name of the workbook's sheet
    about : what it is for, and what follows where it is missing
    columns : in order
    key : columns that together name a row
    """

    name: str
    title: Text
    about: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def file(self) -> str:
        """Return the name of the CSV."""
        return f"{self.name}.csv"

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(column for column in self.columns if column.key == key)
