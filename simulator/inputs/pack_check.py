"""What a pack holds that no projection of it uses, and what it would need."""

from __future__ import annotations

from simulator.inputs.history_check import COUNTED, NEEDED
from simulator.inputs.region import Region
from simulator.text import Text


def unused_figures(region: Region) -> list[Text]:
    """Return in words which figures of a pack a projection leaves out, and what to do."""
    return [*_later_decembers(region), *_other_locality_counts(region), *_life_expectancy(region)]


def _later_decembers(region: Region) -> list[Text]:
    """Return the Decembers that are newer than the base year."""
    names = dict.fromkeys((*NEEDED, *COUNTED))
    later: dict[int, list[str]] = {}
    for name in names:
        for year in region.counts(name):
            if year > region.base_year:
                later.setdefault(year, []).append(name)
    return [
        Text(
            f"có số tháng 12/{year} ({', '.join(found)}) nhưng năm gốc là {region.base_year}: dự "
            f"báo không dùng; nếu đủ số, đổi base_year thành {year}",
            f"December {year} is there ({', '.join(found)}) but the base year is "
            f"{region.base_year}: projections do not use it; with all counts, set base_year to "
            f"{year}",
        )
        for year, found in sorted(later.items())
    ]


def _other_locality_counts(region: Region) -> list[Text]:
    """Return that counts of localities of other months are not used."""
    base = (region.base_year, 12)
    other = sorted({(f.year, f.month) for f in region.locality_counts} - {base})
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
