"""Waiting for what takes seconds without holding a visitor who moves on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as ended
from typing import Any, TypeVar

import streamlit as st

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
