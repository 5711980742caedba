"""What takes seconds: it ends where nobody waits for it any more, and gives its turn back."""

from threading import BoundedSemaphore

import pytest

from simulator.analysis.goal.question import Target, searchable
from simulator.analysis.goal.search import minimise_cost
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.progress import watched_by
from simulator.text import Text
from simulator.web import waiting


class GoneError(BaseException):
    """As Streamlit ends a run of the page: no error of the program."""


def test_a_search_ends_at_its_next_run_where_nobody_waits_any_more():
    told = []

    def leave(share):
        told.append(share)
        if len(told) == 3:
            raise GoneError

    target = Target("si_share", 2030, 0.28)
    region, base = load_region("ninh_thuan"), load_scenario("status_quo")
    with watched_by(leave), pytest.raises(GoneError):
        minimise_cost(region, base, (target,), searchable(None, True))
    assert len(told) == 3
    assert told == sorted(told)


def test_what_fails_or_is_left_gives_its_turn_back(monkeypatch):
    turn = BoundedSemaphore(1)
    monkeypatch.setattr(waiting, "_LONG", turn)

    def broken():
        raise GoneError

    with pytest.raises(GoneError):
        waiting.in_turn(broken, Text("Đang tìm", "Searching"), "vi")
    assert waiting.in_turn(lambda: 7, Text("Đang tìm", "Searching"), "vi") == 7
    assert turn.acquire(blocking=False)
    assert not turn.acquire(blocking=False)
