"""Who is left out: liable but not covered first, then the classes, then ages and sexes."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from simulator.classes import CLASS_NAMES, CLASSES
from simulator.indicators import INDICATORS
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
from simulator.model.arrays import Array
from simulator.model.states import AGES, COMPULSORY, UNCOVERED, UNINSURED, VOLUNTARY
from simulator.projection import Projection
from simulator.report.numbers import format_level, format_number, format_share
from simulator.text import Text
from simulator.web import figure, table
from simulator.web.choice import scenario_and_year
from simulator.web.escape import as_text
from simulator.web.session import Visitor

_GROUP = 5


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    projection, year = scenario_and_year(known, "left")
    row = projection.row(year)
    st.header(
        Text("Thuộc diện bắt buộc nhưng chưa tham gia", "Liable but not covered").in_(language),
        anchor=False,
    )
    st.markdown(as_text(liable_words(projection, row).in_(language)))
    st.header(
        Text("Các nhóm có thể tham gia BHXH tự nguyện", "Who could join voluntary insurance").in_(
            language
        ),
        anchor=False,
    )
    figure.draw("classes", class_chart(projection, row, language))
    heading = Text("Các nhóm", "Classes").in_(language)
    table.draw(class_rows(projection, row, language), heading)
    table.note(_CLASS_NOTE.in_(language))
    given = solution_rows(projection.scenario, language)
    if given is not None:
        st.markdown(_GIVEN.in_(language))
        table.draw(given, Text("Giải pháp theo nhóm", "Levers by class").in_(language))
    st.header(
        Text("Tháp tuổi: đã và chưa tham gia", "Pyramid of insured and uninsured").in_(language),
        anchor=False,
    )
    figure.draw("pyramid", pyramid(projection, row, language))
    table.note(_PYRAMID_NOTE.in_(language))


_CLASS_NOTE = Text(
    "Quy mô các nhóm dựa trên cơ cấu giả định (mức C), nên vẽ gạch chéo. Tỷ lệ tham gia: người "
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


def liable_words(projection: Projection, row: int) -> Text:
    """Return how many are liable but not covered, and how sure that is."""
    people = float(projection.total("uncovered")[row, 0])
    rate = float(INDICATORS["compliance_rate"].of(projection)[row, 0])
    year = int(projection.years[row])
    return Text(
        f"Cuối năm {year}: khoảng **{format_number(round(people, -2), 0, 'vi')} người** làm công "
        "việc "
        f"thuộc diện BHXH bắt buộc mà chưa được đóng; tỷ lệ tuân thủ {format_share(rate, 'vi')}. "
        "Đây là ước tính từ tỷ lệ tuân thủ giả định, không có nguồn nào đếm trực tiếp. Giải pháp "
        "tác động: thanh tra và đối chiếu dữ liệu, chuyển đổi số, cải cách thủ tục.",
        f"At the end of {year}: about **{format_number(round(people, -2), 0, 'en')} people** hold "
        "a job "
        "liable for compulsory insurance without being covered; compliance "
        f"{format_share(rate, 'en')}. "
        "This follows from an assumed compliance rate; no source counts them. Levers that act on "
        "it: inspection and data matching, digital services, procedures.",
    )


def class_chart(projection: Projection, row: int, language: str) -> dict[str, Any]:
    """Return the classes as bars: in voluntary insurance, and not insured."""
    inside = projection.total("voluntary")[row, :, 0]
    outside = projection.total("uninsured")[row, :, 0]
    rows = []
    for k, name in enumerate(CLASS_NAMES):
        share = format_share(float(inside[k] / max(inside[k] + outside[k], 1e-9)), language)
        rows.append(
            {
                "label": CLASSES[name].in_(language),
                "values": [float(inside[k]), float(outside[k])],
                "text": share,
            }
        )
    words = [
        Text("Đang tham gia tự nguyện", "In voluntary insurance"),
        Text("Chưa tham gia", "Not insured"),
    ]
    return {
        "kind": "bars",
        "title": Text("Các nhóm có thể tham gia tự nguyện", "Potential participants").in_(language),
        "unit": "person",
        "lang": language,
        "rows": rows,
        "told": "; ".join(f"{r['label']}: {r['text']}" for r in rows),
        "parts": [
            figure.part(words[0].in_(language), [], figure.BLUE),
            figure.part(words[1].in_(language), [], figure.GREY, hatched=True),
        ],
    }


def class_rows(projection: Projection, row: int, language: str) -> dict[str, list[str]]:
    """Return size, take-up, lapse, persistency and solutions of each class."""
    heads = [
        Text("Nhóm", "Class"),
        Text("Chưa tham gia", "Not insured"),
        Text("Đang tham gia", "Members"),
        Text("Tỷ lệ tham gia", "Take-up"),
        Text("Tham gia mới", "Entries"),
        Text("Dừng đóng", "Lapses"),
        Text("Duy trì 12 tháng", "12-month persistency"),
        Text("Thực đóng (nghìn đ/tháng)", "Net premium (k VND/month)"),
    ]
    names = ("uninsured", "voluntary", "entries", "lapses", "net_premium")
    out, inside, entries, lapses, premium = (projection.total(n)[row, :, 0] for n in names)
    rows = []
    for k, name in enumerate(CLASS_NAMES):
        exposed = inside[k] - entries[k] + lapses[k]
        rows.append(
            [
                CLASSES[name].in_(language),
                format_number(float(out[k]), 0, language),
                format_number(float(inside[k]), 0, language),
                format_share(float(inside[k] / max(inside[k] + out[k], 1e-9)), language),
                format_number(float(entries[k]), 0, language),
                format_number(float(lapses[k]), 0, language),
                format_share(1 - float(lapses[k] / max(exposed, 1e-9)), language),
                format_number(1000 * float(premium[k]), 0, language),
            ]
        )
    columns = zip(*rows, strict=True)
    return {h.in_(language): list(c) for h, c in zip(heads, columns, strict=True)}


def solution_rows(scenario: Scenario, language: str) -> dict[str, list[str]] | None:
    """Return the levels of the levers by class, or None where the scenario moves none."""
    found = {
        name: path
        for name, path in scenario.levers.items()
        if LEVERS[name].by_class
        and any(q.value != LEVERS[name].neutral for q in path.level.values())
    }
    if not found:
        return None
    levels = {
        Text("Giải pháp", "Lever").in_(language): [
            LEVERS[name].label.in_(language) for name in found
        ]
    }
    for by in CLASS_NAMES:
        levels[CLASSES[by].in_(language)] = [
            format_level(
                path.level.get(by, path.level["default"]).value, LEVERS[name].percent, language
            )
            for name, path in found.items()
        ]
    return levels


def pyramid(projection: Projection, row: int, language: str) -> dict[str, Any]:
    """Return insured and uninsured people of the labour force by sex and five-year group."""
    stocks = projection.stocks
    if stocks is None:
        raise ValueError("the projection did not keep its stocks")
    people = stocks[row, ..., 0]

    def grouped(states: slice) -> list[list[float]]:
        ages: Array = people[states].sum(axis=0)
        return [[float(v) for v in sex.reshape(-1, _GROUP).sum(axis=1)] for sex in ages]

    parts = [
        (Text("BHXH bắt buộc", "Compulsory"), COMPULSORY, figure.BLUE, False),
        (Text("BHXH tự nguyện", "Voluntary"), VOLUNTARY, figure.GREEN, False),
        (Text("Thuộc diện, chưa tham gia", "Liable, not covered"), UNCOVERED, figure.ORANGE, True),
        (Text("Chưa tham gia", "Not insured"), UNINSURED, figure.GREY, True),
    ]
    firsts = np.asarray(AGES[::_GROUP])
    return {
        "kind": "pyramid",
        "title": Text(
            "Đã và chưa tham gia, theo tuổi và giới", "Insured and not, by age and sex"
        ).in_(language),
        "unit": "person",
        "lang": language,
        "sexes": [Text("Nam", "Men").in_(language), Text("Nữ", "Women").in_(language)],
        "groups": [f"{a}-{a + _GROUP - 1}" for a in firsts],
        "parts": [figure.part(t.in_(language), grouped(s), c, hatched=h) for t, s, c, h in parts],
    }
