import random
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import LEVERS
from simulator.classes import CLASS_NAMES
from simulator.errors import InputError, Problem
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.text import Text, plain
from simulator.web import session
from simulator.web.link import (
    LONGEST,
    MOST_UNPACKED,
    address,
    first_state,
    from_link,
    pack,
    to_link,
    unpack,
)
from simulator.web.saved import from_file, state_file
from simulator.web.session import Visitor, write_link
from simulator.web.state import Steps, with_lever
from simulator.web.workbench import acted


@st.composite
def changes(draw):
    name = draw(st.sampled_from(sorted(LEVERS)))
    lever = LEVERS[name]
    bys = ["default", *(CLASS_NAMES if lever.by_class else ())]
    level = draw(st.floats(lever.low, lever.high, allow_nan=False).map(lambda x: round(x, 4)))
    level = min(max(level, lever.low), lever.high)
    reason = draw(st.sampled_from([None, "Vì người dân ở xa: 30 km", "=1+1"]))
    start = draw(st.sampled_from([None, 2026]))
    return name, {draw(st.sampled_from(bys)): level}, reason, start


@given(st.lists(changes(), max_size=4))
def test_a_link_gives_the_same_state_again(moves):
    state = first_state()
    for name, levels, reason, start in moves:
        changed = with_lever(state.in_hand.current, name, levels, reason=reason, start=start)
        state = state.with_current(changed)
    again, problems = from_link(to_link(state, "vi"))
    assert problems == []
    assert [e.current for e in again.entries] == [
        replace(e.current, extends=a.current.extends)
        for e, a in zip(state.entries, again.entries, strict=True)
    ]
    assert (again.base, again.active, again.year) == (state.base, state.active, state.year)


def test_a_changed_assumption_travels_in_the_link():
    state = first_state()
    key = Assumed("compliance_rate")
    assumptions = {key: Estimate.exactly(0.8, plain("khảo sát"))}
    state = state.with_current(replace(state.in_hand.current, assumptions=assumptions))
    again, problems = from_link(to_link(state, "en"))
    assert problems == []
    assert again.in_hand.current.assumptions[key].value == 0.8
    assert again.in_hand.edited


def _said(**changed):
    query = {**to_link(first_state(), "vi"), **changed}
    state, problems = from_link(query)
    return state, " ".join(p.en for p in problems)


def test_what_is_out_of_range_is_said_and_not_replaced_in_silence():
    state, said = _said(**{"e.resolution": "agents:1.7"})
    assert "1.7" in said
    assert state == first_state()
    state, said = _said(year="2090")
    assert "2090" in said
    assert state.year == 2030
    _, said = _said(region="ninh_thaun")
    assert "nearest ninh_thuan" in said
    _, said = _said(show="status_quo,resolutoin")
    assert "resolutoin" in said
    _, said = _said(v="0")
    assert "version" in said
    _, said = _said(other="1")
    assert "other" in said
    _, said = _said(**{"f.resolution": "???"})
    assert "broken" in said


def test_a_scenario_in_a_link_is_checked_like_a_file():
    text = "name: x\nlevers:\n  agents: {start: +1, level: 20}\n"
    state, said = _said(show="status_quo,x", **{"f.x": pack(text)})
    assert "x.yaml:3" in said
    assert [e.name for e in state.entries] == ["status_quo"]


def _long_state():
    state = first_state()
    letters = random.Random(1)
    for name, lever in LEVERS.items():
        reason = "".join(letters.choices("ăâbcdđêghiklmnoôơpqrstuưvxyzẢẬỆỊỨ", k=490))
        changed = with_lever(state.in_hand.current, name, {"default": lever.low}, reason=reason)
        state = state.with_current(changed)
    return state


def test_what_is_too_long_for_a_proxy_travels_in_a_file():
    state = _long_state()
    assert len(urlencode(to_link(state, "vi"))) > LONGEST
    short, whole = address(state, "vi")
    assert not whole
    assert len(urlencode(short)) < 500
    met, problems = from_link(short)
    assert [e.name for e in met.entries] == [e.name for e in state.entries]
    assert "too long" in " ".join(p.en for p in problems)
    again, problems, place, *_ = from_file(state_file(state, "vi"), "a.json")
    assert (problems, place) == ([], None)
    assert to_link(again, "vi") == to_link(state, "vi")
    assert address(first_state(), "vi") == (to_link(first_state(), "vi"), True)


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000, '{"version": 1}', "nan"])
def test_a_file_that_is_no_page_is_refused(text):
    with pytest.raises(InputError, match=r"a\.json"):
        from_file(text, "a.json")


def test_a_bomb_is_not_unpacked():
    assert unpack(pack("a" * (MOST_UNPACKED + 1))) is None
    assert unpack(pack("a" * 1000)) == "a" * 1000


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=5))
def test_no_query_breaks_the_page(query):
    state, _ = from_link({"v": "1", **query})
    assert 1 <= len(state.entries) <= 4
    assert state.entry(state.base)
    assert state.in_hand


def test_two_scenarios_of_a_link_do_not_meet_under_one_name():
    same = pack("name: resolution\nextends: adverse\n")
    state, _ = from_link({**to_link(first_state(), "vi"), "show": "a,resolution", "f.a": same})
    assert [entry.name for entry in state.entries] == ["a", "resolution"]
    assert state.entry("resolution").current == state.entry("resolution").origin


def test_digits_that_are_no_number_are_no_year():
    state, problems = from_link({**to_link(first_state(), "vi"), "year": "²²²²"})
    assert state.year == 2030
    assert any("year" in p.en for p in problems)


def test_nothing_unseen_comes_in_with_words():
    file = r"""name: mine
title: {vi: "Đổi\u202E chiều\x1B[31m", en: "a\u2066b\x00"}
extends: resolution
levers:
  agents: {start: +1, ramp_years: 2, level: 0.4, reason: "\u200Fvì\x07"}
add_projects:
  - {name: "P\u202E1", capital_bn_vnd: 900, start: 2026, build_years: 3, sector: manufacturing}
"""
    for text in (file, file.replace("\\u202E", "\u202e")):
        state, problems = from_link({"v": "1", "show": "status_quo,mine", "f.mine": pack(text)})
        assert problems == []
        found = state.entry("mine").current
        assert found.title == Text("Đổi chiều[31m", "ab")
        assert (found.levers["agents"].reason.vi, found.projects[-1].name) == ("vì", "P1")
    plan = acted(Steps(first_state()), {"kind": "begin", "title": "A\u202e\x07", "note": "\u2067b"})
    begun = plan.present.in_hand.current
    assert (begun.title.vi, begun.description.vi) == ("A", "b")
    told = Problem("x\x1b[2J.yaml", 1, 1, "k\u202e", Text("sai", "wrong")).line_in("en")
    assert told == "x[2J.yaml:1:1: k: wrong"


def test_half_a_character_is_no_text():
    for text in (r'{"v": "1", "show": "\ud800"}', r'{"v": "1", "\uDFFF": ""}'):
        with pytest.raises(InputError):
            from_file(text, "trang.json")


def test_who_chooses_a_page_gets_its_link_back_whatever_the_choice_was_told_with(monkeypatch):
    class Address(dict):
        def to_dict(self):
            return dict(self)

        def from_dict(self, link):
            told.append(link)
            self.update(link)

    told, known = [], Visitor(Steps(first_state()), "vi", [])
    monkeypatch.setattr(session.st, "query_params", Address())
    for page, times in (("", 1), ("", 1), (None, 1), ("dia-phuong", 2), (None, 2), ("", 3)):
        write_link(known, page)
        assert len(told) == times
