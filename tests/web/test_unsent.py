"""Messages of the page that have not left when a part of it is drawn anew."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from simulator.web.unsent import _forget, keep_unsent


def _message(path, fragment="", *, block=False, known=False):
    made = ForwardMsg()
    made.metadata.delta_path[:] = path
    if known:  # the browser has it already: it is sent by its digest alone
        made.ref_hash = "digest"
        return made
    made.delta.fragment_id = fragment
    if block:
        made.delta.add_block.vertical.SetInParent()
    else:
        made.delta.new_element.text.body = "words"
    return made


@pytest.fixture
def queue():
    keep_unsent()
    yield ForwardMsgQueue()
    ForwardMsgQueue.clear = _forget


def _fill(queue):
    queue.enqueue(_message([0, 1], "bench", block=True))
    queue.enqueue(_message([0, 1, 0], "bench", block=True))
    queue.enqueue(_message([0, 1, 0, 0], "projects", block=True))
    queue.enqueue(_message([0, 1, 0, 0, 0], "projects"))
    queue.enqueue(_message([0, 1, 1], known=True))


def test_no_message_is_sent_without_the_one_that_makes_its_place(queue):
    _fill(queue)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["bench"])
    queue.enqueue(_message([0, 1], "bench", block=True))
    queue.enqueue(_message([0, 1, 1], "bench"))
    places = {()}
    sent = [tuple(message.metadata.delta_path) for message in queue.flush()]
    assert len(sent) == 7  # a later message takes no earlier one's place either
    for path in sent:
        assert path[:-2] in places or path[:-1] in places
        places.add(path)


def test_a_run_of_the_whole_page_forgets_what_has_not_left(queue):
    _fill(queue)
    queue.clear(retain_lifecycle_msgs=True)
    assert queue.is_empty()
