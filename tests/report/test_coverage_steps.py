"""The waterfall and the wedges: what is drawn adds up in the digits shown, and the words agree."""

import re
from dataclasses import replace

import pytest

from simulator.analysis.causes.attribution import explain
from simulator.analysis.comparing.coverage_path import coverage_path
from simulator.indicators import INDICATORS
from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario, scenario_names
from simulator.projection import project
from simulator.report import records as made
from simulator.report.document import Number
from simulator.report.results import waterfall, wedges
from simulator.report.writers.words import cell_words
from simulator.text import plain

PLACES = {code: load_region(code) for code in ("ninh_thuan", "khanh_hoa")}
SCENARIOS = {name: load_scenario(name) for name in scenario_names()}
PAIRS = [
    ("ninh_thuan", "status_quo", "resolution", 2030),
    ("ninh_thuan", "resolution", "status_quo", 2030),
    ("ninh_thuan", "status_quo", "status_quo", 2030),
    ("ninh_thuan", "status_quo", "resolution", 2027),
    ("khanh_hoa", "status_quo", "adverse", 2030),
]


def printed(cell):
    """Return a percentage or points as a reader takes them from the words."""
    words = cell_words(replace(cell, low=None, high=None), "en").replace("−", "-")
    return float(re.sub(r"[^\d.-]", "", words))


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_drawn_adds_up_and_its_words_agree(pair):
    place, base, name, year = pair
    region, quo, other = PLACES[place], SCENARIOS[base], SCENARIOS[name]
    found = explain(region, quo, other, year)
    steps = waterfall.chart(region, quo, other, found.path, found.contributions)
    steps_lead_from_level_to_level(steps)
    levels_are_those_of_the_runs(found, steps, *(project(region, s, year) for s in (quo, other)))
    wedges_add_up(found, wedges.chart(quo, other, found))


def steps_lead_from_level_to_level(chart):
    level = printed(chart.of.rows[0][1])
    people = chart.of.rows[0][2].value
    standing = chart.levels | {0, len(chart.of.rows) - 1}
    for i, (_, cell, persons, _) in enumerate(chart.of.rows[1:], start=1):
        if i in standing:
            assert printed(cell) == pytest.approx(level, abs=1e-9), (i, chart.of.rows)
            assert persons.value == people
        else:
            level += cell.value
            people += persons.value if isinstance(persons, Number) else 0

    # each step begins where the one before it ended
    for i, (start, _) in enumerate(chart.spans):
        if i not in standing:
            assert start == pytest.approx(chart.spans[i - 1][1])


def levels_are_those_of_the_runs(found, chart, before, after):
    path = found.path
    shares = [INDICATORS["si_share"].of(p) for p in (before, after)]
    assert path.first == shares[0][0, 0]
    assert path.base == pytest.approx(shares[0][-1, 0])
    assert path.reached == pytest.approx(shares[1][-1, 0])
    assert path.first + path.growth + path.labour_force == pytest.approx(path.base)
    assert sum(c.share for c in found.contributions) == pytest.approx(path.reached - path.base)
    gaps = [
        r["value"]
        for r in made.records(after, [found.year])
        if r["indicator"] == "gap_to_target_persons" and r["of"] == "si_share"
    ]
    if gaps:
        assert chart.of.rows[-2][2].value == gaps[0]
        missing = gaps[0] > 0
        assert ("Missing" in cell_words(chart.of.rows[-2][0], "en")) == missing
        assert chart.of.rows[-2][1].value * gaps[0] > 0


def wedges_add_up(found, chart):
    assert chart.of.rows[-1][0] == str(found.year)
    for _, *parts, whole in chart.of.rows:
        assert sum(part.value for part in parts) == whole.value
    assert chart.of.rows[-1][-1].value == found.shown
    assert [c.by_year[-1] for c in found.contributions] == [c.persons for c in found.contributions]


def test_what_cannot_be_split_is_one_step():
    region, quo = PLACES["ninh_thuan"], SCENARIOS["status_quo"]
    key = Assumed("procedure_compliance_effect")
    other = replace(
        SCENARIOS["resolution"],
        assumptions={key: Estimate.exactly(0.2, plain("tried"))},
        document=None,
    )
    path = coverage_path(project(region, quo, 2027), project(region, other, 2027), 2027)
    chart = waterfall.chart(region, quo, other, path, None)
    rows = chart.of.rows
    assert rows[4][1].value == pytest.approx(printed(rows[5][1]) - printed(rows[3][1]))


def test_levels_and_steps_have_the_ranges_of_the_runs():
    region, quo, other = PLACES["ninh_thuan"], SCENARIOS["status_quo"], SCENARIOS["voluntary_led"]
    found = explain(region, quo, other, 2026, draws=16)
    rows = made.records_of_all(region, [quo, other], [2023, 2026], draws=16)
    shares = [[r for r in of if r["indicator"] == "si_share"] for of in rows]
    drawn = {"first": shares[0][0], "base": shares[0][1], "reached": shares[1][1]}
    bands = found.path_bands._asdict()
    for name, record in drawn.items():
        assert bands[name] == pytest.approx((record["low"], record["high"])), name
    effect = next(
        r for r in rows[0] if r["indicator"] == "denominator_effect" and r["year"] == 2026
    )
    ends = (effect["low"] / 100.0, effect["high"] / 100.0)
    assert bands["labour_force"] == pytest.approx(ends)
    steps = waterfall.chart(region, quo, other, found.path, found.contributions, found.path_bands)
    without = [row[0] for row in steps.of.rows[:-1] if not row[1].ranged]
    assert not without
    low, high = found.path_bands.growth
    assert low < found.path.growth < high
