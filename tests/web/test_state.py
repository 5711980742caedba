from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator import INDICATORS, LEVERS, load_scenario
from simulator.classes import CLASS_NAMES
from simulator.web.link import first_state
from simulator.web.pages.compare import lines_data
from simulator.web.payload import bench_data
from simulator.web.runs import central
from simulator.web.session import BENCH, Visitor
from simulator.web.state import (
    MOST_STEPS,
    Steps,
    all_levers_stated,
    reset_lever,
    reset_levers,
    with_lever,
)
from simulator.web.workbench import _ACTS, acted, moved


def _level(state, lever, by="default"):
    return state.in_hand.current.levers[lever].level[by].value


def _message(**levels):
    levers = {name: {"level": {"default": level}} for name, level in levels.items()}
    return {"scenario": "resolution", "levers": levers}


def test_undo_and_redo_walk_the_same_way():
    steps = Steps(first_state())
    for level in (0.2, 0.4, 0.6):
        steps = steps.to(moved(steps.present, _message(agents=level)))
    back = acted(acted(steps, {"kind": "undo"}), {"kind": "undo"})
    assert _level(back.present, "agents") == 0.2
    assert _level(acted(back, {"kind": "redo"}).present, "agents") == 0.4


def test_a_new_move_forgets_what_was_undone():
    steps = Steps(first_state())
    steps = steps.to(moved(steps.present, _message(agents=0.2)))
    steps = acted(steps, {"kind": "undo"})
    steps = steps.to(moved(steps.present, _message(agents=0.9)))
    assert acted(steps, {"kind": "redo"}).present == steps.present


def test_a_long_session_keeps_a_bounded_past():
    steps = Steps(first_state())
    for i in range(2 * MOST_STEPS):
        steps = steps.to(moved(steps.present, _message(agents=i / (2 * MOST_STEPS))))
    assert len(steps.past) == MOST_STEPS


def test_resets_go_back_to_the_origin_and_touch_nothing_else():
    state = moved(first_state(), _message(agents=0.3, digital=0.3))
    entry = state.in_hand
    one = reset_lever(entry, "agents")
    assert one.levers["agents"] == entry.origin.levers["agents"]
    assert one.levers["digital"] != entry.origin.levers["digital"]
    assert reset_levers(entry) == entry.origin


def test_a_lever_brought_in_and_reset_leaves_no_trace():
    state = moved(first_state(), _message(closures=0.1))
    assert "closures" in state.in_hand.current.levers
    assert reset_lever(state.in_hand, "closures") == state.in_hand.origin


def test_a_level_that_does_not_change_keeps_its_range():
    scenario = load_scenario("resolution")
    path = scenario.levers["topup_subsidy"]
    same = with_lever(scenario, "topup_subsidy", {b: q.value for b, q in path.level.items()})
    assert same == scenario


def test_stating_every_lever_changes_no_digit():
    for name in ("status_quo", "resolution"):
        plain = load_scenario(name)
        a = central("ninh_thuan", plain, 2030)
        b = central("ninh_thuan", all_levers_stated(plain), 2030)
        for key in ("si_participants", "ui_participants", "si_share"):
            assert (INDICATORS[key].of(a) == INDICATORS[key].of(b)).all()


junk = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*LEVERS, *CLASS_NAMES, "default", "level", "start", "reason", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


FIELDS = ("lever", "name", "title", "note", "step", "from")
acts = st.fixed_dictionaries(
    {"kind": st.sampled_from([*_ACTS, "active"]) | junk}, optional=dict.fromkeys(FIELDS, junk)
)


@given(junk, acts)
@example({}, {"kind": "reset", "lever": {}})
def test_whatever_the_browser_says_the_scenario_stays_within_bounds(levers, act):
    state = moved(first_state(), {"scenario": "resolution", "levers": levers})
    for name, path in state.in_hand.current.levers.items():
        lever = LEVERS[name]
        assert all(lever.low <= q.value <= lever.high for q in path.level.values())
        assert set(path.level) <= {"default", *CLASS_NAMES}
    hand = acted(Steps(state), act).present
    assert hand.active in [entry.name for entry in hand.entries]


def test_the_yardstick_cannot_be_moved():
    state = first_state()
    message = {"scenario": "status_quo", "levers": {"agents": {"level": {"default": 1.0}}}}
    assert moved(state, message) == state
    assert acted(Steps(state), {"kind": "active", "name": "status_quo"}).present == state


def test_a_pack_edited_under_a_running_page_leaves_nothing_of_the_old(tmp_path, monkeypatch):
    import shutil

    from simulator.inputs import pack_lineage, region
    from simulator.web.runs import central, region_called, shipped

    for name in ("viet_nam", "ninh_thuan"):
        shutil.copytree(pack_lineage.REGION_FOLDER / name, tmp_path / name)
    for module in (pack_lineage, region):
        monkeypatch.setattr(module, "REGION_FOLDER", tmp_path)
    base = shipped("status_quo")
    first = region_called("ninh_thuan")
    before = central("ninh_thuan", base, 2025).total("compulsory")[0, 0]
    table = tmp_path / "ninh_thuan" / "history.csv"
    count = first.figure("compulsory_si", first.base_year).value
    table.write_text(
        table.read_text("utf-8").replace(f",{count:.0f},", f",{count + 7:.0f},"), "utf-8"
    )
    region_called("ninh_thuan")
    after = central("ninh_thuan", base, 2025).total("compulsory")[0, 0]
    assert after - before == pytest.approx(7.0)


def _said(known, *messages, fresh=None):
    return {"fresh": fresh or known.fresh, "said": list(messages)}


def test_what_is_said_while_the_server_is_busy_is_taken_in_its_order_and_once():
    known = Visitor(Steps(first_state()), "vi", [])
    move, undo = {**_message(agents=0.5), "n": 1, "kind": "levers"}, {"n": 2, "kind": "undo"}
    again = {**_message(agents=0.25), "n": 3, "kind": "levers"}
    known.hear(_said(known, move))
    known.hear(_said(known, again, undo, move))  # all that was unanswered when it was said
    known.hear(_said(known, undo, again))
    known.hear(_said(known, {"n": 4, "kind": "undo"}, fresh="another session"))
    assert known.heard[BENCH] == 3
    assert len(known.steps.past) == 1
    assert known.state.in_hand.current.levers["agents"].level["default"].value == 0.25


def test_the_lines_that_leave_first_are_those_of_the_whole_answer():
    known = Visitor(Steps(first_state()), "vi", [])
    before = lines_data(known)
    known.hear(_said(known, {**_message(agents=0.9), "n": 1, "kind": "levers"}))
    first, whole = lines_data(known), bench_data(known.state, "vi")
    assert first["lines"] == [plan["values"] for plan in whole["scenarios"]]
    assert [a == b for a, b in zip(before["lines"], first["lines"], strict=True)] == [True, False]
    assert (first["echo"], first["of"]) == (1, before["of"])
    known.look(replace(known.state, year=2028))
    assert lines_data(known)["of"] != first["of"]  # other lines than those that are drawn
