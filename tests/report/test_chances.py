"""Chances told in words, as a curve and as a distribution are those of the draws."""

import re

import numpy as np
import pytest

from simulator.analysis.uncertainty.bands import odds
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.report.document import Number
from simulator.report.results import chance
from simulator.report.writers.words import cell_words

DRAWN = [
    np.sort(np.random.default_rng(seed).normal(0.25 + 0.05 * seed, 0.04, 200)) for seed in (0, 1)
]
SECTION = chance.section(
    load_region("ninh_thuan"),
    [load_scenario(name) for name in ("status_quo", "resolution")],
    DRAWN,
    2030,
)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_k_in_ten_draws_reach_what_the_words_say(language):
    for block, values in zip(SECTION.blocks[:2], DRAWN, strict=True):
        words = cell_words(block.parts[0], language).replace(",", ".")
        told = re.findall(r"(\d) (?:trong|in) 10.*?(\d+\.\d)", words)
        assert [int(k) for k, _ in told] == [8, 5, 2]
        for k, level in told:
            assert odds(values, float(level) / 100.0) == pytest.approx(int(k) / 10.0, abs=0.02)


def test_the_curve_falls_from_certain_to_none_and_is_the_share_of_draws_that_reach():
    rows = SECTION.blocks[2].of.rows
    for i, values in enumerate(DRAWN, start=1):
        chances = [row[i].value for row in rows]
        assert chances == sorted(chances, reverse=True)
        assert (chances[0], chances[-1]) == (1.0, 0.0)
        for row in rows:
            assert row[i].value == pytest.approx(np.mean(values >= row[0].value - 1e-12), abs=1e-9)


def test_the_distribution_adds_up_to_a_hundred():
    rows = SECTION.blocks[3].of.rows
    assert sum(row[1].value for row in rows) == 100
    assert all(isinstance(row[0], Number) for row in rows)
    middle = sum(row[0].value * row[1].value for row in rows) / 100 + chance.STEP / 2
    assert middle == pytest.approx(DRAWN[1].mean(), abs=chance.STEP / 2)
