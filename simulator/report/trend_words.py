"""In words: for which counts a trend line forecast better than the model beyond chance."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.trend import better_trends
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.report.numbers import format_number
from simulator.text import Text

LINES = {
    "drift": Text("đường xu thế mọi năm", "the trend line of all years"),
    "drift_4": Text("đường xu thế bốn năm cuối", "the trend line of the last four years"),
}


def trend_sentences(region: Region, years: Sequence[int], language: str) -> list[str]:
    """Return one sentence a count that a trend line forecast better in the past; none as a rule.

    Parameters
    ----------
    years : for which the line's own figures are told
    """
    found = []
    for series, trend in better_trends(region).items():
        label, line = INDICATORS[series].label, LINES[trend.method]
        errors = [format_number(e, 1, language) for e in (trend.error, trend.model_error)]
        chance = format_number(trend.p, 2, language)
        said = "; ".join(
            f"31/12/{year}: {format_number(trend.at(year), 0, language)}"
            for year in years
            if year > trend.base_year
        )
        words = Text(
            f"{label.vi}: {line.vi} ({said}) dự báo tốt hơn mô hình khi thử trên số liệu đã qua "
            f"(sai số {errors[0]} % so với {errors[1]} %, p = {chance}); dùng mô hình để so sánh "
            "các kịch bản.",
            f"{label.en}: {line.en} ({said}) forecast better than the model on the past (error "
            f"{errors[0]}% against {errors[1]}%, p = {chance}); the model speaks for differences "
            "between scenarios.",
        )
        found.append(words.in_(language))
    return found
