"""The stocks of people, and the one function that moves them.

A step of the year does not change the stocks; it says who moves, and why, as transfers.
``Workforce.apply`` is the only code that adds and subtracts, so people are conserved by
construction and the movement table falls out of the same objects.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from simulator.model.arrays import Array, over_states
from simulator.model.movements import Booking, Cause, Transfer, booking
from simulator.model.states import OUT

EVERY_AGE = slice(None)


class Room:
    """Arrays that the years write over one after another: new memory is slow to come by."""

    def __init__(self) -> None:
        self._stocks: list[Array] = []
        self._moving: dict[str, Array] = {}

    def for_stocks(self, last: Array) -> Array:
        """Return an array for stocks that does not hold the ``last`` ones."""
        if not self._stocks or self._stocks[0].shape != last.shape:
            self._stocks = [np.empty(last.shape), np.empty(last.shape)]
        first, second = self._stocks
        return second if first is last else first

    def for_moving(self, whom: str, shape: tuple[int, ...]) -> Array:
        """Return the array for people who move."""
        size = math.prod(shape)
        known = self._moving.get(whom)
        if known is None or known.size < size:
            known = self._moving[whom] = np.empty(size)
        return known[:size].reshape(shape)


@dataclass(slots=True, eq=False)
class Workforce:
    """Stocks of people aged 15-79 at one moment, and the record of who moved.

    Parameters
    ----------
    stocks : (state, sex, age, draw) [persons], states as in ``states.STATE_NAMES``
    booked : who moved so far
    room : arrays to be written over
    """

    stocks: Array
    booked: list[Booking] = field(default_factory=list)
    room: Room = field(default_factory=Room, repr=False)

    def __getitem__(self, states: slice) -> Array:
        return self.stocks[states]

    def share(self, states: slice, rate: Array, ages: slice = EVERY_AGE) -> Array:
        """Return a share of these people: (state, sex, age, draw) [persons].

        The next share of the same states is written over it, so it is for a transfer that is
        applied before.
        """
        people = self.stocks[states, :, ages]
        moving = self.room.for_moving(f"from {states.start}", people.shape)
        return np.multiply(people, rate, out=moving)

    def apply(self, transfers: Iterable[Transfer]) -> None:
        """Move people, and book each movement by cause, origin and destination.

        >>> from simulator.model.states import COMPULSORY, FORMER_MEMBERS, STATE_COUNT
        >>> people = Workforce(np.full((STATE_COUNT, 2, 65, 1), 1.0))
        >>> leaving = people[COMPULSORY] * 0.25
        >>> people.apply([Transfer(Cause.SEPARATION, COMPULSORY, FORMER_MEMBERS, leaving)])
        >>> float(people[COMPULSORY].sum()), float(people[FORMER_MEMBERS].sum())
        (97.5, 162.5)
        """
        for transfer in transfers:
            self._move(transfer)
            self.booked.append(booking(transfer))

    def _move(self, transfer: Transfer) -> None:
        persons = transfer.persons
        ages = EVERY_AGE if transfer.ages is None else transfer.ages
        if transfer.origin is not None:
            self.stocks[transfer.origin, :, ages] -= persons
        if transfer.destination is None:
            return
        target = self.stocks[transfer.destination, :, ages]
        if transfer.shares is None and len(target) == len(persons):
            target += persons
            return
        together = persons[0] if len(persons) == 1 else over_states(persons)
        if transfer.shares is None:
            target += together
            return
        spread = self.room.for_moving("spread", target.shape)
        target += np.multiply(together, transfer.shares, out=spread)


def aged(
    workforce: Workforce, survival: Array, turning_15: Array, room: Room | None = None
) -> Workforce:
    """Return the stocks one year later by ageing and death alone; a new movement record.

    Parameters
    ----------
    workforce : stocks at 31 December
    survival : (sex, age) share of those aged a who live to be a + 1 at the next 31 December
    turning_15 : (sex,) [persons] aged 15 then; all enter the state ``out``
    room : arrays to be written over, so that stocks last for one year more only; or None
    """
    before = workforce.stocks
    after = np.empty(before.shape) if room is None else room.for_stocks(before)
    states, sexes, ages, draws = before.shape
    # In full, since one number for a row of draws takes longer than a number for each.
    rate = np.repeat(survival[:, :, None], draws, axis=2)
    np.multiply(before[:, :, :-1], rate[:, :-1], out=after[:, :, 1:])
    after[:, :, 0] = 0.0
    after[OUT, :, 0] = turning_15[:, None]
    moved = Workforce(after) if room is None else Workforce(after, room=room)
    leaving = (before[:, :, -1] * rate[:, -1]).sum(axis=1)
    dying = (1.0 - survival).ravel() @ before.reshape(states, sexes * ages, draws)
    everywhere = slice(0, states)
    born = np.full((1, draws), turning_15.sum())
    moved.booked += [
        Booking(Cause.DEATH, everywhere, None, dying),
        Booking(Cause.TURNING_80, everywhere, None, leaving),
        Booking(Cause.TURNING_15, None, OUT, born),
    ]
    return moved
