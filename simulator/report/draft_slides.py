"""Slides that stay true: whether the numbers of an edited deck are still the run's.

PowerPoint keeps no trace of a run of text, so the deck's properties say which number was written
on which slide, and a number counts as untouched where its words still stand there as often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.dataclass import dataclass
from simulator.inputs.office_package import parse_xml, read_parts
from simulator.report.draft import Finding, not_ours, read_manifest
from simulator.report.story.parts import Story
from simulator.report.writers.slides import TRACED, written
from simulator.text import unbound

ENDING = ".pptx"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml$")
_KEY = "EDITED.pptx"
_NEAR = 60
"""Letters of a slide by which a finding is found."""

Written = Mapping[str, list[tuple[str, str]]]
"""Step -> tag and words of each number."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as it stands now: its place in the package, and all of its words."""

    place: int
    text: str


def read_slides(path: Path) -> dict[str, Slide]:
    """Return name -> slide of a deck.

    Raises
    ------
    InputError
        for a file that is no deck.
    """
    found = {}
    for part, raw in read_parts(path, _KEY).items():
        match = _SLIDE.match(part.filename)
        if match:
            root = parse_xml(raw, path, _KEY)
            name = root.find(f"{_P}cSld").get("name", "")
            found[name] = Slide(int(match[1]), _text(root))
    return found


def _text(root: Any) -> str:  # noqa: ANN401
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{_A}t")) for p in root.iter(f"{_A}p"))
    return unbound("\n".join(paragraphs))


def read_written(path: Path) -> Written:
    """Return what the deck says that was written on it.

    Raises
    ------
    InputError
        where it does not say so in a way of this program.
    """
    kept: Any = read_manifest(path).get(TRACED)
    try:
        return {
            str(step): [(str(tag), str(words)) for tag, words in pairs]
            for step, pairs in kept.items()
        }
    except (AttributeError, TypeError, ValueError):
        raise not_ours(path, "slides", _KEY) from None


def check_slides(path: Path, fresh: Story) -> list[Finding]:
    """Return what no longer holds in an edited deck, against a fresh run.

    Parameters
    ----------
    fresh : the same story, made anew from today's scenario, data and law
    """
    slides, before = read_slides(path), read_written(path)
    now = {step: dict(pairs) for step, pairs in written(fresh).items()}
    found: list[Finding] = []
    for step, pairs in before.items():
        found += _of_slide(slides.get(step), pairs, now.get(step, {}))
    for step, numbers in now.items():
        known = {tag for tag, _ in before.get(step, [])}
        found += [
            Finding("removed", tag, 0, "", "", words)
            for tag, words in numbers.items()
            if tag not in known
        ]
    return found


def _of_slide(
    slide: Slide | None, pairs: list[tuple[str, str]], now: Mapping[str, str]
) -> Iterator[Finding]:
    if slide is None:
        for tag, words in pairs:
            yield Finding("removed", tag, 0, "", words, now.get(tag, ""))
        return
    left = Counter({words: _count(words, slide.text) for _, words in pairs})
    near = slide.text.strip()[:_NEAR].replace("\n", " ")
    for tag, words in pairs:
        expected = now.get(tag, "")
        left[words] -= 1
        if left[words] < 0:
            yield Finding("edited", tag, slide.place, near, "", expected)
        elif not expected:
            yield Finding("unknown", tag, slide.place, near, words, "")
        elif expected != words:
            yield Finding("outdated", tag, slide.place, near, words, expected)


def _count(words: str, text: str) -> int:
    """Return how often a number stands in a text, not as a part of another.

    >>> _count("3,8", "3,8 và 13,8 và 3,85 và 3,8."), _count("12", "−12 và 12 %, 12")
    (2, 2)
    """
    return len(re.findall(rf"(?<![\d.,−-]){re.escape(words)}(?!\d|[.,]\d)", text))
