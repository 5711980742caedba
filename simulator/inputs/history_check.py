"""Contradictions between the counts of a pack, before a projection stands on them."""

from __future__ import annotations

from itertools import pairwise

from simulator.errors import Problem
from simulator.inputs.figures import Figure
from simulator.inputs.region import Region
from simulator.text import Text

NEEDED = ("compulsory_si", "voluntary_si", "ui_participants", "labour_force_working_age")
"""Counts of December of the base year without which nothing can be projected."""
COUNTED = (*NEEDED[:3], "si_participants")
JUMP = 10.0
"""A count this many times its neighbour's a year is a slip of the unit, not a development."""


def missing_for_projection(region: Region) -> list[Problem]:
    """Return the counts that a projection of the region would lack."""
    return [
        _at(
            region,
            None,
            name,
            f"thiếu số tháng 12 năm gốc {region.base_year}",
            f"the figure of December of the base year {region.base_year} is missing",
        )
        for name in NEEDED
        if region.figure(name, region.base_year) is None
    ]


def contradictions_of_base_year(region: Region) -> list[Problem]:
    """Return what cannot be true at once in December of the base year."""
    found = {name: region.figure(name, region.base_year) for name in NEEDED}
    compulsory, voluntary, ui, force = found.values()
    problems = [
        _at(region, f, f.indicator, "phải lớn hơn 0", "must be above 0")
        for f in found.values()
        if f is not None and f.value <= 0
    ]
    if compulsory and ui and ui.value >= compulsory.value:
        problems.append(_not_below(region, ui, compulsory))
    if compulsory and voluntary and force:
        insured = compulsory.value + voluntary.value
        if insured >= force.value:
            problems.append(
                _at(
                    region,
                    force,
                    force.indicator,
                    f"{force.value:.0f} không lớn hơn số tham gia BHXH {insured:.0f}",
                    f"{force.value:.0f} is not above the insured, {insured:.0f}",
                )
            )
    everyone = region.figure("labour_force_15_plus", region.base_year)
    if everyone and force and force.value >= everyone.value:
        problems.append(_not_below(region, force, everyone))
    return problems


def check_history(region: Region) -> list[Problem]:
    """Return every contradiction of a region's history, with its line.

    Unemployment insurance above compulsory social insurance in the same month, a sum that its
    parts do not make, and a December that is many times the one before or after.
    """
    problems = contradictions_of_base_year(region)
    for figure in region.history:
        if figure.indicator == "ui_participants" and figure.year != region.base_year:
            other = region.figure("compulsory_si", figure.year, figure.month)
            if other is not None and figure.value > other.value:
                problems.append(_not_below(region, figure, other))
    for name in COUNTED:
        series = sorted(region.counts(name).items())
        for (_, before), (_, now) in pairwise(series):
            ratio = now.value / before.value if before.value else 0.0
            limit = JUMP ** (now.year - before.year)
            if before.value and not 1.0 / limit < ratio < limit:
                problems.append(
                    _at(
                        region,
                        now,
                        name,
                        f"{now.value:.0f} gấp {ratio:.3g} lần năm {before.year}; xem lại đơn vị",
                        f"{now.value:.0f} is {ratio:.3g} times {before.year}; look at the unit",
                    )
                )
    return problems


def _not_below(region: Region, small: Figure, large: Figure) -> Problem:
    words = f"{small.value:.0f} >= {large.indicator} {large.value:.0f}"
    return _at(
        region,
        small,
        small.indicator,
        f"{words} (dòng {large.line})",
        f"{words} (line {large.line})",
    )


def _at(region: Region, figure: Figure | None, key: str, vi: str, en: str) -> Problem:
    name = f"{region.folder.name}/history.csv"
    line = figure.line if figure else 0
    return Problem(name, line, 4 if line else 0, key, Text(vi, en))
