"""Who moved from where to where, and why: the record of a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from simulator.model.arrays import Array, over_states, stacked
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


class Booking(NamedTuple):
    """How many people moved from some states to others for one cause.

    Parameters
    ----------
    cause : why
    origin : states they left; None from outside
    destination : states they entered; None to outside
    totals : (origin state, 1, 1, draw) [persons]; from outside as many rows as were moved
    shares : (destination state, 1, 1, draw or 1), adding to one: how everyone who moved is spread
        over the destination. None: one destination took all, or each origin state has its own
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
        for i, (origin, total) in enumerate(zip(origins, self.totals[:, 0, 0], strict=True)):
            if self.shares is None:
                yield origin, destinations[i if each else 0], total
                continue
            for destination, share in zip(destinations, self.shares[:, 0, 0], strict=True):
                yield origin, destination, total * share


def left(booked: Iterable[Booking], states: slice, *causes: Cause) -> Array:
    """Return who left each of these states for some causes: (state, 1, 1, draw) [persons]."""
    found = list(_leaving(booked, states, causes))
    if all((first, stop) == (states.start, states.stop) for first, stop, _ in found) and found:
        return _added([persons for _, _, persons in found])
    rows: list[list[Array]] = [[NOBODY] for _ in range(states.start, states.stop)]
    for first, stop, persons in found:
        for i in range(stop - first):
            rows[first - states.start + i].append(persons[i : i + 1])
    return stacked(*(_added(row[1:] or row) for row in rows))


def all_left(booked: Iterable[Booking], states: slice, *causes: Cause) -> Array:
    """Return who left any of these states for some causes: (1, 1, 1, draw) [persons]."""
    return _added([over_states(persons) for _, _, persons in _leaving(booked, states, causes)])


def _leaving(
    booked: Iterable[Booking], states: slice, causes: tuple[Cause, ...]
) -> Iterator[tuple[int, int, Array]]:
    """Yield the first and the last but one of some states, and who left each of them."""
    for booking in booked:
        if booking.cause in causes and booking.origin is not None:
            first = max(booking.origin.start, states.start)
            stop = min(booking.origin.stop, states.stop)
            if first < stop:
                begin = booking.origin.start
                yield first, stop, booking.totals[first - begin : stop - begin]


def _added(several: list[Array]) -> Array:
    first, *others = several
    return sum(others, first)


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


NOBODY = np.zeros((1, 1, 1, 1))
