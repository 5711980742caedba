"""The stocks of people, and the one function that moves them.

A step of the year does not change the stocks; it says who moves, and why, as transfers.
``Workforce.apply`` is the only code that adds and subtracts, so people are conserved by
construction and the movement table falls out of the same objects.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from simulator.classes import CLASSES, FORMER
from simulator.text import Text

Array = npt.NDArray[np.float64]

FIRST_AGE, LAST_AGE = 15, 79
AGES = np.arange(FIRST_AGE, LAST_AGE + 1)
SEXES = ("male", "female")

_K = len(CLASSES)
OUT = slice(0, 1)
UNINSURED = slice(1, 1 + _K)
JOINING = slice(1, 1 + FORMER)
"""Uninsured classes that new entrants and leavers join: all but former members."""
OUT_OR_JOINING = slice(0, 1 + FORMER)
FORMER_MEMBERS = slice(1 + FORMER, 1 + _K)
VOLUNTARY = slice(1 + _K, 1 + 2 * _K)
UNCOVERED = slice(1 + 2 * _K, 2 + 2 * _K)
COMPULSORY = slice(2 + 2 * _K, 3 + 2 * _K)
LIABLE = slice(1 + 2 * _K, 3 + 2 * _K)
"""Uncovered, then compulsory."""
STATE_COUNT = 3 + 2 * _K

STATES: dict[str, Text] = {
    "out": Text("Ngoài lực lượng lao động", "Not in the labour force"),
    **{
        f"uninsured.{name}": Text(f"Chưa tham gia: {label.vi}", f"Uninsured: {label.en}")
        for name, label in CLASSES.items()
    },
    **{
        f"voluntary.{name}": Text(f"Tự nguyện: {label.vi}", f"Voluntary: {label.en}")
        for name, label in CLASSES.items()
    },
    "uncovered": Text("Thuộc diện bắt buộc nhưng chưa tham gia", "Liable but not covered"),
    "compulsory": Text("Tham gia BHXH bắt buộc", "Compulsory participants"),
}
"""State -> label, in the order of the state axis."""
STATE_NAMES = tuple(STATES)


class Cause(StrEnum):
    """Why people move."""

    TURNING_15 = "turning_15"
    DEATH = "death"
    TURNING_80 = "turning_80"
    MIGRATION = "migration"
    RETIREMENT = "retirement"
    JOINING_LABOUR_FORCE = "joining_labour_force"
    LEAVING_LABOUR_FORCE = "leaving_labour_force"
    OWNER_REGISTRATION = "owner_registration"
    SEPARATION = "separation"
    HIRING = "hiring"
    HIRING_FROM_OUTSIDE = "hiring_from_outside"
    LAYOFF = "layoff"
    COMPLIANCE = "compliance"
    LUMP_SUM = "lump_sum"
    LAPSE = "lapse"
    ENTRY = "entry"

    @property
    def label(self) -> Text:
        """Return the cause in words."""
        return _CAUSE_LABELS[self]


_CAUSE_LABELS = {
    Cause.TURNING_15: Text("Đủ 15 tuổi", "Turning 15"),
    Cause.DEATH: Text("Chết", "Death"),
    Cause.TURNING_80: Text("Đủ 80 tuổi", "Turning 80"),
    Cause.MIGRATION: Text("Di cư thuần", "Net migration"),
    Cause.RETIREMENT: Text("Nghỉ hưu", "Retirement"),
    Cause.JOINING_LABOUR_FORCE: Text("Vào lực lượng lao động", "Joining the labour force"),
    Cause.LEAVING_LABOUR_FORCE: Text("Rời lực lượng lao động", "Leaving the labour force"),
    Cause.OWNER_REGISTRATION: Text(
        "Chủ hộ kinh doanh đăng ký tham gia", "Registration of household-business owners"
    ),
    Cause.SEPARATION: Text("Thôi việc", "Separation"),
    Cause.HIRING: Text("Được tuyển vào việc thuộc diện bắt buộc", "Hiring into liable jobs"),
    Cause.HIRING_FROM_OUTSIDE: Text(
        "Người nơi khác đến làm dự án", "Hiring from outside for projects"
    ),
    Cause.LAYOFF: Text("Mất việc", "Lay-off"),
    Cause.COMPLIANCE: Text("Thay đổi do tuân thủ", "Change of compliance"),
    Cause.LUMP_SUM: Text("Rút BHXH một lần", "Lump-sum withdrawal"),
    Cause.LAPSE: Text("Dừng đóng", "Lapse"),
    Cause.ENTRY: Text("Tham gia mới hoặc tham gia lại", "Entry or re-enrolment"),
}

EVERY_AGE = slice(None)
OUTSIDE = -1
"""Origin or destination outside the states: births, deaths, ages below 15 and above 79."""

Movements = dict[tuple[Cause, int, int], Array]
"""(cause, origin state, destination state) -> (draw,) persons."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """People who move from some states to others for one cause.

    Parameters
    ----------
    cause : why
    origin : states they leave; None from outside
    destination : states they enter; None to outside
    persons : (origin state, sex, age, draw) [persons]; (1, ...) from outside
    shares : (destination state, 1, 1, draw or 1), adding to one: how everyone who moves is
        spread over the destination. None: one destination takes all, or each origin state has
        its own destination state.
    ages : the ages that ``persons`` covers, as positions on the age axis; None: all
    totals : (origin state, draw) [persons], where whoever made the transfer has added them up
    """

    cause: Cause
    origin: slice | None
    destination: slice | None
    persons: Array
    shares: Array | None = None
    ages: slice | None = None
    totals: Array | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """How many people moved from some states to others for one cause.

    Parameters
    ----------
    cause, origin, destination : as the transfer states them
    totals : (origin state, draw) [persons]; from outside as many rows as were moved
    shares : (destination state, draw or 1), as the transfer states them
    """

    cause: Cause
    origin: slice | None
    destination: slice | None
    totals: Array
    shares: Array | None = None

    def moved(self) -> Iterator[tuple[int, int, Array]]:
        """Yield each movement: origin and destination state, or ``OUTSIDE``, and (draw,)."""
        # Outside is one place, from which every row may come.
        origins = [OUTSIDE] * len(self.totals) if self.origin is None else _positions(self.origin)
        destinations = _positions(self.destination)
        each = len(destinations) == len(origins)
        for i, (origin, total) in enumerate(zip(origins, self.totals, strict=True)):
            if self.shares is None:
                yield origin, destinations[i if each else 0], total
                continue
            for destination, share in zip(destinations, self.shares, strict=True):
                yield origin, destination, total * share


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


@dataclass(slots=True)
class Workforce:
    """Stocks of people aged 15-79 at one moment, and the record of who moved.

    Parameters
    ----------
    stocks : (state, sex, age, draw) [persons], states as in :data:`STATE_NAMES`
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

        >>> people = Workforce(np.full((STATE_COUNT, 2, 65, 1), 1.0))
        >>> leaving = people[COMPULSORY] * 0.25
        >>> people.apply([Transfer(Cause.SEPARATION, COMPULSORY, FORMER_MEMBERS, leaving)])
        >>> float(people[COMPULSORY].sum()), float(people[FORMER_MEMBERS].sum())
        (97.5, 162.5)
        """
        for transfer in transfers:
            self._move(transfer)
            self.booked.append(_booking(transfer))

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
        together = persons[0] if len(persons) == 1 else _over_states(persons)
        if transfer.shares is None:
            target += together
            return
        spread = self.room.for_moving("spread", target.shape)
        target += np.multiply(together, transfer.shares, out=spread)


def _booking(transfer: Transfer) -> Booking:
    totals = cell_sums(transfer.persons) if transfer.totals is None else transfer.totals
    shares = None if transfer.shares is None else transfer.shares[:, 0, 0]
    return Booking(transfer.cause, transfer.origin, transfer.destination, totals, shares)


def left(booked: Iterable[Booking], cause: Cause, states: slice) -> Array:
    """Return who left each of these states for one cause: (state, draw) [persons]."""
    found: list[tuple[slice, Array]] = []
    for booking in booked:
        origin = booking.origin
        if booking.cause is cause and origin is not None:
            first, stop = max(origin.start, states.start), min(origin.stop, states.stop)
            if first < stop:
                rows = slice(first - states.start, stop - states.start)
                found.append((rows, booking.totals[first - origin.start : stop - origin.start]))
    if len(found) == 1 and len(found[0][1]) == states.stop - states.start:
        return found[0][1]
    draws = max((totals.shape[-1] for _, totals in found), default=1)
    moved = np.zeros((states.stop - states.start, draws))
    for rows, totals in found:
        moved[rows] += totals
    return moved


def movements_of(booked: Iterable[Booking]) -> Movements:
    """Return the movement table of what was booked."""
    movements: Movements = {}
    for booking in booked:
        for origin, destination, persons in booking.moved():
            key = (booking.cause, origin, destination)
            known = movements.get(key)
            movements[key] = persons if known is None else known + persons
    return movements


def cell_sums(persons: Array) -> Array:
    """Sum (state, sex, age, draw) over sex and age: (state, draw) [persons]."""
    states, sexes, ages, draws = persons.shape
    flat = persons.reshape(states, sexes * ages, draws)
    return np.asarray(_ones(sexes * ages) @ flat)


def _over_states(persons: Array) -> Array:
    """Sum (state, sex, age, draw) over states: (sex, age, draw) [persons]."""
    summed = _ones(len(persons)) @ persons.reshape(len(persons), -1)
    return np.asarray(summed.reshape(persons.shape[1:]))


def at_least(array: Array, least: float) -> Array:
    """Return ``array``, and ``least`` where it is smaller; half the time of ``np.maximum``."""
    return np.clip(array, least, np.inf)


@lru_cache(maxsize=64)
def _ones(count: int) -> Array:
    return np.ones(count)


def _positions(states: slice | None) -> range:
    return range(OUTSIDE, OUTSIDE + 1) if states is None else range(states.start, states.stop)


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
