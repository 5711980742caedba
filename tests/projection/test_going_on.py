"""Asking a projection for what it has not got, and going on from an earlier one."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import plain, region_with, with_lever

from simulator.analysis.costing.costs import costs
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.keys import Noise
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import Sample, project, project_levers, run, years

REGION = load_region("ninh_thuan")
RESOLUTION = load_scenario("resolution")


def sample(size: int) -> Sample:
    """Draws of a rate, of a price, of a pattern's knot and of chance."""
    spread = np.linspace(0.8, 1.2, size)
    keys = (("lapse_rate", "farmer"), ("inspection_cost", ""), ("hiring_pattern", "30"))
    values = {key: REGION.assumptions[key].value * spread for key in keys}
    values |= {Noise("jobs", year): (spread - 1.0) / 50.0 for year in range(2024, 2031)}
    return Sample(size, values)


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(run, "BLOCK", 4)
    monkeypatch.setattr(years, "TILE", 3)


@pytest.mark.parametrize("year", [2022, 2031, 1, 2025.5])
def test_a_year_that_was_not_run_is_refused_with_those_that_were(year):
    p = project(REGION, plain(), 2030)
    with pytest.raises(InputError, match="2023-2030"):
        p.row(year)


@pytest.mark.parametrize("until", [2022, 2101, 2026.5])
def test_an_end_out_of_reach_is_refused_with_the_possible_years(until):
    with pytest.raises(InputError, match="2023-2100"):
        project(REGION, plain(), until)


def test_an_unknown_total_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="nearest: compulsory"):
        project(REGION, plain(), 2024).total("compulsary")


@pytest.mark.parametrize("size", [1, 4, 11])
@pytest.mark.usefixtures("small_blocks")
def test_any_number_of_draws_goes_on_as_if_it_had_never_stopped(size):
    drawn = sample(size)
    straight = project(REGION, RESOLUTION, 2030, drawn, keep_stocks=True)
    first = project(REGION, RESOLUTION, 2026, drawn, keep_stocks=True)
    second = project(REGION, RESOLUTION, 2030, start=first, keep_stocks=True)
    third = project(
        REGION,
        RESOLUTION,
        2030,
        start=project(REGION, RESOLUTION, 2028, start=first, keep_stocks=True),
    )
    assert second.years.tolist() == [2026, 2027, 2028, 2029, 2030]
    for leg in (second, third):
        assert leg.draws == size
        rows = slice(straight.row(leg.years[0] + 1), None)
        for name, total in straight.totals.items():
            assert leg.totals[name][1:] == pytest.approx(total[rows], rel=1e-11, abs=1e-9), name
        for name, indicator in INDICATORS.items():
            found, whole = indicator.of(leg)[1:], indicator.of(straight)[rows]
            assert found == pytest.approx(whole, rel=1e-9, abs=1e-9, nan_ok=True), name
        for name, line in costs(straight).items():
            assert costs(leg)[name][1:] == pytest.approx(line[rows], rel=1e-9), name
    np.testing.assert_allclose(second.stocks[-1], straight.stocks[-1], rtol=1e-11, atol=1e-12)


def test_another_scenario_holds_from_where_it_takes_over():
    first = project(REGION, plain(), 2026)
    changed = project(REGION, with_lever("agents", 1.0), 2030, start=first)
    bare = project(REGION, plain(), 2030, start=first)
    assert np.array_equal(changed.stocks[0], bare.stocks[0])
    assert (changed.total("voluntary").sum(axis=1) > bare.total("voluntary").sum(axis=1))[1:].all()


def test_what_cannot_be_gone_on_from_is_refused():
    first = project(REGION, plain(), 2026, sample(3), keep_stocks=True)
    with pytest.raises(InputError, match="years 2026-2100 are possible"):
        project(REGION, plain(), 2025, start=first)
    with pytest.raises(InputError, match="other draws"):
        project(REGION, plain(), 2028, sample(2), start=first)
    with pytest.raises(InputError, match=r"start\.region"):
        project(region_with(2.0), plain(), 2028, start=first)


def test_positions_of_levers_that_the_scenario_cannot_take_are_refused():
    scenario = with_lever("inspection", 0.5)
    with pytest.raises(InputError, match="states no lever 'agents'"):
        project_levers(REGION, scenario, [{("agents", "default"): 1.0}], 2024)
    with pytest.raises(InputError, match="no level for 'farmer'"):
        project_levers(REGION, scenario, [{("inspection", "farmer"): 1.0}], 2024)
    two = replace(scenario, levers={**scenario.levers, **with_lever("agents", 0.5).levers})
    with pytest.raises(InputError, match="no level for 'farmers'"):
        project_levers(REGION, two, [{("agents", "farmers"): 1.0}], 2024)
