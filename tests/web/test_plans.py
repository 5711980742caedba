"""A plan of one's own: begun, named, carried along, changed step by step, one step taken back."""

from dataclasses import replace
from itertools import pairwise

import pytest

from simulator import load_scenario
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.scenario_differences import differences
from simulator.inputs.scenario_files import scenario_from_text
from simulator.inputs.scenario_writer import dump_difference, dump_scenario
from simulator.report.results.stated import change_words
from simulator.report.writers.words import cell_words
from simulator.text import Text, plain, unbound
from simulator.web import files, plans
from simulator.web.chooser import with_choice
from simulator.web.history import assembled, pieces, taken_back, versions
from simulator.web.link import first_state, from_link, pack, to_link
from simulator.web.payload import title_of
from simulator.web.runs import fingerprint
from simulator.web.saved import from_file, state_file
from simulator.web.sentences import told_of
from simulator.web.state import Steps, facts_of, with_lever
from simulator.web.workbench import acted, moved
from simulator.web.yardstick import yardstick

KEY, STATED = Assumed("compliance_rate"), Estimate(0.7, 0.6, 0.8, reason=plain("khảo sát"))


def _act(state, **message):
    return acted(Steps(state), message).present


def _plan(**message):
    return _act(first_state(), kind="begin", title="Phương án A", **message)


def _typed(state, lever, **fields):
    message = {"scenario": state.active, "levers": {lever: {"typed": fields}}}
    return moved(state, message)


def test_a_copy_gives_the_digits_of_its_source_under_its_own_name():
    state = _plan(**{"from": "resolution", "note": "Họp 12/3"})
    mine, source = state.in_hand, state.entry("resolution")
    assert fingerprint(mine.current) == fingerprint(replace(source.current, extends="resolution"))
    assert title_of(mine, "vi") == "Phương án A"
    assert mine.current.description.vi == "Họp 12/3"
    assert state.active == mine.name != "resolution"


def test_a_blank_plan_does_nothing_yet_and_a_second_one_has_another_title():
    state = _act(_plan(), kind="begin", title="Phương án A")
    first, second = state.entries[-2:]
    assert not first.current.levers
    assert first.name != second.name
    assert title_of(first, "vi") != title_of(second, "vi")


def test_a_plan_travels_in_link_and_file_with_origin_note_and_shelf():
    state = _plan(**{"from": "resolution", "note": "Họp 12/3"})
    state = _typed(state, "agents", **{"level.default": "37,5", "until": "2032", "shape": "step"})
    away = with_choice(state, "shown", ["status_quo", "resolution"])
    assert [e.name for e in away.shelf] == [state.active]
    for before in (state, away):
        link = to_link(before, "vi")
        for again, problems in (from_link(link), from_file(state_file(before, "vi"), "a.json")[:2]):
            assert problems == []
            assert again == before
    back = with_choice(away, "shown", ["status_quo", "resolution", state.active])
    assert back.entry(state.active) == state.in_hand
    assert len(to_link(state, "vi")[f"f.{state.active}"]) < 1000


def test_the_file_of_a_plan_reads_back_to_the_same_numbers():
    state = _typed(_plan(**{"from": "adverse"}), "agents", start="2029", ramp_years="3,5")
    read = scenario_from_text(files.scenario_file(state.in_hand), "a.yaml")
    assert fingerprint(replace(read, extends="")) == fingerprint(
        replace(state.in_hand.current, extends="")
    )
    assert read.title.vi == "Phương án A"


def test_a_difference_says_all_or_nothing():
    base = load_scenario("resolution")
    less = replace(base, levers={"agents": base.levers["agents"]})
    assert dump_difference(less, base) is None
    for name in ("status_quo", "adverse", "investment_led"):
        other = replace(load_scenario("adverse"), name="x", document=None)
        text = dump_difference(other, load_scenario(name))
        assert replace(scenario_from_text(text, "x.yaml"), extends=None) == scenario_from_text(
            dump_scenario(other), "x.yaml"
        )


def test_a_name_is_given_to_plans_alone_and_can_be_undone():
    state = _plan()
    steps = acted(Steps(state), {"kind": "name", "title": "Phương án B", "note": "x"})
    assert title_of(steps.present.in_hand, "vi") == "Phương án B"
    assert steps.back().present == state
    assert _act(first_state(), kind="name", title="Khác") == first_state()


def test_one_step_is_taken_back_and_the_others_stay():
    steps = Steps(_plan(**{"from": "resolution"}))
    for lever, level in (("agents", "40"), ("digital", "30"), ("retention", "20")):
        steps = steps.to(_typed(steps.present, lever, **{"level.default": level}))
    assert len(versions(steps)) == 4
    after = acted(steps, {"kind": "take_back", "step": 2}).present.in_hand
    origin = load_scenario("resolution")
    level = {n: after.current.levers[n].level["default"].value for n in ("agents", "digital")}
    assert level == {"agents": 0.4, "digital": origin.levers["digital"].level["default"].value}
    assert after.current.levers["retention"].level["default"].value == 0.2
    gone = acted(steps, {"kind": "return", "step": 1}).present.in_hand.current
    assert fingerprint(gone) == fingerprint(versions(steps)[1])


def test_what_came_with_a_link_is_a_step_for_each_lever():
    state = _plan(**{"from": "resolution"})
    for lever in ("agents", "digital"):
        state = _typed(state, lever, **{"level.default": "10"})
    again, _ = from_link(to_link(state, "vi"))
    known = versions(Steps(again))
    assert len(known) == 3
    one = taken_back(known[-1], known[0], known[1])
    assert one.levers["agents"] == again.in_hand.origin.levers["agents"]
    assert one.levers["digital"].level["default"].value == 0.1


def test_another_reason_alone_is_no_step():
    state = _typed(_plan(**{"from": "resolution"}), "agents", **{"level.default": "10"})
    plan = state.in_hand.current
    digital = replace(plan.levers["digital"], reason=Text("theo ý kiến của sở", "as asked"))
    other = tuple(replace(p, reason=Text("khác", "other")) for p in plan.projects)
    levers = {**plan.levers, "digital": digital}
    again = state.with_current(replace(plan, levers=levers, projects=other))
    told = [differences(a, b) for a, b in pairwise(versions(Steps(again)))]
    assert [len(found) for found in told] == [1]


def test_a_changed_project_is_told_by_what_changed_in_it():
    project = load_scenario("resolution").projects[0]
    off = replace(project, active=False)
    dearer = replace(project, capital_bn_vnd=Estimate(1500.0, 1200.0, 1700.0))

    def said(before, after):
        return unbound(cell_words(change_words(before, after, 2025), "vi"))

    assert said(project, off) == "tạm không tính"
    assert said(off, project) == "tính"
    assert said(project, dearer).startswith("vốn đăng ký 2.960 (2.300 – 3.000) → 1.500 (1.200")
    assert said(project, dearer).endswith("tỷ đồng")
    assert said(None, project).startswith("thêm vào danh mục")
    assert said(project, None) == "bỏ khỏi danh mục"


@pytest.mark.parametrize("name", ["status_quo", "resolution", "adverse"])
def test_pieces_make_the_scenario_again(name):
    scenario = replace(load_scenario(name), assumptions={KEY: STATED}, growth={2027: STATED})
    assert assembled(scenario, pieces(scenario)) == scenario


def test_a_lever_that_a_later_step_moved_again_stays_as_it_is():
    first = load_scenario("resolution")
    second = with_lever(first, "agents", {"default": 0.4})
    third = with_lever(second, "agents", {"default": 0.6})
    assert taken_back(third, first, second) == third


def test_a_fact_for_all_reaches_what_comes_later_and_the_status_quo_that_is_not_shown():
    state = first_state()
    entries = tuple(
        replace(e, current=replace(e.current, assumptions={KEY: STATED})) for e in state.entries
    )
    state = replace(state, entries=entries)
    assert facts_of(state) == {KEY: STATED}
    more = with_choice(state, "shown", ["resolution", "adverse"])
    assert all(e.current.assumptions[KEY] == STATED for e in more.entries)
    assert yardstick(more).current.assumptions[KEY] == STATED
    plan = _act(more, kind="begin", title="B")
    assert plan.in_hand.current.assumptions[KEY] == STATED


def test_what_makes_way_is_said_and_kept():
    state = _plan()
    for _ in range(3):
        before, state = state, _act(state, kind="begin", title="C")
    assert len(state.entries) == 4
    assert plans.made_way(before, state)
    assert len(state.shelf) == 1
    assert "resolution" not in [e.name for e in state.entries]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"level.default": "137"}, "0"),
        ({"level.default": "hai mươi"}, "không phải là số"),
        ({"level.default": "1,500"}, "hai số"),
        ({"start": "2.029"}, "năm từ"),
        ({"start": "2019"}, "năm từ"),
        ({"until": "2020"}, "năm từ"),
        ({"ramp_years": "11"}, "10"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field_and_changes_nothing(fields, told):
    state, wrong = first_state(), {}
    message = {"scenario": "resolution", "levers": {"agents": {"typed": fields}}}
    assert moved(state, message, "vi", wrong) == state
    ((where, (text, words)),) = wrong.items()
    assert where == ("agents", next(iter(fields)))
    assert text == next(iter(fields.values()))
    assert told in words.vi


@pytest.mark.parametrize(
    ("text", "language", "level"),
    [("37,5", "vi", 0.375), ("37.5", "vi", 0.375), ("0,5 %", "vi", 0.005), ("37.5%", "en", 0.375)],
)
def test_a_typed_level_is_read_the_way_of_the_page(text, language, level):
    message = {"scenario": "resolution", "levers": {"agents": {"typed": {"level.farmer": text}}}}
    state = moved(first_state(), message, language)
    assert state.in_hand.current.levers["agents"].level["farmer"].value == level


def test_a_shock_is_ended_and_goes_on_again():
    state = _typed(first_state(), "growth_shock", **{"level.default": "-3", "until": "2029"})
    assert state.in_hand.current.levers["growth_shock"].until == 2029
    again = _typed(state, "growth_shock", until="")
    assert again.in_hand.current.levers["growth_shock"].until is None


def test_a_plan_of_the_same_content_is_called_by_its_own_visitor_s_words():
    told = []
    for title in ("Bí mật", "Của tôi"):
        file = f"name: plan_1\ntitle: {{vi: {title}, en: {title}}}\nextends: resolution\n"
        link = {"v": "1", "show": "status_quo,plan_1", "active": "plan_1", "f.plan_1": pack(file)}
        state, problems = from_link({**link, "base": "status_quo"})
        assert problems == []
        told.append(" ".join(words.vi for words in told_of(state)))
    assert "Bí mật" in told[0]
    assert ("Bí mật" in told[1], "Của tôi" in told[1]) == (False, True)


def test_what_is_said_of_an_edited_scenario_says_that_it_was_edited():
    change = {"scenario": "resolution", "levers": {"agents": {"level": {"default": 0.3}}}}
    state = moved(first_state(), change)
    assert "(đã chỉnh)" in " ".join(words.vi for words in told_of(state))
