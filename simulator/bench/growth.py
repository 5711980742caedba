"""How time grows with draws, years and places: as a power, 1 where twice as many take twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.bench.measuring import Row, least
from simulator.bench.provinces import made_up
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.projection import project
from simulator.text import Text

DRAWS = (128, 512, 2048)
LAST_YEARS = (2030, 2045, 2075)
PLACES = (1, 2, 4)


def growth(times: int) -> list[Row]:
    """Return the power by which time grows with each of the three."""
    region, scenario = load_region("ninh_thuan"), load_scenario("resolution")
    sample = draw_sample(region, scenario, DRAWS[-1])
    few, places = sample.block(0, DRAWS[0]), made_up(PLACES[-1])
    by_draws = {
        float(size): lambda size=size: project(region, scenario, 2030, sample.block(0, size))
        for size in DRAWS
    }
    by_years = {
        float(last - region.base_year): lambda last=last: project(region, scenario, last, few)
        for last in LAST_YEARS
    }
    by_places = {
        float(count): lambda count=count: [
            project(place, scenario, 2030, few) for place in places[:count]
        ]
        for count in PLACES
    }
    return [
        _power(Text("Số lần mô phỏng, 128-2.048", "Draws, 128-2,048"), by_draws, times),
        _power(Text("Số năm, đến 2030-2075", "Years, to 2030-2075"), by_years, times),
        _power(Text("Số địa bàn, 1-4", "Places, 1-4"), by_places, times),
    ]


def _power(name: Text, tasks: Mapping[float, Callable[[], object]], times: int) -> Row:
    named = {str(size): task for size, task in tasks.items()}
    found = least(named, times)
    slope = np.polyfit(np.log(list(tasks)), np.log(list(found.values())), 1)[0]
    return Row(name, float(slope), "power")
