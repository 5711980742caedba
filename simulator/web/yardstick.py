"""The status quo against which pages hold a scenario."""

from __future__ import annotations

from simulator.web.runs import shipped
from simulator.web.state import Entry, PageState


def yardstick(state: PageState) -> Entry:
    """Return the status quo as the page has it, with what was changed for all scenarios."""
    quo = shipped("status_quo")
    return next((e for e in state.entries if e.name == quo.name), Entry(quo, quo))
