"""How the model did in the past: tested once a place, told wherever projections are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.analysis.trend import better_trends
from simulator.experience import has_own_history
from simulator.inputs.region import Region, once_a_region
from simulator.inputs.words import figure_words
from simulator.text import LANGUAGES, Text

if TYPE_CHECKING:
    from simulator.analysis.backtest_scores import Backtest


@once_a_region
def tested(region: Region) -> Backtest:
    """Return the test of a place; waits for it.

    Raises
    ------
    InputError
        where the place has too few Decembers.
    """
    from simulator.analysis.backtest import backtest

    return backtest(region)


def trend_wins(region: Region) -> Text | None:
    """Return in words for which counts a trend line forecast better than the model, or None.

    From the past of the place itself, or of the nearest above it that has one.
    """
    place = region.nearest(has_own_history)
    if place is None:
        return None
    better = list(better_trends(place))
    return _words(place, better) if better else None


def _words(place: Region, better: list[str]) -> Text:
    names = [", ".join(figure_words(s).in_(language) for s in better) for language in LANGUAGES]
    return Text(
        f"Thử trên số liệu đã qua ({place.name.vi}), đường xu thế dự báo tốt hơn mô hình ở: "
        f"{names[0]}. Với các chỉ tiêu này hãy đọc chênh lệch giữa các kịch bản, không đọc mức "
        "tuyệt đối.",
        f"Tested on the past ({place.name.en}), the trend line forecasts better than the model "
        f"for: {names[1]}. For these read differences between scenarios, not levels.",
    )
