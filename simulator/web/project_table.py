"""The list of projects of the scenario in hand: added, edited, switched off, jobs as one types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from simulator.classes import SECTORS
from simulator.errors import InputError
from simulator.inputs.scenario import Project, Scenario
from simulator.inputs.scenario_timing import first_start
from simulator.report.numbers import format_number
from simulator.text import Text
from simulator.web import draw, projects
from simulator.web.escape import as_text
from simulator.web.payload import is_locked, title_of
from simulator.web.runs import region_called
from simulator.web.scripts import component
from simulator.web.session import Visitor
from simulator.web.typed import words_of

_KEY, NEW = "projects", -1
"""Key of the table, and the number of the row in which a project is begun."""
_BLANK = ("name", "capital_bn_vnd", "build_years")
"""What a new project must be told, for nothing is known of it."""


def show(known: Visitor) -> None:
    """Draw the list, folded; a country's or a locked scenario's cannot be changed."""
    language, entry = known.language, known.state.in_hand
    listed = entry.current.projects
    lead = Text(
        f"Danh mục dự án của “{title_of(entry, 'vi')}”: {sum(p.active for p in listed)} dự án",
        f"Projects of “{title_of(entry, 'en')}”: {sum(p.active for p in listed)}",
    )
    with st.expander(as_text(lead.in_(language)), key=f"project_list_{language}"):
        if is_locked(entry):
            draw.remark(_LOCKED, language)
            return
        draw.remark(_NOTE, language)
        _table(known, known.revision)


@st.fragment  # type: ignore[untyped-decorator]
def _table(known: Visitor, revision: int) -> None:
    """Draw the table: a letter typed there runs nothing else again, a changed list does.

    Parameters
    ----------
    revision : of the state with which the rest of the page was drawn
    """
    if known.revision != revision:
        st.rerun()
    component("projects")(key=_KEY, data=table_data(known), on_said_change=lambda: _hear(known))


def _hear(known: Visitor) -> None:
    state = st.session_state.get(_KEY)
    for message in known.unheard(_KEY, None if state is None else state.get("said")):
        heard(known, message)


def heard(known: Visitor, message: Mapping[str, Any]) -> None:
    """Take what the table says: letters typed, a field left, a project added or taken away.

    What was said of a list of another length is not taken: its rows were other projects.
    """
    row, scenario = message.get("row"), known.state.in_hand.current
    if message.get("of") != len(scenario.projects) + 1:
        return
    if not isinstance(row, int) or not NEW <= row < len(scenario.projects):
        return
    if is_locked(known.state.in_hand) or message.get("scenario") != known.state.active:
        return
    key, kind = (known.state.active, row), message.get("kind")
    if kind == "remove" and row != NEW:
        _go(known, projects.without_project(scenario, row))
        return
    typed = message.get("fields")
    for field, text in typed.items() if isinstance(typed, Mapping) else ():
        if field in projects.FIELDS and isinstance(text, str):
            known.drafts.setdefault(key, {})[field] = text[:600]
    if kind == "done" and (row == NEW or key in known.drafts):
        _done(known, key)


def _done(known: Visitor, key: tuple[str, int]) -> None:
    """Take a row over into the scenario, where all of it can be read."""
    region, scenario = region_called(known.state.region), known.state.in_hand.current
    row, first = key[1], first_start(known.state.in_hand.current, region)
    typed = known.drafts.get(key, {})
    if row == NEW:
        typed = {**dict.fromkeys(_BLANK, ""), **typed}
    project, wrong = projects.drafted(typed, _before(scenario, row, known), first, known.language)
    known.refused_projects.pop(key, None)
    if wrong:
        known.drafts[key] = typed
        return
    try:
        changed = projects.with_project(scenario, region, None if row == NEW else row, project)
    except InputError as error:
        known.refused_projects[key] = words_of(error)
        return
    _go(known, changed)
    known.drafts.pop(key, None)


def _go(known: Visitor, scenario: Scenario) -> None:
    if len(scenario.projects) != len(known.state.in_hand.current.projects):
        # Rows move up: what was typed into another would stand in the wrong one.
        mine = [key for key in known.drafts if key[0] == known.state.active and key[1] != NEW]
        for key in mine:
            known.drafts.pop(key)
            known.refused_projects.pop(key, None)
    known.go(known.state.with_current(scenario))


def _before(scenario: Scenario, row: int, known: Visitor) -> Project:
    if row != NEW:
        return scenario.projects[row]
    return projects.blank(region_called(known.state.region), scenario)


def table_data(known: Visitor) -> dict[str, Any]:
    """Return the rows as text, what is wrong with them, and the jobs that each brings."""
    state, language = known.state, known.language
    region, scenario = region_called(state.region), state.in_hand.current
    first = first_start(scenario, region)
    rows, drafted = [], []
    for row in (*range(len(scenario.projects)), NEW):
        before, typed = _before(scenario, row, known), known.drafts.get((state.active, row), {})
        project, wrong = projects.drafted(typed, before, first, language)
        shown = projects.shown(before, first, language)
        if row == NEW:
            shown |= dict.fromkeys(_BLANK, "")
        refused = known.refused_projects.get((state.active, row))
        rows.append(
            {
                "row": row,
                "fields": {**shown, **typed},
                "wrong": {field: text.in_(language) for field, text in wrong.items()},
                "refused": "" if refused is None else refused.in_(language),
                "usual": projects.usual_numbers(region, scenario, project.sector, language),
                "sector": SECTORS[project.sector].in_(language),
            }
        )
        drafted.append(project)
    found = projects.jobs(region, replace(scenario, projects=tuple(drafted)), state.year)
    for one, people in zip(rows, found, strict=True):
        one["jobs"] = format_number(people, 0, language)
    whole = sum(found[: len(scenario.projects)])
    return {
        "fresh": known.fresh,
        "echo": known.heard[_KEY],
        "scenario": state.active,
        "lang": language,
        "rows": rows,
        "sum": format_number(whole, 0, language),
        "sectors": [[name, words.in_(language)] for name, words in SECTORS.items()],
        "w": {key: words.in_(language) for key, words in words_for(state.year).items()},
    }


def words_for(year: int) -> dict[str, Text]:
    """Return the wording of the table."""
    return {**_WORDS, "jobs": Text(f"Việc làm {year}", f"Jobs {year}")}


_NOTE = Text(
    "Khi sửa một ô, số việc làm thay đổi ngay; rời khỏi ô thì kết quả của kịch bản được tính"
    " lại. Khoảng 80 % ghi trong ngoặc, ví dụ 3.900 (2.300 – 3.900). Ô trống: lấy mức của "
    "ngành (chữ mờ). Việc làm là số việc có đóng BHXH tăng thêm, đã tính khả năng thực hiện.",
    "Jobs follow as you type; the scenario's results follow when you leave the field. An 80% "
    "range stands in parentheses: 3,900 (2,300 – 3,900). An empty field takes the sector's number "
    "(pale). Jobs are added jobs in compulsory insurance, weighted by the probability.",
)
_LOCKED = Text(
    "Phương án gốc không có dự án và không sửa; hãy tạo một phương án mới.",
    "The status quo has no projects and cannot be changed; make a new plan.",
)
_WORDS = {
    "active": Text("Tính", "Counts"),
    "name": Text("Tên dự án", "Project"),
    "sector": Text("Ngành", "Sector"),
    "capital_bn_vnd": Text("Vốn (tỷ đồng)", "Capital (billion VND)"),
    "start": Text("Khởi công", "Begins"),
    "build_years": Text("Số năm xây dựng", "Years of building"),
    "disbursed_share": Text("Giải ngân (%)", "Disbursed (%)"),
    "probability": Text("Khả năng thực hiện (%)", "Probability (%)"),
    "public_share": Text("Vốn nhà nước (%)", "Public share (%)"),
    "capital_per_job": Text("Vốn một việc làm (tỷ đồng)", "Capital per job (billion VND)"),
    "reason": Text("Căn cứ", "Basis"),
    "remove": Text("Xoá", "Delete"),
    "add": Text("Thêm vào danh mục", "Add to the list"),
    "begin": Text("Thêm dự án", "Add a project"),
    "sum": Text("Cộng", "Sum"),
}
