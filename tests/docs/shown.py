"""Code blocks of the documentation, as a reader would copy them."""

import re
import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")],
    key=lambda path: path.as_posix(),
)
_BLOCK = re.compile(
    r"(?:^ *<!-- heavy: (?P<heavy>[^\n]*?) -->\n)?"
    r"^(?P<indent> *)(?P<fence>`{3,})(?P<head>[^\n`]*)\n(?P<body>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)
_CALL = re.compile(r"^(?:\$ )?(?:\./start )?simulator (?P<words>.+)$")
_INLINE = re.compile(r"`(?:\./start )?simulator ([a-z][^`]*)`")
SERVERS = ("app", "serve")
"""Commands that go on until they are stopped; that they can be called is all that is tried."""


class Block(NamedTuple):
    """A fenced block: its language or directive, what stands in it, cheaper options for a test."""

    head: str
    body: str
    cheaper: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the blocks of a page in their order."""
    for found in _BLOCK.finditer(page.read_text("utf-8")):
        yield Block(found["head"].strip(), textwrap.dedent(found["body"]), found["heavy"] or "")


def calls(block: Block) -> Iterator[list[str]]:
    """Yield the words behind ``simulator`` of each call in a block of commands."""
    if block.head not in ("", "bash", "console", "sh"):
        return
    for line in block.body.replace("\\\n", " ").splitlines():
        found = _CALL.match(line.strip())
        if found:
            yield shlex.split(found["words"], comments=True)


def file_of(block: Block) -> tuple[str, str] | None:
    """Return name and text of a file that the reader is told to write."""
    found = re.match(r":caption: (\S+)\n\n?", block.body)
    if not block.head.startswith("{code-block}") or found is None:
        return None
    return found[1], block.body[found.end() :]


def spoken(page: Path) -> Iterator[list[str]]:
    """Yield the words of calls within sentences and tables, placeholders and all."""
    text = _BLOCK.sub("", page.read_text("utf-8")).replace("\\|", "|")
    for found in _INLINE.finditer(" ".join(text.split())):
        yield found[1].replace("[", " ").replace("]", " ").split()
