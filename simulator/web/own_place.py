"""Places of visitors' own figures: in memory, while a visitor holds them, and nowhere else.

A place is found by a digest of all that it was made from, so that results kept under its code are
those of these very figures. The code is no secret and opens nothing: a visitor reaches only the
place that their own session holds. When the last session that holds a place is gone, whatever was
kept of it is forgotten.
"""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections.abc import Callable
from functools import lru_cache
from queue import SimpleQueue

from simulator.dataclass import dataclass
from simulator.inputs.pack_source import PackFiles
from simulator.inputs.region import Region, region_of
from simulator.report.file_names import FIGURES, file_called
from simulator.web.lru_cache import LRUCache

_MARK = "own:"


@dataclass(frozen=True, eq=False)
class OwnPlace:
    """A place of a visitor's own figures.

    Parameters
    ----------
    code : by which the page's state and everything kept know it
    source : its figures
    region : what was read of them
    """

    code: str
    source: PackFiles
    region: Region

    @property
    def file(self) -> str:
        """Return the name under which its workbook is taken home."""
        return workbook_name(self.region)


def workbook_name(region: Region) -> str:
    """Return what a place's workbook is called, which commands name in either language."""
    return file_called(FIGURES, ".xlsx", "vi", region.code)


_HELD: weakref.WeakValueDictionary[str, OwnPlace] = weakref.WeakValueDictionary()
_GONE: SimpleQueue[str] = SimpleQueue()
"""Codes of places that nobody holds any more; a collector may put one in at any moment."""
WHEN_GONE: list[Callable[[], None]] = []
"""Called after places are gone."""


def is_own(code: str) -> bool:
    """Return whether a code is that of a visitor's own figures."""
    return code.startswith(_MARK)


def place_of(source: PackFiles) -> OwnPlace:
    """Return the place of some figures; equal ones give the same place.

    Raises
    ------
    InputError
        with every problem of the first table that has any.
    """
    code = _MARK + _digest(source)
    found = _HELD.get(code)
    if found is None:
        found = OwnPlace(code, source, region_of(source))
        _HELD[code] = found
        weakref.finalize(found, _GONE.put, code).atexit = False
        _sweeper()
    return found


def held(code: str) -> OwnPlace:
    """Return a place that some session holds.

    Raises
    ------
    KeyError
        where nobody does.
    """
    return _HELD[code]


def alive() -> frozenset[str]:
    """Return the codes of all places that are held."""
    return frozenset(_HELD.keys())


def _digest(source: PackFiles) -> str:
    parts = [source.title.encode()]
    for name, raw in sorted(source.files.items()):
        parts += [name.encode(), raw]
    sized = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hashlib.sha256(sized).hexdigest()


@lru_cache(maxsize=1)
def _sweeper() -> threading.Thread:
    """Start the thread that forgets what was kept of places that are gone.

    A finalizer may run while any lock is held, so it only puts the code into a queue.
    """
    thread = threading.Thread(target=_sweep, name="own-places", daemon=True)
    thread.start()
    return thread


def _sweep() -> None:
    while True:
        code = _GONE.get()
        LRUCache.forget(code)
        for call in WHEN_GONE:
            call()
