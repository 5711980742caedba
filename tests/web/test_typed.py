"""Numbers as people type them: with the unit of the field, and never read as another number."""

import re

import pytest

from simulator.errors import InputError
from simulator.levers import LEVERS
from simulator.web.typed import BILLIONS, lever_field, number_typed
from simulator.web.typed_counts import people_typed


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("text", ["1,500", "1.500", "1,234", "1.234", "12,250", "250.500"])
def test_what_is_refused_as_two_numbers_names_two_that_are_read(text, language):
    try:
        value = number_typed(text, language)
    except InputError as error:
        told = getattr(error.problems[0].text, language)
        ways = re.search(r"\((?:viết|write) (\S+) (?:hoặc|or) (\S+)\)", told)
        thousand, decimal = (number_typed(way, language) for way in ways.groups())
        assert thousand == pytest.approx(1000 * decimal)
    else:
        mark = "." if language == "vi" else ","
        assert (value >= 1000) == (mark in text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5 tỷ", 1.5),
        ("2.236,9", 2236.9),
        ("2.236,9 Tỷ đồng", 2236.9),
        ("1,5 nghìn tỷ", 1500.0),
        ("2 ngàn tỷ đồng", 2000.0),
    ],
)
def test_the_unit_of_a_field_may_stand_behind_its_number(text, value):
    assert number_typed(text, "vi", units=BILLIONS) == value
    with pytest.raises(InputError):
        number_typed("1,5 triệu", "vi", units=BILLIONS)
    with pytest.raises(InputError):
        number_typed("1,5 nghìn", "vi", units=BILLIONS)


def test_people_may_be_counted_in_thousands_by_a_word_and_never_by_a_guess():
    assert people_typed("14,2 nghìn người", "vi") == people_typed("14.200", "vi")
    assert people_typed("1.05 million", "en") == 1_050_000
    for text in ("14,2", "0,0005 nghìn", "nghìn"):
        with pytest.raises(InputError):
            people_typed(text, "vi")


def test_a_share_that_could_be_a_fraction_is_refused_where_both_can_be_meant():
    whole, few = LEVERS["agents"], LEVERS["find_owners"]
    assert lever_field(whole, "level.default", "22 %", (2025, 2030), "vi") == 0.22
    with pytest.raises(InputError, match="22%"):
        lever_field(whole, "level.default", "0,22", (2025, 2030), "vi")
    assert few.high < 0.5
    assert lever_field(few, "level.default", "0,5", (2025, 2030), "vi") == pytest.approx(0.005)
