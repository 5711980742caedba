"""Work in several processes, which ends when its owner is told to stop."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children

from simulator.progress import unwatched


@contextmanager
def processes(
    number: int, begin: Callable[..., None] | None = None, *given: object
) -> Iterator[ProcessPoolExecutor]:
    """Give processes to work in; where the work within ends early, so do they.

    Parameters
    ----------
    begin, given : called in each with what it needs, once
    """
    others = set(active_children())
    pool = ProcessPoolExecutor(number, initializer=_begun, initargs=(begin, given))
    try:
        yield pool
    except BaseException:
        # Ctrl+C waits neither for what is not begun nor for what is.
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(active_children()) - others:
            child.terminate()
        raise
    pool.shutdown()


def _begun(begin: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    # Ctrl+C reaches every process of a terminal; the owner alone answers it, and it alone tells
    # how far the work has got.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    unwatched()
    if begin is not None:
        begin(*given)
