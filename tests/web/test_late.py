"""What is said on a page that has been left, and what is asked of it."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

from simulator.web import late


@pytest.fixture
def session(monkeypatch):
    asked = []
    usual = late._ask
    monkeypatch.setattr(late, "_ask", lambda _, state: asked.append(state))
    late.drop_what_is_late()
    yield SimpleNamespace(asked=asked)
    AppSession.request_rerun = usual


def ask(session, page, part=""):
    """Say whether a page, or a part of it, is run."""
    before = len(session.asked)
    AppSession.request_rerun(session, ClientState(page_script_hash=page, fragment_id=part))
    return len(session.asked) > before


def test_a_part_of_a_page_that_has_been_left_is_not_run(session):
    assert ask(session, "compare")
    assert ask(session, "compare", "slider")
    assert ask(session, "goal")
    assert not ask(session, "compare", "slider")
    assert ask(session, "goal", "form")
    assert ask(session, "compare")
    assert ask(session, "compare", "slider")


def test_a_page_opened_by_its_address_answers_until_another_is_chosen(session):
    assert ask(session, "")
    assert ask(session, "compare", "slider")
    assert ask(session, "goal")
    assert not ask(session, "compare", "slider")


def test_what_the_server_asks_for_itself_is_run(session):
    AppSession.request_rerun(session, None)
    assert session.asked == [None]


def test_who_chooses_another_page_takes_along_what_was_said_on_the_last_one(session):
    def states(state):
        return {w.id: w.WhichOneof("value") for w in state.widget_states.widgets}

    ask(session, "compare")
    said = ClientState(page_script_hash="compare", fragment_id="slider")
    said.widget_states.widgets.add(id="level", json_value='"44"')
    said.widget_states.widgets.add(id="pressed", trigger_value=True)
    AppSession.request_rerun(session, said)
    ask(session, "compare")  # the whole page brings all of its own
    assert states(session.asked[-1]) == {}
    AppSession.request_rerun(session, said)
    ask(session, "goal")
    assert states(session.asked[-1]) == {"level": "json_value"}


def test_what_is_said_while_another_page_is_waited_for_is_heard_on_the_way_back(session):
    def level(said):
        return ClientState(
            page_script_hash="compare",
            fragment_id="slider",
            widget_states={"widgets": [{"id": "level", "json_value": said}]},
        )

    ask(session, "compare")
    AppSession.request_rerun(session, level("40"))
    ask(session, "goal")
    AppSession.request_rerun(session, level("44"))
    AppSession.request_rerun(session, ClientState(page_script_hash="goal", fragment_id="form"))
    ask(session, "compare")
    assert [w.json_value for w in session.asked[-1].widget_states.widgets] == ["44"]
