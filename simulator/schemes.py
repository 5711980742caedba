"""The insurance schemes whose participants are counted, each declared once."""

from __future__ import annotations

from simulator.dataclass import dataclass
from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Scheme:
    """An insurance scheme.

    Parameters
    ----------
    series : its total in a projection, and the first half of ``by`` in its seasonal shares
    count : its participants: indicator, and row of a place's history
    label, short : words for people
    share : indicator of its participants over the working-age labour force; "" where there is none
    given : whether packs must state its count and its past is forecast; else it follows from others
    """

    series: str
    count: str
    label: Text
    short: Text
    share: str = ""
    given: bool = True


SCHEMES = (
    Scheme(
        "compulsory",
        "compulsory_si",
        Text("BHXH bắt buộc", "Compulsory social insurance"),
        Text("BHXH bắt buộc", "Compulsory SI"),
    ),
    Scheme(
        "voluntary",
        "voluntary_si",
        Text("BHXH tự nguyện", "Voluntary social insurance"),
        Text("BHXH tự nguyện", "Voluntary SI"),
        "voluntary_share",
    ),
    Scheme(
        "ui",
        "ui_participants",
        Text("BHTN (bảo hiểm thất nghiệp)", "Unemployment insurance"),
        Text("BHTN", "UI"),
        "ui_share",
    ),
)
"""In the order of pages and papers."""
COUNTS = tuple(scheme.count for scheme in SCHEMES)
"""The counts of all schemes."""
GIVEN = tuple(scheme.count for scheme in SCHEMES if scheme.given)
"""The counts that packs state."""
NUMERATORS = {"si_share": "si_participants", **{s.share: s.count for s in SCHEMES if s.share}}
"""Share of the working-age labour force -> the count in its numerator."""
DENOMINATOR = "working_age_labour_force"
"""The total of a projection over which every share is taken."""
KNOWN_SHARES = {share: f"{share}_of_{DENOMINATOR}" for share in NUMERATORS}
"""Share -> what a place's history calls it."""
SHARES = tuple(NUMERATORS)
"""The indicators for which Resolution 28 sets targets."""
SHORT = {
    "si_participants": Text("Người tham gia BHXH", "SI participants"),
    "si_share": Text("Bao phủ BHXH", "SI coverage"),
    **{name: s.short for s in SCHEMES for name in (s.count, s.share) if name},
}
"""Count or share -> its name where there is little room."""
SERIES = {scheme.count: scheme.series for scheme in SCHEMES}
"""Count -> series."""
