"""A section on the page: light, in its own type, reachable by keyboard where it scrolls.

A long table scrolls below its head, and is printed whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape as markup

from simulator.report.document import Block, Cell, Chart, Number, Section, Table
from simulator.report.writers.words import cell_words, change_words, number_words, range_words
from simulator.text import bound

STYLE = """
.si-table { overflow-x: auto; margin: 0.2rem 0 0.8rem; }
.si-table:focus-visible { outline: 3px solid light-dark(#0b4f8a, #6cb2f2); outline-offset: 2px; }
.si-table table { border-collapse: collapse; width: 100%; font-size: 0.9rem; margin: 0; }
.si-table th, .si-table td { text-align: left; vertical-align: top; padding: 0.3rem 0.9rem 0.3rem 0;
  border: 0; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
.si-table thead th { font-weight: 650; border-bottom-width: 2px; vertical-align: bottom; }
.si-table tbody th { font-weight: 400; min-width: 9.5rem; }
.si-note { font-size: 0.87rem; margin: 0.1rem 0 0.5rem; max-width: 150ch; line-height: 1.45; }
.si-table .n { text-align: right; font-variant-numeric: tabular-nums; }
.si-table td.n { white-space: nowrap; }
.si-table small { display: block; font-size: 0.78rem; line-height: 1.25;
  color: color-mix(in srgb, currentColor 80%, transparent); }
.si-table td:not(.n) { min-width: 8.5rem; }
.si-table thead th { min-width: 3.6rem; }
.si-table.long { max-height: 27rem; overflow: auto; }
.si-table.long thead th, .si-table.long thead td { position: sticky; top: 0;
  background: var(--si-page, Canvas); }
.si-table.long td:not(.n) { min-width: 4.5rem; }
.si-table td.date { white-space: nowrap; }
@media print {
  .si-table.long { max-height: none; overflow: visible; }
  .si-table table { font-size: 0.82rem; }
  .si-table.wide table { font-size: 0.74rem; }
  .si-table small { font-size: 0.92em; }
  .si-table.long table { font-size: 0.72rem; }
  .si-table.long td:not(.n), .si-table.long th { min-width: 0; }
  .si-table td:not(.n) { min-width: 5.6rem; }
  .si-table tr { break-inside: avoid; }
}
@media (max-width: 760px) {
  .si-table table { font-size: 0.84rem; }
  .si-table th, .si-table td { padding-right: 0.5rem; }
  .si-table tbody th { min-width: 6.4rem; }
}
@media screen and (max-width: 600px) {
  .si-table.wide thead :not(:first-child) { position: absolute; width: 1px; height: 1px;
    overflow: hidden; clip-path: inset(50%); }
  .si-table.wide thead :first-child { display: block; padding: 0; border: 0; font-weight: 400;
    font-size: 0.8rem; }
  .si-table.wide table, .si-table.wide tbody { display: block; }
  .si-table.wide tbody tr { display: grid; padding: 0.4rem 0;
    grid-template-columns: repeat(auto-fill, minmax(6.6rem, 1fr));
    border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
  .si-table.wide tbody th { grid-column: 1 / -1; border: 0; padding: 0; font-weight: 650; }
  .si-table.wide td { display: grid; grid-row: span 3; grid-template-rows: subgrid; border: 0;
    padding: 0.2rem 0.6rem 0 0; min-width: 0; text-align: left; white-space: normal;
    overflow-wrap: anywhere; }
  .si-table.wide td.words { grid-column: 1 / -1; }
  .si-table td.n, .si-table td.n small { white-space: normal; }
  .si-table small span { white-space: nowrap; }
  .si-table.wide td:empty { display: none; }
  .si-table.wide td::before { content: attr(data-head); font-size: 0.75rem;
    line-height: 1.25; color: color-mix(in srgb, currentColor 80%, transparent); }
}
"""
FEW_LETTERS = 20
"""Letters of a cell that a card has room for beside other cells."""
MOST_COLUMNS = 3
"""Columns that a phone has room for; of more, a row becomes a card, each number under its head."""
RANGE_TO_COME = "\u00a0"
"""Keeps the line of a range that is still being drawn."""


def escape(words: str) -> str:
    """Return words as text of a page, each number on one line with its unit."""
    return markup(bound(words))


def write(section: Section, language: str) -> str:
    """Return a section as one piece of HTML, its heading apart."""
    return "".join(block_html(block, language) for block in section.blocks)


def whole(sections: Sequence[Section], language: str, remarks: Sequence[str] = ()) -> str:
    """Return sections with their headings and style, which stand alone as in a notebook."""
    told = [f"<style>{STYLE}</style>"]
    for section in sections:
        title = escape(cell_words(section.title, language))
        told += [f"<h4>{title}</h4>" if title else "", write(section, language)]
    told += [f'<p class="si-note">{escape(words)}</p>' for words in remarks]
    return f'<div lang="{language}">{"".join(told)}</div>'


def block_html(block: Block, language: str) -> str:
    """Return a table or a remark; a chart as its table: its picture is the page's own component."""
    if isinstance(block, Table | Chart):
        return _table(block if isinstance(block, Table) else block.of, language)
    words = "".join(cell_words(part, language) for part in block.parts)
    return f'<p class="si-note">{escape(words)}</p>'


def _table(block: Table, language: str) -> str:
    """Return a table; the first column heads the rows.

    >>> _table(Table("t", ("a", "b"), (("x<y", Number(1.5)),)), "en").count("x&lt;y")
    1
    """
    right = block.right
    heads = [escape(cell_words(head, language)) for head in block.head]
    wide = len(heads) > MOST_COLUMNS
    top = "".join(_head(head, right[i]) for i, head in enumerate(heads))
    rows = "".join(
        f"<tr{_role('row', wide)}>{_row(row, right, heads if wide else None, language)}</tr>"
        for row in block.rows
    )
    caption = escape(cell_words(block.caption, language)) or ", ".join(filter(None, heads))
    kinds = f"{' long' if block.long else ''}{' wide' if wide else ''}"
    return (
        f'<div class="si-table{kinds}" tabindex="0" role="region" aria-label="{caption}">'
        f"<table{_role('table', wide)}>"
        f"<thead><tr{_role('row', wide)}>{top}</tr></thead>"
        f"<tbody{_role('rowgroup', wide)}>{rows}</tbody></table></div>"
    )


def _role(role: str, wide: bool) -> str:
    """Return what an element is, said where it is laid out as something else on a phone."""
    return f' role="{role}"' if wide else ""


def _head(words: str, right: bool) -> str:
    """Return a head; a column without one has a plain cell, which nobody reads out as a head."""
    return f'<th scope="col"{_class("n" if right else "")}>{words}</th>' if words else "<td></td>"


def _row(
    cells: Sequence[Cell], right: Sequence[bool], heads: Sequence[str] | None, language: str
) -> str:
    """Return the cells of a row; the first heads it.

    Parameters
    ----------
    heads : of the columns, where each cell must have its own for a phone
    """
    name = f'<th scope="row"{_role("rowheader", heads is not None)}>'
    made = [f"{name}{escape(cell_words(cells[0], language))}</th>"]
    for i, cell in enumerate(cells[1:], start=1):
        said = _cell(cell, language)
        told = "" if heads is None else f'{_role("cell", True)} data-head="{heads[i]}"'
        kind = "n" if right[i] else _kind(said, carded=heads is not None)
        made.append(f"<td{_class(kind)}{told}>{said}</td>")
    return "".join(made)


def _cell(cell: Cell, language: str) -> str:
    """Return what a cell says; the range of a number stands below it in smaller type."""
    if not isinstance(cell, Number):
        return escape(cell_words(cell, language))
    words = number_words(cell, language)
    words += f" ({change_words(cell, language)})" if cell.beside is not None else ""
    return escape(words) + _below(cell, language)


def _below(number: Number, language: str) -> str:
    if not number.ranged:
        return f"<small>{RANGE_TO_COME}</small>" if number.awaits_range else ""
    # Between its ends a range may be torn on a phone, a number from its unit never.
    words = markup(range_words(number, language)).replace(" – ", "</span> – <span>")
    return f"<small><span>{words}</span></small>"


def _kind(said: str, *, carded: bool) -> str:
    """Return how a cell without numbers is laid out.

    >>> _kind("1 September 2026", carded=True), _kind("nhận định", carded=True)
    ('date', '')
    """
    if _DATE.fullmatch(said):
        return "date"
    return "words" if carded and len(said) > FEW_LETTERS else ""


_DATE = re.compile(r"\d{2}/\d{1,2}/\d{4}|\d{1,2} [A-Z][a-z]+ \d{4}")


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
