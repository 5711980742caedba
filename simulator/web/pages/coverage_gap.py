"""Who is left out: liable but not covered first, then the classes, then ages and sexes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from simulator.indicators import INDICATORS
from simulator.projection import Projection
from simulator.report.document import Number, chain
from simulator.report.results import by_age, classes
from simulator.report.statements import range_behind
from simulator.report.writers.words import cell_words
from simulator.rounding import roughly
from simulator.text import LANGUAGES, Text
from simulator.web import draw, figure
from simulator.web.choice import scenario_and_year
from simulator.web.escape import as_text
from simulator.web.runs import Bands, bands
from simulator.web.session import Visitor


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    projection, year = scenario_and_year(known, "left")
    row = projection.row(year)
    draw.head(Text("Thuộc diện bắt buộc nhưng chưa tham gia", "Liable but not covered"), language)
    drawn = bands(known.state.region, projection.scenario, int(projection.years[-1]))
    st.markdown(as_text(liable_words(projection, row, drawn).in_(language)))
    joining = Text("Các nhóm có thể tham gia BHXH tự nguyện", "Who could join voluntary insurance")
    draw.head(joining, language)
    draw.block(classes.chart(projection, year), language)
    draw.remark(_CLASS_NOTE, language)
    given = classes.levers_given(projection.scenario)
    if given:
        st.markdown(_GIVEN.in_(language))
        draw.block(classes.solutions(given), language)
    draw.head(Text("Tháp tuổi: đã và chưa tham gia", "Pyramid of insured and uninsured"), language)
    figure.draw("pyramid", pyramid(projection, year, language))
    draw.remark(_PYRAMID_NOTE, language)


_CLASS_NOTE = Text(
    "Quy mô các nhóm dựa trên cơ cấu giả định (loại C), nên vẽ gạch chéo. Tỷ lệ tham gia: người "
    "tự nguyện trên tổng số người của nhóm. Dừng đóng và duy trì: trong năm đang xem.",
    "Sizes rest on an assumed class mix (grade C), hence the hatching. Take-up: voluntary members "
    "over everyone of the class. Lapse and persistency: in the year shown.",
)
_GIVEN = Text(
    "**Kịch bản làm gì cho từng nhóm** (mức khi đã đạt đủ)",
    "**What the scenario does for each class** (level once in full)",
)
_PYRAMID_NOTE = Text(
    "Người từ 15 đến 79 tuổi trong lực lượng lao động. Cơ cấu theo tuổi lấy từ mẫu chung cả nước "
    "khi địa phương chưa có số liệu.",
    "People of 15 to 79 in the labour force. Age patterns are the nation's where the place has "
    "none.",
)


def liable_words(projection: Projection, row: int, drawn: Bands | None) -> Text:
    """Return how many are liable but not covered, and how sure that is.

    Parameters
    ----------
    drawn : the ranges, where they are known by now
    """
    year = int(projection.years[row])
    people, rate = (
        _with_range(projection, name, row, drawn)
        for name in ("liable_uncovered", "compliance_rate")
    )
    return Text(
        f"Cuối năm {year}: khoảng {people.vi} người làm công việc thuộc diện BHXH bắt buộc mà chưa "
        f"được đóng; tỷ lệ tuân thủ {rate.vi}. "
        "Đây là ước tính từ tỷ lệ tuân thủ giả định, không có nguồn nào đếm trực tiếp. Giải pháp "
        "tác động: thanh tra và đối chiếu dữ liệu, chuyển đổi số, cải cách thủ tục.",
        f"At the end of {year}: about {people.en} people hold a job liable for compulsory "
        f"insurance without being covered; compliance {rate.en}. "
        "This follows from an assumed compliance rate; no source counts them. Levers that act on "
        "it: inspection and data matching, digital services, procedures.",
    )


def _with_range(projection: Projection, name: str, row: int, drawn: Bands | None) -> Text:
    """Return a count as people are told roughly, or a share, with its range where it is known."""
    share = INDICATORS[name].unit == "share"

    def shown(value: float) -> float:
        return float(value) if share else roughly(float(value))

    found = Number(shown(INDICATORS[name].of(projection)[row, 0]), "share" if share else "person")
    if drawn is None:
        return Text(*(cell_words(found, language) for language in LANGUAGES))
    low, high = (shown(ends[name][row]) for ends in (drawn.low, drawn.high))
    said = chain([found, range_behind(replace(found, low=low, high=high))], "")
    return Text(*(cell_words(said, language) for language in LANGUAGES))


def pyramid(projection: Projection, year: int, language: str) -> dict[str, Any]:
    """Return insured and uninsured people of the labour force by sex and five-year group."""
    found = by_age.people(projection, year)
    parts = [
        {"label": words.in_(language), "values": one.tolist(), "colour": colour, "hatched": hatched}
        for (words, _), one, (colour, hatched) in zip(
            by_age.STATES.values(), found, _LOOKS, strict=True
        )
    ]
    return {
        **figure.about(by_age.table(found, year), "", language),
        "kind": "pyramid",
        "unit": Text("người", "persons").in_(language),
        "sexes": [sex.in_(language) for sex in by_age.SEXES.values()],
        "groups": list(by_age.GROUPS),
        "parts": parts,
        "key": parts,
        "at": 0,
    }


_LOOKS = ((figure.BLUE, False), (figure.GREEN, False), (figure.ORANGE, True), (figure.GREY, True))
"""Colours of the states of a pyramid from the middle outwards, and whether they are estimated."""
