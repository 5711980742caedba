"""Figures that a visitor hands over, read and tried in a process of their own.

A workbook may be made to take long or much memory: the pages of the others do not wait for it, and
it is ended after a while.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.analysis.evidence.pack_review import Review, review
from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem
from simulator.inputs.pack_content import content_of, files_of
from simulator.inputs.pack_source import PackFiles, PackSource
from simulator.inputs.pack_workbook import PackWorkbook
from simulator.inputs.region import region_of
from simulator.text import Text
from simulator.web.lru_cache import LRUCache
from simulator.web.own_place import OwnPlace, place_of
from simulator.web.runs import region_called
from simulator.web.worker import aside

PATIENCE = 60.0
"""Seconds after which reading is given up."""
_REVIEWS = LRUCache(32)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading brought.

    Parameters
    ----------
    source : the figures, where they can be projected
    review : what is to be said of them, where they could be read
    problems : why not
    """

    source: PackFiles | None = None
    review: Review | None = None
    problems: tuple[Problem, ...] = ()


def read_workbook(raw: bytes, name: str) -> Read:
    """Read a workbook here and now, as the command line does."""
    return _read(lambda: PackWorkbook(Path(name), raw), name)


def read_files(source: PackFiles) -> Read:
    """Read a pack's files here and now."""
    return _read(lambda: source, source.title)


def _read(opened: Callable[[], PackSource], name: str) -> Read:
    try:
        source = opened()
        found = review(region_of(source))
        if found.missing:
            return Read(review=found)
        return Read(PackFiles(name, files_of(content_of(source))), found)
    except InputError as error:
        return Read(problems=error.problems)


def taken(task: Callable[..., Read], *inputs: object) -> tuple[OwnPlace | None, Read]:
    """Return the place that was handed over, read aside, and what is to be said of it."""
    try:
        read: Read = aside(task, *inputs, seconds=PATIENCE)
    except TimeoutError:
        return None, Read(problems=(Problem("", 0, 0, "", _TOO_LONG),))
    except RuntimeError:
        return None, Read(problems=(Problem("", 0, 0, "", _UNREADABLE),))
    if read.source is None:
        return None, read
    place = place_of(read.source)
    _REVIEWS.put(place.code, read.review)
    return place, read


_TOO_LONG = Text(
    f"đọc quá {PATIENCE:.0f} giây chưa xong nên đã dừng; hãy bỏ bớt các trang và dòng không cần",
    f"it was not read within {PATIENCE:.0f} seconds; take out sheets and rows that are not needed",
)
_UNREADABLE = Text(
    "không đọc được sổ; mở trong Excel rồi lưu lại kiểu .xlsx",
    "the workbook cannot be read; open it in Excel and save it as .xlsx",
)


def reviewed(code: str) -> Review:
    """Return what is to be said of a place, found once, aside.

    Raises
    ------
    RuntimeError
        where it cannot be found.
    """
    found: Review = _REVIEWS.get(code, lambda: aside(review_of, code, seconds=PATIENCE))
    return found


def review_of(code: str) -> Review:
    """Review a place here and now."""
    return review(region_called(code))
