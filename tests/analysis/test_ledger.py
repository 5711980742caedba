"""The forecasts that the program brings along, graded by the packs' own figures."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from worlds import with_figure

from simulator.analysis.ledger import (
    SHIPPED_LEDGER,
    entries,
    grade,
    grades_shown,
    read_findings,
)
from simulator.errors import InputError
from simulator.inputs.region import load_region
from simulator.report import writers
from simulator.report.document import Table
from simulator.report.results import ledger
from simulator.report.writers.words import cell_words

NATION = load_region("viet_nam")
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
