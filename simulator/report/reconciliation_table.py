"""Why two projections differ, as a table from the old value to the new one."""

from __future__ import annotations

from simulator.analysis.reconciliation import Reconciliation
from simulator.indicators import INDICATORS
from simulator.report.numbers import format_difference, format_signed, format_value
from simulator.report.tables import text_table
from simulator.text import Text


def reconciliation_table(found: Reconciliation, old: str, new: str, language: str) -> str:
    """Return the steps between two values as text for a terminal.

    Parameters
    ----------
    old, new : what the two projections are called
    """
    indicator = INDICATORS[found.indicator]
    label, unit = indicator.label.in_(language), indicator.unit
    if unit == "share":
        points = Text("thay đổi: điểm phần trăm", "changes: percentage points")
        label += f" ({points.in_(language)})"
    return text_table(
        [
            [label, str(found.year)],
            [old, format_value(found.old, unit, language)],
            *([s.label.in_(language), _change(s.change, unit, language)] for s in found.steps),
            [new, format_value(found.new, unit, language)],
        ]
    )


def _change(change: float, unit: str, language: str) -> str:
    # One decimal more than elsewhere: the steps of a share are small.
    if unit == "share":
        return format_signed(100.0 * change, 2, language)
    return format_difference(change, unit, language)
