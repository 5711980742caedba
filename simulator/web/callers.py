"""Who may open the page's line: pages of the same address, and those the installation names.

Streamlit decides it too, but before it refuses a page of another site it asks an address outside
for the machine's own, and all visitors wait until that is answered or given up.
"""

from __future__ import annotations

import logging

from simulator.web.packed import Receive, Scope, Send, Served

LOG = logging.getLogger(__name__)
_REFUSED = {"type": "websocket.close", "code": 1008}
"""Before a line is accepted this is HTTP's 403."""


class OwnPagesOnly:
    """Refuses a line that a page of another site opens; everything else goes on to the page.

    Parameters
    ----------
    app : what answers all other requests
    """

    def __init__(self, app: Served) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "websocket" and not _own(scope):
            await send(dict(_REFUSED))
            return
        await self._app(scope, receive, send)


def _own(scope: Scope) -> bool:
    """Return whether a line is asked for by the page itself, or by a site that may.

    Who is no browser sends no origin, and is not kept out by one.
    """
    from streamlit import config

    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    origin, host = headers.get(b"origin"), headers.get(b"host", "")
    if origin is None or origin.partition("://")[2] == host:
        return True
    if origin in config.get_option("server.corsAllowedOrigins"):
        return True
    LOG.warning(
        "A line to %r was refused: it was asked for by a page of %r. A proxy must hand on the "
        "browser's Host with its port (nginx: proxy_set_header Host $http_host).",
        host,
        origin,
    )
    return False
