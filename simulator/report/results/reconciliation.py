"""Why two projections differ, from the old value to the new one."""

from __future__ import annotations

from simulator.analysis.causes.reconciliation import Reconciliation
from simulator.indicators import INDICATORS
from simulator.report.document import Data, Number, Section, Table, Words, say
from simulator.text import Text


def section(found: Reconciliation, old: Words, new: Words) -> Section:
    """Return the steps between two values.

    Parameters
    ----------
    old, new : what the two projections are called
    """
    indicator = INDICATORS[found.indicator]
    share = indicator.unit == "share"
    label: Words = indicator.label
    if share:
        words = "{label} (thay đổi: điểm phần trăm)", "{label} (changes: percentage points)"
        label = say(*words, label=indicator.label)

    def change(value: float) -> Number:
        if share:  # One decimal more than elsewhere: the steps of a share are small.
            return Number(100.0 * value, "number", decimals=2, signed=True)
        return Number(value, indicator.unit, signed=True)

    def shown(value: float) -> Number:
        return Number(value, indicator.unit, signed=indicator.unit == "point")

    steps = [(step.label, change(step.change)) for step in found.steps]
    rows = ((old, shown(found.old)), *steps, (new, shown(found.new)))
    what = Text("Vì sao hai dự báo khác nhau", "Why two projections differ")
    return Section(what, (Table("", (label, str(found.year)), rows),), _data(found))


def _data(found: Reconciliation) -> Data:
    rows = [{"step": s.kind, "label": s.label, "change": s.change} for s in found.steps]
    whole = {
        "indicator": found.indicator,
        "year": found.year,
        "old": found.old,
        "new": found.new,
        "steps": rows,
    }
    return Data(rows, whole=whole)
