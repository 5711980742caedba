"""Writing files that appear whole or not at all, and telling whether they have changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

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


def is_there(path: Path) -> bool:
    r"""Return whether a file or folder has a name; none has one that no disk takes.

    >>> is_there(Path("x" * 5000)), is_there(Path("a\0b")), is_there(Path("."))
    (False, False, True)
    """
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def cache_folder() -> Path:
    """Return where is kept what would be made again: ``XDG_CACHE_HOME`` or what stands for it."""
    if sys.platform == "darwin":
        usual = Path.home() / "Library" / "Caches"
    else:
        usual = Path.home() / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or usual) / "si-simulator"


def refuse_others(path: Path) -> None:
    """Refuse what another user owns or may write: what lies in the cache is run or believed.

    Raises
    ------
    PermissionError
        where it can be written by others.
    """
    if sys.platform != "win32":
        about = path.stat()
        if about.st_uid != os.geteuid() or about.st_mode & 0o022:
            raise PermissionError(f"{path} can be written by others")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it appears whole or not at all, whoever else writes it meanwhile.

    It is on the disk before it takes its name, so that a machine that stops keeps either file. A
    process that is killed may leave a hidden ``.part`` beside it, which counts for nothing.

    Raises
    ------
    OSError
        where the disk refuses; then nothing is left.
    """
    with whole_file(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write into, which takes its name when it is written: see `write_whole`.

    Raises
    ------
    OSError
        where the disk refuses; then nothing is left.
    """
    part = _beside(path)
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which takes its name when it is filled: whole or not at all.

    A process that is killed may leave a hidden ``.part`` beside it, which counts for nothing.

    Raises
    ------
    OSError
        where the disk refuses, or a folder of that name has something in it; nothing is left.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = _beside(folder)
    try:
        part.mkdir()
        yield part
        part.replace(folder)
    finally:
        import shutil

        shutil.rmtree(part, ignore_errors=True)


def _beside(path: Path) -> Path:
    """Return a name of its own for each writer, short, so that every disk that takes a name can."""
    import secrets

    return path.with_name(f".{secrets.token_hex(4)}.part")
