"""What a command says while it is waited for, and when it is stopped."""

import io
import sys

import pytest
from click.testing import CliRunner

import simulator as si
from simulator.cli import main, progress
from simulator.cli.progress import progress_shown
from simulator.progress import steps, unwatched, watched_by

runner = CliRunner()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def terminal_of(monkeypatch):
    """Return what stands for the terminal from here on; a fixture's would be replaced."""
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    return made


def test_a_terminal_is_told_how_far_the_work_has_got(monkeypatch):
    terminal = terminal_of(monkeypatch)
    with progress_shown("en"):
        for _ in steps(range(4)):
            pass
    shown = terminal.getvalue()
    assert "Working" in shown
    assert all(part in shown for part in ("25%", "50%", "100%"))
    assert shown.endswith("\033[?25h")  # the cursor is there again


def test_whoever_asks_for_quiet_or_has_no_terminal_is_told_nothing(monkeypatch):
    terminal = terminal_of(monkeypatch)
    with progress_shown("vi", quiet=True):
        list(steps(range(4)))
    assert terminal.getvalue() == ""
    monkeypatch.setattr(terminal, "isatty", lambda: False)
    with progress_shown("vi"):
        list(steps(range(4)))
    assert terminal.getvalue() == ""


def test_what_is_soon_done_shows_no_bar(monkeypatch):
    terminal = terminal_of(monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    with progress_shown("vi"):
        list(steps(range(4)))
    assert terminal.getvalue() == ""


def test_a_process_that_was_split_off_tells_nobody():
    seen = []
    with watched_by(seen.append):
        unwatched()
        list(steps(range(4)))
    assert seen == []


LONG = {
    "ensemble": lambda: si.compare("ninh_thuan", ["status_quo", "resolution"], 2025, draws=32),
    "exact": lambda: si.explain(
        *("ninh_thuan", "status_quo", "voluntary_led", 2026), draws=16, exact=True
    ),
}


@pytest.mark.parametrize("name", LONG)
def test_long_work_is_told_from_beginning_to_end(name, monkeypatch):
    from simulator.analysis.uncertainty import ensemble

    monkeypatch.setattr(ensemble, "PART", 16)
    seen = []
    with watched_by(seen.append):
        LONG[name]()
    assert len(seen) > 3
    assert seen == sorted(seen)
    assert 0.0 < seen[0] < seen[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_ctrl_c_is_answered_in_one_line_and_leaves_nothing(language, monkeypatch, tmp_path):
    from simulator.report.results import comparison

    def stopped(*asked):
        raise KeyboardInterrupt

    monkeypatch.setattr(comparison, "section", stopped)
    words = ["run", "status_quo", "--out", str(tmp_path / "made"), "--lang", language]
    done = runner.invoke(main, words)
    assert done.exit_code == 130
    said = {"vi": "đã dừng; không tệp nào viết dở", "en": "stopped; no file is half written"}
    assert done.stderr.strip() == said[language]
    assert list(tmp_path.iterdir()) == []


def test_quiet_leaves_out_remarks_and_never_complaints(tmp_path):
    late = tmp_path / "late.yaml"
    late.write_text(
        "name: late\nextends: status_quo\nlevers: {inspection: {start: 2035, level: 1}}\n"
    )
    words = ["run", str(late), "--years", "2030"]
    assert "2035" in runner.invoke(main, words).stderr
    assert runner.invoke(main, [*words, "--quiet"]).stderr == ""
    assert runner.invoke(main, ["--quiet", *words]).stderr == ""
    assert runner.invoke(main, ["run", "status_qo", "--quiet"]).stderr != ""


def test_versions_tell_law_and_packs_apart(monkeypatch):
    from simulator.cli.versions import edition

    vi, en = (runner.invoke(main, [*lang, "--version"]).stdout for lang in ([], ["--lang", "en"]))
    place = si.load_region("ninh_thuan")
    assert place.law.version in vi
    assert f"ninh_thuan {edition(place)} (base year 2023)" in en
    contents = type(place.source).contents
    changed = lambda source: {**contents(source), "history.csv": b"another"}  # noqa: E731
    before = edition(place)
    monkeypatch.setattr(type(place.source), "contents", changed)
    assert edition(place) != before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example_is_right_and_never_written_over_another_file(language, tmp_path):
    path = tmp_path / "mine.yaml"
    words = ["example", "--out", str(path), "--lang", language]
    assert runner.invoke(main, words).exit_code == 0
    assert runner.invoke(main, ["example", "--lang", language]).stdout == path.read_text("utf-8")
    assert runner.invoke(main, ["check", str(path)]).exit_code == 0
    path.write_text("mine")
    again = runner.invoke(main, words)
    assert again.exit_code == 2
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("begun", "completed"),
    [
        ("simulator ru", "run"),
        ("simulator run resol", "resolution"),
        ("simulator run status_quo --region ninh", "ninh_thuan"),
        ("simulator pack temp", "template"),
        ("simulator run status_quo --form", "--format"),
    ],
)
def test_the_tab_key_completes(begun, completed):
    asked = {
        "_SIMULATOR_COMPLETE": "bash_complete",
        "COMP_WORDS": begun,
        "COMP_CWORD": str(len(begun.split()) - 1),
    }
    done = runner.invoke(main, [], prog_name="simulator", env=asked)
    assert [line.partition(",")[2] for line in done.stdout.splitlines()] == [completed]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell):
    done = runner.invoke(main, ["completion", shell])
    assert f"_SIMULATOR_COMPLETE={shell}_complete" in done.stdout
    assert runner.invoke(main, ["completion", "bsh"]).exit_code == 2
