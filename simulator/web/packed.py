"""Scripts and styles as compressed files: Streamlit sends its own three times as large.

Its middleware leaves them out, because it would compress them anew for every visitor. Here each is
compressed once, when it is first asked for, and kept; they have their digest in their name and
never change while the server runs. The page's own components are served the same way.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.web import scripts

PAGE = Path(__file__).parent / "entry" / "page.py"
"""The script that the server runs."""
_PREFIX = "/static/"
_TYPES = {".js": b"text/javascript; charset=utf-8", ".css": b"text/css; charset=utf-8"}
_YEAR = b"public, immutable, max-age=31536000"
_HARDEST = 9
_FOUNTS = re.compile(rb"@font-face\{font-family:(?:Source Sans|Material Symbols Rounded);[^}]*\}")
"""Founts of Streamlit's that weigh as much as all of its scripts. The page is in the letters of the
reader's system, and has ordinary ones for the few icons (``opening.py``)."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Served = Callable[[Scope, Receive, Send], Awaitable[None]]
"""An application as servers call it."""


class Packed:
    """Answers for scripts and styles; everything else goes on to the page.

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
        kept = [(b"cache-control", _YEAR), (b"vary", b"Accept-Encoding")]
        await answer(scope, send, body, _TYPES[Path(name).suffix], kept)


def takes_packed(scope: Scope) -> bool:
    """Return whether who asks reads what is compressed."""
    return b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"")


async def answer(
    scope: Scope, send: Send, body: bytes, kind: bytes, more: list[tuple[bytes, bytes]]
) -> None:
    """Send a body that is compressed, or as it is to who does not read it so."""
    if takes_packed(scope):
        more = [*more, (b"content-encoding", b"gzip")]
    else:
        body = gzip.decompress(body)
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        *more,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _asked(scope: Scope) -> str | None:
    """Return which file a request is for that is answered here, or None."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    _, found, name = str(scope["path"]).partition(_PREFIX)
    return name if found and (name in files() or name in scripts.files()) else None


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """Return name -> file of all of Streamlit's that is sent compressed; no other is opened."""
    from streamlit import file_util

    folder = Path(file_util.get_static_dir()) / "static"
    every = (path for path in folder.rglob("*") if path.suffix in _TYPES)
    return {path.relative_to(folder).as_posix(): path for path in every}


@lru_cache(maxsize=512)
def packed(name: str) -> bytes:
    """Return a file compressed, the same bytes each time."""
    own = scripts.files().get(name)
    return gzip.compress(own or _of_streamlit(name), _HARDEST, mtime=0)


def _of_streamlit(name: str) -> bytes:
    body = files()[name].read_bytes()
    return _FOUNTS.sub(b"", body) if name.endswith(".css") else body
