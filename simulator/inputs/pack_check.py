"""What a pack holds that no projection of it uses, and what it would need."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.inputs.figures import Figure
from simulator.inputs.history_check import later_decembers
from simulator.inputs.pack_new import OVER, national_share
from simulator.inputs.pack_tables import POOR_HOUSEHOLDS, WORK_OF_LOCALITIES
from simulator.inputs.region import Region
from simulator.inputs.words import figure_words, percent_words
from simulator.rounding import numeral
from simulator.text import Text, joined

FIRST_COUNTS = ("population", *OVER)


def unused_figures(region: Region) -> list[Text]:
    """Return in words which figures of a pack a projection leaves out, and what to do."""
    return [*later_decembers(region), *_other_locality_counts(region), *_life_expectancy(region)]


def _other_locality_counts(region: Region) -> list[Text]:
    """Return that counts of localities of other months are not used."""
    base = (region.base_year, 12)
    starts = [f for f in region.locality_counts if not _weighs(f, region.base_year)]
    other = sorted({(f.year, f.month) for f in starts} - {base})
    if not other:
        return []
    months = ", ".join(f"{month}/{year}" for year, month in other[:5])
    return [
        Text(
            f"số liệu địa phương của {months} không dùng; chỉ dùng tháng 12/{region.base_year}",
            f"locality counts of {months} are not used; only those of December "
            f"{region.base_year} are",
        )
    ]


def _weighs(figure: Figure, base_year: int) -> bool:
    """Return whether a count of a locality may share others out, whatever its December."""
    weights = (*WORK_OF_LOCALITIES, POOR_HOUSEHOLDS)
    return figure.indicator in weights and figure.month == 12 and figure.year <= base_year


def _life_expectancy(region: Region) -> list[Text]:
    """Return that a life expectancy beside a table of mortality says nothing."""
    stated = region.source.settings().data
    if "life_expectancy" not in stated or region.origins.get("mortality") != "observed":
        return []
    return [
        Text(
            "life_expectancy không dùng, vì gói có bảng tỷ lệ chết",
            "life_expectancy is not used: the pack has a mortality table",
        )
    ]


USUAL = 2.0
"""A share this many times the nation's, or its inverse, is odd."""


MISSING_PEOPLE = 0.15
"""People of all localities may miss the place's by this share: registers are not censuses."""


def odd_figures(region: Region) -> list[Text]:
    """Return in words which counts of the base year are odd against others, and the usual."""
    return [*_localities_apart(region), *_unlike_the_nation(region)]


def _localities_apart(region: Region) -> list[Text]:
    """Return that the people of all localities are not those of the place."""
    whole = region.figure("population", region.base_year)
    found = sum(place.population for place in region.localities)
    if whole is None or not region.localities:
        return []
    if abs(found / whole.value - 1.0) <= MISSING_PEOPLE:
        return []
    return [
        Text(
            f"xem lại: dân số các địa phương cộng lại là {numeral(found).vi}, của cả địa bàn "
            f"là {numeral(whole.value).vi}",
            f"look again: the people of all localities add up to {numeral(found).en}, those "
            f"of the place are {numeral(whole.value).en}",
        )
    ]


def _unlike_the_nation(region: Region) -> list[Text]:
    nation = region.parent
    if nation is None:
        return []
    remarks = []
    for name, over in OVER.items():
        figure, whole = (region.figure(key, region.base_year) for key in (name, over))
        if figure is None or whole is None or not whole.value:
            continue
        usual = national_share(nation, name, region.base_year)
        if usual is None or not usual[0]:
            continue
        share, year = usual
        own = figure.value / whole.value
        if 1.0 / USUAL < own / share < USUAL:
            continue
        remarks.append(
            Text(
                f"xem lại: {figure_words(name).vi} {numeral(figure.value).vi}, bằng "
                f"{percent_words(own).vi} {figure_words(over).lowered.vi}; cả nước năm {year} là "
                f"{percent_words(share).vi}, tức khoảng {numeral(share * whole.value).vi} người",
                f"look again: {figure_words(name).en} {numeral(figure.value).en}, "
                f"{percent_words(own).en} of {figure_words(over).lowered.en}; in the nation of "
                f"{year} it is {percent_words(share).en}, that is about "
                f"{numeral(share * whole.value).en} people",
            )
        )
    return remarks


def usual_counts(region: Region) -> dict[str, float]:
    """Return the counts that the base year lacks, in the nation's proportion [persons]."""
    known = {name: region.figure(name, region.base_year) for name in FIRST_COUNTS}
    counts = {name: figure.value for name, figure in known.items() if figure is not None}
    stated = set(counts)
    for name, over in OVER.items():
        nation = region.parent
        share = None if nation is None else national_share(nation, name, region.base_year)
        if name not in counts and over in counts and share is not None:
            counts[name] = share[0] * counts[over]
    return {name: value for name, value in counts.items() if name not in stated}


def _named(names: Iterable[str]) -> Text:
    return joined(map(figure_words, names), "; ")


def stand_ins(region: Region) -> list[Text]:
    """Return in words which counts of the base year are estimates, and what is missing of them."""
    names = [
        name
        for name in FIRST_COUNTS
        if (figure := region.figure(name, region.base_year)) and not figure.counted
    ]
    if not names:
        return []
    bare = [
        name
        for name in ("compulsory_si", "voluntary_si", "labour_force_working_age")
        if name in names and ("base_count_factor", name) not in region.assumptions
    ]
    remarks = [
        Text(
            f"ước tính, nên thay bằng số của địa bàn: {_named(names).vi} (tháng 12/"
            f"{region.base_year})",
            f"estimates, to be replaced by the place's own: {_named(names).en} (December "
            f"{region.base_year})",
        )
    ]
    if bare:
        remarks.append(
            Text(
                f"khoảng dự báo chưa gồm sai số của {_named(bare).vi}; ghi base_count_factor trong "
                "bảng giả định",
                f"ranges do not hold the error of {_named(bare).en} yet; state base_count_factor "
                "among the assumptions",
            )
        )
    return remarks
