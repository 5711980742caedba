import numpy as np
import pytest
from scipy.stats import qmc

from simulator.analysis.uncertainty.sobol import sobol_points


@pytest.mark.parametrize(
    ("dimensions", "size", "seed", "skip"), [(1, 1, 0, 0), (194, 1000, 1, 0), (300, 64, 7, 4096)]
)
@pytest.mark.filterwarnings("ignore:The balance properties")
def test_the_points_are_those_of_scipy_to_the_last_bit(dimensions, size, seed, skip):
    theirs = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed))
    if skip:
        theirs.fast_forward(skip)
    np.testing.assert_array_equal(sobol_points(dimensions, size, seed, skip), theirs.random(size))


def test_more_dimensions_than_the_table_has_are_still_a_net():
    points = sobol_points(301, 64, seed=1)
    assert points.shape == (64, 301)
    in_cells = np.sort((points * 64).astype(int), axis=0)
    assert (in_cells == np.arange(64)[:, None]).all()  # one point in each of 64 stretches
