"""Docstrings as autodoc should read them: what stands behind a name is prose, not a type."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

_FIELD = re.compile(r"^(?P<names>\*{0,2}[a-z]\w*(?:, \*{0,2}\w+)*) : (?P<said>.+)$")
_UNDERLINED = re.compile(r"^-{3,}$")


def prose(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Turn ``name : what it is`` into a name and a description, which numpy would take for a type.

    >>> lines = ["Parameters", "----------", "a, b : of x;", "    more"]
    >>> prose(None, "", "", None, None, lines); lines
    ['Parameters', '----------', 'a, b', '    of x;', '    more']
    """
    made: list[str] = []
    within = False
    for i, line in enumerate(lines):
        below = lines[i + 1] if i + 1 < len(lines) else ""
        if _UNDERLINED.match(below):
            within = line in ("Parameters", "Attributes", "Other Parameters")
        found = _FIELD.match(line) if within else None
        made += [found["names"], f"    {found['said']}"] if found else [line]
    lines[:] = made


def setup(app: Sphinx) -> dict[str, Any]:
    """Listen before napoleon reads the docstrings."""
    app.connect("autodoc-process-docstring", prose, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
