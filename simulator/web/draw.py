"""Sections on the page: tables, remarks and running text, each in its place."""

from __future__ import annotations

from html import escape

import streamlit as st

from simulator.report.document import Block, Cell, Chart, Paragraph, Section, Words, note
from simulator.report.writers import html
from simulator.report.writers.words import cell_words
from simulator.text import bound
from simulator.web import figure
from simulator.web.scripts import component


def section(
    made: Section, language: str, *, titled: bool = False, key: str = "", opened: bool = False
) -> None:
    """Draw the blocks of a section, below its title where the page has no words of its own.

    Parameters
    ----------
    key : sets its charts apart where a page draws a section twice
    opened : whether the tables behind its charts are open from the beginning
    """
    if titled:
        remark(made.title, language)
    for one in made.blocks:
        block(one, language, key, opened=opened)


def block(made: Block, language: str, key: str = "", *, opened: bool = False) -> None:
    """Draw one chart, table, remark or paragraph."""
    if isinstance(made, Chart):
        figure.chart(made, language, f"{figure.key_of(made)}_{key}", opened=opened)
    elif isinstance(made, Paragraph) and made.style == "body":
        words = bound("".join(cell_words(part, language) for part in made.parts))
        st.html(f'<p class="si-body">{escape(words)}</p>')
    else:
        st.html(html.block_html(made, language))


def remark(words: Cell, language: str) -> None:
    """Draw a remark in small type, with the contrast of running text."""
    block(note(words), language)


def aloud(words: Cell, language: str, key: str = "aloud") -> None:
    """Say what came of what was filled in to who does not see it.

    Parameters
    ----------
    key : sets it apart where a page says two things
    """
    with st.container(key=key):
        component("said")(key=f"said_{key}", data={"words": cell_words(words, language)})


def spoken(made: Section, language: str) -> str:
    """Return the running text of a section, as :func:`aloud` takes it."""
    told = (b for b in made.blocks if isinstance(b, Paragraph) and b.style == "body")
    return " ".join("".join(cell_words(part, language) for part in b.parts) for b in told)


def head(words: Words, language: str) -> None:
    """Draw a heading: plain, for whatever of Markdown a browser draws anew with every answer."""
    st.html(f'<h2 class="si-head">{escape(bound(cell_words(words, language)))}</h2>')
