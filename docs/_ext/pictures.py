"""Pictures that the library draws while the pages are made.

{chart} coverage     one of the names in ``CHARTS``
{un}                 the engine against the United Nations, as a table
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from blocks import Blocks
from docutils import nodes
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
from verification.un_figures import driven_path, un_population

from simulator.analysis.past.backtest import backtest
from simulator.indicators import INDICATORS
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.model.population import five_year_groups
from simulator.projection import project
from simulator.report import backtest_picture
from simulator.report.document import Chart, Number, Table
from simulator.report.results import backtest as backtest_result
from simulator.text import Text

LAST_YEAR = 2030
_WORKING = slice(3, 13)
"""Positions of the groups 15-19 to 60-64."""


def coverage() -> Chart:
    """Return the coverage of the shipped scenarios by year."""
    place = load_region("ninh_thuan")
    scenarios = [load_scenario(name) for name in ("status_quo", "voluntary_led", "resolution")]
    runs = [project(place, scenario, LAST_YEAR) for scenario in scenarios]
    shares = [INDICATORS["si_share"].of(run)[:, 0] for run in runs]
    rows = tuple(
        (str(year), *(Number(float(share[i]), "share") for share in shares))
        for i, year in enumerate(runs[0].years)
    )
    caption = Text("Tỷ lệ bao phủ BHXH, Ninh Thuận", "SI coverage, Ninh Thuận")
    unit = Text("% lực lượng lao động trong độ tuổi", "% of working-age labour force")
    names = (Text("Năm", "Year"), *(scenario.title for scenario in scenarios))
    return Chart(Table(caption, names, rows), caption, unit)


CHARTS: dict[str, Callable[[], Chart]] = {"coverage": coverage}
"""Name of a picture -> what makes it."""


class Picture(Blocks):
    """A chart of the library."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the chart."""
        return self.drawn([CHARTS[self.arguments[0]]()])


class Backtest(Blocks):
    """What came and what would have been said from each year before: picture and scores."""

    def run(self) -> list[nodes.Node]:
        """Return what ``simulator backtest viet_nam --picture`` writes and prints."""
        found = backtest(load_region("viet_nam"))
        image = self.kept(backtest_picture.picture(found, "png", self.language))
        words = Text(
            "Dự báo lại các năm đã qua và số thật", "Forecasts of past years and what came"
        )
        made = f'<img class="si-chart" src="{image}" alt="{escape(words.in_(self.language))}">'
        return [
            nodes.raw("", made, format="html"),
            *self.drawn(backtest_result.section(found).blocks),
        ]


class UnitedNations(Blocks):
    """The engine against the United Nations' own projection."""

    def run(self) -> list[nodes.Node]:
        """Return a table: totals, and the worst cell of working age."""
        path, theirs = driven_path(), un_population()
        rows = []
        for year in (2030, 2040):
            ours, own = five_year_groups(path.mid_year[year - path.first_year]), theirs[str(year)]
            worst = float(abs(ours / own - 1.0)[:, _WORKING].max())
            totals = (ours.sum(), own.sum(), ours.sum() / own.sum() - 1.0, worst)
            units = ("person", "person", "share", "share")
            decimals = (0, 0, 2, 2)
            cells = zip(totals, units, decimals, strict=True)
            rows.append((str(year), *(Number(float(t), u, decimals=d) for t, u, d in cells)))
        head = (
            Text("1 tháng 7", "1 July"),
            Text("Mô hình", "Engine"),
            Text("Liên hợp quốc", "United Nations"),
            Text("Chênh lệch", "Difference"),
            Text("Nhóm 15–64 tuổi lệch nhất", "Worst group of 15–64, by sex"),
        )
        return self.drawn([Table("", head, tuple(rows))])


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("chart", Picture)
    app.add_directive("backtest", Backtest)
    app.add_directive("un", UnitedNations)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
