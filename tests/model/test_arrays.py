"""Sums over cells, and steps that are taken in some draws only."""

import numpy as np
import pytest

from simulator.model.arrays import over_cells, solved


@pytest.mark.parametrize("draws", [1, 2, 3])
def test_people_are_summed_over_sexes_and_ages_in_each_draw(draws):
    persons = np.arange(12.0 * draws).reshape(2, 2, 3, draws)
    weight = np.array([[1.0, 0.0, 0.5], [0.0, 2.0, 0.0]])
    assert over_cells(persons) == pytest.approx(persons.sum(axis=(1, 2), keepdims=True))
    weighed = (persons * weight[..., None]).sum(axis=(1, 2), keepdims=True)
    assert over_cells(persons, weight) == pytest.approx(weighed)


def test_only_what_is_wrong_is_solved_with_the_numbers_of_its_own_draw():
    """Square roots by Newton: of 4 in the first draw, which is left, of 9 and 16 in the others."""
    of = np.array([4.0, 9.0, 16.0]).reshape(1, 1, 1, 3)
    start = np.array([7.0, 1.0, 1.0]).reshape(1, 1, 1, 3)
    half, wrong = np.full((1, 1, 1, 1), 0.5), np.array([0.0, 1.0, 1.0])

    def step(x, of, half):
        return half * (of / x - x)

    found = solved(start, wrong.reshape(1, 1, 1, 3), step, of, half)
    assert found.ravel().tolist() == [7.0, 3.0, 4.0]
