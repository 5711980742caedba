"""The whole state of the page in its link, and what of an old or broken link could not be taken."""

from __future__ import annotations

import base64
import binascii
import math
import zlib
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from simulator.analysis.comparing.counting import refuse_not_at_year_end
from simulator.classes import CLASSES
from simulator.errors import InputError, nearest
from simulator.inputs.pack_lineage import region_names
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.scenario_files import scenario_from_text
from simulator.inputs.scenario_writer import dump_difference, dump_scenario
from simulator.levers import LEVERS
from simulator.text import Text
from simulator.web.own_place import OwnPlace, is_own
from simulator.web.runs import region_called, shipped, shipped_names
from simulator.web.state import MOST_SHELVED, MOST_SHOWN, Entry, PageState, with_lever

VERSION = "1"
FIRST_SHOWN = ("status_quo", "resolution")
MOST_UNPACKED = 200_000
"""Bytes of a scenario in a link once unpacked; a longer one is not taken."""
LAST_YEAR = 2050
LONGEST = 7_000
"""Letters of a query that every proxy lets pass: the usual limit is 8 kB for the whole request."""
IN_FILE = "file"
"""Entry of an address that stands for what was too long for it."""
OWN = "own"
"""Entry of an address that stands for figures of the visitor's own, which no address carries."""
_KNOWN = ("v", "region", "show", "base", "active", "year", "until", "lang", IN_FILE, OWN)


def first_state(region: str = "ninh_thuan") -> PageState:
    """Return what a visitor without a link meets."""
    entries = tuple(_shipped(name) for name in FIRST_SHOWN)
    return PageState(region, entries, FIRST_SHOWN[0], FIRST_SHOWN[-1])


def _shipped(name: str) -> Entry:
    scenario = shipped(name)
    return Entry(scenario, scenario)


def to_link(state: PageState, language: str) -> dict[str, str]:
    """Return the query parameters that carry the state.

    >>> to_link(first_state(), "vi")["show"]
    'status_quo,resolution'
    """
    link = {
        "v": VERSION,
        "lang": language,
        "region": shipped_place(state.region),
        "show": ",".join(entry.name for entry in state.entries),
        "base": state.base,
        "active": state.active,
        "year": str(state.year),
        "until": str(state.until),
    }
    if is_own(state.region):
        link[OWN] = "1"
    for entry in (*state.entries, *state.shelf):
        known = entry.name in shipped_names()
        if known and not entry.edited:
            continue
        edits = _edits(entry) if known else None
        if edits is not None:
            link[f"e.{entry.name}"] = edits
        else:
            link[f"f.{entry.name}"] = pack(_written(entry))
    return link


def _written(entry: Entry) -> str:
    """Return the scenario as a file: what differs from its origin, where that is a shipped one."""
    origin = entry.origin
    if origin.name in shipped_names() and origin == shipped(origin.name):
        different = dump_difference(entry.current, origin)
        if different is not None:
            return different
    return dump_scenario(entry.current)


def shipped_place(code: str) -> str:
    """Return the place that the program brings along and that is nearest to a page's place."""
    names = region_names()
    return next((p.code for p in region_called(code).lineage if p.code in names), names[0])


def address(state: PageState, language: str) -> tuple[dict[str, str], bool]:
    """Return the query of the address, and whether it carries the whole state.

    What would make it longer than a proxy takes is left out and marked; it travels in a file.
    """
    whole = to_link(state, language)
    if len(urlencode(whole, safe=",:.")) <= LONGEST:
        return whole, True
    return {**{key: v for key, v in whole.items() if key in _KNOWN}, IN_FILE: "1"}, False


def _edits(entry: Entry) -> str | None:
    """Return the levels that differ, or None where more than levels differs."""
    parts = []
    for name, path in entry.current.levers.items():
        before = entry.origin.levers.get(name)
        for by, number in path.level.items():
            if before is None or before.level.get(by) != number:
                where = name if by == "default" else f"{name}.{by}"
                parts.append(f"{where}:{number.value:g}")
    edits = ",".join(parts)
    problems: list[Text] = []
    again = _with_edits(entry.origin, edits, problems)
    return edits if not problems and again == entry.current else None


def pack(text: str) -> str:
    """Return a text short enough for a link."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpack(packed: str, most: int = MOST_UNPACKED) -> str | None:
    """Return the text again, or None where it is broken or too long.

    >>> unpack(pack("nghị quyết")), unpack("???")
    ('nghị quyết', None)
    """
    try:
        raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        machine = zlib.decompressobj()
        text = machine.decompress(raw, most)
        return None if machine.unconsumed_tail or not machine.eof else text.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError):
        return None


def from_link(
    query: Mapping[str, str], place: OwnPlace | None = None
) -> tuple[PageState, list[Text]]:
    """Return the state that a link means, and in words all that could not be taken from it.

    Parameters
    ----------
    place : of own figures that came with it in a file
    """
    problems: list[Text] = []
    if not any(key in query for key in _KNOWN if key != "lang"):
        return first_state(), problems
    _check_version(query, problems)
    if IN_FILE in query:
        problems.append(_TOO_LONG)
    code = _one_of(query, "region", region_names(), "ninh_thuan", problems)
    if place is not None:
        code = place.code
    elif OWN in query:
        problems.append(_no_figures(region_called(code).name))
    region = region_called(code)
    entries = _entries(query, region, problems)
    names = [entry.name for entry in entries]
    shelf = _shelf(query, region, names, problems)
    base = _one_of(query, "base", names, names[0], problems)
    active = _one_of(query, "active", names, names[-1], problems)
    first = region.base_year
    until = _year(query, "until", max(2035, first + 5), (first + 5, LAST_YEAR), problems)
    year = _year(query, "year", min(2030, until), (first, until), problems)
    for key in query:
        if key not in _KNOWN and not (key[:2] in ("e.", "f.") and key[2:] in (*names, *shelf)):
            problems.append(Text(f"không rõ mục {key[:40]!r}", f"unknown entry {key[:40]!r}"))
    kept = tuple(shelf.values())
    return PageState(code, tuple(entries), base, active, year, until, kept), problems


_TOO_LONG = Text(
    "phần đã chỉnh quá dài nên không nằm trong địa chỉ này; hãy mở tệp của trang đã lưu ở Lưu, "
    "chia sẻ",
    "what was changed is too long for this address; open the page's saved file in Save, share",
)


def _no_figures(name: Text) -> Text:
    return Text(
        "số liệu riêng không đi theo liên kết và mất khi tải lại trang; đang dùng số liệu của "
        f"chương trình cho {name.vi}. Hãy mở lại sổ ở trang Số liệu của tỉnh",
        "figures of one's own do not travel in a link and are gone when the page is loaded again; "
        f"using the program's for {name.en}. Open the workbook again on the page Own figures",
    )


def _check_version(query: Mapping[str, str], problems: list[Text]) -> None:
    version = query.get("v", "")
    if version != VERSION:
        problems.append(
            Text(
                f"liên kết thuộc phiên bản {version[:8] or '?'}, trang này đọc phiên bản "
                f"{VERSION}; "
                "đã nhận những gì còn hiểu được",
                f"the link is of version {version[:8] or '?'}, this page reads version {VERSION}; "
                "what could be understood was taken",
            )
        )


def _one_of(
    query: Mapping[str, str], key: str, allowed: list[str], usual: str, problems: list[Text]
) -> str:
    stated = query.get(key, usual)
    if stated in allowed:
        return stated
    near = nearest(stated, allowed)
    problems.append(
        Text(
            f"{key}: không có {stated[:40]!r}"
            + (f", gần nhất {near}" if near else "")
            + f"; đang dùng {usual}",
            f"{key}: there is no {stated[:40]!r}"
            + (f", nearest {near}" if near else "")
            + f"; using {usual}",
        )
    )
    return usual


def _year(
    query: Mapping[str, str], key: str, usual: int, bounds: tuple[int, int], problems: list[Text]
) -> int:
    stated = query.get(key, str(usual))
    if (
        stated.isascii()
        and stated.isdecimal()
        and len(stated) == 4
        and bounds[0] <= int(stated) <= bounds[1]
    ):
        return int(stated)
    problems.append(
        Text(
            f"{key}: {stated[:20]!r} nằm ngoài {bounds[0]}-{bounds[1]}; đang dùng {usual}",
            f"{key}: {stated[:20]!r} is outside {bounds[0]}-{bounds[1]}; using {usual}",
        )
    )
    return usual


def _entries(query: Mapping[str, str], region: Region, problems: list[Text]) -> list[Entry]:
    wanted = list(dict.fromkeys(n for n in query.get("show", "").split(",") if n))
    if len(wanted) > MOST_SHOWN:
        problems.append(
            Text(
                f"chỉ so sánh được {MOST_SHOWN} kịch bản; đã bỏ "
                f"{', '.join(wanted[MOST_SHOWN:])[:80]}",
                f"only {MOST_SHOWN} scenarios can be compared; "
                f"left out {', '.join(wanted[MOST_SHOWN:])[:80]}",
            )
        )
    found = []
    for name in wanted[:MOST_SHOWN] or FIRST_SHOWN:
        entry = _entry(query, name, region, problems)
        if entry is not None:
            found.append(entry)
    return found or list(first_state().entries)


def _shelf(
    query: Mapping[str, str], region: Region, shown: list[str], problems: list[Text]
) -> dict[str, Entry]:
    """Return the plans that came along though they are not compared now."""
    wanted = [key[2:] for key in query if key[:2] in ("e.", "f.") and key[2:] not in shown]
    found = {}
    for name in list(dict.fromkeys(wanted))[-MOST_SHELVED:]:
        if f"f.{name}" in query or name in shipped_names():
            entry = _entry(query, name, region, problems)
            if entry is not None:
                found[name] = entry
    return found


def _entry(
    query: Mapping[str, str], name: str, region: Region, problems: list[Text]
) -> Entry | None:
    known = name in shipped_names()
    packed, edits = query.get(f"f.{name}"), query.get(f"e.{name}")
    if packed is not None:
        read = _from_packed(packed, name, region, problems)
        if read is not None:
            begun = name if known else read.extends
            return Entry(shipped(begun) if begun in shipped_names() else read, read)
    if not known:
        if IN_FILE in query:
            return None
        problems.append(
            Text(f"show: không có kịch bản {name[:40]!r}", f"show: no scenario {name[:40]!r}")
        )
        return None
    entry = _shipped(name)
    if edits is None:
        return entry
    return replace(entry, current=_with_edits(entry.origin, edits, problems))


def _from_packed(packed: str, name: str, region: Region, problems: list[Text]) -> Scenario | None:
    text = unpack(packed)
    if text is None:
        problems.append(
            Text(
                f"kịch bản {name[:40]!r} trong liên kết bị hỏng",
                f"the scenario {name[:40]!r} in the link is broken",
            )
        )
        return None
    try:
        scenario = scenario_from_text(text, f"{name}.yaml")
        check_against_region(scenario, region)
        refuse_not_at_year_end(scenario, f"{name}.yaml")
    except InputError as error:
        problems += [Text(p.line_in("vi"), p.line_in("en")) for p in error.problems]
        return None
    # Two entries of a link must not meet under one name, whatever they call themselves.
    return replace(scenario, name=name)


def _with_edits(origin: Scenario, edits: str, problems: list[Text]) -> Scenario:
    scenario = origin
    for part in edits.split(","):
        if not part:
            continue
        where, _, stated = part.partition(":")
        name, _, by = where.partition(".")
        by = by or "default"
        level = _number(stated)
        lever = LEVERS.get(name)
        if lever is None or (by != "default" and (by not in CLASSES or not lever.by_class)):
            problems.append(
                Text(f"không có giải pháp {where[:40]!r}", f"there is no lever {where[:40]!r}")
            )
        elif level is None or not lever.low <= level <= lever.high:
            problems.append(
                Text(
                    f"{lever.label.vi}: {stated[:20]!r} nằm ngoài {lever.low:g} – {lever.high:g}; "
                    "giữ mức của kịch bản",
                    f"{lever.label.en}: {stated[:20]!r} is outside {lever.low:g} – {lever.high:g}; "
                    "the scenario's level is kept",
                )
            )
        else:
            scenario = with_lever(scenario, name, {by: level})
    return scenario


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
