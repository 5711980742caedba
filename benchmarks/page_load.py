"""Many visitors at once: each moves a slider every ten seconds and waits for its exact lines.

``python benchmarks/page_load.py [--sessions 50] [--seconds 60]`` starts the server, speaks its
websocket protocol, and prints how long answers took, errors, mixed-up sessions and memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from page_browser import served

EVERY = 10.0


@dataclass
class Told:
    """What one visitor met."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    mixed: int = 0


class Guest:
    """One browser's side of the conversation."""

    def __init__(self, number: int, url: str) -> None:
        self.url = url.replace("http", "ws") + "/_stcore/stream"
        self.random = random.Random(number)
        self.told = Told()
        self.n = 0
        self.page = self.fragment = self.bench = self.fresh = ""

    async def visit(self, delay: float, until: float) -> Told:
        import websockets

        await asyncio.sleep(delay)
        async with websockets.connect(self.url, max_size=None) as line:
            await self.send(line, None)
            await self.hear(line, lambda kind, _: kind == "script_finished")
            start = time.monotonic()
            while time.monotonic() < until:
                await self.move(line)
                start += EVERY
                await self.idle(line, start)
        return self.told

    async def move(self, line: Any) -> None:
        self.n += 1
        level = round(self.random.uniform(0.0, 1.0), 6)
        change = {"agents": {"level": {"default": level}}}
        message = {"n": self.n, "kind": "levers", "scenario": "resolution", "levers": change}
        began = time.monotonic()
        await self.send(line, {"said": {"fresh": self.fresh, "said": [message]}})
        data = await self.hear(line, lambda kind, d: d is not None and d.get("echo") == self.n)
        self.told.waits.append(time.monotonic() - began)
        found = [x for g in data["groups"] for x in g["levers"] if x["name"] == "agents"]
        self.told.mixed += found[0]["level"] != level

    async def idle(self, line: Any, until: float) -> None:
        """Read on until the next move is due, as a browser does."""
        while (left := until - time.monotonic()) > 0:
            try:
                self.read(await asyncio.wait_for(line.recv(), left))
            except TimeoutError:
                return

    async def send(self, line: Any, value: dict[str, Any] | None) -> None:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        message = BackMsg()
        message.rerun_script.query_string = ""
        if value is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.json_value = self.bench, json.dumps(value)
            message.rerun_script.page_script_hash = self.page
            message.rerun_script.fragment_id = self.fragment
        await line.send(message.SerializeToString())

    async def hear(self, line: Any, enough: Any) -> Any:
        while True:
            kind, data = self.read(await line.recv())
            if enough(kind, data):
                return data

    def read(self, raw: bytes) -> tuple[str, dict[str, Any] | None]:
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = ForwardMsg()
        message.ParseFromString(raw)
        kind = message.WhichOneof("type")
        if kind == "new_session" and not self.page:
            self.page = message.new_session.page_script_hash
        if kind != "delta":
            return kind, None
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            self.told.errors.append(element.exception.type)
        component = element.bidi_component
        if component.component_name != "si_workbench":
            return kind, None
        self.bench, self.fragment = component.id, message.delta.fragment_id
        data = json.loads(component.json)
        self.fresh = data["fresh"]
        return kind, data


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(x.split()[1]) / 1024 for x in lines if x.startswith("VmRSS"))


def processor_seconds(pid: int) -> dict[int, float]:
    """Return what the process and its child have used of the processor."""
    pids = {pid}
    for task in Path(f"/proc/{pid}/task").iterdir():
        pids |= set(map(int, (task / "children").read_text("utf-8").split()))
    used = {}
    for one in sorted(pids):
        cells = Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split()
        used[one] = (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")
    return used


async def crowd(url: str, sessions: int, seconds: float) -> list[Told]:
    guests = [Guest(i, url) for i in range(sessions)]
    first = EVERY / sessions
    until = time.monotonic() + EVERY + seconds
    return await asyncio.gather(*(g.visit(i * first, until) for i, g in enumerate(guests)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    args = parser.parse_args()
    with served() as (url, pid):
        asyncio.run(crowd(url, 1, 1))
        before, used = resident_mb(pid), processor_seconds(pid)
        told = asyncio.run(crowd(url, args.sessions, args.seconds))
        after, later = resident_mb(pid), processor_seconds(pid)
    waits = sorted(w for t in told for w in t.waits)
    errors = [e for t in told for e in t.errors]
    print(f"{args.sessions} sessions, one move each per {EVERY:g} s: {len(waits)} answers")
    print(
        f"exact lines: median {waits[len(waits) // 2]:.2f} s, "
        f"95 % under {waits[int(0.95 * len(waits))]:.2f} s, slowest {waits[-1]:.2f} s"
    )
    share = [(later[p] - used.get(p, 0.0)) / len(waits) for p in later]
    print(f"processor: {share[0]:.3f} s an answer in the server, {sum(share[1:]):.3f} beside it")
    print(
        f"errors: {len(errors)} {sorted(set(errors))}; answers with another's values: "
        f"{sum(t.mixed for t in told)}"
    )
    print(
        f"memory: {before:.0f} MB with one visitor before, {after:.0f} MB after, "
        f"{(after - before) / args.sessions:.1f} MB a session"
    )


if __name__ == "__main__":
    main()
