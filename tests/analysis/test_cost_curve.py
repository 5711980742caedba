"""The cost curve: each lever alone, each taken away, sorted by cost per added participant."""

import math
from dataclasses import replace

import pytest
from worlds import plain, with_lever

from simulator.analysis.costing.cost_curve import cost_curve
from simulator.analysis.costing.costs import FEWEST, added_people, costs, total_cost
from simulator.errors import InputError
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project

REGION = load_region("ninh_thuan")
STATUS_QUO, RESOLUTION = load_scenario("status_quo"), load_scenario("resolution")


def test_one_lever_alone_is_the_scenario_itself():
    scenario = with_lever("agents", 1.0)
    found = cost_curve(REGION, plain(), scenario, 2030, draws=64)
    (entry,) = found.entries
    p, base = project(REGION, scenario, 2030), project(REGION, plain(), 2030)
    people = float(added_people(p, base)[-1, 0])
    spent = float((total_cost(costs(p)) - total_cost(costs(base)))[1:].sum())
    assert entry.persons.value == entry.left_out.value == pytest.approx(people, rel=1e-11)
    assert found.together.value == pytest.approx(people, abs=2)  # four counts, rounded
    assert entry.cost.value == pytest.approx(spent)
    assert entry.per_person.value == pytest.approx(spent / people)


def test_the_cheapest_comes_first_and_every_figure_has_its_range():
    found = cost_curve(REGION, STATUS_QUO, RESOLUTION, 2030, draws=64)
    prices = [entry.per_person.value for entry in found.entries]
    assert prices == sorted(prices)
    assert {entry.lever for entry in found.entries} == {*RESOLUTION.levers, "investment"}
    for entry in found.entries:
        assert entry.cost.low <= entry.cost.value <= entry.cost.high
        # Where a tenth of the draws adds too few, a cost of each has no upper end.
        if entry.persons.low > 3 * FEWEST:
            assert entry.per_person.low < entry.per_person.value < entry.per_person.high
        if entry.persons.low < 0:
            assert math.isnan(entry.per_person.high)


def test_a_lever_that_adds_nobody_comes_last_without_a_price():
    idle, agents = with_lever("limit_lump_sums", 0.0), with_lever("agents", 1.0)
    scenario = replace(agents, levers=idle.levers | agents.levers)
    found = cost_curve(REGION, plain(), scenario, 2027, draws=64)
    assert found.entries[-1].lever == "limit_lump_sums"
    assert math.isnan(found.entries[-1].per_person.value)


def test_a_base_with_levers_is_refused():
    with pytest.raises(InputError, match="has levers or projects of its own"):
        cost_curve(REGION, RESOLUTION, STATUS_QUO, 2030, draws=64)
