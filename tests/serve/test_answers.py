"""The same records and digits as the command line, asked over HTTP."""

import hashlib
import json

import pytest
import yaml
from click.testing import CliRunner

from simulator.cli import main
from simulator.errors import input_error
from simulator.serve import operations
from simulator.serve.answers import Task, answer
from simulator.serve.settings import Settings, shipped_places

INLINE = operations.INLINE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/v1/regions", ["regions"]),
        ("/v1/regions/khanh_hoa", ["figures", "--region", "khanh_hoa"]),
        ("/v1/scenarios", ["scenarios"]),
        ("/v1/levers", ["levers"]),
        ("/v1/indicators", ["indicators"]),
        ("/v1/law?law_as_of=2023-12-31", ["law", "--law-as-of", "2023-12-31"]),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_list_is_the_commands(ask, printed, path, words, language):
    found = ask("GET", path, headers={"Accept-Language": language})
    assert found.status_code == 200, found.text
    assert found.headers["content-language"] == language
    assert found.json()["data"] == printed(*words, "--lang", language)


def test_a_projection_is_the_commands_with_its_manifest(ask, tmp_path):
    """One with draws: value, range and chance, to the last digit, and the manifest's bytes."""
    body = {"scenarios": ["resolution"], "years": [2030], "draws": 64, "seed": 3}
    found = ask("POST", "/v1/projections", json=body).json()
    words = ["run", "resolution", "--years", "2030", "--draws", "64", "--seed", "3"]
    result = CliRunner().invoke(main, [*words, "--format", "json", "--out", str(tmp_path)])
    assert found["data"] == json.loads(result.stdout)
    manifest = (tmp_path / "manifest.json").read_bytes()
    assert found["manifest"] == json.loads(manifest)
    assert found["manifest_sha256"] == hashlib.sha256(manifest).hexdigest()


def test_an_inline_scenario_is_the_file(ask, printed, tmp_path):
    """As JSON, as YAML, and from a file: the same records."""
    asked = {"scenarios": ["status_quo", INLINE], "region": "khanh_hoa", "years": [2028, 2030]}
    as_json = ask("POST", "/v1/projections", json=asked)
    as_yaml = ask(
        "POST",
        "/v1/projections",
        content=yaml.safe_dump(asked),
        headers={"Content-Type": "application/yaml"},
    )
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(INLINE))
    words = ("run", "status_quo", str(path), "--region", "khanh_hoa", "--years", "2028,2030")
    assert as_json.json()["data"] == as_yaml.json()["data"] == printed(*words)
    assert as_json.json()["manifest_sha256"] == as_yaml.json()["manifest_sha256"]


def test_an_answer_tells_what_is_estimated(ask):
    english = {"Accept-Language": "en"}
    found = ask("POST", "/v1/projections", json={"scenarios": ["status_quo"]}, headers=english)
    assert any("Estimate (2023)" in note for note in found.json()["notes"])


def test_explain_and_costs_are_the_commands(ask, printed):
    pair = {"base": "status_quo", "scenario": "compliance_digital", "year": 2028, "draws": 0}
    words = ("explain", "status_quo", "compliance_digital", "--year", "2028", "--draws", "0")
    assert ask("POST", "/v1/explain", json=pair).json()["data"] == printed(*words)
    asked = {"scenarios": ["compliance_digital"], "years": [2026], "draws": 64}
    words = ("costs", "compliance_digital", "--years", "2026", "--draws", "64")
    assert ask("POST", "/v1/costs", json=asked).json()["data"] == printed(*words)


def asked_of(monkeypatch, function: str) -> list:
    """Return a list that is given what a function is called with; the function refuses."""
    calls: list = []

    def note(*given, **named):
        calls.append((given, named))
        raise input_error("thôi", "enough")

    monkeypatch.setattr(function, note)
    return calls


def test_a_goal_is_the_question_of_the_command(monkeypatch):
    """A search takes seconds; that both ask the same of it is enough, for one section tells it."""
    calls = asked_of(monkeypatch, "simulator.analysis.goal.search.minimise_cost")
    body = {
        "scenario": "resolution",
        "targets": ["si_share@2026=0.19", "voluntary_share@2030=0.05"],
        "chance": 0.7,
        "levers": ["inspection"],
        "allow_judgement": True,
        "from_neutral": True,
        "budget": 500,
        "year_caps": {"2025": 400},
    }
    words = ["goal", "resolution", "--target", "si_share@2026=0.19", "--levers", "inspection"]
    words += ["--target", "voluntary_share@2030=0.05", "--chance", "0.7", "--allow-judgement"]
    words += ["--from-neutral"]
    CliRunner().invoke(main, [*words, "--budget", "500", "--year-caps", "2025=400"])
    work_on("goal", body)
    assert len(calls) == 2
    assert calls[0] == calls[1]


def test_a_paper_is_made_from_what_the_command_gathers(monkeypatch, tmp_path):
    calls = asked_of(monkeypatch, "simulator.report.appendix.source.gather")
    out = str(tmp_path / "x.pdf")
    CliRunner().invoke(main, ["appendix", "resolution", "adverse", "--out", out, "--seed", "2"])
    work_on("papers", {"scenarios": ["resolution", "adverse"], "format": "pdf", "seed": 2})
    assert len(calls) == 2
    assert calls[0] == calls[1]


def work_on(operation: str, body: dict) -> None:
    task = Task(operation, "vi", json.dumps(body).encode(), job=True)
    assert answer(task, Settings(places=shipped_places()), lambda share: None).status == 422


def test_a_list_that_is_known_is_not_sent_again(ask):
    first = ask("GET", "/v1/levers")
    again = ask("GET", "/v1/levers", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age" in first.headers["cache-control"]
    english = {"If-None-Match": first.headers["etag"], "Accept-Language": "en"}
    assert ask("GET", "/v1/levers", headers=english).status_code == 200


def test_every_field_of_the_command_line_can_be_asked():
    """An option that a command gains is one of the request, or is named here and not forgotten."""
    apart = {
        "projections": {"out", "workers"},
        "goal": set(),
        "explain": {"exact", "workers"},
        "costs": {"curve"},
        "papers": {"out", "only"},
    }
    names = {"projections": "run", "papers": "appendix"}
    renamed = {"target": "targets"}
    known = operations.operations(Settings(places=shipped_places()))
    for name, left_out in apart.items():
        command = main.get_command(None, names.get(name, name))
        options = {param.name for param in command.params} - {"lang", "layout", "quiet", *left_out}
        options = {renamed.get(option, option) for option in options}
        assert options <= {field.name for field in known[name].fields}, name
