"""Numbers in Word: each a content control inside a bookmark, so that a draft stays checkable."""

from __future__ import annotations

from typing import Any

from simulator.report.document import Number
from simulator.report.writers.paper import ESTIMATE_MARK, shown
from simulator.text import HARD_SPACE, bound, unbound

_LONGEST_TAG = 64
"""Letters of a content control's tag that Word allows."""


class Marks:
    """Writes numbers with their traces; each bookmark's name is used once in a document."""

    def __init__(self, language: str) -> None:
        self._language, self._used = language, 0

    def write(self, paragraph: Any, part: str | Number) -> None:  # noqa: ANN401
        """Add a text, or a number with its trace, to a paragraph."""
        if isinstance(part, str):
            paragraph.add_run(clean(part))
            return
        words = shown(part, self._language)
        start, end = self._around(part.tag, words)
        for child in (start, _content_control(part.tag, words), end):
            paragraph._p.append(child)
        if part.estimate:
            paragraph.add_run(f"{HARD_SPACE}{ESTIMATE_MARK.in_(self._language)}")

    def _around(self, tag: str, words: str) -> tuple[Any, Any]:
        """Return the start and the end of a bookmark that traces a number."""
        self._used += 1
        start, end = element("w:bookmarkStart"), element("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qualified("w:id"), str(self._used))
        start.set(qualified("w:name"), mark_name(tag, words, self._used))
        return start, end


def trace(tag: str) -> str:
    """Return what a bookmark's name keeps of a number's tag."""
    return digest(_short(tag), 14)


def _short(tag: str) -> str:
    return tag if len(tag) <= _LONGEST_TAG else f"{tag[:50]}~{digest(tag, 12)}"


def mark_name(tag: str, text: str, count: int) -> str:
    """Return a bookmark's name: the number's trace, what was written, and a count.

    Other programs drop the tag of a content control when they save, but keep bookmarks; Word
    allows 40 characters.

    >>> len(mark_name("resolution/si_share/2030/value", "32,3 %", 1482)) <= 40
    True
    """
    return f"n_{trace(tag)}_{digest(unbound(text), 8)}_{count}"


def digest(words: str, length: int) -> str:
    """Return a short digest of some words."""
    import hashlib

    return hashlib.sha256(words.encode()).hexdigest()[:length]


def clean(text: str) -> str:
    """Drop characters that XML cannot hold, and keep numbers with their units."""
    return bound("".join(c for c in text if c in "\t\n" or ord(c) >= 32))


def _content_control(tag: str, words: str) -> Any:  # noqa: ANN401
    """Return an inline content control whose tag traces the number, its title the first text."""
    control = element("w:sdt")
    properties = element("w:sdtPr")
    for kind, value in (("w:alias", words), ("w:tag", _short(tag))):
        entry = element(kind)
        entry.set(qualified("w:val"), value)
        properties.append(entry)
    content = element("w:sdtContent")
    run, text = element("w:r"), element("w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    content.append(run)
    control.append(properties)
    control.append(content)
    return control


def element(name: str) -> Any:  # noqa: ANN401
    """Return a new element by its name with prefix, for example "w:r"."""
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def qualified(name: str) -> str:
    """Return a name with its namespace in full."""
    from docx.oxml.ns import qn

    return str(qn(name))
