"""The headings of a visitor's own table, and its problems, in words."""

from __future__ import annotations

from simulator.errors import Problem
from simulator.inputs.pack_tables import HISTORY
from simulator.text import Text

HEADINGS = {
    column.key: Text(column.label.vi.lower(), column.label.en.lower())
    for column in HISTORY.columns[:4]
}
"""Year, month, indicator, value."""


def headings(language: str) -> str:
    """Return the headings in words, for a label."""
    return ", ".join(text.in_(language) for text in HEADINGS.values())


def line_in(problem: Problem, language: str) -> str:
    """Return a problem of a table by its line, with the heading in words."""
    heading = HEADINGS[problem.key].in_(language) if problem.key in HEADINGS else problem.key
    if problem.called is not None:
        heading = problem.called.in_(language)
    row = Text("dòng", "line").in_(language)
    parts = [f"{row} {problem.line}" if problem.line else "", heading]
    return ": ".join([*(part for part in parts if part), problem.text.in_(language)])
