"""The whole page as a file: its state, and what no link carries: own figures, counts watched."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from simulator.errors import InputError, Problem
from simulator.inputs.history_check import refuse_unfit
from simulator.inputs.json_text import parse_json
from simulator.inputs.pack_source import PackFiles
from simulator.text import LANGUAGES, Text
from simulator.web.link import from_link, pack, to_link, unpack
from simulator.web.own_place import OwnPlace, held, is_own, place_of
from simulator.web.state import PageState

MOST_FIGURES = 3_000_000
"""Bytes of figures in a saved page once unpacked."""


class Saved(NamedTuple):
    """What a file holds.

    Parameters
    ----------
    notices : in words all that could not be taken from it
    place : of own figures, where it has some
    watched : counts of the year as :func:`simulator.web.watched.watched_by` packs them
    language : of the page that was saved
    """

    state: PageState
    notices: list[Text]
    place: OwnPlace | None
    watched: str
    language: str


def state_file(state: PageState, language: str, watched: str = "") -> str:
    """Return the whole state as a file that :func:`from_file` opens again, own figures too.

    Parameters
    ----------
    watched : counts of the year, packed
    """
    whole = to_link(state, language)
    if watched:
        whole[_WATCHED] = watched
    if is_own(state.region):
        source = held(state.region).source
        texts = {name: raw.decode() for name, raw in source.files.items()}
        whole[_FIGURES] = pack(json.dumps([source.title, texts]))
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


_FIGURES, _WATCHED = "figures", "watched"


def from_file(text: str, name: str) -> Saved:
    """Return the state that a file holds, checked like a link, and what else it brings along.

    Raises
    ------
    InputError
        for what is not such a file, and figures that are wrong.
    """
    stated = parse_json(text, name)
    if not isinstance(stated, dict) or "v" not in stated or len(stated) > _MOST_ENTRIES:
        words = Text("không phải tệp trạng thái của trang", "not a saved state of the page")
        raise InputError(Problem(name, 0, 0, "", words))
    figures = stated.pop(_FIGURES, None)
    query = {key: value for key, value in stated.items() if isinstance(value, str)}
    watched, language = query.pop(_WATCHED, ""), query.get("lang", LANGUAGES[0])
    place = None if figures is None else _place_in(figures, name)
    return Saved(*from_link(query, place), place, watched, language)


def _place_in(figures: object, name: str) -> OwnPlace:
    """Return the place whose figures a file holds."""
    text = unpack(figures, MOST_FIGURES) if isinstance(figures, str) else None
    try:
        found: Any = parse_json(text or "", name)
        title, texts = found
        files = {str(n): str(content).encode() for n, content in texts.items()}
    except (InputError, ValueError, TypeError, AttributeError):
        words = Text("số liệu trong tệp bị hỏng", "the figures in the file are broken")
        raise InputError(Problem(name, 0, 0, "", words)) from None
    place = place_of(PackFiles(str(title)[:80], files))
    refuse_unfit(place.region)
    return place


_MOST_ENTRIES = 40
