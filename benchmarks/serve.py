"""Central projections over HTTP: requests a second, waits of 20 clients, memory.

``python benchmarks/serve.py [--clients 20] [--seconds 20] [--workers 2]`` starts the server. Each
client sends the next request once it has its answer; before them one client does alone. Memory is
what the server and its processes hold between them (proportional set size).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import httpx

QUESTION = {"scenarios": ["resolution"], "years": [2025, 2030]}
PATIENCE = 60.0


@contextlib.contextmanager
def served(workers: int) -> Iterator[tuple[str, int]]:
    """Start a server on a free port; yield its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["-m", "simulator", "serve", "--port", str(port), "--workers", str(workers)]
    server = subprocess.Popen([sys.executable, *words], stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(httpx.TransportError):
                if httpx.post(f"{url}/v1/projections", json=QUESTION, timeout=PATIENCE).is_success:
                    break
            time.sleep(0.1)
        yield url, server.pid
    finally:
        server.terminate()
        server.wait()


async def client(url: str, until: float, waits: list[float], busy: list[int]) -> None:
    """Ask again and again; note how long answers took, and how many were refused."""
    async with httpx.AsyncClient(timeout=PATIENCE) as asking:
        while time.monotonic() < until:
            began = time.monotonic()
            found = await asking.post(f"{url}/v1/projections", json=QUESTION)
            if found.status_code == 503:
                busy.append(1)
                await asyncio.sleep(float(found.headers["retry-after"]))
                continue
            found.raise_for_status()
            waits.append(time.monotonic() - began)


async def crowd(url: str, clients: int, seconds: float) -> tuple[list[float], int]:
    """Return the waits of several clients and how often one was told to come again."""
    waits: list[float] = []
    busy: list[int] = []
    until = time.monotonic() + seconds
    await asyncio.gather(*(client(url, until, waits, busy) for _ in range(clients)))
    return waits, len(busy)


def memory_mb(root: int) -> dict[int, float]:
    """Return process -> proportional memory [MB] of a server and of what it started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return {process: _proportional(process) for process in found}


def _proportional(process: int) -> float:
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with served(asked.workers) as (url, process):
        for clients in (1, asked.clients):
            waits, busy = asyncio.run(crowd(url, clients, asked.seconds))
            waits.sort()
            print(
                f"{clients} clients: {len(waits) / asked.seconds:.1f} requests a second, "
                f"median {1000 * median(waits):.0f} ms, "
                f"p95 {1000 * waits[int(0.95 * len(waits))]:.0f} ms, {busy} told to come again"
            )
        memory = memory_mb(process)
        print(f"memory: {sum(memory.values()):.0f} MB in {len(memory)} processes")


if __name__ == "__main__":
    main()
