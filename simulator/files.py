"""Writing files that appear whole or not at all, and telling whether they have changed."""

from __future__ import annotations

import os
import secrets
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
    """Write a file so that it appears whole or not at all, whoever else writes it meanwhile.

    It is on the disk before it takes its name, so that a machine that stops keeps either file. A
    process that is killed may leave a hidden ``.part`` beside it, which counts for nothing.

    Raises
    ------
    OSError
        where the disk refuses; then nothing is left.
    """
    raw = content.encode() if isinstance(content, str) else content
    # A name of its own for each writer, short, so that every name that a disk takes can be written.
    part = path.with_name(f".{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
