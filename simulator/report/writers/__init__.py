"""The forms of a section, a file a form; language and the look of numbers are known here alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from simulator.extras import refuse_without
from simulator.report.document import Data, Document, Section


def write(sections: Sequence[Section], layout: str, language: str) -> str:
    """Return sections one below another, or the records of all of them.

    Parameters
    ----------
    layout : "table", "csv" or "json"
    """
    if layout == "table":
        from simulator.report.writers import terminal

        return "\n\n".join(terminal.write(one, language) for one in sections) + "\n"
    first = joined(sections)
    if layout == "json":
        from simulator.report.writers import json

        return json.write(first, language)
    from simulator.report.writers import csv

    return csv.write(first, language)


def joined(sections: Sequence[Section]) -> Section:
    """Return one section with the records of several, for a form that has records alone."""
    first = sections[0]
    if len(sections) == 1:
        return first
    rows = list(chain.from_iterable(one.data.rows for one in sections))
    return Section(first.title, (), Data(rows, first.data.fields))


_LIBRARIES = {
    ".docx": ("docx", "matplotlib"),
    ".pdf": ("typst", "matplotlib"),
    ".pptx": ("pptx",),
    ".xlsx": ("xlsxwriter",),
}
"""Ending of a paper's file -> what writes it."""


def refuse_form(ending: str) -> None:
    """Refuse a form of papers that this installation cannot write, before the work begins.

    Raises
    ------
    InputError
        in one line with the extra to install.
    """
    refuse_without(*_LIBRARIES[ending], extra="papers")


def write_paper(document: Document, ending: str) -> bytes:
    """Return a paper in the form that a file's ending names: .docx, .pdf or .xlsx."""
    refuse_form(ending)
    if ending == ".docx":
        from simulator.report.writers.word import write_word

        return write_word(document)
    if ending == ".pdf":
        from simulator.report.writers.pdf import write_pdf

        return write_pdf(document)
    from simulator.report.writers.sheets import write_sheets

    return write_sheets(document)
