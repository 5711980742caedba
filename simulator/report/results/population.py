"""People by age group, sexes side by side."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.inputs.region import Region
from simulator.report.document import Data, Number, Record, Section, table
from simulator.report.results.headings import heading
from simulator.text import Text

_DAYS = {
    "mid_year": Text("ngày 01/7, người", "on 1 July, persons"),
    "year_end": Text("ngày 31/12, người", "on 31 December, persons"),
}


def section(region: Region, rows: Sequence[Record], at: str) -> Section:
    """Return a population of records (year, sex, age group); ``at`` is mid_year or year_end."""
    by_group: dict[tuple[int, str], list[float]] = {}
    for row in rows:
        by_group.setdefault((row["year"], row["age_group"]), []).append(row["population"])
    shown = table(
        "",
        by_group.items(),
        (Text("Năm", "Year"), lambda item: str(item[0][0])),
        (Text("Nhóm tuổi", "Age group"), lambda item: item[0][1]),
        (Text("Nam", "Male"), lambda item: Number(item[1][0], "person")),
        (Text("Nữ", "Female"), lambda item: Number(item[1][1], "person")),
    )
    title = heading(Text("Dân số", "Population"), region, when=_DAYS[at])
    return Section(title, (shown,), Data(rows))
