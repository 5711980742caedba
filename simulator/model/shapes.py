"""How many states and cells each array of a year has, where it is not one number for the place."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

import numpy as np

from simulator.classes import CLASSES, FORMER
from simulator.model.job_growth import FORMS
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.states import AGES, STATE_COUNT

Kind = TypeVar("Kind", YearEnd, Rates, Conditions)

_CELLS = (2, len(AGES), 1)
_BY_CLASS = (len(CLASSES), 1, 1, 1)
_SHAPES: dict[str, tuple[int, ...]] = {
    "stocks": (STATE_COUNT, *_CELLS),
    "people": (STATE_COUNT, 1, 1, 1),
    "in_migrants": (1, *_CELLS),
    "turning_15": (1, *_CELLS),
    "class_share": (FORMER, 1, 1, 1),
    "form_weight": (len(FORMS), 1),
    **dict.fromkeys(
        (
            "reference_voluntary",
            "hiring_weight",
            "lapse",
            "recruitment",
            "access",
            "price_entry",
            "lapse_factor",
        ),
        _BY_CLASS,
    ),
    **dict.fromkeys(
        (
            "hiring_pattern",
            "separation",
            "separation_uncovered",
            "entry_pattern",
            "survival",
            "turning_80",
            "population",
            "working_age",
            "retiring",
            "inactivity_odds",
        ),
        _CELLS,
    ),
}


def blank(kind: type[Kind]) -> Kind:
    """Return a year's end, rates or conditions with nothing in them, for one draw."""
    empty: dict[str, Any] = {
        field.name: np.zeros(_SHAPES.get(field.name, (1,))) for field in fields(kind)
    }
    if "year" in empty:
        empty["year"] = 0
    return kind(**empty)
