"""What commands print and find, run while the pages are made; and the list of all of them.

    {shown} run status_quo --years 2030      the call and what it prints
    {result} levers                          its tables and charts, as the page has them
    {commands}                               every command with its help

A result takes ``:blocks: 0,2`` where some of its paragraphs, tables and charts are enough, and
``:rows: 4`` or ``:columns: 1,2`` where some rows or columns of its tables are; what is shown takes
``:lines: 12``. ``:lang:`` says the language where it is not the page's.
"""

from __future__ import annotations

import shlex
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar
from unittest import mock

import click
from blocks import Blocks, Speaking
from click.testing import CliRunner
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from simulator.cli import COMMANDS, main
from simulator.cli.calling import Call
from simulator.report.document import Block, Section, Table

WIDTH = 100
"""Characters of a line of help."""


@cache
def printed(call: str, language: str) -> str:
    """Return what a call of ``simulator`` prints.

    Raises
    ------
    RuntimeError
        where the call does not succeed, with what it says.
    """
    words = ["--lang", language, *shlex.split(call)]
    result = CliRunner().invoke(main, words, prog_name="simulator", terminal_width=WIDTH)
    if result.exit_code:
        raise RuntimeError(f"simulator {call}: {result.output}{result.exception or ''}")
    return result.stdout.strip("\n")


@cache
def found(call: str, language: str) -> tuple[Section, ...]:
    """Return the sections that a call of ``simulator`` would print."""
    kept: list[Section] = []
    with mock.patch.object(Call, "show", lambda _, *sections: kept.extend(sections)):
        printed.__wrapped__(call, language)
    return tuple(kept)


class Shown(Speaking):
    """The call of a command and what it prints."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {**Speaking.option_spec, "lines": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        """Return both as one block."""
        call = " ".join(self.arguments[0].split())
        asked = f"{call} --lang en" if self.language == "en" else call
        lines = printed(call, self.language).splitlines()
        kept = lines[: self.options.get("lines", len(lines))]
        text = "\n".join([f"$ simulator {asked}", "", *kept, *(["…"] if kept != lines else [])])
        return [nodes.literal_block(text, text, language="text", classes=["shown"])]


class Result(Blocks):
    """The tables and charts that a command finds."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {
        **Blocks.option_spec,
        "blocks": directives.unchanged,
        "rows": directives.positive_int,
        "columns": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return the blocks that are wanted."""
        call = " ".join(self.arguments[0].split())
        blocks = [block for section in found(call, self.language) for block in section.blocks]
        if "blocks" in self.options:
            blocks = [blocks[int(i)] for i in self.options["blocks"].split(",")]
        return self.drawn(self._short(block) for block in blocks)

    def _short(self, block: Block) -> Block:
        """Return a table with the rows and columns that are asked for."""
        if not isinstance(block, Table):
            return block
        rows, columns = self.options.get("rows"), self.options.get("columns")
        kept = replace(block, rows=block.rows[:rows])
        return kept if columns is None else kept.columns(*map(int, columns.split(",")))


class Commands(Speaking):
    """Every command with its help, a section each."""

    def run(self) -> list[nodes.Node]:
        """Return the sections in the order of the program's own list."""
        context = click.Context(main, info_name="simulator")
        return [self._section(name, main.get_command(context, name)) for name in COMMANDS]

    def _section(self, name: str, command: click.Command | None) -> nodes.section:
        made = nodes.section(ids=[f"simulator-{name}"], names=[name])
        made += nodes.title("", f"simulator {name}")
        made += nodes.paragraph("", COMMANDS[name][1].in_(self.language) + ".")
        inner = list(command.commands) if isinstance(command, click.Group) else []
        for call in (name, *(f"{name} {sub}" for sub in inner)):
            text = printed(f"{call} --help", self.language)
            made += nodes.literal_block(text, text, language="text")
        return made


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("shown", Shown)
    app.add_directive("result", Result)
    app.add_directive("commands", Commands)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
