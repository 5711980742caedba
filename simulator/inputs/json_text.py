"""Reading JSON that may come from anyone: bounded in size and depth before it is parsed."""

from __future__ import annotations

import json
import re

from simulator.errors import InputError, Problem, input_error
from simulator.inputs.documents import MAXIMUM_DEPTH
from simulator.text import Text

MAXIMUM_JSON_BYTES = 100_000_000
"""Results of a long run with many scenarios are some ten megabytes."""
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


def parse_json(raw: str | bytes, name: str) -> object:
    """Return what a JSON text holds.

    Parameters
    ----------
    raw : text, or its UTF-8 bytes
    name : of the file, for what is wrong

    Raises
    ------
    InputError
        where it is no JSON, too large, or nested more than :data:`MAXIMUM_DEPTH` deep.

    >>> parse_json('{"a": [1, null]}', "a.json")
    {'a': [1, None]}
    """
    data = raw.encode() if isinstance(raw, str) else raw
    if len(data) > MAXIMUM_JSON_BYTES:
        size = MAXIMUM_JSON_BYTES // 1_000_000
        raise input_error(f"tệp lớn hơn {size} MB", f"the file is larger than {size} MB", file=name)
    if _depth(data) > MAXIMUM_DEPTH:
        raise input_error(
            f"lồng quá sâu (hơn {MAXIMUM_DEPTH} tầng)",
            f"nested too deeply (over {MAXIMUM_DEPTH} levels)",
            file=name,
        )
    try:
        found: object = json.loads(data)
        if _HALF.search(data):  # half a character is no text, and no file can be written of it
            json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        words = Text("không phải JSON", "not JSON")
        raise InputError(Problem(name, error.lineno, error.colno, "", words)) from None
    except ValueError:
        raise input_error("không phải JSON", "not JSON", file=name) from None
    return found


def _depth(data: bytes) -> int:
    """Return how deep the brackets outside of strings are nested."""
    deepest = depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub(b"", data)):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > MAXIMUM_DEPTH:
            return depth
        deepest = max(deepest, depth)
    return deepest
