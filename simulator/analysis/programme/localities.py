"""What each locality has in the base year, and can hold later: by what it counts, else by people.

Liable jobs are where work is, and nobody of a poor household is taken to have one, as in the
province's own base year. What is not known of every place shares nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.analysis.programme.apportionment import Whole
from simulator.classes import CLASS_NAMES
from simulator.errors import InputError
from simulator.inputs.figures import Figure, Locality
from simulator.inputs.pack_tables import LOCALITY_COUNTS, POOR_HOUSEHOLDS, WORK_OF_LOCALITIES
from simulator.inputs.region import Region
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.rounding import to_whole, whole_persons
from simulator.schemes import COUNTS

MISMATCH = 0.05
"""Counts of all localities may miss the province's by this share; more is a contradiction."""
POOR = CLASS_NAMES.index("poor")


class Weight(NamedTuple):
    """What localities are weighed by beside their people.

    Parameters
    ----------
    indicator, year : the figure that all places have, newest December up to the base year
    share : (place,) of its sum
    """

    indicator: str
    year: int
    share: Array


def counts_of(p: Projection, kind: str) -> Array:
    """Return the province's count of a type: (year,) [persons]."""
    if kind == "compulsory_si":
        return p.total("compulsory")[:, 0]
    if kind == "voluntary_si":
        return np.asarray(p.total("voluntary").sum(axis=1)[:, 0])
    return p.total("ui")[:, 0]


class LocalPeople:
    """What each locality has in the base year, and can hold later.

    Parameters
    ----------
    region, places : whose localities
    p : the province's projection
    """

    def __init__(self, region: Region, places: Sequence[Locality], p: Projection) -> None:
        self._region = region
        self._p = p
        self.places = places
        population = np.array([place.population for place in places])
        self._by_population = population / population.sum()
        self.work = next((w for n in WORK_OF_LOCALITIES if (w := self._weight(n))), None)
        self.poverty = self._weight(POOR_HOUSEHOLDS)
        self._force, _ = self._shares("labour_force_15_plus", None)
        self._jobs = self._job_shares()
        counts = {kind: to_whole(float(counts_of(p, kind)[0])) for kind in COUNTS}
        self._held = {kind: self._shares(kind, count) for kind, count in counts.items()}

    def _weight(self, name: str) -> Weight | None:
        """Return a figure that all places have of one December, the newest, or None."""
        found = [f for f in self._region.locality_counts if (f.indicator, f.month) == (name, 12)]
        for year in sorted({f.year for f in found}, reverse=True):
            own = {f.place: f for f in found if f.year == year}
            counts = np.array([_count_of(place, own) for place in self.places])
            if year <= self._region.base_year and np.isfinite(counts).all() and counts.sum() > 0:
                return Weight(name, year, counts / counts.sum())
        return None

    def _poor(self) -> Array:
        """Return the poor labour force that is not liable, of each place: (place,) [persons]."""
        if self.poverty is None:
            return np.zeros(len(self.places))
        both = self._p.total("voluntary") + self._p.total("uninsured")
        return np.asarray(both[0, POOR, 0] * self.poverty.share)

    def _everyone(self) -> float:
        """Return the labour force of all ages in the base year [persons]."""
        p = self._p
        free = (p.total("voluntary") + p.total("uninsured"))[0, :, 0].sum()
        return float(free + p.total("compulsory")[0, 0] + p.total("uncovered")[0, 0])

    def _job_shares(self) -> Array:
        """Return where liable jobs are: by work, else by who lives outside poor households."""
        if self.work is not None:
            return self.work.share
        if self.poverty is None:
            return self._force
        others = np.maximum(self._force * self._everyone() - self._poor(), 0.0)
        return np.asarray(others / others.sum())

    def ease(self, kind: str) -> Array:
        """Return how easily each place gains people beside the others: (place,).

        Its stated attainability; for voluntary insurance the poor count for as much as they are
        recruited beside the other classes.
        """
        stated = np.array([place.attainability for place in self.places])
        if kind != "voluntary_si" or self.poverty is None:
            return stated
        free = np.maximum(
            self._force * self._everyone() - self._jobs * self._p.total("compulsory")[0, 0], 1.0
        )
        poor = np.clip(self._poor() / free, 0.0, 1.0)
        return np.asarray(stated * (1.0 - poor * (1.0 - self._recruited())))

    def _recruited(self) -> float:
        """Return the recruitment weight of the poor over the mean of the other classes."""
        weight = self._p.values.by("recruitment_weight")[:, 0]
        people = self._p.total("uninsured")[0, :, 0].copy()
        people[POOR] = 0.0
        return float(weight[POOR] / ((weight * people).sum() / people.sum()))

    def start(self, kind: str) -> Whole:
        """Return the persons of the base year: (place,)."""
        share, _ = self._held[kind]
        return _split(to_whole(float(counts_of(self._p, kind)[0])), share)

    def assumed(self, kind: str) -> list[bool]:
        """Return for each place whether its start is not its own count."""
        return self._held[kind][1]

    def headroom(self, kind: str, row: int) -> Whole:
        """Return the most that each place can hold in a year: (place,) [persons]."""
        p = self._p
        covered, uncovered = (p.total(name)[row, 0] for name in ("compulsory", "uncovered"))
        liable = self._held["compulsory_si"][0] * covered + self._jobs * uncovered
        if kind == "compulsory_si":
            return _split(int(np.ceil(covered + uncovered)), liable / liable.sum())
        free = (p.total("voluntary") + p.total("uninsured")).sum(axis=1)[row, 0]
        force = self._force * (free + covered + uncovered)
        # Where more work than live, those who come from elsewhere do not shrink the room.
        room = np.maximum(force - liable, self.start(kind))
        return np.asarray(np.ceil(room), dtype=np.int64)

    def _fallback(self, kind: str) -> Array:
        """Return by what a count is shared among places that do not have it: (place,)."""
        known = self.work is not None or self.poverty is not None
        jobs = kind in ("compulsory_si", "ui_participants")
        return self._jobs if jobs and known else self._by_population

    def _shares(self, kind: str, total: int | None) -> tuple[Array, list[bool]]:
        """Return each place's share of the region's count, and whether it is assumed.

        Parameters
        ----------
        total : the region's count; None: places with a count stand for all, or none does
        """
        own = {f.place: f for f in self._figures(kind)}
        counts = np.array([_count_of(place, own) for place in self.places])
        known = np.isfinite(counts)
        counted = {place for place, figure in own.items() if figure.counted}
        assumed = [place.code not in counted for place in self.places]
        if not known.any() or (total is None and not known.all()):
            return self._fallback(kind), assumed
        if known.all():
            if total and abs(counts.sum() / total - 1.0) > MISMATCH:
                raise self._contradiction(kind, float(counts.sum()), total)
            return counts / counts.sum(), assumed
        assert total is not None
        left = total - float(counts[known].sum())
        if left < 0:
            raise self._contradiction(kind, float(counts[known].sum()), total)
        rest = self._fallback(kind)[~known]
        counts[~known] = left * rest / rest.sum()
        return counts / counts.sum(), assumed

    def _figures(self, kind: str) -> list[Figure]:
        year = self._region.base_year
        return [
            f
            for f in self._region.locality_counts
            if f.indicator == kind and (f.year, f.month) == (year, 12)
        ]

    def _contradiction(self, kind: str, sum_: float, total: int) -> InputError:
        return InputError(
            self._region.problem(
                LOCALITY_COUNTS,
                0,
                kind,
                f"các địa phương cộng lại {sum_:.0f}, toàn tỉnh {total}",
                f"the localities add up to {sum_:.0f}, the province has {total}",
            )
        )


def _count_of(place: Locality, own: dict[str, Figure]) -> float:
    """Return a place's count: its own, or its parts of former units that all have one."""
    if place.code in own:
        return own[place.code].value
    if place.formerly and all(origin in own for origin, _ in place.formerly):
        return sum(own[origin].value * share for origin, share in place.formerly)
    return float("nan")


def _split(total: int, share: Array) -> Whole:
    return np.array(whole_persons((share * total).tolist(), total))
