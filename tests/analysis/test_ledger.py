"""The forecasts that the program brings along, graded by the packs' own figures."""

import hashlib
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from worlds import with_figure

from simulator.analysis.causes.reconciliation import reconcile
from simulator.analysis.past.kept_inputs import keep_inputs, kept_projection, with_todays_needs
from simulator.analysis.past.ledger import (
    GRADED,
    SHIPPED_LEDGER,
    entries,
    grade,
    grades_shown,
    keep,
    read_findings,
)
from simulator.cli import main
from simulator.errors import InputError
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.report import writers
from simulator.report.document import Table
from simulator.report.results import ledger
from simulator.report.writers.words import cell_words

NATION = load_region("viet_nam")
STATUS_QUO = load_scenario("status_quo")
GRADED_AS_STATED = (
    "si_participants",
    "compulsory_si",
    "voluntary_si",
    "ui_participants",
    "working_age_labour_force",
    "lump_sum_withdrawals",
    "si_share",
    "voluntary_share",
    "ui_share",
)
MODEL = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")


def test_the_kept_forecast_is_graded_by_what_came():
    found = {g.indicator: g for g in grade(SHIPPED_LEDGER, NATION) if g.year == 2025}
    assert len(found) == 9
    counts, shares = found["compulsory_si"], found["si_share"]
    actual = NATION.figure("compulsory_si", 2025).value
    assert counts.error == pytest.approx(counts.projected / actual - 1.0)
    assert shares.error == pytest.approx(100.0 * (shares.projected - shares.actual))
    for g in found.values():
        assert g.inside == (g.low <= g.actual <= g.high), g.indicator
        assert g.source
        assert g.cause.en != "not known", g.indicator


def test_an_estimate_grades_nothing():
    figure = replace(NATION.figure("voluntary_si", 2025), status="estimate")
    left = {g.indicator for g in grade(SHIPPED_LEDGER, with_figure(NATION, figure))}
    assert "voluntary_si" not in left
    assert "compulsory_si" in left


def test_a_province_is_shown_the_grades_of_its_nation():
    assert grades_shown(load_region("ninh_thuan")) == grade(SHIPPED_LEDGER, NATION)


def test_the_model_paper_states_the_grades():
    table = MODEL[MODEL.index("| 31 December 2025") :].split("\n\n")[0]
    stated = [re.split(r" *\| *", line)[2:-1] for line in table.splitlines()[2:]]
    made = ledger.section([g for g in grade(SHIPPED_LEDGER, NATION) if g.year == 2025])
    rows = []
    for row in next(block for block in made.blocks if isinstance(block, Table)).rows:
        forecast, *others = (cell_words(cell, "en") for cell in row[2:])
        value, _, ends = forecast.rstrip(")").partition(" (")
        rows.append([value, ends, *others])
    assert sorted(stated) == sorted(rows)


def test_every_kept_forecast_has_its_manifest_and_words_in_both_languages():
    assert entries(SHIPPED_LEDGER)
    for language, word in (("vi", "thực tế"), ("en", "at the end of November")):
        assert word in writers.write(
            [ledger.section(grade(SHIPPED_LEDGER, NATION))], "table", language
        )


def test_a_finding_on_what_is_not_graded_is_refused(tmp_path):
    head = "entry,year,indicator,cause,cause_vi,source\n"
    (tmp_path / "findings.csv").write_text(head + "x,2025,jobs,a,b,c\n", encoding="utf-8")
    with pytest.raises(InputError, match="jobs"):
        read_findings(tmp_path)


def kept_run(folder: Path) -> Path:
    """Keep a run of today in a ledger; return its entry."""
    made = ("run", "status_quo", "--region", "viet_nam", "--years", "2027", "--out")
    CliRunner().invoke(main, [*made, str(folder / "run")], catch_exceptions=False)
    name, whole = keep(folder / "ledger", folder / "run")
    assert whole
    return folder / "ledger" / name


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    return kept_run(tmp_path_factory.mktemp("kept"))


def reconciled(entry: Path, region: Region = NATION) -> dict[str, float]:
    first = kept_projection(entry, "status_quo")
    ends = (with_todays_needs(first.region, region), first.scenario), (region, STATUS_QUO)
    found = reconcile(*ends, 2027, "compulsory_si", first.value("compulsory_si", 2027))
    assert sum(step.change for step in found.steps) == pytest.approx(found.new - found.old)
    return {step.kind: step.change for step in found.steps}


def test_the_same_program_on_the_same_inputs_has_no_new_method(kept):
    assert all(abs(change) <= 0.5 for change in reconciled(kept).values())  # records are whole


def test_what_a_record_says_otherwise_of_the_same_inputs_is_method(kept, tmp_path):
    shutil.copytree(kept, tmp_path / "older")
    records = tmp_path / "older" / "records.json"
    data = json.loads(records.read_text())
    for record in data:
        if record["indicator"] == "compulsory_si":
            record["value"] -= 1000
    records.write_text(json.dumps(data))
    found = reconciled(tmp_path / "older")
    assert found["method"] == pytest.approx(1000, abs=1)
    assert all(abs(change) < 1e-6 for kind, change in found.items() if kind != "method")


def test_new_data_are_no_method(kept):
    moved = replace(NATION.figure("compulsory_si", 2025), value=19_000_000.0)
    found = reconciled(kept, with_figure(NATION, moved))
    assert abs(found["method"]) <= 0.5
    assert found["data"] > 500_000


def test_inputs_are_kept_only_while_they_are_those_of_the_run(kept, tmp_path):
    said = json.loads((kept / "manifest.json").read_text())
    assert keep_inputs(tmp_path / "same", said)
    said["inputs_sha256"]["viet_nam/history.csv"] = "0" * 64
    assert not keep_inputs(tmp_path / "other", said)
    assert not (tmp_path / "other").exists()


def test_every_shipped_entry_can_be_made_again_by_this_program():
    for name, manifest in entries(SHIPPED_LEDGER):
        place = SHIPPED_LEDGER / name / "inputs"
        for path, digest in manifest["inputs_sha256"].items():
            assert hashlib.sha256((place / path).read_bytes()).hexdigest() == digest, path
        assert kept_projection(SHIPPED_LEDGER / name, "status_quo").region.code == "viet_nam"


def test_an_entry_without_inputs_says_so(kept, tmp_path):
    shutil.copytree(kept, tmp_path / "bare", ignore=lambda *_: ["inputs"])
    with pytest.raises(InputError, match="keeps no inputs"):
        kept_projection(tmp_path / "bare", "status_quo")
    with pytest.raises(InputError, match="it has: status_quo"):
        kept_projection(kept, "resolution")
    with pytest.raises(InputError, match="in 2050; its years: 2027"):
        kept_projection(kept, "status_quo").value("si_share", 2050)


def rows_of(head: str) -> list[list[str]]:
    table = MODEL[MODEL.index(head) :].split("\n\n")[0]
    return [re.split(r" *\| *", line)[1:-1] for line in table.splitlines()[2:]]


def test_the_model_paper_states_the_forecast_that_is_kept():
    said = re.search(r"years ahead\*\* \(`(viet_nam-\d+-\w+)`", MODEL)
    records = json.loads((SHIPPED_LEDGER / said[1] / "records.json").read_text())
    kept = {
        (r["year"], r["indicator"]): r for r in records if r["class"] is None and r["of"] is None
    }
    rows = rows_of("| Viet Nam, status quo |")
    assert len(rows) == len(GRADED)
    for name, (_, *cells) in zip(GRADED_AS_STATED, rows, strict=True):
        shown = "{:.1%}" if name.endswith("_share") else "{:,.0f}"
        for year, value, ends in ((2026, *cells[:2]), (2030, *cells[2:])):
            r = kept[year, name]
            assert value == shown.format(r["value"]), (name, year)
            assert ends == f"{shown.format(r['low'])} – {shown.format(r['high'])}", (name, year)


def test_the_model_paper_says_why_the_forecast_has_changed():
    first = kept_projection(SHIPPED_LEDGER / "viet_nam-2024-6c2afb017158", "status_quo")
    ends = (with_todays_needs(first.region, NATION), first.scenario), (NATION, STATUS_QUO)
    names = ("si_participants", "compulsory_si", "voluntary_si")
    for name, (_, *cells) in zip(names, rows_of("| 2030 | said from 2024 |"), strict=True):
        found = reconcile(*ends, 2030, name, first.value(name, 2030))
        steps = [step.change for step in found.steps[:4]]
        assert not any(step.change for step in found.steps[4:])
        made = [found.old, *steps, found.new]
        stated = [float(cell.replace(",", "")) for cell in cells]
        assert stated == pytest.approx(made, abs=1.0), name
        assert stated[0] + sum(stated[1:5]) == pytest.approx(stated[5], abs=3.0)
