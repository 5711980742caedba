"""left_out."""

from __future__ import annotations

from simulator.web.session import Visitor


def show(known: Visitor) -> None:
    """Draw the page."""
