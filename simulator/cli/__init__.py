"""The command line: a group that loads a command only when it is called."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import click

from simulator.cli.bilingual import Group, language_of
from simulator.cli.options import lang_option, quiet_option
from simulator.text import Text
from simulator.threads import one_thread

one_thread()
# What is left when a process ends goes with it; to look for cycles in it took long.
atexit.register(gc.freeze)

COMMANDS: dict[str, tuple[str, Text]] = {
    "run": ("run", Text("Dự báo theo kịch bản", "Project scenarios")),
    "batch": ("batch", Text("Dự báo nhiều địa bàn", "Project many places")),
    "population": (
        "people",
        Text("Dân số theo giới và nhóm tuổi", "Population by sex and age"),
    ),
    "movements": ("people", Text("Bảng biến động trong năm", "The year's movement table")),
    "check": ("checking", Text("Kiểm tra tệp kịch bản, địa bàn", "Check scenarios and packs")),
    "pack": ("packs", Text("Số liệu của địa bàn: sổ Excel", "A place's figures: workbooks")),
    "levers": ("listing", Text("Danh sách giải pháp", "List the levers")),
    "indicators": ("listing", Text("Danh sách chỉ tiêu tính toán", "List the indicators")),
    "regions": ("listing", Text("Danh sách địa bàn", "List the regions")),
    "scenarios": ("listing", Text("Danh sách kịch bản có sẵn", "List the shipped scenarios")),
    "figures": ("listing", Text("Số liệu và nguồn", "Figures and their sources")),
    "law": ("listing", Text("Pháp luật theo ngày", "The law by date")),
    "example": ("shell", Text("Kịch bản mẫu có chú thích", "A commented scenario")),
    "completion": ("shell", Text("Gợi ý bằng phím Tab", "Completion by the Tab key")),
    "schema": ("listing", Text("JSON Schema của tệp kịch bản", "JSON Schema of scenarios")),
    "calibrate": ("experience", Text("Hiệu chỉnh từ số liệu lịch sử", "Calibrate from history")),
    "backtest": ("experience", Text("Kiểm nghiệm với số liệu các năm trước", "Backtest")),
    "bridge": (
        "experience",
        Text("Vì sao số người tham gia đã thay đổi", "Why participation changed in the past"),
    ),
    "assumptions": ("evidence", Text("Sổ giả định", "Assumption book")),
    "sensitivity": ("evidence", Text("Phân tích độ nhạy", "Sensitivity")),
    "reconcile": ("evidence", Text("Giải thích thay đổi giữa hai dự báo", "Reconcile projections")),
    "ledger": ("ledger", Text("Sổ dự báo đã công bố", "Ledger of published projections")),
    "goal": ("goal", Text("Tìm phương án đạt chỉ tiêu", "Find the way to the target")),
    "explain": ("decisions", Text("Đóng góp của từng giải pháp", "What each lever contributes")),
    "chances": (
        "decisions",
        Text("Khả năng đạt từng mức bao phủ", "How likely each coverage is"),
    ),
    "costs": ("decisions", Text("Chi phí theo năm", "Costs by year")),
    "robustness": ("decisions", Text("Độ vững của các kịch bản", "Robustness of scenarios")),
    "allocate": ("programme", Text("Giao chỉ tiêu cho địa phương", "Allocate to localities")),
    "monitor": ("programme", Text("Theo dõi trong năm", "Monitor the year")),
    "appendix": ("papers", Text("Phụ lục Word, PDF, Excel", "Appendices: Word, PDF, Excel")),
    "slides": ("slides", Text("Trang trình chiếu PowerPoint", "PowerPoint slides")),
    "leaflet": ("slides", Text("Tờ tóm tắt một trang, PDF", "A one-page leaflet, PDF")),
    "draft": ("papers", Text("Kiểm tra, làm mới bản thảo", "Check and refresh drafts")),
    "bench": ("bench", Text("Đo tốc độ, bộ nhớ", "Measure speed and memory")),
    "app": ("serving", Text("Mở trang trong trình duyệt", "Open the page in the browser")),
    "serve": ("serving", Text("Trả lời chương trình khác qua HTTP", "Answer over HTTP")),
}
"""Command -> (module of this package, what it does)."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: nothing of a module that is imported is."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class LazyGroup(Group):
    """Imports the module of a command when it is called, and no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the registry."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None."""
        if cmd_name not in COMMANDS:
            return None
        with _uncollected():
            module = import_module(f"{__name__}.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        language = language_of(ctx.params.get("lang"))
        rows = [(name, COMMANDS[name][1].in_(language)) for name in self.list_commands(ctx)]
        with formatter.section(Text("Lệnh", "Commands").in_(language)):
            formatter.write_dl(rows)


def _tell_versions(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from simulator.cli.versions import version_lines

    click.echo("\n".join(version_lines(language_of(ctx.params.get("lang")))))
    ctx.exit()


@click.group(cls=LazyGroup, name="simulator")
@lang_option
@quiet_option
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    callback=_tell_versions,
    help="Phiên bản của chương trình, pháp luật và số liệu / versions of program, law and data",
)
def main(lang: str | None, quiet: bool) -> None:
    """Mô phỏng kịch bản phát triển người tham gia bảo hiểm xã hội (English: --lang en).

    Scenario simulator for social-insurance participation.
    """
