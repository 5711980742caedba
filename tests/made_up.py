"""People, rates and conditions of a made-up year, in which nothing moves unless it is asked to."""

from __future__ import annotations

import numpy as np

from simulator.inputs.assumption import Assumption
from simulator.inputs.figures import Status
from simulator.model.arrays import over_cells
from simulator.model.rates import Conditions, Rates, YearEnd
from simulator.model.states import (
    COMPULSORY,
    FORMER_MEMBERS,
    INACTIVE,
    STATE_COUNT,
    UNCOVERED,
    UNINSURED,
    VOLUNTARY,
)
from simulator.model.workforce import Workforce

ONE = np.ones(1)
ZERO = np.zeros(1)
FLAT = np.ones((2, 65, 1))


def rates(**changed) -> Rates:
    usual = {
        "class_share": np.full((6, 1, 1, 1), 1 / 6),
        "hiring_weight": np.ones((7, 1, 1, 1)),
        "inactivity_odds": FLAT * 0.0,
        "hiring_pattern": FLAT,
        "separation": FLAT * 0.0,
        "separation_uncovered": FLAT * 0.0,
        "retirement": ZERO,
        "retirement_voluntary": ZERO,
        "retired_to_inactive": ONE,
        "lapse": np.zeros((7, 1, 1, 1)),
        "recruitment": np.zeros((7, 1, 1, 1)),
        "entry_pattern": FLAT,
        "reenrolment": ZERO,
        "replacement": ZERO,
        "ui_outside": ZERO,
        "hiring_cap": 0.9,
        "entry_cap": 0.5,
        "room_filled_a_year": 0.5,
        "base_covered": ONE,
        "base_force": ONE,
        "form_weight": np.array([[1.0], [0.0], [0.0]]),
        "room_filled": ONE * 1e-6,
        "yearly_rise": ZERO,
    }
    return Rates(**{**usual, **changed})


def conditions(**changed) -> Conditions:
    cells = np.zeros((2, 65, 1))
    turning_15, turning_80 = cells[None].copy(), cells.copy()
    turning_15[0, :, 0] = changed.get("population", cells)[:, 0]
    turning_80[:, -1] = changed.get("survival", cells)[:, -1]
    usual = {
        "year": 2025,
        "survival": cells,
        "turning_15": turning_15,
        "turning_80": turning_80,
        "population": cells,
        "working_age": cells + 1,
        "retiring": cells,
        "participation_odds": ONE,
        "participation_added": ZERO,
        "owner_share": ZERO,
        "job_growth": ZERO,
        "room_growth": ZERO,
        "job_noise": ZERO,
        "damping": 0.0,
        "project_jobs": ZERO,
        "hired_from_outside": ZERO,
        "closures": ZERO,
        "compliance_shift": ZERO,
        "lump_sum_rate": ZERO,
        "access": np.ones((7, 1, 1, 1)),
        "price_entry": np.ones((7, 1, 1, 1)),
        "lapse_factor": np.ones((7, 1, 1, 1)),
        "recruitment_noise": ZERO,
        "ui_shift": ZERO,
    }
    return Conditions(**{**usual, **changed})


def year_end(world: Workforce, **changed) -> YearEnd:
    """The last year's end, with everybody in the labour force."""
    held = over_cells(world.stocks)
    usual = {
        "year": 2024,
        "population": world.stocks.sum(axis=0),
        "stocks": world.stocks,
        "people": held,
        "in_migrants": np.zeros((1, *world.stocks.shape[1:])),
        "reference_voluntary": held[VOLUNTARY],
        "owners": ZERO,
        "project_jobs": ZERO,
        "compliance_shift": ZERO,
        "labour_force": held[1:].sum(axis=0),
    }
    return YearEnd(**{**usual, **changed})


def people(**persons) -> Workforce:
    stocks = np.zeros((STATE_COUNT, 2, 65, 1))
    places = {
        "out": INACTIVE,
        "uninsured": UNINSURED,
        "voluntary": VOLUNTARY,
        "uncovered": UNCOVERED,
        "compulsory": COMPULSORY,
        "former": FORMER_MEMBERS,
    }
    for name, total in persons.items():
        states = places[name]
        stocks[states] = total / (stocks[states].size)
    return Workforce(stocks)


def assumed(name: str, by: str, value: float) -> Assumption:
    """Return an assumption that is certain."""
    of = {"unit": "share", "status": Status.ESTIMATE, "origin": "made up"}
    return Assumption(value, value, value, name=name, by=by, **of)
