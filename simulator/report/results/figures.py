"""Every figure of a place and of its peers, with status and source."""

from __future__ import annotations

from simulator.inputs.figures import STATUSES, Figure
from simulator.inputs.region import Region
from simulator.inputs.words import figure_words, is_share, place_words, unit_words
from simulator.report.document import Data, Number, Section, Table, table
from simulator.text import Text


def section(region: Region) -> Section:
    """Return the figures of a place and of its peers, with status and source."""
    rows = [
        {
            "place": figure.place,
            "indicator": figure.indicator,
            "year": figure.year,
            "month": figure.month,
            "value": figure.value,
            "unit": figure.unit,
            "status": figure.status,
            "source": figure.cited,
        }
        for figure in (*region.history, *region.known_peers)
    ]
    return Section(region.name, (figures(region),), Data(rows))


def figures(region: Region) -> Table:
    """Return the figures of a place, then those of other places."""
    return table(
        Text("Số liệu và nguồn", "Figures and sources"),
        (*region.history, *region.known_peers),
        (
            Text("Nơi", "Place"),
            lambda f: region.name if f.place == region.code else place_words(f.place),
        ),
        (Text("Chỉ tiêu", "Indicator"), lambda f: figure_words(f.indicator)),
        (Text("Thời điểm", "Date"), lambda f: f"{f.month}/{f.year}"),
        (Text("Giá trị", "Value"), figure_value),
        (Text("Đơn vị", "Unit"), lambda f: unit_words(f.unit)),
        (Text("Tình trạng", "Status"), lambda f: STATUSES[f.status]),
        (Text("Nguồn", "Source"), lambda f: f.cited),
        long=True,
    )


def figure_value(figure: Figure) -> Number:
    """Return a figure of a pack in its unit."""
    if is_share(figure.unit):
        return Number(figure.value, "share")
    return Number(figure.value, "number", decimals=0 if abs(figure.value) >= 100 else 2)
