"""A programme for every locality: whole persons that add up, by year and type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from simulator.analysis.accounts import Amount, accounts
from simulator.analysis.apportionment import InfeasibleError, Whole, allocate_path
from simulator.errors import InputError, complain
from simulator.inputs.figures import Figure, Locality
from simulator.inputs.pack_tables import LOCALITY_COUNTS, WORK_OF_LOCALITIES
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
from simulator.model.arrays import Array
from simulator.projection import Projection, project
from simulator.rounding import whole_persons
from simulator.schemes import COUNTS
from simulator.text import Text

TYPES: dict[str, tuple[str, ...]] = {
    kind: tuple(lever.name for lever in LEVERS.values() if kind in lever.serves) for kind in COUNTS
}
"""Type -> levers that work on it, as they declare."""


UNITS = {
    "former": Text("Địa phương cũ", "Former localities"),
    "new": Text("Phường, xã mới", "New communes and wards"),
}
"""Which units a programme is split among."""
MISMATCH = 0.05
"""Counts of all localities may miss the province's by this share; more is a contradiction."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one locality must bring in one year.

    Parameters
    ----------
    locality, year, type : whose, when, what
    target : persons at 31 December
    rise : above the year before
    headroom : most that the locality can hold
    cost : its share of the provincial cost of the levers of this type [million VND]; that of
        levers which also serve another type is counted once, with compulsory insurance
    levers, responsible : what with, and who answers for it
    assumed : whether the locality's start is carried over from the province or a former unit
    """

    locality: Locality
    year: int
    type: str
    target: int
    rise: int
    headroom: int
    cost: Amount
    levers: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """Targets of all localities, and the provincial totals to which they add up.

    Parameters
    ----------
    replaced : whether other units have taken over from the places
    by_work : whether liable jobs are shared by where work is; else by people, as a fallback
    """

    region: str
    scenario: str
    years: tuple[int, ...]
    places: tuple[Locality, ...]
    targets: tuple[Target, ...]
    totals: dict[tuple[str, int], int]
    replaced: bool = False
    by_work: bool = False

    @property
    def assumed(self) -> bool:
        """Return whether no locality has a count of its own."""
        return all(target.assumed for target in self.targets)


def allocate(
    region: Region, scenario: Scenario, years: Sequence[int], units: str = "former"
) -> Programme:
    """Split a scenario's participants among the localities of a region.

    A locality starts from its own count of the base year, or else from its part of what the others
    leave: of jobs by where work is known to be (workers by place of work, enterprises), of
    everything else, and without such figures, by population. Its headroom is its liable jobs (what
    it covers, and its part of the uncovered by work, or by labour force) for compulsory insurance;
    everyone of its labour force who is not liable for voluntary insurance; its own compulsory
    target for unemployment insurance. A rise is split by headroom x attainability. The split always
    begins after the base year, so that a year's targets do not depend on the first year asked for.

    Parameters
    ----------
    years : years to report, after the base year
    units : "former" localities, or the "new" ones that took over from them

    Raises
    ------
    InputError
        where the region has no such units, their counts contradict the region's, or the totals
        do not fit.
    """
    places = region.localities if units == "former" else region.successors
    if not places:
        table = "localities.csv" if units == "former" else "successors.csv"
        raise complain(
            f"{region.name.vi} không có danh sách địa phương ({table})",
            f"{region.name.en} has no list of localities ({table})",
            key=region.code,
        )
    p = project(region, scenario, max(years))
    people = _People(region, places, p)
    found: dict[str, _Course] = {}
    for kind in TYPES:
        # A place has no more people in unemployment insurance than in compulsory insurance.
        most = found["compulsory_si"].targets[1:] if kind == "ui_participants" else None
        found[kind] = _split_type(kind, people, p, most)
    totals = {
        (kind, year): round(float(_counts(p, kind)[p.row(year)]))
        for kind in TYPES
        for year in sorted(set(years))
    }
    targets = _targets(region, scenario, years, people, found)
    replaced = units == "former" and bool(region.successors)
    return Programme(
        region.code,
        scenario.name,
        tuple(years),
        places,
        tuple(targets),
        totals,
        replaced,
        people.by_work,
    )


class _Course(NamedTuple):
    """One type split among the places, year by year from the base year on: (place,) each."""

    targets: list[Whole]
    caps: list[Whole]


def _split_type(kind: str, people: _People, p: Projection, most: list[Whole] | None) -> _Course:
    """Split one type over all projected years.

    Parameters
    ----------
    most : the most that each place can hold in each projected year; None: its headroom
    """
    years = range(1, len(p.years))
    wanted = [round(float(_counts(p, kind)[row])) for row in years]
    caps = [people.headroom(kind, row) for row in years] if most is None else most
    start = people.start(kind)
    ease = np.array([place.attainability for place in people.places])
    weights = [ease * np.maximum(cap - start, 1) for cap in caps]
    try:
        path = allocate_path(wanted, start, caps, weights)
    except InfeasibleError as error:
        raise complain(
            f"{kind}: không chia được: {error.text.vi}",
            f"{kind}: cannot be split: {error.text.en}",
            key=kind,
        ) from None
    return _Course([start, *path], [start, *caps])


def _counts(p: Projection, kind: str) -> Array:
    if kind == "compulsory_si":
        return p.total("compulsory")[:, 0]
    if kind == "voluntary_si":
        return np.asarray(p.total("voluntary").sum(axis=1)[:, 0])
    return p.total("ui")[:, 0]


class _People:
    """What each locality has in the base year, and can hold later."""

    def __init__(self, region: Region, places: Sequence[Locality], p: Projection) -> None:
        self._region = region
        self._p = p
        self.places = places
        population = np.array([place.population for place in places])
        self._by_population = population / population.sum()
        self._work = self._work_shares()
        self._force, _ = self._shares("labour_force_15_plus", None)
        self._held = {kind: self._shares(kind, round(float(_counts(p, kind)[0]))) for kind in TYPES}

    @property
    def by_work(self) -> bool:
        """Return whether liable jobs are shared by where work is, not by people alike."""
        return self._work is not None

    def _work_shares(self) -> Array | None:
        """Return each place's share of work, by the best figure that all places have, or None."""
        for name in WORK_OF_LOCALITIES:
            own = {f.place: f for f in self._figures(name)}
            counts = np.array([_count_of(place, own) for place in self.places])
            if np.isfinite(counts).all() and counts.sum() > 0:
                return np.asarray(counts / counts.sum())
        return None

    def _fallback(self, kind: str) -> Array:
        """Return by what a count is shared among places that do not have it: (place,)."""
        jobs = kind in ("compulsory_si", "ui_participants")
        return self._by_population if self._work is None or not jobs else self._work

    def start(self, kind: str) -> Whole:
        """Return the persons of the base year: (place,)."""
        share, _ = self._held[kind]
        return _split(round(float(_counts(self._p, kind)[0])), share)

    def assumed(self, kind: str) -> list[bool]:
        """Return for each place whether its start is not its own count."""
        return self._held[kind][1]

    def headroom(self, kind: str, row: int) -> Whole:
        """Return the most that each place can hold in a year: (place,) [persons]."""
        p = self._p
        covered, uncovered = (p.total(name)[row, 0] for name in ("compulsory", "uncovered"))
        jobs = self._force if self._work is None else self._work
        liable = self._held["compulsory_si"][0] * covered + jobs * uncovered
        if kind == "compulsory_si":
            return _split(int(np.ceil(covered + uncovered)), liable / liable.sum())
        free = (p.total("voluntary") + p.total("uninsured")).sum(axis=1)[row, 0]
        force = self._force * (free + covered + uncovered)
        # Where more work than live, those who come from elsewhere do not shrink the room.
        room = np.maximum(force - liable, self.start(kind))
        return np.asarray(np.ceil(room), dtype=np.int64)

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


def _targets(
    region: Region,
    scenario: Scenario,
    years: Sequence[int],
    people: _People,
    found: dict[str, _Course],
) -> list[Target]:
    money = accounts(region, scenario, scenario, list(years))
    targets = []
    for kind, levers in TYPES.items():
        used = tuple(name for name in levers if name in scenario.levers)
        assumed = people.assumed(kind)
        for year in years:
            i = year - region.base_year
            now, caps = found[kind].targets[i], found[kind].caps[i]
            rises = now - found[kind].targets[i - 1]
            whole = max(int(np.maximum(rises, 0).sum()), 1)
            cost = _cost(money.lines, used, year) if kind != "ui_participants" else _NOTHING
            for j, place in enumerate(people.places):
                part = max(int(rises[j]), 0) / whole
                targets.append(
                    Target(
                        place,
                        year,
                        kind,
                        int(now[j]),
                        int(rises[j]),
                        int(caps[j]),
                        Amount(cost.value * part, cost.low * part, cost.high * part),
                        used,
                        assumed[j],
                    )
                )
    return targets


_NOTHING = Amount(0.0, 0.0, 0.0)


def _cost(lines: dict[tuple[str, int], Amount], levers: Sequence[str], year: int) -> Amount:
    names = [cost.line for lever in levers for cost in LEVERS[lever].costs]
    amounts = [lines[name, year] for name in names if (name, year) in lines]
    return Amount(
        sum(a.value for a in amounts), sum(a.low for a in amounts), sum(a.high for a in amounts)
    )


def note(programme: Programme) -> Text:
    """Return what a reader of the programme must know about its basis."""
    basis = Text(
        "Cách dự phòng: chưa có số của từng nơi nên điểm xuất phát và dư địa chia theo dân số, "
        "coi mọi nơi có số việc làm, số người tham gia trên đầu người như nhau; mọi số ở đây là "
        "ước tính.",
        "Fallback: figures by locality are not known, so starts and headrooms follow population, "
        "as if every place had the same jobs and members a head; everything here is an estimate.",
    )
    if not programme.assumed:
        basis = Text(
            "Điểm xuất phát lấy từ số liệu của từng địa phương nơi có; nơi chưa có thì chia theo "
            "dân số (cách dự phòng, ước tính).",
            "Starts are the localities' own counts where known, and follow population elsewhere "
            "(fallback, estimates).",
        )
    if programme.by_work:
        basis = Text(
            "Việc làm thuộc diện bắt buộc chia theo số của từng nơi: lao động theo nơi làm việc, "
            "hoặc doanh nghiệp; BHXH tự nguyện chia theo lực lượng lao động, hoặc dân số.",
            "Liable jobs are shared by what each place has: workers by place of work, or "
            "enterprises; voluntary insurance by the labour force, or people.",
        )
    units = Text("", "")
    if programme.replaced:
        units = Text(
            "Cấp huyện kết thúc hoạt động từ 01/7/2025; địa phương cũ dùng để tham chiếu.",
            "Districts ended on 1 July 2025; the former ones are for reference.",
        )
    if any(place.formerly for place in programme.places):
        units = Text(
            "Phường, xã mới lấy phần dân số của địa phương cũ nhập vào (tỷ lệ ước tính).",
            "New communes and wards take their part of the former localities' people (estimated "
            "shares).",
        )
    return Text(f"{basis.vi} {units.vi}".strip(), f"{basis.en} {units.en}".strip())


def responsible(levers: Sequence[str], language: str) -> str:
    """Return who answers for some levers."""
    return "; ".join(dict.fromkeys(LEVERS[name].responsible.in_(language) for name in levers))
