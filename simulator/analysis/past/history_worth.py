"""What a place's own history weighs today, and what more of it would bring.

A place's own part of a rate is known to σ / √(n + 4) after n years (``experience.credibility``),
so that each further year's worth is known before it is there.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.experience import has_own_history, job_offset, recruitment_pace
from simulator.experience.credibility import (
    MINIMUM_COUNTS,
    error_after,
    weight_of,
    years_worth,
)
from simulator.experience.season import AUTUMN, SPRING, own_seasons
from simulator.inputs.region import Region
from simulator.inputs.words import figure_words
from simulator.text import Text


class Worth(NamedTuple):
    """A series' own history and the next that would tell more.

    Parameters
    ----------
    indicator : the count
    years, weight : of own experience, and its weight Z
    decembers : of which years the counts are to be put in next
    then, narrower : the weight with them, and by what part the place's own error shrinks
    """

    indicator: str
    years: float
    weight: float
    decembers: tuple[int, ...]
    then: float
    narrower: float


def worth_of_history(region: Region) -> list[Worth]:
    """Return what each series weighs and what more would bring; none without a wider region."""
    if region.parent is None:
        return []
    known = {"compulsory_si": job_offset(region), "voluntary_si": recruitment_pace(region).rate}
    found = []
    for name, rate in known.items():
        years = years_worth(rate.credibility)
        after = max(round(years) + 1, MINIMUM_COUNTS - 1)
        narrower = 1.0 - error_after(1.0, after) / error_after(1.0, years)
        missing = _next_decembers(region, name)
        found.append(Worth(name, years, rate.credibility, missing, weight_of(after), narrower))
    return found


def _next_decembers(region: Region, name: str) -> tuple[int, ...]:
    """Return the Decembers that would make the run up to the base year three, or one longer."""
    counted = region.observed(name)
    base, run = region.base_year, 0
    while base - run in counted:
        run += 1
    wanted = range(base - max(run, MINIMUM_COUNTS - 1), base + 1)
    return tuple(year for year in wanted if year not in counted)


def worth_words(region: Region) -> list[Text]:
    """Return in words what more history would bring, for the check of a pack."""
    said = [_words(worth) for worth in worth_of_history(region)]
    if said and not own_seasons(region):
        base = region.base_year
        spring, autumn = (f"{months[0]}-{months[-1]}" for months in (SPRING, AUTUMN))
        said.append(
            Text(
                f"mùa vụ trong năm: theo cả nước; thêm số tháng {autumn} năm {base}, hoặc tháng "
                f"12/{base - 1} và tháng {spring}/{base}, thì mùa vụ của địa bàn có trọng số "
                f"{100 * weight_of(1):.0f} %",
                f"season: the nation's; with months {autumn} of {base}, or December {base - 1} "
                f"and months {spring} of {base}, the place's own weighs {100 * weight_of(1):.0f}%",
            )
        )
    if said and not has_own_history(region):
        said.append(
            Text(
                "số các tháng cùng kỳ của hai năm cũng đã cho nhịp riêng của địa bàn, kể cả khi "
                "chưa đủ ba tháng 12",
                "the same months of two years also give the place a pace of its own, before three "
                "Decembers are there",
            )
        )
    return said


def _words(worth: Worth) -> Text:
    label = figure_words(worth.indicator)
    listed = ", ".join(f"12/{year}" for year in worth.decembers)
    now, then = 100.0 * worth.weight, 100.0 * worth.then
    years = f"{worth.years:.1f}".removesuffix(".0")
    comma = years.replace(".", ",")
    return Text(
        f"{label.vi}: nhịp của địa bàn dựa trên {comma} năm số liệu riêng, trọng số "
        f"{now:.0f} %; thêm số tháng {listed} thì {then:.0f} %, sai số riêng của địa bàn hẹp đi "
        f"{100 * worth.narrower:.0f} %",
        f"{label.en}: the place's pace rests on {years} years of its own, weight "
        f"{now:.0f}%; with {listed} it would be {then:.0f}%, its own error "
        f"{100 * worth.narrower:.0f}% narrower",
    )
