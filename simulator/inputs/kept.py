"""What files were read as, kept in the user's cache beside the very bytes that it was read from.

Reading and checking the tables of a province and of the nation takes ten times as long as loading
what they were read as. What is kept is believed only where nothing can have changed it: the files
have the same bytes, the program and its libraries are the same, and no other user may write it.
Without a cache, or where anything is in its way, files are read.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from simulator.files import cache_folder, refuse_others, write_whole

T = TypeVar("T")
MOST_KEPT = 100
"""Files in the cache; the oldest make room."""
MOST_BYTES = 4_000_000
"""Of the files together; larger ones are read."""
AT_REST = 60.0
"""Seconds for which nobody has written the files: those that are being worked on are not kept."""
FOLDERS = ("", "inputs", "model", "experience", "projection", "compiled")
"""Folders of the program that hold all the code by which anything that is kept is made."""
Contents = tuple[tuple[str, bytes], ...]
"""Path and bytes of every file."""


def kept(
    what: str, places: tuple[Path, ...], read: Callable[[], T], shared: Mapping[str, object] = {}
) -> T:
    """Return what files are read as, out of the cache where it is kept.

    Parameters
    ----------
    what : kind of what is read, and whatever else decides what the files are read as
    places : files, and folders of files, that it is read from and from nothing else
    read : reads them
    shared : name -> object of this process that it may refer to, which is not kept with it
    """
    return read_or_kept(what, places, read, shared)[0]


def read_or_kept(
    what: str, places: tuple[Path, ...], read: Callable[[], T], shared: Mapping[str, object] = {}
) -> tuple[T, Contents | None]:
    """Return what :func:`kept` does, and the bytes that it follows from; None where none are sure.

    Files that somebody writes meanwhile may be read as neither what they were nor what they are.
    """
    try:
        contents = _contents(places)
    except OSError:
        return read(), None
    found: list[T] = _found(what, contents, shared)
    if found:
        return found[0], contents
    made = read()
    try:
        sure = _at_rest(places) and _contents(places) == contents
    except OSError:
        sure = False
    if not sure:
        return made, None
    _keep(what, contents, made, shared)
    return made, contents


def kept_beside(
    what: str, contents: Contents, make: Callable[[], T], shared: Mapping[str, object] = {}
) -> T:
    """Return what follows from bytes that were read, and from ``what`` alone; see :func:`kept`."""
    found: list[T] = _found(what, contents, shared)
    if found:
        return found[0]
    made = make()
    _keep(what, contents, made, shared)
    return made


def _files(places: tuple[Path, ...]) -> Iterator[os.DirEntry[str] | Path]:
    for place in places:
        if place.is_dir():
            yield from sorted((e for e in os.scandir(place) if e.is_file()), key=lambda e: e.name)
        else:
            yield place


def _contents(places: tuple[Path, ...]) -> Contents:
    """Return path and bytes of every file.

    Raises
    ------
    OSError
        where they cannot be read, are too large, or are no files.
    """
    found = []
    room = MOST_BYTES
    for file in _files(places):
        room -= file.stat().st_size
        if room < 0 or not file.is_file():
            raise OSError(f"{file} is not kept")
        with open(file, "rb") as stream:
            found.append((os.fspath(file), stream.read()))
    return tuple(found)


def _at_rest(places: tuple[Path, ...]) -> bool:
    return all(time.time() - file.stat().st_ctime > AT_REST for file in _files(places))


@lru_cache(maxsize=1)
def _program() -> tuple[object, ...]:
    """Return what tells this program: its files by size and time, as Python does; libraries."""
    package = Path(__file__).parent.parent
    code = [
        (file.path, about.st_size, about.st_mtime_ns)
        for folder in FOLDERS
        for file in os.scandir(package / folder)
        if file.name.endswith((".py", ".csv")) and (about := file.stat())
    ]
    return sys.version, np.__version__, sorted(code)


def _target(what: str, contents: Contents) -> Path:
    """Return the file of the cache; what it holds says whether it is the one."""
    made_by = sys.version, __file__  # two programs beside one another keep to files of their own
    name = "\0".join((*made_by, what, *(path for path, _ in contents)))
    key = int.from_bytes(name.encode(errors="surrogateescape"), "little") % (2**61 - 1)
    return cache_folder() / f"read-{key:016x}.pickle"


def _found(what: str, contents: Contents, shared: Mapping[str, object]) -> list[Any]:
    """Return what is kept of these bytes; nothing where there is none that can be believed."""
    try:
        target = _target(what, contents)
        if not target.exists():
            return []
        refuse_others(target.parent)
        refuse_others(target)
        about, content = pickle.loads(target.read_bytes())
        if about != (_program(), what, contents):
            return []
        loader = pickle.Unpickler(io.BytesIO(content))
        loader.persistent_load = shared.__getitem__  # type: ignore[method-assign]
        return [loader.load()]
    except Exception:  # whatever a strange file brings about
        return []


def _keep(what: str, contents: Contents, made: object, shared: Mapping[str, object]) -> None:
    names = {id(one): name for name, one in shared.items()}
    content = io.BytesIO()
    dumper = pickle.Pickler(content, pickle.HIGHEST_PROTOCOL)
    dumper.persistent_id = lambda one: names.get(id(one))  # type: ignore[method-assign]
    try:
        dumper.dump(made)
        target = _target(what, contents)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_others(target.parent)
        write_whole(target, pickle.dumps(((_program(), what, contents), content.getvalue())))
        others = sorted(target.parent.glob("read-*.pickle"), key=lambda file: file.stat().st_mtime)
        for old in others[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, pickle.PicklingError, TypeError, AttributeError):
        return  # it cannot be kept: the next run reads again
