"""The day on which a plan is made: what it adds begins no earlier than the year after."""

from __future__ import annotations

from datetime import date

from simulator.dataclass import dataclass
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


def on_years(day: date) -> float:
    """Return a day on an axis of years, where 31 December of a year stands at that year.

    >>> on_years(date(2026, 12, 31)), round(on_years(date(2026, 7, 2)), 1)
    (2026.0, 2025.5)
    """
    days = date(day.year, 12, 31).timetuple().tm_yday
    return day.year - 1 + day.timetuple().tm_yday / days


def today_words(day: date) -> Text:
    """Return how a chart names the day up to which law and figures are known."""
    told = day_words(day)
    return Text(f"cập nhật: {told.vi}", f"as of {told.en}")


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""As English sentences have them."""


def day_words(day: date) -> Text:
    """Return a day as official papers write it: of a month only the first two have a nought.

    >>> day_words(date(2025, 7, 1)), day_words(date(2025, 1, 1)).vi
    (Text(vi='01/7/2025', en='1 July 2025'), '01/01/2025')
    """
    month = f"{day:%m}" if day.month < 3 else str(day.month)
    return Text(f"{day:%d}/{month}/{day.year}", f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def day_in(stated: object) -> date | None:
    """Return a day written like 2026-11-25, or None.

    >>> day_in("2026-11-25").year, day_in("tháng 11")
    (2026, None)
    """
    try:
        return date.fromisoformat(str(stated))
    except ValueError:
        return None
