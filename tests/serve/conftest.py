import json
from collections.abc import Callable

import httpx
import pytest
from awaiting import awaited
from click.testing import CliRunner

from simulator.cli import main
from simulator.serve.app import create_app
from simulator.serve.settings import Settings, shipped_places

Ask = Callable[..., httpx.Response]


def asker(app) -> Ask:
    """Return what asks an application, each time as another visitor of the same server."""

    def ask(method: str, path: str, **more) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1", timeout=60
            ) as client:
                return await client.request(method, path, **more)

        return awaited(once())

    return ask


@pytest.fixture(scope="session")
def app():
    made = create_app(Settings(places=shipped_places()))
    yield made
    made.state.front.close()


@pytest.fixture(scope="session")
def ask(app) -> Ask:
    return asker(app)


@pytest.fixture(scope="session")
def done(app, ask) -> Callable[..., httpx.Response]:
    """Return what asks for long work and waits for its result."""

    def asked(path: str, **more) -> httpx.Response:
        taken = ask("POST", path, **more)
        assert taken.status_code == 202, taken.text
        job = app.state.front.jobs.find(taken.json()["id"], "127.0.0.1")
        assert job.over.wait(60)
        return ask("GET", f"{taken.headers['location']}/result")

    return asked


@pytest.fixture(scope="session")
def printed() -> Callable[..., object]:
    """Return what the command line prints with ``--format json``."""

    def run(*words: str) -> object:
        result = CliRunner().invoke(main, [*words, "--format", "json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run
