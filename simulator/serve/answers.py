"""A request's bytes into an answer's bytes, in a process of the pool."""

from __future__ import annotations

import hashlib
import re
import sys
import traceback
from collections.abc import Sequence
from functools import lru_cache

from simulator.dataclass import dataclass
from simulator.errors import ContradictionError, InputError, Problem
from simulator.inputs.documents import Document, parse_yaml
from simulator.inputs.json_text import parse_json
from simulator.inputs.scenario_reader import ScenarioReader
from simulator.inputs.text_files import decode
from simulator.progress import Watcher, watched_by
from simulator.report.document import Paragraph
from simulator.report.writers import joined
from simulator.report.writers.json import as_json, data_of
from simulator.report.writers.words import cell_words
from simulator.serve import work
from simulator.serve.fields import read_fields
from simulator.serve.operations import Operation, Values, operations
from simulator.serve.problems import KINDS, MEDIA, input_problem, problem_body
from simulator.serve.settings import Settings
from simulator.text import Text

JSON = "application/json"
PAPERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Task:
    """A request as the front hands it over.

    Parameters
    ----------
    operation : what is asked
    language : of the answer
    raw : the body; None: a list, which has none
    json : whether it is JSON rather than YAML
    stated : what path and query state, for a list
    later : whether it is to be a job, however short
    job : whether it is one, and is answered however long it takes
    """

    operation: str
    language: str
    raw: bytes | None = None
    json: bool = True
    stated: tuple[tuple[str, str], ...] = ()
    later: bool = False
    job: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the front sends back.

    Parameters
    ----------
    long : there is no answer yet: the request is right, and takes so long that it is a job
    file : name of a file to save, where it is one
    """

    status: int
    body: bytes = b""
    media: str = JSON
    long: bool = False
    file: str = ""


def answer(task: Task, settings: Settings, tell: Watcher) -> Answer:
    """Return the answer to a request; whatever is wrong is an answer too."""
    body: Document | None = None
    try:
        body = _body(task)
    except InputError as error:
        return Answer(400, input_problem("malformed", error.problems, task.language), MEDIA)
    operation = _operations(settings)[task.operation]
    try:
        values = read_fields(operation.fields, ScenarioReader(body))
        asked = work.Asked(settings, values, body, task.language)
        left: work.Work = getattr(work, operation.name)(asked)
        if not task.job and (task.later or operation.long(values, settings.limits)):
            return Answer(202, long=True)
        with watched_by(tell):
            return _written(task, values, left())
    except InputError as error:
        return _refused(error.problems, task, body, operation)
    except ContradictionError as error:
        return _refused([Problem("", 0, 0, "", error.text)], task, body, operation)
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return Answer(500, problem_body("fault", FAULT.in_(task.language), task.language), MEDIA)


FAULT = Text(
    "chương trình có lỗi khi trả lời; nhật ký của máy chủ ghi chi tiết",
    "the program failed to answer; the server's log has the details",
)


@lru_cache(maxsize=1)
def _operations(settings: Settings) -> dict[str, Operation]:
    return operations(settings)


def _refused(
    problems: Sequence[Problem], task: Task, body: Document, operation: Operation
) -> Answer:
    """Return the answer to a wrong request; what its path names and is not there is not found."""
    missing = any(f"{{{problem.key}}}" in operation.path for problem in problems)
    kind = "not-found" if missing else "bad-input"
    raw = input_problem(kind, problems, task.language, body)
    return Answer(KINDS[kind].status, raw, MEDIA)


_SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|\\.", re.IGNORECASE)


def _body(task: Task) -> Document:
    """Return what was stated, with the place of every entry."""
    if task.raw is None:
        return Document("", dict(task.stated), {(): (0, 0)}, {})
    if not task.raw.strip():
        raise InputError(Problem("", 0, 0, "", Text("thân yêu cầu rỗng", "the body is empty")))
    text = decode(task.raw, "", cells=False)
    if task.json:
        parse_json(text, "")
        text = _SURROGATES.sub(_paired, text)
    return parse_yaml(text, "")


def _paired(found: re.Match[str]) -> str:
    """Return a pair of JSON's halves as the one letter that it is, in the form of YAML."""
    if found[1] is None:
        return found[0]
    high, low = int(found[1], 16), int(found[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"


def _written(task: Task, values: Values, made: work.Made) -> Answer:
    if made.paper is not None:
        return Answer(200, made.paper, PAPERS[values["format"]], file=made.file)
    one = joined(made.sections)
    paragraphs = (b for s in made.sections for b in s.blocks if isinstance(b, Paragraph))
    notes = ["".join(cell_words(p, task.language) for p in one.parts) for one in paragraphs]
    told = {
        "title": cell_words(one.title, task.language),
        "data": data_of(one),
        "notes": [*made.remarks, *notes],
    }
    if made.manifest is not None:
        written = as_json(made.manifest).encode()
        told["manifest"] = made.manifest
        told["manifest_sha256"] = hashlib.sha256(written).hexdigest()
    return Answer(200, as_json(told, task.language).encode())
