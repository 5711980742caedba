"""Charts of the appendices, readable in black and white."""

from __future__ import annotations

import io
import logging
from typing import Any

from simulator.report.document import Chart
from simulator.report.numbers import format_number
from simulator.report.writers.paper import FONT_FOLDER
from simulator.report.writers.words import cell_words

STYLES = ("-", "--", ":", "-.", (0, (5, 1)), (0, (1, 1)))
MARKERS = ("o", "s", "^", "D", "v", "x")


def pyplot() -> Any:  # noqa: ANN401
    """Return matplotlib's pyplot, which draws into memory and keeps its cares to itself.

    Where an account has no folder for its caches it works without, and would say so in English.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    return pyplot


def picture(chart: Chart, language: str) -> bytes:
    """Return the chart as PNG of 200 dots an inch, the same bytes for the same input."""
    plt = pyplot()
    import matplotlib
    from matplotlib import font_manager
    from matplotlib.ticker import FuncFormatter

    for path in sorted(FONT_FOLDER.glob("*.ttf")):
        font_manager.fontManager.addfont(path)
    with matplotlib.rc_context({"font.family": "Tinos", "font.size": 10}):
        figure, axis = plt.subplots(figsize=(6.4, 3.0), layout="constrained")
        for i, series in enumerate(chart.series):
            axis.plot(
                series.x,
                series.y,
                linestyle=STYLES[i % len(STYLES)],
                marker=MARKERS[i % len(MARKERS)],
                markersize=4,
                color=str(0.0 if i == 0 else 0.15 + 0.08 * i),
                linewidth=1.4,
                label=cell_words(series.name, language),
            )
        if chart.targets:
            axis.plot(
                [t[0] for t in chart.targets],
                [t[1] for t in chart.targets],
                linestyle="",
                marker="D",
                color="black",
                markerfacecolor="white",
                markersize=8,
                label="Chỉ tiêu" if language == "vi" else "Target",
            )
        if chart.today:
            at, words = chart.today
            label = cell_words(words, language)
            axis.axvline(at, color="0.4", linestyle=(0, (6, 3)), linewidth=0.9, label=label)
        axis.set_ylim(0, 1.06 * axis.get_ylim()[1])
        axis.yaxis.set_major_formatter(
            FuncFormatter(lambda value, _: format_number(value, 0, language))
        )
        axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
        axis.set_ylabel(cell_words(chart.unit, language))
        for side in ("top", "right"):
            axis.spines[side].set_visible(False)
        axis.legend(frameon=False, fontsize=8)
        target = io.BytesIO()
        figure.savefig(target, format="png", dpi=200, metadata={"Software": None})
        plt.close(figure)
    return target.getvalue()
