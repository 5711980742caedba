"""What the axes of charts on paper say."""

import pytest

from simulator.report.document import Chart, Number, Table
from simulator.report.writers.charts import blank, draw_on


@pytest.mark.parametrize("most", [0.9, 9.0, 11.0, 24.0, 260.0])
@pytest.mark.parametrize("kind", ["stack", "bars"])
def test_each_mark_of_an_axis_says_where_it_stands(kind, most):
    rows = tuple((str(2024 + i), Number(most * i / 3, "point")) for i in range(4))
    chart = Chart(Table("", ("", "x"), rows), "", "", kind)
    figure = blank(6, 3)
    axes = figure.subplots()
    draw_on(axes, chart, "vi")
    figure.draw_without_rendering()
    axis = axes.yaxis if kind == "stack" else axes.xaxis
    said = [label.get_text().replace(".", "").replace(",", ".") for label in axis.get_ticklabels()]
    assert len(set(said)) > 2
    assert [float(words) for words in said] == pytest.approx(axis.get_majorticklocs())
