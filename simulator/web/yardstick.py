"""The status quo against which pages hold a scenario."""

from __future__ import annotations

from simulator.web.runs import shipped
from simulator.web.state import Entry, PageState, facts_of, with_facts


def yardstick(state: PageState) -> Entry:
    """Return the status quo as the page has it, with what was changed for all scenarios."""
    quo = shipped("status_quo")
    shown = next((e for e in state.entries if e.name == quo.name), None)
    return shown or with_facts(Entry(quo, quo), facts_of(state))
