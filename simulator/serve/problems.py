"""What went wrong, as ``application/problem+json`` (RFC 9457) in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from simulator.dataclass import dataclass
from simulator.errors import Problem
from simulator.inputs.documents import Document, RelativeYear, dotted
from simulator.report.writers.json import as_json
from simulator.text import LANGUAGES, Text

MEDIA = "application/problem+json"
MOST_TOLD = 50
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in ``type``, the status, and its title."""

    name: str
    status: int
    title: Text


KINDS = {
    kind.name: kind
    for kind in (
        Kind("malformed", 400, Text("Không đọc được yêu cầu", "The request cannot be read")),
        Kind("host", 400, Text("Tên máy chủ không được nhận", "The host name is not served")),
        Kind("no-key", 401, Text("Cần khoá truy cập", "A key is needed")),
        Kind("not-found", 404, Text("Không có", "Not found")),
        Kind("method", 405, Text("Phương thức không dùng được ở đây", "Method not allowed")),
        Kind("slow-body", 408, Text("Yêu cầu gửi quá chậm", "The request came too slowly")),
        Kind("not-ready", 409, Text("Chưa có kết quả", "No result yet")),
        Kind("cancelled", 410, Text("Công việc đã bị huỷ", "The job was cancelled")),
        Kind("too-large", 413, Text("Yêu cầu quá lớn", "The request is too large")),
        Kind("media", 415, Text("Kiểu nội dung không được nhận", "Unsupported media type")),
        Kind("bad-input", 422, Text("Đầu vào có lỗi", "The input has faults")),
        Kind("too-many", 429, Text("Quá nhiều công việc cùng lúc", "Too many jobs at once")),
        Kind("fault", 500, Text("Lỗi của chương trình", "A fault of the program")),
        Kind("busy", 503, Text("Máy chủ đang bận", "The server is busy")),
        Kind("too-long", 503, Text("Quá thời gian cho phép", "It took too long")),
        Kind("lost", 503, Text("Tiến trình tính toán đã dừng", "The process was lost")),
    )
}
"""Every kind of problem that a server answers."""


class RefusedError(Exception):
    """A request that is not answered.

    Parameters
    ----------
    kind : one of :data:`KINDS`
    text : what is wrong with it
    headers : of the answer, such as ``Retry-After``
    """

    def __init__(self, kind: str, text: Text, headers: dict[str, str] | None = None) -> None:
        super().__init__(text.en)
        self.kind, self.text, self.headers = kind, text, headers or {}


def problem_body(
    kind: str, detail: str, language: str, problems: list[dict[str, Any]] | None = None
) -> bytes:
    """Return the document of a problem."""
    known = KINDS[kind]
    told = {
        "type": f"/#{known.name}",
        "title": known.title.in_(language),
        "status": known.status,
        "detail": detail,
        "problems": problems or [],
    }
    return as_json(told, language).encode()


def input_problem(
    kind: str, problems: Iterable[Problem], language: str, body: Document | None = None
) -> bytes:
    """Return the document of everything that is wrong with an input.

    Parameters
    ----------
    body : of the request, for pointers and values
    """
    told = list(problems)
    lines = [one.line_in(language) for one in told]
    entries = [_entry(one, language, body) for one in told[:MOST_TOLD]]
    detail = lines[0] if lines else ""
    if len(lines) > 1:
        detail += Text(f" (và {len(lines) - 1} lỗi nữa)", f" (and {len(lines) - 1} more)").in_(
            language
        )
    return problem_body(kind, detail, language, entries)


OPTIONS = {"--target": "targets", "--year": "years"}
"""Option of the command line -> the field that asks the same, where it is called otherwise."""


def field_of(key: str) -> str:
    """Return the field that asks what an option of the command line asks.

    >>> field_of("--law-as-of"), field_of("--target"), field_of("levers.agents")
    ('law_as_of', 'targets', 'levers.agents')
    """
    return OPTIONS.get(key) or key.removeprefix("--").replace("-", "_") if key[:2] == "--" else key


def _entry(problem: Problem, language: str, body: Document | None) -> dict[str, Any]:
    key = field_of(problem.key)
    inside = body is not None and (not problem.file or _begins_in(problem.file, body))
    whole = f"{problem.file}.{key}" if problem.file and key else problem.file or key
    entry: dict[str, Any] = {"message": problem.text.in_(language), "key": key}
    if inside and body is not None:
        path = path_of(whole, body)
        entry |= {"pointer": pointer(path), "value": _value(body.data, path)}
    else:
        entry["file"] = problem.file
    numbers = {"line": problem.line, "column": problem.column}
    entry |= {name: number for name, number in numbers.items() if number}
    if problem.bounds is not None:
        entry["allowed"] = {"minimum": problem.bounds[0], "maximum": problem.bounds[1]}
    elif problem.allowed:
        entry["allowed"] = list(problem.allowed)
    entry["nearest"] = problem.nearest
    return {name: value for name, value in entry.items() if value is not None}


def _begins_in(file: str, body: Document) -> bool:
    first = re.split(r"[.\[]", file)[0]
    return isinstance(body.data, dict) and first in body.data


def path_of(key: str, body: Document) -> tuple[str | int, ...]:
    """Return the path of an entry of a body by its dotted key; of a missing one by its words.

    >>> path_of("scenarios[1].name", Document("", {}, {}, {}))
    ('scenarios', 1, 'name')
    """
    for path in (*body.key_places, *body.places):
        if dotted(path) == key:
            return path
    parts = re.findall(r"[^.\[\]]+", key)
    return tuple(int(part) if part.isdecimal() and part.isascii() else part for part in parts)


def pointer(path: Iterable[str | int]) -> str:
    """Return a path as a JSON pointer (RFC 6901).

    >>> pointer(("scenarios", 1, "a/b"))
    '/scenarios/1/a~1b'
    """
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def _value(data: Any, path: Iterable[str | int]) -> object:  # noqa: ANN401
    """Return what stands at a path where it is short; None where nothing does."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    if isinstance(data, RelativeYear):
        return str(data)
    if isinstance(data, str):
        return data[:LONGEST_VALUE]
    return data if isinstance(data, int | float) else None


def language_of(accepted: str | None) -> str:
    """Return the language of an answer by ``Accept-Language``: Vietnamese unless English is liked.

    >>> language_of(None), language_of("en-GB,en;q=0.8"), language_of("fr, en;q=0.5, vi;q=0.9")
    ('vi', 'en', 'vi')
    """
    liked = dict.fromkeys(LANGUAGES, 0.0)
    for part in (accepted or "").split(","):
        name, _, quality = part.strip().partition(";")
        code = name.strip().lower().partition("-")[0]
        if code in liked:
            liked[code] = max(liked[code], _quality(quality))
    return max(LANGUAGES, key=lambda code: liked[code])


def _quality(stated: str) -> float:
    found = re.fullmatch(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", stated)
    return float(found[1]) if found else 1.0
