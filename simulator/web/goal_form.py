"""What a visitor fills in to search for a way to targets: read by one reader, never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import partial

import streamlit as st

from simulator.analysis.goal.question import MILLION_A_BILLION, Limits, Target
from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.report.numbers import format_share
from simulator.schemes import SHARES, SHORT
from simulator.text import Text, plain
from simulator.web.escape import as_text
from simulator.web.session import Visitor
from simulator.web.typed import BILLIONS, Fields, exact, number_between, number_typed

CHANCES = (0.5, 0.7, 0.8, 0.9)
USUAL_CHANCE = 0.8
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Form:
    """What a visitor filled in, as written.

    Parameters
    ----------
    levels : share -> level wanted in per cent; "" where it is no target
    years : share -> year of its target
    chance : wanted, of every target
    budget : billion VND of all years; "" without a limit
    caps : year -> billion VND of that year; "" without a limit
    judgement : whether levers of grade C may be used
    """

    levels: Mapping[str, str]
    years: Mapping[str, int]
    chance: float = USUAL_CHANCE
    budget: str = ""
    caps: Mapping[int, str] = field(default_factory=dict)
    judgement: bool = True


def draw_form(known: Visitor, region: Region, scenario: Scenario, year: int) -> tuple[Form, bool]:
    """Draw the fields as this visitor left them; return them and whether the search is wanted."""
    language, place = known.language, f"goal_{region.code}"
    years = list(range(region.base_year + 1, known.state.until + 1))
    with st.container(border=True):
        levels, at = _targets(known, region, scenario, place, years, year)
        left, right = st.columns(2)
        chance = left.selectbox(
            Text("Khả năng mong muốn", "Wanted chance").in_(language),
            CHANCES,
            format_func=lambda c: format_share(c, language, 0),
            key=known.kept(f"{place}_chance", USUAL_CHANCE),
        )
        budget = right.text_input(
            as_text(_BUDGET_FIELD.in_(language)),
            max_chars=30,
            key=known.kept_number(f"{place}_budget", ""),
        )
        caps = _caps(known, place, years)
        judgement = st.checkbox(
            Text(
                "Dùng cả giải pháp chỉ có bằng chứng loại C (nhận định)",
                "Use levers with grade C evidence (judgement) too",
            ).in_(language),
            key=known.kept(f"{place}_judgement", True),
        )
        asked = st.button(Text("Tìm", "Find").in_(language), type="primary", key=f"{place}_find")
    return Form(levels, at, chance, budget, caps, judgement), asked


def _targets(
    known: Visitor,
    region: Region,
    scenario: Scenario,
    place: str,
    years: list[int],
    year: int,
) -> tuple[dict[str, str], dict[str, int]]:
    """Draw a level and a year for each share; the first has the target of the scenario's set."""
    language, levels, at = known.language, {}, {}
    stated = {(t.indicator, t.year): t.value for t in region.target_shares(scenario.targets)}
    for share, column in zip(
        SHARES, st.columns(len(SHARES), vertical_alignment="bottom"), strict=True
    ):
        usual = ""
        if share == SHARES[0]:
            usual = exact(100 * stated.get((share, year), 0.30), language)
        left, right = column.columns([3, 2], vertical_alignment="bottom")
        label = SHORT[share].in_(language)
        levels[share] = left.text_input(
            as_text(f"{label} (%)"), max_chars=30, key=known.kept_number(f"{place}_{share}", usual)
        )
        when = Text("Năm", "Year").in_(language)
        at[share] = right.selectbox(
            as_text(f"{when} ({label})"),
            years,
            format_func=str,
            key=known.kept_of(f"{place}_{share}_year", year, years),
        )
    return levels, at


def _caps(known: Visitor, place: str, years: list[int]) -> dict[int, str]:
    """Draw a limit for each year, folded away: few ask for it."""
    lead = Text("Giới hạn từng năm (tỷ đồng)", "Limits by year (billion VND)")
    caps = {}
    with st.expander(as_text(lead.in_(known.language)), key=f"{place}_caps_{known.language}"):
        for i in range(0, len(years), _COLUMNS):
            for year, column in zip(years[i : i + _COLUMNS], st.columns(_COLUMNS), strict=False):
                key = known.kept_number(f"{place}_cap_{year}", "")
                caps[year] = column.text_input(as_text(str(year)), max_chars=30, key=key)
    return caps


def read_form(form: Form, language: str) -> tuple[tuple[Target, ...], Limits]:
    """Return the targets and limits that a form states; limits after the last target are none.

    Raises
    ------
    InputError
        with every field that cannot be read, or is no percentage; and where no target is stated.
    """
    fields = Fields(language)
    targets = []
    for share, text in form.levels.items():
        label = SHORT[share]
        value = fields.read(label, text, _share, _EXAMPLE)
        if value in (0.0, 1.0):
            fields.refuse(label, _wrong(text, _SHARE_HINT))
        elif value is not None:
            targets.append(Target(share, form.years[share], value))
    budget = _money(fields, _BUDGET, form.budget)
    last = max((target.year for target in targets), default=0)
    caps = {
        year: cap
        for year, text in form.caps.items()
        if (cap := _money(fields, plain(str(year)), text)) is not None and year <= last
    }
    fields.settle()
    if not targets:
        raise input_error("chưa nêu chỉ tiêu nào", "no target is stated")
    return tuple(targets), Limits(budget, caps or None)


_SHARE_HINT = Text(
    "cần số trong khoảng 0 đến 100, ví dụ 28,5", "give a number between 0 and 100, such as 28.5"
)
_EXAMPLE = Text("ví dụ 28,5", "such as 28.5")
_MONEY_HINT = Text(
    "cần số tỷ đồng, ví dụ 1.500 hoặc 80,5", "give billions of VND, such as 1,500 or 80.5"
)
_BUDGET = Text("Ngân sách chi thêm cả giai đoạn", "Budget for added cost, all years")
_BUDGET_FIELD = Text(
    f"{_BUDGET.vi} (tỷ đồng; để trống: không giới hạn)",
    f"{_BUDGET.en} (billion VND; empty: no limit)",
)


def _money(fields: Fields, called: Text, text: str) -> float | None:
    """Return a limit in million VND; None without one."""
    value = fields.read(called, text, partial(number_typed, units=BILLIONS), _MONEY_HINT)
    if value is not None and value < 0:
        fields.refuse(called, _wrong(text, _MONEY_HINT))
    return None if value is None else value * MILLION_A_BILLION


def _share(text: str, language: str) -> float:
    return number_between(text, 0.0, 1.0, language, percent=True)


def _wrong(text: str, hint: Text) -> Text:
    return Text(*(f"{text.strip()!r}: {words}" for words in hint))
