"""What is said on a page that has been left is heard, what is asked of it is not answered.

A slider let go just before another page is chosen can reach the server after the choice. Streamlit
would run the slider's part when the new page is drawn, under the old page's name: the browser takes
that for a change of page, throws away what it shows, and the part's messages find no place. The
visitor then sees an empty page.

One that reaches the server just before the choice is forgotten by Streamlit where its part has not
begun to run: the choice stops the run, and brings nothing of what the page that is left holds. So
the choice of a page takes along what was said last.
"""

from __future__ import annotations

from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession

_ask = AppSession.request_rerun
_PAGE, _SAID = "_page_asked_for", "_said_last"


def drop_what_is_late() -> None:
    """Let every session answer only what is asked of the page that it was asked for last."""
    AppSession.request_rerun = _asked


def _asked(session: AppSession, client_state: ClientState | None) -> None:
    if client_state is not None:
        # Who opens the page by its address knows no hash yet, and has left no page.
        page, asked = getattr(session, _PAGE, ""), client_state.page_script_hash
        if client_state.fragment_id and page and asked != page:
            return
        if not client_state.fragment_id:
            said: Any = getattr(session, _SAID, WidgetStates())
            if asked != page:
                _take_along(client_state.widget_states, said)
            setattr(session, _PAGE, asked)
        setattr(session, _SAID, client_state.widget_states)
    _ask(session, client_state)


def _take_along(states: WidgetStates, said: WidgetStates) -> None:
    """Add what was said last and is not said now; what was heard already changes nothing.

    A press is not repeated: it would be heard twice.
    """
    known = {state.id for state in states.widgets}
    for state in said.widgets:
        pressed = "trigger" in (state.WhichOneof("value") or "trigger")
        if state.id not in known and not pressed:
            states.widgets.add().CopyFrom(state)
