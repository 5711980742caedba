"""Who is let in: the name that the server is called by, and the key."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from simulator.serve.problems import KINDS, MEDIA, RefusedError, language_of, problem_body
from simulator.serve.settings import Settings, digest_of
from simulator.text import Text

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
OPEN = frozenset({"/", "/openapi.json", "/v1/health"})
"""Paths that say nothing of anybody, which need no key."""
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
}


def problem_response(error: RefusedError, language: str) -> Response:
    """Return the answer to a request that is refused."""
    body = problem_body(error.kind, error.text.in_(language), language)
    headers = {"Content-Language": language, **error.headers}
    return Response(body, KINDS[error.kind].status, headers, MEDIA)


def client_of(scope: Scope) -> str:
    """Return who asks: by key, or where none is needed by address."""
    key: str = scope.get("simulator.client", "")
    return key or str((scope.get("client") or ("",))[0])


class Guard:
    """Lets in who calls the server by its name and has a key; no answer is kept unless it says."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse, a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message))
            await send(message)

        headers = Headers(scope=scope)
        try:
            self._check_host(headers.get("host", ""))
            scope["simulator.client"] = self._key(headers, scope["path"])
        except RefusedError as error:
            refused = problem_response(error, language_of(headers.get("accept-language")))
            await refused(scope, receive, sent)
            return
        await self._app(scope, receive, sent)

    def _check_host(self, host: str) -> None:
        """Refuse another name: a page elsewhere may have let its own point to this machine."""
        name = host.lower()
        name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
        if name not in self._settings.hosts:
            words = Text(
                "Host không đúng tên máy chủ; thêm bằng --allow-host",
                "Host is no name of this server; add it with --allow-host",
            )
            raise RefusedError("host", words)

    def _key(self, headers: Headers, path: str) -> str:
        """Return the client of the key, or "" where no key is needed."""
        if not self._settings.keys:
            return ""
        scheme, _, key = headers.get("authorization", "").partition(" ")
        given = digest_of(key.strip())
        # Each is compared, and whole, so that the time tells nothing.
        matches = [hmac.compare_digest(given, known) for known in self._settings.keys]
        if scheme.lower() == "bearer" and any(matches):
            return given.hex()
        if path in OPEN:
            return ""
        words = Text(
            "cần tiêu đề Authorization: Bearer KHOÁ", "Authorization: Bearer KEY is needed"
        )
        raise RefusedError("no-key", words, {"WWW-Authenticate": "Bearer"})


def _complete(headers: MutableHeaders) -> None:
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")
    headers.add_vary_header("Accept-Language")
