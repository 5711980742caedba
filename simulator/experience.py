"""What a region's own history says about the rates, or its parent's where it is too short."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.errors import complain
from simulator.inputs.region import Region

MINIMUM_COUNTS = 3
"""Fewer yearly counts than this, and the national pattern serves."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast voluntary insurance has grown.

    Parameters
    ----------
    value : mean yearly rise over the members at the end of the window [share a year]
    rises : the yearly rises over the same members, oldest first
    years : the years at whose December the rises end
    origin : code of the region whose history it is
    """

    value: float
    rises: tuple[float, ...]
    years: tuple[int, ...]
    origin: str


def recruitment_pace(region: Region) -> Pace:
    """Return the pace of voluntary insurance before the base year.

    The mean yearly rise of the last four years (assumption ``recruitment_window``), over the
    members at their end. A place without its own history takes the nation's pace up to its own
    base year, so that one which recruits little now is not assumed to recruit like the nation:
    n (V / sum of weight x N of the region) / (the same of the nation), in which the nation's
    pool cancels out.

    Raises
    ------
    InputError
        where neither the region nor a parent has enough yearly counts.
    """
    place: Region | None = region
    window = round(region.assumptions["recruitment_window", ""].value)
    while place is not None:
        found = _pace_of(place, region.base_year, window)
        if found is not None:
            return found
        place = place.parent
    raise complain(
        "không đủ số liệu BHXH tự nguyện tháng 12 các năm trước năm gốc",
        "too few December counts of voluntary insurance before the base year",
        file=str(region.folder / "history.csv"),
        key="voluntary_si",
    )


def _pace_of(place: Region, until: int, window: int) -> Pace | None:
    counts = {
        year: figure.value
        for year, figure in place.counts("voluntary_si").items()
        if year <= until and figure.status != "estimate"
    }
    years = [year for year in sorted(counts) if year > until - window and year - 1 in counts]
    if len(years) < MINIMUM_COUNTS or years[-1] != until:
        return None
    last = counts[until]
    rises = tuple((counts[year] - counts[year - 1]) / last for year in years)
    return Pace(sum(rises) / len(rises), rises, tuple(years), place.code)
