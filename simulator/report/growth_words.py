"""In words: in which years growth lies outside what was seen, and what that means for jobs."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.uncertainty.extrapolation import growth_beyond_seen
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.numbers import format_number
from simulator.text import LANGUAGES, Text, joined


def growth_warnings(region: Region, scenarios: Sequence[Scenario], until: int) -> list[Text]:
    """Return one warning a scenario whose growth was never seen; alike ones are told once."""
    found: dict[tuple[str, ...], list[Text]] = {}
    for scenario in scenarios:
        beyond = growth_beyond_seen(region, scenario, until)
        if beyond is None:
            continue
        years, least, most = (
            [_told(beyond.years, language) for language in LANGUAGES],
            [format_number(beyond.least, 1, language) for language in LANGUAGES],
            [format_number(beyond.most, 1, language) for language in LANGUAGES],
        )
        words = (
            f"tăng trưởng {years[0]} nằm ngoài mức của các năm đã có số liệu "
            f"({least[0]}-{most[0]} %); mức tăng việc làm tương ứng là ngoại suy.",
            f"growth of {years[1]} lies outside the years seen ({least[1]}-{most[1]}%); "
            "what jobs make of it is extrapolated.",
        )
        found.setdefault(words, []).append(scenario.title)
    alone = len(found) == 1 and len(next(iter(found.values()))) == len(scenarios)
    return [_warning(words, () if alone else titles) for words, titles in found.items()]


def _warning(words: tuple[str, ...], titles: Sequence[Text]) -> Text:
    """Return a warning, of which scenarios it is in front."""
    of = joined([Text(f"“{t.vi}”", f"“{t.en}”") for t in dict.fromkeys(titles)], ", ")
    named = Text(f" ({of.vi})", f" ({of.en})") if titles else of
    return Text(f"Cảnh báo{named.vi}: {words[0]}", f"Warning{named.en}: {words[1]}")


def _told(years: dict[int, float], language: str) -> str:
    """Return growth by year, years on end with the same digits as one span."""
    unit = " %" if language == "vi" else "%"
    spans: list[tuple[int, int, str]] = []
    for year, growth in years.items():
        words = f"{format_number(growth, 1, language)}{unit}"
        if spans and spans[-1][1:] == (year - 1, words):
            spans[-1] = (spans[-1][0], year, words)
        else:
            spans.append((year, year, words))
    return ", ".join(f"{a if a == b else f'{a}-{b}'}: {words}" for a, b, words in spans)
