"""What is different between two packs of one place: figures, and how many are estimates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.inputs.figures import FIGURE_STATUSES, STATUSES, Status
from simulator.inputs.numerals import Convention, number_in
from simulator.inputs.pack_edit import Change
from simulator.inputs.pack_tables import Column, TableForm
from simulator.inputs.region import Region
from simulator.inputs.words import assumption_words, figure_words
from simulator.report.document import Data, Number, Paragraph, Section, Table, Words, note, table
from simulator.report.numbers import format_exact
from simulator.text import LANGUAGES, Text

MOST_ROWS = 40
_OLD, _NEW = Text("Số cũ", "Old"), Text("Số mới", "New")
_TOLD = ("value", "low", "high", "status", "source")
"""Columns that are told first."""
_IN_FULL = ("value", "status")
"""Columns that are told of a row which is there before or after alone."""
_NONE = Text("(không có)", "(none)")


def section(found: Sequence[Change]) -> Section:
    """Return the rows that differ: what each is of, as it was and as it is.

    Rows that were changed come first, then new ones, then those that are gone.
    """
    ordered = sorted(found, key=_turn)
    rows = table(
        "",
        ordered[:MOST_ROWS],
        (Text("Bảng", "Table"), lambda change: change.form.title),
        (Text("Số liệu", "Figure"), _row_words),
        (_OLD, lambda change: _cells(change, change.before)),
        (_NEW, lambda change: _cells(change, change.after)),
    )
    more = len(found) - MOST_ROWS
    notes: list[Paragraph] = []
    if more > 0:
        notes.append(note(Text(f"… và {more} dòng nữa khác nhau", f"… and {more} more rows")))
    if not found:
        notes.append(note(Text("Không có gì khác nhau.", "Nothing is different.")))
    data = [_record(change) for change in found]
    title = Text("Số liệu khác nhau", "Figures that differ")
    return Section(title, (*([rows] if found else []), *notes), Data(data))


def _turn(change: Change) -> int:
    return 0 if change.before and change.after else 1 if change.after else 2


def _record(change: Change) -> dict[str, object]:
    return {
        "table": change.form.name,
        "row": " ".join(change.key),
        "old": dict(change.before),
        "new": dict(change.after),
    }


def _row_words(change: Change) -> Words:
    """Return what names a row: an indicator with its date, or the words of its key."""
    named = dict(zip(change.form.key, change.key, strict=True))
    if "name" in named and "by" in named:
        return assumption_words(named["name"], named["by"])
    parts = [_cell(change.form.column(key), text) for key, text in named.items() if text]
    if "year" in named and "month" in named:
        rest = [_cell(change.form.column(k), t) for k, t in named.items() if k == "indicator"]
        others = [t for k, t in named.items() if k in ("locality", "place")]
        day = f"{named['month']}/{named['year']}"
        return Text(*(" ".join([*(w.in_(n) for w in rest), *others, day]) for n in LANGUAGES))
    return Text(*(", ".join(part.in_(n) for part in parts) for n in LANGUAGES))


def _cells(change: Change, cells: Mapping[str, str]) -> Words:
    """Return the cells of a row that differ, the value first."""
    if not cells:
        return _NONE
    told = [key for key in _TOLD if key in cells]
    others = [key for key in cells if key not in _TOLD and key not in change.form.key]
    keys = [*told, *others]
    if not (change.before and change.after):
        keys = [key for key in keys if key in _IN_FULL] or keys
    parts = [_named_cell(change.form, key, cells[key]) for key in keys]
    return Text(*("; ".join(part.in_(n) for part in parts) for n in LANGUAGES))


def _named_cell(form: TableForm, key: str, text: str) -> Text:
    words = _cell(form.column(key), text) if text else _NONE
    if key in _IN_FULL:
        return words
    label = form.column(key).label
    return Text(f"{label.vi}: {words.vi}", f"{label.en}: {words.en}")


def _cell(column: Column, text: str) -> Text:
    """Return a cell in words, a number as each language writes it."""
    value = number_in(text, Convention.POINT) if column.kind.numeric else None
    if value is not None and column.key not in ("year", "month"):
        return Text(*(format_exact(value, language) for language in LANGUAGES))
    known = column.choices.get(text)
    return known if known is not None else figure_words(text)


def statuses(old: Region, new: Region) -> Table:
    """Return how many of a place's own numbers have each status, before and after."""
    before, after = old.statuses(), new.statuses()
    kinds = [status for status in FIGURE_STATUSES if before[status] or after[status]]
    return table(
        "",
        kinds,
        (Text("Tình trạng số liệu", "Status of the figures"), lambda s: STATUSES[s]),
        (_OLD, lambda s: Number(before[s], "number", decimals=0)),
        (_NEW, lambda s: Number(after[s], "number", decimals=0)),
        more=[
            (
                Text("Phần là ước tính", "Part that is estimated"),
                _part(before[Status.ESTIMATE], before.total()),
                _part(after[Status.ESTIMATE], after.total()),
            )
        ],
        closing=True,
    )


def _part(some: int, whole: int) -> Number:
    return Number(some / whole if whole else 0.0, "share", decimals=0)
