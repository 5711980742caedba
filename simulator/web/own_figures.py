"""Figures of the visitor's own, dropped onto the charts from a CSV."""

from __future__ import annotations

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.sheets import sheet_of_csv
from simulator.inputs.text_files import decode
from simulator.inputs.updates import updates_in
from simulator.schemes import COUNTS, SHARES
from simulator.text import Text, joined
from simulator.web.plain_table import HEADINGS

INDICATORS_TAKEN = (*SHARES, *COUNTS)
MOST_ROWS = 500
MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One figure: a count [persons] or a share [fraction] at the end of a month."""

    indicator: str
    year: int
    month: int
    value: float

    @property
    def position(self) -> float:
        """Return the place on the axis of years, on which a year stands at its end."""
        return self.year - 1 + self.month / 12


def read_own_figures(raw: bytes, name: str, region: Region) -> tuple[OwnFigure, ...]:
    """Return the figures of an uploaded table with the columns year, month, indicator, value.

    Raises
    ------
    InputError
        with the line of everything that is wrong, or that cannot be the region's.
    """
    if len(raw) > MOST_BYTES:
        raise InputError(
            Problem(name, 0, 0, "", Text("tệp lớn hơn 200 kB", "the file is larger than 200 kB"))
        )
    sheet = sheet_of_csv(decode(raw, name), name)
    if len(sheet.lines) > MOST_ROWS + 1:
        words = Text(f"nhiều hơn {MOST_ROWS} dòng", f"more than {MOST_ROWS} rows")
        raise InputError(Problem(name, 0, 0, "", words))
    found = updates_in(sheet, region, INDICATORS_TAKEN)
    return tuple(OwnFigure(f.indicator, f.year, f.month, f.value) for f in found)


def taken() -> Text:
    """Return the names of the indicators that are taken."""
    return joined((INDICATORS[name].label for name in INDICATORS_TAKEN), "; ")


def example(region: Region, language: str) -> bytes:
    """Return a table to fill in, with the figures of the base year as its rows."""
    rows = [";".join(text.in_(language) for text in HEADINGS.values())]
    for name in INDICATORS_TAKEN:
        figure = region.figure(name, region.base_year)
        if figure is not None:
            label = INDICATORS[name].label.in_(language)
            rows.append(f"{figure.year};{figure.month};{label};{figure.value:.0f}")
    return b"\xef\xbb\xbf" + ("\n".join(rows) + "\n").encode()
