"""The front: takes a request within bounds, hands it to a process, and sends back its bytes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager
from enum import Enum
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from starlette.exceptions import HTTPException

from simulator import __version__
from simulator.report.writers.json import as_json
from simulator.serve.answers import FAULT, Answer, Task, answer
from simulator.serve.guard import Guard, client_of, problem_response
from simulator.serve.index import index_page
from simulator.serve.jobs import LOST, TOO_LONG, Jobs, State
from simulator.serve.openapi import described, listing_extra, question_extra, responses_of
from simulator.serve.operations import Operation, operations
from simulator.serve.pool import FullError, LostError, Pool
from simulator.serve.problems import RefusedError, language_of
from simulator.serve.settings import Limits, Settings
from simulator.text import Text

YAMLS = frozenset({"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"})
FRESH = "private, max-age=60"
"""Lists change when the office puts new figures in."""
SOON = {"Retry-After": "2"}
BUSY = Text("mọi tiến trình đang bận; hãy gửi lại sau", "every process is busy; send it again")


class Front:
    """The two pools of a server, and how a request goes through them."""

    def __init__(self, settings: Settings) -> None:
        limits = settings.limits
        self.settings = settings
        self.quick = Pool(limits.workers, limits.waiting, answer, settings)
        self.slow = Pool(limits.job_workers, limits.jobs_waiting, answer, settings)
        self.jobs = Jobs(self.slow, limits)

    def warm(self) -> None:
        """Let every process that answers at once begin and read the regions."""
        for _ in range(self.settings.limits.workers):
            self.quick.submit(Task("regions", "vi"), self.settings.limits.answer_seconds)

    def close(self) -> None:
        """End every process."""
        self.quick.close()
        self.slow.close()

    async def answered(self, task: Task) -> Answer:
        """Return the answer to a task.

        Raises
        ------
        RefusedError
            where as many wait as may, or the process ended before it had answered.
        """
        seconds = self.settings.limits.answer_seconds
        try:
            order = self.quick.submit(task, seconds)
            found: Answer = await asyncio.wrap_future(order.future)
        except FullError:
            raise RefusedError("busy", BUSY, SOON) from None
        except TimeoutError:
            raise RefusedError("too-long", TOO_LONG, SOON) from None
        except (LostError, CancelledError):
            raise RefusedError("lost", LOST, SOON) from None
        return found

    def taken_on(self, task: Task, owner: str) -> Response:
        """Return where the job of a task is to be asked for."""
        try:
            job = self.jobs.begin(task, task.operation, task.language, owner)
        except FullError:
            raise RefusedError("busy", BUSY, {"Retry-After": "10"}) from None
        told = as_json(job.told(self.jobs.clock()))
        headers = {"Location": f"/v1/jobs/{job.name}", "Retry-After": "1"}
        return Response(told, 202, headers, "application/json")


def create_app(settings: Settings) -> FastAPI:
    """Return the application that serves what settings say."""
    front = Front(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        try:
            yield
        finally:
            front.close()

    app = FastAPI(
        title="Scenario simulator for social insurance",
        version=__version__,
        docs_url=None,  # FastAPI's pages load from outside
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.front = front
    known = operations(settings)
    for operation in known.values():
        _serve(app, front, operation)
    _serve_jobs(app, front)
    _serve_fixed(app, known)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _fault)
    described(app, known, settings)
    app.add_middleware(Guard, settings=settings)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Accept-Language", "Prefer"],
            expose_headers=["Location", "Retry-After"],
        )
    return app


def _serve(app: FastAPI, front: Front, operation: Operation) -> None:
    """Route an operation."""
    listing = operation.listing
    app.add_api_route(
        operation.path,
        _lister(front, operation) if listing else _asker(front, operation),
        methods=["GET" if listing else "POST"],
        name=operation.name,
        operation_id=operation.name,
        summary=operation.summary.en,
        tags=["lists" if listing else "questions"],
        response_class=Response,
        responses=responses_of(operation),
        openapi_extra=listing_extra(operation) if listing else question_extra(operation),
    )


def _lister(front: Front, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def listed(request: Request) -> Response:
        stated = (*request.path_params.items(), *request.query_params.multi_items())
        language = language_of(request.headers.get("accept-language"))
        found = await front.answered(Task(operation.name, language, stated=stated))
        if found.status != 200:
            return _sent(found, language)
        tag = f'"{hashlib.sha256(found.body).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": FRESH}
        if tag in request.headers.get("if-none-match", ""):
            return Response(None, 304, headers)
        return _sent(found, language, headers)

    return listed


def _asker(front: Front, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def asked(request: Request) -> Response:
        language = language_of(request.headers.get("accept-language"))
        json = _is_json(request)
        raw = await read_body(request, front.settings.limits)
        liked = request.headers.get("prefer", "").replace(";", ",").split(",")
        later = "respond-async" in [word.strip().lower() for word in liked]
        found = await front.answered(Task(operation.name, language, raw, json, later=later))
        if found.long:
            task = Task(operation.name, language, raw, json, job=True)
            return front.taken_on(task, client_of(request.scope))
        return _sent(found, language)

    return asked


def _is_json(request: Request) -> bool:
    """Return whether a body is JSON rather than YAML.

    What a page of another site may send unasked (a form, plain text) is neither.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == "application/json" or media in YAMLS:
        return media == "application/json"
    raise RefusedError(
        "media",
        Text(
            f"Content-Type {media!r}: cần application/json hoặc application/yaml",
            f"Content-Type {media!r}: application/json or application/yaml is expected",
        ),
    )


async def read_body(request: Request, limits: Limits) -> bytes:
    """Return a body, counted while it is read.

    Raises
    ------
    RefusedError
        where it is too large, or comes too slowly.
    """
    most = limits.body_bytes
    large = RefusedError(
        "too-large", Text(f"thân yêu cầu quá {most} byte", f"the body has over {most} bytes")
    )
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most:
        raise large
    raw = bytearray()
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for piece in request.stream():
                raw += piece
                if len(raw) > most:
                    raise large
    except TimeoutError:
        words = Text("thân yêu cầu đến quá chậm", "the body came too slowly")
        raise RefusedError("slow-body", words) from None
    return bytes(raw)


def _sent(found: Answer, language: str, headers: dict[str, str] | None = None) -> Response:
    more = {"Content-Language": language}
    if found.file:
        more["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file)}"
    return Response(found.body, found.status, {**more, **(headers or {})}, found.media)


def _serve_jobs(app: FastAPI, front: Front) -> None:
    """Route what is asked of jobs."""
    path = "/v1/jobs/{job}"
    tags: list[str | Enum] = ["jobs"]

    @app.get(path, tags=tags, operation_id="job", summary="Where a job stands")
    async def status(job: str, request: Request) -> Response:
        found = front.jobs.find(job, client_of(request.scope))
        headers = {} if found.answer is not None else {"Retry-After": "1"}
        told = as_json(found.told(front.jobs.clock()))
        return Response(told, 200, headers, "application/json")

    @app.get(f"{path}/result", tags=tags, operation_id="result", summary="What a job gave")
    async def result(job: str, request: Request) -> Response:
        found = front.jobs.find(job, client_of(request.scope))
        if found.answer is None:
            waits = found.state is State.WAITING
            words = Text("đang chờ", "it waits") if waits else Text("đang chạy", "it runs")
            raise RefusedError("not-ready", words, {"Retry-After": "1"})
        return _sent(found.answer, found.language)

    @app.delete(path, tags=tags, operation_id="cancel", summary="Cancel or forget a job")
    async def cancel(job: str, request: Request) -> Response:
        front.jobs.drop(front.jobs.find(job, client_of(request.scope)))
        return Response(status_code=204)


def _serve_fixed(app: FastAPI, known: dict[str, Operation]) -> None:
    """Route what is the same for everyone: the index, the schema, whether the server lives."""
    from simulator.serve.openapi import schema_text

    @app.get("/", include_in_schema=False)
    async def index(request: Request) -> Response:
        language = language_of(request.headers.get("accept-language"))
        return Response(index_page(known, language), media_type="text/html; charset=utf-8")

    @app.get("/v1/health", tags=["server"], operation_id="health", summary="Whether it lives")
    async def health() -> Response:
        return Response(as_json({"status": "ok"}), media_type="application/json")

    @app.get("/v1/schema", tags=["lists"], operation_id="schema", summary="Schema of scenarios")
    async def schema() -> Response:
        return Response(schema_text(), media_type="application/schema+json")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return problem_response(error, language_of(request.headers.get("accept-language")))


def _http_error(request: Request, error: Exception) -> Response:
    """Answer what the router refuses: a path or a method that there is not."""
    assert isinstance(error, HTTPException)
    kind = {404: "not-found", 405: "method"}.get(error.status_code, "malformed")
    words = Text(
        f"không có {request.method} {request.url.path[:200]}; xem /openapi.json",
        f"there is no {request.method} {request.url.path[:200]}; see /openapi.json",
    )
    return _refused(request, RefusedError(kind, words, dict(error.headers or {})))


def _fault(request: Request, _error: Exception) -> Response:
    return _refused(request, RefusedError("fault", FAULT))
