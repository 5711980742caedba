"""The bridge of history: exact sums, and nothing differenced across a break."""

from dataclasses import replace
from datetime import date

import pytest
from worlds import with_figure

from simulator.analysis.causes.bridge import CAUSES, bridge, known_years
from simulator.analysis.past.calibration import inverted
from simulator.errors import InputError
from simulator.experience import job_line
from simulator.inputs.figures import Break, Figure
from simulator.inputs.region import load_region
from simulator.text import Text

NATION = load_region("viet_nam")


def with_figures(*figures):
    region = NATION
    for year, name, value in figures:
        figure = Figure("x", year, 12, name, value, "person", "published", "test")
        region = with_figure(region, figure)
    return region


@pytest.mark.parametrize("first", range(2010, NATION.base_year))
def test_causes_add_up_to_the_change_of_persons_and_of_the_share(first):
    found = bridge(NATION, first, NATION.base_year)
    persons, points = found.total("persons"), found.total("points")
    assert set(persons) == set(CAUSES)
    assert sum(persons.values()) == pytest.approx(found.participants[1] - found.participants[0])
    change = 100.0 * (found.share[1] - found.share[0])
    assert sum(points.values()) == pytest.approx(change, abs=1e-9)


def test_years_of_a_bridge_are_those_of_a_longer_one():
    longer, shorter = bridge(NATION, 2018, NATION.base_year), bridge(NATION, 2020, NATION.base_year)
    for mine in shorter.steps[1:]:
        (same,) = [step for step in longer.steps if step.year == mine.year]
        assert same.persons == pytest.approx(mine.persons)


def test_a_change_of_definition_is_no_change_of_participation():
    found = bridge(NATION, 2020, 2021)
    assert found.breaks
    (step,) = found.steps
    assert step.persons["participation"] == 0.0
    assert step.points["definition"] > 1.0  # a smaller labour force by the new standard
    assert step.persons["definition"] == 0.0
    unbroken = bridge(replace(NATION, breaks=()), 2020, 2021)
    assert unbroken.steps[0].persons["participation"] < -100_000
    assert unbroken.steps[0].points["definition"] == 0.0


def test_what_law_made_liable_is_taken_from_the_rest():
    usual = bridge(NATION, 2021, 2022).total("persons")
    region = with_figures((2022, "newly_liable_compulsory", 50_000.0))
    found = bridge(region, 2021, 2022).total("persons")
    assert found["eligibility"] == pytest.approx(50_000.0)
    assert found["compliance"] == pytest.approx(usual["compliance"] - 50_000.0)
    assert found["jobs"] == pytest.approx(usual["jobs"])


def test_a_place_without_decembers_in_a_row_is_refused():
    with pytest.raises(InputError, match="no two Decembers in a row"):
        known_years(load_region("ninh_thuan"))
    with pytest.raises(InputError, match="missing 2008, 2009"):
        bridge(NATION, 2008, 2011)
    assert known_years(NATION) == range(2010, NATION.base_year + 1)


def test_counts_are_not_differenced_across_a_break_of_their_own():
    words = Text("", "")
    broken = replace(NATION, breaks=(Break(date(2019, 3, 1), "compulsory_si", words),))
    assert 2019 in job_line(NATION).residuals
    assert 2019 not in job_line(broken).residuals
    (year,) = [y for y in inverted(broken) if y.year == 2019]
    assert year.jobs is None
    assert year.voluntary is not None
