"""The one way in which bad input is reported."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.dataclass import dataclass
from simulator.text import NOTHING, Text, visible


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, and where.

    Parameters
    ----------
    file : path as the user wrote it; empty where the input is not a file
    line, column : counted from 1; 0 where there is none
    key : dotted path of the entry, e.g. ``levers.topup_subsidy.level``
    text : what was found, what is allowed and the nearest right name
    tab : sheet of a workbook; there a line is a row, and the place reads ``Dân số!C14``
    called : what the entry is called there; None: by its key
    allowed : names out of which one is to be chosen, for programs; the words list them too
    nearest : the one of them that may have been meant
    bounds : lowest and highest number that is allowed

    >>> p = Problem("a.yaml", 14, 12, "levers.agents.level", Text("sai", "20 is above 1"))
    >>> p.line_in("en")
    'a.yaml:14:12: levers.agents.level: 20 is above 1'
    """

    file: str
    line: int
    column: int
    key: str
    text: Text
    tab: str = ""
    called: Text | None = None
    allowed: tuple[str, ...] = ()
    nearest: str | None = None
    bounds: tuple[float, float] | None = None

    def line_in(self, language: str) -> str:
        """Return the problem as one line ``file:line:column: key: text``."""
        if self.tab:
            place = f"{self.file}: {self.place}"
        else:
            place = ":".join(part for part in (self.file, self.place) if part)
        return visible(": ".join(part for part in (place, self.said_in(language)) if part))

    @property
    def place(self) -> str:
        """Return where in its file the problem is: a cell of a sheet, or line and column."""
        if self.tab:
            return f"{self.tab}!{cell_name(self.line, self.column)}"
        return ":".join(str(part) for part in (self.line, self.column) if part)

    def said_in(self, language: str) -> str:
        """Return what is wrong, without the place."""
        key = self.key if self.called is None else self.called.in_(language)
        return ": ".join(part for part in (key, self.text.in_(language)) if part)


def cell_name(row: int, column: int) -> str:
    """Return a cell as a spreadsheet names it; without a row, the column alone.

    >>> cell_name(14, 3), cell_name(1, 28), cell_name(0, 3)
    ('C14', 'AB1', 'C')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row or ''}"


class InputError(Exception):
    """Everything that is wrong with an input, all at once.

    Attributes
    ----------
    problems : tuple of :class:`Problem`, in the order of the file
    """

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(problem.line_in("en") for problem in self.problems))

    def __reduce__(self) -> tuple[type[InputError], tuple[object, ...]]:
        """Return how another process makes the same of what it was sent."""
        return type(self), (self.problems,)


class ContradictionError(ValueError):
    """Numbers that cannot be true at once, found while computing.

    Attributes
    ----------
    text : which, in both languages
    draw : the first of the draws in which they are found, where there are others; or None
    """

    def __init__(self, vi: str, en: str, draw: int | None = None) -> None:
        self.text, self.draw = Text(vi, en), draw
        super().__init__(en)

    def __reduce__(self) -> tuple[type[ContradictionError], tuple[object, ...]]:
        """Return how another process makes the same of what it was sent."""
        return type(self), (self.text.vi, self.text.en, self.draw)


def input_error(
    vi: str,
    en: str,
    *,
    key: str = "",
    file: str = "",
    allowed: Iterable[str] = (),
    near: str | None = None,
) -> InputError:
    """Return an error for input that has no line, such as an option of the command line."""
    return InputError(Problem(file, 0, 0, key, Text(vi, en), allowed=tuple(allowed), nearest=near))


def nearest(name: str, allowed: Iterable[str], cutoff: float = 0.5) -> str | None:
    """Return the allowed name most like ``name``, or None where none is like it by ``cutoff``.

    >>> nearest("agent", ["agents", "digital"])
    'agents'
    """
    from difflib import get_close_matches

    matches = get_close_matches(str(name).lower(), list(allowed), n=1, cutoff=cutoff)
    return matches[0] if matches else None


def nearest_words(name: str, allowed: Iterable[str], cutoff: float = 0.5) -> Text:
    """Return ``; nearest: …`` for the end of a complaint, or nothing where no name is like it.

    >>> nearest_words("agent", ["agents", "digital"]).en, nearest_words("x", ["agents"]).en
    ('; nearest: agents', '')
    """
    near = nearest(name, allowed, cutoff)
    return Text(f"; gần nhất: {near}", f"; nearest: {near}") if near else NOTHING
