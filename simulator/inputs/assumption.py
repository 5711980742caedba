"""Numbers that no source gives: value, range, grade and the reason for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.inputs.definitions import Role, definition
from simulator.inputs.figures import Status
from simulator.inputs.keys import Assumed
from simulator.text import Text

Z90 = 1.2815515655446004
"""The 90th percentile of the standard normal: low and high are the 10th and 90th."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumed number.

    Parameters
    ----------
    name, by : what is assumed, and for which class, sector or knot ("" for all)
    value : central value, in ``unit``
    low, high : 10th and 90th percentile of what is believed; equal to ``value`` where certain
    unit : unit as people read it
    grade : "A" published for this programme, "B" analogous, "C" judgement
    status : published, derived, recalled, announced or estimate
    basis, basis_vi : where the number comes from, in English and in Vietnamese
    origin : code of the region, or name of the scenario, that states it
    reason : why a scenario changed it ("" where it did not)
    """

    name: str
    by: str
    value: float
    low: float
    high: float
    unit: str
    grade: str
    status: Status
    basis: str
    origin: str
    reason: str = ""
    basis_vi: str = ""

    @property
    def why(self) -> Text:
        """Return the reason of whoever changed it, or else its basis."""
        if self.reason:
            return Text(self.reason, self.reason)
        return Text(self.basis_vi or self.basis, self.basis)

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

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the natural bounds, which no value can pass."""
        known = definition(self.name)
        return known.least, known.most

    @property
    def certain(self) -> bool:
        """Return whether the number has no range."""
        return self.low == self.high


class Assumptions(Mapping[Assumed, Assumption]):
    """Assumptions by (name, by); a missing one is an error that names it.

    >>> a = Assumption("lapse_rate", "poor", 0.3, 0.18, 0.45, "share", "C", "estimate", "", "x")
    >>> Assumptions([a])["lapse_rate", "poor"].value
    0.3
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
        return Assumptions([*self.values(), *others.values()])

    def knots(self, name: str) -> list[str]:
        """Return every ``by`` under which ``name`` is stated, in the order of the table."""
        return [by for key, by in self._entries if key == name]
