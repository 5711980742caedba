"""Amounts with their ranges as numbers of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.levers import LEVERS
from simulator.report.document import Number

if TYPE_CHECKING:
    from simulator.analysis.costing.accounts import Amount


def persons(amount: Amount, tag: str = "") -> Number:
    """Return people with their range."""
    return Number(amount.value, "person", amount.low, amount.high, tag)


def billions(amount: Amount, tag: str = "", shown: float | None = None) -> Number:
    """Return million VND as billions with their range.

    Parameters
    ----------
    shown : billions in place of the amount's own, where they are rounded so as to add up
    """
    value = amount.value / 1000.0 if shown is None else shown
    return Number(value, "billion_vnd", amount.low / 1000.0, amount.high / 1000.0, tag)


def millions(amount: Amount, tag: str = "") -> Number:
    """Return million VND with their range."""
    return Number(amount.value, "million_vnd", amount.low, amount.high, tag)


def level_of(lever: str, value: float, tag: str = "") -> Number:
    """Return the level of a lever as people read it: in percent, points, or its own unit."""
    known = LEVERS[lever]
    if known.in_points:
        return Number(100.0 * value, "level_points", tag=tag)
    return Number(value, "level" if known.percent else "plain", tag=tag)
