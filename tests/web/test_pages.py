"""Every page is drawn, and what a visitor changes on it is there and can be undone."""

import re
from dataclasses import replace

import pytest
from pages import FIELDS, columns_of, run_page
from streamlit.testing.v1 import AppTest

from simulator import LEVERS
from simulator.inputs.estimate import Estimate
from simulator.inputs.pack_lineage import region_names
from simulator.report.results.differences import change_table, changes
from simulator.report.writers.words import cell_words
from simulator.text import plain, unbound
from simulator.web import files
from simulator.web.link import first_state
from simulator.web.pages import papers, sources
from simulator.web.pages.compare import notes
from simulator.web.runs import (
    region_called,
)
from simulator.web.site import _PAGES
from simulator.web.tables import comparison_table
from simulator.web.workbench import moved
from simulator.web.yardstick import yardstick

PAGES = tuple(show.__module__.rpartition(".")[2] for _, _, show in _PAGES)


def _heads(test):
    return [e.proto.body for e in test.get("html") if e.proto.body.startswith("<h2")]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_in_both_languages(page, language):
    test = run_page(page, lang=language)
    assert not test.exception
    told = " ".join((*_heads(test), *(m.value for m in test.markdown)))
    told += " ".join(e.label for e in (*test.button, *test.selectbox, *test.text_input))
    vietnamese = any(letter in told for letter in "ảậệỉốứớựạ")
    assert vietnamese == (language == "vi")
    assert bool(test.text_input or test.text_area) == (page in FIELDS)
    # These have readers of their own: whoever draws one tests it as test_fields.py does others.
    assert not [*test.number_input, *test.date_input, *test.slider, *test.chat_input]


def test_a_field_is_told_nothing_that_it_shows_already():
    whole = "from simulator.web import site\nsite.show()\n"
    tests = [run_page("coverage_gap"), AppTest.from_string(whole, default_timeout=60).run()]
    fields = [
        field
        for test in (test.run() for test in tests)
        for field in (*test.selectbox, *test.segmented_control, *test.pills)
    ]
    assert len(fields) == 2 + 6
    # What is told reaches the browser late, and takes back what was chosen meanwhile.
    assert [field.label for field in fields if field.proto.set_value] == []
    # What a browser draws anew begins with it, which no field of the first place in a list shows.
    usual = {field.label: field.proto.default for field in tests[1].selectbox}
    assert usual["Địa bàn"] == region_names().index("ninh_thuan")
    assert [list(field.proto.default) for field in tests[1].segmented_control] == [[0]]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_for_a_country_and_for_a_plan_without_projects(page):
    query = {"region": "viet_nam", "show": "status_quo,voluntary_led", "active": "voluntary_led"}
    assert not run_page(page, **query).exception


def test_the_table_follows_the_year_of_the_link():
    state = first_state()
    early, late = (columns_of(comparison_table(replace(state, year=y))) for y in (2025, 2030))
    assert next(iter(early.values()))[0] == next(iter(late.values()))[0]
    title = list(early)[1]
    assert early[title][0] != late[title][0]
    assert any("2025" in head for head in _heads(run_page("compare", year="2025")))


def test_a_changed_assumption_is_applied_and_can_be_undone():
    test = run_page("sources")
    before = test.session_state["visitor"].state
    test.selectbox[0].set_value(("compliance_rate", ""))
    for field, text in zip(test.text_input, ("90 %", "80", "95,0 %", "khảo sát"), strict=False):
        field.set_value(text)
    test.button[0].click().run()
    known = test.session_state["visitor"]
    changed = known.state.in_hand.current.assumptions["compliance_rate", ""]
    assert changed == Estimate(0.9, 0.8, 0.95, reason=plain("khảo sát"))
    assert known.steps.back().present == before


def test_an_assumption_beyond_its_bounds_is_refused_in_words():
    test = run_page("sources")
    before = test.session_state["visitor"].state
    test.selectbox[0].set_value(("compliance_rate", ""))
    for text, words in {"172": "100 %", "0,72": "72 % hoặc 0,72 %"}.items():
        test.text_input[0].set_value(text)
        test.button[0].click().run()
        (told,) = test.error
        assert words in unbound(told.value)
        assert "resolution" not in told.value
    assert test.session_state["visitor"].state == before


def test_a_changed_assumption_is_listed_with_what_held_before():
    test = run_page("sources")
    test.selectbox[0].set_value(("compliance_rate", ""))
    test.text_input[0].set_value("90 %")
    test.checkbox[0].uncheck()
    test.button[0].click().run()
    state = test.session_state["visitor"].state
    region = region_called(state.region)
    base = state.entry(state.base).current
    found = changes(base, state.in_hand.current, region)
    rows = dict(
        zip(
            (d.path for d in found),
            change_table(found, region, state.in_hand.current).rows,
            strict=True,
        )
    )
    assert any("giả định khác nhau" in note.vi for note in notes(state))
    assert not any("giả định khác nhau" in note.vi for note in notes(first_state()))
    _, before, after, _ = rows["assumptions.compliance_rate"]
    told = cell_words(before, "vi"), cell_words(after, "vi")
    assert told == ("72 % (60 % – 82 %)", "90 %")


def test_changes_are_told_in_calendar_years_and_the_reader_s_numbers():
    state = moved(
        first_state(),
        {"scenario": "resolution", "levers": {"agents": {"level": {"default": 0.35}}}},
    )
    entry = state.in_hand
    region = region_called(state.region)
    (row,) = change_table(changes(entry.origin, entry.current, region), region, entry.current).rows
    label, before, after, _ = (cell_words(cell, "vi") for cell in row)
    assert re.match(r"100(,0)? % \(từ năm 2025", before)
    assert re.match(r"35(,0)? % \(từ năm 2025", after)
    assert label == LEVERS["agents"].label.vi


def test_an_assumption_for_all_scenarios_leaves_the_difference_to_the_levers():
    key, stated = ("compliance_rate", ""), Estimate.exactly(0.8, plain("survey"))
    state = first_state()
    every = sources.with_assumption(state, key, stated, True)
    assert all(e.current.assumptions[key] == stated for e in every.entries)
    alone = sources.with_assumption(state, key, stated, False)
    assert [key in e.current.assumptions for e in alone.entries] == [False, True]
    assert not any("different assumptions" in n.en for n in notes(every))
    assert any("different assumptions" in n.en for n in notes(alone))
    assert yardstick(every).current.assumptions[key] == stated


def test_an_edited_scenario_is_printed_as_edited():
    state = moved(
        first_state(),
        {"scenario": "resolution", "levers": {"agents": {"level": {"default": 0.35}}}},
    )
    edited, quo = (state.entry(n) for n in ("resolution", "status_quo"))
    assert "(đã chỉnh)" in files.named(edited).title.vi
    assert papers.as_called(edited) == "resolution_edited.yaml"
    assert files.named(edited).name == "resolution_edited"
    assert files.named(quo).title == quo.current.title
    assert papers.as_called(quo) == "status_quo"
