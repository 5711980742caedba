"""Many visitors on one server: no error, nobody's numbers to another, memory flat.

python tools/many_users.py [--sessions 50] [--seconds 300] [--every 10]

Each session opens a link of its own (place, language), moves a slider again and again, and holds
what comes back against what this process works out: its place, its language, its level, its
numbers. Beside them some visitors stall (ask, and read nothing) and some vanish (cut the line while
the page is being made, and come back as another). Memory of the server and of its worker is read
four times a minute; it is flat where its last minute needs no more than its second, give or take
FLAT.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import statistics
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from page_browser import served
from page_load import Guest, processor_seconds, resident_mb

from simulator.web.link import first_state, to_link
from simulator.web.payload import values_of
from simulator.web.runs import central
from simulator.web.state import with_lever

PLACES = ("ninh_thuan", "khanh_hoa", "viet_nam")
LEVELS = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
EDGE_CASES = 4
"""Visitors that stall, and as many that vanish."""
FLAT = 0.05
"""Growth of memory that is noise."""
SAMPLED_EVERY = 15.0
MINUTE = 60.0
Line = Any
"""A websocket; its library is imported where it is used."""


def expected() -> dict[tuple[str, float], Any]:
    """Return (place, level of the agents) -> the numbers of the resolution."""
    found = {}
    for place in PLACES:
        state = first_state(place)
        origin = state.entry("resolution").origin
        for level in LEVELS:
            moved = with_lever(origin, "agents", {"default": level})
            found[place, level] = values_of(central(place, moved, state.until))
    return found


class Visitor(Guest):
    """A visitor with a place and a language, who knows what the answers must be."""

    def __init__(self, number: int, url: str, right: dict[tuple[str, float], Any]) -> None:
        super().__init__(number, url)
        self.place, self.language = PLACES[number % len(PLACES)], ("vi", "en")[number % 2]
        self.right, self.answers = right, 0
        self.wrong: list[str] = []

    async def ask(self, line: Line) -> None:
        """Open the link of this visitor."""
        from streamlit.proto.BackMsg_pb2 import BackMsg

        message = BackMsg()
        link = to_link(first_state(self.place), self.language)
        message.rerun_script.query_string = urlencode(link)
        await line.send(message.SerializeToString())

    async def stay(self, delay: float, until: float, every: float) -> None:
        """Open the page, and move a slider until the time is over."""
        import websockets

        await asyncio.sleep(delay)
        async with websockets.connect(self.url, max_size=None, ping_interval=None) as line:
            await self.ask(line)
            await self.hear(line, lambda kind, _: kind == "script_finished")
            due = time.monotonic()
            while due < until:
                await self._move(line)
                due = max(due + every, time.monotonic())
                await self.idle(line, due)

    async def _move(self, line: Line) -> None:
        self.n += 1
        level = self.random.choice(LEVELS)
        change = {"agents": {"level": {"default": level}}}
        message = {"n": self.n, "kind": "levers", "scenario": "resolution", "levers": change}
        began = time.monotonic()
        await self.send(line, {"said": {"fresh": self.fresh, "said": [message]}})
        data = await self.hear(line, lambda _, d: d is not None and d.get("echo") == self.n)
        self.told.waits.append(time.monotonic() - began)
        self.answers += 1
        lever = next(x for g in data["groups"] for x in g["levers"] if x["name"] == "agents")
        shown = next(s["values"] for s in data["scenarios"] if s["name"] == "resolution")
        own = (data["place"], data["lang"], lever["level"])
        if own != (self.place, self.language, level):
            self.wrong.append(f"{own} for {(self.place, self.language, level)}")
        elif not _alike(shown, self.right[self.place, level]):
            self.wrong.append(f"other numbers for {own}")


def _alike(a: Any, b: Any) -> bool:  # noqa: ANN401
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(_alike, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_alike(a[k], b[k]) for k in a)
    return a == b or abs(a - b) <= 1e-6 * max(1.0, abs(a))


async def stall(visitor: Visitor, until: float) -> None:
    """Ask for the page again and again, and read nothing of it; come back when thrown out."""
    import websockets

    while time.monotonic() < until:
        line = await websockets.connect(
            visitor.url, max_size=None, max_queue=1, ping_interval=None, close_timeout=1
        )
        with contextlib.suppress(websockets.ConnectionClosed):
            while time.monotonic() < until:
                await visitor.ask(line)
                await asyncio.sleep(SAMPLED_EVERY)
        line.transport.abort()


async def vanish(visitor: Visitor, until: float) -> None:
    """Cut the line while the page is being made, and come back."""
    import websockets

    while time.monotonic() < until:
        line = await websockets.connect(visitor.url, max_size=None)
        await visitor.ask(line)
        await asyncio.sleep(visitor.random.uniform(0.0, 2.0))
        line.transport.abort()
        await asyncio.sleep(SAMPLED_EVERY)


async def weigh(pid: int, until: float) -> list[tuple[float, float]]:
    """Return (seconds, MB of the server and what it started) as time goes by."""
    found, begun = [], time.monotonic()
    while time.monotonic() < until:
        found.append((time.monotonic() - begun, sum(map(resident_mb, processor_seconds(pid)))))
        await asyncio.sleep(SAMPLED_EVERY)
    return found


async def crowd(
    url: str, pid: int, sessions: int, seconds: float, every: float
) -> tuple[list[Visitor], list[tuple[float, float]]]:
    """Let everyone visit; return the visitors and the server's memory."""
    right = expected()
    visitors = [Visitor(i, url, right) for i in range(sessions)]
    until = time.monotonic() + seconds
    edge = [Visitor(i, url, right) for i in range(2 * EDGE_CASES)]
    memory, *_ = await asyncio.gather(
        weigh(pid, until),
        *(v.stay(i * every / sessions, until, every) for i, v in enumerate(visitors)),
        *(stall(v, until) for v in edge[:EDGE_CASES]),
        *(vanish(v, until) for v in edge[EDGE_CASES:]),
    )
    return visitors, memory


def main() -> int:
    """Serve the page to everyone and print what they met; return whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--every", type=float, default=10.0)
    stated = parser.parse_args()
    with served() as (url, pid):
        visitors, memory = asyncio.run(
            crowd(url, pid, stated.sessions, stated.seconds, stated.every)
        )
    print(f"{stated.sessions} sessions, {stated.seconds:.0f} s, a move each per {stated.every:g} s")
    print(f"{EDGE_CASES} more stalled, {EDGE_CASES} vanished again and again")
    return int(told_wrong(visitors) | grown(memory))


def told_wrong(visitors: list[Visitor]) -> bool:
    """Print what the visitors met; return whether anything of it was wrong."""
    waits = sorted(wait for v in visitors for wait in v.told.waits)
    errors = [error for v in visitors for error in v.told.errors]
    wrong = [words for v in visitors for words in v.wrong]
    silent = sum(not v.answers for v in visitors)
    middle, slowest = (waits[len(waits) // 2], waits[-1]) if waits else (0.0, 0.0)
    print(f"{len(waits)} answers, median {middle:.2f} s, slowest {slowest:.2f} s")
    print(f"errors: {len(errors)} {sorted(set(errors))}; cross-talk: {len(wrong)} {wrong[:3]}")
    print(f"sessions without an answer: {silent}")
    return bool(errors or wrong or silent)


def grown(memory: list[tuple[float, float]]) -> bool:
    """Print memory as time went by; return whether it went on growing."""
    last = memory[-1][0]
    second, end = (
        statistics.median([mb for at, mb in memory if low <= at <= high] or [0.0])
        for low, high in ((MINUTE, 2 * MINUTE), (last - MINUTE, last))
    )
    print("memory, MB:", " ".join(f"{mb:.0f}" for _, mb in memory))
    print(f"second minute {second:.0f} MB, last minute {end:.0f} MB")
    return end > second * (1.0 + FLAT)


if __name__ == "__main__":
    sys.exit(main())
