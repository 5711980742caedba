"""Charts of results on the page, and their tables, drawn by the page's own component."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from typing import Any

from simulator.report.document import Cell, Chart, Number, Table, plotted
from simulator.report.writers.words import (
    cell_words,
    change_words,
    number_words,
    range_words,
    target_words,
)
from simulator.text import Text
from simulator.web.scripts import component
from simulator.web.words import READING

GREY, BLUE, ORANGE, GREEN, PURPLE, RED, OLIVE, TEAL, PINK, BROWN = range(10)
_PALETTE = (BLUE, ORANGE, GREEN, PURPLE, RED, OLIVE, GREY, TEAL, PINK, BROWN)
_KEPT_DIGITS = 6

Spec = dict[str, Any]
"""What ``simulator/web/assets/figure.js`` reads."""


def chart(
    made: Chart,
    language: str,
    key: str,
    *,
    colours: Sequence[int] = (),
    at: str | None = None,
    opened: bool = False,
) -> None:
    """Draw any chart, with its table, its numbers under the pointer, and its files.

    Parameters
    ----------
    key : unique on the page
    colours : places of its series in the palette
    at : the point whose numbers are told first, by its name
    opened : whether its table is open from the beginning
    """
    draw(key, {**spec(made, language, colours=colours, at=at), "opened": opened})


def key_of(made: Chart) -> str:
    """Return what tells a chart from the others of a page."""
    caption = cell_words(made.caption, "en")
    return f"chart_{made.kind}_{zlib.crc32(caption.encode()):x}"


def draw(key: str, drawn: Spec) -> None:
    """Draw what a chart or a picture of its own kind says."""
    component("figure")(key=key, data=drawn)


def spec(made: Chart, language: str, *, colours: Sequence[int] = (), at: str | None = None) -> Spec:
    """Return a chart as the page's component reads it."""
    points = [cell_words(point, language) for point in made.points]
    told = about(made.of, cell_words(made.alternative, language), language)
    upright = made.kind in ("lines", "curve", "stack")
    first = points.index(at) if at in points else None
    return {
        **told,
        "kind": made.kind,
        "unit": cell_words(made.unit, language),
        "points": points,
        "at": first if first is not None else len(points) - 1 if upright else 0,
        "strong_at": first,
        **(_upright if upright else _lying)(made, language, colours),
    }


def about(of: Table, told: str, language: str) -> Spec:
    """Return what every picture has: its title, its text and its table."""
    title = cell_words(of.caption, language)
    return {
        "title": title,
        "told": told,
        "lang": language,
        "table": numbers(of, language),
        "w": {key: words.in_(language) for key, words in READING.items()},
    }


def numbers(of: Table, language: str) -> Spec:
    """Return a table: words to read, and numbers for a spreadsheet."""
    return {
        "head": [cell_words(head, language) for head in of.head],
        "right": of.right,
        "rows": [[_cell(cell, language) for cell in row] for row in of.rows],
    }


def _cell(cell: Cell, language: str) -> Any:  # noqa: ANN401
    if not isinstance(cell, Number):
        return cell_words(cell, language)
    change = change_words(cell, language)
    told = {
        "t": number_words(cell, language) + (f" ({change})" if change else ""),
        "v": _kept(plotted(cell)),
    }
    if not cell.ranged:
        return told
    low, high = cell.end("low"), cell.end("high")
    return {
        **told,
        "r": range_words(cell, language),
        "l": _kept(plotted(low)),
        "h": _kept(plotted(high)),
    }


def _kept(value: float) -> float | None:
    return round(value, _KEPT_DIGITS) if math.isfinite(value) else None


def _upright(made: Chart, language: str, colours: Sequence[int]) -> Spec:
    lines = made.kind != "stack"
    several = lines and len(made.series) > 1
    palette = colours or (range(len(made.series)) if several else _PALETTE)
    key = [
        {
            "label": cell_words(one.name, language),
            "colour": palette[i % len(palette)],
            "line": lines,
            # More parts than colours: the palette again, hatched.
            "hatched": _all_estimates(one.cells) or (not lines and i >= len(palette)),
        }
        for i, one in enumerate(made.series)
    ]
    return {
        "axis": list(made.axis) if lines else [],
        "key": key if len(key) > 1 else [],
        "paint": key[0] if key else {},
        "series": [
            {
                "name": cell_words(one.name, language),
                "end": _last_words(one.cells, language),
                **_values(one.cells),
            }
            for one in made.series
        ],
        "targets": [
            [at, height, target_words(made, height, language)] for at, height in made.targets
        ],
        "today": made.today and {"at": made.today[0], "label": cell_words(made.today[1], language)},
    }


def _all_estimates(cells: Sequence[Cell]) -> bool:
    return all(cell.estimate for cell in cells if isinstance(cell, Number))


def _last_words(cells: Sequence[Cell], language: str) -> str:
    """Return the last number of a line, in words."""
    known = [cell for cell in cells if isinstance(cell, Number) and cell.value is not None]
    return number_words(known[-1], language) if known else ""


def _values(cells: Sequence[Cell]) -> Spec:
    shown = [cell if isinstance(cell, Number) else Number(None) for cell in cells]
    found: Spec = {"values": [_kept(plotted(number)) for number in shown]}
    if all(number.ranged for number in shown if number.value is not None):
        for end in ("low", "high"):
            found[end] = [_kept(plotted(n.end(end))) if n.ranged else None for n in shown]
    return found


def _lying(made: Chart, language: str, colours: Sequence[int]) -> Spec:
    rows = range(len(made.points))
    key = _key(made, language, colours or _PALETTE)
    standing = made.levels | ({0, len(made.points) - 1} if made.kind == "waterfall" else set())
    return {
        "key": key,
        "cells": [_end(made, i, language) for i in rows],
        "spans": _spans(made),
        "whiskers": _whiskers(made),
        "paints": [_paints(made, i, key, i in standing) for i in rows],
        "strong": sorted(standing),
        "tiles": [list(tile) for tile in made.tiles],
        "values": [_kept(height or 0.0) for height in made.series[0].heights],
        **({} if made.centre is None else {"from": made.centre}),
    }


def _spans(made: Chart) -> list[list[list[float]]]:
    """Return from where to where the parts of each row go."""
    if made.kind in ("bars", "waterfall", "tiles"):
        return [[[start, end]] for start, end in made.spans]
    found = []
    for heights in zip(*(one.heights for one in made.series), strict=True):
        at, row = made.centre or 0.0, []
        for height in heights:
            end = (height or 0.0) if made.kind == "tornado" else at + (height or 0.0)
            row.append([at, end])
            at = at if made.kind == "tornado" else end
        found.append(row)
    return found


def _whiskers(made: Chart) -> list[list[float | None] | None]:
    """Return from where to where the range of each row goes; None for an end that is not known."""
    if made.kind not in ("bars", "waterfall"):
        return [None for _ in made.points]
    return [ends and [_kept(end) for end in ends] for ends in made.whiskers]


def _end(made: Chart, row: int, language: str) -> Spec:
    """Return what stands at the end of a row.

    Its number; of parts, the first number that is not drawn; of a tornado, both.
    """
    cells = [one.cells[row] for one in made.series]
    if made.kind == "tornado":
        return {"t": " – ".join(cell_words(cell, language) for cell in cells)}
    if made.kind == "parts":
        cells = [c for c in made.rows[row][1:] if isinstance(c, Number) and c not in cells]
    found = _cell(cells[0], language) if cells else ""
    return found if isinstance(found, dict) else {"t": found}


def _paints(made: Chart, row: int, key: list[Spec], stands: bool) -> list[Spec]:
    """Return colour and hatching of the parts of a row."""
    if made.kind in ("parts", "tornado"):
        return key
    height = made.series[0].heights[row] or 0.0
    rising, level = (GREEN, BLUE) if made.kind == "waterfall" else (BLUE, BLUE)
    colour = level if stands else rising if height >= 0 else ORANGE
    return [{"colour": colour, "hatched": row in made.pale}]


def _key(made: Chart, language: str, palette: Sequence[int]) -> list[Spec]:
    """Return what the colours and the hatching mean, where there is more than one."""
    if made.kind in ("parts", "tornado"):
        return [
            {
                "label": cell_words(one.name, language),
                "colour": palette[i % len(palette)],
                "hatched": _all_estimates(one.cells),
            }
            for i, one in enumerate(made.series)
        ]
    key = []
    if made.kind == "waterfall":
        signs = [(_LEVEL, BLUE), (_UP, GREEN), (_DOWN, ORANGE)]
        key += [{"label": words.in_(language), "colour": colour} for words, colour in signs]
    if made.pale:
        words = cell_words(made.pale_words, language)
        key.append({"label": words, "colour": BLUE, "hatched": True})
    return key


_LEVEL, _UP, _DOWN = Text("mức đạt", "level"), Text("tăng", "up"), Text("giảm", "down")
