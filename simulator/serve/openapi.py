"""The description of the server, made from the declarations that the reader uses."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from simulator.report.records import BAND_FIELDS, ERROR_FIELD, FIELDS
from simulator.serve.answers import PAPERS
from simulator.serve.fields import Field
from simulator.serve.jobs import State
from simulator.serve.operations import Operation
from simulator.serve.problems import KINDS, MEDIA
from simulator.serve.settings import Settings

Schema = dict[str, Any]
_SCHEMA_FILE = Path(__file__).parents[1] / "schema" / "scenario.json"
_TEXT, _COUNT = {"type": "string"}, {"type": "integer", "minimum": 1}
_MAYBE_NUMBER = {"type": ["number", "null"]}
_MAYBE_TEXT = {"type": ["string", "null"]}


@cache
def schema_text() -> str:
    """Return the JSON Schema of scenario files, as it stands in the package."""
    return _SCHEMA_FILE.read_text("utf-8")


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _content(media: str, schema: Schema, **more: Any) -> Schema:  # noqa: ANN401
    return {"content": {media: {"schema": schema, **more}}}


def responses_of(operation: Operation) -> dict[int | str, Schema]:
    """Return what an operation may answer."""
    found: dict[int | str, Schema] = {200: _answered(operation)}
    if operation.listing:
        found[304] = {"description": "Not changed: the ETag is the same"}
        statuses = [422, 503] + ([404] if "{" in operation.path else [])
    else:
        found[202] = {
            "description": "Taken on as a job",
            "headers": {"Location": {"schema": _TEXT}, "Retry-After": {"schema": _TEXT}},
            **_content("application/json", _named("Job")),
        }
        statuses = [400, 408, 413, 415, 422, 429, 503]
    return found | {status: _problem(status) for status in (*statuses, 401, 500)}


_BINARY = {"schema": {"type": "string", "contentEncoding": "binary"}}
_FILES = dict.fromkeys(PAPERS.values(), _BINARY)


def _answered(operation: Operation) -> Schema:
    if operation.name == "papers":
        return {"description": "The file", "content": _FILES}
    name = "Projections" if operation.name == "projections" else "Answer"
    return {"description": "The answer", **_content("application/json", _named(name))}


def _problem(status: int) -> Schema:
    kinds = [kind for kind in KINDS.values() if kind.status == status]
    words = "; ".join(kind.title.en for kind in kinds)
    return {"description": words, **_content(MEDIA, _named("Problem"))}


def question_extra(operation: Operation) -> Schema:
    """Return what the description of a question has beside its route: the body."""
    body = {
        "type": "object",
        "properties": {field.name: _described(field) for field in operation.fields},
        "required": [field.name for field in operation.fields if field.required],
        "additionalProperties": False,
    }
    content = {"schema": body, "example": operation.example}
    media = ("application/json", "application/yaml")
    prefer = {
        "name": "Prefer",
        "in": "header",
        "description": "`respond-async`: answer with a job, however short the work",
        "schema": {"type": "string"},
    }
    return {
        "parameters": [prefer],
        "requestBody": {"required": True, "content": dict.fromkeys(media, content)},
    }


def listing_extra(operation: Operation) -> Schema:
    """Return what the description of a list has beside its route: path and query."""
    return {
        "parameters": [
            {
                "name": field.name,
                "in": "path" if f"{{{field.name}}}" in operation.path else "query",
                "required": f"{{{field.name}}}" in operation.path,
                "description": field.words.en,
                "schema": field.schema,
            }
            for field in operation.fields
        ]
    }


def _described(field: Field) -> Schema:
    return {**field.schema, "description": field.words.en}


def described(app: FastAPI, known: dict[str, Operation], settings: Settings) -> None:
    """Let an application describe itself whole: schemas, security, jobs."""
    plain = app.openapi

    def whole() -> Schema:
        if app.openapi_schema is None:
            found = plain()
            found["openapi"] = "3.1.0"
            found.setdefault("components", {})["schemas"] = _schemas()
            _describe_jobs(found["paths"])
            if settings.keys:
                bearer = {"type": "http", "scheme": "bearer"}
                found["components"]["securitySchemes"] = {"key": bearer}
                found["security"] = [{"key": []}]
            app.openapi_schema = found
        return app.openapi_schema or {}

    app.openapi = whole  # type: ignore[method-assign]


def _describe_jobs(paths: Schema) -> None:
    """Say what jobs answer; their routes have functions of their own."""
    gone = {str(status): _problem(status) for status in (401, 404, 500)}
    status = {"description": "Where it stands", **_content("application/json", _named("Job"))}
    job, result = paths["/v1/jobs/{job}"], paths["/v1/jobs/{job}/result"]["get"]
    job["get"]["responses"] = {"200": status, **gone}
    job["delete"]["responses"] = {"204": {"description": "Cancelled or forgotten"}, **gone}
    answer: Schema = {
        "application/json": {"schema": {"anyOf": [_named("Projections"), _named("Answer")]}},
        **_FILES,
    }
    failed = {str(status): _problem(status) for status in (400, 409, 410, 422, 503)}
    result["responses"] = {
        "200": {"description": "What it gave", "content": answer},
        **gone,
        **failed,
    }
    for path, schema in (("/v1/health", {"type": "object"}), ("/v1/schema", {"type": "object"})):
        media = "application/json" if path == "/v1/health" else "application/schema+json"
        told = {"description": "The answer", **_content(media, schema)}
        problems = {str(status): _problem(status) for status in (401, 500)}
        paths[path]["get"]["responses"] = {"200": told, **problems}


def _schemas() -> Schema:
    scenario = json.loads(schema_text())
    scenario.pop("$schema")
    return {
        "Scenario": scenario,
        "Record": _record(),
        "Projections": _projections(),
        "Answer": _closed(_ANSWER, ("title", "data", "notes")),
        "Job": _closed(
            {
                "id": _TEXT,
                "operation": _TEXT,
                "status": {"enum": [state.value for state in State]},
                "progress": {**_MAYBE_NUMBER, "description": "share that is done, where told"},
                "seconds": {"type": "number", "minimum": 0},
                "result": _MAYBE_TEXT,
            }
        ),
        "Problem": _closed(
            {
                "type": {"enum": [f"/#{name}" for name in KINDS]},
                "title": _TEXT,
                "status": {"enum": sorted({kind.status for kind in KINDS.values()})},
                "detail": _TEXT,
                "problems": {"type": "array", "items": _fault()},
            }
        ),
    }


def _closed(properties: Schema, required: tuple[str, ...] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


_ANSWER: Schema = {
    "title": _TEXT,
    "data": {"description": "what the command line gives with --format json"},
    "notes": {"type": "array", "items": _TEXT},
}


def _projections() -> Schema:
    records = {"type": "array", "items": _named("Record")}
    return _closed(
        {
            **_ANSWER,
            "data": records,
            "manifest": {"type": "object", "description": "the same manifest, the same digits"},
            "manifest_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        }
    )


def _record() -> Schema:
    """Return the schema of a record; its bands are there where there are draws."""
    kinds = {
        "scenario": _TEXT, "region": _TEXT, "year": {"type": "integer"}, "measured": _TEXT,
        "indicator": _TEXT, "of": _MAYBE_TEXT, "class": _MAYBE_TEXT, "unit": _TEXT,
        "value": _MAYBE_NUMBER, "status": _TEXT, "drift": _MAYBE_NUMBER,
        "target_set": _MAYBE_TEXT, "assigned": {"type": ["boolean", "null"]},
    }  # fmt: skip
    bands = dict.fromkeys((*BAND_FIELDS, ERROR_FIELD), _MAYBE_NUMBER)
    return _closed({name: kinds[name] for name in FIELDS} | bands, FIELDS)


def _fault() -> Schema:
    bounds = _closed({"minimum": {"type": "number"}, "maximum": {"type": "number"}})
    names = {"type": "array", "items": _TEXT}
    return _closed(
        {
            "message": _TEXT,
            "key": _TEXT,
            "pointer": {"type": "string", "format": "json-pointer"},
            "value": {"type": ["string", "number", "boolean"]},
            "file": _TEXT,
            "line": _COUNT,
            "column": _COUNT,
            "allowed": {"anyOf": [names, bounds]},
            "nearest": _TEXT,
        },
        ("message", "key"),
    )
