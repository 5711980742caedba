"""Forecasts that were kept, against what came: a part of appendix VII."""

from __future__ import annotations

from itertools import groupby

from simulator.analysis.ledger import Grade, grades_shown
from simulator.report.appendix.document import Cell, Number, Paragraph, Table
from simulator.report.appendix.source import Source, tag
from simulator.report.ledger_table import HEADS, about, causes, grade_rows, title_of

_WIDTHS = (2.6, 0.6, 1.2, 2.0, 1.2, 0.9, 0.8)


def graded(source: Source) -> list[Table | Paragraph]:
    """Return a table for each kept forecast of the place and of wider ones, and the causes."""
    words = source.language
    blocks: list[Table | Paragraph] = []
    for _, of_entry in groupby(grades_shown(source.region), lambda g: (g.entry, g.scenario)):
        grades = list(of_entry)
        texts = grade_rows(grades, words)
        rows = tuple(_row(g, text) for g, text in zip(grades, texts, strict=True))
        title = title_of(grades[0]).in_(words)
        blocks.append(Table(title, tuple(HEADS.in_(words).split("|")), rows, _WIDTHS))
        said = (*about(grades, words), *causes(grades, words))
        blocks += [Paragraph((line,), "note") for line in said]
    return blocks


def _row(grade: Grade, texts: list[str]) -> tuple[Cell, ...]:
    """Return the cells of one figure; what was forecast and what came can be traced."""
    cells: list[Cell] = list(texts)
    key = f"{grade.entry}.{grade.scenario}.{grade.indicator}"
    for column, (field, value) in {
        2: ("value", grade.projected),
        4: ("actual", grade.actual),
    }.items():
        where = tag("ledger", key, str(grade.year), field)
        cells[column] = Number(texts[column], value, where, grade.unit)
    return tuple(cells)
