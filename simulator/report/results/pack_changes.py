"""What is different between two packs of one place: figures, and how many are estimates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.analysis.evidence.pack_review import Review
from simulator.inputs.figures import FIGURE_STATUSES, STATUSES
from simulator.inputs.numerals import Convention, number_in
from simulator.inputs.pack_edit import Change
from simulator.inputs.pack_tables import HISTORY
from simulator.inputs.region import Region
from simulator.inputs.table_form import Column, TableForm
from simulator.inputs.words import assumption_words, figure_words
from simulator.report.document import (
    Cell,
    Data,
    Number,
    Paragraph,
    Section,
    Table,
    Words,
    note,
    table,
)
from simulator.report.numbers import format_exact
from simulator.text import LANGUAGES, Text

MOST_ROWS, MOST_LETTERS = 25, 60
_OLD, _NEW = Text("Số cũ", "Old"), Text("Số mới", "New")
_TOLD = ("value", "low", "high", "status")
"""Columns that are told; of others only where nothing else differs."""
_PLAIN = ("value", "status")
"""Columns that are told without their name."""
_NONE = Text("(không có)", "(none)")


def section(found: Sequence[Change]) -> Section:
    """Return the rows that differ: what each is of, as it was and as it is.

    Rows that were changed come first, then new ones, then those that are gone.
    """
    ordered = sorted(found, key=_turn)
    rows = table(
        "",
        ordered[:MOST_ROWS],
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
        "old": "; ".join(f"{key}={cell}" for key, cell in change.before.items()),
        "new": "; ".join(f"{key}={cell}" for key, cell in change.after.items()),
    }


def _row_words(change: Change) -> Words:
    """Return what names a row, with its table unless that is the history."""
    words, title = _named_words(change), change.form.title
    if change.form is HISTORY:
        return words
    return Text(f"{title.vi}: {words.vi}", f"{title.en}: {words.en}")


def _named_words(change: Change) -> Text:
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
    told = _PLAIN if not (change.before and change.after) else _TOLD
    keys = [key for key in told if key in cells]
    keys = keys or [key for key in cells if key not in change.form.key]
    parts = [_named_cell(change.form, key, cells[key]) for key in keys]
    return Text(*("; ".join(part.in_(n) for part in parts) for n in LANGUAGES))


def _named_cell(form: TableForm, key: str, text: str) -> Text:
    words = _cell(form.column(key), text) if text else _NONE
    if key in _PLAIN:
        return words
    label = form.column(key).label
    return Text(f"{label.vi}: {words.vi}", f"{label.en}: {words.en}")


def _cell(column: Column, text: str) -> Text:
    """Return a cell in words, a number as each language writes it."""
    value = number_in(text, Convention.POINT) if column.kind.numeric else None
    if value is not None and column.key not in ("year", "month"):
        return Text(*(format_exact(value, language) for language in LANGUAGES))
    known = column.choices.get(text)
    return figure_words(_short(text)) if known is None else known


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


def status_section(old: Region, new: Region, reviews: tuple[Review, Review]) -> Section:
    """Return how much of a place's figures and of its result is estimated, before and after."""
    kinds, before, after = FIGURE_STATUSES, old.statuses(), new.statuses()
    records = [{"status": s, "old": before[s], "new": after[s]} for s in kinds]
    resting = [found.estimated for found in reviews]
    whole = {"figures": records, "result_resting_on_estimates": resting}
    title = Text("Còn bao nhiêu là ước tính", "How much is still estimated")
    return Section(title, (statuses(old, new, reviews),), Data(records, whole=whole))


def statuses(old: Region, new: Region, reviews: tuple[Review, Review] | None = None) -> Table:
    """Return how many of a place's own numbers have each status, before and after.

    Parameters
    ----------
    reviews : of both; they tell how much of the result rests on estimates
    """
    before, after = old.statuses(), new.statuses()
    kinds = [status for status in FIGURE_STATUSES if before[status] or after[status]]
    return table(
        "",
        kinds,
        (Text("Tình trạng số liệu", "Status of the figures"), lambda s: STATUSES[s]),
        (_OLD, lambda s: Number(before[s], "number", decimals=0)),
        (_NEW, lambda s: Number(after[s], "number", decimals=0)),
        more=[] if reviews is None else [_resting(*reviews)],
        closing=reviews is not None,
    )


def _resting(old: Review, new: Review) -> tuple[Cell, ...]:
    label = Text(
        f"Phần kết quả {new.year} dựa vào số ước tính",
        f"Part of the result of {new.year} that rests on estimates",
    )
    return label, *(Number(found.estimated, "share", decimals=0) for found in (old, new))
