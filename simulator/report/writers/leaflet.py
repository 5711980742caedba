"""The page for a committee as PDF: one page always, the same bytes for the same input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulator.report.document import Cell, Number, Table
from simulator.report.story.leaflet import Fact, Leaflet
from simulator.report.writers.charts import picture
from simulator.report.writers.paper import shown
from simulator.report.writers.pdf import compiled
from simulator.report.writers.words import cell_words, range_words
from simulator.text import bound

TEMPLATE = Path(__file__).parent / "leaflet.typ"


def write_leaflet(leaflet: Leaflet) -> bytes:
    """Return the page as a tagged PDF.

    Raises
    ------
    InputError
        where the font is missing.
    """
    language = leaflet.language
    made = leaflet.solutions

    def said(words: Cell) -> str:
        return bound(cell_words(words, language))

    data = {
        "language": language,
        "title": said(leaflet.title),
        "about": said(leaflet.about),
        "manifest": json.dumps(leaflet.manifest, ensure_ascii=False, sort_keys=True),
        "facts": [_fact(fact, language) for fact in leaflet.facts],
        "told": [said(words) for words in leaflet.told],
        "picture": list(picture(leaflet.picture, language)),
        "caption": said(leaflet.picture.caption),
        "alternative": said(leaflet.picture.alternative),
        "solutions": None if made is None else _table(made, language),
        "doubts": [said(words) for words in leaflet.doubts],
        "origin": [said(words) for words in leaflet.origin],
    }
    return compiled(TEMPLATE, data)


def _fact(fact: Fact, language: str) -> dict[str, str]:
    number = fact.number
    return {
        "label": bound(cell_words(fact.label, language)),
        "number": shown(number, language),
        "unit": cell_words(fact.unit, language),
        "range": bound(f"({range_words(number, language)})") if number.ranged else "",
    }


def _table(made: Table, language: str) -> dict[str, Any]:
    def cell(value: Cell) -> str:
        ranged = isinstance(value, Number) and value.ranged
        return bound(cell_words(value, language) if ranged else shown(value, language))

    return {
        "caption": cell_words(made.caption, language),
        "head": [cell_words(words, language) for words in made.head],
        "rows": [[cell(value) for value in row] for row in made.rows],
        "widths": list(made.shares),
    }
