"""How far long work has got: who watches is told, and by default nobody does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple, TypeVar

T = TypeVar("T")
Watcher = Callable[[float], None]
"""Is handed the share of the whole work that is done, 0 to 1 and never less than before; whatever
it raises ends the work."""


class _Watch:
    """Somebody who watches, and what was told so far."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher, self._done = watcher, 0.0

    def tell(self, done: float) -> None:
        self._done = max(self._done, done)
        self._watcher(self._done)


class _Stretch(NamedTuple):
    """The part of the whole work that the work at hand is."""

    watch: _Watch
    begin: float
    length: float


_AT_HAND: ContextVar[_Stretch | None] = ContextVar("at hand", default=None)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Let a watcher be told how far the work within has got.

    >>> seen = []
    >>> with watched_by(seen.append):
    ...     for _ in steps("ab"):
    ...         for _ in steps(range(2)):
    ...             pass
    >>> seen
    [0.25, 0.5, 0.5, 0.75, 1.0, 1.0]
    """
    before = _AT_HAND.set(_Stretch(_Watch(watcher), 0.0, 1.0))
    try:
        yield
    finally:
        _AT_HAND.reset(before)


@contextmanager
def stretch(begin: float, end: float) -> Iterator[None]:
    """Take the work within for a part of the work at hand, and tell who watches when it is done.

    Parameters
    ----------
    begin, end : shares of the work at hand, 0 to 1

    >>> seen = []
    >>> with watched_by(seen.append), stretch(0.0, 0.8), stretch(0.0, 0.5):
    ...     pass
    >>> seen
    [0.4, 0.8]
    """
    whole = _AT_HAND.get()
    if whole is None:
        yield
        return
    part = whole._replace(
        begin=whole.begin + whole.length * begin, length=whole.length * (end - begin)
    )
    before = _AT_HAND.set(part)
    try:
        yield
    finally:
        _AT_HAND.reset(before)
    whole.watch.tell(part.begin + part.length)


def beat() -> None:
    """Tell who watches that the work goes on, so that it can be ended between its steps.

    >>> seen = []
    >>> with watched_by(seen.append), stretch(0.0, 0.8):
    ...     beat()
    >>> seen
    [0.0, 0.8]
    """
    at_hand = _AT_HAND.get()
    if at_hand is not None:
        at_hand.watch.tell(0.0)


def steps(items: Collection[T]) -> Iterator[T]:
    """Yield the items of a loop, and tell who watches when each is done.

    A loop within one of the steps is told as a part of it.
    """
    for i, item in enumerate(items):
        with stretch(i / len(items), (i + 1) / len(items)):
            yield item


def unwatched() -> None:
    """Let nobody be told: in a process that was split off from one that is watched."""
    _AT_HAND.set(None)
