"""How fast voluntary insurance has grown, in a place and in the nation."""

from __future__ import annotations

from dataclasses import replace

from simulator.dataclass import dataclass
from simulator.experience.credibility import (
    MINIMUM_COUNTS,
    Blend,
    blend,
    error_after,
    weight_of,
)
from simulator.experience.own_months import own_months
from simulator.experience.places import spread_among_places
from simulator.experience.uptake import too_few, uptake
from simulator.inputs.estimate import Z90
from simulator.inputs.region import Region
from simulator.model.quantiles import LOW_MEDIAN_HIGH, quantiles


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast voluntary insurance has grown.

    Parameters
    ----------
    rate : mean yearly rise over the members at the end of the window [share a year], blended
    rises : the yearly rises over the same members, oldest first, of the place whose history it
        mostly is
    years : the years at whose December these rises end
    origin : code of that place
    """

    rate: Blend
    rises: tuple[float, ...]
    years: tuple[int, ...]
    origin: str

    @property
    def value(self) -> float:
        """Return the rate that is used [share a year]."""
        return self.rate.value


def recruitment_pace(region: Region) -> Pace:
    """Return the pace of voluntary insurance before the base year.

    The nation's as fitted to its years together with price response (``uptake``); a place with
    counts of its own has the mean yearly rise of its last four years (assumption
    ``recruitment_window``), over the members at their end, blended with the nation's. The nation's
    pace is relative to its members, so that a place which recruits little now is not assumed to
    recruit like the nation: n (V / sum of weight x N of the region) / (the same of the nation), in
    which the nation's pool cancels out.

    Raises
    ------
    InputError
        where neither the region nor a parent has enough yearly counts.
    """
    window = round(region.assumptions["recruitment_window", ""].value)
    own = _rises(region, region.base_year, window)
    parent = region.parent
    while parent is not None and not _enough(_rises(parent, region.base_year, window)):
        parent = parent.parent
    theirs = None if parent is None else _rises(parent, region.base_year, window)
    if theirs is None and not _enough(own):
        raise too_few(region)
    rate = blend(list(own.values()), None if theirs is None else list(theirs.values()))
    mine = rate.credibility > 0 or parent is None
    if theirs is None or rate.credibility == 0.0:
        rate = _fitted(region, rate)
    shown, place = (own, region) if mine or parent is None else (theirs, parent)
    assert shown is not None
    return Pace(rate, tuple(shown.values()), tuple(shown), place.code)


def _fitted(region: Region, rate: Blend) -> Blend:
    """Return the nation's pace as fitted to its years together with the price response.

    For a place without a history of its own it is less sure: places differ lastingly from the
    nation, as pairs of dates of other places say. Months of its own that have a year between them
    move it, by their credibility.
    """
    found = uptake(region).posterior["recruitment_pace"]
    low, value, high = quantiles(found, LOW_MEDIAN_HIGH).tolist()
    error = (high - low) / (2.0 * Z90)
    if region.parent is None:
        return replace(rate, own=value, value=value, error=error)
    spread = spread_among_places(region, jobs=False)
    months = own_months(region, jobs=False)
    if spread is None or months is None:
        apart = rate.error if spread is None else spread.lasting
        return replace(rate, national=value, value=value, error=(error**2 + apart**2) ** 0.5)
    weight, apart = weight_of(months.years), error_after(spread.yearly, months.years)
    return Blend(
        own=value + months.deviation,
        national=value,
        count=round(months.years),
        credibility=weight,
        value=value + weight * months.deviation,
        error=(error**2 + apart**2) ** 0.5,
    )


def _enough(rises: dict[int, float]) -> bool:
    return len(rises) >= MINIMUM_COUNTS - 1


def _rises(place: Region, until: int, window: int) -> dict[int, float]:
    """Return year -> rise over the members at the end; none where that end is not counted."""
    steps = {
        year: after.value - before.value
        for year, (before, after) in place.counted_steps("voluntary_si").items()
        if until - window < year <= until
    }
    if until not in steps:
        return {}
    last = place.counts("voluntary_si")[until].value
    return {year: step / last for year, step in steps.items()}
