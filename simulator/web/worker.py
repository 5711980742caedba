"""A second process for bands and sweeps, so that nobody's exact lines wait for them.

The page's threads share one interpreter: heavy arithmetic of one visitor would hold up the lines
of all others. The worker takes one task at a time over its standard input and answers over its
standard output. Where it is busy for long, a task is dropped: the page then goes on with the
sweep it has and says that ranges are being computed.

Places of visitors' own figures are sent along with a task that names one; the child drops what no
session holds any more.

The speech is Python's own pickle, between a process and the child that it started itself.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from simulator.inputs.pack_source import PackFiles
from simulator.web.own_place import WHEN_GONE, OwnPlace, alive, held, is_own, place_of

PATIENCE = 0.8
"""Seconds for which a task waits for its turn before it is dropped."""
_ROOT = Path(__file__).parents[2]


class DeadError(RuntimeError):
    """The child ended before it answered, each time: somebody kills it, or memory is short."""


class Worker:
    """The child process, started with the first task and started again if it died.

    Parameters
    ----------
    tries : how often a task is begun whose child died
    """

    def __init__(self, tries: int = 2) -> None:
        self._tries = tries
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def run(self, task: Callable[..., Any], *inputs: object) -> Any:  # noqa: ANN401
        """Return what ``task`` returns over there, or None where its turn did not come.

        Parameters
        ----------
        task : a function of a module; it and its inputs are sent as pickles

        Raises
        ------
        RuntimeError
            where the task failed.
        DeadError
            where the child could not be kept alive.
        """
        if not self._turn.acquire(timeout=PATIENCE):
            return None
        try:
            return self._asked(task, inputs)
        finally:
            self._turn.release()

    def _asked(self, task: Callable[..., Any], inputs: tuple[object, ...]) -> Any:  # noqa: ANN401
        for _ in range(self._tries):
            child = self._living()
            if child.stdin is None or child.stdout is None:
                continue
            try:
                _send(child.stdin, (task, inputs, _named_places(inputs), alive()))
                good, answer = pickle.load(child.stdout)
            except (OSError, EOFError, pickle.UnpicklingError):
                self.close()
                continue
            if not good:
                raise RuntimeError(answer)
            return answer
        raise DeadError("the worker does not live")

    def drop_gone(self) -> None:
        """Let a living child drop the places that are gone, unless it is busy; then later."""
        if self._child is not None:
            self.run(_nothing)

    def _living(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "simulator.web.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_ROOT,
            )
        return self._child

    def kill(self) -> None:
        """End the child in the midst of its task."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()


def _named_places(inputs: tuple[object, ...]) -> list[PackFiles]:
    return [held(word).source for word in inputs if isinstance(word, str) and is_own(word)]


def _nothing() -> None:
    """Do nothing; what comes with the task is what counts."""


def _send(stream: BinaryIO | Any, thing: object) -> None:  # noqa: ANN401
    stream.write(pickle.dumps(thing))
    stream.flush()


_ONE_ASIDE = threading.Lock()


def aside(
    task: Callable[..., Any],
    *inputs: object,
    seconds: float | None = None,
    turn: threading.Lock = _ONE_ASIDE,
) -> Any:  # noqa: ANN401
    """Return what a slow task returns in a process of its own, one such process at a time.

    It takes seconds, so it must not stand in the way of what a drag needs.

    Parameters
    ----------
    seconds : after which the process is ended
    turn : tasks of one turn wait for one another

    Raises
    ------
    RuntimeError
        where the task failed.
    TimeoutError
        where its time was over.
    """
    with turn:
        worker = Worker(tries=1)
        timer = threading.Timer(seconds or 0.0, worker.kill)
        if seconds is not None:
            timer.start()
        try:
            return worker.run(task, *inputs)
        except RuntimeError:
            if timer.finished.is_set():
                raise TimeoutError(f"{task.__name__} took more than {seconds} s") from None
            raise
        finally:
            timer.cancel()
            worker.close()


WORKER = Worker()
atexit.register(WORKER.close)
WHEN_GONE.append(WORKER.drop_gone)
MOST_PLACES = 8
"""Places of visitors' own figures that the child holds at once."""


def _serve() -> None:
    """Answer tasks until the parent closes the line."""
    if hasattr(os, "nice"):
        os.nice(10)  # the lines of all visitors go first
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a task prints must not get between the answers
    places: dict[str, OwnPlace] = {}
    while True:
        try:
            task, inputs, sources, alive_there = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        named = {place.code: place for place in map(place_of, sources)}
        others = [p for c, p in places.items() if c in alive_there and c not in named]
        places = {p.code: p for p in (*others, *named.values())[-MOST_PLACES:]}
        try:
            answer = (True, task(*inputs))
        except Exception as error:
            answer = (False, f"{type(error).__name__}: {error}")
        _send(answers, answer)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        _serve()
