"""The search for the cheapest way to targets on the page, and its mixes taken over as plans."""

from __future__ import annotations

from functools import partial

import streamlit as st

from simulator.analysis.goal.question import Target, neutral, searchable
from simulator.analysis.goal.result import GoalResult, LeverPackage
from simulator.analysis.goal.search import minimise_cost
from simulator.errors import InputError
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.numbers import format_stated_share
from simulator.report.results import goal
from simulator.report.writers.words import cell_words
from simulator.schemes import SHORT
from simulator.text import Text
from simulator.web import draw, plans
from simulator.web.escape import as_text
from simulator.web.files import goal_command
from simulator.web.goal_form import draw_form, read_form
from simulator.web.runs import FOUND, identity, region_called
from simulator.web.session import Visitor, write_link
from simulator.web.state import Entry, with_lever
from simulator.web.waiting import in_turn

NOTE = Text(
    "Bắt đầu từ hiện trạng, giữ danh mục dự án, giả định và tình huống bất lợi của kịch bản đang "
    "chọn, chương trình tìm tổ hợp giải pháp ít tốn kém nhất để đạt từng chỉ tiêu với khả năng "
    "mong muốn, kiểm lại trên 1.024 lần mô phỏng. Mất khoảng 2-10 giây.",
    "From the status quo with the chosen scenario's projects, assumptions and shocks, finds the "
    "least-cost mix of levers that meets each target with the wanted chance; checked on 1,024 "
    "draws. Takes about 2-10 seconds.",
)


@st.fragment  # type: ignore[untyped-decorator]
def show_goal(known: Visitor, name: str, year: int) -> None:
    """Draw the form and, once asked for, the answer; a field that is left runs nothing else again.

    Parameters
    ----------
    name : of the scenario whose projects, assumptions and shocks stay
    """
    known.redraw_if_turned()
    language, entry = known.language, known.state.entry(name)
    region, scenario = region_called(known.state.region), entry.current
    form, asked = draw_form(known, region, scenario, year)
    try:
        targets, limits = read_form(form, language)
    except InputError as error:
        for problem in error.problems if asked else ():
            st.error(as_text(problem.line_in(language)))
        return
    base = neutral(scenario)
    caps = tuple(sorted((limits.by_year or {}).items()))
    question = (known.state.region, identity(base), targets, form.chance, limits.budget, caps)
    key = ("goal", *question, form.judgement)
    if asked:
        known.asked, known.taken = key, None
    if known.asked != key:
        return  # what others asked for is not shown before this visitor asks
    answer: GoalResult | None = FOUND.known(key)
    if answer is None:
        levers = searchable(None, form.judgement)
        search = partial(minimise_cost, region, base, targets, levers, form.chance, limits)
        answer = in_turn(search, Text("Đang tìm", "Searching"), language)
        FOUND.put(key, answer)
    _draw_answer(region, answer, language)
    _take_over(known, entry, base, answer)
    draw.remark(_COMMAND, language)
    asks = targets, form.chance, limits
    command = goal_command(known.state, entry, *asks, judgement=form.judgement)
    st.code(command, language=None, wrap_lines=True)


def with_package(base: Scenario, package: LeverPackage) -> Scenario:
    """Return the scenario that a package makes of the one it was found from."""
    found = base
    for name, level in package.levels.items():
        found = with_lever(found, name, {"default": round(level, 6)})
    return found


def _draw_answer(region: Region, answer: GoalResult, language: str) -> None:
    found = goal.section(region, answer)
    said = cell_words(found.title, language)
    (st.success if answer.found else st.warning)(as_text(said))
    if answer.found:  # a warning is heard by itself
        draw.aloud(said, language)
    draw.section(found, language)


def _take_over(known: Visitor, entry: Entry, base: Scenario, answer: GoalResult) -> None:
    """Draw a button for each mix of the answer that makes a plan of it, moved by the sliders."""
    language = known.language
    first = goal.CHEAPEST if answer.found else goal.NEAREST
    mixes = zip((first, *goal.OTHERS), (answer.best, *answer.others), strict=False)
    draw.remark(_TAKE, language)
    row = st.container(horizontal=True)
    for i, (called, package) in enumerate(mixes):
        title = _title(answer, called if i or not answer.found else None, language)

        def take(package: LeverPackage = package, title: str = title) -> None:
            before = known.state
            after = plans.begun_with(before, entry, with_package(base, package), title)
            known.go(after)
            known.looked = entry.name  # the question stays, so that the other mixes can be taken
            made = after.in_hand.current.title
            told = Text(
                f"Đã lập phương án “{made.vi}”; chỉnh tiếp bằng thanh trượt ở trang So sánh.",
                f"The plan “{made.en}” is made; its sliders are on the page Compare.",
            )
            way = plans.made_way(before, after)
            known.taken = Text(*(" ".join(w) for w in zip(told, *way, strict=True)))
            write_link(known)

        words = Text("Lập phương án theo tổ hợp", "Make a plan of").in_(language)
        label = f"{words}: {called.in_(language)}"
        row.button(as_text(label), on_click=take, key=f"goal_take_{i}")
    if known.taken is not None:
        st.success(as_text(known.taken.in_(language)))
        draw.aloud(known.taken, language, "aloud_taken")


_COMMAND = Text(
    "Lệnh cho cùng kết quả (tệp .yaml của kịch bản: tải ở trang Lưu, chia sẻ; sổ số liệu: ở trang "
    "Số liệu của tỉnh):",
    "The command that gives the same answer (the scenario's .yaml file is on the page Save, share; "
    "a workbook of figures on Own figures):",
)
_TAKE = Text(
    "Bấm để lập phương án riêng theo một tổ hợp: các thanh trượt đặt theo tổ hợp đó, so sánh được "
    "với mọi kịch bản; các kịch bản đang có không thay đổi.",
    "One press takes a mix into the sliders as a plan of its own, compared with any other; the "
    "scenarios that are there stay as they are.",
)


def _title(answer: GoalResult, called: Text | None, language: str) -> str:
    """Return what a plan made of an answer is called: its targets, and which of the mixes.

    What stands in parentheses is left out where there is little room.
    """
    aims = ", ".join(_aim(target, language) for target in answer.targets)
    chance = format_stated_share(answer.chance, language)
    lead = Text("Đạt", "Reach") if answer.found else Text("Gần đạt", "Near")
    odds = Text(f"khả năng {chance}", f"chance {chance}").in_(language)
    more = odds if called is None else f"{odds}; {called.in_(language).lower()}"
    return f"{lead.in_(language)} {aims} ({more})"


def _aim(target: Target, language: str) -> str:
    value = format_stated_share(target.value, language)
    name = SHORT[target.indicator].lowered
    words = Text(f"{name.vi} {value} năm {target.year}", f"{name.en} {value} in {target.year}")
    return words.in_(language)
