"""The day on which a plan is made: what it adds begins no earlier than the year after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.text import Text


@dataclass(frozen=True, slots=True)
class PlanDate:
    """A declared day; no clock is asked, so that the same files give the same numbers.

    Parameters
    ----------
    day : on which the plan is made
    reason : why it is this one
    """

    day: date
    reason: Text


def day_in(stated: object) -> date | None:
    """Return a day written like 2026-11-25, or None.

    >>> day_in("2026-11-25").year, day_in("tháng 11")
    (2026, None)
    """
    try:
        return date.fromisoformat(str(stated))
    except ValueError:
        return None
