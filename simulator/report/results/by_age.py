"""People of the labour force by age, sex and whether they take part."""

from __future__ import annotations

import numpy as np

from simulator.model.arrays import Array
from simulator.model.population import GROUP_NAMES
from simulator.model.population import SEXES as CODES
from simulator.model.states import (
    COMPULSORY,
    FIRST_AGE,
    LAST_AGE,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
)
from simulator.projection import Projection
from simulator.report.document import Data, Number, Record, Section, Table, chain
from simulator.report.results.headings import heading
from simulator.text import Text

_GROUP = 5
"""Years of an age group."""
GROUPS = GROUP_NAMES[FIRST_AGE // _GROUP : (LAST_AGE + 1) // _GROUP]
SEXES = dict(zip(CODES, (Text("Nam", "Men"), Text("Nữ", "Women")), strict=True))
STATES: dict[str, tuple[Text, slice]] = {
    "compulsory_si": (Text("BHXH bắt buộc", "Compulsory"), COMPULSORY),
    "voluntary_si": (Text("BHXH tự nguyện", "Voluntary"), VOLUNTARY),
    "liable_not_covered": (Text("Thuộc diện, chưa tham gia", "Liable, not covered"), UNCOVERED),
    "not_insured": (Text("Chưa tham gia", "Not insured"), UNINSURED),
}
"""Whether people take part -> words, and which states these are."""


def people(projection: Projection, year: int) -> Array:
    """Return the central run's people at the year's end: (state of ``STATES``, sex, age group).

    Raises
    ------
    ValueError
        for a projection that did not keep its stocks.
    """
    if projection.stocks is None:
        raise ValueError("the projection did not keep its stocks")
    stocks = projection.stocks[projection.row(year), ..., 0]
    kept = np.stack([stocks[states].sum(axis=0) for _, states in STATES.values()])
    return np.asarray(kept.reshape(*kept.shape[:2], -1, _GROUP).sum(axis=-1))


def table(found: Array, year: int) -> Table:
    """Return :func:`people` of a year, a row an age group."""
    heads = [chain([sex, words], ": ") for sex in SEXES.values() for words, _ in STATES.values()]
    cells = found.transpose(2, 1, 0).reshape(len(GROUPS), -1)
    caption = Text(
        f"Đã và chưa tham gia theo tuổi và giới, cuối năm {year} (người)",
        f"Insured and not by age and sex, end of {year} (persons)",
    )
    return Table(
        caption,
        (Text("Tuổi", "Age"), *heads),
        tuple(
            (group, *(Number(float(value), "person") for value in row))
            for group, row in zip(GROUPS, cells, strict=True)
        ),
    )


def section(projection: Projection, year: int) -> Section:
    """Return them as a result of their own."""
    what = Text("Lực lượng lao động theo tuổi và giới", "Labour force by age and sex")
    title = heading(what, projection.region, projection.scenario, str(year))
    found = people(projection, year)
    rows: list[Record] = [
        {
            "scenario": projection.scenario.name,
            "year": year,
            "sex": sex,
            "age_group": group,
            "state": state,
            "persons": float(found[k, s, g]),
        }
        for k, state in enumerate(STATES)
        for s, sex in enumerate(SEXES)
        for g, group in enumerate(GROUPS)
    ]
    return Section(title, (table(found, year),), Data(rows))
