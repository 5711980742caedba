"""How the model did in the past: worked out once a place, behind everything else.

The test takes seconds, so nobody waits for it where projections are read: it runs in a process of
its own, and what it found is added to the page when it is there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from simulator.experience import has_own_history
from simulator.inputs.region import Region
from simulator.inputs.words import figure_words
from simulator.text import LANGUAGES, Text
from simulator.web.runs import Kept, region_called
from simulator.web.worker import aside

if TYPE_CHECKING:
    from simulator.analysis.backtest_scores import Backtest

TESTED = ("compulsory_si", "voluntary_si", "ui_participants")
"""Series that are tested."""
_LOOK_EVERY = 3.0
"""Seconds between two looks for a test that is being worked out."""
_FOUND = Kept(8)
_ASKED: set[str] = set()
_FAILED: set[str] = set()
_TURN = threading.Lock()


def tested(code: str) -> Backtest:
    """Return the test of a place; waits for it.

    Raises
    ------
    InputError
        where the place has too few Decembers.
    """
    with _TURN:
        return _FOUND.get(code, lambda: _test(code))


def _test(code: str) -> Backtest:
    from simulator.analysis.backtest import backtest

    return backtest(region_called(code))


def trend_wins(region: Region) -> Text | None:
    """Return in words for which counts a trend line forecast better than the model.

    None where it did for none of them, and while that is not known.
    """
    place = _nearest(region)
    found: Backtest | None = None if place is None else _FOUND.known(place.code)
    if place is None or found is None:
        return None
    better = [series for series in TESTED if found.trend_is_better(series)]
    return _words(place, better) if better else None


def _nearest(region: Region) -> Region | None:
    """Return the place itself, or the nearest above it, that has a history to test on."""
    place: Region | None = region
    while place is not None and not has_own_history(place):
        place = place.parent
    return place


def _words(place: Region, better: list[str]) -> Text:
    names = [", ".join(figure_words(s).in_(language) for s in better) for language in LANGUAGES]
    return Text(
        f"Thử trên số liệu đã qua ({place.name.vi}), đường xu thế dự báo tốt hơn mô hình ở: "
        f"{names[0]}. Với các chỉ tiêu này hãy đọc chênh lệch giữa các kịch bản, không đọc mức "
        "tuyệt đối.",
        f"Tested on the past ({place.name.en}), the trend line forecasts better than the model "
        f"for: {names[1]}. For these read differences between scenarios, not levels.",
    )


def ask(region: Region) -> None:
    """Have the test of the nearest place that has one worked out, if nobody asked before."""
    place = _nearest(region)
    if place is not None and place.code not in _ASKED:
        _ASKED.add(place.code)
        threading.Thread(target=_answer, args=(place.code,), daemon=True).start()


def awaited(region: Region) -> bool:
    """Return whether the test of the nearest place is being worked out."""
    place = _nearest(region)
    if place is None or place.code not in _ASKED or place.code in _FAILED:
        return False
    return _FOUND.known(place.code) is None


def tell(region: Region, say: Callable[[Text], None]) -> None:
    """Say where a trend line was better: at once where that is known, or as soon as it is.

    Only what ``say`` draws is drawn later: a run of the whole page could meet a slider on its way.
    """
    ask(region)
    every = _LOOK_EVERY if awaited(region) else None
    st.fragment(_tell, run_every=every)(region, say)


def _tell(region: Region, say: Callable[[Text], None]) -> None:
    found = trend_wins(region)
    if found is not None:
        say(found)


def _answer(code: str) -> None:
    with _TURN:
        try:
            _FOUND.get(code, lambda: aside(_test, code))
        except RuntimeError:
            _FAILED.add(code)
