"""What a story is made of: steps of one statement and at most one picture each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from simulator.dataclass import dataclass
from simulator.report.document import Cell, Chart, Number, Record, Sentence, Table, Words, say
from simulator.text import Text

RANGES = Text(
    "Trong ngoặc: khoảng 80 % (8 trong 10 lần mô phỏng, kết quả nằm trong khoảng này).",
    "In brackets: 80% range (in 8 of 10 draws the result lies within it).",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is said, with what shows it.

    Parameters
    ----------
    key : names the step in a story
    title : what it is about, in a few words
    statement : one sentence, true of the numbers in it
    points : what must be known beside it, a line each
    shown : a chart, a small table, or nothing
    sources : where its numbers come from, for who speaks
    """

    key: str
    title: Words
    statement: Words
    points: tuple[Words, ...] = ()
    shown: Chart | Table | None = None
    sources: tuple[Words, ...] = ()

    def said(self, language: str) -> Iterator[Cell]:
        """Yield the texts and numbers of the statement and of the points, in their order."""
        for words in (self.statement, *self.points):
            yield from words.pieces(language) if isinstance(words, Sentence) else [words]

    def cells(self, language: str) -> Iterator[Cell]:
        """Yield all texts and numbers of the step that are written as text."""
        yield from self.said(language)
        if isinstance(self.shown, Table):
            yield from (cell for row in self.shown.rows for cell in row)

    def has_range(self, language: str) -> bool:
        """Return whether a range stands in its words."""
        cells = self.cells(language)
        return any(isinstance(c, Number) and (c.ranged or c.is_end) for c in cells)


@dataclass(frozen=True, slots=True)
class Story:
    """Steps in their order.

    Parameters
    ----------
    title : what all of it is about
    about : place, and up to which year
    origin : what the numbers were made from, in sentences for people
    manifest : the same for programs
    """

    language: str
    title: Words
    about: Words
    steps: tuple[Step, ...]
    origin: tuple[Words, ...] = ()
    manifest: Record = field(default_factory=dict)

    def traced(self) -> dict[str, list[Number]]:
        """Return step -> its numbers that are traced to the run, in their order."""
        return {
            step.key: [c for c in step.cells(self.language) if isinstance(c, Number) and c.tag]
            for step in self.steps
        }


def spread(number: Number) -> Words:
    """Return a number followed by its range in brackets, each a number that is traced.

    >>> spread(Number(2.0, "person", 1.0, 3.0)).pieces("en")[1::2]
    [' (', ' – ', ')']
    """
    alone = replace(number, low=None, high=None)
    if not number.ranged or number.value is None:
        return say("{value}", "{value}", value=alone)
    return say(
        "{value} ({low} – {high})",
        "{value} ({low} – {high})",
        value=alone,
        low=number.end("low"),
        high=number.end("high"),
    )


def unsigned(number: Number, field: str) -> Number:
    """Return a number without its sign, for a sentence whose words say which way it goes.

    Parameters
    ----------
    field : last part of its tag where the sign was taken away
    """
    if number.value is None or number.value >= 0:
        return number
    low, high = (None if end is None else -end for end in (number.high, number.low))
    place, _, name = number.tag.rpartition("/")
    tag = f"{place}.{name}/{field}" if number.tag else ""
    return replace(number, value=-number.value, low=low, high=high, tag=tag)


def opening(words: Text) -> Text:
    """Return words as a sentence begins.

    >>> opening(Text("cuối năm 2030", "at the end of 2030")).vi
    'Cuối năm 2030'
    """
    return Text(*(side[:1].upper() + side[1:] for side in words))
