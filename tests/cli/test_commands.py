"""The commands as a user types them."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from edited import edit

from simulator.cli import COMMANDS, main

runner = CliRunner()


def run(*words: str, status: int = 0) -> str:
    result = runner.invoke(main, list(words))
    assert result.exit_code == status, result.output
    return result.stdout if status == 0 else result.stderr


def records(*words: str) -> list[dict]:
    return json.loads(run("run", *words, "--format", "json"))


def test_json_is_a_list_of_records():
    found = records("status_quo", "--years", "2025,2030")
    assert set(found[0]) == {
        "scenario",
        "region",
        "year",
        "measured",
        "indicator",
        "of",
        "class",
        "unit",
        "value",
        "status",
        "drift",
        "target_set",
        "assigned",
    }
    assert {r["year"] for r in found} == {2025, 2030}
    assert {r["status"] for r in found} == {"projected"}
    plain = {
        r["indicator"]: r for r in found if r["year"] == 2030 and r["of"] is None and not r["class"]
    }
    whole = plain["si_participants"]["value"]
    assert whole == plain["compulsory_si"]["value"] + plain["voluntary_si"]["value"]
    classes = [
        r["value"] for r in found if r["indicator"] == "voluntary_si_by_class" and r["year"] == 2030
    ]
    assert sum(classes) == plain["voluntary_si"]["value"]
    assert all(isinstance(value, int) for value in classes)


def test_gaps_agree_with_target_share_and_nation():
    found = {
        (r["indicator"], r["of"]): r["value"]
        for r in records("resolution", "--years", "2030")
        if not r["class"]
    }
    share = found["si_share", None]
    assert found["gap_to_target_points", "si_share"] == pytest.approx(100 * (0.60 - share))
    force = found["working_age_labour_force", None]
    assert found["gap_to_target_persons", "si_share"] == pytest.approx(
        0.60 * force - found["si_participants", None], abs=2
    )
    nation = {
        r["indicator"]: r["value"]
        for r in records("status_quo", "--region", "viet_nam", "--years", "2030")
    }
    assert found["gap_to_nation_points", "si_share"] == pytest.approx(
        100 * (share - nation["si_share"])
    )


def test_the_base_year_carries_the_status_of_its_figures():
    found = {r["indicator"]: r["status"] for r in records("status_quo", "--years", "2023")}
    assert found["compulsory_si"] == "estimate"
    nation = {
        r["indicator"]: r["status"]
        for r in records("status_quo", "--region", "viet_nam", "--years", "2025")
    }
    assert nation["voluntary_si"] == "published"
    assert nation["si_share"] == "derived"


def test_several_scenarios_are_compared_with_every_input_that_differs():
    table = run("run", "status_quo", "adverse")
    assert "Bất lợi khác Giữ nguyên hiện trạng ở:" in table
    assert "levers.growth_shock" in table
    assert "tăng trưởng kinh tế khác nhau" in table
    assert "Ước tính" in table


def test_english_and_csv():
    assert "Status quo" in run("run", "status_quo", "--lang", "en")
    assert "Status quo" in run("--lang", "en", "run", "status_quo")
    rows = list(csv.DictReader(io.StringIO(run("run", "status_quo", "--format", "csv"))))
    assert rows[0]["scenario"] == "status_quo"


def test_the_same_command_writes_the_same_bytes_again(tmp_path):
    for name in ("a", "b"):
        run("run", "resolution", "--out", str(tmp_path / name))
    files = sorted(p.name for p in (tmp_path / "a").iterdir())
    assert files == ["manifest.json", "records.csv", "records.json"]
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    made = json.loads((tmp_path / "a" / "manifest.json").read_text())
    assert made["options"]["years"] == [2025, 2030]
    assert any(key.startswith("ninh_thuan/") for key in made["inputs_sha256"])


def test_bad_input_leaves_status_two_and_no_files(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: bad\nextends: status_quo\nlevers: {agents: {start: +1, level: 45}}\n")
    said = run("run", str(bad), "--out", str(tmp_path / "out"), "--lang", "en", status=2)
    assert said.startswith(f"{bad}:3:")
    assert "write 0.45 for 45 %" in said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["run", "nothing_here"], "no such file or scenario"),
        (["run", "status_quo", "--years", "soon"], "'soon' is not a year"),
        (["run", "status_quo", "--years", "2010"], "outside 2023-2100"),
        (["run", "status_quo", "--region", "nowhere"], "no such region"),
        (["run", "status_quo", "--law-as-of", "yesterday"], "is not a date"),
        (["run", "status_quo", "status_quo"], "given twice"),
        (["movements", "status_quo", "--year", "2023"], "after the base year"),
        (["population", "ninh_thuan", "--years", "1990"], "outside"),
    ],
)
def test_wrong_options(words, expected):
    assert expected in run(*words, "--lang", "en", status=2)


def test_population_has_every_sex_and_group():
    rows = list(
        csv.DictReader(
            io.StringIO(
                run(
                    "population",
                    "viet_nam",
                    "--years",
                    "2030",
                    "--at",
                    "mid_year",
                    "--format",
                    "csv",
                )
            )
        )
    )
    assert len(rows) == 42
    assert list(rows[0]) == ["year", "sex", "age_group", "population"]
    assert {r["sex"] for r in rows} == {"male", "female"}
    assert sum(float(r["population"]) for r in rows) == pytest.approx(104.2e6, rel=0.01)


def test_movements_close():
    found = json.loads(run("movements", "resolution", "--year", "2026", "--format", "json"))
    for line in found["balance"]:
        assert line["opening"] + line["arrivals"] - line["departures"] == pytest.approx(
            line["closing"], abs=1e-5
        )
    assert {"hiring", "lapse", "entry", "retirement"} <= {r["cause"] for r in found["movements"]}


def test_check_names_every_fault_of_every_file(tmp_path):
    (tmp_path / "good.yaml").write_text("name: good\nextends: status_quo\n")
    (tmp_path / "bad.yaml").write_text("name: bad\nlevrs: {}\nmonth: 13\n")
    result = runner.invoke(main, ["check", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 2
    assert "good.yaml: valid" in result.stdout
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize("command", ["levers", "indicators", "regions", "scenarios"])
@pytest.mark.parametrize("layout", ["table", "csv", "json"])
def test_look_ups(command, layout):
    assert "ninh_thuan" in run("regions")
    assert len(run(command, "--format", layout).splitlines()) > 2


def test_every_listed_command_can_be_loaded():
    shown = run("--help")
    for name in main.list_commands(None):
        assert name in shown
        assert main.get_command(None, name) is not None
    assert set(main.list_commands(None)) <= set(COMMANDS)


def test_months_are_not_compared_with_decembers(tmp_path):
    path = tmp_path / "march.yaml"
    path.write_text("name: march\nextends: status_quo\nmeasure: month\nmonth: 3\n")
    march = {
        r["indicator"]: r["value"] for r in records(str(path), "--years", "2026") if not r["class"]
    }
    december = {
        r["indicator"]: r["value"]
        for r in records("status_quo", "--years", "2025")
        if not r["class"]
    }
    assert march["voluntary_si"] == pytest.approx(0.81 * december["voluntary_si"], abs=2)
    assert march["compulsory_si"] == pytest.approx(0.965 * december["compulsory_si"], abs=2)


def test_population_begins_at_the_first_date_that_is_known():
    table = run("population", "ninh_thuan", "--years", "2023", "--format", "csv")
    assert sum(float(r["population"]) for r in csv.DictReader(io.StringIO(table))) == pytest.approx(
        603_400, abs=100
    )
    # 31 December 2023 must not pass for the middle of that year.
    run("population", "ninh_thuan", "--years", "2023", "--at", "mid_year", status=2)


def test_law_known_too_early_is_said_in_one_line():
    words = ["run", "status_quo", "--law-as-of", "1990-01-01", "--lang", "en"]
    result = runner.invoke(main, words)
    assert result.exit_code == 2
    assert "nothing is in force on 2023-12-31" in result.output
    assert result.output.count("\n") == 1


def test_check_finds_counts_that_contradict_one_another(pack):
    edit(pack / "history.csv", "ui_participants,35600", "ui_participants,44600")
    result = runner.invoke(main, ["check", str(pack), "--lang", "en"])
    assert result.exit_code == 2
    assert "mine/history.csv:29:4: ui_participants: 44,600 must be below" in result.output


def test_check_says_what_a_right_pack_lacks_for_a_projection(pack):
    edit(pack / "history.csv", "2023,12,ui_participants", "2022,6,ui_participants")
    said = run("check", str(pack), "--lang", "en")
    assert "cannot be projected yet:" in said
    assert "ui_participants: the figure of December of the base year 2023 is missing" in said


def test_no_command_projects_on_a_history_that_contradicts_itself(pack):
    edit(pack / "history.csv", "voluntary_si,1785", "voluntary_si,17850")
    for words in (["run", "status_quo"], ["sensitivity", "status_quo"], ["costs", "resolution"]):
        said = run(*words, "--region", str(pack), "--lang", "en", status=2)
        assert "look at the unit" in said


def test_check_of_a_table_or_of_nothing(tmp_path):
    (tmp_path / "history.csv").write_text("year\n")
    said = run("check", str(tmp_path / "history.csv"), "--lang", "en", status=2)
    assert "check the folder of its pack" in said
    assert "holds no .yaml file" in run("check", str(tmp_path), "--lang", "en", status=2)


def test_a_ledger_that_is_not_there_is_a_slip(tmp_path):
    for command in ("list", "grade"):
        said = run("ledger", command, "--ledger", str(tmp_path / "x"), "--lang", "en", status=2)
        assert "no ledger here" in said
    assert run("ledger", "grade", "--ledger", str(tmp_path), "--format", "csv").startswith("entry,")
    assert run("ledger", "grade", "--ledger", str(tmp_path), "--format", "json") == "[]\n"


def test_a_result_can_be_run_again_from_its_manifest_alone(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "name: mine\nextends: resolution\nlevers: {closures: {start: +2, level: 0.1}}\n"
    )
    words = ["--draws", "32", "--seed", "7", "--years", "2026"]
    run("run", str(mine), *words, "--out", str(tmp_path / "a"))
    made = json.loads((tmp_path / "a" / "manifest.json").read_text())
    assert {"program_sha256", "libraries"} <= set(made)
    mine.write_text(made["scenarios"]["mine"])
    again = [str(mine), "--region", made["options"]["region"], "--seed", str(made["seed"])]
    run("run", *again, "--draws", "32", "--years", "2026", "--out", str(tmp_path / "b"))
    for name in ("records.json", "records.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_tables_say_of_what_where_and_when():
    whole = {
        ("allocate", "resolution"): "Giao chỉ tiêu (người, ngày 31/12), Nghị quyết",
        ("movements", "resolution", "--year", "2026"): "Biến động năm 2026, Nghị quyết",
        ("population", "ninh_thuan"): "Dân số, Ninh Thuận, ngày 31/12, người",
        ("run", "status_quo"): "Mức đóng thực trả theo nhóm (triệu đồng/tháng)",
        ("reconcile", "status_quo", "resolution"): "resolution, Ninh Thuận",
    }
    for words, expected in whole.items():
        assert expected in run(*words)


def test_vietnamese_tables_have_decimal_commas():
    assert " −2 điểm % " in run("levers")
    book = run("assumptions", "status_quo")
    assert " 1,15 " in book
    assert " 1.15 " not in book
    assert " 1.15 " in run("assumptions", "status_quo", "--lang", "en")


def test_a_method_scored_on_other_points_is_not_compared():
    said = run("backtest", "viet_nam", "--draws", "16", "--lang", "en").splitlines()
    assert said[-1] == (
        "Lump-sum withdrawals: no method could be scored on the model's points; no comparison."
    )


def test_provinces_are_a_test_of_the_national_pattern():
    told = json.loads(run("backtest", "provinces", "--format", "json"))
    for pair in told["pairs"]:
        inside = pair["low"] <= pair["after"] <= pair["high"]
        assert pair["inside"] == inside
        assert pair["by_national_pattern"] == pytest.approx(pair["before"] * pair["nation"])
    counted = [p for p in told["pairs"] if p["counted"] and p["series"] != "voluntary_si"]
    assert told["errors"]["jobs"]["pairs"] == len(counted)
    assert told["spread"]["jobs"]["places"] == len({p["place"] for p in counted})


def test_the_readme_shows_what_the_command_prints():
    from pathlib import Path

    shown = (Path(__file__).parents[2] / "README.md").read_text("utf-8").split("```")[1]
    numbers = [line.split()[-2:] for line in shown.splitlines() if "BHXH" in line]
    table = [line.split() for line in run("run", "status_quo", "resolution").splitlines()]
    assert len(numbers) == 5
    for tail in numbers:
        assert any(line[-2:] == tail for line in table), tail


def test_a_run_says_what_its_plan_supposes_done_by_now():
    asked = ("run", "status_quo", "resolution", "--years", "2030", "--lang", "en")
    told = [
        line
        for line in run(*asked).splitlines()
        if "the result holds only if these have in fact been carried out" in line
    ]
    assert len(told) == 1
    assert "levers and projects start in 2025" in told[0]
    later = ("run", "status_quo", "--years", "2030", "--lang", "en")
    assert "holds only if" not in run(*later)


def test_figures_and_law_are_listed_with_status_and_source():
    figures = json.loads(run("figures", "--format", "json", "--lang", "en"))
    assert {f["status"] for f in figures} >= {"published", "estimate"}
    assert all(f["source"] for f in figures)
    law = json.loads(run("law", "--law-as-of", "2023-12-31", "--format", "json"))
    assert all(p["reference"] for p in law)
    assert max(p["adopted"] for p in law) <= "2023-12-31"
    assert len(law) < len(json.loads(run("law", "--format", "json")))
