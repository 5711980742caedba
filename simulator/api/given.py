"""What a caller names, as checked objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import index
from pathlib import Path

from simulator.analysis.uncertainty.bands import FEWEST_DRAWS, too_few_draws
from simulator.errors import input_error, nearest_words
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import refuse_namesakes, refuse_unfit
from simulator.inputs.scenario_fields import LAST_YEAR
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.scenario_timing import early_starts, late_starts
from simulator.inputs.words import figure_words
from simulator.text import LANGUAGES, Text

RegionLike = str | Path | Region
"""A shipped region's code, the path of a folder or workbook, or a region."""
ScenarioLike = str | Path | Scenario
"""A shipped scenario's name, the path of a file, or a scenario."""
USUAL_YEAR = 2030
"""The year that is asked for where nobody says another: that of the national targets."""


def region_of(
    region: RegionLike, law_as_of: date | str | None = None, key: str = "law_as_of"
) -> Region:
    """Return a region by code, path or as it is.

    Parameters
    ----------
    law_as_of : leave out law adopted after this day (``"2023-12-31"``); not for a region that is
        loaded already

    Raises
    ------
    InputError
        as :func:`simulator.load_region`, and for a day that is none.
    """
    day = day_of(law_as_of, key)
    if not isinstance(region, Region):
        return load_region(region, law_as_of=day)
    if day is not None:
        raise input_error(
            "địa bàn đã đọc rồi; dùng load_region(..., law_as_of=...)",
            "the region is loaded already; use load_region(..., law_as_of=...)",
            key="law_as_of",
        )
    return region


def day_of(day: date | str | None, key: str) -> date | None:
    """Return a day, or refuse what is none.

    >>> day_of("2023-12-31", "law_as_of")
    datetime.date(2023, 12, 31)
    """
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except (TypeError, ValueError):
        raise input_error(
            f"{day!r} không phải ngày; ví dụ 2023-12-31",
            f"{day!r} is not a date; for example 2023-12-31",
            key=key,
        ) from None


def scenario_of(scenario: ScenarioLike, region: Region) -> Scenario:
    """Return a scenario that fits a region, whose own counts do not contradict one another.

    Raises
    ------
    InputError
        with everything that is wrong with either.
    """
    found = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    refuse_unfit(found, region)
    return found


def scenarios_of(
    scenarios: ScenarioLike | Iterable[ScenarioLike], region: Region
) -> list[Scenario]:
    """Return several scenarios that fit a region, each of its own name."""
    if isinstance(scenarios, str | Path | Scenario):
        scenarios = [scenarios]
    given = list(scenarios)
    chosen = [scenario_of(scenario, region) for scenario in given]
    refuse_namesakes(chosen, [s.name if isinstance(s, Scenario) else str(s) for s in given])
    if not chosen:
        raise input_error("cần ít nhất một kịch bản", "give at least one scenario", key="scenarios")
    return chosen


def remarks_on(scenarios: Iterable[Scenario], region: Region, last: int) -> list[tuple[str, Text]]:
    """Return what is allowed and may yet be meant otherwise: name of a scenario, remark."""
    return [
        (scenario.name, words)
        for scenario in scenarios
        for words in (*early_starts(scenario, region), *late_starts(scenario, region, last))
    ]


def indicator_of(name: str, *places: Region, key: str = "indicator") -> str:
    """Return an indicator's name; one that is none, or that a place lacks figures for, is refused.

    Those that tell classes apart have no single value to be asked for.
    """
    names = [known for known, indicator in INDICATORS.items() if not indicator.by_class]
    word_of(name, names, key)
    for place in places:
        _refuse_unmeasured(name, place, key)
    return name


def _refuse_unmeasured(name: str, place: Region, key: str) -> None:
    missing = INDICATORS[name].missing(place)
    if missing:
        label = INDICATORS[name].label
        vi, en = (
            ", ".join(f"{n} ({figure_words(n).in_(of)})" for n in missing) for of in LANGUAGES
        )
        raise input_error(
            f"{label.vi}: {place.name.vi} chưa có số tháng 12/{place.base_year}: {vi}",
            f"{label.en}: {place.name.en} lacks, for December {place.base_year}: {en}",
            key=key,
        )


def year_ahead(year: int, region: Region, key: str = "year") -> int:
    """Return a year that is projected, or refuse it."""
    if not region.base_year < index(year) <= LAST_YEAR:
        raise input_error(
            f"{year} phải sau năm gốc {region.base_year} và không quá {LAST_YEAR}",
            f"{year} must be after the base year {region.base_year} and at most {LAST_YEAR}",
            key=key,
        )
    return index(year)


def draws_of(draws: int, fewest: int = FEWEST_DRAWS, *, or_none: bool = False) -> int:
    """Return a number of draws that is enough for a range, or refuse it.

    Parameters
    ----------
    or_none : whether 0 may be asked for: no ranges
    """
    if index(draws) >= fewest or (or_none and draws == 0):
        return draws
    raise input_error(*too_few_draws(draws, fewest, or_none=or_none), key="draws")


def years_reported(years: Iterable[int] | int, first: int, last: int = LAST_YEAR) -> list[int]:
    """Return the years of a report in order, each once, or refuse those outside a range."""
    given = years if isinstance(years, Iterable) else (years,)
    chosen = sorted({index(year) for year in given})
    for year in chosen:
        if not first <= year <= last:
            raise input_error(
                f"{year} nằm ngoài {first}-{last}",
                f"{year} is outside {first}-{last}",
                key="years",
            )
    if not chosen:
        raise input_error("cần ít nhất một năm", "give at least one year", key="years")
    return chosen


def language_of(language: str) -> str:
    """Return a language of the product, or refuse another."""
    return word_of(language, LANGUAGES, "language")


def word_of(word: str, allowed: Sequence[str], key: str) -> str:
    """Return one of the words that are allowed, or refuse it with the nearest."""
    if word in allowed:
        return word
    near, listed = nearest_words(str(word), allowed), ", ".join(allowed)
    raise input_error(
        f"{word!r} không có; được dùng: {listed}{near.vi}",
        f"{word!r} is not one of {listed}{near.en}",
        key=key,
    )
