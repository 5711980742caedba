"""What is asked of a page that the visitor has left is not answered.

A slider let go just before another page is chosen can reach the server after the choice. Streamlit
would run the slider's part when the new page is drawn, under the old page's name: the browser takes
that for a change of page, throws away what it shows, and the part's messages find no place. The
visitor then sees an empty page.
"""

from __future__ import annotations

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

_ask = AppSession.request_rerun
_PAGE = "_page_asked_for"


def drop_what_is_late() -> None:
    """Let every session answer only what is asked of the page that it was asked for last."""
    AppSession.request_rerun = _asked


def _asked(session: AppSession, client_state: ClientState | None) -> None:
    if client_state is not None and client_state.fragment_id:
        # Who opens the page by its address knows no hash yet, and has left no page.
        page = getattr(session, _PAGE, "")
        if page and client_state.page_script_hash != page:
            return
    elif client_state is not None:
        setattr(session, _PAGE, client_state.page_script_hash)
    _ask(session, client_state)
