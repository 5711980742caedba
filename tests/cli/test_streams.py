"""Results leave the program whatever stands at the other end: code page, full disk, closed pipe."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from simulator.cli import main
from simulator.cli.output import remark
from simulator.inputs.scenario_files import load_scenario
from simulator.text import Text

CALL = [sys.executable, "-c", "from simulator.cli import main; main()"]


def called(*words: str, **how) -> subprocess.CompletedProcess:
    usual = {"capture_output": True, "timeout": 300}
    if "stdout" in how:
        usual = {"stderr": subprocess.PIPE, "timeout": 300}
    return subprocess.run([*CALL, *words], check=False, **usual, **how)


@pytest.mark.parametrize("page", ["cp1258", "cp1252", "ascii"])
def test_a_file_is_utf_8_whatever_the_code_page(page):
    environment = {**os.environ, "PYTHONIOENCODING": page, "PYTHONUTF8": "0"}
    found = called("levers", env=environment)
    assert found.returncode == 0
    assert "giải pháp" in found.stdout.decode("utf-8")
    wrong = called("run", "không_có", env=environment)
    assert wrong.returncode == 2
    assert "không có tệp hay kịch bản này" in wrong.stderr.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [["schema"], ["--help"], ["levers", "--format", "csv"]])
def test_a_full_disk_is_told_in_one_line(words):
    with open("/dev/full", "wb") as full:
        found = called(*words, stdout=full)
    assert found.returncode == 1
    assert found.stderr.decode("utf-8") == "không ghi được kết quả: hết chỗ trên đĩa\n"


def test_a_reader_that_has_seen_enough_harms_no_one():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        found = called("schema", stdout=writing)
    finally:
        os.close(writing)
    assert found.stderr == b""


def test_a_remark_is_told_once_a_call_however_often_a_scenario_is_read(capsys):
    words = Text("sớm", "early")
    for _ in range(2):
        with click.Context(main):
            remark(load_scenario("status_quo"), [words, words])
            remark(load_scenario("status_quo"), [words])
        assert capsys.readouterr().err.count("status_quo: ") == 1
