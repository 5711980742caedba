"""Commands that speak one language."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import click

from simulator.errors import nearest_words
from simulator.text import LANGUAGES, Text

STATUS_FAILED = 1
STATUS_BAD_INPUT = 2
STATUS_STOPPED = 130
"""As shells have it for a program that Ctrl+C ended."""
_STOPPED = Text("đã dừng; không tệp nào viết dở", "stopped; no file is half written")
_ASKED = f"{__name__}.language"
_CLICK_WORDS = {
    "Show this message and exit.": Text("Hiện trợ giúp này.", "Show this message and exit."),
    "Show the version and exit.": Text("Hiện phiên bản.", "Show the version and exit."),
}
_EXTRA = {"default: ": "mặc định: ", "required": "bắt buộc"}


def write_utf8() -> None:
    """Write results as UTF-8, whatever the code page of the machine.

    A console that cannot show a letter gets a stand-in for it; so does what is no letter at all,
    such as a broken name of a file.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.encoding.lower().startswith("utf") or stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_output() -> None:
    """Let what is still to be written go nowhere: the interpreter writes it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def language_of(chosen: str | None) -> str:
    """Return the language of a command: its own option, the group's, or Vietnamese."""
    context = click.get_current_context(silent=True)
    return chosen or (_spoken(context) if context else LANGUAGES[0])


def quiet_of_group() -> bool:
    """Return whether ``--quiet`` stands anywhere in a call."""
    context = click.get_current_context(silent=True)
    return context is not None and any(above.params.get("quiet") for above in _line_of(context))


def in_language(words: str, language: str) -> str:
    """Return the side of ``Tiếng Việt / English`` that is in a language.

    >>> in_language("Năm / years", "en"), in_language("Hình", "en")
    ('years', 'Hình')
    """
    sides = words.split(" / ", 1)
    return sides[-1 if language == "en" else 0]


class _Speaking(click.Command):
    """Help in the language of ``--lang``.

    The docstring of a command has two paragraphs, Vietnamese and English; the help of an option
    is ``Tiếng Việt / English``.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of a call; ``--help`` may stand before ``--lang``."""
        if ctx.parent is None:
            ctx.meta[_ASKED] = _stated(args)
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that says how the command is called."""
        prefix = Text("Cách dùng: ", "Usage: ").in_(_spoken(ctx))
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_paragraph(self.help, _spoken(ctx)))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what the command does, for the list of a group."""
        return _paragraph(self.help, language_of(None))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        language = _spoken(ctx)
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        found = [option.get_help_record(ctx) for option in options]
        rows = [(names, _option_words(help_, language)) for names, help_ in filter(None, found)]
        with formatter.section(Text("Tuỳ chọn", "Options").in_(language)):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class Command(_Speaking):
    """A command whose help is in one language."""


class Group(_Speaking, click.Group):
    """A group of such commands."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands."""
        names = self.list_commands(ctx)
        known = [(name, self.get_command(ctx, name)) for name in names]
        with formatter.section(Text("Lệnh", "Commands").in_(_spoken(ctx))):
            formatter.write_dl([(n, c.get_short_help_str()) for n, c in known if c is not None])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, or say which name is nearest."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            words = Text(f"không có lệnh {args[0]!r}", f"no such command {args[0]!r}")
            more = nearest_words(args[0], self.list_commands(ctx))
            language = _spoken(ctx)
            raise click.UsageError(words.in_(language) + more.in_(language), ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Run; a wrong call is told in one line, like every other bad input."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        write_utf8()
        words = list(sys.argv[1:] if args is None else args)
        try:
            status = super().main(args, prog_name, complete_var, False, **extra)
        except click.UsageError as error:
            from simulator.cli.usage import usage_words

            click.echo(usage_words(error, _stated(words)), err=True)
            sys.exit(STATUS_BAD_INPUT)
        except click.Abort:
            # Files take their names when they are whole, so nothing half made is left.
            drop_output()
            click.echo(_STOPPED.in_(_stated(words)), err=True)
            sys.exit(STATUS_STOPPED)
        except OSError as error:
            from simulator.cli.usage import failure_words

            drop_output()
            with contextlib.suppress(OSError):
                click.echo(failure_words(error, _stated(words)), err=True)
            sys.exit(STATUS_FAILED)
        sys.exit(status if isinstance(status, int) else 0)


def _spoken(ctx: click.Context) -> str:
    """Return the language of a call, whether or not its option has been read yet."""
    stated = next(filter(None, (above.params.get("lang") for above in _line_of(ctx))), None)
    return str(stated or ctx.meta.get(_ASKED, LANGUAGES[0]))


def _line_of(ctx: click.Context) -> Iterator[click.Context]:
    """Yield the command that is called, then the groups that it stands in."""
    above: click.Context | None = ctx
    while above is not None:
        yield above
        above = above.parent


def _paragraph(words: str | None, language: str) -> str:
    paragraphs = (words or "").split("\n\n")
    chosen = paragraphs[-1 if language == "en" else 0]
    return " ".join(chosen.split())


def _option_words(words: str, language: str) -> str:
    said, bracket, extra = words.partition("[")
    said = said.strip()
    said = _CLICK_WORDS[said].in_(language) if said in _CLICK_WORDS else in_language(said, language)
    if language == "vi":
        for english, vietnamese in _EXTRA.items():
            extra = extra.replace(english, vietnamese)
    return f"{said}  {bracket}{extra}".strip()


def _stated(words: Sequence[str]) -> str:
    """Return the language that the words of a call ask for, wherever it went wrong.

    >>> _stated(["run", "--lang", "en", "--yers"]), _stated(["--lang=en"]), _stated(["run"])
    ('en', 'en', 'vi')
    """
    after = dict(pairwise(words)).get("--lang")
    joined = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return next((word for word in (after, *joined) if word in LANGUAGES), LANGUAGES[0])
