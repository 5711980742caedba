"""Scripts of the page are sent compressed, and nothing else is touched."""

import gzip

import pytest
from awaiting import awaited

from simulator.web import scripts
from simulator.web.packed import PAGE, Packed, files


async def _beyond(scope, receive, send):
    await send({"type": "beyond"})


def asked(path, accept=b"gzip, br", method="GET"):
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"accept-encoding", accept)]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    awaited(Packed(_beyond)(scope, None, send))
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
        ("/static/{known}", b"gzip", "POST"),
        ("/_stcore/health", b"gzip", "GET"),
    ],
)
def test_everything_else_goes_on_to_the_page(path, accept, method):
    known = next(iter(files()))
    assert asked(path.format(known=known), accept, method) == [{"type": "beyond"}]


def test_who_reads_nothing_compressed_gets_it_as_it_is():
    name = next(n for n in files() if n.endswith(".js"))
    start, body = asked(f"/static/{name}", b"br")
    assert b"content-encoding" not in dict(start["headers"])
    assert body["body"] == files()[name].read_bytes()


def test_the_page_s_own_components_are_files_with_their_styles():
    for name, module in scripts.files().items():
        body = gzip.decompress(asked(f"/static/{name}")[1]["body"])
        assert body == module
        assert body.count(b"export default") == 1
    assert b".wb" in scripts.files()[scripts.file_of("workbench")]


def test_the_server_runs_the_page():
    assert "show()" in PAGE.read_text("utf-8")
    # Streamlit would show such a folder's files as pages to the first visitor of a server.
    assert not (PAGE.parent / "pages").exists()
