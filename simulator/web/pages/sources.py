"""Assumptions and sources: every figure with status and grade, and the limits in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from simulator.analysis.past.backtest_scores import COUNTED
from simulator.analysis.past.ledger import grades_shown, waiting_shown
from simulator.errors import InputError, input_error
from simulator.inputs.assumption import Assumption
from simulator.inputs.commuting import commuting_words
from simulator.inputs.estimate import Estimate
from simulator.inputs.figures import GRADES
from simulator.inputs.keys import Assumed
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.words import assumption_words, figure_words, is_share, unit_words
from simulator.projection.values import assumptions_of
from simulator.report.assumption_warnings import warning
from simulator.report.document import Cell, Number, Table, chain, say
from simulator.report.numbers import format_number
from simulator.report.results import backtest, ledger
from simulator.report.results.assumptions import assumptions, origins
from simulator.report.results.figures import figures
from simulator.report.results.law import law
from simulator.report.results.stated import form_of
from simulator.report.statements import trend_words
from simulator.report.writers.words import cell_words
from simulator.schemes import COUNTS
from simulator.text import Text, plain
from simulator.web import draw, figure
from simulator.web.escape import as_text
from simulator.web.experience import known_test, tested
from simulator.web.limits import LIMITS
from simulator.web.payload import title_of
from simulator.web.runs import region_called
from simulator.web.session import Visitor
from simulator.web.state import PageState
from simulator.web.typed import Fields, number_between, number_typed
from simulator.web.waiting import wait_for
from simulator.web.words import SIZES

if TYPE_CHECKING:
    from simulator.analysis.past.backtest_scores import Backtest, Point

_LINES = {"model": backtest.METHODS["model"], "drift_4": Text("Xu thế 4 năm", "4-year trend")}
"""Names at the ends of the lines."""


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    region = region_called(known.state.region)
    draw.head(Text("Kết quả dựa trên đâu", "What the result rests on"), language)
    _origins(region, language)
    draw.head(Text("Giả định", "Assumptions"), language)
    _assumptions(known, region)
    draw.head(Text("Số liệu và nguồn", "Figures and sources"), language)
    draw.block(figures(region), language)
    draw.head(Text("Pháp luật theo ngày hiệu lực", "The law by date"), language)
    draw.block(law(region.law), language)
    draw.head(Text("Kiểm nghiệm với số liệu các năm trước", "Backtest"), language)
    past = st.empty()
    draw.head(Text("Dự báo đã giữ và kết quả", "Kept forecasts and what came"), language)
    draw.section(ledger.section(grades_shown(region), waiting_shown(region)), language)
    draw.head(Text("Giới hạn của mô hình", "Limits of the model"), language)
    st.markdown("\n".join(f"- {as_text(limit.in_(language))}" for limit in LIMITS))
    _backtest(known.state.region, past, language)


def _origins(region: Region, language: str) -> None:
    weak = [name for name, origin in region.origins.items() if origin != "observed"]
    counted = (*COUNTS, "labour_force_working_age")
    estimated = [
        name
        for name in counted
        if (f := region.figure(name, region.base_year)) is not None and not f.counted
    ]
    if estimated:
        carried = Text(
            f"Kết quả còn dựa vào số ước tính: {len(estimated)} trong {len(counted)} số liệu "
            f"năm gốc {region.base_year} chưa có số chính thức. Hãy thay bằng số của cơ quan "
            "BHXH và điều tra lao động của địa phương.",
            f"The result rests on estimates: {len(estimated)} of {len(counted)} figures of the "
            "base "
            f"year {region.base_year} are not official. Replace them by those of the social "
            "insurance agency and the labour force survey.",
        )
        st.warning(as_text(carried.in_(language)))
    draw.block(origins(region.origins), language)
    remarks = (*region.warnings, *commuting_words(region))
    if weak and remarks:
        draw.remark(chain((chain([w, "."], "") for w in remarks), " "), language)


def _assumptions(known: Visitor, region: Region) -> None:
    language, entry = known.language, known.state.in_hand
    draw.remark(
        say(
            "{grades}. Kịch bản đang chỉnh: {title}.",
            "{grades}. Being edited: {title}.",
            grades=chain((chain([g, t], ": ") for g, t in GRADES.items()), "; "),
            title=title_of(entry, language),
        ),
        language,
    )
    entries = assumptions_of(region, entry.current).values()
    draw.block(assumptions(entries, entry.current), language)
    with st.expander(Text("Thay một giả định", "Change an assumption").in_(language)):
        _form(known, region)


@st.fragment  # type: ignore[untyped-decorator]
def _form(known: Visitor, region: Region) -> None:
    """Draw the fields of a new fact; what is typed stays while a visitor looks elsewhere."""
    known.redraw_if_turned()
    language = known.language
    turn = f"{known.fields.get(_TURN, 0)}_{region.code}"
    with st.container():
        key = st.selectbox(
            Text("Giả định", "Assumption").in_(language),
            list(region.assumptions),
            format_func=lambda k: assumption_words(*k).in_(language),
            key=known.kept(f"fact_{turn}", next(iter(region.assumptions))),
        )
        draw.remark(_present(region, known.state.in_hand.current, key, language), language)
        typed = [
            column.text_input(
                as_text(label.in_(language)),
                max_chars=30,
                key=known.kept_number(f"fact_{name}_{turn}", ""),
            )
            for column, (name, label) in zip(st.columns(3), _NUMBERS.items(), strict=True)
        ]
        reason = st.text_input(
            Text("Vì sao?", "Why?").in_(language),
            max_chars=500,
            key=known.kept(f"fact_reason_{turn}", ""),
        )
        for_all = st.checkbox(_FOR_ALL.in_(language), key=known.kept(f"fact_all_{turn}", True))
        if not st.button(Text("Áp dụng", "Apply").in_(language), key="fact_apply"):
            return
    try:
        stated = read_estimate(typed, reason, language, region.assumptions[key])
        changed = with_assumption(known.state, key, stated, for_all)
        for entry in changed.entries:
            check_against_region(entry.current, region)
    except InputError as error:
        label = assumption_words(*key).in_(language)
        for words in dict.fromkeys(problem.said_in(language) for problem in error.problems):
            st.error(as_text(f"{label}: {words}"))
        return
    known.fields[_TURN] = known.fields.get(_TURN, 0) + 1
    known.remarks = [_CERTAIN] if stated.certain else []
    if (beyond := warning(region, key, stated)) is not None:
        known.remarks.append(beyond)
    known.go(changed)
    st.rerun()


_FOR_ALL = Text(
    "Áp dụng cho mọi kịch bản đang so sánh, kể cả hiện trạng (điều kiện chung, không phải giải "
    "pháp)",
    "For all scenarios compared, the status quo too (a fact, not a policy)",
)
_TURN = "fact_turn"
"""Counts the facts that were taken, so that the next one finds empty fields."""
_NUMBERS = {
    "value": Text("Giá trị mới, viết như trong bảng", "New value, written as in the table"),
    "low": Text("Thấp (khoảng 80 %)", "Low (80% range)"),
    "high": Text("Cao (khoảng 80 %)", "High (80% range)"),
}
_CERTAIN = Text(
    "Không nêu thấp và cao nên giá trị mới được coi là chắc chắn; khoảng 80 % của kết quả hẹp lại.",
    "Without low and high the new value counts as certain; the 80% range of the result narrows.",
)


def read_estimate(typed: Sequence[str], reason: str, language: str, known: Assumption) -> Estimate:
    """Return a number with its range as three fields state it; both ends empty: certain.

    Parameters
    ----------
    typed : value, low and high
    known : what it changes, and is written as: a share in per cent

    Raises
    ------
    InputError
        where a field cannot be read, one end alone is given, or the value lies outside.
    """
    value, low, high = typed
    if not value.strip():
        raise input_error("hãy nhập giá trị mới", "enter a new value")
    if bool(low.strip()) != bool(high.strip()):
        raise input_error(
            "hãy nêu cả thấp và cao, hoặc để trống cả hai", "give both low and high, or neither"
        )

    def reader(text: str, language: str) -> float:
        if is_share(known.unit):
            return number_between(text, *known.support, language, percent=True)
        return number_typed(text, language)

    fields = Fields(language)
    read = [
        fields.read(label, text, reader)
        for label, text in zip(_NUMBERS.values(), typed, strict=True)
    ]
    fields.settle()
    middle, *ends = (number for number in read if number is not None)
    least, most = ends or (middle, middle)
    if not least <= middle <= most:
        raise input_error(
            f"{value.strip()} không nằm giữa {low.strip()} và {high.strip()}",
            f"{value.strip()} is not between {low.strip()} and {high.strip()}",
        )
    return Estimate(middle, least, most, reason=plain(reason))


def with_assumption(state: PageState, key: Assumed, stated: Estimate, for_all: bool) -> PageState:
    """Return the state with an assumption of the scenario in hand changed, or of all scenarios."""
    entries = tuple(
        replace(
            entry,
            current=replace(
                entry.current, assumptions={**entry.current.assumptions, key: stated}, document=None
            ),
        )
        if for_all or entry.name == state.active
        else entry
        for entry in state.entries
    )
    return replace(state, entries=entries)


def _present(region: Region, scenario: Scenario, key: Assumed, language: str) -> str:
    """Return an assumption with its present value, range and unit."""
    found = scenario.assumptions.get(key) or region.assumptions[key]
    unit = region.assumptions[key].unit
    certain = found.low == found.high
    now = Number(found.value, form_of(unit, "plain"), *(() if certain else (found.low, found.high)))
    told = [cell_words(now, language), unit_words(unit).in_(language)]
    return f"{assumption_words(*key).in_(language)}: {', '.join(words for words in told if words)}"


def _backtest(code: str, place: Any, language: str) -> None:  # noqa: ANN401
    """Draw the test of the place, or of the one above it, last: a first test takes seconds."""
    region = region_called(code)
    if known_test(code) is None:
        with place.container():
            draw.remark(_TESTING, language)
    found = [wait_for(tested, code)]
    if isinstance(found[0], Text) and region.parent is not None:
        found.append(wait_for(tested, region.parent.code))
    with place.container():
        for one in found:
            if isinstance(one, Text):
                st.info(as_text(one.in_(language)))
            else:
                _tested(region, one, language)


_TESTING = Text("Đang thử mô hình trên số liệu các năm trước…", "Testing the model on past years…")


def _tested(region: Region, found: Backtest, language: str) -> None:
    draw.remark(
        Text(
            f"{found.place.vi}: sai số tuyệt đối bình quân (%) của dự báo từ các năm gốc đã qua, "
            "và tỷ lệ kết quả nằm trong khoảng 80 %. Vùng mờ là khoảng 80 % của mô hình.",
            f"{found.place.en}: mean absolute error (%) of forecasts from past years, and how "
            "often the 80% range held the outcome. Shaded: the model's 80% range.",
        ),
        language,
    )
    for column, series in zip(st.columns(len(COUNTED)), COUNTED, strict=True):
        with column:
            figure.draw(f"backtest_{series}", fan(found, series, language))
    draw.block(backtest.table(found), language)
    if (trend := trend_words(region)).vi:
        st.markdown(f"**{as_text(trend.in_(language))}**")
    draw.remark(chain(found.notes, " "), language)


def fan(found: Backtest, series: str, language: str) -> dict[str, Any]:
    """Return what came, and what would have been said from each past year."""
    points = [p for p in found.points if p.series == series]
    actual = {p.origin + p.horizon: p.actual for p in points}
    paths = []
    origins = list(dict.fromkeys(p.origin for p in points))
    for method, colour, dash in (("drift_4", figure.GREY, "2 3"), ("model", figure.BLUE, "")):
        for origin in origins:
            mine = [p for p in points if (p.origin, p.method) == (origin, method)]
            at = [p.origin + p.horizon for p in mine]
            path: dict[str, Any] = {
                "points": [[x, p.forecast] for x, p in zip(at, mine, strict=True)],
                "colour": colour,
                "dash": dash,
                "label": _LINES[method].in_(language) if origin == origins[-1] else None,
            }
            if method == "model":
                path["band"] = {
                    "low": [[x, p.low] for x, p in zip(at, mine, strict=True)],
                    "high": [[x, p.high] for x, p in zip(at, mine, strict=True)],
                }
            paths.append(path)
    years = sorted(actual)
    score = found.score(series, "model")
    error = format_number(score.mape, 1, language)
    told = Text(f"Sai số bình quân của mô hình {error} %", f"Mean error of the model {error}%")
    return {
        **figure.about(_forecasts(points, series), told.in_(language), language),
        "kind": "fan",
        "unit": "person",
        "span": [years[0], years[-1]],
        "year": years[-1],
        "history": [[year, actual[year], True, True] for year in years],
        "paths": paths,
        "names": {"history": Text("Thực tế", "Actual").in_(language)},
        "unit_words": [size.in_(language) for size in SIZES],
        "key": [],
    }


def _forecasts(points: list[Point], series: str) -> Table:
    """Return what came each year, and what would have been said of it from each past year."""
    origins = list(dict.fromkeys(p.origin for p in points))
    by_year = {p.origin + p.horizon: p.actual for p in points}

    def said(method: str, origin: int, year: int) -> Cell:
        found = [
            p
            for p in points
            if (p.method, p.origin, p.origin + p.horizon) == (method, origin, year)
        ]
        model = method == "model"
        return (
            Number(p.forecast, "person", p.low if model else None, p.high if model else None)
            if found and (p := found[0])
            else ""
        )

    pairs = [(method, origin) for method in _LINES for origin in origins]
    heads = (chain([_LINES[method], f", {origin}"], "") for method, origin in pairs)
    return Table(
        figure_words(series),
        (Text("Năm", "Year"), Text("Thực tế", "Actual"), *heads),
        tuple(
            (str(year), Number(actual, "person"), *(said(*pair, year) for pair in pairs))
            for year, actual in sorted(by_year.items())
        ),
    )
