"""What is said on a page that has been left is heard, what is asked of it is not answered.

A slider let go just before another page is chosen, or while that page is waited for, can reach the
server after the choice. Streamlit would run the slider's part when the new page is drawn, under the
old page's name: the browser takes that for a change of page, throws away what it shows, and the
part's messages find no place. The visitor then sees an empty page. So the part is not run, and the
next choice of a page takes along what it said.

One that reaches the server just before the choice is forgotten by Streamlit where its part has not
begun to run: the choice stops the run, and brings nothing of what the page that is left holds. So
the choice of a page takes along what was said last.
"""

from __future__ import annotations

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession

_ask = AppSession.request_rerun
_PAGE, _SAID, _LATE = "_page_asked_for", "_said_last", "_said_late"


def drop_what_is_late() -> None:
    """Let every session answer only what is asked of the page that it was asked for last."""
    AppSession.request_rerun = _asked


def _asked(session: AppSession, client_state: ClientState | None) -> None:
    if client_state is not None:
        # Who opens the page by its address knows no hash yet, and has left no page.
        page, asked = getattr(session, _PAGE, ""), client_state.page_script_hash
        if client_state.fragment_id and page and asked != page:
            setattr(session, _LATE, client_state.widget_states)
            return
        if not client_state.fragment_id:
            if asked != page:
                # What came too late is newer than what was said in time.
                for kept in (_LATE, _SAID):
                    _take_along(client_state.widget_states, getattr(session, kept, None))
                setattr(session, _LATE, None)
            setattr(session, _PAGE, asked)
        setattr(session, _SAID, client_state.widget_states)
    _ask(session, client_state)


def _take_along(states: WidgetStates, said: WidgetStates | None) -> None:
    """Add what was said last and is not said now; what was heard already changes nothing.

    A press is not repeated: it would be heard twice.
    """
    known = {state.id for state in states.widgets}
    for state in said.widgets if said is not None else ():
        pressed = "trigger" in (state.WhichOneof("value") or "trigger")
        if state.id not in known and not pressed:
            states.widgets.add().CopyFrom(state)
