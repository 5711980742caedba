"""What was drawn and has not left yet is sent, whatever part of the page is drawn anew meanwhile.

Where a fragment runs again, Streamlit forgets the messages of its last run that are still waiting,
but not those of a fragment within it, nor those that stand for a message the browser already has.
They then reach a browser that knows no place for them: "Bad delta path", and the visitor is shown
an error. It happens where somebody moves a slider while the whole page is being drawn, and the
two answers follow one another faster than messages leave.
"""

from __future__ import annotations

from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

_forget = ForwardMsgQueue.clear


def keep_unsent() -> None:
    """Let a fragment that runs again forget no message; a run of the whole page still does.

    What is kept comes before what is new, and every message of a place comes after the one that
    makes the place.
    """
    ForwardMsgQueue.clear = _clear


def _clear(
    queue: ForwardMsgQueue,
    retain_lifecycle_msgs: bool = False,
    fragment_ids_this_run: list[str] | None = None,
) -> None:
    alone = fragment_ids_this_run is not None
    _forget(queue, retain_lifecycle_msgs, [] if alone else None)
