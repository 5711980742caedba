"""Each scheme is declared once, and everything that counts participants knows it."""

import pytest
from worlds import plain

from simulator.indicators import INDICATORS
from simulator.inputs.figures import BREAKABLE
from simulator.inputs.history_check import NEEDED
from simulator.inputs.region import load_region
from simulator.projection import project
from simulator.schemes import SCHEMES

P = project(load_region("ninh_thuan"), plain(), 2024)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.series)
def test_a_scheme_is_counted_projected_and_named(scheme):
    total = P.total(scheme.series)
    assert P[scheme.count] == pytest.approx(total if total.ndim == 2 else total.sum(axis=1))
    assert INDICATORS[scheme.count].label == scheme.label
    assert (scheme.count in NEEDED) == scheme.given
    assert scheme.count in BREAKABLE
    assert P.region.figure(scheme.count, P.region.base_year) or not scheme.given
