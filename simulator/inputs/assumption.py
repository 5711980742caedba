"""Numbers that no source gives: estimates by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.dataclass import dataclass
from simulator.inputs.definitions import Role, definition
from simulator.inputs.estimate import REAL, Estimate
from simulator.inputs.figures import Status
from simulator.inputs.keys import Assumed


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Estimate):
    """One assumed number: an estimate with a name.

    Parameters
    ----------
    name, by : what is assumed, and for which class, sector or knot ("" for all)
    unit : unit of the number as people read it
    status : published, derived, recalled, announced or estimate
    origin : code of the region, or name of the scenario, that states it
    support : natural bounds; where none are given, those of its definition
    """

    name: str
    by: str
    unit: str
    status: Status
    origin: str

    def __post_init__(self) -> None:
        """Take the natural bounds from the table of definitions."""
        if self.support == REAL:
            object.__setattr__(self, "support", definition(self.name).support)

    @property
    def key(self) -> Assumed:
        """Return (name, by)."""
        return Assumed(self.name, self.by)

    @property
    def dotted(self) -> str:
        """Return the key as a scenario file writes it."""
        return f"{self.name}.{self.by}" if self.by else self.name

    @property
    def role(self) -> Role:
        """Return what the number is used for."""
        return definition(self.name).role


class Assumptions(Mapping[Assumed, Assumption]):
    """Assumptions by (name, by); a missing one is an error that names it.

    >>> of = {"unit": "share", "status": Status.ESTIMATE, "origin": "x"}
    >>> poor = Assumption(0.3, 0.18, 0.45, "C", name="lapse_rate", by="poor", **of)
    >>> Assumptions([poor])["lapse_rate", "poor"].support
    Support(least=0.0, most=1.0)
    """

    def __init__(self, entries: Mapping[Assumed, Assumption] | list[Assumption]) -> None:
        items = entries.values() if isinstance(entries, Mapping) else entries
        self._entries: dict[tuple[str, str], Assumption] = {entry.key: entry for entry in items}

    def __getitem__(self, key: tuple[str, str]) -> Assumption:
        return self._entries[key]

    def __iter__(self) -> Iterator[Assumed]:
        return (entry.key for entry in self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def overridden_by(self, others: Mapping[Assumed, Assumption]) -> Assumptions:
        """Return these assumptions with those of ``others`` in place of their namesakes."""
        whole = Assumptions([])
        whole._entries = self._entries | {entry.key: entry for entry in others.values()}
        return whole

    def knots(self, name: str) -> list[str]:
        """Return every ``by`` under which ``name`` is stated, in the order of the table."""
        return [by for key, by in self._entries if key == name]
