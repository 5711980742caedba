"""Localities as bars and tiles: sorted, without their sum, and only where all have a tile."""

from dataclasses import replace

import pytest

from simulator.analysis.programme.allocation import TYPES, allocate
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.report.document import Chart
from simulator.report.results import localities

REGION, SCENARIO = load_region("ninh_thuan"), load_scenario("resolution")


@pytest.fixture(scope="module")
def programme():
    return allocate(REGION, SCENARIO, [2027, 2028])


def test_bars_are_sorted_and_leave_out_the_sum_that_their_table_has(programme):
    for kind in TYPES:
        chart = localities.chart(programme, kind)
        (series,) = chart.series
        heights = list(series.heights)
        assert heights == sorted(heights, reverse=True)
        assert len(heights) == len(REGION.localities) == len(chart.of.rows) - 1
        assert sum(heights) == chart.of.rows[-1][2].value == programme.totals[kind, 2028]


def test_the_tile_map_holds_every_place_once_and_adds_up(programme):
    made = localities.section(REGION, SCENARIO, programme).blocks[0]
    assert made.kind == "tiles"
    assert len(set(made.tiles)) == len(made.rows) == len(REGION.localities)
    people = sum(programme.totals[kind, 2028] for kind in ("compulsory_si", "voluntary_si"))
    assert sum(row[1].value for row in made.rows) == people
    places = {row[0]: tile for row, tile in zip(made.rows, made.tiles, strict=True)}
    assert places["Thuận Nam"][1] == max(row for _, row in made.tiles)  # the southernmost


@pytest.mark.parametrize("tile", [None, (1, 0)])
def test_without_a_tile_of_its_own_for_every_place_there_are_bars_alone(programme, tile):
    first, *others = programme.places
    short = replace(programme, places=(replace(first, tile=tile), *others))
    assert not any(b.kind == "tiles" for b in localities._map(short) if isinstance(b, Chart))
