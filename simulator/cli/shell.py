"""Commands for the shell: completion; a scenario to begin with: example."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.calling import Call, command
from simulator.errors import input_error
from simulator.files import write_whole
from simulator.report.output import output_file, writing
from simulator.text import Text

SHELLS = ("bash", "zsh", "fish")
_EXAMPLES = Path(__file__).parent / "examples"


@command(click.argument("shell", type=click.Choice(SHELLS)), region=False, formats=False)
def completion_command(call: Call, shell: str) -> None:
    """In đoạn mã để phím Tab gợi ý lệnh, tuỳ chọn, kịch bản: eval "$(simulator completion bash)".

    Print the script with which Tab completes commands, options and scenarios:
    eval "$(simulator completion bash)".
    """
    from click.shell_completion import get_completion_class

    root = click.get_current_context().find_root().command
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(root, {}, "simulator", "_SIMULATOR_COMPLETE").source())


@command(
    click.option("--out", default=None, metavar="FILE.yaml", help="Tệp mới / new file"),
    region=False,
    formats=False,
)
def example_command(call: Call, out: str | None) -> None:
    """Một kịch bản nhỏ có chú thích để sửa: in ra, hoặc ghi vào tệp mới.

    A small commented scenario to begin with: printed, or written to a new file.
    """
    words = (_EXAMPLES / f"scenario.{call.language}.yaml").read_text("utf-8")
    if out is None:
        click.echo(words, nl=False)
        return
    path = output_file(out, (".yaml",))
    if path.exists():
        raise input_error(
            f"{out}: đã có; chọn tên khác", f"{out}: is there already; choose another", key="--out"
        )
    with writing(path):
        write_whole(path, words)
    said = Text(
        f"{out}: sửa rồi chạy simulator check {out}, simulator run status_quo {out}",
        f"{out}: change it, then simulator check {out}, simulator run status_quo {out}",
    )
    click.echo(said.in_(call.language))
