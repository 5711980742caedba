"""Charts of papers and files, readable in black and white."""

from __future__ import annotations

import io
import logging
import math
import warnings
from functools import cache
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from simulator.extras import need
from simulator.report.document import Chart, Number, plotted
from simulator.report.numbers import format_number
from simulator.report.writers.paper import FONT_FOLDER
from simulator.report.writers.words import cell_words, number_words
from simulator.text import Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STYLES = ("-", "--", ":", "-.", (0, (5, 1)), (0, (1, 1)))
MARKERS = ("o", "s", "^", "D", "v", "x")
HATCHES = ("", "//", "..", "xx", "\\\\", "++")
_TARGET = Text("Chỉ tiêu", "Target")
_LONGEST = 70
"""Letters of a name in a key."""
_APART = 0.07
"""Distance of two values beside one another's ends, as a share of the highest."""
_ROW_HEIGHT = 0.3
"""Inches that a row of bars takes."""


def blank(width: float, height: float, dots: int = 200) -> Figure:
    """Return a figure to draw on, in inches and dots an inch; matplotlib keeps its cares to itself.

    Without pyplot, which would keep each one. Where an account has no folder for its caches
    matplotlib works without, and would say so in English.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    new = need("matplotlib.figure").Figure
    figure: Figure = new((width, height), dpi=dots, layout="constrained")
    return figure


def as_png(figure: Figure) -> bytes:
    """Return the figure as PNG, laid out and drawn once, the same bytes for the same input."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    target = io.BytesIO()
    with warnings.catch_warnings():  # a sign that the letters lack is a box; nobody can do more
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        FigureCanvasAgg(figure).print_png(target, metadata={"Software": None})
    return target.getvalue()


def picture(chart: Chart, language: str) -> bytes:
    """Return the chart as PNG of 200 dots an inch, the same bytes for the same input."""
    lying = chart.kind in ("bars", "waterfall", "parts", "tornado", "tiles")
    height = max(2.0, 0.9 + _ROW_HEIGHT * len(chart.points)) if lying else 3.0
    figure = blank(6.4, height)
    _add_letters()
    import matplotlib

    with matplotlib.rc_context({"font.family": "Tinos", "font.size": 10}):
        draw_on(figure.subplots(), chart, language)
        return as_png(figure)


@cache
def _add_letters() -> None:
    from matplotlib import font_manager

    for path in sorted(FONT_FOLDER.glob("*.ttf")):
        font_manager.fontManager.addfont(path)


def draw_on(axis: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    """Draw the chart on axes of matplotlib."""
    _KINDS[chart.kind](axis, chart, language)
    for side in ("top", "right"):
        axis.spines[side].set_visible(False)


def _lines(axis: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    for i, series in enumerate(chart.series):
        known = [(x, y) for x, y in zip(chart.axis, series.heights, strict=True) if y is not None]
        axis.plot(
            [x for x, _ in known],
            [y for _, y in known],
            linestyle=STYLES[i % len(STYLES)],
            marker=MARKERS[i % len(MARKERS)] if chart.kind == "lines" else "",
            markersize=4,
            color=str(0.0 if i == 0 else 0.15 + 0.08 * i),
            linewidth=1.4,
            label=shorten(cell_words(series.name, language), _LONGEST, placeholder="…"),
        )
    if chart.kind == "lines":
        _say_ends(axis, chart, language)
    if chart.targets:
        axis.plot(
            [t[0] for t in chart.targets],
            [t[1] for t in chart.targets],
            linestyle="",
            marker="D",
            color="black",
            markerfacecolor="white",
            markersize=8,
            label=_TARGET.in_(language),
        )
    if chart.today:
        at, words = chart.today
        label = cell_words(words, language)
        axis.axvline(at, color="0.4", linestyle=(0, (6, 3)), linewidth=0.9, label=label)
    _upright(axis, chart, language)


def _say_ends(axis: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    """Write the last value of each line beside its end, pushed apart where two would touch."""
    cells = [one.cells[-1] for one in chart.series]
    last = [(plotted(cell), cell) for cell in cells if isinstance(cell, Number) and cell.value]
    most = max((height for height, _ in last), default=0.0)
    floor = -math.inf
    for height, cell in sorted(last, key=lambda end: end[0]):
        floor = max(height, floor + _APART * most)
        axis.annotate(
            number_words(cell, language),
            (chart.axis[-1], floor),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )


def _stack(axis: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    up, down = [0.0] * len(chart.points), [0.0] * len(chart.points)
    for i, series in enumerate(chart.series):
        heights = [height or 0.0 for height in series.heights]
        starts = [up[k] if h >= 0 else down[k] for k, h in enumerate(heights)]
        axis.bar(
            chart.axis,
            heights,
            bottom=starts,
            color=str(0.95 - 0.13 * (i % len(HATCHES))),
            edgecolor="black",
            linewidth=0.6,
            hatch=HATCHES[i % len(HATCHES)],
            label=shorten(cell_words(series.name, language), _LONGEST, placeholder="…"),
        )
        for k, h in enumerate(heights):
            up[k], down[k] = up[k] + max(h, 0.0), down[k] + min(h, 0.0)
    _upright(axis, chart, language)


def _upright(axis: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    low, high = axis.get_ylim()
    axis.set_ylim(min(0.0, low), 1.06 * high)
    _count(axis.yaxis, language)
    axis.xaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True))
    axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axis.set_ylabel(cell_words(chart.unit, language))
    if len(chart.series) > 1 or chart.targets or chart.today:
        axis.legend(frameon=False, fontsize=8)


def _bars(axis: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    drawn = zip(chart.spans, chart.series[0].cells, chart.whiskers, strict=True)
    for row, ((start, end), cell, ends) in enumerate(drawn):
        pale = row in chart.pale
        axis.barh(
            row,
            end - start,
            left=start,
            height=0.62,
            color="0.9" if pale else "0.55" if end >= start else "1.0",
            edgecolor="black",
            linewidth=0.7,
            hatch="//" if pale else "",
        )
        if not isinstance(cell, Number):
            continue
        furthest = max(start, end)
        if ends is not None:
            axis.plot(ends, [row, row], color="black", linewidth=1.0)
            furthest = max(furthest, *ends)
        axis.annotate(
            number_words(cell, language),
            (furthest, row),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    if chart.pale:
        words = cell_words(chart.pale_words, language)
        axis.barh([0], [0.0], color="0.9", edgecolor="black", hatch="//", label=words)
        axis.legend(frameon=False, fontsize=8)
    _lying(axis, chart, language)


def _parts(axis: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    """Draw rows of parts: one after another, or of a tornado both from its centre."""
    tornado = chart.kind == "tornado"
    starts = [chart.centre or 0.0] * len(chart.points)
    for i, series in enumerate(chart.series):
        ends = [height or 0.0 for height in series.heights]
        axis.barh(
            range(len(starts)),
            [end - start if tornado else end for start, end in zip(starts, ends, strict=True)],
            left=starts,
            height=0.62,
            color=str(0.9 - 0.3 * (i % 3)),
            edgecolor="black",
            linewidth=0.7,
            hatch=HATCHES[i % len(HATCHES)],
            label=cell_words(series.name, language),
        )
        if not tornado:
            starts = [start + end for start, end in zip(starts, ends, strict=True)]
    axis.legend(frameon=False, fontsize=8)
    _lying(axis, chart, language)


def _lying(axis: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    names = [cell_words(name, language) for name in chart.points]
    axis.set_yticks(range(len(names)), names)
    axis.invert_yaxis()
    axis.margins(x=0.14)
    _count(axis.xaxis, language)
    axis.set_xlabel(cell_words(chart.unit, language))
    if axis.get_xlim()[0] < 0 < axis.get_xlim()[1]:
        # Bars to both sides stand on a line of their own, which no name crosses.
        axis.axvline(0.0, color="black", linewidth=0.8)
        axis.spines["left"].set_visible(False)
        axis.tick_params(axis="y", length=0)


def _count(axis: Any, language: str) -> None:  # noqa: ANN401
    """Mark an axis of matplotlib at round numbers, with as many decimals as their step has."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10]))

    def words(value: float, _: object) -> str:
        marks = axis.get_majorticklocs()
        step = float(marks[1] - marks[0]) if len(marks) > 1 else 1.0
        decimals = max(0, math.ceil(-math.log10(step) - 1e-9))
        return format_number(round(value, decimals), decimals, language)

    axis.set_major_formatter(FuncFormatter(words))


_KINDS = {
    "lines": _lines,
    "curve": _lines,
    "stack": _stack,
    "bars": _bars,
    "waterfall": _bars,
    "parts": _parts,
    "tiles": _bars,
    "tornado": _parts,
}
