"""What a server is told when it starts, and what it refuses to start with."""

import pytest
from click.testing import CliRunner

from simulator.cli import main
from simulator.serve import server
from simulator.serve.settings import LOOPBACK, digest_of

KEY = "k" * 24


@pytest.fixture
def started(monkeypatch):
    """Return what starts a server that does not serve, and the settings that it was given."""
    monkeypatch.delenv("SIMULATOR_API_KEY", raising=False)
    given = []
    monkeypatch.setattr(server, "run_server", lambda known, *door: given.append((known, *door[:2])))

    def start(*words: str) -> tuple:
        result = CliRunner().invoke(main, ["serve", "--lang", "en", *words])
        return result, given

    return start


def test_it_listens_to_this_machine_only_and_is_called_by_its_names(started):
    result, ((known, host, port),) = started("--allow-host", "Tinh.example")
    assert result.exit_code == 0, result.output
    assert (host, port) == ("127.0.0.1", 8000)
    assert known.hosts == {*LOOPBACK, "tinh.example"}
    assert (known.keys, known.origins) == ((), ())
    assert "ninh_thuan" in known.folders


def test_other_machines_are_listened_to_only_with_a_key(started, tmp_path, monkeypatch):
    result, given = started("--host", "0.0.0.0")
    assert result.exit_code == 2
    assert "--api-key-file" in result.stderr
    assert not given
    file = tmp_path / "keys"
    file.write_text(f"# portal\n{KEY}\n")
    monkeypatch.setenv("SIMULATOR_API_KEY", "e" * 24)
    started("--host", "0.0.0.0", "--api-key-file", str(file))
    assert set(given[0][0].keys) == {digest_of(KEY), digest_of("e" * 24)}


@pytest.mark.parametrize(
    ("text", "said"), [("short\n", "keys:1:1"), (f"{KEY} {KEY}\n", "keys:1:1"), ("# a\n", "no key")]
)
def test_a_key_that_can_be_guessed_is_refused_with_its_line(started, tmp_path, text, said):
    file = tmp_path / "keys"
    file.write_text(text)
    result, given = started("--api-key-file", str(file))
    assert result.exit_code == 2
    assert said in result.stderr
    assert KEY not in result.stderr
    assert not given


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--allow-origin", "*"), "--allow-origin"),
        (("--allow-origin", "https://tinh.example/cong"), "--allow-origin"),
        (("--pack", "viet_nam"), "the code viet_nam is taken"),
        (("--pack", "nowhere"), "no such region"),
        (("--api-key-file", "nowhere"), "no such file"),
    ],
)
def test_what_it_cannot_start_with_is_told_in_one_line(started, words, said):
    result, given = started(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not given
