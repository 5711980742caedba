"""Pieces that several appendices share."""

from __future__ import annotations

from simulator.report.appendix.document import Paragraph
from simulator.report.appendix.source import Source
from simulator.text import Text


def note(source: Source, text: Text) -> Paragraph:
    """Return a remark in small type."""
    return Paragraph((text.in_(source.language),), "note")
