import tomllib
from pathlib import Path

import pytest
from awaiting import awaited

from simulator.web import around

SETTINGS = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))


def test_the_page_is_private_quiet_and_guarded_unless_someone_says_otherwise():
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert SETTINGS["server"]["enableXsrfProtection"] is True
    assert SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["client"]["showErrorDetails"] == "none"


def test_a_browser_remembers_what_it_was_sent_for_longer_than_answers_are_on_their_way():
    from streamlit.config import get_options_for_section

    assert SETTINGS["global"]["maxCachedMessageAge"] >= 10
    assert SETTINGS["global"].keys() <= get_options_for_section("global").keys()


def test_no_asset_names_another_address():
    allowed = {"http://www.w3.org/2000/svg"}
    for path in (Path(__file__).parents[2] / "simulator/web/assets").iterdir():
        words = path.read_text("utf-8").replace('"', " ").replace("'", " ").split()
        assert {w.rstrip(";,)") for w in words if "://" in w} <= allowed, path.name


def test_another_site_can_neither_read_the_page_nor_open_its_socket(site):
    from http.client import HTTPConnection
    from urllib.parse import urlsplit

    host = urlsplit(site).netloc

    def asked(origin):
        line = HTTPConnection(host, timeout=30)
        line.request(
            "GET",
            "/_stcore/stream",
            headers={
                "Origin": origin,
                "Connection": "Upgrade",
                "Upgrade": "websocket",
                "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Version": "13",
            },
        )
        answer = line.getresponse()
        line.close()
        return answer.status, answer.headers.get("Access-Control-Allow-Origin")

    assert asked(site)[0] == 101
    for other in ("http://outside.invalid", "http://" + host.replace(":", "1:")):
        status, allowed = asked(other)
        assert status == 403
        assert allowed is None


@pytest.mark.parametrize(
    ("origin", "handed_on"),
    [
        (None, True),
        ("https://mo-phong.example.gov.vn:8443", True),
        ("https://mo-phong.example.gov.vn", False),
        ("https://outside.invalid", False),
        ("null", False),
        ("http://[", False),
    ],
)
def test_a_page_of_another_site_is_refused_before_anything_asks_an_address_outside(
    origin, handed_on
):
    from simulator.web.callers import OwnPagesOnly

    reached, sent = [], []

    async def page(scope, receive, send):
        reached.append(scope)

    async def send(message):
        sent.append(message["type"])

    headers = [(b"host", b"mo-phong.example.gov.vn:8443")]
    if origin:
        headers.append((b"origin", origin.encode()))
    scope = {"type": "websocket", "headers": headers}
    awaited(OwnPagesOnly(page)(scope, None, send))
    assert bool(reached) is handed_on
    assert sent == ([] if handed_on else ["websocket.close"])


def test_no_path_leads_out_of_the_page(site):
    from http.client import HTTPConnection
    from urllib.parse import urlsplit

    for path in (
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/component/../../etc/passwd",
        "/media/../../../etc/passwd",
        "/static/..%2f..%2f..%2fetc/passwd",
    ):
        line = HTTPConnection(urlsplit(site).netloc, timeout=30)
        line.request("GET", path)
        answer = line.getresponse()
        assert b"root:" not in answer.read(), path
        line.close()


def test_a_fault_is_told_in_the_language_of_the_page():
    from streamlit.elements import exception

    for language, words in (("vi", "Máy chủ gặp lỗi"), ("en", "The server met a fault")):
        told = around.said_in(language)[exception._GENERIC_UNCAUGHT_EXCEPTION_TEXT]
        assert told.startswith(words)
