"""Looking numbers up: central or drawn, by class, along ages."""

from dataclasses import replace

import numpy as np
import pytest
from made_up import assumed

from simulator.inputs.assumption import Assumptions
from simulator.projection import CENTRAL, Sample, Values


def pattern(*knots: tuple[str, float]) -> Assumptions:
    return Assumptions([assumed("shape", by, x) for by, x in knots])


def test_a_pattern_is_linear_between_its_knots_and_flat_beyond():
    found = Values(pattern(("20", 0.2), ("30", 0.6), ("50", 0.1))).age_pattern("shape")[:, :, 0]
    # Someone aged a is a + 1/2 on average.
    expected = {15: 0.2, 19: 0.2, 20: 0.22, 24: 0.38, 29: 0.58, 30: 0.5875, 40: 0.3375, 49: 0.1125}
    for sex in (0, 1):
        for age, height in {**expected, 50: 0.1, 79: 0.1}.items():
            assert found[sex, age - 15] == pytest.approx(height), age


def test_each_sex_has_its_own_knots_in_any_order():
    knots = pattern(("male,40", 1.0), ("male,20", 0.0), ("female,20", 2.0), ("female,40", 4.0))
    men, women = Values(knots).age_pattern("shape")[:, :, 0]
    assert (men[29 - 15], women[29 - 15]) == pytest.approx((9.5 / 20, 2.0 + 2 * 9.5 / 20))


def test_draws_stand_in_for_central_values_and_blocks_are_parts_of_them():
    sample = Sample(3, {("shape", "20"): np.array([1.0, 2.0, 3.0])})
    values = Values(pattern(("20", 0.2), ("30", 0.6)), sample)
    assert values("shape", "20").tolist() == [1.0, 2.0, 3.0]
    assert values("shape", "30").tolist() == [0.6]
    assert values.by("shape", ("20", "30")).tolist() == [[1.0, 2.0, 3.0], [0.6, 0.6, 0.6]]
    part = sample.block(1, 9)
    assert part.size == 2
    assert part.values["shape", "20"].tolist() == [2.0, 3.0]


def test_samples_are_the_same_where_every_draw_is():
    one = Sample(2, {("shape", "20"): np.array([1.0, 2.0])})
    assert one.same_as(Sample(2, {("shape", "20"): np.array([1.0, 2.0])}))
    assert not one.same_as(Sample(2, {("shape", "20"): np.array([1.0, 2.5])}))
    assert not one.same_as(Sample(2, {("shape", "30"): np.array([1.0, 2.0])}))
    assert not one.same_as(replace(one, size=3))
    assert CENTRAL.central
    assert not one.central
    assert not Sample(3).central
