"""The cost curve: each lever alone, each taken away, sorted by cost per added participant."""

import math
from dataclasses import replace

import pytest
from worlds import plain, with_lever

from simulator.analysis.cost_curve import cost_curve
from simulator.analysis.costs import FEWEST, added_people, costs, total_cost
from simulator.errors import InputError
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project

REGION = load_region("ninh_thuan")
STATUS_QUO, RESOLUTION = load_scenario("status_quo"), load_scenario("resolution")


def test_one_lever_alone_is_the_scenario_itself():
    scenario = with_lever("agents", 1.0)
    found = cost_curve(REGION, plain(), scenario, 2030, draws=64)
    (rung,) = found.rungs
    p, base = project(REGION, scenario, 2030), project(REGION, plain(), 2030)
    people = float(added_people(p, base)[-1, 0])
    spent = float((total_cost(costs(p)) - total_cost(costs(base)))[1:].sum())
    assert rung.persons.value == rung.left_out.value == people
    assert found.together.value == pytest.approx(people, abs=2)  # four counts, rounded
    assert rung.cost.value == pytest.approx(spent)
    assert rung.per_person.value == pytest.approx(spent / people)


def test_the_cheapest_comes_first_and_every_figure_has_its_range():
    found = cost_curve(REGION, STATUS_QUO, RESOLUTION, 2030, draws=64)
    prices = [rung.per_person.value for rung in found.rungs]
    assert prices == sorted(prices)
    assert {rung.lever for rung in found.rungs} == {*RESOLUTION.levers, "investment"}
    for rung in found.rungs:
        assert rung.cost.low <= rung.cost.value <= rung.cost.high
        # Where a tenth of the draws adds too few, a cost of each has no upper end.
        if rung.persons.low > 3 * FEWEST:
            assert rung.per_person.low < rung.per_person.value < rung.per_person.high
        if rung.persons.low < 0:
            assert math.isnan(rung.per_person.high)


def test_a_lever_that_adds_nobody_comes_last_without_a_price():
    idle, agents = with_lever("limit_lump_sums", 0.0), with_lever("agents", 1.0)
    scenario = replace(agents, levers=idle.levers | agents.levers)
    found = cost_curve(REGION, plain(), scenario, 2027, draws=64)
    assert found.rungs[-1].lever == "limit_lump_sums"
    assert math.isnan(found.rungs[-1].per_person.value)


def test_a_base_with_levers_is_refused():
    with pytest.raises(InputError, match="has levers or projects of its own"):
        cost_curve(REGION, RESOLUTION, STATUS_QUO, 2030, draws=64)
