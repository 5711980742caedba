"""Commands that serve: app opens the page, serve answers over HTTP."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from simulator.cli.calling import Call, command
from simulator.errors import input_error
from simulator.extras import refuse_without
from simulator.report.output import because
from simulator.text import Text


def page_folder() -> Path:
    """Return the folder of app.py and its settings: the checkout's, or the installed package's."""
    package = Path(__file__).parent.parent
    for folder in (package, package.parent):
        if (folder / "app.py").is_file() and (folder / ".streamlit").is_dir():
            return folder
    raise input_error("không thấy app.py", "app.py is missing", key="app")


def _refuse_no_engine() -> None:
    """Refuse a wrong setting here: whoever visits can do nothing about it."""
    from simulator.projection.years import engine

    engine()


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
    refuse_without("streamlit")
    _refuse_no_engine()
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


@command(
    click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Cổng / port"),
    click.option(
        "--host",
        default="127.0.0.1",
        help="Địa chỉ; mặc định chỉ máy này / address; this machine only by default",
    ),
    click.option(
        "--allow-host",
        "names",
        multiple=True,
        metavar="NAME",
        help="Tên máy chủ được gọi (Host) / name by which it may be called",
    ),
    click.option(
        "--allow-origin",
        "origins",
        multiple=True,
        metavar="https://…",
        help="Trang khác được hỏi (CORS) / origin whose pages may ask",
    ),
    click.option(
        "--api-key-file",
        "keys",
        default=None,
        metavar="FILE",
        help="Khoá truy cập, mỗi dòng một khoá / keys, one a line",
    ),
    click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="PACK",
        help="Thêm thư mục hay sổ số liệu / a region's folder or workbook to serve too",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=2,
        help="Số tiến trình trả lời ngay / processes that answer at once",
    ),
    click.option(
        "--job-workers",
        type=click.IntRange(1, 64),
        default=1,
        help="Số tiến trình cho việc dài / processes for jobs",
    ),
    region=False,
    formats=False,
)
def serve_command(
    call: Call,
    port: int,
    host: str,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    keys: str | None,
    packs: tuple[str, ...],
    workers: int,
    job_workers: int,
) -> None:
    """Trả lời các chương trình khác qua HTTP (Ctrl+C để dừng).

    Answer other programs over HTTP (Ctrl+C to stop).
    """
    from dataclasses import replace

    refuse_without("fastapi", "uvicorn")
    _refuse_no_engine()
    from simulator.serve import settings as told
    from simulator.serve.server import run_server

    known = told.Settings(
        hosts=frozenset({*told.LOOPBACK, host.lower(), *(name.lower() for name in names)}),
        keys=told.keys_of(keys, told.key_of_environment()),
        origins=tuple(told.origin_of(origin) for origin in origins),
        places=told.places_of(packs),
        limits=replace(told.Limits(), workers=workers, job_workers=job_workers),
    )
    told.refuse_open_door(host, known)
    words = Text(
        f"Máy chủ chạy tại http://{host}:{port} (Ctrl+C để dừng)",
        f"The server runs at http://{host}:{port} (Ctrl+C to stop)",
    )
    try:
        run_server(known, host, port, lambda: click.echo(words.in_(call.language), err=True))
    except OSError as error:
        said = because(Text(f"không mở được {host}:{port}", f"cannot open {host}:{port}"), error)
        raise input_error(said.vi, said.en, key="--port") from None
