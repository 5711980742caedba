"""Work in several processes, which ends when its owner is told to stop."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def processes(
    number: int, begin: Callable[..., None] | None = None, *given: object
) -> Iterator[ProcessPoolExecutor]:
    """Give processes to work in; where the work within ends early, so does theirs.

    Parameters
    ----------
    begin, given : called in each with what it needs, once
    """
    pool = ProcessPoolExecutor(number, initializer=_begun, initargs=(begin, given))
    try:
        yield pool
    except BaseException:
        # What is not begun is left, so that Ctrl+C does not wait for all of it.
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _begun(begin: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    # Ctrl+C reaches every process of a terminal; the owner alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if begin is not None:
        begin(*given)
