"""A wrong call is told in one line, in the language asked for, before anything is written."""

import pytest
from click.testing import CliRunner

from simulator.cli import COMMANDS, main

runner = CliRunner()


def wrong(*words: str) -> str:
    result = runner.invoke(main, list(words))
    assert result.exit_code == 2, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.output.count("\n") == 1, result.output
    return result.stderr


GOAL = ("goal", "status_quo", "--target", "si_share@2030=0.3")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["rnu"], "no such command 'rnu'; nearest: run"),
        (["ledger", "graed"], "nearest: grade"),
        (["run"], "SCENARIO...: missing"),
        (["run", "status_quo", "--yers", "2030"], "--yers: no such option; nearest: --years"),
        (["run", "status_quo", "--out"], "--out: needs a value"),
        (["run", "status_quo", "--out", ""], "--out: the name of a folder is missing"),
        (["run", "status_quo", "--format", "cvs"], "nearest: csv"),
        (["run", "status_quo", "--draws", "many"], "--draws: 'many': give a whole number"),
        (["run", "status_quo", "--draws", "-1"], "--draws: -1: give a whole number from 0 to"),
        (["run", "status_quo", "--draws", "1"], "needs at least 16 draws"),
        (["explain", "status_quo", "resolution", "--draws", "1"], "needs at least 16 draws"),
        (["run", "status_quo", "--years", "2030-2025"], "write 2025-2030"),
        (["run", "status_quo", "--years", "203²"], "'203²' is not a year"),
        (["app", "now"], "unexpected argument"),
        ([*GOAL, "--chance", "1"], "--chance: 1.0: give a number from 0.01 to 0.99"),
        ([*GOAL, "--chance", "nan"], "--chance: 'nan': give a number"),
        ([*GOAL, "--budget", "nan"], "--budget: 'nan': give a number of at least 0"),
        ([*GOAL, "--year-caps", "2026=nan"], "'nan' is not a number"),
        ([*GOAL, "--year-caps", "2026=-5"], "-5 is below 0"),
        ([*GOAL, "--year-caps", "1999=5"], "each year once, from 2024 to 2030"),
        ([*GOAL, "--year-caps", "2026=5,2026=6"], "each year once"),
        ([*GOAL, "--target", "si_share@2030=0.2"], "si_share@2030 is given twice"),
        ([*GOAL, "--levers", "agents,agents"], "agents is given twice"),
        (["costs", "resolution", "resolution"], "given twice"),
        (["robustness", "adverse", "adverse", "--target", "si_share@2030=0.3"], "given twice"),
        (["appendix", "adverse", "adverse", "--out", "a.docx"], "given twice"),
        (["appendix", "adverse", "--out", "a.doc"], "must end in .docx, .pdf, .xlsx"),
        (["appendix", "adverse", "--out", "no/a.docx"], "no: no such folder"),
        (["reconcile", "status_quo", "adverse", "--year", "3000"], "at most 2100"),
        (["backtest", "viet_nam", "--first-origin", "2030", "--draws", "16"], "no year is left"),
        (["backtest", "viet_nam", "--picture", "no/a.svg"], "no: no such folder"),
    ],
)
def test_one_line_in_english(words, expected):
    assert expected in wrong("--lang", "en", *words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["rnu"], "không có lệnh 'rnu'; gần nhất: run"),
        (["run", "status_quo", "--yers", "2030"], "không có tuỳ chọn này; gần nhất: --years"),
        (["run", "status_quo", "--draws", "-1"], "--draws: -1: cần số nguyên từ 0 đến 1000000"),
        (["run"], "SCENARIO...: thiếu"),
    ],
)
def test_and_in_vietnamese(words, expected):
    assert expected in wrong(*words)


def test_a_folder_in_the_place_of_a_file_is_refused_before_the_work(tmp_path):
    (tmp_path / "a.docx").mkdir()
    assert "is a folder" in wrong(
        "appendix", "adverse", "--out", str(tmp_path / "a.docx"), "--lang", "en"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_speaks_the_language_asked_for(name):
    english = runner.invoke(main, ["--lang", "en", name, "--help"]).output
    vietnamese = runner.invoke(main, [name, "--help"]).output
    assert runner.invoke(main, [name, "--help", "--lang", "en"]).output == english
    assert english.startswith("Usage: ")
    assert vietnamese.startswith("Cách dùng: ")
    assert "Hiện trợ giúp này." in vietnamese
    assert not any(c in english for c in "ạảấầẩẫậắằẳẵặẹẻẽềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ")
    assert " / " not in english + vietnamese


def test_the_list_of_commands_too():
    assert "Project scenarios" in runner.invoke(main, ["--lang", "en", "--help"]).output
    assert "Project scenarios" in runner.invoke(main, ["--help", "--lang=en"]).output
    assert "Dự báo theo kịch bản" in runner.invoke(main, ["--help"]).output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["goal", "status_quo", "--target", "si_share@2030=0.28", "--budget", "1.500"], "1500"),
        (
            ["goal", "status_quo", "--target", "si_share@2030=0.28", "--year-caps", "2026=1.500"],
            "1.5",
        ),
        (["goal", "status_quo", "--target", "si_share@2030=0.28", "--budget", "x"], "số"),
        (["levers", "extra", "more"], "thừa đối số (extra more)"),
        (["--help=1"], "--help: không nhận giá trị"),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese(words, expected):
    found = CliRunner().invoke(main, words)
    assert found.exit_code == 2
    assert expected in found.output
    said = set(found.output.split())
    assert not said & {"is", "not", "could", "valid", "argument", "takes"}


@pytest.mark.parametrize(
    "call", [("sensitivity", "status_quo"), ("reconcile", "status_quo", "resolution")]
)
def test_a_result_that_a_place_lacks_the_figures_for_names_them(call):
    said = wrong(*call, "--indicator", "si_share_by_residence", "--lang", "en")
    assert "insured_living_elsewhere (Insured here, living elsewhere)" in said
