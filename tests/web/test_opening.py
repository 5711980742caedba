"""The document that comes first has the page's own numbers in it."""

import gzip
import re
from dataclasses import replace
from html import unescape

import pytest
from awaiting import awaited

from simulator.report.document import Number
from simulator.report.writers.words import cell_words
from simulator.text import unbound
from simulator.web import glance, scripts
from simulator.web.link import from_link
from simulator.web.opening import Opening, document
from simulator.web.packed import files, packed
from simulator.web.sentences import told_of
from simulator.web.site import PATHS

MINE = {"v": "1", "show": "status_quo,voluntary_led", "active": "voluntary_led", "year": "2028"}


async def _beyond(scope, receive, send):
    await send({"type": "beyond"})


def asked(path, query=b"", accept=b"gzip"):
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"accept-encoding", accept)]
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query,
        "headers": headers,
    }
    awaited(Opening(_beyond)(scope, None, send))
    return sent


@pytest.mark.parametrize(("query", "language"), [({}, "vi"), ({**MINE, "lang": "en"}, "en")])
def test_the_first_document_tells_what_the_page_will(query, language):
    told = unbound(unescape(document("", query)))
    state, problems = from_link(query)
    assert not problems
    for sentence in told_of(state):
        assert sentence.in_(language) in told
    for row in glance.table(state).rows:
        assert all(_bare(cell, language) in told for cell in row[:4])
    assert f'<html lang="{language}">' in told


def _bare(cell, language):
    """Return a cell without its range, which stands in a line of its own once it is drawn."""
    return cell_words(replace(cell, low=None) if isinstance(cell, Number) else cell, language)


def test_a_link_is_shown_as_text_and_a_broken_one_still_opens():
    told = document("", {"v": "1", "show": "<script>alert(1)</script>", "lang": "<b>"})
    assert "<script>alert" not in told
    assert '<div id="root">' in told
    assert told.index("BACKEND_BASE_URL") < told.index('type="module"')


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_a_document_and_only_the_first_has_numbers(path):
    start, body = asked(f"/{path}")
    told = gzip.decompress(body["body"]).decode()
    assert dict(start["headers"])[b"cache-control"] == b"no-cache"
    assert ('id="opening"' in told) == (path == "")
    assert asked(f"/{path}", accept=b"br")[1]["body"].decode() == told


def test_a_page_that_there_is_not_leads_to_the_first_with_its_link():
    start, _ = asked("/so-sanh", b"v=1&lang=en")
    assert (start["status"], dict(start["headers"])[b"location"]) == (307, b"./?v=1&lang=en")
    for path in ("/_stcore/health", "/static/x.js", "/favicon.png", "/a/b"):
        assert asked(path) == [{"type": "beyond"}]


def test_what_is_announced_is_served_and_no_fount_is_fetched():
    told = document("", {})
    announced = re.findall(r'href="\./static/([^"]+\.(?:js|css))"', told)
    assert len(announced) == len(set(announced))
    assert all(name in files() or name in scripts.files() for name in announced)
    assert scripts.file_of("workbench") in announced
    assert ".woff2" not in told
    for name in files():
        if name.startswith("css/index"):
            style = gzip.decompress(packed(name)).decode()
            assert "Material Symbols" not in style
            assert "@font-face" in style
