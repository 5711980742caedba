"""The stocks of people, and the one function that moves them.

``Workforce.move`` is the only code that adds and subtracts, so people are conserved by
construction and the movement table falls out of the same call.
"""

from __future__ import annotations

import math
from collections.abc import Container

import numpy as np

from simulator.model.arrays import Array, over_cells, over_states
from simulator.model.movements import NOBODY, Booking, Cause

SPREAD = -1
"""Whom a buffer is for: people spread over several states, or those who leave a state."""


class Buffers:
    """Arrays that the years write over one after another: new memory is slow to come by."""

    def __init__(self) -> None:
        self._stocks: list[Array] = []
        self._moving: dict[int, Array] = {}

    def for_stocks(self, last: Array) -> Array:
        """Return an array for stocks that does not hold the ``last`` ones."""
        if not self._stocks or self._stocks[0].shape != last.shape:
            self._stocks = [np.empty(last.shape), np.empty(last.shape)]
        first, second = self._stocks
        return second if first is last else first

    def for_moving(self, whom: int, shape: tuple[int, ...]) -> Array:
        """Return the array for people who move."""
        size = math.prod(shape)
        known = self._moving.get(whom)
        if known is None or known.size < size:
            known = self._moving[whom] = np.empty(size)
        return known[:size].reshape(shape)


class Workforce:
    """Stocks of people aged 15-79 in the course of a year, and the record of who moved.

    Parameters
    ----------
    stocks : (state, sex, age, draw) [persons], states as in ``states.STATE_NAMES``
    counted : causes whose movements are counted; all by default
    buffers : written over; without it they are new
    """

    def __init__(
        self,
        stocks: Array,
        counted: Container[Cause] = tuple(Cause),
        buffers: Buffers | None = None,
    ) -> None:
        self.stocks = stocks
        self._counted = counted
        self.booked: list[Booking] = []
        self._buffers = buffers

    def __getitem__(self, states: slice) -> Array:
        """Return the people of some states as they stand now; a movement changes them."""
        return self.stocks[states]

    def share(self, states: slice, rate: Array) -> Array:
        """Return a share of the people of some states: (state, sex, age, draw) [persons].

        The next share of the same states may be written over it, so it is to be moved before.
        """
        people = self.stocks[states]
        if self._buffers is None:
            return people * rate
        return np.multiply(people, rate, out=self._buffers.for_moving(states.start, people.shape))

    def capped_share(self, states: slice, pattern: Array, factor: Array, cap: float) -> Array:
        """Return the share min(pattern x factor, cap) of the people of some states, likewise."""
        people = self.stocks[states]
        if self._buffers is None:
            return people * np.minimum(pattern * factor, cap)
        moving = self._buffers.for_moving(states.start, people.shape)
        np.multiply(pattern, factor, out=moving)
        np.minimum(moving, cap, out=moving)
        return np.multiply(people, moving, out=moving)

    def move(
        self,
        cause: Cause,
        origin: slice | None,
        destination: slice | None,
        persons: Array,
        shares: Array | None = None,
    ) -> Array:
        """Move people and book it; return how many left each state, (state, 1, 1, draw).

        Where the cause is not counted, they are not booked, and nought.

        Parameters
        ----------
        cause : why
        origin : states they leave; None from outside
        destination : states they enter; None to outside
        persons : (origin state, sex, age, draw) [persons]; one row or more from outside
        shares : (destination state, 1, 1, draw or 1), adding to one: how everyone who moves is
            spread over the destination. None: one destination takes all, or each origin state
            has its own

        >>> from simulator.model.states import COMPULSORY, FORMER_MEMBERS, STATE_COUNT
        >>> people = Workforce(np.full((STATE_COUNT, 2, 65, 1), 1.0))
        >>> leaving = people[COMPULSORY] * 0.25
        >>> people.move(Cause.SEPARATION, COMPULSORY, FORMER_MEMBERS, leaving).ravel().tolist()
        [32.5]
        >>> float(people[COMPULSORY].sum()), float(people[FORMER_MEMBERS].sum())
        (97.5, 162.5)
        """
        moved = NOBODY
        if cause in self._counted:
            moved = over_cells(persons)
            self.booked.append(Booking(cause, origin, destination, moved, shares))
        if origin is not None:
            self.stocks[origin] -= persons
        if destination is not None:
            self._receive(destination, persons, shares)
        return moved

    def lose(self, cause: Cause, stocks: Array, share: Array) -> None:
        """Book a share of the stocks of the year before, (sex, age, 1), as gone already."""
        if cause in self._counted:
            states = slice(0, len(stocks))
            self.booked.append(Booking(cause, states, None, over_cells(stocks, share)))

    def _receive(self, destination: slice, persons: Array, shares: Array | None) -> None:
        states = destination.stop - destination.start
        if shares is None and states == len(persons):
            self.stocks[destination] += persons
            return
        together = over_states(persons) if len(persons) > 1 else persons
        if shares is not None:
            together = self._spread(together, shares)
        self.stocks[destination] += together

    def _spread(self, persons: Array, shares: Array) -> Array:
        if self._buffers is None:
            return persons * shares
        out = self._buffers.for_moving(SPREAD, (len(shares), *persons.shape[1:]))
        return np.multiply(persons, shares, out=out)
