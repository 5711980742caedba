"""Plain tables: light, in the page's own type, and reachable by keyboard where they scroll."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

STYLE = """
.si-table { overflow-x: auto; margin: 0.2rem 0 0.8rem; }
.si-table:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
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
@media (max-width: 760px) {
  .si-table table { font-size: 0.84rem; }
  .si-table th, .si-table td { padding-right: 0.5rem; }
  .si-table tbody th { min-width: 6.4rem; }
}
"""
_NUMERIC = frozenset("0123456789.,+−–-()% \u00a0")
_WIDEST = 34
_LEADING_WORDS = re.compile(r"([^\W\d_]+ ){0,2}")
"""What may stand before a number: "vượt 1.200", "dưới 1 %"."""


def table_html(columns: Mapping[str, Sequence[str]], label: str) -> str:
    """Return columns as a table; the first one heads the rows, columns of numbers stand right.

    A second line of a cell stands in smaller type: the range of the number above it.

    >>> table_html({"a": ["x<y"], "b": ["1,5"]}, "t").count("x&lt;y")
    1
    """
    heads = list(columns)
    right = {name: _is_numeric(cells) for name, cells in columns.items()}
    top = "".join(
        f'<th scope="col"{_class(right[name])}>{escape(name.strip())}</th>' for name in heads
    )
    rows = "".join(
        "<tr>" + "".join(_cell(i, str(v), right[heads[i]]) for i, v in enumerate(row)) + "</tr>"
        for row in zip(*columns.values(), strict=True)
    )
    return (
        f'<div class="si-table" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(position: int, text: str, right: bool) -> str:
    if position == 0:
        return f'<th scope="row">{escape(text)}</th>'
    first, _, below = text.partition("\n")
    small = f"<small>{escape(below)}</small>" if below else ""
    return f"<td{_class(right)}>{escape(first)}{small}</td>"


def _class(right: bool) -> str:
    return ' class="n"' if right else ""


def _is_numeric(cells: Sequence[str]) -> bool:
    return all(_is_number(line) for cell in cells for line in cell.split("\n"))


def _is_number(text: str) -> bool:
    """Return whether a cell is a number, or a range, perhaps behind a word.

    >>> [_is_number(text) for text in ("vượt 1.200 (+30)", "–", "6/2024", "C", "Ninh Hải")]
    [True, True, False, False, False]
    """
    number = _LEADING_WORDS.sub("", text, count=1)
    return set(number) <= _NUMERIC and len(text) <= _WIDEST


def columns_of(heads: str, rows: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return rows as columns by their heads, which are parted by ``|``.

    >>> columns_of("a|b", [["1", "2"], ["3", "4"]])
    {'a': ['1', '3'], 'b': ['2', '4']}
    """
    names = heads.split("|")
    columns = [list(c) for c in zip(*rows, strict=True)] if rows else [[] for _ in names]
    return dict(zip(names, columns, strict=True))


def draw(columns: Mapping[str, Sequence[str]], label: str) -> None:
    """Draw a table on the page."""
    import streamlit as st

    st.html(table_html(columns, label))


def note(text: str) -> None:
    """Draw a remark in small type, with the contrast of running text."""
    import streamlit as st

    st.html(f'<p class="si-note">{escape(text)}</p>')
