"""An installation without extras: what it does, and what it says of the rest in one line."""

import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import simulator as si
from simulator.cli import main
from simulator.extras import EXTRAS

ROOT = Path(__file__).parents[2]
runner = CliRunner()


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("made before") / "so_lieu.xlsx"
    done = runner.invoke(main, ["pack", "template", "--region", "ninh_thuan", "--out", str(path)])
    assert done.exit_code == 0, done.output
    return str(path)


@pytest.fixture
def lean(monkeypatch, tmp_path):
    """Return an empty folder to work in, in an installation that has no library of an extra."""
    for library in EXTRAS:
        monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


DRAFT = str(next((ROOT / "docs" / "sample").glob("*.docx")))
COMMANDS = {
    "appendix resolution --out a.docx": "papers",
    "slides resolution --out a.pptx": "papers",
    "leaflet resolution --out a.pdf": "papers",
    "appendix resolution --out a.pdf": "papers",
    "appendix resolution --out a.xlsx": "papers",
    "backtest viet_nam --picture a.svg": "papers",
    f"draft check {DRAFT}": "papers",
    f"draft refresh {DRAFT} --out a.docx": "papers",
    "pack template --out a.xlsx": "workbooks",
    "pack convert ninh_thuan a.xlsx": "workbooks",
    "pack convert BOOK a": "workbooks",
    "check BOOK": "workbooks",
    "run status_quo --region BOOK": "workbooks",
    "app": "app",
    "serve": "serve",
}


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_names_the_extra_that_it_needs_before_it_begins(words, book, lean):
    call = [book if word == "BOOK" else word for word in words.split()]
    done = runner.invoke(main, [*call, "--lang", "en"])
    assert done.exit_code == 2, done.output
    assert f"pip install 'si-simulator[{COMMANDS[words]}]'" in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert list(lean.iterdir()) == []


def test_the_same_is_said_in_vietnamese(lean):
    done = runner.invoke(main, ["appendix", "resolution", "--out", "a.pdf"])
    assert done.stderr == "cần thư viện typst: pip install 'si-simulator[papers]'\n"


ANSWERS = {
    "to_pandas": lambda: si.list_levers().to_pandas(),
    "to_xarray": lambda: si.list_levers().to_xarray(),
    "to_parquet": lambda: si.list_levers().to_parquet("a.parquet"),
    "plot": lambda: si.calibrate().plot(),
    "lines": lambda: si.project("ninh_thuan", "status_quo", 2025).plot(),
    "arrays": lambda: si.project("ninh_thuan", "status_quo", 2025).to_xarray(),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_names_the_extra_that_it_needs(name, lean):
    with pytest.raises(si.InputError, match=r"si-simulator\[frames\]"):
        ANSWERS[name]()
    assert list(lean.iterdir()) == []


def test_what_needs_no_extra_runs_without(lean):
    for words in ("run status_quo resolution", "check ninh_thuan status_quo", "levers"):
        done = runner.invoke(main, words.split())
        assert done.exit_code == 0, done.output
    assert si.project("ninh_thuan", "status_quo", 2025).html()


def test_a_backtest_tells_the_method_that_is_missing(monkeypatch):
    from simulator.analysis.past import backtest

    monkeypatch.setitem(sys.modules, "statsmodels", None)
    monkeypatch.setattr(backtest, "_from_origin", lambda *asked: [])
    found = backtest.backtest(si.load_region("viet_nam"), 2024, 16)
    assert any("si-simulator[backtest]" in note.en for note in found.notes)


def test_every_library_is_brought_by_the_extra_that_is_named():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    packages = {"docx": "python-docx", "pptx": "python-pptx", "lxml": "python-docx"}
    for library, extra in EXTRAS.items():
        brought = [*extras[extra], *(w for one in extras[extra] for w in _of_extra(one, extras))]
        wanted = packages.get(library, library)
        assert any(one.lower().startswith(wanted) for one in brought), library
    used = {line.partition(">")[0] for line in project["dependencies"]}
    assert used == {"numpy", "scipy", "pyyaml", "click"}


def _of_extra(requirement, extras):
    """Return what an extra that another one names brings."""
    name = requirement.partition("[")[2].rstrip("]")
    return extras.get(name, [])
