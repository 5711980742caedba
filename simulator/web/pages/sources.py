"""Assumptions and sources: every figure with status and grade, and the limits in plain words."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import streamlit as st

from simulator.errors import InputError
from simulator.inputs.figures import GRADES, ORIGINS, STATUSES
from simulator.inputs.region import Region
from simulator.inputs.scenario import Quantity, Scenario
from simulator.inputs.scenario_check import check_against_region
from simulator.inputs.words import assumption_words, figure_words, place_words, unit_words
from simulator.report.numbers import (
    format_number,
    format_plain,
    format_range,
    format_share,
)
from simulator.text import Text
from simulator.web import figure, table
from simulator.web.experience import TESTED, tested, trend_wins
from simulator.web.limits import LIMITS
from simulator.web.payload import title_of
from simulator.web.runs import region_called
from simulator.web.session import Visitor
from simulator.web.words import SIZES

if TYPE_CHECKING:
    from simulator.analysis.backtest_scores import Backtest

_METHODS = {
    "model": Text("Mô hình", "Model"),
    "naive": Text("Giữ nguyên năm cuối", "Last value held"),
    "drift": Text("Đường xu thế, mọi năm", "Trend of all years"),
    "drift_4": Text("Đường xu thế, bốn năm", "Trend of four years"),
    "ets": Text("San bằng hàm mũ (ETS)", "Exponential smoothing (ETS)"),
}
_LINES = {"model": _METHODS["model"], "drift_4": Text("Xu thế 4 năm", "4-year trend")}
"""Names at the ends of the lines."""


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    region = region_called(known.state.region)
    _head(Text("Kết quả dựa trên đâu", "What the result rests on"), language)
    _origins(region, language)
    _head(Text("Giả định", "Assumptions"), language)
    _assumptions(known, region)
    _head(Text("Số liệu và nguồn", "Figures and sources"), language)
    st.dataframe(figure_columns(region, language), hide_index=True, width="stretch")
    _head(Text("Pháp luật theo ngày hiệu lực", "The law by date"), language)
    st.dataframe(law_columns(region, language), hide_index=True, width="stretch")
    _head(Text("Kiểm định lùi", "Backtest"), language)
    _backtest(region, language)
    _head(Text("Giới hạn của mô hình", "Limits of the model"), language)
    st.markdown("\n".join(f"- {limit.in_(language)}" for limit in LIMITS))


def _head(text: Text, language: str) -> None:
    st.header(text.in_(language), anchor=False)


def _origins(region: Region, language: str) -> None:
    weak = [name for name, origin in region.origins.items() if origin != "observed"]
    counted = ("compulsory_si", "voluntary_si", "ui_participants", "labour_force_working_age")
    estimated = [
        name
        for name in counted
        if (f := region.figure(name, region.base_year)) is not None and f.status == "estimate"
    ]
    if estimated:
        st.warning(
            Text(
                f"Ước tính đang quyết định kết quả: {len(estimated)} trong {len(counted)} số liệu "
                f"năm gốc {region.base_year} chưa có số chính thức. Hãy thay bằng số của cơ quan "
                "BHXH và điều tra lao động của địa phương.",
                f"Estimates carry the result: {len(estimated)} of {len(counted)} figures of the "
                "base "
                f"year {region.base_year} are not official. Replace them by those of the social "
                "insurance agency and the labour force survey.",
            ).in_(language)
        )
    heads = Text("Đầu vào|Lấy từ", "Input|Comes from").in_(language).split("|")
    table.draw(
        {
            heads[0]: [figure_words(name).in_(language) for name in region.origins],
            heads[1]: [ORIGINS[origin].in_(language) for origin in region.origins.values()],
        },
        heads[0],
    )
    if weak:
        table.note(" ".join(f"{w.in_(language)}." for w in region.warnings))


def figure_columns(region: Region, language: str) -> dict[str, list[str]]:
    """Return every figure of the place, and of other places, with status and source."""
    figures = [*region.history, *(region.peers or (region.parent.peers if region.parent else ()))]
    rows = [
        [
            region.name.in_(language)
            if f.place == region.code
            else place_words(f.place).in_(language),
            figure_words(f.indicator).in_(language),
            f"{f.month}/{f.year}",
            format_share(f.value, language)
            if f.unit.startswith("share")
            else format_number(f.value, 0 if abs(f.value) >= 100 else 2, language),
            unit_words(f.unit).in_(language),
            STATUSES[f.status].in_(language),
            f.source,
        ]
        for f in figures
    ]
    heads = Text(
        "Nơi|Chỉ tiêu|Thời điểm|Giá trị|Đơn vị|Tình trạng|Nguồn",
        "Place|Indicator|Date|Value|Unit|Status|Source",
    )
    return table.columns_of(heads.in_(language), rows)


def assumption_columns(region: Region, scenario: Scenario, language: str) -> dict[str, list[str]]:
    """Return every assumption, the scenario's own in place of the region's."""
    rows = []
    for (name, by), a in region.assumptions.items():
        own = scenario.assumptions.get((name, by))
        value, low, high = (own.value, own.low, own.high) if own else (a.value, a.low, a.high)
        ends = [format_plain(v, language) for v in (low, high)]
        rows.append(
            [
                assumption_words(name, by).in_(language),
                format_plain(value, language),
                "–" if low == high else format_range(*ends),
                unit_words(a.unit).in_(language),
                a.grade,
                (own.reason if own else "") or a.why.in_(language),
                STATUSES[a.status].in_(language),
                scenario.title.in_(language) if own else place_words(a.origin).in_(language),
            ]
        )
    heads = Text(
        "Giả định|Giá trị|Khoảng 80 %|Đơn vị|Mức|Căn cứ|Tình trạng|Nơi nêu",
        "Assumption|Value|80 % range|Unit|Grade|Basis|Status|Stated by",
    )
    return table.columns_of(heads.in_(language), rows)


def _assumptions(known: Visitor, region: Region) -> None:
    language, entry = known.language, known.state.in_hand
    table.note(
        "; ".join(f"{g}: {t.in_(language)}" for g, t in GRADES.items())
        + ". "
        + Text("Kịch bản đang chỉnh", "Scenario in hand").in_(language)
        + f": {title_of(entry, language)}."
    )
    st.dataframe(
        assumption_columns(region, entry.current, language), hide_index=True, width="stretch"
    )
    if entry.name != "status_quo":
        with st.expander(Text("Thay một giả định", "Change an assumption").in_(language)):
            _form(known, region)


def _form(known: Visitor, region: Region) -> None:
    language = known.language
    with st.form("assumption", border=False):
        key = st.selectbox(
            Text("Giả định", "Assumption").in_(language),
            list(region.assumptions),
            format_func=lambda k: _present(region, known.state.in_hand.current, k, language),
        )
        value = st.number_input(
            Text("Giá trị mới, theo đơn vị trong bảng", "New value, in the table's unit").in_(
                language
            ),
            value=None,
            format="%.4f",
        )
        reason = st.text_input(Text("Vì sao?", "Why?").in_(language), max_chars=500)
        if not st.form_submit_button(Text("Áp dụng", "Apply").in_(language)):
            return
    if value is None:
        st.error(Text("Hãy nhập giá trị mới.", "Enter a new value.").in_(language))
        return
    current = known.state.in_hand.current
    stated = {**current.assumptions, key: Quantity.exactly(float(value), reason)}
    changed = replace(current, assumptions=stated, document=None)
    try:
        check_against_region(changed, region)
    except InputError as error:
        for problem in error.problems:
            st.error(problem.line_in(language))
        return
    known.go(known.state.with_current(changed))
    st.rerun()


def _present(region: Region, scenario: Scenario, key: tuple[str, str], language: str) -> str:
    """Return an assumption with its present value, range and unit."""
    found = scenario.assumptions.get(key, region.assumptions[key])
    low, value, high = (format_plain(v, language) for v in (found.low, found.value, found.high))
    spread = "" if low == high else f" ({format_range(low, high)})"
    unit = unit_words(region.assumptions[key].unit).in_(language)
    return f"{assumption_words(*key).in_(language)}: {value}{spread}, {unit}"


def law_columns(region: Region, language: str) -> dict[str, list[str]]:
    """Return every provision of the law, with day in force, status and reference."""
    rows = [
        [
            p.label.in_(language),
            f"{v.start:%d/%m/%Y}",
            format_number(v.value, 4, language).rstrip("0").rstrip(",."),
            unit_words(p.unit).in_(language),
            STATUSES.get(v.status, Text(v.status, v.status)).in_(language),
            v.reference,
        ]
        for p in region.law.parameters.values()
        for v in p.provisions
    ]
    heads = Text(
        "Quy định|Từ ngày|Giá trị|Đơn vị|Tình trạng|Căn cứ",
        "Provision|From|Value|Unit|Status|Reference",
    )
    return table.columns_of(heads.in_(language), rows)


def _backtest(region: Region, language: str) -> None:
    if find_spec("simulator.analysis.backtest") is None:
        return
    try:
        found, place = tested(region.code), region
    except InputError as error:
        st.info(error.problems[0].text.in_(language))
        if region.parent is None:
            return
        found, place = tested(region.parent.code), region.parent
    table.note(
        Text(
            f"{place.name.vi}: sai số tuyệt đối bình quân (%) của dự báo từ các năm gốc đã qua, và "
            "tỷ lệ kết quả nằm trong khoảng 80 %. Vùng mờ là khoảng 80 % của mô hình.",
            f"{place.name.en}: mean absolute error (%) of forecasts from past years, and how often "
            "the 80 % range held the outcome. Shaded: the model's 80 % range.",
        ).in_(language)
    )
    for column, series in zip(st.columns(len(TESTED)), TESTED, strict=True):
        with column:
            st.markdown(f"**{figure_words(series).in_(language)}**")
            figure.draw(f"backtest_{series}", fan(found, series, language))
    scored = Text("Sai số dự báo", "Forecast errors").in_(language)
    table.draw(score_columns(found, language), scored)
    trend = trend_wins(region)
    if trend is not None:
        st.markdown(f"**{trend.in_(language)}**")
    table.note(" ".join(note.in_(language) for note in found.notes))


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
    return {
        "kind": "fan",
        "title": figure_words(series).in_(language),
        "told": Text(
            f"Sai số bình quân của mô hình {error} %", f"Mean error of the model {error}%"
        ).in_(language),
        "unit": "person",
        "lang": language,
        "span": [years[0], years[-1]],
        "year": years[-1],
        "history": [[year, actual[year], True, True] for year in years],
        "paths": paths,
        "names": {"history": Text("Thực tế", "Actual").in_(language)},
        "unit_words": [size.in_(language) for size in SIZES],
        "parts": [],
    }


def score_columns(found: Backtest, language: str) -> dict[str, list[str]]:
    """Return the scores over all horizons, one row a method."""
    rows = []
    for method, label in _METHODS.items():
        cells = [label.in_(language)]
        for series in TESTED:
            scores = [
                s for s in found.scores if (s.series, s.method, s.horizon) == (series, method, None)
            ]
            cells.append(
                f"{format_number(scores[0].mape, 1, language)} "
                f"({format_share(scores[0].coverage, language, 0)})"
                if scores
                else "–"
            )
        rows.append(cells)
    heads = Text(
        "Cách dự báo|BHXH bắt buộc|BHXH tự nguyện|BHTN",
        "Method|Compulsory SI|Voluntary SI|UI",
    )
    return table.columns_of(heads.in_(language), rows)
