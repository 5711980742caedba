"""Long work from its beginning to its end: answered, cancelled, lost, too slow, forgotten."""

from concurrent.futures import CancelledError
from dataclasses import replace
from functools import partial

import pytest
from serve_tasks import obey

from simulator.serve.answers import Answer
from simulator.serve.jobs import Jobs, State
from simulator.serve.pool import FullError, LostError, Pool
from simulator.serve.problems import RefusedError
from simulator.serve.settings import Limits

FOREVER = ("wait",)


@pytest.fixture(scope="module")
def pool():
    made = Pool(1, 2, obey)
    yield made
    made.close()


def test_a_task_is_answered_and_the_process_kept(pool):
    assert pool.submit(("say", 1), 60).future.result() == 1
    (kept,) = pool._idle
    assert pool.submit(("say", 2), 60).future.result() == 2
    assert pool._idle == [kept]


def test_a_lost_process_fails_its_task_and_no_other(pool):
    with pytest.raises(LostError):
        pool.submit(("die",), 60).future.result()
    assert pool.submit(("say", 3), 60).future.result() == 3


def test_a_process_that_died_while_idle_is_replaced(pool):
    pool.submit(("say", 1), 60).future.result()
    pool._idle[0].kill()
    pool._idle[0]._process.join()
    assert pool.submit(("say", 4), 60).future.result() == 4


def test_a_task_has_its_time(pool):
    with pytest.raises(TimeoutError):
        pool.submit(FOREVER, 0.05).future.result()


def test_a_full_pool_takes_nothing_on_and_cancelling_makes_room(pool):
    orders = [pool.submit(FOREVER, 60) for _ in range(3)]
    with pytest.raises(FullError):
        pool.submit(FOREVER, 60)
    for order in orders:
        pool.cancel(order)
    for order in orders:
        with pytest.raises(CancelledError):
            order.future.result()
    assert pool.submit(("say", 5), 60).future.result() == 5


def test_progress_is_told_while_the_work_goes_on(pool):
    order = pool.submit(("tell", 0.25), 60)
    assert order.future.result() == "told"
    assert order.share == 0.25


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def jobs(pool, clock):
    limits = replace(Limits(), jobs_each=2, kept_jobs=2, kept_bytes=100, kept_seconds=60.0)
    return Jobs(pool, limits, clock)


def ended(jobs: Jobs, task: tuple, owner: str = "me"):
    job = jobs.begin(task, "goal", "en", owner)
    assert job.over.wait(60)
    return job


def test_a_job_is_done_then_forgotten_after_its_time(jobs, clock):
    job = ended(jobs, ("say", Answer(200, b"x")))
    assert jobs.find(job.name, "me").told(0.0)["status"] == "done"
    clock.now = 59.0
    assert jobs.find(job.name, "me").answer == Answer(200, b"x")
    clock.now = 61.0
    with pytest.raises(RefusedError):
        jobs.find(job.name, "me")


def test_a_job_is_its_clients_alone(jobs):
    job = ended(jobs, ("say", Answer(200)))
    with pytest.raises(RefusedError) as caught:
        jobs.find(job.name, "another")
    assert caught.value.kind == "not-found"


def test_results_are_bounded_in_number_and_in_bytes(jobs):
    first, second, third = (ended(jobs, ("say", Answer(200, b"x"))) for _ in range(3))
    held = partial(jobs._jobs.__contains__)
    assert [held(job.name) for job in (first, second, third)] == [False, True, True]
    large = ended(jobs, ("say", Answer(200, b"x" * 100)))
    assert [held(job.name) for job in (second, third, large)] == [False, False, True]


def test_a_client_has_so_many_jobs_at_once_and_may_cancel_one(jobs):
    running, waiting = (jobs.begin(FOREVER, "goal", "en", "me") for _ in range(2))
    with pytest.raises(RefusedError) as caught:
        jobs.begin(FOREVER, "goal", "en", "me")
    assert caught.value.kind == "too-many"
    assert waiting.state is State.WAITING
    for job in (waiting, running):
        jobs.drop(job)
        assert job.over.wait(60)
        with pytest.raises(RefusedError):
            jobs.find(job.name, "me")
    assert ended(jobs, ("say", Answer(200))).state is State.DONE


def test_a_lost_process_fails_its_job_with_one_sentence(jobs):
    job = ended(jobs, ("die",))
    assert job.state is State.FAILED
    assert job.answer.status == 503
    assert b"the process that worked on it ended" in job.answer.body


def test_over_http_a_job_is_told_cancelled_and_gone(ask):
    body = {"scenarios": ["resolution"], "format": "pdf"}
    taken = ask("POST", "/v1/papers", json=body)
    assert taken.status_code == 202
    place = taken.headers["location"]
    told = ask("GET", place).json()
    assert told["status"] in ("waiting", "running")
    assert ask("GET", f"{place}/result").status_code == 409
    assert ask("DELETE", place).status_code == 204
    assert ask("GET", place).status_code == 404


def test_short_work_is_a_job_where_it_is_asked_to_be(done, ask):
    body = {"scenarios": ["status_quo"], "years": [2025]}
    later = done("/v1/projections", json=body, headers={"Prefer": "respond-async"})
    assert later.json() == ask("POST", "/v1/projections", json=body).json()
