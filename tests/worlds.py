"""Small worlds and changed regions that the tests share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simulator.inputs.assumption import Assumptions
from simulator.inputs.estimate import Estimate
from simulator.inputs.figures import Figure
from simulator.inputs.plan_date import PlanDate
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import LeverSetting, RelativeYear, Scenario
from simulator.levers import LEVERS
from simulator.text import Text

LONG_AGO = PlanDate(date(2000, 1, 1), Text("thử", "a test"))
"""So planned, ``+1`` is the first projected year whatever the region."""


def region_with(factor: float = 1.0, **counts: float) -> Region:
    """Ninh Thuận with everything counted in people times ``factor``, and some counts replaced."""
    region = load_region("ninh_thuan")
    scaled = {"person"}
    history = tuple(
        replace(f, value=counts.get(f.indicator, f.value) * factor) if f.unit in scaled else f
        for f in region.history
    )
    stock = region.assumptions["former_stock", ""]
    changed = replace(stock, value=stock.value * factor, low=0.0, high=stock.high * factor)
    people = region.demography
    return replace(
        region,
        history=history,
        assumptions=Assumptions({**dict(region.assumptions), changed.key: changed}),
        demography=replace(people, populations=people.populations * factor),
    )


def with_figure(region: Region, figure: Figure) -> Region:
    """Return a region with one more figure in its history, in place of its namesake."""

    def of(f: Figure) -> tuple[str, int, int]:
        return f.indicator, f.year, f.month

    others = (f for f in region.history if of(f) != of(figure))
    return replace(region, history=(*others, figure))


def province_with_history(
    compulsory: dict[int, float], voluntary: dict[int, float], ui: dict[int, float] | None = None
) -> Region:
    """Ninh Thuận with published December counts of its own; the last year is its base year."""
    region = load_region("ninh_thuan")
    ui = ui or {year: count * 0.85 for year, count in compulsory.items()}
    counts = {"compulsory_si": compulsory, "voluntary_si": voluntary, "ui_participants": ui}
    made = tuple(
        Figure(region.code, year, 12, name, value, "person", "published", "made up for a test")
        for name, by_year in counts.items()
        for year, value in by_year.items()
    )
    history = (*(f for f in region.history if f.indicator not in counts), *made)
    return replace(region, history=history)


def neutral_levers() -> dict[str, LeverSetting]:
    return {
        name: LeverSetting(RelativeYear(1), 1, {"default": Estimate.exactly(lever.neutral)})
        for name, lever in LEVERS.items()
    }


def with_lever(name: str, level: float, by: str = "default", ramp: float = 1) -> Scenario:
    neutral = Estimate.exactly(LEVERS[name].neutral)
    setting = LeverSetting(RelativeYear(1), ramp, {"default": neutral, by: Estimate.exactly(level)})
    title = Text("thử", "test")
    return Scenario(name="test", title=title, levers={name: setting}, planned_on=LONG_AGO)


def plain() -> Scenario:
    return Scenario(name="plain", title=Text("trơn", "plain"), planned_on=LONG_AGO)
