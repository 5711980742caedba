"""The search for the cheapest way to targets on the page, and its answer taken into the sliders."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import streamlit as st

from simulator.analysis.goal.question import Limits, Target, searchable
from simulator.analysis.goal.result import GoalResult, LeverPackage
from simulator.analysis.goal.search import minimise_cost
from simulator.errors import InputError, Problem
from simulator.indicators import INDICATORS
from simulator.inputs.numerals import Convention, number_alone, number_in
from simulator.inputs.scenario import LeverSetting, Quantity, Scenario
from simulator.levers import LEVERS, Group
from simulator.projection import Projection
from simulator.report.numbers import format_number, format_share
from simulator.report.results import goal
from simulator.report.writers.words import cell_words
from simulator.schemes import SHARES
from simulator.text import Text
from simulator.web import draw
from simulator.web.escape import as_text
from simulator.web.payload import is_locked, title_of
from simulator.web.runs import FOUND, fingerprint
from simulator.web.session import Visitor, write_link
from simulator.web.state import Entry, with_lever

CHANCES = (0.5, 0.7, 0.8, 0.9)
MILLION_A_BILLION = 1000.0
_FORM, _ASKED = "goal_form", "goal_asked"
NOTE = Text(
    "Bắt đầu từ hiện trạng, với danh mục dự án, giả định và bối cảnh của kịch bản đang chọn, tìm "
    "tổ hợp giải pháp ít tốn kém nhất để đạt các chỉ tiêu với khả năng mong muốn; kiểm lại trên "
    "1.024 lần mô phỏng. Mất khoảng 5-20 giây.",
    "From the status quo with the chosen scenario's projects, assumptions and shocks, finds the "
    "least-cost mix of levers that meets the targets with the wanted chance; checked on 1,024 "
    "draws. Takes about 5-20 seconds.",
)


@dataclass(frozen=True, slots=True)
class Form:
    """What a visitor filled in, as written.

    Parameters
    ----------
    levels : share -> level wanted in per cent; "" where it is no target
    chance : wanted
    budget : billion VND; "" without a limit
    judgement : whether levers of grade C may be used
    """

    levels: dict[str, str]
    chance: float = 0.8
    budget: str = ""
    judgement: bool = True


def show_goal(known: Visitor, entry: Entry, projection: Projection, year: int) -> None:
    """Draw the form and, once asked for, the answer."""
    language = known.language
    form = _kept_form(projection, year, language)
    filled, asked = _fields(form, language, f"{language}_{year}")
    if asked:
        st.session_state[_FORM] = (year, language, asdict(filled))
    try:
        targets, limits = read_form(filled, year, language)
    except InputError as error:
        if asked:
            st.error(as_text(error.problems[0].text.in_(language)))
        return
    base = status_quo_of(projection.scenario)
    question = (known.state.region, fingerprint(base), targets, filled.chance, limits.budget)
    key = ("goal", *question, filled.judgement)
    if asked:
        st.session_state[_ASKED] = key
    if st.session_state.get(_ASKED) != key:
        return  # what others asked for is not shown before this visitor asks
    answer: GoalResult | None = FOUND.known(key)
    if answer is None:
        with st.spinner(Text("Đang tìm…", "Searching…").in_(language)):
            levers = searchable(None, filled.judgement)
            answer = minimise_cost(projection.region, base, targets, levers, filled.chance, limits)
            FOUND.put(key, answer)
    _draw_answer(projection, answer, language)
    _take_over(known, entry, base, answer.best)


def status_quo_of(scenario: Scenario) -> Scenario:
    """Return a scenario with every lever neutral; projects, assumptions and shocks stay.

    Start and ramp of its levers stay too, so that an answer can be taken over into it.
    """
    return replace(
        scenario,
        levers={
            name: path if LEVERS[name].group is Group.SHOCK else _at(path, LEVERS[name].neutral)
            for name, path in scenario.levers.items()
        },
    )


def with_package(base: Scenario, package: LeverPackage) -> Scenario:
    """Return the scenario that a package makes of the one it was found from."""
    found = base
    for name, level in package.levels.items():
        found = with_lever(found, name, {"default": round(level, 6)})
    return found


def _at(path: LeverSetting, level: float) -> LeverSetting:
    return replace(path, level={"default": Quantity.exactly(level)})


def _kept_form(projection: Projection, year: int, language: str) -> Form:
    """Return the form as this visitor left it, or with the targets of the scenario's set."""
    kept: tuple[int, str, dict[str, Any]] | None = st.session_state.get(_FORM)
    if kept is not None and kept[0] == year:
        form = Form(**kept[2])
        return form if kept[1] == language else _in_other_marks(form, kept[1], language)
    known = projection.region.target_shares(projection.scenario.targets)
    stated = {t.indicator: t.value for t in known if t.year == year}
    usual = format_number(100 * stated.get(SHARES[0], 0.30), 1, language)
    return Form({share: usual if share == SHARES[0] else "" for share in SHARES})


def _in_other_marks(form: Form, before: str, language: str) -> Form:
    def again(text: str) -> str:
        value = number_typed(text, before)
        return text if value is None else format_number(value, 1, language)

    levels = {share: again(text) for share, text in form.levels.items()}
    return replace(form, levels=levels, budget=again(form.budget))


def _fields(form: Form, language: str, key: str) -> tuple[Form, bool]:
    with st.form("goal", border=True):
        levels = {}
        for share, column in zip(SHARES, st.columns(len(SHARES)), strict=True):
            label = _short(share, language)
            levels[share] = column.text_input(
                as_text(f"{label} (%)"), form.levels[share], key=f"goal_{share}_{key}"
            )
        left, right = st.columns(2)
        chance = left.selectbox(
            Text("Khả năng mong muốn", "Wanted chance").in_(language),
            CHANCES,
            index=CHANCES.index(form.chance),
            format_func=lambda c: format_share(c, language, 0),
            key=f"goal_chance_{key}",
        )
        budget = right.text_input(
            Text(
                "Ngân sách (tỷ đồng; để trống: không giới hạn)",
                "Budget (bn VND; empty: no limit)",
            ).in_(language),
            form.budget,
            key=f"goal_budget_{key}",
        )
        judgement = st.checkbox(
            Text(
                "Dùng cả giải pháp chỉ có bằng chứng loại C (nhận định)",
                "Use levers with grade C evidence (judgement) too",
            ).in_(language),
            value=form.judgement,
            key=f"goal_judgement_{key}",
        )
        asked = st.form_submit_button(Text("Tìm", "Find").in_(language), type="primary")
    return Form(levels, chance, budget, judgement), asked


def number_typed(text: str, language: str) -> float | None:
    """Return a number typed into a field, read the way of the page's language; None if unclear.

    >>> number_typed("28,5", "vi"), number_typed("1.500", "vi"), number_typed("28.5", "vi")
    (28.5, 1500.0, 28.5)
    """
    convention = Convention.COMMA if language == "vi" else Convention.POINT
    found = number_in(text, convention)
    return number_alone(text) if found is None else found


def read_form(form: Form, year: int, language: str) -> tuple[tuple[Target, ...], Limits]:
    """Return the targets and limits that a form states.

    Raises
    ------
    InputError
        where a number cannot be read, is no percentage, or no target is stated.
    """
    targets = tuple(
        Target(share, year, _percent(share, text, language) / 100.0)
        for share, text in form.levels.items()
        if text.strip()
    )
    if not targets:
        raise _wrong(Text("chưa nêu chỉ tiêu nào", "no target is stated"))
    return targets, Limits(_budget(form.budget, language))


def _percent(share: str, text: str, language: str) -> float:
    value = number_typed(text.strip().removesuffix("%"), language)
    if value is None or not 0 < value < 100:
        raise _wrong(
            Text(
                f"{_short(share, 'vi')}: {text!r}: cần số trong khoảng 0 đến 100, ví dụ 28,5",
                f"{_short(share, 'en')}: {text!r}: give a number between 0 and 100, such as 28.5",
            )
        )
    return value


def _budget(text: str, language: str) -> float | None:
    if not text.strip():
        return None
    value = number_typed(text, language)
    if value is None or value < 0:
        raise _wrong(
            Text(
                f"Ngân sách: {text!r}: cần số tỷ đồng, ví dụ 1.500 hoặc 80,5",
                f"Budget: {text!r}: give billions of VND, such as 1,500 or 80.5",
            )
        )
    return value * MILLION_A_BILLION


def _short(share: str, language: str) -> str:
    return INDICATORS[share].label.bare.in_(language)


def _wrong(text: Text) -> InputError:
    return InputError(Problem("", 0, 0, "", text))


def _draw_answer(projection: Projection, answer: GoalResult, language: str) -> None:
    found = goal.section(projection.region, answer)
    said = cell_words(found.title, language)
    (st.success if answer.found else st.warning)(as_text(said))
    draw.section(found, language)


def _take_over(known: Visitor, entry: Entry, base: Scenario, package: LeverPackage) -> None:
    """Draw the button that moves the chosen scenario's sliders to the best mix."""
    language = known.language
    if is_locked(entry):
        locked = Text(
            "Muốn đưa kết quả vào thanh trượt, hãy chọn một kịch bản khác hiện trạng.",
            "To take the result over into the sliders, choose a scenario other than the status "
            "quo.",
        )
        draw.remark(locked, language)
        return

    def take() -> None:
        state = replace(known.state, active=entry.name)
        known.go(state.with_current(with_package(base, package)))
        write_link(known)

    title = title_of(entry, language)
    words = Text(f"Đưa vào thanh trượt: {title}", f"Take over into the sliders: {title}")
    st.button(as_text(words.in_(language)), on_click=take, key="goal_take_over")
