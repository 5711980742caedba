"""The way to the target: its price, its odds, and what each solution brings."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.accounts import TOTAL, Accounts, accounts
from simulator.analysis.attribution import Explanation, explain
from simulator.analysis.bands import DRAWS
from simulator.analysis.cost_curve import CostCurve, cost_curve
from simulator.analysis.costs import LINES
from simulator.errors import InputError
from simulator.inputs.scenario import Scenario
from simulator.projection import Projection
from simulator.report.accounts_table import billions_shown, labels
from simulator.report.appendix.programme import PAYERS
from simulator.report.curve_table import curve_rows
from simulator.report.explanation_table import persons_shown
from simulator.report.numbers import (
    bn,
    format_number,
    format_range,
)
from simulator.report.statements import contribution_words, cost_words, curve_notes
from simulator.text import Text
from simulator.web import table
from simulator.web.choice import entry_and_year
from simulator.web.escape import as_text
from simulator.web.goal import NOTE, show_goal
from simulator.web.runs import SEED, Kept, central, fingerprint
from simulator.web.session import Visitor
from simulator.web.yardstick import yardstick

_ANSWERS, _ACCOUNTS, _EXPLAINED, _CURVES = Kept(32), Kept(64), Kept(64), Kept(64)
_CHANCES = (0.5, 0.7, 0.8, 0.9)


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    entry, year = entry_and_year(known, "way")
    projection = central(known.state.region, entry.current, known.state.until)
    quo = yardstick(known.state).current
    _heading(Text("Cách rẻ nhất đạt chỉ tiêu", "The cheapest way to a target"), language)
    table.note(NOTE.in_(language))
    show_goal(known, entry, projection, year)
    _heading(Text("Mỗi giải pháp đóng góp gì", "What each solution brings"), language)
    _contributions(projection, quo, year, language)
    _heading(Text("Chi phí", "Costs"), language)
    _costs(projection, quo, year, language)
    _heading(
        Text("Giải pháp nào rẻ cho mỗi người tăng thêm", "What an added person costs, by lever"),
        language,
    )
    _curve(projection, quo, year, language)


def _heading(text: Text, language: str) -> None:
    st.header(as_text(text.in_(language)), anchor=False)


def _contributions(projection: Projection, quo: Scenario, year: int, language: str) -> None:
    found = _explained(projection, quo, year)
    if found is None:
        table.note(
            Text(
                "Kịch bản có giả định hoặc tăng trưởng riêng, nên không tách được theo giải pháp.",
                "The scenario has assumptions or growth of its own, so it cannot be split.",
            ).in_(language)
        )
        return
    rows = found.contributions
    columns = {
        Text("Nhóm giải pháp", "Group of levers").in_(language): [
            *(c.label.in_(language) for c in rows),
            Text("Cộng", "Sum").in_(language),
        ],
        Text("Người tham gia thêm", "Participants added").in_(language): [
            format_number(n, 0, language) for n in (*persons_shown(found), found.shown)
        ],
    }
    table.draw(columns, Text("Đóng góp", "Contributions").in_(language))
    apart = contribution_words(found)
    table.note(
        Text(
            f"So với giữ nguyên hiện trạng, {found.at.vi}; giá trị Shapley, cộng đúng bằng chênh "
            f"lệch. {apart.vi}",
            f"Against the status quo, {found.at.en}; Shapley values, adding up to the difference. "
            f"{apart.en}",
        ).in_(language)
    )


def _explained(projection: Projection, quo: Scenario, year: int) -> Explanation | None:
    key = (projection.region.code, fingerprint(quo), fingerprint(projection.scenario), year)

    def make() -> Explanation:
        return explain(projection.region, quo, projection.scenario, year)

    try:
        found: Explanation = _EXPLAINED.get(key, make)
    except InputError:
        return None
    return found


def _costs(projection: Projection, quo: Scenario, year: int, language: str) -> None:
    found = _accounts(projection, quo, year)
    shown = billions_shown(found)
    names = [n for n in shown if n in (*LINES, TOTAL)]
    columns: dict[str, list[str]] = {
        Text("Tỷ đồng", "bn VND").in_(language): [labels()[n].in_(language) for n in names],
        Text("Nguồn chi", "Paid by").in_(language): [
            PAYERS[LINES[n].payer].in_(language) if n in LINES else "" for n in names
        ],
    }
    heads = [*(str(y) for y in found.years), Text("Cộng", "Sum").in_(language)]
    for i, head in enumerate(heads):
        columns[head] = [format_number(shown[n][i], 1, language) for n in names]
    columns[Text("Khoảng 80 %", "80 % range").in_(language)] = [
        format_range(*(bn(v, language) for v in (found.sums[n].low, found.sums[n].high)))
        for n in names
    ]
    table.draw(columns, Text("Chi phí theo năm", "Costs by year").in_(language))
    table.note(cost_words(found, _QUO).in_(language))


def _curve(projection: Projection, quo: Scenario, year: int, language: str) -> None:
    key = (projection.region.code, fingerprint(quo), fingerprint(projection.scenario), year)
    try:
        found: CostCurve = _CURVES.get(
            key,
            lambda: cost_curve(projection.region, quo, projection.scenario, year),
        )
    except InputError as error:
        st.info(as_text(error.problems[0].text.in_(language)))
        return
    if not found.rungs:
        st.markdown(
            Text("Kịch bản này không có giải pháp nào.", "This scenario has no levers.").in_(
                language
            )
        )
        return
    columns = table.columns_of(_CURVE_HEADS.in_(language), curve_rows(found, language, _below))
    table.draw(columns, Text("Chi phí mỗi người", "Cost of a person").in_(language))
    notes = curve_notes(found, round(found.together.value))
    table.note(f"{_SMALL.in_(language)} {notes.in_(language)}")


_CURVE_HEADS = Text(
    "Giải pháp|Người thêm khi làm riêng|Người mất nếu bỏ khỏi kịch bản|Chi thêm, tỷ đồng|"
    "Triệu đồng một người thêm|Triệu đồng một người-năm",
    "Lever|Persons added alone|Persons lost without it|Added cost, bn VND|"
    "Million VND per added person|Million VND per person-year",
)


_SMALL = Text("Dòng nhỏ: khoảng 80 %.", "Small lines: 80 % range.")
_QUO = Text("giữ nguyên hiện trạng", "the status quo")


def _below(value: str, low: str, high: str) -> str:
    """Return a number above its range."""
    return f"{value}\n{format_range(low, high)}"


def _accounts(projection: Projection, quo: Scenario, year: int) -> Accounts:
    key = (projection.region.code, fingerprint(quo), fingerprint(projection.scenario), year)
    scenario: Scenario = projection.scenario
    years = range(projection.region.base_year + 1, year + 1)
    found: Accounts = _ACCOUNTS.get(
        key,
        lambda: accounts(projection.region, scenario, quo, years, DRAWS, SEED),
    )
    return found
