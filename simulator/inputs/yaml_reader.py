"""Reading YAML strictly: what :func:`simulator.inputs.documents.parse_yaml` returns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import yaml

from simulator.errors import InputError, Problem
from simulator.inputs.documents import (
    MAXIMUM_DEPTH,
    MAXIMUM_NODES,
    Document,
    Place,
    RelativeYear,
    dotted,
)
from simulator.text import Text, visible

MOST_PROBLEMS = 50
MOST_DIGITS = 100


def document_of(text: str, name: str) -> Document:
    """Return a YAML document; see :func:`simulator.inputs.documents.parse_yaml`."""
    builder = _Builder(name)
    try:
        data = builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_yaml_problem(error, name))
    except yaml.reader.ReaderError:
        raise InputError(
            Problem(name, 1, 1, "", Text("có ký tự không in được", "holds unprintable characters"))
        ) from None
    if builder.problems:
        raise InputError(builder.problems)
    return Document(name, data, builder.places, builder.key_places, frozenset(builder.grouped))


def _yaml_problem(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = str(error.problem or error.context or "")
    if "maximum nesting depth" in said:
        return Problem(name, line, column, "", _TOO_DEEP)
    words = next((text for part, text in _YAML_WORDS.items() if part in said), _NOT_YAML)
    told = Text(f"không phải YAML: {words.vi}", f"not YAML: {words.en}")
    return Problem(name, line, column, "", told)


_YAML_WORDS = {
    "mapping values are not allowed": Text(
        "thừa dấu hai chấm, hoặc thụt dòng sai", "a colon too many, or wrong indentation"
    ),
    "did not find expected ',' or": Text(
        "thiếu dấu phẩy, hoặc ngoặc chưa đóng", "a comma is missing, or a bracket is not closed"
    ),
    "did not find expected key": Text(
        "thiếu khoá, hoặc thụt dòng không thẳng hàng với dòng trên",
        "a key is missing, or the line is not in line with the one above",
    ),
    "did not find expected '-'": Text(
        "thiếu dấu gạch đầu mục, hoặc thụt dòng sai",
        "the dash of an entry is missing, or wrong indentation",
    ),
    "did not find expected node content": Text("thiếu giá trị", "a value is missing"),
    "could not find expected ':'": Text(
        "thiếu dấu hai chấm sau khoá", "the colon after a key is missing"
    ),
    "block sequence entries are not allowed": Text(
        "dấu gạch đầu mục ở chỗ không được dùng", "the dash of an entry where none may stand"
    ),
    "cannot start any token": Text(
        "ký tự không được mở đầu giá trị; thụt dòng bằng dấu cách chứ không bằng phím Tab, và đặt "
        "giá trị có ký tự lạ trong dấu nháy",
        "a character that no value may begin with; indent with spaces, not with the tab key, and "
        "put values with odd characters in quotes",
    ),
    "found a tab": Text(
        "thụt dòng bằng phím Tab; hãy dùng dấu cách", "indented with the tab key; use spaces"
    ),
    "unexpected end of stream": Text(
        "dấu nháy hoặc ngoặc chưa đóng", "a quote or a bracket is not closed"
    ),
    "unknown escape character": Text(
        "dấu gạch chéo ngược đi với chữ không hợp lệ", "a backslash before a letter that it may not"
    ),
}
"""Part of what the parser says -> what is wrong."""
_NOT_YAML = Text("sai cú pháp", "wrong syntax")


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9]\d*(_\d+)*)$", re.ASCII)
_RELATIVE = re.compile(r"\+[0-9]+$")
_FLOAT = re.compile(r"[-+]?(\d+(_\d+)*(\.\d*)?|\.\d+)([eE][-+]?\d+)?$", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}$")
_NOT_FINITE = re.compile(r"[-+]?\.?(inf|nan|infinity)$", re.IGNORECASE)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_TOO_DEEP = Text(
    f"lồng quá sâu (hơn {MAXIMUM_DEPTH} tầng)", f"nested too deeply (over {MAXIMUM_DEPTH} levels)"
)


class _UselessError(Exception):
    """What was found makes it useless, or dangerous, to read on."""


class _Builder:
    """Turns YAML events into plain data, and remembers where everything stood.

    Nothing is composed beforehand: depth and entries are counted on the events as they come, and
    reading ends where there are too many. So the work is bounded whatever a stranger sends.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.places: dict[tuple[str | int, ...], Place] = {}
        self.key_places: dict[tuple[str | int, ...], Place] = {}
        self.grouped: set[tuple[str | int, ...]] = set()
        self._entries = 0

    def document(self, events: Iterator[Any]) -> Any:
        """Return the data of the one document."""
        data: Any = None
        documents = 0
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._add_problem(
                            event,
                            (),
                            "có nhiều tài liệu (---); chỉ nhận một",
                            "several documents (---); give one",
                        )
                        return data
                elif isinstance(event, yaml.NodeEvent):
                    data = self._node(event, events, (), 0)
        except _UselessError:
            return None
        if not documents:
            self.problems.append(
                Problem(self.name, 1, 1, "", Text("tệp rỗng", "the file is empty"))
            )
        return data

    def _node(
        self, event: Any, events: Iterator[Any], path: tuple[str | int, ...], depth: int
    ) -> Any:
        self._count(event, path, depth)
        self.places[path] = _place(event)
        self._refuse_constructs(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path, depth)
        return None if isinstance(event, yaml.AliasEvent) else self._scalar(event, path)

    def _count(self, event: Any, path: tuple[str | int, ...], depth: int) -> None:
        """End the reading of what is nested too deeply or has too many entries."""
        self._entries += 1
        if depth > MAXIMUM_DEPTH:
            self._add_problem(event, path[:1], *_TOO_DEEP)
            raise _UselessError
        if self._entries > MAXIMUM_NODES:
            vi, en = f"hơn {MAXIMUM_NODES} mục", f"more than {MAXIMUM_NODES} entries"
            self._add_problem(event, path, vi, en)
            raise _UselessError

    def _refuse_constructs(self, event: Any, path: tuple[str | int, ...]) -> None:
        """Refuse anchors, aliases and tags, which a file of data has no use for."""
        anchor, tag = event.anchor, getattr(event, "tag", None)
        if anchor is not None:
            self._add_problem(
                event,
                (),
                f"không dùng neo hay bí danh (&{anchor}, *{anchor})",
                f"anchors and aliases (&{anchor}, *{anchor}) are not allowed",
            )
        elif tag is not None:
            self._add_problem(event, (), f"không dùng nhãn {tag}", f"the tag {tag} is not allowed")

    def _sequence(
        self, events: Iterator[Any], path: tuple[str | int, ...], depth: int
    ) -> list[Any]:
        data: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            data.append(self._node(event, events, (*path, len(data)), depth + 1))
        return data

    def _mapping(
        self, events: Iterator[Any], path: tuple[str | int, ...], depth: int
    ) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                # The key and its value are read on, so that only this is said of them.
                self._add_problem(event, path, "khoá phải là một từ", "a key must be a word")
                self._pass_over(event, events, path, depth)
                self._pass_over(next(events), events, path, depth)
                continue
            key = visible(event.value)
            below = (*path, key)
            self._refuse_constructs(event, below)
            if key in data:
                line = self.key_places[below][0]
                self._add_problem(
                    event,
                    below,
                    f"khoá lặp lại, đã có ở dòng {line}",
                    f"the key is doubled, it stands at line {line} already",
                )
                self._pass_over(next(events), events, path, depth)
                continue
            self.key_places[below] = _place(event)
            data[key] = self._node(next(events), events, below, depth + 1)
        return data

    def _pass_over(
        self, event: Any, events: Iterator[Any], path: tuple[str | int, ...], depth: int
    ) -> None:
        """Read past a node that has its complaint already."""
        open_ = 0
        while True:
            self._count(event, path, depth + 1 + open_)
            open_ += isinstance(event, yaml.CollectionStartEvent)
            open_ -= isinstance(event, yaml.CollectionEndEvent)
            if not open_:
                return
            event = next(events)

    def _scalar(self, event: Any, path: tuple[str | int, ...]) -> Any:
        text = visible(event.value)
        if event.style in ('"', "'", "|", ">"):
            return text
        if text.lower() in _WORDS and text in (text.lower(), "~"):
            return _WORDS[text]
        if len(text) <= MOST_DIGITS and _RELATIVE.match(text):
            return RelativeYear(int(text))
        if len(text) <= MOST_DIGITS and _INTEGER.match(text):
            return int(text)
        if _NOT_FINITE.match(text):
            self._add_problem(
                event, path, f"{text} không phải là một số", f"{text} is not a finite number"
            )
            return 0.0
        if _FLOAT.match(text):
            number = float(text)
            if math.isfinite(number):
                if _GROUPED.match(text):
                    self.grouped.add(path)
                return number
            self._add_problem(event, path, f"{text} quá lớn", f"{text} is too large")
            return 0.0
        return text

    def _add_problem(self, event: Any, path: tuple[str | int, ...], vi: str, en: str) -> None:
        line, column = _place(event)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(self.name, line, column, dotted(path), Text(vi, en)))


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
