"""The goal on the page: numbers as typed, the answer for this visitor, taken into the sliders."""

from dataclasses import replace
from functools import partial

import pytest
from asking import Answers, numbers, numbers_on
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from simulator import INDICATORS, LEVERS
from simulator.analysis.costing import accounts, cost_curve
from simulator.analysis.costing.costs import costs, total_cost
from simulator.analysis.goal import search
from simulator.analysis.goal.question import Limits, Target, neutral, searchable
from simulator.analysis.goal.result import LeverPackage
from simulator.cli import main
from simulator.errors import InputError
from simulator.inputs.estimate import Estimate
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.report.numbers import format_number, format_share
from simulator.schemes import SHARES
from simulator.text import unbound
from simulator.web import files
from simulator.web import goal as web_goal
from simulator.web.goal import with_package
from simulator.web.goal_form import Form, read_form
from simulator.web.link import first_state, to_link
from simulator.web.pages import goal as page_of_the_goal
from simulator.web.runs import region_called
from simulator.web.typed import number_typed

SCRIPT = (
    "from simulator.web.pages import goal\n"
    "from simulator.web.session import visitor\n"
    "goal.show(visitor())\n"
)


def _page(**query):
    test = AppTest.from_string(SCRIPT, default_timeout=120)
    for key, value in {**to_link(first_state(), "vi"), **query}.items():
        test.query_params[key] = value
    return test.run()


def _field(test, part):
    return next(field for field in test.text_input if part in field.key)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("28,5", "vi", 28.5),
        ("28.5", "vi", 28.5),
        ("1.500", "vi", 1500.0),
        ("1,500", "en", 1500.0),
        ("28.5", "en", 28.5),
        ("1.234,5", "en", 1234.5),
    ],
)
def test_a_typed_number_is_read_the_way_of_the_page(text, language, value):
    assert number_typed(text, language) == value


@pytest.mark.parametrize(("text", "language"), [("1,500", "vi"), ("1.500", "en"), ("hai", "vi")])
def test_a_number_that_could_be_two_is_refused(text, language):
    with pytest.raises(InputError):
        number_typed(text, language)


def _form(*levels, **others):
    years = dict.fromkeys(SHARES, 2030)
    return Form(dict(zip(SHARES, levels, strict=False)), years, **others)


def test_the_form_gives_targets_of_their_years_a_budget_and_limits_by_year():
    form = _form("28,5", "9", "", budget="1.500", caps={2026: "50,5", 2027: "", 2034: "3"})
    form = replace(form, years={**form.years, SHARES[1]: 2028})
    targets, limits = read_form(form, "vi")
    assert [(t.indicator, t.year, t.value) for t in targets] == [
        (SHARES[0], 2030, 0.285),
        (SHARES[1], 2028, 0.09),
    ]
    assert limits.budget == 1_500_000.0
    assert limits.by_year == {2026: 50_500.0}  # a limit after the last target binds nothing


@pytest.mark.parametrize("text", ["285", "0", "28.500", "abc", "-3", "1,500"])
def test_what_is_no_percentage_is_refused_with_the_way_out(text):
    with pytest.raises(InputError) as told:
        read_form(_form(text), "vi")
    assert "ví dụ 28,5" in told.value.problems[0].text.vi


def test_every_field_that_is_wrong_is_told():
    with pytest.raises(InputError) as told:
        read_form(_form("x", "y", budget="z", caps={2027: "w"}), "vi")
    assert len(told.value.problems) == 4


@pytest.fixture(scope="module")
def searched():
    """Return a page of an edited scenario that was asked for a little more than nothing gives."""
    with pytest.MonkeyPatch.context() as patched:
        answers = [
            Answers(home, name)
            for home, name in ((accounts, "accounts"), (cost_curve, "cost_curve"))
        ]
        for one in answers:
            patched.setattr(page_of_the_goal, one.name, one.page)
        answers.append(Answers(search, "minimise_cost"))
        patched.setattr(web_goal, "minimise_cost", answers[-1].page)
        test = _page(**{"e.resolution": "agents:0.37,agents.poor:0.8"})
        before = test.session_state["visitor"].state.in_hand.current
        quo = project(region_called("ninh_thuan"), neutral(before), 2030)
        nothing = INDICATORS["si_share"].of(quo)[-1, 0]
        # What the central run reaches without levers takes some of them with a chance of 80 %.
        wanted = round(100 * nothing, 1)
        _field(test, "si_share").set_value(format_number(wanted, 1))
        test.button[0].click().run()
        yield test, before, wanted, nothing, numbers_on(test), answers


def test_every_number_of_the_page_is_told_by_commands_that_ask_the_same(
    searched, tmp_path, monkeypatch
):
    test, *_, shown, answers = searched
    state = test.session_state["visitor"].state
    entry = state.entry("resolution")
    mine = files.as_called(entry)
    (tmp_path / mine).write_text(files.scenario_file(entry), "utf-8")
    monkeypatch.chdir(tmp_path)
    for one in answers:
        monkeypatch.setattr(one.home, one.name, one.command)
    told = ""
    for words in (
        test.code[0].value.removeprefix("simulator "),
        f"costs {mine} --base status_quo --years 2024-2030",
        f"costs {mine} --base status_quo --years 2024-2030 --curve",
    ):
        done = CliRunner().invoke(main, words.split())
        assert done.exit_code == 0, done.output or done.exception
        told += done.output
    assert len(shown) > 100
    assert shown - numbers(unbound(told)) == set()


def test_the_command_of_a_goal_asks_all_that_the_page_asks(monkeypatch):
    class AskedError(Exception):
        pass

    def ask(region, base, targets, levers, chance, limits, **_):
        raise AskedError(region.code, base, tuple(targets), levers, chance, limits)

    monkeypatch.setattr(search, "minimise_cost", ask)
    state = first_state("khanh_hoa")
    targets = Target("si_share", 2030, 0.285), Target("voluntary_share", 2028, 0.09)
    limits = Limits(1_500_500.0, {2027: 80_000.0, 2026: 50_500.0})
    words = files.goal_command(state, state.in_hand, targets, 0.7, limits, judgement=False)
    done = CliRunner().invoke(main, words.split()[1:])
    code, base, *asked = done.exception.args
    assert code == state.region
    assert base == neutral(state.in_hand.current)
    assert asked == [targets, searchable(None, judgement=False), 0.7, limits]


def test_the_search_starts_from_the_changed_assumptions_and_the_answer_moves_the_sliders(searched):
    test, before, wanted, nothing, *_ = searched
    changed = {("compliance_rate", ""): Estimate.exactly(0.8)}
    base = neutral(replace(before, assumptions=changed))
    assert base.assumptions == changed
    assert all(
        q.value == LEVERS[name].neutral
        for name, path in base.levers.items()
        for q in path.level.values()
    )
    run = partial(project, region_called("ninh_thuan"))
    assert format_share(wanted / 100) in unbound(test.success[0].value).replace("\\", "")
    take = next(b for b in test.button if b.key == "goal_take_0")
    take.click().run()
    # Who does not see it hears the answer, and that the plan is made.
    said = [e.proto.json for e in test.get("bidi_component") if e.proto.component_name == "si_said"]
    assert len(said) == len(test.success) == 2
    state = test.session_state["visitor"].state
    assert state.entry("resolution").current == before
    assert state.active == state.in_hand.name == "plan_1"
    share = INDICATORS["si_share"].of(run(state.in_hand.current, 2030))[-1, 0]
    assert share > nothing
    told = unbound("".join(h.proto.body for h in test.get("html")))
    assert format_share(share) in told  # the plan gives the digits of the answer
    spent = total_cost(costs(run(state.in_hand.current, 2030))).sum() / 1000.0
    assert format_number(spent, 1) in told
    assert "(khả năng 80 %)" in unbound(state.in_hand.current.title.vi)
    # Another visitor sees no answer unasked.
    assert _field(test, "si_share").value == format_number(wanted, 1)
    assert not _page().success


def test_a_status_quo_has_no_levers_but_its_shocks():
    adverse = load_scenario("adverse")
    kept = neutral(adverse)
    assert kept.levers["growth_shock"] == adverse.levers["growth_shock"]
    assert kept.projects == adverse.projects


def test_a_package_makes_the_scenario_that_was_found():
    package = LeverPackage({"agents": 0.4, "inspection": 0.0}, (), 0.0, (0.0, 0.0), (), (), ())
    found = with_package(load_scenario("status_quo"), package)
    assert found.levers["agents"].level["default"].value == 0.4
