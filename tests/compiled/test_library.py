"""What is in the way of a compiled year is no fault of whoever asks for a projection."""

import ctypes
import os
import shutil
import stat

import pytest
from click.testing import CliRunner

from simulator.cli import main
from simulator.compiled.library import library_of
from simulator.errors import InputError
from simulator.files import cache_folder
from simulator.projection import years

TEXT = "double {name}(double x) {{ return 2.0 * x; }}"
needs_compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@needs_compiler
def test_a_text_is_compiled_once_and_kept_whole(home):
    text = TEXT.format(name="kept_whole")
    library = library_of(text)
    library.kept_whole.restype = ctypes.c_double
    assert library.kept_whole(ctypes.c_double(21.0)) == 42.0
    (kept,) = cache_folder().iterdir()
    made = kept.stat().st_mtime_ns
    library_of.cache_clear()
    assert library_of(text) is not None
    assert [p.stat().st_mtime_ns for p in cache_folder().iterdir()] == [made]


@needs_compiler
def test_another_text_is_another_library(home):
    for name in ("one_text", "another_text"):
        assert library_of(TEXT.format(name=name)) is not None
    assert len(list(cache_folder().iterdir())) == 2


@needs_compiler
def test_a_text_that_is_no_c_leaves_nothing_behind(home):
    assert library_of("this is no C") is None
    assert list(cache_folder().iterdir()) == []


def test_without_a_compiler_there_is_no_library(home, monkeypatch):
    monkeypatch.setenv("CC", "no-such-compiler")
    assert library_of(TEXT.format(name="without_a_compiler")) is None


def test_a_compiler_that_fails_is_as_none(home, monkeypatch):
    broken = home / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("CC", str(broken))
    assert library_of(TEXT.format(name="a_compiler_that_fails")) is None


@needs_compiler
def test_a_cache_that_cannot_be_written_is_as_none(home, monkeypatch):
    file = home / "file"
    file.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert library_of(TEXT.format(name="cannot_be_written")) is None


@needs_compiler
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_others_may_write_is_not_run(home, what):
    text = TEXT.format(name=f"others_may_write_the_{what}")
    assert library_of(text) is not None
    (kept,) = cache_folder().iterdir()
    (kept if what == "file" else kept.parent).chmod(0o777)
    library_of.cache_clear()
    assert library_of(text) is None


def test_the_engine_is_told_and_chosen(monkeypatch):
    monkeypatch.setenv(years.SETTING, "numpy")
    assert years.engine() == "numpy"
    monkeypatch.setenv(years.SETTING, "fortran")
    with pytest.raises(InputError, match="not 'fortran'"):
        years.engine()


@pytest.mark.parametrize("words", [["run", "resolution"], ["app"], ["serve"]])
def test_an_engine_that_there_is_not_is_refused_before_anything_runs(words, monkeypatch):
    monkeypatch.setenv(years.SETTING, "fortran")
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("it runs"))
    found = CliRunner().invoke(main, words)
    assert found.exit_code == 2
    assert "fortran" in found.stderr


def test_without_a_library_numpy_runs_the_years(monkeypatch):
    monkeypatch.setattr(years, "_compiled", lambda _: None)
    monkeypatch.setitem(os.environ, years.SETTING, "")
    assert years.engine() == "numpy"
