"""Numbers that people wrote: clear ones are read in the file's own way, unclear ones refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import InputError
from simulator.inputs.numerals import Convention, convention_shown, number_alone, number_in
from simulator.inputs.region import load_region
from simulator.inputs.sheets import sheet_of_csv
from simulator.inputs.updates import updates_in

KEYS = "year,month,indicator,value\n"
VIETNAMESE = "năm;tháng;chỉ tiêu;giá trị\n"
WORDS = "năm,tháng,chỉ tiêu,giá trị\n"
ENGLISH = "year\tmonth\tindicator\tvalue\n"


def read(text: str) -> list[float]:
    series = ("compulsory_si", "voluntary_si", "ui_participants", "si_share")
    sheet = sheet_of_csv(text, "a.csv")
    return [f.value for f in updates_in(sheet, load_region("ninh_thuan"), series)]


def refused(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text)
    return [problem.line_in("en") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (KEYS + "2024,6,voluntary_si,9100", 9100),
        (KEYS + "2024,6,voluntary_si,9.100", 9100),
        (KEYS + '2024,6,voluntary_si,"9,100"', 9100),
        (KEYS + "2024,6,voluntary_si,9 100", 9100),
        (KEYS + "2024,6,voluntary_si,9\u00a0100", 9100),
        (KEYS + "2024,6,voluntary_si,9100.0", 9100),
        (WORDS + "2024,6,BHXH tự nguyện,9.100", 9100),
        (WORDS + "2024,6,BHXH tự nguyện,9.000", 9000),
        (VIETNAMESE + "2024;6;BHXH tự nguyện;9.000", 9000),
        (VIETNAMESE + "2024;6;Người tham gia BHXH tự nguyện;9.100,0", 9100),
        (VIETNAMESE + "2024;6;BHXH tự nguyện;9,100", 9100),
        (ENGLISH + "2024\t6\tVoluntary social insurance\t9,100", 9100),
        ("Year\tMonth\tIndicator\tValue (persons)\n2024\t6\tVoluntary SI\t9,000", 9000),
        (KEYS + "2024,6,si_share,0.25", 0.25),
        (KEYS + '2024,6,si_share,"0,25"', 0.25),
        (KEYS + '2024,6,si_share,"25,5 %"', 0.255),
        (KEYS + "2024,6,si_share,25%", 0.25),
    ],
)
def test_what_is_clear_is_read(text, value):
    assert read(text) == [pytest.approx(value, rel=1e-12)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KEYS + "2024,6,voluntary_si,9.000", "a.csv:2:4: value: 9.000: people are whole numbers"),
        (KEYS + "2024,6,voluntary_si,9.1", "people are whole numbers"),
        (KEYS + "2024,6,voluntary_si,9.1e3", "people are whole numbers"),
        (VIETNAMESE + "2024;6;BHXH tự nguyện;9,1", "a.csv:2:4: value: 9,1: people are whole"),
        (KEYS + "2024,6,voluntary_si,9100 người", "'9100 người' is not a number"),
        (KEYS + "2024,6,voluntary_si,9_100", "not a number"),
        (KEYS + "2024,6,voluntary_si,٩١٠٠", "not a number"),
        (KEYS + "2024,6,voluntary_si,nan", "not a number"),
        (KEYS + "2024,6,voluntary_si,", "the cell is empty"),
        (KEYS + "2024,6,si_share,25", "write 0.25 for 25 %"),
        (KEYS + "2024,6,voluntary_si,9", "9 is 1/978 of December 2023"),
    ],
)
def test_what_is_not_clear_is_refused_with_its_line(text, expected):
    (line,) = refused(text)
    assert expected in line


def test_a_file_has_one_way_of_writing_numbers():
    rows = "2024,6,si_share,0.25\n2024,7,si_share,0.26\n2024,6,voluntary_si,9.100\n"
    (line,) = refused(KEYS + rows)
    assert line.startswith("a.csv:4:4: value: 9.100: people are whole numbers (write 9100)")
    rows = '2024,6,si_share,0.25\n2024,7,si_share,0.26\n2024,8,si_share,"0,27"\n'
    (line,) = refused(KEYS + rows)
    assert line.startswith("a.csv:4:4: value: '0,27' is not a number like the others: line 2 has")
    assert "write 0.27" in line


def test_the_unit_of_a_figure_that_arrives_is_read():
    head = "year,month,indicator,value,unit\n"
    assert read(head + "2024,6,voluntary_si,9300,người\n2024,7,voluntary_si,9300,\n")
    (line,) = refused(head + "2024,6,voluntary_si,9300,thousand persons\n")
    assert "a.csv:2:5: unit: 'thousand persons': the unit of voluntary_si is person" in line


@given(st.integers(0, 10**9), st.sampled_from(list(Convention)))
def test_a_whole_number_written_in_groups_is_read_back(number, convention):
    text = f"{number:,}".replace(",", convention.groups)
    assert number_in(text, convention) == number
    shown = convention_shown(text, people=True)
    assert shown in (None, convention)
    assert number_alone(text) in (None, number)


@given(st.floats(-1e6, 1e6), st.integers(0, 9), st.sampled_from(list(Convention)))
def test_a_decimal_is_read_back_and_never_as_another_number(number, digits, convention):
    stated = f"{number:,.{digits}f}"
    text = stated.replace(",", "x").replace(".", convention.value).replace("x", convention.groups)
    assert number_in(text, convention) == float(stated.replace(",", ""))
    assert convention_shown(text) in (None, convention)
    assert number_alone(text) in (None, float(stated.replace(",", "")))


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text):
    for convention in Convention:
        number_in(text, convention)
    number_alone(text)
    convention_shown(text, people=True)


@given(st.from_regex(r"-?[0-9]{0,6}[.,]?[0-9]{0,6}[.,]?[0-9]{0,3}( ?%|e[0-9])?", fullmatch=True))
def test_a_number_is_read_alike_however_soon_it_is_clear(text):
    # With a space in front no shortcut is taken.
    slow = f" {text}"
    for people in (False, True):
        assert convention_shown(text, people=people) == convention_shown(slow, people=people)
    for convention in Convention:
        for share in (False, True):
            assert number_in(text, convention, share=share) == number_in(
                slow, convention, share=share
            )
