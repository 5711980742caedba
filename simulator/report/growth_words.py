"""In words: in which years growth lies outside what was seen, and what that means for jobs."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.uncertainty.extrapolation import growth_beyond_seen
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.numbers import format_number
from simulator.text import LANGUAGES, Text


def growth_warnings(region: Region, scenarios: Sequence[Scenario], until: int) -> list[Text]:
    """Return one warning a scenario whose growth was never seen; alike ones are told once."""
    found: dict[tuple[str, ...], Text] = {}
    for scenario in scenarios:
        beyond = growth_beyond_seen(region, scenario, until)
        if beyond is None:
            continue
        years, least, most = (
            [_told(beyond.years, language) for language in LANGUAGES],
            [format_number(beyond.least, 1, language) for language in LANGUAGES],
            [format_number(beyond.most, 1, language) for language in LANGUAGES],
        )
        words = Text(
            f"Cảnh báo: tăng trưởng {years[0]} nằm ngoài các năm đã thấy ({least[0]}-{most[0]} %); "
            "mức tăng việc làm khi đó là ngoại suy.",
            f"Warning: growth of {years[1]} lies outside the years seen ({least[1]}-{most[1]}%); "
            "what jobs make of it is extrapolated.",
        )
        found.setdefault((words.vi,), words)
    return list(found.values())


def _told(years: dict[int, float], language: str) -> str:
    unit = " %" if language == "vi" else "%"
    return ", ".join(f"{y}: {format_number(g, 1, language)}{unit}" for y, g in years.items())
