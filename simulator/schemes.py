"""The insurance schemes whose participants are counted, each declared once."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Scheme:
    """An insurance scheme.

    Parameters
    ----------
    series : its total in a projection, and the first half of ``by`` in its seasonal shares
    count : its participants: indicator, and row of a place's history
    label : words for people
    """

    series: str
    count: str
    label: Text


SCHEMES = (
    Scheme("compulsory", "compulsory_si", Text("BHXH bắt buộc", "Compulsory social insurance")),
    Scheme("voluntary", "voluntary_si", Text("BHXH tự nguyện", "Voluntary social insurance")),
    Scheme("ui", "ui_participants", Text("BHTN (bảo hiểm thất nghiệp)", "Unemployment insurance")),
)
"""In the order of pages and papers."""
COUNTS = tuple(scheme.count for scheme in SCHEMES)
"""The counts of all schemes."""
SERIES = {scheme.count: scheme.series for scheme in SCHEMES}
"""Count -> series."""
