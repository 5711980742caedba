"""Usual growth, and what a scenario's projects bring as they are drawn and delayed."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import sem
from worlds import plain, with_lever

from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Level, OfProject
from simulator.inputs.region import load_region
from simulator.inputs.scenario import Project
from simulator.projection import Sample, project
from simulator.projection.economy import mean_growth, mean_growth_error
from simulator.projection.run import project_levers

HOME = load_region("ninh_thuan")
EVEN = Estimate.exactly(0.5)
PLANT = Project(
    name="plant",
    sector="manufacturing",
    capital_bn_vnd=Estimate.exactly(1000.0),
    start=2024,
    build_years=Estimate.exactly(3.0),
    probability=EVEN,
    public_share=EVEN,
)


def jobs(p, kind: str) -> np.ndarray:
    return getattr(p.projects[0], kind)


def test_usual_growth_is_the_mean_of_first_releases_with_its_standard_error():
    released = [g.first for g in load_region("viet_nam").growth.values() if g.first is not None]
    assert mean_growth(HOME) == pytest.approx(np.mean(released))
    assert mean_growth_error(HOME) == pytest.approx(sem(released))


def test_a_project_comes_about_in_the_draws_below_its_probability_and_half_of_it_centrally():
    built = replace(plain(), projects=(PLANT,))
    drawn = project(HOME, built, 2030, Sample(2, {OfProject(0, "exists"): np.array([0.4, 0.6])}))
    there, half = jobs(drawn, "operating"), jobs(project(HOME, built, 2030), "operating")
    assert there[-1, 0] > 0
    assert there[-1, 1] == 0
    assert half[-1, 0] == pytest.approx(there[-1, 0] / 2)


def test_what_the_sector_leaves_open_is_the_regions_and_what_a_project_states_its_own():
    usual = HOME.assumptions["capital_per_job", "manufacturing"].value
    stated = replace(PLANT, capital_per_job=Estimate.exactly(2 * usual))
    all_jobs, half = (
        jobs(project(HOME, replace(plain(), projects=(one,)), 2030), "operating")[-1, 0]
        for one in (PLANT, stated)
    )
    assert half == pytest.approx(all_jobs / 2)


@pytest.mark.parametrize(("first", "slower"), [(2026, True), (2027, False)])
def test_slow_disbursement_counts_at_the_middle_of_the_building_as_planned(first, slower):
    """Building from 2024 for three years has its middle in 2026."""
    shock = with_lever("slow_disbursement", 0.5)
    path = replace(shock.levers["slow_disbursement"], start=first)
    late = replace(shock, levers={"slow_disbursement": path}, projects=(PLANT,))
    cut, whole = (
        jobs(project(HOME, s, 2030), "spent_bn").sum()
        for s in (late, replace(plain(), projects=(PLANT,)))
    )
    assert (cut < 0.6 * whole) == slower


def test_positions_of_levers_run_side_by_side_are_those_run_alone():
    base = with_lever("agents", 0.2, by="farmer")
    found = project_levers(
        HOME, base, [{("agents", "default"): 0.6}, {("agents", "farmer"): 1.0}], 2026
    )
    usual = (
        Sample(1, {Level("agents"): np.array([0.6])}),
        Sample(1, {Level("agents", "farmer"): np.array([1.0])}),
    )
    alone = [project(HOME, base, 2026, sample)["voluntary_si"][-1, 0] for sample in usual]
    assert found["voluntary_si"][-1] == pytest.approx(alone)
    assert alone[0] != alone[1]
