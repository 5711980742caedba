"""Who is where at the end of the base year, and logit benchmarking alone."""

import numpy as np
import pytest
from made_up import FLAT, ONE

from simulator.errors import ContradictionError
from simulator.model.standardisation import standardise
from simulator.model.starting_stocks import Totals, starting_stocks
from simulator.model.states import COMPULSORY, FORMER_MEMBERS, UNCOVERED, UNINSURED, VOLUNTARY

FALLING = FLAT * np.linspace(0.6, 0.1, 65)[None, :, None]


def logit(share: np.ndarray) -> np.ndarray:
    return np.log(share / (1.0 - share))


def test_benchmarking_moves_the_log_odds_of_every_cell_alike():
    rates, people = np.array([[0.2], [0.5], [0.4]]), np.array([[100.0], [200.0], [100.0]])
    moved = logit(standardise(rates, people, np.array([120.0]))) - logit(rates)
    assert moved == pytest.approx(np.full((3, 1), moved[0, 0]))
    assert moved[0, 0] < 0


def test_a_total_that_the_cells_cannot_hold_is_refused_however_small():
    with pytest.raises(ContradictionError):
        standardise(np.array([[0.5]]), np.array([[0.4]]), np.array([0.5]))
    assert standardise(np.array([[0.5]]), np.array([[0.4]]), np.array([0.0])) == 0.0


def test_few_members_are_spread_over_ages_as_their_pattern_says():
    totals = Totals(
        compulsory=ONE * 6_000,
        voluntary=ONE * 50,
        former=ONE * 60,
        compliance=ONE * 0.75,
        voluntary_mix=np.full((7, 1), 1 / 7),
        class_share=np.full((6, 1), 1 / 6),
    )
    population = np.full((2, 65), 1000.0)
    stocks = starting_stocks(population, FLAT * 0.8, totals, FALLING, FALLING[:, ::-1])
    members = stocks[VOLUNTARY].sum(axis=0)
    former, rest = stocks[FORMER_MEMBERS].sum(axis=0), stocks[UNINSURED].sum(axis=0)
    # Of few members the odds are the share, so that each age has its part of the pattern.
    share = (members / (members + rest))[..., 0] / FALLING[:, ::-1, 0]
    assert share == pytest.approx(np.full((2, 65), share[0, 0]), rel=0.01)
    liable = (stocks[COMPULSORY] + stocks[UNCOVERED])[0, ..., 0] / 800.0
    again = (former / rest)[..., 0] / liable
    assert again == pytest.approx(np.full((2, 65), again[0, 0]), rel=0.01)
