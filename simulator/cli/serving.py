"""Command that opens the page: app."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from simulator.cli.calling import Call, command
from simulator.errors import complain
from simulator.text import Text


def page_folder() -> Path:
    """Return the folder of app.py and its settings: the checkout's, or the installed package's."""
    package = Path(__file__).parent.parent
    for folder in (package, package.parent):
        if (folder / "app.py").is_file() and (folder / ".streamlit").is_dir():
            return folder
    raise complain("không thấy app.py", "app.py is missing", key="app")


@command(
    click.option("--port", type=click.IntRange(1, 65535), default=8501, help="Cổng / port"),
    click.option(
        "--address",
        default="127.0.0.1",
        help="Mặc định chỉ máy này / this machine only by default",
    ),
    region=False,
    formats=False,
)
def app_command(call: Call, port: int, address: str) -> None:
    """Mở trang trong trình duyệt (Ctrl+C để dừng).

    Open the page in the browser (Ctrl+C to stop).
    """
    folder = page_folder()
    words = Text(
        f"Trang chạy tại http://{address}:{port} (Ctrl+C để dừng)",
        f"The page runs at http://{address}:{port} (Ctrl+C to stop)",
    )
    click.echo(words.in_(call.language))
    sys.stdout.flush()
    # Streamlit reads its settings from the folder in which it starts.
    os.chdir(folder)
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.port", str(port), "--server.address", address]
    os.execv(sys.executable, [*command, *options])
