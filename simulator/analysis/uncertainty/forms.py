"""The odds of a target over the forms of job growth: how far they hang on one of them."""

from __future__ import annotations

import numpy as np

from simulator.analysis.uncertainty.bands import odds
from simulator.inputs.keys import Assumed
from simulator.model.arrays import Array
from simulator.model.job_growth import FORMS
from simulator.projection import Projection
from simulator.projection.job_forms import WEIGHT


def odds_by_form(draws: Projection, drawn: Array, least: float) -> dict[str, float]:
    """Return form -> odds on the draws in which it weighs most; none where weights are certain.

    Parameters
    ----------
    draws : the projection, whose sample has the weights
    drawn : (draw,) the indicator
    least : what it must reach
    """
    sample = draws.values.sample.values
    keys = [Assumed(WEIGHT, form) for form in FORMS]
    if any(key not in sample for key in keys):
        return {}
    heaviest = np.stack([sample[key] for key in keys]).argmax(axis=0)
    return {form: odds(drawn[heaviest == i], least) for i, form in enumerate(FORMS)}


def odds_over_forms(
    draws: Projection, drawn: Array, least: float
) -> tuple[float | None, float | None]:
    """Return the lowest and the highest of :func:`odds_by_form`, or None twice."""
    found = list(odds_by_form(draws, drawn, least).values())
    if not found or not np.all(np.isfinite(found)):
        return None, None
    return min(found), max(found)
