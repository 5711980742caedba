"""The backtest as a picture: what came, and what would have been said from each year."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.analysis.past.backtest_scores import Backtest, Point
from simulator.errors import input_error
from simulator.files import write_whole
from simulator.indicators import INDICATORS
from simulator.report.writers.charts import as_png, blank
from simulator.text import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = (".svg", ".png", ".pdf")
MILLION = 1e6
_MODEL = Text("Mô hình", "Model")
_DRIFT = Text("Xu thế bốn năm", "Drift, four years")


def draw(found: Backtest, path: Path, language: str = "vi") -> None:
    """Write the picture; the ending of the file says the format.

    Raises
    ------
    InputError
        for an ending that is not .svg, .png or .pdf.
    """
    if path.suffix not in FORMATS:
        raise input_error(
            f"{path.name}: cần {', '.join(FORMATS)}",
            f"{path.name}: must end in {', '.join(FORMATS)}",
            key="--picture",
        )
    write_whole(path, picture(found, path.suffix[1:], language))


def picture(found: Backtest, kind: str, language: str = "vi") -> bytes:
    """Return the picture as bytes, readable in black and white."""
    names = list(dict.fromkeys(point.series for point in found.points))
    figure = blank(10, 7, dots=150)
    axes = figure.subplots(2, 2)
    for axis, name in zip(axes.flat, names, strict=False):
        panel(axis, [p for p in found.points if p.series == name], language)
        axis.set_title(INDICATORS[name].label.in_(language), fontsize=10)
    axes.flat[0].legend(frameon=False, fontsize=8)
    return as_png(figure) if kind == "png" else _as_drawing(figure, kind)


def _as_drawing(figure: Figure, kind: str) -> bytes:
    import matplotlib

    target = io.BytesIO()
    undated = {"Date": None} if kind == "svg" else {"CreationDate": None}
    with matplotlib.rc_context({"svg.hashsalt": "backtest"}):
        figure.savefig(target, format=kind, metadata=undated)
    return target.getvalue()


def panel(axis: Axes, points: Sequence[Point], language: str) -> None:
    """Draw one series: what came, the trend from each origin, and the model with its band."""
    actual = {p.origin + p.horizon: p.actual / MILLION for p in points}
    years = sorted(actual)
    axis.plot(
        years,
        [actual[y] for y in years],
        color="black",
        marker="o",
        lw=2,
        label=Text("Thực tế", "Actual").in_(language),
    )
    for method, style, words in (("model", "-", _MODEL), ("drift_4", ":", _DRIFT)):
        label: str | None = words.in_(language)
        for origin in dict.fromkeys(p.origin for p in points):
            mine = [p for p in points if p.origin == origin and p.method == method]
            at = [p.origin + p.horizon for p in mine]
            marker = "." if method == "model" else None
            forecast = [p.forecast / MILLION for p in mine]
            axis.plot(at, forecast, style, color="0.35", label=label, marker=marker)
            label = None  # once is enough for the legend
            if method == "model":
                low, high = ([v / MILLION for v in side] for side in _bands(mine))
                axis.fill_between(at, low, high, color="0.5", alpha=0.12)
    axis.set_ylim(bottom=0)
    axis.set_xticks(years)
    axis.set_ylabel(Text("triệu người", "million people").in_(language))


def _bands(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    return [p.low for p in points], [p.high for p in points]
