"""Drafts that stay true: whether the numbers of an edited document are still the run's."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from simulator.dataclass import dataclass
from simulator.errors import InputError, input_error
from simulator.files import write_whole
from simulator.inputs.json_text import parse_json
from simulator.inputs.office_package import parse_xml, read_parts
from simulator.report.appendix.source import LAST_YEAR
from simulator.report.document import Document
from simulator.report.profile import PROFILES
from simulator.report.writers.paper import shown
from simulator.report.writers.word_numbers import digest, mark_name, trace
from simulator.text import LANGUAGES, Text, unbound

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_MARK = re.compile(r"n_[0-9a-f]{14}_[0-9a-f]{8}_\d+$")


@dataclass(frozen=True, slots=True)
class Control:
    """A traced number as it stands in a document.

    Parameters
    ----------
    trace : digest of the number's tag
    untouched : whether the text is still the one that was written
    text : text that stands there now
    paragraph : counted from 1
    near : some words of that paragraph
    """

    trace: str
    untouched: bool
    text: str
    paragraph: int
    near: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a tagged number.

    ``kind`` is "edited" (changed by hand), "removed" (no longer in the document), "outdated" (no
    longer agrees with the run) or "unknown" (the run has no such number).
    """

    kind: str
    tag: str
    paragraph: int
    near: str
    found: str
    expected: str


KINDS = {
    "edited": Text("bị sửa tay", "changed by hand"),
    "removed": Text("đã bị xoá", "removed"),
    "outdated": Text("không còn khớp với lần chạy", "no longer agrees with the run"),
    "unknown": Text("không có trong lần chạy", "not in the run"),
}


def read_controls(path: Path) -> list[Control]:
    """Return the traced numbers of a Word document, in order.

    Raises
    ------
    InputError
        for a file that is no Word document.
    """
    body = _part(path, _BODY)
    found = []
    for number, paragraph in enumerate(body.iter(f"{_W}p"), start=1):
        words = "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))
        for start, texts in _marked(paragraph):
            _, traced, written, _ = start.get(f"{_W}name").split("_")
            text = "".join(t.text or "" for t in texts)
            untouched = digest(unbound(text), len(written)) == written
            found.append(Control(traced, untouched, text, number, words[:60]))
    return found


def _marked(paragraph: Any) -> Iterator[tuple[Any, list[Any]]]:  # noqa: ANN401
    """Yield each bookmark of a number in a paragraph with the text elements inside it."""
    open_marks: dict[str, tuple[Any, list[Any]]] = {}
    for element in paragraph.iter():
        if element.tag == f"{_W}bookmarkStart" and _MARK.match(element.get(f"{_W}name") or ""):
            open_marks[element.get(f"{_W}id")] = (element, [])
        elif element.tag == f"{_W}bookmarkEnd":
            known = open_marks.pop(element.get(f"{_W}id"), None)
            if known is not None:
                yield known
        elif element.tag == f"{_W}t":
            for _, texts in open_marks.values():
                texts.append(element)


def _part(path: Path, name: str) -> Any:  # noqa: ANN401
    """Return the root of a part of a document."""
    for part, raw in read_parts(path, _KEY).items():
        if part.filename == name:
            return parse_xml(raw, path, _KEY)
    raise input_error(
        f"{path}: không phải tài liệu Word (.docx) đọc được",
        f"{path}: not a Word document (.docx) that can be read",
        key=_KEY,
    )


_KEY = "EDITED.docx"


def read_manifest(path: Path) -> dict[str, Any]:
    """Return the manifest that a document carries in its properties.

    Raises
    ------
    InputError
        where there is none: the document was not made by this program.
    """
    root = _part(path, "docProps/core.xml")
    for entry in root.iter("{http://purl.org/dc/elements/1.1/}description"):
        try:
            data = parse_json(entry.text or "", str(path))
        except InputError:
            continue
        if isinstance(data, dict) and "options" in data:
            return data
    raise input_error(
        f"{path}: không có thông tin lần chạy; tài liệu không do lệnh appendix tạo ra",
        f"{path}: carries no manifest; it was not made by the command appendix",
        key="EDITED.docx",
    )


@dataclass(frozen=True, slots=True)
class Run:
    """The run that a document was made from, as its manifest states it."""

    region: str
    known_at: date | None
    scenarios: list[str]
    base: str
    profile: str
    language: str
    draws: int
    seed: int
    appendices: list[str] | None
    year: int = LAST_YEAR


MOST_DRAWS = 10_000
"""Draws of an appendix at most; a manifest that states more was not written by this program."""


def run_of(manifest: dict[str, Any], path: Path) -> Run:
    """Return the run that a manifest states; a document may come from anyone.

    Raises
    ------
    InputError
        where it states what no appendix of this program does.
    """
    options = manifest["options"] if isinstance(manifest["options"], dict) else {}
    known_at = options.get("law_as_of")
    try:
        run = Run(
            options.get("region") or manifest["region"],
            None if known_at is None else date.fromisoformat(known_at),
            options["scenarios"],
            options["base"],
            options.get("profile", PROFILES[0]),
            options["language"],
            manifest["draws"],
            manifest["seed"],
            options.get("appendices"),
            options.get("year", LAST_YEAR),
        )
    except (KeyError, TypeError, ValueError):
        raise not_ours(path, "appendix") from None
    words = [run.region, run.base, *_listed(run.scenarios), *_listed(run.appendices or [])]
    whole = all(type(n) is int for n in (run.draws, run.seed, run.year))
    if not whole or not 0 < run.draws <= MOST_DRAWS or not 0 <= run.seed < 2**63:
        raise not_ours(path, "appendix")
    if not all(isinstance(word, str) for word in words) or run.profile not in PROFILES:
        raise not_ours(path, "appendix")
    if run.language not in LANGUAGES or not run.scenarios:
        raise not_ours(path, "appendix")
    return run


def _listed(stated: object) -> list[Any]:
    return stated if isinstance(stated, list) else [None]


def not_ours(path: Path, command: str, key: str = _KEY) -> InputError:
    """Return the complaint that a file says of its run what no command of this program wrote."""
    return input_error(
        f"{path}: thông tin lần chạy bị hỏng; tệp không do lệnh {command} tạo ra",
        f"{path}: its manifest is broken; it was not made by the command {command}",
        key=key,
    )


def check_draft(path: Path, fresh: Document) -> list[Finding]:
    """Return what no longer holds in an edited document, against a fresh run.

    Parameters
    ----------
    fresh : the same document, made anew from today's scenario, data and law
    """
    expected = _expected(fresh)
    controls = read_controls(path)
    found = []
    for control in controls:
        tag, text = expected.get(control.trace, ("", ""))
        if not tag:
            found.append(_finding("unknown", control, control.trace, ""))
        elif not control.untouched:
            found.append(_finding("edited", control, tag, text))
        elif unbound(control.text) != unbound(text):
            found.append(_finding("outdated", control, tag, text))
    present = {control.trace for control in controls}
    found += [
        Finding("removed", tag, 0, "", "", text)
        for traced, (tag, text) in expected.items()
        if traced not in present
    ]
    return found


def _expected(fresh: Document) -> dict[str, tuple[str, str]]:
    """Return trace -> tag and words of every number of a document."""
    return {
        trace(number.tag): (number.tag, shown(number, fresh.language))
        for number in fresh.numbers().values()
    }


def _finding(kind: str, control: Control, tag: str, expected: str) -> Finding:
    return Finding(kind, tag, control.paragraph, control.near, control.text, expected)


def changed_inputs(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return the inputs whose content is no longer that of the document's run."""
    changed = []
    for group in ("inputs_sha256", "scenarios_sha256"):
        before, after = old.get(group, {}), new.get(group, {})
        changed += [k for k in sorted({*before, *after}) if before.get(k) != after.get(k)]
    if old.get("program") != new.get("program"):
        changed.append(f"{old.get('program')} -> {new.get('program')}")
    return changed


def refresh_draft(path: Path, out: Path, fresh: Document) -> int:
    """Write a copy of a document with its numbers renewed; touch nothing else.

    Returns
    -------
    Number of content controls whose text changed.

    Raises
    ------
    InputError
        where ``out`` is the original.
    """
    if out.resolve() == path.resolve():
        raise input_error(
            "không ghi đè lên bản gốc; chọn tên khác",
            "the original is not overwritten; choose another name",
            key="--out",
        )
    from lxml import etree

    expected = _expected(fresh)
    body = _part(path, _BODY)
    changed = 0
    for paragraph in body.iter(f"{_W}p"):
        for start, texts in list(_marked(paragraph)):
            _, traced, _, count = start.get(f"{_W}name").split("_")
            tag, words = expected.get(traced, ("", ""))
            if not tag or not texts:
                continue
            changed += "".join(t.text or "" for t in texts) != words
            texts[0].text = words
            for text in texts[1:]:
                text.text = ""
            start.set(f"{_W}name", mark_name(tag, words, int(count)))
    renewed = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
    write_whole(out, _replaced(path, {_BODY: renewed, "docProps/core.xml": _core(path, fresh)}))
    return changed


def _core(path: Path, fresh: Document) -> bytes:
    from lxml import etree

    root = _part(path, "docProps/core.xml")
    for entry in root.iter("{http://purl.org/dc/elements/1.1/}description"):
        entry.text = json.dumps(fresh.manifest, ensure_ascii=False, sort_keys=True)
    raw: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return raw


def _replaced(path: Path, parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for part, raw in read_parts(path, _KEY).items():
            new.writestr(part, parts.get(part.filename, raw))
    return target.getvalue()
