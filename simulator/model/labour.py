"""Migration, retirement and participation: who is in the labour force."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.model.arrays import Array, at_least
from simulator.model.movements import Cause, Transfer
from simulator.model.rates import Conditions, Rates
from simulator.model.states import (
    JOINING,
    LIABLE,
    OUT,
    OUT_OR_JOINING,
    UNINSURED,
    VOLUNTARY,
)
from simulator.model.workforce import Workforce

_OUT_AND_UNINSURED = slice(OUT.start, UNINSURED.stop)


def migration(people: Workforce, net_migration: Array) -> list[Transfer]:
    """Return the year's net migration, spread over ``out`` and the uninsured in proportion.

    Parameters
    ----------
    people : stocks after ageing
    net_migration : (sex, age, draw) [persons], negative where more leave
    """
    if np.abs(net_migration).max() < 1e-6:
        return []
    movable = people[_OUT_AND_UNINSURED]
    rate = net_migration / at_least(movable.sum(axis=0), 1e-9)
    # The net number may not take more than are there; the rest of the cell stays as it is.
    moving = movable * at_least(rate, -1.0)
    return [Transfer(Cause.MIGRATION, None, _OUT_AND_UNINSURED, moving)]


def retirements(people: Workforce, conditions: Conditions, rates: Rates) -> list[Transfer]:
    """Return those who retire: liable workers to ``out`` or informal work, voluntary to ``out``.

    The share ``rate x retiring`` of each cell leaves, where ``retiring`` is
    clip(age + 1 - normal retirement age, 0, 1).
    """
    ages = slice(int(np.flatnonzero(conditions.retiring.any(axis=0))[0]), None)
    share = conditions.retiring[:, ages, None]
    to_work = (1.0 - rates.retired_to_inactive) * rates.class_share
    to_rest = np.broadcast_to(rates.retired_to_inactive, (1, *to_work.shape[1:]))
    spread = np.concatenate([to_rest, to_work])
    liable = people.stocks[LIABLE, :, ages]
    return [
        Transfer(
            Cause.RETIREMENT,
            LIABLE,
            OUT_OR_JOINING,
            liable * (share * rates.retirement),
            spread,
            ages,
        ),
        Transfer(
            Cause.RETIREMENT,
            VOLUNTARY,
            OUT,
            people.share(VOLUNTARY, share * rates.retirement_voluntary, ages),
            None,
            ages,
        ),
    ]


def participation(
    people: Workforce, everybody: Array, target: Array, class_share: Array
) -> list[Transfer]:
    """Return who joins and who leaves the labour force so that participation meets its rate.

    Compulsory, voluntary and uncovered participants stay, so the labour force may remain above
    the target where they exceed it.

    Parameters
    ----------
    people : stocks after retirement
    everybody : (sex, age, draw) [persons] in all states
    target : (sex, age, draw) labour force over population
    class_share : (joining class, 1, 1, draw)
    """
    # The labour force is everybody who is not out of it.
    surplus_out = 1.0 - target
    surplus_out = surplus_out * everybody
    np.subtract(people.stocks[OUT.start], surplus_out, out=surplus_out)
    transfers = []
    ages = _ages(surplus_out > 0)
    if ages is not None:
        joining = at_least(surplus_out[None, :, ages], 0.0)
        transfers.append(
            Transfer(Cause.JOINING_LABOUR_FORCE, OUT, JOINING, joining, class_share, ages)
        )
    ages = _ages(surplus_out < 0)
    if ages is not None:
        uninsured = people.stocks[UNINSURED, :, ages]
        share = surplus_out[:, ages] / -at_least(uninsured.sum(axis=0), 1e-9)
        leaving = people.share(UNINSURED, np.clip(share, 0.0, 1.0, out=share), ages)
        transfers.append(Transfer(Cause.LEAVING_LABOUR_FORCE, UNINSURED, OUT, leaving, None, ages))
    return transfers


def _ages(cells: npt.NDArray[np.bool_]) -> slice | None:
    """Return the ages from the first to the last with a true cell, (sex, age, draw), if any."""
    found = np.flatnonzero(cells.any(axis=(0, 2)))
    return slice(int(found[0]), int(found[-1]) + 1) if len(found) else None
