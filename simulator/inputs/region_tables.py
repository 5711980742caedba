"""The tables of a region pack: history, assumptions, growth, targets, localities, peers."""

from __future__ import annotations

import re

from simulator.errors import nearest, nearest_words
from simulator.inputs.assumption import Assumption, Assumptions
from simulator.inputs.definitions import DEFINITIONS, Role, definition
from simulator.inputs.figures import TARGET_UNITS, Figure, GrowthYear, Target
from simulator.inputs.pack_source import PackSource
from simulator.inputs.pack_tables import ASSUMED, GROWTH, HISTORY, PEERS, TARGETS
from simulator.inputs.table_form import TableForm
from simulator.inputs.table_heads import bare
from simulator.inputs.tables import Row, TableReader, reader_of
from simulator.inputs.words import FIGURES, figure_words
from simulator.schemes import COUNTS
from simulator.text import LANGUAGES, Text, joined

COUNTED = (
    *COUNTS,
    "labour_force_working_age",
    "labour_force_15_plus",
    "lump_sum_withdrawals",
    "newly_liable_compulsory",
    "population",
    "insured_living_elsewhere",
    "insured_working_elsewhere",
)
"""Figures of people that the program reads out of a history."""

LOCAL_ASSUMPTIONS = {
    ("base_count_factor", "compulsory_si"),
    ("base_count_factor", "voluntary_si"),
    ("base_count_factor", "labour_force_working_age"),
}
"""What a pack may assume of itself although its parent says nothing of the kind."""

SLIP, LABEL_SLIP = 0.85, 0.9
"""An unknown indicator this like the key or the words of a known one (0 to 1) is taken for a slip
of the pen."""
_KNOT = re.compile(r"((male|female),)?\d{1,3}$")


_LABELS = {bare(FIGURES[key].in_(n)): FIGURES[key].in_(n) for key in COUNTED for n in LANGUAGES}
"""Words of a figure that is read, without marks -> as they are written."""


def _by_words(name: str) -> str | None:
    """Return the words of a figure that is read and that a name is a slip of, or None."""
    near = nearest(bare(name), _LABELS, cutoff=LABEL_SLIP)
    return None if near is None else _LABELS[near]


def read_history(source: PackSource, code: str) -> tuple[Figure, ...]:
    """Return the place's figures; of two sources of a cell the one not marked ``no``."""
    return _figures(source, HISTORY, code)


def read_peers(source: PackSource) -> tuple[Figure, ...]:
    """Return other places' figures."""
    return _figures(source, PEERS, "")


def _figures(source: PackSource, form: TableForm, code: str) -> tuple[Figure, ...]:
    reader = reader_of(source, form)
    if reader is None:
        return ()
    found = []
    seen: dict[tuple[str, int, int, str], int] = {}
    for row in reader.rows:
        if "use" in row.cells and reader.one_of(row, "use") == "no":
            continue
        figure = Figure(
            place=row.cells.get("place", code),
            year=reader.whole(row, "year"),
            month=reader.whole(row, "month"),
            indicator=_indicator(reader, row),
            value=_figure_value(reader, row),
            unit=reader.word(row, "unit"),
            status=reader.status(row),
            source=reader.word(row, "source"),
            line=row.line,
            source_vi=row.cells["source_vi"],
            column=reader.column_of(row, "value"),
        )
        key = (figure.place, figure.year, figure.month, figure.indicator)
        if key in seen:
            reader.add_problem(
                row,
                "indicator",
                f"lặp lại dòng {seen[key]}; ghi use = no ở dòng không dùng",
                f"repeats line {seen[key]}; put use = no on the row not to be used",
            )
        seen[key] = row.line
        found.append(figure)
    reader.finish()
    return tuple(found)


def _indicator(reader: TableReader, row: Row) -> str:
    """Return what a row counts. Other figures may stand in the table; a misspelt one may not."""
    name = reader.word(row, "indicator")
    known = [*COUNTED, "si_participants"]
    if name in known or name in FIGURES:
        return name
    near = nearest(name, known, cutoff=SLIP) or _by_words(name)
    if near is not None:
        reader.add_problem(
            row,
            "indicator",
            f"{name!r} không được đọc; có lẽ là {near}",
            f"{name!r} is not read by anything; is it {near}?",
        )
    return name


def _figure_value(reader: TableReader, row: Row) -> float:
    indicator = row.cells["indicator"]
    if indicator in COUNTED:
        # Thousands, or the unit in another language, would be taken for persons in silence.
        reader.unit(row, "person", indicator)
    return reader.number(row, "value")


def read_assumptions(
    source: PackSource, code: str, known: Assumptions | None, *, kept: bool = False
) -> list[Assumption]:
    """Return the pack's own assumptions.

    Parameters
    ----------
    source, code : of the pack
    known : the parent's; the pack can only put its own number in place of one of these
    kept : whether the pack is of an earlier program, whose numbers this one may have no use for
    """
    reader = reader_of(source, ASSUMED)
    if reader is None:
        return []
    reader.unique()
    found = []
    for row in reader.rows:
        cells = row.cells
        if kept and cells["name"] not in DEFINITIONS:
            continue
        value, low, high = (reader.number(row, column) for column in ("value", "low", "high"))
        name, grade, status = (
            reader.word(row, "name"),
            reader.one_of(row, "grade"),
            reader.status(row),
        )
        basis = reader.word(row, "basis")
        assumption = Assumption(
            value,
            low,
            high,
            grade,
            Text(cells["basis_vi"] or basis, basis),
            name=name,
            by=cells["by"],
            unit=cells["unit"],
            status=status,
            origin=code,
        )
        _check_assumption(reader, row, assumption, known)
        found.append(assumption)
    reader.finish()
    return found


def _check_assumption(
    reader: TableReader, row: Row, assumption: Assumption, known: Assumptions | None
) -> None:
    if not reader.clean(row):
        return  # what is no number has been said; its stand-in says nothing
    value, low, high = assumption.value, assumption.low, assumption.high
    if not low <= value <= high:
        reader.add_problem(
            row,
            "value",
            f"{value:g} không nằm giữa {low:g} và {high:g}",
            f"{value:g} is not between low {low:g} and high {high:g}",
        )
    name, by = assumption.key
    if assumption.role is Role.PATTERN and not _KNOT.match(by):
        reader.add_problem(
            row,
            "by",
            f"{by!r} không phải tuổi (35 hoặc male,35)",
            f"{by!r} is not an age (35, or male,35)",
        )
    if known is not None and assumption.key not in LOCAL_ASSUMPTIONS:
        _check_known(reader, row, assumption, known)
    elif name not in DEFINITIONS:
        near = nearest_words(name, DEFINITIONS)
        reader.add_problem(
            row,
            "name",
            f"không có giả định {name!r}{near.vi}",
            f"no assumption {name!r}{near.en}",
        )
    least, most = assumption.support
    for column, number in (("value", value), ("low", low), ("high", high)):
        if not least <= number <= most:
            hint = f" (viết {number / 100:g} cho {number:g} %)" if most <= 1 < number else ""
            hint_en = f" (write {number / 100:g} for {number:g} %)" if hint else ""
            refusal = definition(name).refusal(number)
            reader.add_problem(row, column, refusal.vi + hint, refusal.en + hint_en)


def _check_known(reader: TableReader, row: Row, assumption: Assumption, known: Assumptions) -> None:
    name, by = assumption.key
    names = list(dict.fromkeys(other for other, _ in known))
    if name not in names:
        near = nearest_words(name, names)
        reader.add_problem(
            row,
            "name",
            f"không có giả định {name!r}{near.vi}",
            f"no assumption {name!r}{near.en}",
        )
    elif assumption.key in known and assumption.unit != known[assumption.key].unit:
        expected = known[assumption.key].unit
        reader.add_problem(
            row,
            "unit",
            f"{assumption.unit!r}: đơn vị của {assumption.dotted} là {expected!r}",
            f"{assumption.unit!r}: the unit of {assumption.dotted} is {expected!r}",
        )
    elif assumption.role is not Role.PATTERN and assumption.key not in known:
        listed = ", ".join(known.knots(name)) or "—"
        reader.add_problem(
            row,
            "by",
            f"{name} không có mục {by!r}; có: {listed}",
            f"{name} has no entry {by!r}; known: {listed}",
        )


def read_growth(source: PackSource) -> dict[int, GrowthYear]:
    """Return economic growth by year; empty where the pack has no table."""
    reader = reader_of(source, GROWTH)
    if reader is None:
        return {}
    numbers = ("first_release_share", "revised_share", "plan_share")
    reader.need_rows()
    reader.unique()
    found = {}
    for row in reader.rows:
        first, revised, plan = (
            reader.number(row, column) if row.cells[column] else None for column in numbers
        )
        found[reader.whole(row, "year")] = GrowthYear(
            first,
            revised,
            plan,
            reader.status(row),
            reader.word(row, "source"),
        )
    if reader.rows and all(entry.plan is None for entry in found.values()):
        reader.add_problem(
            reader.rows[-1],
            "plan_share",
            "cần kế hoạch của ít nhất một năm: sai số của kế hoạch được tính từ đó",
            "needs the plan of at least one year: the error of plans is taken from it",
        )
    reader.finish()
    return found


def read_targets(source: PackSource, code: str) -> dict[str, tuple[Target, ...]]:
    """Return set -> targets of the pack of this code; empty where it has no table."""
    reader = reader_of(source, TARGETS)
    if reader is None:
        return {}
    reader.unique()
    found: dict[str, list[Target]] = {}
    for row in reader.rows:
        indicator = reader.one_of(row, "indicator")
        if indicator in TARGET_UNITS:
            reader.unit(row, TARGET_UNITS[indicator], indicator)
        target = Target(
            reader.word(row, "target_set"),
            code,
            reader.whole(row, "year"),
            indicator,
            reader.number(row, "value"),
            row.cells["denominator"],
            reader.status(row),
            reader.word(row, "source"),
            row.cells["source_vi"],
        )
        found.setdefault(target.target_set, []).append(target)
    reader.finish()
    return {name: tuple(targets) for name, targets in found.items()}


def outlived_errors(
    stated: list[Assumption], history: tuple[Figure, ...], base_year: int
) -> list[Assumption]:
    """Return the errors of estimates that are assumed of counts which are estimates no more."""
    counted = {f.indicator for f in history if (f.year, f.month) == (base_year, 12) and f.counted}
    return [
        entry
        for entry in stated
        if entry.name == "base_count_factor" and entry.low < entry.high and entry.by in counted
    ]


def counted_now(outlived: list[Assumption]) -> tuple[Text, ...]:
    """Return in words that errors of estimates are assumed no more."""
    if not outlived:
        return ()
    vi, en = joined((figure_words(entry.by) for entry in outlived), "; ")
    return (
        Text(
            f"{vi}: đã có số đếm, nên không tính sai số của ước tính nữa",
            f"{en}: counted, so that an estimate's error is assumed no more",
        ),
    )


def count_origins(history: tuple[Figure, ...], base_year: int) -> dict[str, str]:
    """Return for each count of the base year whether the place's own figure says it."""
    known = {f.indicator: f for f in history if (f.year, f.month) == (base_year, 12)}
    origins = {}
    for name in (*COUNTS, "labour_force_working_age", "labour_force_15_plus"):
        figure = known.get(name)
        if figure is None:
            origins[name] = "national"
        else:
            origins[name] = "observed" if figure.counted else "assumed"
    return origins
