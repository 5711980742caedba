"""What a table's headings and words mean: keys, or words of either language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from simulator.errors import InputError, Problem, nearest
from simulator.inputs.numerals import Convention
from simulator.inputs.sheets import Sheet
from simulator.inputs.table_form import Column, TableForm
from simulator.text import LANGUAGES, Text

_REMARK = re.compile(r"\s*\([^()]*\)\s*$|\s*\*+\s*$")


def fold(words: str) -> str:
    r"""Return words without what people do not see as a difference.

    >>> fold("  Giá\n TRỊ ")
    'giá trị'
    """
    return " ".join(words.casefold().split())


def bare(words: str) -> str:
    """Return folded words without marks on their letters, as in a hurry they are typed.

    >>> bare("Lực lượng lao ĐỘNG")
    'luc luong lao dong'
    """
    letters = unicodedata.normalize("NFD", fold(words).replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def keys_of(choices: Mapping[str, Text]) -> dict[str, str]:
    """Return folded words -> key; words that several keys share stand for none of them."""
    found: dict[str, set[str]] = {}
    for key, text in choices.items():
        for language in LANGUAGES:
            found.setdefault(fold(text.in_(language)), set()).add(key)
    plain = {words: keys.pop() for words, keys in found.items() if len(keys) == 1}
    return plain | {fold(key): key for key in choices}


def key_in(words: Mapping[str, str], stated: str) -> str | None:
    """Return the key of words, with or without a remark in brackets behind them.

    >>> key_in({"giá trị": "value"}, "Giá trị (người)")
    'value'
    """
    return words.get(fold(stated)) or words.get(fold(_REMARK.sub("", stated)))


class Heads(NamedTuple):
    """Which column stands where, and what the language of the headings says of numbers."""

    keys: tuple[str, ...]
    convention: Convention | None


def read_heads(sheet: Sheet, form: TableForm) -> Heads:
    """Return the columns of a table by its header.

    Raises
    ------
    InputError
        with every column that is missing, unknown or doubled.
    """
    line, header = sheet.lines[0]
    words = keys_of({column.key: column.label for column in form.columns})
    keys: list[str] = []
    problems: list[Problem] = []
    for i, stated in enumerate(header):
        key = key_in(words, stated)
        if key is None:
            problems.append(_unknown(sheet, form, line, i))
        elif key in keys:
            problems.append(sheet.problem(line, i, stated, "cột lặp lại", "doubled column"))
        keys.append(key or stated)
    missing = [c for c in form.columns if not c.optional and c.key not in keys]
    problems += [_missing(sheet, line, column) for column in missing]
    if problems:
        raise InputError(problems)
    return Heads(tuple(keys), _convention(header, form))


def _convention(header: tuple[str, ...], form: TableForm) -> Convention | None:
    """Return how numbers are written where the headings are words of one language."""
    stated = {fold(_REMARK.sub("", cell)) for cell in header}
    stated -= {fold(column.key) for column in form.columns}
    if stated & {fold(column.label.vi) for column in form.columns}:
        return Convention.COMMA
    return Convention.POINT if stated else None


def _unknown(sheet: Sheet, form: TableForm, line: int, i: int) -> Problem:
    stated = sheet.lines[0][1][i]
    near = nearest(fold(stated), keys_of({c.key: c.label for c in form.columns}))
    listed = [", ".join(f"{c.key} ({c.label.vi})" for c in form.columns)]
    listed.append(", ".join(c.key for c in form.columns))
    vi, en = (f"; gần nhất: {near}", f"; nearest: {near}") if near else ("", "")
    return sheet.problem(
        line,
        i,
        stated,
        f"cột lạ; các cột: {listed[0]}{vi}",
        f"unknown column; known are {listed[1]}{en}",
    )


def _missing(sheet: Sheet, line: int, column: Column) -> Problem:
    words = Text(f"thiếu cột ({column.label.vi})", "the column is missing")
    return sheet.problem(line, -1, column.key, *words)
