"""What a stranger sends is bounded before it is built: depth, aliases, entries, digits."""

import re

import pytest

from simulator.errors import InputError
from simulator.inputs.documents import MAXIMUM_DEPTH, MAXIMUM_NODES, parse_yaml
from simulator.inputs.json_text import parse_json

MANY = 50_000


def refused(text: str, read=parse_yaml) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text, "sent")
    return [problem.line_in("en") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "[" * MANY,
        "[" * MANY + "]" * MANY,
        "name: " + "{a: " * MANY,
        "- " * MANY,
        "? " * MANY,
        "\n".join(" " * i + "a:" for i in range(1_000)),
        "{? " * MANY,
        "name: mine\nlevers: {[" + "[" * MANY,
    ],
)
def test_nesting_is_one_clear_message(text):
    (line,) = [line for line in refused(text) if "deep" in line]
    assert f"over {MAXIMUM_DEPTH} levels" in line
    assert len(line) < 200


def test_nesting_that_is_allowed_is_read():
    text = "[" * MAXIMUM_DEPTH + "]" * MAXIMUM_DEPTH
    assert parse_yaml(text, "a").data != []
    assert parse_json(text, "a") == parse_yaml(text, "a").data


def test_aliases_are_refused_without_being_followed():
    text = "a: &a [x]\nb: [" + ", ".join(["*a"] * MANY) + "]\n"
    lines = refused(text)
    assert all("anchors and aliases" in line or "entries" in line for line in lines)
    assert len(lines) <= 50


def test_an_alias_as_key_or_an_anchored_key_is_refused():
    assert "a key must be a word" in refused("a: &k x\n*k : 1\n")[-1]
    assert "anchors" in refused("&k a: 1\n")[0]


def test_entries_are_counted_while_they_come():
    assert f"more than {MAXIMUM_NODES} entries" in refused("[" + "1, " * 2 * MANY + "1]")[0]


@pytest.mark.parametrize("number", ["9" * 10_000, "+" + "9" * 10_000, "-" + "9" * 10_000])
def test_a_number_of_endless_digits_is_too_large(number):
    assert "too large" in refused(f"a: {number}")[0]


@pytest.mark.parametrize("text", ["[" * MANY, '{"a":' * MANY, "[" * MANY + "]" * MANY])
def test_json_is_bounded_likewise(text):
    assert f"over {MAXIMUM_DEPTH} levels" in refused(text, parse_json)[0]


@pytest.mark.parametrize(
    "text", ["", "{", '{"a": }', "nul", "\ud800".encode("utf-8", "ignore"), b"\xff"]
)
def test_what_is_no_json_is_said(text):
    (said,) = refused(text, parse_json)
    assert re.fullmatch(r"sent(:1:\d+)?: not JSON", said)


def test_brackets_within_words_are_no_nesting():
    assert parse_json('["' + "[" * MANY + r"\"[[" + '"]', "a") == ["[" * MANY + '"[[']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c", "thừa dấu hai chấm"),
        ("a: [1, 2", "thiếu dấu phẩy"),
        ("a:\n\t- 1", "phím Tab"),
        ("a: 'x", "chưa đóng"),
        ("a: @x", "dấu nháy"),
        ("a\nb: 1", "dấu hai chấm"),
    ],
)
def test_what_is_no_yaml_is_said_in_vietnamese(text, expected):
    with pytest.raises(InputError) as caught:
        parse_yaml(text, "a.yaml")
    words = caught.value.problems[0].text.vi
    assert expected in words
    assert not {"found", "expected", "mapping", "character"} & set(words.split())
