"""Projections as labelled arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.extras import need
from simulator.indicators import INDICATORS, UNITS, Indicator

if TYPE_CHECKING:
    from xarray import Dataset

    from simulator.api.projected import ComparisonResult, ProjectionResult

SYMBOLS = {"share": "1", "million_vnd_month": "million VND/month", "point": "percentage point"}
"""Unit -> how attributes write it, where another word than its key is the custom."""


def dataset(result: ProjectionResult) -> Dataset:
    """Return the indicators of one scenario over year, class and draw."""
    xarray = need("xarray")
    drawn = bool(result.drawn)
    variables = {}
    for name, indicator in INDICATORS.items():
        values = result[name] if drawn else result[name][..., 0]
        axes = ("year", *(("class",) if indicator.by_class else ()), *(("draw",) if drawn else ()))
        variables[name] = (axes, values, _attributes(indicator, result))
    coordinates = {
        "year": ("year", np.asarray(result.years), {"long_name": "year"}),
        "class": ("class", list(CLASS_NAMES), {"long_name": "class of people"}),
    }
    if drawn:
        size = next(iter(result.drawn.values())).shape[-1]
        coordinates["draw"] = ("draw", np.arange(size), {"long_name": "draw"})
    made: Dataset = xarray.Dataset(variables, coordinates, dict(result.about))
    return made


def _attributes(indicator: Indicator, result: ProjectionResult) -> dict[str, str]:
    language = result.language
    counted = next((r["measured"] for r in result.records if r["indicator"] == indicator.name), "")
    return {
        "units": SYMBOLS.get(indicator.unit, indicator.unit),
        "units_in_words": UNITS[indicator.unit].in_(language),
        "long_name": indicator.label.in_(language),
        "description": indicator.explanation.in_(language),
        "measured": "whole year" if indicator.flow else counted,
    }


def side_by_side(result: ComparisonResult) -> Dataset:
    """Return the indicators of several scenarios, with the scenario as the first axis."""
    xarray, pandas = need("xarray"), need("pandas")
    names = pandas.Index(list(result), name="scenario")
    runs = [dataset(run) for run in result.found.values()]
    made: Dataset = xarray.concat(runs, names, combine_attrs="drop_conflicts")
    made.attrs = dict(result.about)
    titles = [run.found.scenario.title.in_(result.language) for run in result.found.values()]
    return made.assign_coords(title=("scenario", titles))
