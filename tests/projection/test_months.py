"""Counts between two Decembers."""

import numpy as np
import pytest
from made_up import assumed

from simulator.inputs.assumption import Assumptions
from simulator.projection import Values
from simulator.projection.months import lost_by_april, measured, monthly_path

BEFORE, NOW = np.array([1000.0, 2000.0]), np.array([1200.0, 1800.0])


def seasonal(**shares: float) -> Values:
    """Voluntary insurance with shares of the previous or the next December by month."""
    return Values(
        Assumptions(
            [
                assumed(name, f"voluntary,{month}", share)
                for name, by_month in shares.items()
                for month, share in by_month.items()
            ]
        )
    )


def test_without_seasons_the_path_is_a_straight_line_from_december_to_december():
    path = monthly_path(seasonal(), "voluntary", BEFORE, NOW)
    months = np.arange(1, 13)[:, None] / 12
    assert path == pytest.approx(BEFORE + months * (NOW - BEFORE))


def test_a_known_month_is_its_share_and_the_rest_is_linear_between():
    values = seasonal(share_of_previous_december={3: 0.77}, share_of_next_december={9: 0.9})
    path = monthly_path(values, "voluntary", BEFORE, NOW)
    assert path[2] == pytest.approx(0.77 * BEFORE)
    assert path[8] == pytest.approx(0.9 * NOW)
    assert path[11] == pytest.approx(NOW)
    assert path[5] == pytest.approx((path[2] + path[8]) / 2)
    assert path[0] == pytest.approx(BEFORE + (path[2] - BEFORE) / 3)


def test_seasons_of_one_series_say_nothing_of_another():
    values = seasonal(share_of_previous_december={3: 0.5})
    assert monthly_path(values, "ui", BEFORE, NOW)[2] == pytest.approx(
        BEFORE + 0.25 * (NOW - BEFORE)
    )


@pytest.mark.parametrize("month", [3, 6, 12])
def test_measures_are_taken_from_the_path(month):
    values = seasonal(share_of_previous_december={3: 0.77})
    counts = np.stack([BEFORE, NOW, 2 * NOW])
    path = monthly_path(values, "voluntary", NOW, 2 * NOW)
    assert measured(values, "voluntary", counts, "year_end", month) is counts
    found = measured(values, "voluntary", counts, "month", month)
    assert found[2] == pytest.approx(path[month - 1])
    average = measured(values, "voluntary", counts, "year_average", month)
    assert average[2] == pytest.approx(path.mean(axis=0))
    first = measured(values, "voluntary", counts, "month", 3, before=1500.0)[0]
    assert first == pytest.approx([0.77 * 1500.0] * 2)
    # The December before the first one is not known, so neither is any month before it.
    assert np.isnan(average[0]).all()
    assert np.isnan(found[0]).all() == (month < 12)


def test_person_years_lost_by_april_by_hand():
    """100 in December, 80 at the end of April, falling evenly: 5 + 10 + 15 + 20 person-months."""
    values = seasonal(share_of_previous_december={4: 0.8})
    lost = lost_by_april(values, "voluntary", np.array([[100.0], [100.0]]))
    assert np.isnan(lost[0, 0])
    assert lost[1, 0] == pytest.approx(50.0 / 12)
