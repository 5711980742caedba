"""What is wrong with a call, in one line and one language."""

from __future__ import annotations

import re

import click

from simulator.errors import nearest_words
from simulator.report.output import because
from simulator.text import Text

_NOT = re.compile(r"^(?P<value>.+?) is not ")


def usage_words(error: click.UsageError, language: str) -> str:
    """Return what is wrong with a call in one line: option, what was found, what is allowed."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()  # the help itself
    if isinstance(error, click.NoSuchOption):
        # Click lists whatever resembles it, in no order.
        near = nearest_words(error.option_name, error.possibilities or ())
        known = Text("không có tuỳ chọn này", "no such option")
        return f"{error.option_name}: {known.in_(language)}{near.in_(language)}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = _named(error.param, error.ctx)
        if isinstance(error, click.MissingParameter):
            return f"{name}: {Text('thiếu', 'missing').in_(language)}"
        return f"{name}: {_bad_value(error, language)}"
    if isinstance(error, click.BadOptionUsage):
        takes_none = "does not take" in error.message
        words = _TAKES_NONE if takes_none else _NEEDS_ONE
        return f"{error.option_name}: {words.in_(language)}"
    said = error.format_message()
    for beginning, words in _CALLS.items():
        if said.startswith(beginning):
            return words.in_(language) + said.removeprefix(beginning)
    return said


def failure_words(error: OSError, language: str) -> str:
    """Return in one line that results could not be written, and why."""
    return because(Text("không ghi được kết quả", "the results cannot be written"), error).in_(
        language
    )


_TAKES_NONE = Text("không nhận giá trị", "takes no value")
_NEEDS_ONE = Text("cần một giá trị", "needs a value")
_CALLS = {
    "Missing command.": Text("thiếu lệnh; xem simulator --help", "no command; see --help"),
    "Got unexpected extra arguments": Text("thừa đối số", "unexpected arguments"),
    "Got unexpected extra argument": Text("thừa đối số", "unexpected argument"),
}
"""Beginning of what Click says of a call -> words."""


def _named(param: click.Parameter, ctx: click.Context | None) -> str:
    if isinstance(param, click.Argument):
        return param.make_metavar(ctx) if ctx else param.human_readable_name
    return max(param.opts, key=len)


def _bad_value(error: click.BadParameter, language: str) -> str:
    assert error.param is not None
    kind, said = error.param.type, error.message
    found = _NOT.match(said)
    if found is None:
        return said
    value = found["value"]
    if isinstance(kind, click.Choice):
        names = [str(choice) for choice in kind.choices]
        more = nearest_words(value.strip("'"), names)
        words = Text(
            f"{value} không có; được dùng: {', '.join(names)}",
            f"{value} is not one of {', '.join(names)}",
        )
        return words.in_(language) + more.in_(language)
    whole = isinstance(kind, click.types.IntParamType)
    words = Text(
        f"{value}: cần {'số nguyên' if whole else 'số'}{_bounds(kind, 'vi')}",
        f"{value}: give a {'whole ' if whole else ''}number{_bounds(kind, 'en')}",
    )
    return words.in_(language)


def _bounds(kind: object, language: str) -> str:
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None and high is not None:
        return Text(f" từ {low:.10g} đến {high:.10g}", f" from {low:.10g} to {high:.10g}").in_(
            language
        )
    if low is not None:
        return Text(f" từ {low:.10g} trở lên", f" of at least {low:.10g}").in_(language)
    return ""
