"""A number outside the range that the place states is used, and said to be outside."""

from dataclasses import replace

import pytest

from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.report.assumption_warnings import assumption_warnings

KEY = Assumed("compliance_rate")


@pytest.mark.parametrize(("of", "told"), [("low", 0), ("high", 0), ("below", 1), ("above", 1)])
def test_only_what_lies_outside_is_told_and_told_once(of, told):
    region = load_region("ninh_thuan")
    known = region.assumptions[KEY]
    ends = {"low": known.low, "high": known.high}
    value = ends.get(of, known.low - 0.01 if of == "below" else known.high + 0.01)
    changed = replace(load_scenario("resolution"), assumptions={KEY: Estimate(value, value, value)})
    words = assumption_warnings(region, [changed, changed])
    assert len(words) == told
    assert all("60 % – 82 %" in w.vi and "60% – 82%" in w.en for w in words)
