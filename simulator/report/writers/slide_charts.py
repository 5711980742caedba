"""Charts of slides, native to PowerPoint: each opens its own table there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.report.document import Chart, Number, plotted
from simulator.report.writers.words import cell_words, number_words, target_words
from simulator.text import Text

INK, SOFT = "0B2E4F", "595959"
"""Navy of titles and heads, grey of what stands aside."""
_COLOURS = ("7F7F7F", "0B4F8A", "B45F06", "3D7A3D", "6B4C8A", "A23B3B")
"""Of series, the first grey: what others are compared with."""
_UP, _DOWN, _STANDING = "0B4F8A", "A23B3B", "7F7F7F"
_PALE = "9DB8D2"
"""Of what rests on weak evidence."""
_ONE_LINE = 40
"""Letters of a name beside a bar that fit into one line."""
_WITHIN, _SMALLEST_PT = 7, 10
"""Letters of a number that a column has room for, and the size of longer ones."""
_TEXT_PT, _SMALL_PT, _MANY = 14, 12, 8
"""Size of words; of those of more bars than so many."""
_ROOM = 0.15
"""Room for a number beside a bar, as a share of the longest."""
_VIETNAMESE = r"[>=1000000]0\.000\.000;[>=1000]0\.000;0"
_NEAR = 12.0
"""Percentage points within which two numbers beside their points would touch."""
_TARGET = Text("Chỉ tiêu", "Target")


def add_chart(
    slide: Any,  # noqa: ANN401
    chart: Chart,
    language: str,
    box: tuple[float, ...],
    font: str,
) -> None:
    """Add a chart to a slide.

    Parameters
    ----------
    box : left, top, width, height [inches]
    """
    from pptx.util import Inches, Pt

    kind, data = _data(chart, language)
    frame = slide.shapes.add_chart(kind, *(Inches(x) for x in box), data)
    frame.name = "chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", cell_words(chart.alternative, language))
    made = frame.chart
    made.font.name, made.font.size = font, Pt(_TEXT_PT)
    made.has_title = True
    unit = cell_words(chart.unit, language)
    title = f"{cell_words(chart.caption, language)} ({unit})"
    made.chart_title.text_frame.text = title
    run = made.chart_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold, run.font.name = Pt(_TEXT_PT), True, font
    _KINDS[chart.kind](made, chart, language)


def _data(chart: Chart, language: str) -> tuple[Any, Any]:
    from pptx.enum.chart import XL_CHART_TYPE

    from simulator.report.writers.slide_data import ChartData

    data = ChartData(number_format="General")
    names = _names(chart, language)
    lying = chart.kind in ("bars", "waterfall")
    data.categories = list(reversed(names)) if lying else names
    if chart.kind == "waterfall":
        for name, values in _waterfall(chart):
            data.add_series(name, list(reversed(values)))
        return XL_CHART_TYPE.BAR_STACKED, data
    for series in chart.series:
        heights = [None if h is None else round(h, 3) for h in series.heights]
        name = cell_words(series.name, language)
        data.add_series(name, list(reversed(heights)) if lying else heights)
    if chart.targets:
        at = dict(chart.targets)
        data.add_series(_TARGET.in_(language), [at.get(x) for x in chart.axis])
    return _TYPES[chart.kind](XL_CHART_TYPE), data


def _names(chart: Chart, language: str) -> list[str]:
    """Return the names of the points; of bars with their values, which a range would hide."""
    names = [cell_words(name, language) for name in chart.points]
    if chart.kind != "bars":
        return names
    cells = chart.series[0].cells
    return [
        f"{name}: {number_words(cell, language)}" if isinstance(cell, Number) else name
        for name, cell in zip(names, cells, strict=True)
    ]


_TYPES = {
    "lines": lambda types: types.LINE_MARKERS,
    "curve": lambda types: types.LINE,
    "stack": lambda types: types.COLUMN_STACKED,
    "bars": lambda types: types.BAR_CLUSTERED,
}


def _waterfall(chart: Chart) -> list[tuple[str, list[float]]]:
    """Return the invisible base, what stands on it, and invisible room for its number."""
    spans = chart.spans
    base = [min(start, end) for start, end in spans]
    steps = [abs(end - start) for start, end in spans]
    room = _ROOM * max(max(start, end) for start, end in spans)
    return [("", base), (" ", steps), ("  ", [room] * len(spans))]


def _lines(made: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    dashes = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)
    drawn = list(made.plots[0].series)
    for i, series in enumerate(drawn):
        aimed = bool(chart.targets) and i == len(drawn) - 1
        colour = RGBColor.from_string(INK if aimed else _COLOURS[i % len(_COLOURS)])
        series.smooth = False
        series.format.line.color.rgb = colour
        series.format.line.width = Pt(2.5)
        series.format.line.dash_style = dashes[i % len(dashes)]
        if aimed:
            series.format.line.fill.background()
        series.marker.style = XL_MARKER_STYLE.DIAMOND if aimed else XL_MARKER_STYLE.CIRCLE
        series.marker.size = 12 if aimed else 6
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour
        series.marker.format.line.color.rgb = colour
        _ends(series, chart, i, language, aimed=aimed)
    _upright(made, language, legend=len(drawn) > 1)


def _ends(series: Any, chart: Chart, i: int, language: str, *, aimed: bool) -> None:  # noqa: ANN401
    """Write the value at the end of a line, and beside each target; none lies on another."""
    if aimed:
        for k, x in enumerate(chart.axis):
            if x in dict(chart.targets):
                value = dict(chart.targets)[x]
                near = [s.heights[k] or 0.0 for s in chart.series]
                # A line close above the target has its own number there.
                aside = any(0.0 <= height - value < _NEAR for height in near)
                words = target_words(chart, value, language)
                _label(series, k, words, above=not aside, left=aside)
        return
    cells = chart.series[i].cells
    known = [
        k for k, cell in enumerate(cells) if isinstance(cell, Number) and cell.value is not None
    ]
    last = [s.heights[-1] or 0.0 for s in chart.series]
    for k in {known[0], known[-1]} if known else ():
        cell = cells[k]
        top = last[i] == max(last)
        under = _under_target(chart, k, cell)
        aside = k == known[-1] and _crowded(chart, k, last)
        if isinstance(cell, Number) and (top or k == known[-1]):
            words = number_words(cell, language)
            above, below = top and not under, not top or under
            _label(
                series, k, words, above=above and not aside, below=below and not aside, right=aside
            )


def _crowded(chart: Chart, k: int, last: Sequence[float]) -> bool:
    """Return whether lines end close below a target and each other, so that numbers stand aside."""
    highest, *others = sorted(last, reverse=True)
    goal = dict(chart.targets).get(chart.axis[k])
    close = goal is not None and 0.0 < goal - highest < _NEAR
    return close and bool(others) and highest - others[0] < _NEAR


def _under_target(chart: Chart, k: int, cell: Any) -> bool:  # noqa: ANN401
    """Return whether a point lies so close below a target that its number belongs below it."""
    goal = dict(chart.targets).get(chart.axis[k])
    return goal is not None and 0.0 < goal - plotted(cell) < _NEAR


def _stack(made: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    from pptx.dml.color import RGBColor

    made.plots[0].gap_width, made.plots[0].overlap = 60, 100
    for i, series in enumerate(made.plots[0].series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(_COLOURS[(i + 1) % len(_COLOURS)])
        cells = chart.series[i].cells
        for k in {0, len(cells) - 1}:
            cell = cells[k]
            if isinstance(cell, Number):
                words = number_words(cell, language)
                size = _TEXT_PT if len(words) <= _WITHIN else _SMALLEST_PT
                _label(series, k, words, colour="FFFFFF", size=size)
    _upright(made, language, legend=len(chart.series) > 1)


def _upright(made: Any, language: str, *, legend: bool) -> None:  # noqa: ANN401
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION

    made.has_legend = legend
    if legend:
        made.legend.position = XL_LEGEND_POSITION.BOTTOM
        made.legend.include_in_layout = False
    axis = made.value_axis
    axis.minimum_scale = 0
    # Codes know no Vietnamese separator where the system has none: a point that stands for itself.
    shape = "#,##0" if language == "en" else _VIETNAMESE
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = shape, False
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D9D9D9")


def _bars(made: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    from pptx.dml.color import RGBColor

    (series,) = made.plots[0].series
    made.plots[0].gap_width = 45
    cells = list(reversed(chart.series[0].cells))
    pale = {len(cells) - 1 - row for row in chart.pale}
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(_UP)
    series.invert_if_negative = False
    _error_bars(series, cells)
    for k in sorted(pale):
        _paint(series, k, _PALE)
    _lying(made, chart, language)


def _error_bars(series: Any, cells: Sequence[Any]) -> None:  # noqa: ANN401
    """Draw the 80% range of each bar."""
    if not any(isinstance(cell, Number) and cell.ranged for cell in cells):
        return
    up: list[float] = []
    down: list[float] = []
    for cell in cells:
        ranged = isinstance(cell, Number) and cell.ranged
        value = plotted(cell) if ranged else 0.0
        down.append(max(0.0, value - plotted(cell.end("low"))) if ranged else 0.0)
        up.append(max(0.0, plotted(cell.end("high")) - value) if ranged else 0.0)
    bars = _child(None, "c:errBars")
    for name, said in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        _child(bars, f"c:{name}").set("val", said)
    for name, values in (("plus", up), ("minus", down)):
        literal = _child(_child(bars, f"c:{name}"), "c:numLit")
        _child(literal, "c:formatCode").text = "General"
        _child(literal, "c:ptCount").set("val", str(len(values)))
        for k, size in enumerate(values):
            point = _child(literal, "c:pt")
            point.set("idx", str(k))
            _child(point, "c:v").text = f"{size:.12g}"
    series._element.find(_qualified("c:cat")).addprevious(bars)


def _child(parent: Any, name: str) -> Any:  # noqa: ANN401
    from pptx.oxml.xmlchemy import OxmlElement

    made = OxmlElement(name)
    if parent is not None:
        parent.append(made)
    return made


def _qualified(name: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(name))


def _steps(made: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    base, steps, room = made.plots[0].series
    made.plots[0].gap_width, made.plots[0].overlap = 40, 100
    for unseen in (base, room):
        unseen.format.fill.background()
        unseen.format.line.fill.background()
    last = len(chart.points) - 1
    for row, ((start, end), cell) in enumerate(
        zip(chart.spans, chart.series[0].cells, strict=True)
    ):
        colour = _UP if end >= start else _DOWN
        if row in chart.pale and end >= start:
            colour = _PALE
        if row in {0, last, *chart.levels}:
            colour = _STANDING
        _paint(steps, last - row, colour)
        if isinstance(cell, Number):
            signed = number_words(cell, language)
            stands = row in {0, last, *chart.levels}
            if not stands and (cell.value or 0.0) > 0 and not signed.startswith("+"):
                signed = f"+{signed}"
            _label(room, last - row, signed, base=True)
    _lying(made, chart, language)


def _lying(made: Any, chart: Chart, language: str) -> None:  # noqa: ANN401
    from pptx.util import Pt

    if len(chart.points) > _MANY:
        longest = max(map(len, _names(chart, language)))
        made.category_axis.tick_labels.font.size = Pt(_SMALL_PT)
        if longest > _ONE_LINE:
            _place(made)
    every = _child(None, "c:tickLblSkip")
    every.set("val", "1")
    made.category_axis._element.find(_qualified("c:noMultiLvlLbl")).addprevious(every)
    made.has_legend = False
    made.value_axis.visible = False
    made.value_axis.has_major_gridlines = False
    made.category_axis.format.line.fill.background()


def _place(made: Any) -> None:  # noqa: ANN401
    """Give the names beside the bars as much room as the bars."""
    area = made._chartSpace.chart.plotArea
    old = area.find(_qualified("c:layout"))
    layout = _child(None, "c:layout")
    manual = _child(layout, "c:manualLayout")
    settings = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    settings |= {"x": "0.5", "y": "0.18", "w": "0.48", "h": "0.8"}
    for name, value in settings.items():
        _child(manual, f"c:{name}").set("val", value)
    if old is not None:
        area.remove(old)
    area.insert(0, layout)


def _paint(series: Any, k: int, colour: str) -> None:  # noqa: ANN401
    from pptx.dml.color import RGBColor

    fill = series.points[k].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(colour)


def _label(
    series: Any,  # noqa: ANN401
    k: int,
    words: str,
    *,
    above: bool = False,
    below: bool = False,
    left: bool = False,
    right: bool = False,
    base: bool = False,
    colour: str = "000000",
    size: int = _TEXT_PT,
) -> None:
    """Write a number as the rest of the deck writes it beside a point."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    label = series.points[k].data_label
    label.text_frame.text = words
    run = label.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(colour)
    if above:
        label.position = XL_LABEL_POSITION.ABOVE
    elif below:
        label.position = XL_LABEL_POSITION.BELOW
    elif left or right:
        label.position = XL_LABEL_POSITION.LEFT if left else XL_LABEL_POSITION.RIGHT
    elif base:
        label.position = XL_LABEL_POSITION.INSIDE_BASE


_KINDS = {"lines": _lines, "curve": _lines, "stack": _stack, "bars": _bars, "waterfall": _steps}
