"""Writing files that appear whole or not at all, and telling whether they have changed."""

from __future__ import annotations

import os
from pathlib import Path

Stamp = tuple[tuple[str, int, int, int], ...]
"""Path, size and times of some files: another one where any of them was written to."""


def stamp(*places: Path) -> Stamp:
    """Return what tells files, and the files of folders, from what they were before."""
    found = []
    for place in places:
        if place.is_dir():
            found += [(entry.path, entry.stat()) for entry in os.scandir(place)]
        elif place.exists():
            found.append((str(place), place.stat()))
    return tuple(
        (path, at.st_size, at.st_mtime_ns, at.st_ctime_ns)
        for path, at in sorted(found, key=lambda pair: pair[0])
    )


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it appears whole or not at all."""
    raw = content.encode() if isinstance(content, str) else content
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(raw)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
