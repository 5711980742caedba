"""What a result says, apart from its language and its form; the writers give it both."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.dataclass import dataclass
from simulator.inputs.figures import Status
from simulator.text import Text, plain

if TYPE_CHECKING:
    from simulator.report.profile import Profile

T = TypeVar("T")
Record = dict[str, Any]
"""A row for programs: key -> number, text, truth or None."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit and what belongs to it.

    Parameters
    ----------
    value : as computed; None where it is not known
    unit : person, share, point, billion_vnd … which says how it is written (``report.numbers``)
    low, high : ends of its 80% range
    tag : scenario/indicator/year/field, unique in a document; what traces it to the run
    status : of the figure behind it; an estimate is marked on paper
    decimals : where the unit's usual ones do not do
    signed : whether a plus is written
    chance : of reaching a target, told with its range
    chances : lowest and highest of it over the forms of job growth, told behind it
    beside : what it is compared with; the difference is told behind it
    words : stand in place of the number's own
    formula : of a sheet, with {0}, {1} … for the cells of the same row; "" for a plain number
    down : whether {0}, {1} … of the formula are the rows of the same column instead
    awaits_range : whether its range is still to be drawn, so that its place is kept
    """

    value: float | None
    unit: str = "plain"
    low: float | None = None
    high: float | None = None
    tag: str = ""
    status: str = ""
    decimals: int | None = None
    signed: bool = False
    chance: float | None = None
    chances: tuple[float, float] | None = None
    beside: float | None = None
    words: Text | None = None
    formula: str = ""
    down: bool = False
    awaits_range: bool = False

    def __post_init__(self) -> None:
        """Take a number that is not finite for one that is not known."""
        if self.value is not None and not math.isfinite(self.value):
            object.__setattr__(self, "value", None)

    @property
    def estimate(self) -> bool:
        """Return whether it is marked as an estimate."""
        return self.status == Status.ESTIMATE

    @property
    def ranged(self) -> bool:
        """Return whether it has an 80% range."""
        return self.low is not None and self.high is not None

    @property
    def is_end(self) -> bool:
        """Return whether it is an end of a range: those of a sum are not the sums of the parts'."""
        return self.tag.endswith(("/low", "/high"))

    def computed(self, formula: str, *, down: bool = True) -> Number:
        """Return the number as a sheet computes it from others."""
        return replace(self, formula=formula, down=down)

    def end(self, field: str) -> Number:
        """Return one end of the range, "low" or "high", as a number of its own."""
        tag = self.tag and f"{self.tag.rpartition('/')[0]}/{field}"
        value = self.low if field == "low" else self.high
        return Number(value, self.unit, None, None, tag, self.status, self.decimals, self.signed)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Wording with numbers and names in the places that ``{name}`` marks."""

    words: Text
    parts: Mapping[str, Cell]

    def pieces(self, language: str) -> list[Cell]:
        """Return texts and parts in the order of a language."""
        found: list[Cell] = []
        for i, piece in enumerate(re.split(r"\{(\w+)\}", self.words.in_(language))):
            part = self.parts[piece] if i % 2 else piece
            found += part.pieces(language) if isinstance(part, Sentence) else [part]
        return [piece for piece in found if piece != ""]


Words = str | Text | Sentence
"""Wording; a plain string is a name or a year, the same in every language."""
Cell = Words | Number


def say(vi: str, en: str, **parts: Cell) -> Sentence:
    """Return a sentence with its parts in the places that ``{name}`` marks."""
    return Sentence(Text(vi, en), parts)


def chain(parts: Iterable[Cell], between: str = ", ") -> Sentence:
    """Return parts one after another.

    >>> chain(["a", Text("b", "c")]).pieces("en")
    ['a', ', ', Text(vi='b', en='c')]
    """
    named = {f"p{i}": part for i, part in enumerate(parts)}
    words = between.join(f"{{{name}}}" for name in named)
    return Sentence(plain(words), named)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    ``style`` is "body", "point" (its first part is the bold lead), "note" or "heading".
    """

    parts: tuple[Cell, ...]
    style: str = "body"


def note(*parts: Cell) -> Paragraph:
    """Return a remark, in small type where the form has it."""
    return Paragraph(parts, "note")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a column of numbers stands right, whatever they look like.

    Parameters
    ----------
    caption : what it shows
    head : one row
    rows : cells
    widths : relative column widths on paper
    total : whether the last row is the sum of those above, column by column
    unit : what its numbers count; "" where they differ
    closing : whether the last row stands out, though not each of its cells is a sum
    long : whether it is looked up rather than read, so that the page lets it scroll
    """

    caption: Words
    head: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    total: bool = False
    unit: Words = ""
    closing: bool = False
    long: bool = False

    @property
    def stands_out(self) -> bool:
        """Return whether the last row is set in bold."""
        return self.total or self.closing

    @property
    def shares(self) -> tuple[float, ...]:
        """Return the relative widths of its columns; the first is wide where nothing is said."""
        return self.widths or (2.2, *([1.0] * (len(self.head) - 1)))

    def captioned(self, caption: Words) -> Table:
        """Return the table under another caption."""
        return replace(self, caption=caption)

    def columns(self, *kept: int) -> Table:
        """Return the table with some of its columns alone."""
        rows = tuple(tuple(row[i] for i in kept) for row in self.rows)
        widths = tuple(self.widths[i] for i in kept) if self.widths else ()
        return replace(self, head=tuple(self.head[i] for i in kept), rows=rows, widths=widths)

    def is_numeric(self, column: int) -> bool:
        """Return whether a column holds numbers, and beside them nothing but empty cells."""
        cells = [row[column] for row in self.rows if column < len(row) and row[column] != ""]
        return bool(cells) and all(isinstance(cell, Number) for cell in cells)

    @property
    def right(self) -> list[bool]:
        """Return which columns stand to the right: numbers, but for the first, which heads rows."""
        return [i > 0 and self.is_numeric(i) for i in range(len(self.head))]

    def with_ends(self) -> Table:
        """Return the table with the ends of ranges in columns of their own, as on paper."""
        ranged = [
            any(isinstance(cell, Number) and cell.ranged for cell in column)
            for column in zip(*self.rows, strict=True)
        ] or [False] * len(self.head)

        def spread(row: Sequence[Any], ends: Callable[[Any], tuple[Any, ...]]) -> tuple[Any, ...]:
            pairs = zip(row, ranged, strict=True)
            return tuple(one for cell, wide in pairs for one in (ends(cell) if wide else (cell,)))

        return replace(
            self,
            head=spread(self.head, lambda words: (words, *_ENDS)),
            rows=tuple(spread(row, _with_ends) for row in self.rows),
            widths=spread(self.shares, lambda width: (width, width, width)),
        )


_ENDS = Text("Khoảng 80 %: từ", "80% range: from"), Text("đến", "to")


def _with_ends(cell: Cell) -> tuple[Cell, ...]:
    if not isinstance(cell, Number) or not cell.ranged:
        return cell, "", ""
    return replace(cell, low=None, high=None), cell.end("low"), cell.end("high")


def table(
    caption: Words,
    items: Iterable[T],
    *columns: tuple[Words, Callable[[T], Cell]],
    more: Sequence[tuple[Cell, ...]] = (),
    widths: tuple[float, ...] = (),
    **form: Any,  # noqa: ANN401
) -> Table:
    """Return a table of a row an item.

    Parameters
    ----------
    columns : head and what makes the cell of an item
    more : rows below them
    form : further fields of :class:`Table`
    """
    heads = tuple(head for head, _ in columns)
    rows = tuple(tuple(make(item) for _, make in columns) for item in items)
    return Table(caption, heads, (*rows, *more), widths, **form)


@dataclass(frozen=True, slots=True)
class Chart:
    """A table looked at as a picture, and the text that stands for it where it cannot be seen.

    The first column of the table names the points (years, or groups); further columns of
    :class:`Number` are series, an empty cell a gap in them. So every chart has its table, and the
    picture says nothing that the table does not.

    Parameters
    ----------
    of : what it draws; columns without a number are left out of the picture
    kind : "lines" over years; "stack" of columns over years; "bars", a row each, with ranges;
        "parts", rows of bars of several parts; "waterfall", whose first and last rows and
        ``levels`` stand on the axis and whose other rows are steps from one to the next;
        "tornado", whose bars go from ``centre`` to the two ends in each row; "tiles", a place
        each at ``tiles``; "curve" over numbers in the first column
    unit : of the axis, in words
    levels : rows of a waterfall that stand on the axis as well
    pale : rows whose evidence is weak, or that are still missing, drawn paler and hatched
    pale_words : what pale rows are, said in the key
    columns : of the table that are drawn; by default the first of numbers of bars and waterfalls,
        all of numbers of other kinds
    targets : points that are aimed at, in the units of the table
    today : where on the axis the day stands to which law and figures are known, and its words
    """

    of: Table
    alternative: Words
    unit: Words
    kind: str = "lines"
    levels: frozenset[int] = frozenset()
    pale: frozenset[int] = frozenset()
    pale_words: Words = ""
    targets: tuple[tuple[float, float], ...] = ()
    today: tuple[float, Words] | None = None
    columns: tuple[int, ...] = ()
    centre: float | None = None
    tiles: tuple[tuple[int, int], ...] = ()

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return what is drawn: of groups all but their sum, which would dwarf them."""
        apart = self.of.stands_out and self.kind in ("bars", "parts", "tiles")
        return self.of.rows[:-1] if apart else self.of.rows

    @property
    def caption(self) -> Words:
        """Return what it shows."""
        return self.of.caption

    def captioned(self, caption: Words) -> Chart:
        """Return the chart under another caption."""
        return replace(self, of=replace(self.of, caption=caption))

    @property
    def series(self) -> tuple[Series, ...]:
        """Return what is drawn, a series a column of numbers."""
        numeric = [i for i in range(1, len(self.of.head)) if self.of.is_numeric(i)]
        alone = self.kind in ("bars", "waterfall", "tiles")
        drawn = self.columns or (numeric[:1] if alone else numeric)
        return tuple(Series(self.of.head[i], tuple(r[i] for r in self.rows)) for i in drawn)

    @property
    def points(self) -> tuple[Cell, ...]:
        """Return the names of the points."""
        return tuple(row[0] for row in self.rows)

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """Return from where to where each bar of the first series goes; a gap has no length.

        >>> numbers = [Number(v, "point") for v in (20.0, 5.0, -2.0, 23.0)]
        >>> rows = tuple(zip("abcd", numbers))
        >>> Chart(Table("", ("", "x"), rows), "", "", "waterfall").spans
        ((0.0, 20.0), (20.0, 25.0), (25.0, 23.0), (0.0, 23.0))
        """
        heights = [height or 0.0 for height in self.series[0].heights]
        if self.kind != "waterfall":
            return tuple((0.0, height) for height in heights)
        standing = {0, len(heights) - 1, *self.levels}
        found: list[tuple[float, float]] = []
        for i, height in enumerate(heights):
            start = 0.0 if i in standing else found[-1][1]
            found.append((start, start + height))
        return tuple(found)

    @property
    def whiskers(self) -> tuple[tuple[float, float] | None, ...]:
        """Return from where to where the range of each bar goes; NaN for an end that is not known.

        A step to a target ends at the target, so that its range lies where it begins.
        """
        found: list[tuple[float, float] | None] = []
        for cell, (start, end) in zip(self.series[0].cells, self.spans, strict=True):
            if not isinstance(cell, Number) or not cell.ranged:
                found.append(None)
                continue
            low, high = (plotted(cell.end(field)) for field in ("low", "high"))
            gap = cell.unit.startswith("gap_")
            found.append((end - high, end - low) if gap else (start + low, start + high))
        return tuple(found)

    @property
    def axis(self) -> tuple[float, ...]:
        """Return where the points stand on an axis of years or numbers."""
        return tuple(
            plotted(cell) if isinstance(cell, Number) else float(str(cell)) for cell in self.points
        )


@dataclass(frozen=True, slots=True)
class Series:
    """A column of a chart; an empty cell is a gap."""

    name: Words
    cells: tuple[Cell, ...]

    @property
    def heights(self) -> tuple[float | None, ...]:
        """Return what is drawn, shares in percent; None where there is no number."""
        return tuple(
            plotted(cell) if isinstance(cell, Number) and cell.value is not None else None
            for cell in self.cells
        )


def plotted(number: Number) -> float:
    """Return a number as an axis has it: a share in percent.

    >>> plotted(Number(0.25, "share")), plotted(Number(7.0, "person"))
    (25.0, 7.0)
    """
    scale = 100.0 if number.unit.endswith("share") or number.unit == "chance" else 1.0
    return scale * (number.value if number.value is not None else math.nan)


Block = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Data:
    """A result for programs: keys in English, full digits; wording takes the reader's language.

    Parameters
    ----------
    rows : the records
    fields : columns of the CSV; None: the keys of the first record
    whole : what JSON gives in place of the records
    """

    rows: Sequence[Record] = ()
    fields: Sequence[str] | None = None
    whole: object = None


@dataclass(frozen=True, slots=True)
class Section:
    """One result: what it is of, its blocks in order, and the same for programs."""

    title: Words
    blocks: tuple[Block, ...]
    data: Data = field(default_factory=Data)


@dataclass(frozen=True, slots=True)
class Appendix:
    """Sections of a paper under one number and title; the summary in front has no number."""

    number: str
    title: Words
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: what is printed, in which language and official form.

    Parameters
    ----------
    manifest : of the run, for programs; it travels in the file's properties
    summary : the page in front of the appendices
    origin : what the numbers were made from, in sentences for people
    """

    language: str
    profile: Profile
    title: Words
    appendices: tuple[Appendix, ...]
    manifest: Record = field(default_factory=dict)
    summary: Appendix | None = None
    origin: tuple[Words, ...] = ()

    @property
    def parts(self) -> tuple[Appendix, ...]:
        """Return the summary, where there is one, and the appendices."""
        return self.appendices if self.summary is None else (self.summary, *self.appendices)

    def traced(self) -> list[Number]:
        """Return every number that is traced to the run, in the order of the paper."""
        cells = (c for a in self.parts for b in a.blocks for c in cells_of(b, self.language))
        return [cell for cell in cells if isinstance(cell, Number) and cell.tag]

    def numbers(self) -> dict[str, Number]:
        """Return every traced number by tag."""
        found: dict[str, Number] = {}
        for number in self.traced():
            found.setdefault(number.tag, number)
        return found


def cells_of(block: Block, language: str) -> list[Cell]:
    """Return the texts and numbers of a block, in the order of a language."""
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    if isinstance(block, Chart):
        return []
    return [
        piece
        for part in block.parts
        for piece in (part.pieces(language) if isinstance(part, Sentence) else [part])
    ]
