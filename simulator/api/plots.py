"""Pictures of answers, each a function of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.analysis.goal.result import GoalResult
from simulator.analysis.past.backtest_scores import Backtest
from simulator.analysis.past.calibration import Calibration
from simulator.analysis.programme.allocation import Programme
from simulator.api.given import word_of
from simulator.api.projected import ProjectionResult, summary
from simulator.errors import input_error
from simulator.extras import need
from simulator.indicators import INDICATORS
from simulator.inputs.plan_date import on_years, today_words
from simulator.model.arrays import Array
from simulator.report.backtest_picture import panel
from simulator.report.document import Chart, Section
from simulator.report.writers.charts import draw_on
from simulator.report.writers.words import cell_words
from simulator.text import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def new_axes(axes: Axes | None) -> Any:  # noqa: ANN401
    """Return the axes to draw on: those given, or new ones."""
    plt = need("matplotlib.pyplot", extra="frames")
    return plt.subplots(layout="constrained")[1] if axes is None else axes


def draw_answer(
    found: object,
    sections: Sequence[Section],
    chosen: Sequence[str],
    language: str,
    axes: Axes | None = None,
) -> Axes:
    """Draw one of the charts of an answer; where it has none, what its kind is drawn as.

    Raises
    ------
    InputError
        for a kind that it does not have, and where there is nothing to draw.
    """
    charts = [block for section in sections for block in section.blocks if isinstance(block, Chart)]
    if not charts:
        return draw(found, language, axes)
    kinds = [chart.kind for chart in charts]
    chart = charts[kinds.index(word_of(chosen[0], kinds, "plot")) if chosen else 0]
    on: Axes = new_axes(axes)
    draw_on(on, chart, language)
    on.set_title(cell_words(chart.caption, language))
    return on


@singledispatch
def draw(found: object, language: str, axes: Axes | None = None) -> Axes:
    """Draw what was found, or say that there is no picture of it."""
    kind = type(found).__name__
    raise input_error(f"{kind}: không có hình", f"{kind}: there is no picture of it", key="plot")


class Line(NamedTuple):
    """An indicator over the years.

    Parameters
    ----------
    label : what the line is called
    result : what it is of
    columns : name -> (year,), as :func:`~simulator.api.projected.summary` gives them
    """

    label: Text
    result: ProjectionResult
    columns: dict[str, Array]


def line_of(result: ProjectionResult, indicator: str, label: Text | None = None) -> Line:
    """Return the line of an indicator, called by its own name where nothing else is said."""
    columns = summary(indicator, result[indicator])
    return Line(label or INDICATORS[indicator].label, result, columns)


def draw_lines(lines: Sequence[Line], title: Text, language: str, axes: Axes | None = None) -> Axes:
    """Draw lines over the years, the 80% range shaded about those that have one."""
    on = new_axes(axes)
    for label, result, columns in lines:
        middle, *ends = columns.values()
        on.plot(result.years, middle, label=label.in_(language))
        if ends:
            on.fill_between(result.years, *ends, alpha=0.2)
    day = lines[0].result.found.region.law.compiled
    words = today_words(day).in_(language)
    on.axvline(on_years(day), color="0.4", linestyle="--", label=words)
    on.set_title(title.in_(language))
    on.legend()
    drawn: Axes = on
    return drawn


@draw.register(GoalResult)
def _of_goalresult(found: GoalResult, language: str, axes: Axes | None = None) -> Axes:
    """Draw the least cost by the value of the first target that it reaches."""
    on = new_axes(axes)
    values, costs = zip(*found.curve, strict=True) if found.curve else ((), ())
    on.plot([100.0 * value for value in values], [cost / 1000.0 for cost in costs], marker="o")
    on.axvline(100.0 * found.targets[0].value, color="0.4", linestyle="--")
    label = INDICATORS[found.targets[0].indicator].label.in_(language)
    on.set_xlabel(f"{label}, %")
    on.set_ylabel(Text("Chi phí thấp nhất, tỷ đồng", "Least cost, billion VND").in_(language))
    drawn: Axes = on
    return drawn


@draw.register(Programme)
def _of_programme(found: Programme, language: str, axes: Axes | None = None) -> Axes:
    """Draw a bar a locality: participants of the last year, compulsory and voluntary."""
    on = new_axes(axes)
    last, left = found.years[-1], [0] * len(found.places)
    for kind in ("compulsory_si", "voluntary_si"):
        mine = {
            t.locality.code: t.target for t in found.targets if (t.type, t.year) == (kind, last)
        }
        people = [mine[place.code] for place in found.places]
        names = [place.name for place in found.places]
        on.barh(names, people, left=left, label=INDICATORS[kind].label.in_(language))
        left = [a + b for a, b in zip(left, people, strict=True)]
    on.set_xlabel(Text(f"người, 31/12/{last}", f"persons, 31 December {last}").in_(language))
    on.invert_yaxis()
    on.legend()
    drawn: Axes = on
    return drawn


@draw.register(Calibration)
def _of_calibration(found: Calibration, language: str, axes: Axes | None = None) -> Axes:
    """Draw the yearly growth of compulsory and the rise of voluntary insurance."""
    on = new_axes(axes)
    for name, words in (
        ("jobs", Text("Tăng BHXH bắt buộc (log)", "Growth of compulsory SI (log)")),
        ("voluntary", Text("Tăng BHXH tự nguyện", "Rise of voluntary SI")),
    ):
        rates = [(y.year, getattr(y, name)) for y in found.years if getattr(y, name) is not None]
        on.plot(*zip(*rates, strict=True), marker="o", label=words.in_(language)) if rates else None
    on.axhline(0.0, color="0.6", linewidth=0.8)
    on.legend()
    drawn: Axes = on
    return drawn


@draw.register(Backtest)
def _of_backtest(found: Backtest, language: str, axes: Axes | None = None) -> Axes:
    """Draw what came of compulsory insurance, and what would have been said from each year."""
    on = new_axes(axes)
    panel(on, [p for p in found.points if p.series == found.points[0].series], language)
    on.set_title(INDICATORS[found.points[0].series].label.in_(language))
    on.legend()
    drawn: Axes = on
    return drawn
