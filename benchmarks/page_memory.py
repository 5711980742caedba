"""Memory per visitor: they come one after another, look at every page, move a slider, and stay.

``python benchmarks/page_memory.py [--visitors 20]`` starts the server, speaks its websocket
protocol, and prints what the server and its second process hold after the first visitor, and how
much each further one adds.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import Any

from page_browser import served
from page_load import Guest, processor_seconds, resident_mb

SETTLED = 1.0
"""Seconds after which what a visit began aside has ended."""
PATIENCE = 60.0
_FINISHED = "script_finished"


class Reader(Guest):
    """A visitor who looks at every page and comes back to the first."""

    def __init__(self, number: int, url: str) -> None:
        super().__init__(number, url)
        self.pages: list[str] = []

    async def stay(self, line: Any) -> None:
        await self.ask(line, "")
        for page in (*self.pages[1:], *self.pages[:1]):
            await self.ask(line, page)
        await asyncio.wait_for(self.move(line), PATIENCE)
        await self.finished(line)

    async def ask(self, line: Any, page: str) -> None:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        message = BackMsg()
        message.rerun_script.query_string = ""
        message.rerun_script.page_script_hash = page
        self.page = page or self.page  # what is said on another page than the last is not answered
        await line.send(message.SerializeToString())
        await self.finished(line)

    async def finished(self, line: Any) -> None:
        await asyncio.wait_for(self.hear(line, lambda kind, _: kind == _FINISHED), PATIENCE)

    def read(self, raw: bytes) -> tuple[str, dict[str, Any] | None]:
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = ForwardMsg()
        message.ParseFromString(raw)
        if message.WhichOneof("type") == "navigation":
            self.pages = [page.page_script_hash for page in message.navigation.app_pages]
        return super().read(raw)


async def visits(url: str, pid: int, visitors: int) -> list[dict[int, float]]:
    """Return what each process holds [MB] after each visitor; all of them stay."""
    import websockets

    found, lines = [], []
    for i in range(visitors):
        visitor = Reader(i, url)
        line = await websockets.connect(visitor.url, max_size=None)
        lines.append(line)
        await visitor.stay(line)
        await asyncio.sleep(SETTLED)
        if visitor.told.errors:
            sys.exit(f"the page failed: {visitor.told.errors}")
        found.append({one: resident_mb(one) for one in processor_seconds(pid)})
    for line in lines:
        await line.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--visitors", type=int, default=20)
    visitors = parser.parse_args().visitors
    with served() as (url, pid):
        found = asyncio.run(visits(url, pid, visitors))
    server = [one[pid] for one in found]
    whole = [sum(one.values()) for one in found]
    for name, held in (("server", server), ("with what it started", whole)):
        print(f"{name:21}", " ".join(f"{mb:.0f}" for mb in held), "MB")
        each = (held[-1] - held[0]) / (visitors - 1)
        half = visitors // 2
        later = (held[-1] - held[half]) / (visitors - 1 - half)
        print(f"{'':21} {each:.2f} MB each after the first, {later:.2f} in the later half")


if __name__ == "__main__":
    main()
