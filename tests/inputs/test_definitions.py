"""What each assumption is, as its table declares it."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from worlds import plain, with_lever

from simulator.analysis.costing.costs import costs
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.analysis.uncertainty.priors import price_priors, region_priors
from simulator.inputs.definitions import DEFINITIONS, Role, definition
from simulator.inputs.estimate import Estimate
from simulator.inputs.key_words import key_words
from simulator.inputs.keys import Assumed, Key
from simulator.inputs.pack_lineage import region_names
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.words import by_words
from simulator.levers import LEVERS
from simulator.projection import Sample, project

REGION = load_region("ninh_thuan")
RESOLUTION = load_scenario("resolution")
FULL = {name: with_lever(name, lever.high).levers[name] for name, lever in LEVERS.items()}
EVERYTHING = replace(RESOLUTION, levers=FULL)
YEAR = REGION.base_year + 3
FARMERS = replace(FULL["agents"], level={b: Estimate(0.5, 0.3, 0.7) for b in ("default", "farmer")})


def moved(key: tuple[str, str]) -> tuple[bool, bool]:
    """Return whether people, and whether money move with an assumption's range."""
    entry = REGION.assumptions[key]
    p = project(REGION, EVERYTHING, YEAR, Sample(2, {key: np.array([entry.low, entry.high])}))
    people = any(np.ptp(total[1:], axis=-1).any() for total in p.totals.values())
    return people, any(np.ptp(line, axis=-1).any() for line in costs(p).values())


@pytest.mark.parametrize("key", [k for k, a in REGION.assumptions.items() if a.role is Role.PRICE])
def test_a_price_moves_money_and_nobody(key):
    assert moved(key) == (False, True)


@pytest.mark.parametrize("key", [k for k, a in REGION.assumptions.items() if a.role is Role.FIXED])
def test_what_stays_fixed_is_drawn_nowhere(key):
    assert key not in draw_sample(REGION, RESOLUTION, 2).values


def test_prices_and_what_moves_people_share_nothing_and_leave_out_no_range():
    people, prices = region_priors(REGION, plain()), price_priors(REGION, plain())
    assert prices.keys().isdisjoint(people)
    drawn = draw_sample(REGION, plain(), 2).values
    uncertain = {
        key
        for key, entry in REGION.assumptions.items()
        if not entry.certain and entry.role in (Role.MODEL, Role.PATTERN, Role.PRICE)
    }
    assert uncertain <= drawn.keys()


def test_all_that_levers_pay_with_are_prices_and_what_they_work_by_are_not():
    for lever in LEVERS.values():
        assert {definition(name).role for name in lever.prices} <= {Role.PRICE}, lever.name
        assert {definition(name).role for name in lever.parameters} <= {Role.MODEL}, lever.name


def test_no_draw_of_a_share_is_above_one():
    values = draw_sample(REGION, RESOLUTION, 512).values
    shares = [k for k in values if isinstance(k, Assumed) and DEFINITIONS[k.name].support.most == 1]
    assert all(values[key].max() <= 1 for key in shares)
    assert {"formal_share", "lapse_rate"} <= {key.name for key in shares}


def test_whatever_is_drawn_has_words_in_both_languages_and_a_place_in_records():
    scenario = replace(
        RESOLUTION,
        growth={2027: Estimate(0.07, 0.06, 0.08)},
        chosen_base=Estimate(1.5, 1.0, 2.0),
        levers={**RESOLUTION.levers, "agents": FARMERS},
    )
    keys = list(draw_sample(REGION, scenario, 2).values)
    assert {type(key) for key in keys} == set(get_args(Key))
    assert len({key.path for key in keys}) == len(keys)
    for key in keys:
        words = key_words(key, scenario)
        assert words.vi != words.en, key
        assert key.path[0] not in (*words, ""), key


@pytest.mark.parametrize("code", region_names())
def test_packs_state_an_assumption_in_the_unit_of_its_definition(code):
    for entry in load_region(code).assumptions.values():
        of = entry.by if entry.name == "uptake_prior" else entry.name
        assert entry.unit == DEFINITIONS[of].unit, entry.key


@pytest.mark.parametrize("code", region_names())
def test_whatever_an_assumption_is_of_has_words_in_both_languages(code):
    for _, by in load_region(code).assumptions:
        for part in filter(None, by.split(",")):
            words = by_words(part)
            assert part.isdigit() or words.vi != part, by
