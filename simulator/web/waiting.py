"""Waiting for what takes seconds without holding a visitor who moves on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as ended
from threading import BoundedSemaphore
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simulator.progress import watched_by
from simulator.report.numbers import format_share
from simulator.text import Text

T = TypeVar("T")
_POOL = ThreadPoolExecutor(16, thread_name_prefix="waiting")
_BEAT = 0.2
"""Seconds after which a visitor who has moved on is let go."""


def begin(task: Callable[..., T], *inputs: Any) -> Future[T]:  # noqa: ANN401
    """Begin a task beside the page's own thread, for :func:`outcome` to wait for later."""
    return _POOL.submit(task, *inputs)


def wait_for(task: Callable[..., T], *inputs: Any) -> T:  # noqa: ANN401
    """Return what a task returns, worked out beside the page's own thread.

    Where the visitor has moved on, Streamlit ends this run of the page at the next beat; a task
    that has begun goes on, and what it keeps is there for the next visit.

    Raises
    ------
    Exception
        whatever the task raised.
    """
    return outcome(begin(task, *inputs))


def outcome(future: Future[T]) -> T:
    """Return what a begun task returns, as :func:`wait_for` does.

    Raises
    ------
    Exception
        whatever the task raised.
    """
    try:
        if ended([future], _BEAT).not_done:
            beat = st.empty()
            while ended([future], _BEAT).not_done:
                beat.empty()
    finally:
        future.cancel()  # where nobody waits any more, and it has not begun
    return future.result()


_LONG = BoundedSemaphore(os.cpu_count() or 1)
"""Of what takes seconds in the page's own process, no more at a time than there are processors:
each takes memory, and many beside one another would end later than in turn."""
_QUEUED = Text("đang chờ đến lượt", "waiting for its turn")


def in_turn(task: Callable[[], T], words: Text, language: str) -> T:
    """Return what a task returns, worked out in the page's own thread while a bar tells how far.

    Where the visitor has moved on, Streamlit ends this run of the page at the next beat, and with
    it the task, or the wait for its turn.

    Raises
    ------
    Exception
        whatever the task raised.
    """
    said, place = words.in_(language), st.empty()
    while not _LONG.acquire(timeout=_BEAT):
        place.progress(0.0, f"{said}: {_QUEUED.in_(language)}")
    try:
        with watched_by(_Bar(place, said, language).told):
            return task()
    finally:
        _LONG.release()
        place.empty()


class _Bar:
    """A bar on the page that moves at each beat."""

    def __init__(self, place: DeltaGenerator, said: str, language: str) -> None:
        self._place, self._said, self._language, self._next = place, said, language, 0.0

    def told(self, share: float) -> None:
        """Show how far the work has got; Streamlit ends the run here if nobody waits for it."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _BEAT
        done = min(share, 1.0)
        self._place.progress(done, f"{self._said}: {format_share(done, self._language, 0)}")
