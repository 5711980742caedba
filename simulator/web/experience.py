"""How the model did in the past: tested once a place, told wherever projections are read."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from simulator.errors import InputError
from simulator.experience import has_own_history
from simulator.report.document import Number, chain
from simulator.report.writers.words import cell_words
from simulator.schemes import COUNTS, SHORT
from simulator.text import LANGUAGES, Text
from simulator.web.runs import FOUND, region_called
from simulator.web.worker import aside

if TYPE_CHECKING:
    from simulator.analysis.past.backtest_scores import Backtest

_TURN = threading.Lock()
_AFTER = 15.0
"""Seconds that a new server leaves to its first visitor before it tests the model."""
_BEGUN = threading.Event()


def tested(code: str) -> Backtest | Text:
    """Return the test of a place, or why there is none; waits for it, in a process of its own."""
    found: Backtest | Text = FOUND.get(_key(code), lambda: aside(tried, code, turn=_TURN))
    return found


def known_test(code: str) -> Backtest | Text | None:
    """Return the test of a place if it has been made."""
    found: Backtest | Text | None = FOUND.known(_key(code))
    return found


def tried(code: str) -> Backtest | Text:
    """Test the model on a place's past here and now, or return why that cannot be."""
    from simulator.analysis.past.backtest import backtest

    try:
        return backtest(region_called(code))
    except InputError as error:
        return error.problems[0].text


def _key(code: str) -> tuple[str, str]:
    return "backtest", code


def begin(code: str) -> None:
    """Begin the test of the nearest place that has a past, once a server, behind its visitors."""
    nearest = _with_past(code)
    if nearest is None or _BEGUN.is_set():
        return
    _BEGUN.set()
    timer = threading.Timer(_AFTER, tested, (nearest,))
    timer.daemon = True
    timer.start()


def _with_past(code: str) -> str | None:
    """Return the code of a place, or of the nearest above it, that has a past."""
    region = region_called(code)
    nearest = region.nearest(has_own_history)
    # Figures of one's own stand under a code of their own, not under that of their pack.
    if nearest is None:
        return None
    return code if nearest is region else nearest.code


def held_words(code: str) -> Text:
    """Return how often 80% ranges of the past held what came, or where that is told.

    Of the place itself, or of the nearest above it that has a past.

    Parameters
    ----------
    code : of the place
    """
    from simulator.analysis.past.backtest_scores import Backtest
    from simulator.report.appendix.summary import past_ranges

    nearest = _with_past(code)
    found = None if nearest is None else known_test(nearest)
    if nearest is None or not isinstance(found, Backtest):
        return _ELSEWHERE
    held = [found.score(name, "model").coverage for name in COUNTS]
    told = chain(
        chain([SHORT[name], Number(value, "whole_share")], " ")
        for name, value in zip(COUNTS, held, strict=True)
    )
    said = chain([region_called(nearest).name, past_ranges(held, told)], ": ")
    return Text(*(cell_words(said, language) for language in LANGUAGES))


_ELSEWHERE = Text(
    "Khoảng 80 % là của mô hình; thử trên số liệu các năm trước, khoảng này chứa kết quả thật bao "
    "nhiêu lần: xem trang Giả định, nguồn.",
    "The 80% range is the model's; how often it held what came in past years is told on the page "
    "of assumptions and sources.",
)
