"""A document without a form: what is said, apart from how it looks."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.inputs.documents import read_yaml
from simulator.text import Text

PROFILE_FOLDER = Path(__file__).parent.parent / "profiles"
FONT_FOLDER = Path(__file__).parent.parent / "fonts"
PROFILES = ("hd05", "hd36", "nd30")
ATTACHED_PT = 13.0
"""Size of the line that says what an appendix is attached to."""
KEPT_WHOLE = 16
"""Rows of a table up to which it is not split between pages."""
ESTIMATE_MARK = "(ư)"
HARD_SPACE = "\N{NO-BREAK SPACE}"
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|tỷ|triệu)")


def bound(text: str) -> str:
    """Return a text whose numbers are not torn from their units at the end of a line.

    >>> bound("khoảng 80 %").endswith(f"80{HARD_SPACE}%")
    True
    """
    return _BEFORE_UNIT.sub(HARD_SPACE, text)


def plain(text: str) -> str:
    """Return a text with ordinary spaces, as people type them.

    >>> plain(bound("45,7 %"))
    '45,7 %'
    """
    return text.replace(HARD_SPACE, " ")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text, traceable to the run.

    Parameters
    ----------
    text : as people read it; kept together with its unit
    value : as computed; None where it is not known
    tag : scenario/indicator/year/field, unique in the document
    unit : person, share, point, billion_vnd … which says how a sheet formats it
    estimate : shown with a mark
    formula : of the sheet, with {0}, {1} … for the cells of the same row; "" for a plain number
    down : whether {0}, {1} … of the formula are the rows of the same column instead
    """

    text: str
    value: float | None
    tag: str
    unit: str
    estimate: bool = False
    formula: str = ""
    down: bool = False

    def __post_init__(self) -> None:
        """Bind the number to its unit; one that is not finite is not known."""
        if self.value is not None and not math.isfinite(self.value):
            object.__setattr__(self, "value", None)
        object.__setattr__(self, "text", bound(self.text))


Cell = str | Number


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; numbers in it are tagged.

    ``style`` is "body", "point" (its first part is the bold lead), "note" or "heading".
    """

    parts: tuple[Cell, ...]
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Parameters
    ----------
    caption : above it
    header : one row
    rows : cells
    widths : relative column widths
    total : whether the last row is the sum of those above, column by column
    unit : what its numbers count, above it on the right; "" where they differ
    closing : whether the last row stands out, though not each of its cells is a sum
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    total: bool = False
    unit: str = ""
    closing: bool = False

    @property
    def stands_out(self) -> bool:
        """Return whether the last row is set in bold."""
        return self.total or self.closing


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a chart."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    style: str = "line"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the text that stands for it where it cannot be seen."""

    caption: str
    alternative: str
    unit: str
    series: tuple[Series, ...]
    targets: tuple[tuple[float, float], ...] = ()


Block = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix with its number and title; the summary in front has no number."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """The form of official documents, as data; see the files in ``profiles``."""

    key: str
    name: Text
    source: str
    font: str
    margins_mm: dict[str, float]
    body_pt: float
    line_pt: float
    table_pt: float
    note_pt: float
    attached: Text
    signer: Text

    @property
    def embedded_font(self) -> str:
        """Return the shipped font of Times New Roman's metrics."""
        return "Tinos"


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that the writers need.

    Parameters
    ----------
    manifest : of the run, for programs; it travels in the file's properties
    summary : the page in front of the appendices
    origin : what the numbers were made from, in sentences for people
    """

    language: str
    profile: Profile
    title: str
    appendices: tuple[Appendix, ...]
    manifest: dict[str, Any] = field(default_factory=dict)
    summary: Appendix | None = None
    origin: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Appendix, ...]:
        """Return the summary, where there is one, and the appendices."""
        return self.appendices if self.summary is None else (self.summary, *self.appendices)

    @property
    def origin_title(self) -> str:
        """Return the heading of the last page."""
        return Text("Nguồn gốc của các con số", "Where the numbers come from").in_(self.language)

    def numbers(self) -> dict[str, Number]:
        """Return every tagged number by tag, in the order of the document."""
        found: dict[str, Number] = {}
        for part in self.parts:
            for block in part.blocks:
                for cell in cells_of(block):
                    if isinstance(cell, Number):
                        found.setdefault(cell.tag, cell)
        return found


def cells_of(block: Block) -> list[Cell]:
    """Return the texts and numbers of a block in order."""
    if isinstance(block, Paragraph):
        return list(block.parts)
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return []


def load_profile(key: str) -> Profile:
    """Return a format profile by key.

    Raises
    ------
    InputError
        for a file that cannot be read.
    """
    data = read_yaml(PROFILE_FOLDER / f"{key}.yaml", f"profiles/{key}.yaml").data
    return Profile(
        key=key,
        name=Text(data["name"]["vi"], data["name"]["en"]),
        source=data["source"],
        font=data["font"],
        margins_mm={side: float(mm) for side, mm in data["margins_mm"].items()},
        body_pt=float(data["body_pt"]),
        line_pt=float(data["line_pt"]),
        table_pt=float(data["table_pt"]),
        note_pt=float(data["note_pt"]),
        attached=Text(data["attached_vi"], data["attached_en"]),
        signer=Text("\n".join(data["signer_vi"]), "\n".join(data["signer_en"])),
    )
