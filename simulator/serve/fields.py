"""Fields of a request: each is read as an entry of a file is, and described by a JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Any

from simulator.analysis.uncertainty.bands import too_few_draws
from simulator.dataclass import dataclass
from simulator.errors import InputError
from simulator.inputs.plan_date import day_in
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_fields import LAST_YEAR, Number
from simulator.inputs.scenario_files import scenario_names, scenario_of
from simulator.inputs.scenario_reader import Path, ScenarioReader, shown
from simulator.text import Text

Read = Callable[[ScenarioReader, Path, Any], Any]
"""Reads an entry and notes what is wrong with it; what it then returns is not used."""
FIRST_YEAR = 1990
"""The first year that can be asked for at all; which a region has is known once it is loaded."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a request.

    Parameters
    ----------
    words : what it is
    read : see :data:`Read`
    schema : JSON Schema of its value
    default : where it is not stated
    required : whether it must be stated
    """

    name: str
    words: Text
    read: Read
    schema: dict[str, Any]
    default: Any = None
    required: bool = False


def read_fields(fields: Collection[Field], reader: ScenarioReader) -> dict[str, Any]:
    """Return field -> value of a body or a query.

    Raises
    ------
    InputError
        with everything that is wrong with it.
    """
    stated = reader.mapping((), reader.document.data, [field.name for field in fields])
    values = {field.name: field.default for field in fields}
    for field in fields:
        if field.name in stated:
            values[field.name] = field.read(reader, (field.name,), stated[field.name])
        elif field.required and isinstance(reader.document.data, dict):
            reader.add_problem((field.name,), f"thiếu {field.name}", f"{field.name} is missing")
    if reader.problems:
        raise InputError(reader.problems)
    return values


def whole(name: str, words: Text, low: int, high: int, default: int | None = None) -> Field:
    """Return a field that is a whole number."""
    schema = {"type": "integer", "minimum": low, "maximum": high, "default": default}
    return Field(name, words, partial(_whole, Number(low, high, words)), schema, default)


def _whole(bounds: Number, reader: ScenarioReader, path: Path, data: Any) -> int:  # noqa: ANN401
    value = reader.number(path, data, bounds)
    if value != int(value):
        reader.add_problem(
            path, f"{value:g}: cần số nguyên", f"{value:g}: a whole number is expected"
        )
    return int(value)


def draws(words: Text, least: int, most: int, default: int, *, or_none: bool) -> Field:
    """Return the field of how many draws; 0 is no range, where there may be none."""
    enough = {"type": "integer", "minimum": least, "maximum": most}
    schema = {"anyOf": [{"const": 0}, enough]} if or_none else enough
    read = partial(_draws, Number(0 if or_none else least, most, words), least)
    return Field("draws", words, read, {**schema, "default": default}, default)


def _draws(
    bounds: Number,
    least: int,
    reader: ScenarioReader,
    path: Path,
    data: Any,  # noqa: ANN401
) -> int:
    number = _whole(bounds, reader, path, data)
    if 0 < number < least:
        reader.add_problem(path, *too_few_draws(number, least, or_none=True))
    return number


def fraction(name: str, words: Text, low: float, high: float, default: float | None) -> Field:
    """Return a field that is a number within bounds."""
    schema = {"type": "number", "minimum": low, "maximum": high, "default": default}
    bounds = Number(low, high, words, percent=high <= 1)
    return Field(name, words, lambda r, p, d: r.number(p, d, bounds), schema, default)


def choice(name: str, words: Text, allowed: Collection[str], default: str | None = None) -> Field:
    """Return a field that is one of several words."""
    schema = {"enum": list(allowed)} | ({} if default is None else {"default": default})
    read: Read = lambda r, p, d: r.word(p, d, allowed)  # noqa: E731
    return Field(name, words, read, schema, default, required=default is None)


def flag(name: str, words: Text) -> Field:
    """Return a field that is true or false, false by default."""
    return Field(
        name, words, lambda r, p, d: r.flag(p, d), {"type": "boolean", "default": False}, False
    )


def day(name: str, words: Text) -> Field:
    """Return a field that is a day."""
    return Field(name, words, _day, {"type": "string", "format": "date"})


def _day(reader: ScenarioReader, path: Path, data: Any) -> date | None:  # noqa: ANN401
    found = day_in(data) if isinstance(data, str) else None
    if found is None:
        reader.add_problem(
            path,
            f"{shown(data)} không phải ngày; ví dụ 2023-12-31",
            f"{shown(data)} is not a date; for example 2023-12-31",
        )
    return found


def listed(
    reader: ScenarioReader,
    path: Path,
    data: Any,  # noqa: ANN401
    most: int,
    read: Callable[[Path, Any], Any],
) -> list[Any]:
    """Return the entries of a list that has at least one of them, each once."""
    if not isinstance(data, list) or not 1 <= len(data) <= most:
        reader.add_problem(
            path,
            f"{shown(data)}: cần danh sách từ 1 đến {most} mục",
            f"{shown(data)}: a list of 1 to {most} entries is expected",
        )
        return []
    for i, entry in enumerate(data):
        if entry in data[:i]:
            reader.add_problem(
                (*path, i), f"{shown(entry)} được nêu hai lần", f"{shown(entry)} is given twice"
            )
    return [read((*path, i), entry) for i, entry in enumerate(data)]


def several(field: Field, name: str, words: Text, most: int, *, default: Any = None) -> Field:  # noqa: ANN401
    """Return a field that is a list of what another field is."""

    def read(reader: ScenarioReader, path: Path, data: Any) -> list[Any]:  # noqa: ANN401
        return listed(reader, path, data, most, partial(field.read, reader))

    one = {key: value for key, value in field.schema.items() if key != "default"}
    schema = {"type": "array", "items": one, "minItems": 1, "maxItems": most, "uniqueItems": True}
    return Field(name, words, read, schema, default, required=default is None)


def years(default: list[int], most: int = 77) -> Field:
    """Return the field of the years that are reported."""
    words = Text("các năm", "years")
    one = whole("year", Text("năm", "a year"), FIRST_YEAR, LAST_YEAR)
    field = several(one, "years", words, most, default=default)
    field.schema["default"] = default
    return field


def texts(name: str, words: Text, most: int, example: str, *, required: bool = True) -> Field:
    """Return a field that is a list of texts, which are read further once the region is known."""
    one = Field(name, words, lambda r, p, d: r.words(p, d), {"type": "string", "maxLength": 2000})
    field = several(one, name, words, most, default=None if required else [])
    field.schema["examples"] = [[example]]
    return field


def amounts(name: str, words: Text) -> Field:
    """Return a field that gives years amounts."""
    bounds = Number(0, 1e9, words)

    def read(reader: ScenarioReader, path: Path, data: Any) -> dict[int, float]:  # noqa: ANN401
        found = {}
        for key, amount in reader.mapping(path, data).items():
            if not (key.isascii() and key.isdecimal() and FIRST_YEAR <= int(key) <= LAST_YEAR):
                reader.add_problem(
                    (*path, key), f"{key!r} không phải năm", f"{key!r} is no year", at_key=True
                )
                continue
            found[int(key)] = reader.number((*path, key), amount, bounds)
        return found

    schema = {
        "type": "object",
        "patternProperties": {"^(199[0-9]|20[0-9]{2}|2100)$": {"type": "number", "minimum": 0}},
        "additionalProperties": False,
    }
    return Field(name, words, read, schema)


def region(places: Mapping[str, str]) -> Field:
    """Return the field of the region, by default the first province."""
    return choice("region", Text("địa bàn", "the region"), list(places), "ninh_thuan")


SCENARIO_REF = "#/components/schemas/Scenario"
_SCENARIO = Text(
    "tên kịch bản có sẵn, hoặc kịch bản viết như trong tệp",
    "a shipped scenario by name, or one written as in a file",
)


def scenario(name: str, default: str | None = None) -> Field:
    """Return a field that is a scenario: a shipped name, or a mapping as in a file."""
    schema: dict[str, Any] = {
        "anyOf": [{"enum": scenario_names()}, {"$ref": SCENARIO_REF}],
    }
    if default is not None:
        schema["default"] = default
    return Field(name, _SCENARIO, _scenario, schema, default, required=default is None)


def scenarios(most: int) -> Field:
    """Return the field of several scenarios."""
    return several(scenario("scenario"), "scenarios", _SCENARIO, most)


def _scenario(reader: ScenarioReader, path: Path, data: Any) -> str | Scenario | None:  # noqa: ANN401
    if isinstance(data, str):
        return reader.word(path, data, scenario_names())
    try:
        return scenario_of(reader.document.under(path, data))
    except InputError as error:
        reader.problems += error.problems
        return None
