"""The engine against the United Nations' own projection of Viet Nam (WPP 2024)."""

import numpy as np
import pytest
from verification.un_figures import driven_path, rows, un_population

from simulator.inputs.region import load_region
from simulator.model.population import five_year_groups, population_path

WORKING = slice(3, 13)  # the groups 15-19 ... 60-64


@pytest.fixture(scope="module")
def population():
    return un_population()


@pytest.fixture(scope="module")
def path():
    return driven_path()


@pytest.mark.parametrize(("year", "total", "cell"), [(2030, 0.001, 0.005), (2040, 0.003, 0.01)])
def test_driven_by_the_uns_inputs_the_engine_gives_the_uns_population(
    path, population, year, total, cell
):
    ours, theirs = five_year_groups(path.mid_year[year - 2020]), population[str(year)]
    assert ours.sum() == pytest.approx(theirs.sum(), rel=total)
    assert np.abs(ours / theirs - 1)[:, WORKING].max() < cell


@pytest.mark.parametrize("year", [2025, 2035])
def test_the_shipped_pack_meets_the_uns_totals_between_its_snapshots(year):
    shipped = population_path(load_region("viet_nam").demography, 2024, year)
    totals = {r["year"]: float(r["population_31dec"] or "nan") for r in rows("totals.csv")}
    assert shipped.year_end[-1].sum() == pytest.approx(totals[str(year)], rel=0.002)
