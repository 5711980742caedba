"""Starting the server."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from simulator.serve.app import create_app
from simulator.serve.settings import Settings

LONGEST_HEAD = 16_384
"""Bytes of a request's line and headers."""
BACKLOG = 128


def run_server(settings: Settings, host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until Ctrl+C.

    Parameters
    ----------
    ready : called once the port is open

    Raises
    ------
    OSError
        where the port cannot be opened.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=BACKLOG) as door:
        ready()
        app = create_app(settings)
        app.state.front.warm()
        config = uvicorn.Config(
            app,
            server_header=False,
            access_log=False,
            log_level="warning",
            limit_concurrency=settings.limits.connections,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=LONGEST_HEAD,
        )
        uvicorn.Server(config).run(sockets=[door])
