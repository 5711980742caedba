"""Long work: taken on, watched, cancelled, kept for a time and forgotten."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import field
from enum import StrEnum
from typing import Any

from simulator.dataclass import dataclass
from simulator.serve.answers import FAULT, Answer
from simulator.serve.pool import LostError, Order, Pool
from simulator.serve.problems import KINDS, MEDIA, RefusedError, problem_body
from simulator.serve.settings import Limits
from simulator.text import Text


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


LOST = Text(
    "tiến trình tính toán dừng trước khi trả lời; hãy gửi lại",
    "the process that worked on it ended before it had answered; send it again",
)
TOO_LONG = Text(
    "quá thời gian cho phép; hãy hỏi ít lần mô phỏng, kịch bản hay năm hơn",
    "it took longer than is allowed; ask for fewer draws, scenarios or years",
)


@dataclass(eq=False)
class Job:
    """A piece of long work.

    Parameters
    ----------
    name : by which its client, and nobody else, asks for it
    owner : the client
    operation : what was asked
    language : of what is told of it
    begun, ended : of the clock [seconds]
    answer : what became of it; None: nothing yet
    over : set once answer and end are known
    """

    name: str
    owner: str
    operation: str
    language: str
    order: Order
    begun: float
    ended: float = 0.0
    answer: Answer | None = None
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def state(self) -> State:
        """Return where it stands."""
        if self.answer is not None:
            return State.DONE if self.answer.status < 400 else State.FAILED
        return State.RUNNING if self.order.begun else State.WAITING

    @property
    def size(self) -> int:
        """Return the bytes that are kept of it."""
        return 0 if self.answer is None else len(self.answer.body)

    def told(self, now: float) -> dict[str, Any]:
        """Return what its client is told."""
        done = self.state is State.DONE
        return {
            "id": self.name,
            "operation": self.operation,
            "status": self.state.value,
            "progress": 1.0 if done else self.order.share,
            "seconds": round((self.ended if self.over.is_set() else now) - self.begun, 1),
            "result": f"/v1/jobs/{self.name}/result" if self.answer is not None else None,
        }


class Jobs:
    """The jobs of all clients; bounded in number, in the bytes of their results, and in time."""

    def __init__(
        self, pool: Pool, limits: Limits, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pool, self._limits, self.clock = pool, limits, clock
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def begin(self, task: object, operation: str, language: str, owner: str) -> Job:
        """Take a job on.

        Raises
        ------
        RefusedError
            where its client has as many under way as may.
        FullError
            where as many wait as may.
        """
        self._forget()
        with self._lock:
            alive = [j for j in self._jobs.values() if j.owner == owner and j.answer is None]
        if len(alive) >= self._limits.jobs_each:
            words = Text(
                f"đã có {len(alive)} công việc chưa xong; hãy chờ hoặc huỷ bớt",
                f"{len(alive)} jobs are under way; wait, or cancel one",
            )
            raise RefusedError("too-many", words, {"Retry-After": "10"})
        order = self._pool.submit(task, self._limits.job_seconds)
        name = secrets.token_urlsafe(16)
        job = Job(name, owner, operation, language, order, self.clock())
        with self._lock:
            self._jobs[name] = job
        order.future.add_done_callback(lambda _: self._end(job))
        return job

    def find(self, name: str, owner: str) -> Job:
        """Return a job of a client.

        Raises
        ------
        RefusedError
            where the client has none of that name.
        """
        self._forget()
        with self._lock:
            job = self._jobs.get(name)
        if job is None or job.owner != owner:
            words = Text(
                "không có công việc này, hoặc kết quả đã bị xoá",
                "there is no such job, or its result was dropped",
            )
            raise RefusedError("not-found", words)
        return job

    def drop(self, job: Job) -> None:
        """Cancel a job, or forget its result."""
        with self._lock:
            self._jobs.pop(job.name, None)
        self._pool.cancel(job.order)

    def _end(self, job: Job) -> None:
        job.ended = self.clock()
        try:
            job.answer = job.order.future.result()
        except CancelledError:
            job.answer = _failed("cancelled", CANCELLED, job)
        except TimeoutError:
            job.answer = _failed("too-long", TOO_LONG, job)
        except LostError:
            job.answer = _failed("lost", LOST, job)
        except Exception:
            job.answer = _failed("fault", FAULT, job)
        job.over.set()
        self._forget()

    def _forget(self) -> None:
        """Drop the oldest results until number, bytes and age are within their bounds."""
        now, limits = self.clock(), self._limits
        with self._lock:
            ended = [job for job in self._jobs.values() if job.over.is_set()]
            ended.sort(key=lambda job: job.ended)
            size = sum(job.size for job in ended)
            for i, job in enumerate(ended):
                old = now - job.ended > limits.kept_seconds
                if not (old or len(ended) - i > limits.kept_jobs or size > limits.kept_bytes):
                    break
                size -= job.size
                del self._jobs[job.name]


CANCELLED = Text("công việc đã bị huỷ", "the job was cancelled")


def _failed(kind: str, words: Text, job: Job) -> Answer:
    body = problem_body(kind, words.in_(job.language), job.language)
    return Answer(KINDS[kind].status, body, MEDIA)
