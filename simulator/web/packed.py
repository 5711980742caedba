"""Scripts and styles of the page as compressed files: Streamlit sends them three times as large.

Its own middleware leaves them out, because it would compress them anew for every visitor. Here
each is compressed once, when it is first asked for, and kept; they have their digest in their name
and never change while the server runs.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "page.py"
"""The script that the server runs."""
_PREFIX = "/static/"
_TYPES = {".js": b"text/javascript; charset=utf-8", ".css": b"text/css; charset=utf-8"}
_YEAR = b"public, immutable, max-age=31536000"
_HARDEST = 9

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Served = Callable[[Scope, Receive, Send], Awaitable[None]]
"""An application as servers call it."""


class Packed:
    """Answers for Streamlit's own scripts and styles; everything else goes on to the page.

    Parameters
    ----------
    app : what answers all other requests
    """

    def __init__(self, app: Served) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        name = _asked(scope)
        if name is None:
            await self._app(scope, receive, send)
            return
        # Work in a thread: a visitor's exact lines do not wait for another's first load.
        body = await asyncio.to_thread(packed, name)
        headers = [
            (b"content-type", _TYPES[Path(name).suffix]),
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", _YEAR),
            (b"vary", b"Accept-Encoding"),
            (b"x-content-type-options", b"nosniff"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _asked(scope: Scope) -> str | None:
    """Return which file a request is for that may be answered compressed, or None."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
    _, found, name = str(scope["path"]).partition(_PREFIX)
    known = found and name in files() and b"gzip" in accepted
    return name if known else None


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """Return name -> file of all that is sent compressed; no other name is ever opened."""
    from streamlit import file_util

    folder = Path(file_util.get_static_dir()) / "static"
    every = (path for path in folder.rglob("*") if path.suffix in _TYPES)
    return {path.relative_to(folder).as_posix(): path for path in every}


@lru_cache(maxsize=512)
def packed(name: str) -> bytes:
    """Return a file compressed, the same bytes each time."""
    return gzip.compress(files()[name].read_bytes(), _HARDEST, mtime=0)
