"""A bounded pool of processes, each of which may be killed in the midst of its work.

A thread for each process hands it one task at a time and waits for the answer, at most for the
task's time. A process that is killed, lost or out of time is replaced with the next task.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any

from simulator.threads import one_thread

Answerer = Callable[[Any, Any, Callable[[float], None]], Any]
"""A function of a module: task, what all tasks share, and whom to tell the share that is done."""


class FullError(Exception):
    """As many tasks wait as may."""


class LostError(Exception):
    """The process ended before it had answered."""


def _context() -> Any:  # noqa: ANN401
    """Return how processes begin: as copies of one that has imported everything, where possible."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["simulator.serve.answers"])
    return context


class Worker:
    """A process that answers one task after another over a pipe."""

    def __init__(self, answerer: Answerer, shared: object) -> None:
        one_thread()
        context = _context()
        self._here, there = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(there, answerer, shared), daemon=True, name="simulator answers"
        )
        self._process.start()
        there.close()

    @property
    def lives(self) -> bool:
        """Return whether the process runs."""
        return bool(self._process.is_alive())

    def ask(self, task: object, seconds: float, told: Callable[[float], None]) -> Any:  # noqa: ANN401
        """Return the answer to a task.

        Raises
        ------
        LostError
            where the process ended before it had answered.
        TimeoutError
            where its time was over.
        """
        until = time.monotonic() + seconds
        try:
            self._here.send(task)
            while self._here.poll(max(until - time.monotonic(), 0.0)):
                answered, thing = self._here.recv()
                if answered:
                    return thing
                told(thing)
        except (EOFError, OSError):
            raise LostError from None
        raise TimeoutError

    def kill(self) -> None:
        """End the process in the midst of its task."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give back what it held."""
        self._process.kill()
        self._process.join()
        self._here.close()


def _serve(line: Connection, answerer: Answerer, shared: object) -> None:
    """Answer tasks until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the front's, which then closes
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = line.recv()
            line.send((True, answerer(task, shared, lambda share: line.send((False, share)))))


class Order:
    """A task that was taken on.

    Attributes
    ----------
    future : of its answer; :class:`LostError`, :class:`TimeoutError` or CancelledError without one
    share : of the work that is done, as far as it is told; None: it is not
    begun : whether a process works on it, or has
    """

    def __init__(self, task: object, seconds: float) -> None:
        self.task, self.seconds = task, seconds
        self.future: Future[Any] = Future()
        self.share: float | None = None
        self.begun = False
        self.cancelled = False
        self.worker: Worker | None = None

    def tell(self, share: float) -> None:
        """Note how much is done."""
        self.share = share


class Pool:
    """Processes that answer, so many at once, and so many tasks that wait.

    Parameters
    ----------
    answerer, shared : see :data:`Answerer`
    """

    def __init__(self, size: int, waiting: int, answerer: Answerer, shared: object = None) -> None:
        self._answerer, self._shared = answerer, shared
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="simulator pool")
        self._room = size + waiting
        self._idle: list[Worker] = []
        self._orders: set[Order] = set()
        self._lock = threading.Lock()

    def submit(self, task: object, seconds: float) -> Order:
        """Take a task on.

        Raises
        ------
        FullError
            where as many wait as may.
        """
        order = Order(task, seconds)
        with self._lock:
            if len(self._orders) >= self._room:
                raise FullError
            self._orders.add(order)
        self._threads.submit(self._work, order)
        return order

    def cancel(self, order: Order) -> None:
        """End a task that waits or is worked on; one that is over stays as it is."""
        with self._lock:
            if order.cancelled or order not in self._orders:
                return
            order.cancelled = True
            if order.worker is not None:
                order.worker.kill()
            if order.begun:
                return  # its thread notices
            self._orders.discard(order)
        order.future.set_exception(CancelledError())

    def close(self) -> None:
        """End every process; what waits or is worked on is cancelled."""
        with self._lock:
            self._room = 0
            orders = list(self._orders)
        for order in orders:
            self.cancel(order)
        self._threads.shutdown(wait=True)
        while self._idle:
            self._idle.pop().close()

    def _work(self, order: Order) -> None:
        with self._lock:
            if order.cancelled:
                return
            order.begun = True
        try:
            answer = self._asked(order)
        except BaseException as error:
            self._left(order)
            order.future.set_exception(CancelledError() if order.cancelled else error)
        else:
            self._left(order)
            order.future.set_result(answer)

    def _left(self, order: Order) -> None:
        with self._lock:
            self._orders.discard(order)

    def _asked(self, order: Order) -> Any:  # noqa: ANN401
        worker = self._taken(order)
        try:
            answer = worker.ask(order.task, order.seconds, order.tell)
        except BaseException:
            worker.close()
            raise
        with self._lock:
            order.worker = None
            killed = order.cancelled
            if not killed:
                self._idle.append(worker)
        if killed:
            worker.close()
            raise CancelledError
        return answer

    def _taken(self, order: Order) -> Worker:
        """Return a process that lives, and note that the order has it."""
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        if worker is not None and not worker.lives:
            worker.close()
            worker = None
        worker = worker or Worker(self._answerer, self._shared)
        with self._lock:
            order.worker = worker
            if order.cancelled:
                worker.kill()
        return worker
