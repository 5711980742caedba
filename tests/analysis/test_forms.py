"""Odds over the forms of job growth, and growth that was never seen."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import plain, with_lever

from simulator.analysis.uncertainty.ensemble import run_draws
from simulator.analysis.uncertainty.extrapolation import growth_beyond_seen
from simulator.analysis.uncertainty.forms import odds_by_form, odds_over_forms
from simulator.indicators import INDICATORS
from simulator.inputs.estimate import Estimate
from simulator.inputs.region import load_region
from simulator.model.job_growth import FORMS
from simulator.report.growth_words import growth_warnings
from simulator.text import Text

NATION = load_region("viet_nam")
BASE = NATION.base_year


def test_the_odds_of_the_forms_are_those_of_their_own_draws():
    draws = run_draws(NATION, plain(), BASE + 2, 256)
    drawn = INDICATORS["compulsory_si"].of(draws)[-1]
    least = float(np.median(drawn))
    found = odds_by_form(draws, drawn, least)
    weights = draws.inputs.values.sample.values
    for i, form in enumerate(FORMS):
        mine = [
            drawn[d] >= least
            for d in range(256)
            if max(range(3), key=lambda k: weights["job_form_weight", FORMS[k]][d]) == i
        ]
        assert found[form] == pytest.approx(np.mean(mine))
    assert odds_over_forms(draws, drawn, least) == (min(found.values()), max(found.values()))


def test_with_one_form_stated_there_is_nothing_to_tell_over():
    one = {("job_form_weight", form): Estimate.exactly(float(form == "room")) for form in FORMS}
    draws = run_draws(NATION, replace(plain(), assumptions=one), BASE + 1, 64)
    drawn = INDICATORS["compulsory_si"].of(draws)[-1]
    assert odds_over_forms(draws, drawn, 1.0) == (None, None)


def test_growth_that_was_never_seen_is_warned_of():
    usual = {year: Estimate.exactly(0.06) for year in range(BASE + 1, 2031)}
    assert growth_beyond_seen(NATION, replace(plain(), growth=usual), 2030) is None
    boom = {**usual, 2028: Estimate.exactly(0.10), 2029: Estimate.exactly(0.01)}
    scenario = replace(plain(), growth=boom)
    found = growth_beyond_seen(NATION, scenario, 2030)
    assert found.years == pytest.approx({2028: 10.0, 2029: 1.0})
    assert growth_beyond_seen(NATION, scenario, 2027) is None
    (said,) = growth_warnings(NATION, [scenario, scenario], 2030)
    assert said.vi.startswith("Cảnh báo: tăng trưởng 2028: 10,0 %")
    assert "2029: 1.0%" in said.en
    long = {**boom, 2029: Estimate.exactly(0.10), 2030: Estimate.exactly(0.09)}
    mine = replace(scenario, title=Text("của tôi", "mine"), growth=long)
    alone, named = growth_warnings(NATION, [scenario, mine], 2030)
    assert "“của tôi”" in named.vi
    assert "“của tôi”" not in alone.vi
    assert "2028-2029: 10.0%, 2030: 9.0%" in named.en


def test_a_shock_of_growth_counts():
    shocked = replace(
        with_lever("growth_shock", -5.0),
        growth={year: Estimate.exactly(0.06) for year in range(BASE + 1, 2031)},
    )
    found = growth_beyond_seen(NATION, shocked, 2030)
    assert found is not None
    assert min(found.years.values()) == pytest.approx(1.0)
