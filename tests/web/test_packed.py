"""Scripts of the page are sent compressed, and nothing else is touched."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.web.packed import PAGE, Packed, files


async def _beyond(scope, receive, send):
    await send({"type": "beyond"})


def asked(path, accept=b"gzip, br", method="GET"):
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"accept-encoding", accept)]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    with ThreadPoolExecutor(1) as pool:  # the browser of other tests has a loop in this one
        pool.submit(asyncio.run, Packed(_beyond)(scope, None, send)).result()
    return sent


def test_a_script_is_sent_compressed_and_whole():
    name = min((n for n in files() if n.endswith(".js")), key=lambda n: files()[n].stat().st_size)
    start, body = asked(f"/static/{name}")
    headers = dict(start["headers"])
    assert start["status"] == 200
    assert headers[b"content-encoding"] == b"gzip"
    assert int(headers[b"content-length"]) == len(body["body"])
    assert gzip.decompress(body["body"]) == files()[name].read_bytes()
    assert asked(f"/some/where/static/{name}")[1] == body


@pytest.mark.parametrize(
    ("path", "accept", "method"),
    [
        ("/", b"gzip", "GET"),
        ("/static/js/../../../../pyproject.toml", b"gzip", "GET"),
        ("/static/none.js", b"gzip", "GET"),
        ("/static/{known}", b"br", "GET"),
        ("/static/{known}", b"gzip", "POST"),
        ("/_stcore/health", b"gzip", "GET"),
    ],
)
def test_everything_else_goes_on_to_the_page(path, accept, method):
    known = next(iter(files()))
    assert asked(path.format(known=known), accept, method) == [{"type": "beyond"}]


def test_the_server_runs_the_page():
    assert "show()" in PAGE.read_text("utf-8")
