"""Figures that someone has published, derived or recalled, with their source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from simulator.dataclass import dataclass
from simulator.schemes import COUNTS, SHARES
from simulator.text import Text, joined


class Status(StrEnum):
    """What stands behind a number, strongest first."""

    PUBLISHED = "published"
    DERIVED = "derived"
    RECALLED = "recalled"
    ANNOUNCED = "announced"
    ESTIMATE = "estimate"
    PROJECTED = "projected"

    @property
    def counted(self) -> bool:
        """Return whether somebody counted or set it: it is neither estimated nor projected.

        >>> Status.RECALLED.counted, Status("estimate").counted
        (True, False)
        """
        return self not in (Status.ESTIMATE, Status.PROJECTED)


STATUSES: dict[str, Text] = {
    Status.PUBLISHED: Text("Đã công bố", "Published"),
    Status.DERIVED: Text("Suy ra từ số liệu công bố", "Derived from published figures"),
    Status.RECALLED: Text("Chưa đối chiếu nguồn", "Recalled, source not at hand"),
    Status.ANNOUNCED: Text("Đã thông báo, chưa hiệu lực", "Announced, not yet in force"),
    Status.ESTIMATE: Text("Ước tính", "Estimate"),
    Status.PROJECTED: Text("Dự báo", "Projected"),
}
"""Status -> label."""

FIGURE_STATUSES: tuple[Status, ...] = tuple(
    status for status in Status if status is not Status.PROJECTED
)
"""Statuses of what is not projected, strongest first."""


def weakest(statuses: Iterable[str]) -> Status:
    """Return the status of what rests on figures of several.

    >>> weakest(["published", "estimate", "derived"]).value
    'estimate'
    """
    return max(map(Status, statuses), key=list(Status).index)


GRADES: dict[str, Text] = {
    "A": Text("Bằng chứng trực tiếp", "Published for this programme"),
    "B": Text("Bằng chứng tương tự", "Analogous evidence"),
    "C": Text("Nhận định chuyên gia", "Judgement"),
}
"""Evidence grade -> label."""

GRADES_TOLD = joined(
    (Text(f"{k}: {t.vi.lower()}", f"{k}: {t.en.lower()}") for k, t in GRADES.items()), "; "
)
"""What the grades mean, in one line."""

ORIGINS: dict[str, Text] = {
    "observed": Text("Số liệu của địa phương", "The place's own figure"),
    "standardised": Text("Chuẩn hoá theo mẫu cả nước", "Standardised from the national pattern"),
    "national": Text("Theo mẫu chung cả nước", "National pattern"),
    "assumed": Text("Giả định", "Assumed"),
}
"""Where an input of a region comes from -> label."""


TARGET_UNITS = {
    **dict.fromkeys(SHARES, "share"),
    **dict.fromkeys(("si_participants", *COUNTS), "person"),
}
"""The indicators that a target can be set for -> the unit that it is set in."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one place and month.

    Parameters
    ----------
    place : code of the territory
    year, month : month 12 is the year's end
    indicator : what is counted
    value, unit : the figure
    status : one of :data:`FIGURE_STATUSES`
    source : where it stands
    line, column : of the table it was read from; 0 where it was not
    source_vi : the source as Vietnamese readers are told it; empty: as it stands
    """

    place: str
    year: int
    month: int
    indicator: str
    value: float
    unit: str
    status: Status
    source: str
    line: int = 0
    source_vi: str = ""
    column: int = 0

    @property
    def counted(self) -> bool:
        """Return whether somebody counted it: it is no estimate."""
        return Status(self.status).counted

    @property
    def cited(self) -> Text:
        """Return the source in both languages."""
        return Text(self.source_vi or self.source, self.source)


@dataclass(frozen=True, slots=True)
class Break:
    """A day on which the definition of a series changed: nothing is differenced across it.

    Parameters
    ----------
    day : from here on the new definition holds
    series : one of :data:`BREAKABLE`
    words : what changed
    """

    day: date
    series: str
    words: Text


BREAKABLE = ("labour_force", "shares", *COUNTS)
"""Series whose definition may break: the labour force, the shares' denominator, counts."""


@dataclass(frozen=True, slots=True)
class GrowthYear:
    """Economic growth of a year [fractions]; None where unknown.

    Parameters
    ----------
    first : as first released, what was known then
    revised : as known later
    plan : as planned for the year
    """

    first: float | None
    revised: float | None
    plan: float | None
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator is to reach by the end of a year.

    Parameters
    ----------
    target_set : the act that sets it
    place : code of the region whose pack states it; a wider one's share is not assigned to a
        place within it, and its number of people says nothing of that place
    year, indicator : at 31 December
    value : a share as a fraction, or people
    denominator : of a share
    source_vi : the source as Vietnamese readers are told it; empty: as it stands
    """

    target_set: str
    place: str
    year: int
    indicator: str
    value: float
    denominator: str
    status: Status
    source: str
    source_vi: str = ""

    @property
    def cited(self) -> Text:
        """Return the source in both languages."""
        return Text(self.source_vi or self.source, self.source)


@dataclass(frozen=True, slots=True)
class Locality:
    """A district or commune to which a programme is allocated.

    Parameters
    ----------
    code, name, kind : of the unit
    population : [persons]
    status, source : of the population
    attainability : how easily it gains people beside the others; 1: like the province
    formerly : former unit -> share of that unit's people who live here; empty for a former unit
    tile : column and row on a tile map of the place, schematic; None where none is stated
    """

    code: str
    name: str
    kind: str
    population: float
    status: Status
    source: str
    attainability: float = 1.0
    formerly: tuple[tuple[str, float], ...] = ()
    tile: tuple[int, int] | None = None
