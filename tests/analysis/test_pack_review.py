"""What a pack's result rests on: the weights are those of runs, and the words are the weights'."""

from dataclasses import replace

import pytest

from simulator.analysis.evidence.pack_review import review
from simulator.inputs.pack_check import odd_figures, usual_counts
from simulator.inputs.pack_content import content_of, files_of
from simulator.inputs.pack_edit import changes, with_counts
from simulator.inputs.pack_source import PackFiles
from simulator.inputs.region import load_region, region_of
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.report.results.pack_changes import section, statuses
from simulator.report.results.pack_review import told

CONTENT = content_of(load_region("ninh_thuan").source)


def with_(counts, status="published"):
    return region_of(PackFiles("mine", files_of(with_counts(CONTENT, 2023, counts, status, "x"))))


@pytest.fixture(scope="module")
def found():
    return review(load_region("ninh_thuan"))


def test_a_weight_is_what_a_run_with_another_count_gives(found):
    by = {weight.figure.indicator: weight for weight in found.weights}
    assert [w.most for w in found.weights] == sorted((w.most for w in found.weights), reverse=True)
    weight = by["voluntary_si"]
    region = load_region("ninh_thuan")
    figure = region.figure("voluntary_si", 2023)
    moved = tuple(replace(f, value=1.1 * f.value) if f is figure else f for f in region.history)
    quo = load_scenario("status_quo")
    before, after = (
        project(place, quo, 2030)["si_participants"][-1, 0]
        for place in (region, replace(region, history=moved))
    )
    assert before == pytest.approx(found.result, abs=1.0)
    assert after / before - 1 == pytest.approx(0.1 * weight.people, rel=0.02)
    shares = [
        project(place, quo, 2030)["si_share"][-1, 0]
        for place in (region, replace(region, history=moved))
    ]
    assert 100 * (shares[1] - shares[0]) == pytest.approx(10 * weight.points, rel=0.02)
    assert by["labour_force_working_age"].coverage < -0.5 < 0.5 < by["compulsory_si"].coverage


def test_the_part_on_estimates_falls_with_each_own_count(found):
    parts = [found.estimated]
    counts = {}
    for name, value in (("compulsory_si", 41250.0), ("labour_force_working_age", 289300.0)):
        counts[name] = value
        parts.append(review(with_(counts)).estimated)
    assert parts[0] == 1.0
    assert parts[0] > parts[1] > parts[2]


def test_the_heaviest_count_is_told_first_with_its_number(found):
    lines = [line.vi for line in told(found)]
    first = next(line for line in lines if line.startswith("  1."))
    weight = found.weights[0]
    assert f"{weight.figure.value:,.0f}".replace(",", ".") in first
    sign = "−" if weight.coverage < 0 else "+"
    assert f"{sign}{abs(10 * weight.points):.1f} điểm".replace(".", ",") in first
    assert any("100 %" in line for line in lines)


def test_what_is_missing_is_told_with_the_usual_number():
    rows = CONTENT.tables["history"].rows
    kept = tuple(r for r in rows if (r[0], r[1], r[2]) != ("2023", "12", "voluntary_si"))
    table = replace(CONTENT.tables["history"], rows=kept)
    content = replace(CONTENT, tables={**CONTENT.tables, "history": table})
    region = region_of(PackFiles("mine", files_of(content)))
    usual = usual_counts(region)["voluntary_si"]
    lines = [line.vi for line in told(review(region))]
    assert f"{usual:,.0f}".replace(",", ".") in " ".join(lines)
    assert lines[0].startswith("chưa dự báo được")


def test_an_odd_count_comes_before_everything_else():
    region = with_({"voluntary_si": 800.0})
    (odd,) = (words for words in odd_figures(region) if "tự nguyện" in words.vi)
    assert odd in told(review(region))[: len(odd_figures(region))]


def test_the_error_of_an_estimate_goes_when_the_count_comes():
    history = CONTENT.tables["history"]
    at = history.columns.index("status")
    rows = tuple(
        (*r[:at], "published", *r[at + 1 :]) if r[:3] == ("2023", "12", "voluntary_si") else r
        for r in history.rows
    )
    tables = {**CONTENT.tables, "history": replace(history, rows=rows)}
    counted = region_of(PackFiles("mine", files_of(replace(CONTENT, tables=tables))))
    assert ("base_count_factor", "voluntary_si") not in counted.assumptions
    assert ("base_count_factor", "compulsory_si") in counted.assumptions
    (words,) = set(counted.warnings) - set(load_region("ninh_thuan").warnings)
    assert "tự nguyện: đã có số đếm" in words.vi


def test_only_what_differs_is_told_as_changed():
    assert changes(CONTENT, CONTENT) == []
    new = with_counts(CONTENT, 2023, {"voluntary_si": 9100.0}, "published", "x")
    found = {(c.form.name, c.key): c for c in changes(CONTENT, new)}
    change = found["history", ("2023", "12", "voluntary_si")]
    assert (change.before["value"], change.after["value"]) == ("8800", "9100")
    assert {name for name, _ in found} == {"history"}
    (made, *_) = section(list(found.values())).blocks
    assert "9.100; Đã công bố" in " ".join(str(cell) for cell in made.rows[0])
    before, after = load_region("ninh_thuan"), with_({"voluntary_si": 9100.0})
    rows = {row[0].en: (row[1].value, row[2].value) for row in statuses(before, after).rows}
    assert rows["Published"][1] == rows["Published"][0] + 1
    last = statuses(before, after, (review(before), review(after))).rows[-1]
    assert last[2].value < last[1].value == 1.0
