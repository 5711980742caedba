"""What a projection answers to whoever asks it, and that nobody looks behind it."""

import re
from pathlib import Path

import numpy as np
import pytest
from worlds import with_lever

import simulator
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project

REGION = load_region("ninh_thuan")
P = project(REGION, load_scenario("resolution"), 2030)


def test_a_result_is_asked_for_by_its_name():
    for name, indicator in INDICATORS.items():
        assert np.array_equal(P[name], indicator.of(P), equal_nan=True), name
    with pytest.raises(InputError, match="nearest: si_share"):
        P["si_shares"]


def test_levels_are_those_of_the_year_and_of_the_class():
    p = project(REGION, with_lever("agents", 0.8, by="farmer", ramp=2), 2026)
    assert p.level("agents", 2024, "farmer") == pytest.approx(0.4)
    assert p.level("agents", 2025, "farmer") == pytest.approx(0.8)
    assert p.level("agents", 2025, "poor") == p.level("agents", 2025) == 0.0
    assert p.level("investment", 2025) == 1.0  # not stated
    with pytest.raises(InputError, match="nearest: agents"):
        p.level("agent", 2025)
    with pytest.raises(InputError, match="no level for 'farmer'"):
        p.level("inspection", 2025, "farmer")


def test_premium_population_and_projects_are_those_of_the_year():
    assert (P.premium(2030).net < P.premium(2030).full).all()
    assert P.population(2023).sum() == pytest.approx(603_400, rel=1e-6)
    assert [jobs.project for jobs in P.projects] == list(P.scenario.projects)
    operating = sum(jobs.operating + jobs.construction for jobs in P.projects)
    assert operating == pytest.approx(P["project_jobs"])
    for year in (2022, 2031):
        with pytest.raises(InputError, match="2023-2030"):
            P.premium(year)
        with pytest.raises(InputError, match="2023-2030"):
            P.population(year)


def test_capital_is_spent_as_it_is_however_far_one_looks():
    lever = with_lever("investment", 0.5, ramp=5).levers
    from dataclasses import replace

    scenario = replace(load_scenario("investment_led"), levers=lever)
    near, far = (project(REGION, scenario, until) for until in (2025, 2030))
    for one, other in zip(near.projects, far.projects, strict=True):
        assert one.spent_bn == pytest.approx(other.spent_bn[: len(one.spent_bn)])


def test_nobody_outside_looks_at_what_a_projection_was_made_from():
    package = Path(simulator.__file__).parent
    # Inputs stand below, and know no projection that they could look behind.
    inside = {package / "projection", package / "inputs"}
    behind = re.compile(r"\.inputs\.(values|levers|path|projects|base)|\(\w+\.inputs,")
    looking = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if not inside & set(path.parents) and behind.search(path.read_text("utf-8"))
    ]
    assert looking == []


def test_what_is_asked_for_with_names_or_a_number_of_draws_is_refused_with_the_way():
    region, scenario = load_region("ninh_thuan"), load_scenario("status_quo")
    for wrong, way in (
        (("ninh_thuan", scenario, 2030), "load_region"),
        ((region, "status_quo", 2030), "load_scenario"),
        ((region, scenario, 2030, 1000), "draw_sample"),
        ((region, scenario, float("nan")), "years 2023-2100"),
        ((region, scenario, "2030"), "years 2023-2100"),
    ):
        with pytest.raises(InputError) as refused:
            project(*wrong)
        assert way in refused.value.problems[0].text.en
    assert project(region, scenario, 2025.0).years[-1] == 2025
    with pytest.raises(InputError, match="no year 2055"):
        project(region, scenario, 2025).level("agents", 2055)


def test_nobody_writes_into_a_place_that_others_have_loaded():
    region = load_region("ninh_thuan")
    with pytest.raises(ValueError, match="read-only"):
        region.demography.populations[:] *= 2
