"""How likely a coverage is: the draws as a distribution, and the chance of reaching at least x."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from simulator.analysis.uncertainty.bands import odds
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.model.quantiles import quantiles
from simulator.report.document import (
    Cell,
    Chart,
    Data,
    Number,
    Paragraph,
    Record,
    Section,
    Table,
    Words,
    chain,
    say,
)
from simulator.report.results.headings import heading
from simulator.report.results.waterfall import target_of
from simulator.rounding import adding_up
from simulator.text import Text

STEP = 0.02
"""Coverage from one point of the curve, and from one column, to the next [share]."""
_TIMES = (8, 5, 2)
"""Times in ten that are told in words."""
_SHARE = Text("Tỷ lệ bao phủ từ", "Coverage of at least")


def section(
    region: Region,
    scenarios: Sequence[Scenario],
    drawn: Sequence[Array],
    year: int,
    titles: Sequence[Words] = (),
) -> Section:
    """Return in words, as a curve and as a distribution how likely a coverage is.

    Parameters
    ----------
    scenarios : the distribution is the last one's
    drawn : of each scenario the coverage of the year, (draw,) [share]
    titles : of the scenarios; their own where nothing else is said
    """
    titles = titles or [scenario.title for scenario in scenarios]
    last = scenarios[-1]
    target = target_of(region, last, year)
    aimed = target.value if target is not None and target.place == region.code else None
    what = Text("Khả năng đạt tỷ lệ bao phủ BHXH", "Chances of SI coverage")
    told = [times_in_ten(title, values) for title, values in zip(titles, drawn, strict=True)]
    return Section(
        heading(what, region, None, str(year)),
        (
            *(Paragraph((words,)) for words in told),
            curve(titles, drawn, year, aimed),
            distribution(titles[-1], drawn[-1], year),
        ),
        Data(_records(scenarios, drawn, year)),
    )


def _records(scenarios: Sequence[Scenario], drawn: Sequence[Array], year: int) -> list[Record]:
    """Return one record a scenario and coverage."""
    return [
        {
            "scenario": scenario.name,
            "year": year,
            "coverage": level,
            "chance": odds(values, level),
            "draws": len(values),
        }
        for level in levels(drawn)
        for scenario, values in zip(scenarios, drawn, strict=True)
    ]


def times_in_ten(title: Words, values: Array) -> Words:
    """Return how high coverage is in eight, five and two of ten draws.

    The coverage that k of ten reach is the quantile 1 - k / 10.
    """
    ends = quantiles(values, [1.0 - times / 10.0 for times in _TIMES])
    said = [
        say(
            "{k} trong 10 lần đạt từ {x} trở lên",
            "{k} in 10 reach {x} or more",
            k=str(times),
            x=Number(float(end), "share"),
        )
        for times, end in zip(_TIMES, ends, strict=True)
    ]
    return say(
        "{title}: trong các lần mô phỏng, {said}.",
        "{title}: of the draws, {said}.",
        title=title,
        said=chain(said),
    )


def levels(drawn: Sequence[Array]) -> list[float]:
    """Return round coverages from below the lowest draw to above the highest [share]."""
    first = math.floor(min(float(v.min()) for v in drawn) / STEP)
    last = math.ceil(max(float(v.max()) for v in drawn) / STEP)
    return [round(i * STEP, 6) for i in range(first, last + 1)]


def curve(
    titles: Sequence[Words], drawn: Sequence[Array], year: int, aimed: float | None = None
) -> Chart:
    """Return the chance of reaching at least a coverage, a column a scenario.

    Parameters
    ----------
    aimed : the coverage that the place is to reach, if any
    """
    rows: list[tuple[Cell, ...]] = [
        (
            Number(level, "whole_share"),
            *(Number(odds(values, level), "chance") for values in drawn),
        )
        for level in levels(drawn)
    ]
    caption = say(
        "Khả năng đạt ít nhất tỷ lệ bao phủ cho trước, {year}",
        "Chance of reaching at least a given coverage, {year}",
        year=str(year),
    )
    table = Table(caption, (_SHARE, *titles), tuple(rows))
    marks = () if aimed is None else ((100.0 * aimed, 100.0 * odds(drawn[-1], aimed)),)
    told = chain([times_in_ten(*pair) for pair in zip(titles, drawn, strict=True)], " ")
    unit = Text("khả năng, % số lần mô phỏng", "chance, % of draws")
    return Chart(table, told, unit, "curve", targets=marks)


def distribution(title: Words, values: Array, year: int) -> Chart:
    """Return how many of a hundred draws have which coverage; the columns add up to 100."""
    at = levels([values])
    counted, _ = np.histogram(values, at)
    shown = adding_up([100.0 * float(n) / len(values) for n in counted], 100.0)
    rows = tuple(
        (Number(low, "whole_share"), Number(times, "number", decimals=0))
        for low, times in zip(at[:-1], shown, strict=True)
    )
    caption = say(
        "Trong 100 lần mô phỏng có bao nhiêu lần: {title}, {year}",
        "Of 100 draws how many: {title}, {year}",
        title=title,
        year=str(year),
    )
    points = f"{100 * STEP:.0f}"
    head = (
        Text(f"Từ (mỗi khoảng {points} điểm phần trăm)", f"From (steps of {points} points)"),
        Text("Số lần trong 100", "Times in 100"),
    )
    unit = Text("số lần trong 100", "times in 100")
    return Chart(Table(caption, head, rows), times_in_ten(title, values), unit, "stack")
