"""The page at ``/``: what can be asked, in plain HTML that loads nothing from anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from simulator.report.document import Table, note, table
from simulator.report.writers.html import STYLE, block_html
from simulator.report.writers.json import as_json
from simulator.serve.fields import Field
from simulator.serve.operations import Operation
from simulator.serve.problems import KINDS
from simulator.text import Text

_BODY = "body { font-family: sans-serif; max-width: 70rem; margin: 1.5rem auto; padding: 0 1rem; }"
_TITLE = Text(
    "Mô phỏng kịch bản bảo hiểm xã hội: giao diện HTTP",
    "Scenario simulator for social insurance: HTTP",
)
_ABOUT = Text(
    "Mô tả đầy đủ cho chương trình: /openapi.json. Lược đồ của kịch bản: /v1/schema.",
    "The full description for programs: /openapi.json. The schema of scenarios: /v1/schema.",
)


def index_page(known: Mapping[str, Operation], language: str) -> str:
    """Return the page in a language."""
    title = escape(_TITLE.in_(language))
    parts = [f"<h1>{title}</h1>", block_html(note(_ABOUT), language)]
    for operation in known.values():
        parts += _about(operation, language)
    head = Text("Khi yêu cầu không được trả lời", "Where a request is not answered")
    parts += [f"<h2>{escape(head.in_(language))}</h2>", *_problems(language)]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{_BODY}{STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )


def _about(operation: Operation, language: str) -> list[str]:
    method = "GET" if operation.listing else "POST"
    head = f"{method} {operation.path}"
    parts = [f'<h2 id="{operation.name}">{escape(head)}</h2>']
    parts.append(f"<p>{escape(operation.summary.in_(language))}</p>")
    if operation.fields:
        parts.append(block_html(_fields(operation.fields), language))
    if operation.example is not None:
        parts.append(f"<pre>{escape(as_json(operation.example))}</pre>")
    return parts


def _fields(fields: tuple[Field, ...]) -> Table:
    return table(
        "",
        fields,
        (Text("Trường", "Field"), lambda field: field.name),
        (Text("Nội dung", "What it is"), lambda field: field.words),
        (Text("Mặc định", "Default"), _default),
    )


def _default(field: Field) -> str | Text:
    if field.required:
        return Text("bắt buộc", "required")
    return "" if field.default in (None, []) else str(field.default)


def _problems(language: str) -> list[str]:
    """Return one line a kind of problem, each with the name that its ``type`` points to."""
    return [
        f'<p id="{kind.name}">{kind.status} {kind.name}: {escape(kind.title.in_(language))}</p>'
        for kind in KINDS.values()
    ]
