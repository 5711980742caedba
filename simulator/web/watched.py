"""The counts of the year that is watched, as a visitor left them and as a saved page has them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from simulator.errors import InputError
from simulator.inputs.json_text import parse_json
from simulator.inputs.region import Region
from simulator.schemes import SERIES
from simulator.web.link import pack, unpack
from simulator.web.runs import region_called
from simulator.web.session import Visitor

YEAR, MONTH, TABLE = "year", "month", "table"
MOST_YEARS = 7
"""Years that can be watched, from the first projected one."""
MOST_CHARACTERS = 200_000
"""Of a table that is pasted."""
_MOST_TYPED = 30
Watched = Mapping[str, str | int]
"""Year and month looked at, series -> count as typed, and the table that was pasted."""


def key_of(region: Region, name: str) -> str:
    """Return the key of a field: year, month, a series or the table."""
    return f"watch_{region.code}_{name}"


def years_of(region: Region) -> range:
    """Return the years that can be watched."""
    return range(region.base_year + 1, region.base_year + 1 + MOST_YEARS)


def watched_by(known: Visitor) -> str:
    """Return what a visitor filled in for the place looked at, packed; "" where that is nothing."""
    region = region_called(known.state.region)
    held = {name: known.fields.get(key_of(region, name), "") for name in (*SERIES, TABLE)}
    if not any(str(text).strip() for text in held.values()):
        return ""
    when = {name: known.fields[key_of(region, name)] for name in (YEAR, MONTH)}
    return pack(json.dumps({**when, **held}, ensure_ascii=False))


def watch_again(known: Visitor, packed: str, language: str) -> None:
    """Fill the fields of the place looked at with what a saved page has; what is broken is left.

    Parameters
    ----------
    language : in which the counts were typed
    """
    region = region_called(known.state.region)
    for name, value in _read(packed, region).items():
        key, number = key_of(region, name), name in SERIES
        if number:
            known.numbers.add(key)
        known.refill(key, value, language if number else known.language)


def _read(packed: str, region: Region) -> Watched:
    try:
        stated = parse_json(unpack(packed, 2 * MOST_CHARACTERS) or "", "")
    except InputError:
        return {}
    if not isinstance(stated, dict):
        return {}
    found: dict[str, str | int] = {}
    for name, allowed in ((YEAR, years_of(region)), (MONTH, range(1, 13))):
        if type(stated.get(name)) is int and stated[name] in allowed:
            found[name] = stated[name]
    for name, most in (*((series, _MOST_TYPED) for series in SERIES), (TABLE, MOST_CHARACTERS)):
        if isinstance(stated.get(name), str):
            found[name] = stated[name][:most]
    return found
