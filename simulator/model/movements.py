"""Who moves from where to where, and why: what a step of the year returns, and its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from simulator.model.arrays import Array, cell_sums
from simulator.text import Text


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


OUTSIDE = -1
"""Origin or destination outside the states: births, deaths, ages below 15 and above 79."""

Movements = dict[tuple[Cause, int, int], Array]
"""(cause, origin state, destination state) -> (draw,) persons."""


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True, eq=False)
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


def booking(transfer: Transfer) -> Booking:
    """Return the record of a transfer."""
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


def _positions(states: slice | None) -> range:
    return range(OUTSIDE, OUTSIDE + 1) if states is None else range(states.start, states.stop)
