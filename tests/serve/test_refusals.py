"""What is wrong with a request is told as of a file: where, what, what is allowed."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from simulator.cli import main
from simulator.serve.app import create_app
from simulator.serve.problems import KINDS
from simulator.serve.settings import Limits, Settings, digest_of, shipped_places

from .conftest import asker

ENGLISH = {"Accept-Language": "en"}
PATH = "/v1/projections"
JSON = {"Content-Type": "application/json"}


def refused(found, status: int, kind: str) -> list[dict]:
    assert found.status_code == status, found.text
    assert found.headers["content-type"] == "application/problem+json"
    told = found.json()
    assert (told["status"], told["type"]) == (status, f"/#{kind}")
    assert "Traceback" not in found.text
    assert told["detail"]
    return told["problems"]


def yaml_body(text: str) -> dict:
    return {"content": text.encode(), "headers": {**ENGLISH, "Content-Type": "application/yaml"}}


def test_a_fault_within_a_scenario_has_pointer_line_value_bounds_and_the_files_words(ask, tmp_path):
    scenario = "name: x\nlevers:\n  inspection: {start: +1, level: 45}\n  agent: {}\n"
    indented = "\n".join(f"    {line}" for line in scenario.splitlines())
    body = f"scenarios:\n  - status_quo\n  -\n{indented}\n"
    unknown, outside = refused(ask("POST", PATH, **yaml_body(body)), 422, "bad-input")
    assert outside["pointer"] == "/scenarios/1/levers/inspection/level"
    assert (outside["line"], outside["value"]) == (6, 45)
    assert outside["allowed"] == {"minimum": 0.0, "maximum": 1.0}
    assert unknown["pointer"] == "/scenarios/1/levers/agent"
    assert unknown["nearest"] == "agents"
    assert "agents" in unknown["allowed"]
    file = tmp_path / "x.yaml"
    file.write_text(scenario)
    said = CliRunner().invoke(main, ["run", str(file), "--lang", "en"]).stderr
    assert unknown["message"] in said
    assert outside["message"] in said


def test_all_faults_of_a_request_are_told_at_once_in_the_language_asked_for(ask):
    body = {"scenarios": ["resolutoin"], "year": 2030, "draws": 3.5, "region": "ninh_thun"}
    found = refused(ask("POST", PATH, json=body), 422, "bad-input")
    assert {one["key"] for one in found} == {"scenarios[0]", "year", "draws", "region"}
    nearest = {one["key"]: one.get("nearest") for one in found}
    assert nearest["scenarios[0]"] == "resolution"
    assert nearest["region"] == "ninh_thuan"
    assert any("gần nhất: resolution" in one["message"] for one in found)
    english = ask("POST", PATH, json=body, headers=ENGLISH)
    assert "nearest: resolution" in english.text
    assert "gần nhất" not in english.text


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        (PATH, {"scenarios": ["resolution", "resolution"]}, "/scenarios/1"),
        (PATH, {"scenarios": ["resolution"], "years": [2001]}, "/years/0"),
        (PATH, {"scenarios": ["resolution"], "draws": 3}, "/draws"),
        (PATH, {"scenarios": ["resolution"], "draws": 900_000}, "/draws"),
        (PATH, {"scenarios": ["resolution"], "law_as_of": "12/2023"}, "/law_as_of"),
        (PATH, {"scenarios": [{"name": "resolution"}, "resolution"]}, "/scenarios/1"),
        (PATH, {"scenarios": []}, "/scenarios"),
        (PATH, {}, "/scenarios"),
        ("/v1/goal", {"scenario": "status_quo", "targets": ["share@2030=0.3"]}, "/targets"),
        ("/v1/goal", {"scenario": "status_quo", "targets": ["si_share@2030=30"]}, "/targets"),
        (
            "/v1/goal",
            {"scenario": "status_quo", "targets": ["si_share@2030=0.3"], "levers": ["closures"]},
            "/levers",
        ),
        (
            "/v1/goal",
            {
                "scenario": "status_quo",
                "targets": ["si_share@2030=0.3"],
                "year_caps": {"2031": 5},
            },
            "/year_caps/2031",
        ),
        ("/v1/explain", {"scenario": "resolution", "year": 2001}, "/year"),
        ("/v1/costs", {"scenarios": ["resolution"], "years": [2020]}, "/years"),
        ("/v1/papers", {"scenarios": ["resolution"], "format": "doc"}, "/format"),
        ("/v1/papers", {"scenarios": ["resolution"], "appendices": ["IX"]}, "/appendices/0"),
    ],
)
def test_what_does_not_fit_is_refused_when_it_is_sent_with_its_pointer(ask, path, body, pointer):
    (found,) = refused(ask("POST", path, json=body), 422, "bad-input")
    assert found["pointer"] == pointer


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[" * 50_000,
        b'{"scenarios": [NaN]}',
        b'{"a": 1, "a": 2}',
        b"\xff\xfe\x00",
        b"PK\x03\x04 a workbook",
        b'{"scenarios": ["\\ud800"]}',
    ],
)
def test_what_is_no_json_is_refused_with_its_line(ask, raw):
    refused(ask("POST", PATH, content=raw, headers=JSON), 400, "malformed")


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\nscenarios: *x\n", "a: !!python/object:os.system ls\n", "--- 1\n--- 2\n", "a: [\n"],
)
def test_aliases_tags_and_several_documents_are_refused(ask, text):
    found = refused(ask("POST", PATH, **yaml_body(text)), 400, "malformed")
    assert all("line" in one for one in found)


def test_a_letter_beyond_the_first_plane_survives_json(ask):
    body = {"scenarios": [{"name": "x", "title": "𠀀 \\ud83d", "levers": {}}], "years": [2024]}
    found = ask(
        "POST", PATH, content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert found.status_code == 200, found.text
    assert "𠀀 \\ud83d" in found.json()["manifest"]["scenarios"]["x"]


def test_a_scenario_of_a_request_reaches_no_file(ask, tmp_path):
    for stated in ("../pyproject", str(tmp_path / "x.yaml"), "/etc/passwd"):
        body = {"scenarios": [{"name": "x", "extends": stated}]}
        refused(ask("POST", PATH, json=body), 422, "bad-input")
        refused(ask("POST", PATH, json={"scenarios": [stated]}), 422, "bad-input")
        body = {"scenarios": ["status_quo"], "region": stated}
        refused(ask("POST", PATH, json=body), 422, "bad-input")


def test_what_is_not_there_is_not_found(ask):
    refused(ask("GET", "/v1/regions/ninh_thun"), 404, "not-found")
    refused(ask("GET", "/v1/jobs/nobody"), 404, "not-found")
    refused(ask("GET", "/nothing"), 404, "not-found")
    found = ask("DELETE", "/v1/levers")
    refused(found, 405, "method")
    assert found.headers["allow"] == "GET"
    refused(ask("GET", "/v1/law?as_of=2023-12-31"), 422, "bad-input")


@pytest.fixture(scope="module")
def small():
    limits = replace(Limits(), body_bytes=100, body_seconds=0.01)
    keys = (digest_of("a" * 24), digest_of("b" * 24))
    made = create_app(Settings(keys=keys, places=shipped_places(), limits=limits))
    yield asker(made)
    made.state.front.close()


KEY = {"Authorization": f"Bearer {'b' * 24}", "Content-Type": "application/json"}


def test_a_body_is_counted_while_it_comes(small):
    read = []

    async def pieces():
        for i in range(1000):
            read.append(i)
            yield b" " * 50

    refused(small("POST", PATH, content=pieces(), headers=KEY), 413, "too-large")
    assert len(read) < 10
    refused(small("POST", PATH, content=b" " * 101, headers=KEY), 413, "too-large")


def test_a_body_that_does_not_come_is_not_waited_for(small):
    import asyncio

    async def never():
        yield b"{"
        await asyncio.Event().wait()

    refused(small("POST", PATH, content=never(), headers=KEY), 408, "slow-body")


def test_a_key_is_needed_and_another_is_none(small):
    for headers in ({}, {"Authorization": f"Bearer {'c' * 24}"}, {"Authorization": "b" * 24}):
        found = small("GET", "/v1/levers", headers=headers)
        refused(found, 401, "no-key")
        assert found.headers["www-authenticate"] == "Bearer"
    assert small("GET", "/v1/health").status_code == 200
    assert small("GET", "/openapi.json").json()["security"] == [{"key": []}]
    assert small("GET", "/v1/levers", headers=KEY).status_code == 200


def test_another_host_is_refused(ask):
    for host in ("evil.example", "127.0.0.1.evil.example", "", "[::2]:80"):
        refused(ask("GET", "/v1/levers", headers={"Host": host}), 400, "host")
    for host in ("localhost:8000", "[::1]:8000", "127.0.0.1"):
        assert ask("GET", "/v1/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_page_of_another_site_may_send_unasked_is_no_request(ask, media):
    found = ask(
        "POST", PATH, content=b'{"scenarios": ["status_quo"]}', headers={"Content-Type": media}
    )
    refused(found, 415, "media")


def test_other_sites_are_let_in_only_where_they_are_named(ask):
    origin = {"Origin": "https://tinh.example", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in ask("OPTIONS", PATH, headers=origin).headers
    made = create_app(Settings(places=shipped_places(), origins=("https://tinh.example",)))
    allowed = asker(made)("OPTIONS", PATH, headers=origin).headers
    assert allowed["access-control-allow-origin"] == "https://tinh.example"
    made.state.front.close()


def test_a_fault_of_the_program_is_told_without_its_insides(ask, app, monkeypatch):
    monkeypatch.setattr(app.state.front.quick, "submit", lambda *_: 1 / 0)
    refused(ask("GET", "/v1/levers"), 500, "fault")


def test_every_kind_of_problem_has_words_and_an_anchor(ask):
    page = ask("GET", "/")
    for kind in KINDS.values():
        assert f'id="{kind.name}"' in page.text
    assert "http" not in page.text.replace("HTTP", "")  # it loads nothing, and links nowhere
    assert 'lang="vi"' in page.text
