"""Each request that the guide shows is sent as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

from simulator.serve.app import create_app
from simulator.serve.settings import Settings, digest_of, shipped_places

from .conftest import asker

GUIDE = Path(__file__).parents[2] / "docs" / "serve.md"
SHOWN = [
    command
    for block in re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
    for command in re.findall(r"^curl .*?(?=^curl |\Z)", block, re.M | re.S)
]


@pytest.fixture(scope="module")
def served():
    """A server with a key, which is added where the guide shows none."""
    made = create_app(Settings(places=shipped_places(), keys=(digest_of("KEY"),)))
    yield asker(made)
    made.state.front.close()


def parts(command: str) -> tuple[str, str, dict[str, str], str | None]:
    """Return method, address, headers and body of a call of curl."""
    _, *words = shlex.split(command.replace("\\\n", " "))
    headers, body, url, method = {}, None, "", None
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
        elif word == "-X":
            method = words.pop(0)
        elif word != "-i":
            url = word
    return method or ("GET" if body is None else "POST"), url, headers, body


def test_what_the_guide_shows_is_answered(served):
    assert len(SHOWN) > 10
    job = ""
    for command in SHOWN:
        method, url, headers, body = parts(command.replace("JOB", job))
        assert url.startswith("http://127.0.0.1:8000/"), command
        headers = {"Authorization": "Bearer KEY", **headers}
        content = None if body is None else body.encode()
        found = served(method, url, headers=headers, content=content)
        assert found.status_code in (200, 202, 204), (command, found.text)
        job = found.headers.get("location", job).rpartition("/")[2]


def test_limits_that_the_guide_names_are_the_limits():
    limits = Settings().limits
    words = GUIDE.read_text("utf-8")
    for said in (
        f"above {limits.work_at_once:,}",
        f"{limits.work:,} draws",
        f"over {limits.body_bytes // 1000} kB",
        f"takes over {limits.body_seconds:g} s",
        f"the last {limits.kept_jobs} of all clients, {limits.kept_bytes // 10**6} MB",
        f"an answer over {limits.answer_seconds:g} s (a job: {limits.job_seconds / 60:g} minutes)",
    ):
        assert said in " ".join(words.split()), said
    assert (limits.kept_seconds, limits.jobs_each, limits.scenarios) == (3600, 4, 10)
