"""A programme for every locality: whole persons that add up, by year and type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.analysis.costing.accounts import Amount, accounts
from simulator.analysis.programme.apportionment import InfeasibleError, Whole, allocate_path
from simulator.analysis.programme.localities import LocalPeople, Weight, counts_of
from simulator.dataclass import dataclass
from simulator.errors import input_error
from simulator.inputs.figures import Locality
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import figure_words
from simulator.levers import LEVERS
from simulator.projection import Projection, project
from simulator.rounding import to_whole
from simulator.schemes import COUNTS
from simulator.text import Text

TYPES: dict[str, tuple[str, ...]] = {
    kind: tuple(lever.name for lever in LEVERS.values() if kind in lever.serves) for kind in COUNTS
}
"""Type -> levers that work on it, as they declare."""


UNITS = {
    "former": Text("Huyện, thành phố (trước 01/7/2025)", "Former districts (until 30 June 2025)"),
    "new": Text("Xã, phường (từ 01/7/2025)", "Communes and wards (from 1 July 2025)"),
}
"""Which units a programme is split among."""


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
    work : by what liable jobs are shared among places; None: by people, as a fallback
    poverty : the poor households that were known of all places, or None
    """

    region: str
    scenario: str
    years: tuple[int, ...]
    places: tuple[Locality, ...]
    targets: tuple[Target, ...]
    totals: dict[tuple[str, int], int]
    replaced: bool = False
    work: Weight | None = None
    poverty: Weight | None = None

    @property
    def assumed(self) -> bool:
        """Return whether no locality has a count of its own."""
        return all(target.assumed for target in self.targets)


def allocate(
    region: Region, scenario: Scenario, years: Sequence[int], units: str = "former"
) -> Programme:
    """Split a scenario's participants among the localities of a region.

    A locality starts from its own count of the base year, or else from its part of what the others
    leave: of jobs by where work is known to be (workers by place of work, employers, enterprises),
    else by who lives outside poor households, of everything else, and without such figures, by
    population. Its headroom is its liable jobs (what
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
        raise input_error(
            f"{region.name.vi} không có danh sách địa phương ({table})",
            f"{region.name.en} has no list of localities ({table})",
            key=region.code,
        )
    p = project(region, scenario, max(years))
    people = LocalPeople(region, places, p)
    found: dict[str, _Course] = {}
    for kind in TYPES:
        # A place has no more people in unemployment insurance than in compulsory insurance.
        most = found["compulsory_si"].targets[1:] if kind == "ui_participants" else None
        found[kind] = _split_type(kind, people, p, most)
    totals = {
        (kind, year): to_whole(float(counts_of(p, kind)[p.row(year)]))
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
        people.work,
        people.poverty,
    )


class _Course(NamedTuple):
    """One type split among the places, year by year from the base year on: (place,) each."""

    targets: list[Whole]
    caps: list[Whole]


def _split_type(kind: str, people: LocalPeople, p: Projection, most: list[Whole] | None) -> _Course:
    """Split one type over all projected years.

    Parameters
    ----------
    most : the most that each place can hold in each projected year; None: its headroom
    """
    years = range(1, len(p.years))
    wanted = [round(float(counts_of(p, kind)[row])) for row in years]
    caps = [people.headroom(kind, row) for row in years] if most is None else most
    start = people.start(kind)
    ease = people.ease(kind)
    weights = [ease * np.maximum(cap - start, 1) for cap in caps]
    try:
        path = allocate_path(wanted, start, caps, weights)
    except InfeasibleError as error:
        raise input_error(
            f"{kind}: không chia được: {error.text.vi}",
            f"{kind}: cannot be split: {error.text.en}",
            key=kind,
        ) from None
    return _Course([start, *path], [start, *caps])


def _targets(
    region: Region,
    scenario: Scenario,
    years: Sequence[int],
    people: LocalPeople,
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
    told = [_starts(programme), *_weights(programme), *_units(programme)]
    return Text(" ".join(words.vi for words in told), " ".join(words.en for words in told))


def _starts(programme: Programme) -> Text:
    if not programme.assumed:
        return Text(
            "Điểm xuất phát lấy từ số liệu của từng địa phương nơi có; nơi chưa có thì ước tính.",
            "Starts are the localities' own counts where known, and estimates elsewhere.",
        )
    if programme.work is not None or programme.poverty is not None:
        return Text(
            "Chưa có số người tham gia của từng nơi: mọi số ở đây là ước tính; BHXH tự nguyện chia "
            "theo lực lượng lao động, hoặc dân số (cách dự phòng).",
            "Members by locality are not known: everything here is an estimate; voluntary "
            "insurance goes by the labour force, or people (fallback).",
        )
    return Text(
        "Cách dự phòng: chưa có số của từng nơi nên điểm xuất phát và dư địa chia theo dân số, "
        "coi mọi nơi có số việc làm, số người tham gia trên đầu người như nhau; mọi số ở đây là "
        "ước tính.",
        "Fallback: figures by locality are not known, so starts and headrooms follow population, "
        "as if every place had the same jobs and members a head; everything here is an estimate.",
    )


def _weights(programme: Programme) -> list[Text]:
    """Return by what jobs are shared, and what poor households do."""
    told = []
    if programme.work is not None:
        by = figure_words(programme.work.indicator)
        told.append(
            Text(
                f"Việc làm thuộc diện bắt buộc chia theo nơi làm việc: {by.vi.lower()}, "
                f"12/{programme.work.year}.",
                f"Liable jobs are shared by where work is: {by.en.lower()}, December "
                f"{programme.work.year}.",
            )
        )
    elif programme.poverty is not None:
        told.append(
            Text(
                "Việc làm thuộc diện bắt buộc: coi lao động hộ nghèo không có, còn lại mọi nơi như "
                f"nhau trên đầu người (cách dự phòng); hộ nghèo từng nơi của 12/"
                f"{programme.poverty.year}.",
                "Liable jobs: nobody of a poor household is taken to have one, all others the same "
                f"a head everywhere (fallback); poor households by place are of December "
                f"{programme.poverty.year}.",
            )
        )
    if programme.poverty is not None:
        told.append(
            Text(
                "Hộ nghèo vào BHXH tự nguyện ít hơn, nên nơi nhiều hộ nghèo được giao thêm ít hơn.",
                "Poor households join voluntary insurance less, so places with many are given "
                "smaller rises.",
            )
        )
    return told


def _units(programme: Programme) -> list[Text]:
    if any(place.formerly for place in programme.places):
        return [
            Text(
                "Phường, xã mới lấy phần dân số của địa phương cũ nhập vào (tỷ lệ ước tính).",
                "New communes and wards take their part of the former localities' people "
                "(estimated shares).",
            )
        ]
    if programme.replaced:
        return [
            Text(
                "Cấp huyện kết thúc hoạt động từ 01/7/2025; địa phương cũ dùng để tham chiếu.",
                "Districts ended on 1 July 2025; the former ones are for reference.",
            )
        ]
    return []


def responsible(levers: Sequence[str], language: str) -> str:
    """Return who answers for some levers."""
    return "; ".join(dict.fromkeys(LEVERS[name].responsible.in_(language) for name in levers))
