"""This year's counts, pasted or typed in: read alike, and refused in words."""

import re

import pytest
from pages import run_page
from streamlit.testing.v1 import AppTest

from simulator import INDICATORS
from simulator.errors import InputError
from simulator.web.link import pack
from simulator.web.own_figures import example, read_own_figures
from simulator.web.pages.monitor import _pasted
from simulator.web.plain_table import line_in
from simulator.web.runs import (
    region_called,
)
from simulator.web.saved import state_file
from simulator.web.watched import _read, watched_by


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("year,month,indicator,value\n2024,13,compulsory_si,1\n", "a.csv:2:2: month"),
        ("year,month,indicator,value\n2024,12,si_share,45\n", "a.csv:2:4: value"),
        ("year,month,indicator,value\n2024,12,jobs,45\n", "a.csv:2:3: indicator"),
        ("year,month,indicator,value\n2024,12,si_share,nan\n", "a.csv:2:4: value"),
        ("year,month,value\n2024,12,1\n", "indicator"),
    ],
)
def test_own_figures_are_checked_line_by_line(text, told):
    with pytest.raises(InputError) as caught:
        read_own_figures(text.encode(), "a.csv", region_called("ninh_thuan"))
    assert told in str(caught.value)


def test_a_table_of_excel_in_vietnam_reads_like_the_plain_one():
    plain = "year,month,indicator,value\n2024,6,compulsory_si,41000\n2024,12,si_share,0.17\n"
    label = INDICATORS["si_share"].label.vi
    kept = f"Năm;Tháng;Chỉ tiêu;Giá trị\n2024;6;BHXH bắt buộc;41.000\n2024;12;{label};0,17\n"
    read = [
        read_own_figures(text.encode(), "a.csv", region_called("ninh_thuan"))
        for text in (plain, kept)
    ]
    assert read[0] == read[1]
    wrong = "năm;tháng;chỉ tiêu;giá trị\n2024;6;BHXH bắt buộc;41.000\n2024;13;BHTN;5\n"
    with pytest.raises(InputError) as caught:
        read_own_figures(wrong.encode(), "a.csv", region_called("ninh_thuan"))
    (problem,) = caught.value.problems
    assert line_in(problem, "vi").startswith("dòng 3: tháng: ")


@pytest.mark.parametrize("mark", ["\t", ";"])
@pytest.mark.parametrize("split", [True, False])
def test_a_row_a_month_and_a_column_a_series_reads_like_a_row_a_count(mark, split):
    region = region_called("ninh_thuan")
    long = "Năm;Tháng;Chỉ tiêu;Giá trị\n" + "".join(
        f"2026;{month};{name};{value}\n"
        for month, values in ((8, ("49.500", "11.900")), (10, ("50.120", "")))
        for name, value in zip(("BHXH bắt buộc", "BHXH tự nguyện"), values, strict=True)
        if value
    )
    when = "Năm;Tháng" if split else "Tháng"
    rows = [("2026;8", "8/2026", "49.500;11.900"), ("2026;10", "T10/2026", "50.120;")]
    wide = "\n".join(
        [f"{when};BHXH bắt buộc (người);BHXH tự nguyện"]
        + [f"{apart if split else once};{cells}" for apart, once, cells in rows]
    )
    assert _pasted(wide.replace(";", mark), region) == _pasted(long, region)
    with pytest.raises(InputError) as caught:
        _pasted(wide.replace("50.120", "abc").replace(";", mark), region)
    (problem,) = caught.value.problems
    assert line_in(problem, "vi").startswith("dòng 3: giá trị: ")


def test_the_table_to_fill_in_can_be_read_again():
    region = region_called("ninh_thuan")
    for language in ("vi", "en"):
        found = read_own_figures(example(region, language), "a.csv", region)
        assert {(f.indicator, f.value) for f in found} == {
            (name, region.figure(name, region.base_year).value)
            for name in ("compulsory_si", "voluntary_si", "ui_participants")
        }


def test_a_month_that_is_typed_in_reads_like_the_same_month_pasted():
    typed = _at_month(run_page("monitor"), 2024, 6)
    _count(typed, "voluntary_si").set_value("9.100")
    pasted = run_page("monitor")
    pasted.text_area[0].set_value("năm\ttháng\tchỉ tiêu\tgiá trị\n2024\t6\tBHXH tự nguyện\t9.100")
    assert _told_of_watching(typed.run()) == _told_of_watching(pasted.run()) != []


def _at_month(test, year, month):
    for field, value in (("_year", year), ("_month", month)):
        next(s for s in test.selectbox if s.key.endswith(field)).set_value(value)
    return test


def _count(test, series):
    return next(n for n in test.text_input if n.key == f"watch_ninh_thuan_{series}")


def _told_of_watching(test):
    assert not test.exception
    return [e.proto.body for e in test.get("html") if "<table" in e.proto.body]


def test_before_any_count_the_page_tells_what_the_plan_expects_and_what_to_do():
    test = _at_month(run_page("monitor"), 2025, 6).run()
    (empty,) = _told_of_watching(test)
    assert any("Chưa có số thực tế" in e.proto.body for e in test.get("html"))
    assert "tháng 6/2025" in empty
    _count(test, "compulsory_si").set_value("41.000")
    (told,) = _told_of_watching(test.run())
    row = re.search(r">BHXH bắt buộc</th>(.*?)</tr>", empty).group(1)
    plan = re.findall(r"\d+\.\d{3}", row)
    assert len(plan) == 4
    assert all(number in told for number in plan)


def test_what_was_typed_in_stays_while_a_visitor_looks_elsewhere():
    script = (
        "import streamlit as st\n"
        "from simulator.web.pages import monitor\n"
        "from simulator.web.session import visitor\n"
        "known = visitor()\n"
        "if not st.session_state.get('elsewhere'):\n    monitor.show(known)\n"
    )
    test = AppTest.from_string(script, default_timeout=60).run()
    _at_month(test, 2024, 9)
    _count(test, "voluntary_si").set_value("9200")
    table = "năm;tháng;chỉ tiêu;giá trị\n2025;3;BHXH bắt buộc;41.000"
    test.text_area[0].set_value(table)
    told = _told_of_watching(test.run())
    for elsewhere in (True, True, False):
        test.session_state["elsewhere"] = elsewhere
        test.run()
    assert _count(test, "voluntary_si").value == "9200"
    assert test.text_area[0].value == table
    assert _told_of_watching(test) == told != []
    # Figures of two years are read, each by itself.
    assert "9/2024" in told[0]
    assert "3/2025" in told[0]
    known = test.session_state["visitor"]
    saved = state_file(known.state, "vi", watched_by(known))
    other = AppTest.from_string(OPENED, default_timeout=60)
    other.session_state["saved"] = saved
    other.run()
    assert _count(other, "voluntary_si").value == "9,200"  # in the other language
    assert other.text_area[0].value == table
    assert [s.value for s in other.selectbox if s.key.startswith("watch_")] == [2024, 9]
    again = _told_of_watching(other)[0].replace(",", ".")
    counts = set(re.findall(r"\d+\.\d{3}\b", told[0]))
    assert counts == set(re.findall(r"\d+\.\d{3}\b", again)) != set()


OPENED = """
import streamlit as st
from simulator.web.pages import monitor, save
from simulator.web.session import visitor
known = visitor()
if "saved" in st.session_state:
    known.speak("en")
    save._take_page(known, st.session_state.pop("saved").encode(), "page.json")
monitor.show(known)
"""


@pytest.mark.parametrize(
    "stated",
    ["", "?", pack("[]"), pack('{"year": 1, "month": 13, "table": 5, "voluntary_si": ["x"]}')],
)
def test_counts_of_a_saved_page_that_are_broken_are_left_out(stated):
    assert _read(stated, region_called("ninh_thuan")) == {}


def test_counts_that_cannot_be_meant_are_refused_where_they_are_typed_in():
    test = _at_month(run_page("monitor"), 2024, 6)
    _count(test, "voluntary_si").set_value("9")
    assert "xem lại đơn vị" in test.run().error[0].value
    _count(test, "voluntary_si").set_value("9.100")
    test.text_area[0].set_value("năm;tháng;chỉ tiêu;giá trị\n2024;6;BHXH tự nguyện;9.200")
    (error,) = test.run().error
    assert "ô trên ghi 9.100, bảng dán ghi 9.200" in error.value
